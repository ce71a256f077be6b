//! What was read from a schema file.

use std::sync::Arc;

use entra_expression::Severity;
use leptos::prelude::*;
use sync_schema::locate::{FileShape, MappingCandidate, Pick};
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::browser::event;
use crate::components::bridge::from_element;
use crate::components::panel::TitledPanel;
use crate::pages::mappings::diagnostic_view::callout;
use crate::state::schema_file::SchemaFileState;
use crate::state::use_app;

#[component]
pub fn WhatWasRead(reading: Arc<ParsedSchema>) -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    let facts = facts(file, &reading)
        .into_iter()
        .map(|(name, value)| view! { <Fact name value/> }.into_any());
    let facts = facts.collect::<Vec<_>>();
    view! {
        <TitledPanel id="schema-read" title="What was read">
            <dl class="facts">{facts}</dl>
            <MappingChoice reading/>
        </TitledPanel>
    }
}

#[component]
fn Fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
}

fn facts(file: SchemaFileState, reading: &ParsedSchema) -> Vec<(&'static str, String)> {
    let shape = match reading.shape {
        FileShape::Schema => "a schema",
        FileShape::Wrapped => "a template with a schema in it",
        FileShape::Listed => "a list of templates; the schema of one of them was read",
    };
    let size = reading.bytes.div_ceil(1_000);
    let encoding = message::encoding(reading.encoding);
    let name = file.name().unwrap_or_else(|| "the pasted text".to_owned());
    let groups = match reading.groups.as_slice() {
        [] => "not provisioned".to_owned(),
        groups => format!("provisioned by “{}”", groups.join("”, “")),
    };
    let mut facts = vec![
        ("File", format!("{name}, {size} kB, {encoding}")),
        ("It is", shape.to_owned()),
    ];
    facts.extend(reading.job_id.clone().map(|id| ("Job", id)));
    facts.extend(reading.version.clone().map(|version| ("Version", version)));
    facts.extend([
        ("Rows", reading.set.rows.len().to_string()),
        ("Scope", scope(reading)),
        ("Groups", groups),
    ]);
    facts
}

fn scope(reading: &ParsedSchema) -> String {
    let Some(scope) = &reading.scope else {
        return "no scoping filter".to_owned();
    };
    let groups = scope.groups.iter().map(|group| {
        let clauses: Vec<_> = group.clauses.iter().map(|clause| clause.text()).collect();
        clauses.join(" and ")
    });
    groups.collect::<Vec<_>>().join(", or ")
}

/// The mapping that was read, and the others to choose from.
#[component]
fn MappingChoice(reading: Arc<ParsedSchema>) -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    // Rows of users belong into no other mapping, so no other can be chosen.
    let of_users = || reading.candidates.iter().filter(|one| one.users);
    let picks: Vec<Pick> = of_users().map(|one| one.pick).collect();
    let options = of_users().enumerate().map(|(at, one)| {
        view! {
            <option value=at.to_string() selected=one.pick == reading.pick>
                {label(one)}
            </option>
        }
        .into_any()
    });
    let choose = move |value: String| {
        let chosen = value.parse::<usize>().ok();
        if let Some(pick) = chosen.and_then(|at| picks.get(at)) {
            file.read(Some(*pick));
        }
    };
    view! {
        <div class="field">
            <label for="schema-mapping">"Mapping of users"</label>
            <select
                id="schema-mapping"
                aria-describedby="schema-why"
                on:change=move |change| choose(event::value(&change))
            >
                {options.collect::<Vec<_>>()}
            </select>
            <p class="hint" id="schema-why">
                {message::why(reading.why)}
            </p>
        </div>
    }
}

fn label(candidate: &MappingCandidate) -> String {
    let name = match candidate.name.as_str() {
        "" => "Mapping without a name",
        name => name,
    };
    let off = if candidate.enabled {
        ""
    } else {
        ", switched off"
    };
    format!(
        "{name}, {} rows{off}: {} to {}",
        candidate.rows, candidate.source, candidate.target
    )
}

/// What the rows and operations of the file do to users.
#[component]
pub fn Effects(reading: Arc<ParsedSchema>) -> impl IntoView {
    let all = reading.diagnostics.iter();
    let shown = all
        .filter(|one| one.severity != Severity::Info)
        .map(|one| {
            let heading = format!("{}: {}", one.short_target(), one.headline);
            from_element(callout(one, &heading))
        })
        .collect::<Vec<_>>();
    (!shown.is_empty()).then(|| {
        view! {
            <TitledPanel id="schema-effects" title="What this file does to users">
                {shown}
            </TitledPanel>
        }
        .into_any()
    })
}

/// What was not understood.
#[component]
pub fn Remarks(reading: Arc<ParsedSchema>) -> impl IntoView {
    let notes = reading.notes.iter();
    let notes = notes
        .map(|note| view! { <li>{note.to_string()}</li> }.into_any())
        .collect::<Vec<_>>();
    (!notes.is_empty()).then(|| {
        view! {
            <TitledPanel id="schema-notes" title="Not understood, or out of the ordinary">
                <ul class="plain">{notes}</ul>
            </TitledPanel>
        }
        .into_any()
    })
}
