//! The one thing to do next.

use leptos::prelude::*;
use provisioning::portal::portal_diff;

use crate::browser;
use crate::pages::mappings::diagnostic_view::FixButton;
use crate::pages::mappings::list::portal_steps;
use crate::pages::mappings::{baseline, links, use_preview};
use crate::state::{App, use_app};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status::next_action::{self, NextAction};

/// The id of the heading.
const TITLE: &str = "next-title";

#[component]
pub fn NextStep() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let next = Memo::new(move |_| {
        let table = baseline::table(app);
        app.setup.with(|setup| {
            let lines = portal_diff::row_diffs(&table.rows, &setup.mapping);
            next_action::next(&lines, &setup.mapping, &preview.evaluation(&setup.mapping))
        })
    });
    let detail = move || next.with(|next| next.detail(baseline::table(app).file.as_deref()));
    view! {
        <section
            class="panel next-step no-print"
            class:mend=move || next.with(|next| matches!(next, NextAction::Fix(..)))
            aria-labelledby=TITLE
        >
            <div class="body stack">
                <h2 id=TITLE tabindex="-1">
                    {move || next.with(NextAction::headline)}
                </h2>
                <p>{move || detail()}</p>
                <div class="row">
                    {move || match next.get() {
                        NextAction::Fix(diagnostic, _) => {
                            view! { <FixRow diagnostic/> }.into_any()
                        }
                        NextAction::Checking => ().into_any(),
                        NextAction::Carry(_) | NextAction::Nothing | NextAction::NotChecked(_) => {
                            view! { <ShowSteps/> }.into_any()
                        }
                    }}
                    <ApplySet/>
                    <a href="#/mappings/schema">"Schema file"</a>
                    <a href="#/mappings/scripts">"Scripts"</a>
                </div>
            </div>
        </section>
    }
}

/// What fixes a row with one click, if that can be, and the way to it.
#[component]
fn FixRow(diagnostic: MappingDiagnostic) -> impl IntoView {
    let class = match diagnostic.set_fix {
        Some(_) => "button",
        None => "button primary",
    };
    let fix = diagnostic
        .set_fix
        .map(|fix| view! { <FixButton fix class="primary" focus=TITLE/> }.into_any());
    view! {
        {fix}
        <a class=class href=links::of(&diagnostic.target)>
            {format!("Open {}", diagnostic.short_target())}
        </a>
    }
}

#[component]
fn ShowSteps() -> impl IntoView {
    view! {
        <button
            type="button"
            class="primary"
            on:click=|_| {
                browser::reveal(portal_steps::TITLE);
                browser::focus(portal_steps::TITLE);
            }
        >
            "Show the clicks"
        </button>
    }
}

#[component]
fn ApplySet() -> impl IntoView {
    let app = use_app();
    let differs = Memo::new(move |_| {
        app.setup
            .with(|setup| portal_diff::talkdesk_set(&setup.mapping) != setup.mapping)
    });
    view! {
        {move || match differs.get() {
            true => {
                view! {
                    <button type="button" on:click=move |_| apply_set(app)>
                        "Apply the Talkdesk set"
                    </button>
                }
                    .into_any()
            }
            false => {
                view! { <span class="muted">"This is Talkdesk’s published set."</span> }.into_any()
            }
        }}
    }
}

fn apply_set(app: App) {
    app.edit_mapping("Talkdesk’s set applied; roles and teams kept", |mapping| {
        *mapping = portal_diff::talkdesk_set(mapping);
    });
    browser::focus(TITLE);
}
