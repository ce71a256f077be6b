//! The set as clicks in the portal, to tick one after the other.

use std::collections::BTreeSet;

use leptos::prelude::*;
use provisioning::portal::portal_diff::{self, PortalStep};

use crate::browser::event;
use crate::components::panel::Panel;
use crate::components::when::When;
use crate::pages::mappings::portal_fields::PortalField;
use crate::pages::mappings::{baseline, links, use_preview};
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::entra::labels::{ATTRIBUTE_MAPPING, EDIT_ATTRIBUTE_LIST, PROVISION_OBJECTS};
use provisioning::set_status::row_status::held_back;
use provisioning::talkdesk::short;
use setup::SetupId;

/// The id of the heading.
pub const TITLE: &str = "clicks-title";

/// A step, and what keeps the portal from taking its row.
type HeldStep = (Option<MappingDiagnostic>, PortalStep);

#[component]
pub fn PortalSteps() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let steps = Memo::new(move |_| held_steps(app, preview));
    let done = ticked(app);
    let setup = StoredValue::new(app.open_id.get_untracked());
    let count = move || {
        let is_done = |step: &PortalStep| {
            let key = setup.with_value(|setup| mark(setup, step));
            done.with(|done| done.contains(&key))
        };
        steps.with(|steps| {
            let ticked = steps.iter().filter(|(_, step)| is_done(step)).count();
            format!("{ticked} of {}", steps.len())
        })
    };
    view! {
        <Panel
            title_id=TITLE
            title=|| "In the portal, click by click"
            beside=move || view! { <span class="tag">{move || count()}</span> }
        >
            <div class="body stack">
                <ol class="clicks">
                    {move || {
                        let steps = steps.get().into_iter().enumerate();
                        steps
                            .map(|(index, (held, step))| match held {
                                Some(diagnostic) => view! { <HeldItem diagnostic/> }.into_any(),
                                None => {
                                    let key = setup.with_value(|setup| mark(setup, &step));
                                    view! { <StepItem index step key/> }.into_any()
                                }
                            })
                            .collect::<Vec<_>>()
                    }}
                </ol>
                <OtherLabels/>
            </div>
        </Panel>
    }
}

fn held_steps(app: App, preview: PreviewState) -> Vec<HeldStep> {
    let rows = baseline::table(app).rows;
    app.setup.with(|setup| {
        let lines = portal_diff::row_diffs(&rows, &setup.mapping);
        let evaluation = preview.evaluation(&setup.mapping);
        let held = |step: &PortalStep| held_back(&setup.mapping, &evaluation, target(step)?);
        let steps = portal_diff::portal_steps(&lines, &setup.mapping).into_iter();
        steps.map(|step| (held(&step), step)).collect()
    })
}

/// The clicks that are ticked, of all setups. They outlive the place, because
/// somebody half-way through them looks at a row and comes back; the next
/// visit to the portal begins anew.
fn ticked(app: App) -> RwSignal<BTreeSet<String>> {
    app.page_state(|| TickedSteps(RwSignal::new(BTreeSet::new())))
        .0
}

#[derive(Clone, Copy)]
struct TickedSteps(RwSignal<BTreeSet<String>>);

/// What a click is ticked by. A click with other values is another one.
fn mark(setup: &SetupId, click: &PortalStep) -> String {
    let values = click.fields.iter().map(|field| field.value.as_str());
    let names = click.names.iter().map(String::as_str);
    let parts: Vec<&str> = values.chain(names).collect();
    format!("{} {} {}", setup.0, click.key, parts.join("\n"))
}

/// The full name of the target whose row a click is about.
fn target(click: &PortalStep) -> Option<&str> {
    click.key.split_once(' ').map(|(_, target)| target)
}

/// The texts that the portal has had for the same.
#[component]
fn OtherLabels() -> impl IntoView {
    let labels = [ATTRIBUTE_MAPPING, PROVISION_OBJECTS, EDIT_ATTRIBUTE_LIST];
    let labels = labels.iter().map(|label| {
        view! {
            <li>
                <b>{label.published}</b>
                ": "
                {label.other_texts.join("; ")}
            </li>
        }
        .into_any()
    });
    view! {
        <details class="hint">
            <summary>"I see something else"</summary>
            <ul>{labels.collect::<Vec<_>>()}</ul>
        </details>
    }
}

/// A row that the portal would not take as it is: what is wrong, in place of
/// what to fill in.
#[component]
fn HeldItem(diagnostic: MappingDiagnostic) -> impl IntoView {
    let name = diagnostic.short_target();
    let waits = format!("The row of {name} waits");
    let mend = format!("Mend the row of {name}");
    view! {
        <li>
            <input type="checkbox" aria-label=waits.clone() disabled/>
            <div class="stack">
                <p class="row tight">
                    <b>{waits}</b>
                    <span class="tag bad">{diagnostic.headline}</span>
                </p>
                <p>{diagnostic.message}</p>
                <p>
                    <a href=links::of(&diagnostic.target)>{mend}</a>
                </p>
            </div>
        </li>
    }
}

#[component]
fn StepItem(
    index: usize,
    step: PortalStep,
    /// What it is ticked by.
    key: String,
) -> impl IntoView {
    let done = ticked(use_app());
    let id = format!("click-{index}");
    let short = target(&step).map_or("the attribute", short).to_owned();
    let PortalStep {
        text,
        fields,
        names,
        ..
    } = step;
    let is_done = Signal::derive({
        let key = key.clone();
        move || done.with(|done| done.contains(&key))
    });
    view! {
        <li class:done=move || is_done.get()>
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=move || is_done.get()
                on:change=move |change| tick(done, &key, event::is_checked(&change))
            />
            <div class="stack">
                <label for=id>{text}</label>
                <When is=Signal::derive(move || !is_done.get())>
                    {fields
                        .iter()
                        .map(|field| {
                            view! { <PortalField short=short.clone() field=field.clone()/> }
                                .into_any()
                        })
                        .collect::<Vec<_>>()}
                </When>
                {(!names.is_empty()).then(|| view! { <Names names/> }.into_any())}
            </div>
        </li>
    }
}

fn tick(done: RwSignal<BTreeSet<String>>, key: &str, on: bool) {
    done.update(|done| {
        let _ = match on {
            true => done.insert(key.to_owned()),
            false => done.remove(key),
        };
    });
}

#[component]
fn Names(names: Vec<String>) -> impl IntoView {
    let names = names.into_iter().map(|name| {
        view! {
            <li>
                <code>{name}</code>
            </li>
        }
        .into_any()
    });
    view! { <ul class="names">{names.collect::<Vec<_>>()}</ul> }
}
