//! What was read from the file, and what was not recognized in it.

use leptos::prelude::*;
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::components::fold::Fold;
use crate::pages::mappings::schema_file::file_bar::label;
use crate::pages::mappings::schema_file::page_state::use_schema_page;

#[component]
pub fn FileDetails() -> impl IntoView {
    let reading = untrack(|| use_schema_page().reading())?;
    let facts = facts(&reading)
        .into_iter()
        .map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let view = view! {
        <div class="section">
            <Notes notes=reading.notes.iter().map(ToString::to_string).collect()/>
            <Fold summary=|| "Details of the file">
                <dl class="about">{facts}</dl>
            </Fold>
        </div>
    };
    Some(view.into_any())
}

fn facts(reading: &ParsedSchema) -> Vec<(&'static str, String)> {
    let picked = reading
        .candidates
        .iter()
        .find(|one| one.pick == reading.pick);
    let groups = match reading.groups.as_slice() {
        [] => "Not provisioned".to_owned(),
        groups => format!("Provisioned by {}", groups.join(", ")),
    };
    let mut facts = vec![("Content", message::shape(reading.shape).to_owned())];
    facts.extend(picked.map(|one| {
        let why = message::why(reading.why);
        ("User mapping", format!("{}. {why}", label(one)))
    }));
    facts.extend(reading.job_id.clone().map(|id| ("Job", id)));
    let version = reading.version.clone();
    facts.extend(version.map(|version| {
        let text = format!("{version}. Entra sets a new one when you save.");
        ("Version", text)
    }));
    facts.extend([
        ("Scope", scope(reading)),
        ("Groups", groups),
        ("Encoding", message::encoding(reading.encoding).to_owned()),
    ]);
    facts
}

fn scope(reading: &ParsedSchema) -> String {
    let Some(scope) = &reading.scope else {
        return "No scoping filter".to_owned();
    };
    let groups = scope.groups.iter().map(|group| {
        let clauses: Vec<_> = group.clauses.iter().map(|clause| clause.text()).collect();
        clauses.join(" and ")
    });
    groups.collect::<Vec<_>>().join(", or ")
}

/// What was not understood, or is out of the ordinary.
#[component]
fn Notes(notes: Vec<String>) -> impl IntoView {
    if notes.is_empty() {
        return None;
    }
    let summary = match notes.len() {
        1 => "1 note about the file".to_owned(),
        count => format!("{count} notes about the file"),
    };
    let items = notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> }.into_any())
        .collect::<Vec<_>>();
    let fold = view! {
        <Fold summary=move || summary.clone() open=true>
            <ul class="file-notes">{items}</ul>
        </Fold>
    };
    Some(fold.into_any())
}
