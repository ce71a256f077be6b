//! Where roles or teams come from.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::when::When;
use crate::state::{App, Undo, use_app};
use guide::start_card::{SourceChoice, ValueSource, choose_source, value_source};
use provisioning::mapping::Source;
use provisioning::talkdesk::ROLES;

#[component]
pub fn SourceRow(
    /// Full name of the target.
    target: &'static str,
    id: &'static str,
    label: &'static str,
    help: &'static str,
) -> impl IntoView {
    let app = use_app();
    let source = move || app.setup.with(|setup| value_source(&setup.mapping, target));
    let option = move |own: ValueSource| {
        view! {
            <option value=own.label(target) prop:selected=move || source() == own>
                {own.label(target)}
            </option>
        }
        .into_any()
    };
    let options = ValueSource::offered(target).into_iter().map(option);
    let options = options.collect::<Vec<_>>();
    let choose_label = move |label: String| {
        let offered = ValueSource::offered(target).into_iter();
        let mut chosen = offered.filter(|source| source.label(target) == label);
        if let Some(choice) = chosen.next().and_then(|source| source.choice(target)) {
            choose(app, target, &choice);
        }
    };
    view! {
        <div class="ask-row">
            <label class="q" for=id>
                {label}
            </label>
            <div class="field">
                <div class="source-pair">
                    <select
                        class="in"
                        id=id
                        aria-describedby=format!("{id}-help")
                        on:change=move |change| choose_label(event::value(&change))
                    >
                        {options}
                        {move || {
                            (source() == ValueSource::Expression)
                                .then(|| option(ValueSource::Expression))
                        }}
                    </select>
                    <SourceName target/>
                </div>
                <span class="help" id=format!("{id}-help")>
                    {help}
                </span>
            </div>
        </div>
    }
}

/// The role, team or attribute, if the choice names one.
#[component]
fn SourceName(target: &'static str) -> impl IntoView {
    let app = use_app();
    let text = move || {
        app.setup.with(|setup| match setup.mapping.row(target) {
            Some(row) if names_one(&row.source) => Some(row.source.text().to_owned()),
            _ => None,
        })
    };
    let is_constant = move || {
        let row = |setup: &setup::Setup| setup.mapping.row(target).map(|row| row.source.clone());
        matches!(app.setup.with(row), Some(Source::Constant(_)))
    };
    let label = move || match (is_constant(), target == ROLES) {
        (false, _) => "User attribute",
        (true, true) => "Role for everyone",
        (true, false) => "Team for everyone",
    };
    view! {
        <When is=Signal::derive(move || text().is_some())>
            <input
                class="in"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=label
                prop:value=move || text().unwrap_or_default()
                // Only then: a name is not one while it is typed.
                on:change=move |change| {
                    let name = event::value(&change).trim().to_owned();
                    let choice = match untrack(is_constant) {
                        true => SourceChoice::SameForAll(name),
                        false => SourceChoice::Attribute(name),
                    };
                    choose(app, target, &choice);
                }
            />
        </When>
    }
}

fn names_one(source: &Source) -> bool {
    matches!(source, Source::Constant(_) | Source::Direct(_))
}

/// An expression that the choice replaces can be brought back.
fn choose(app: App, target: &'static str, choice: &SourceChoice) {
    let before = app.setup.with_untracked(|setup| setup.mapping.clone());
    app.edit(|setup| {
        choose_source(&mut setup.mapping, target, choice);
    });
    let row = before.row(target).map(|row| &row.source);
    if matches!(row, Some(Source::Expression(_))) {
        let name = if target == ROLES { "Roles" } else { "Teams" };
        app.offer_undo(
            format!("{name} no longer come from an expression"),
            Undo::mapping(before),
        );
    }
}
