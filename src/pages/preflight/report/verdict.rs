//! What is said in place of a report.

use leptos::prelude::*;
use preflight::users_file::UsersFileErrorText;

use crate::browser::{self, elements};
use crate::pages::preflight::inputs::{INPUTS_ID, head_id};
use crate::pages::preflight::state::{PreflightState, VERDICT_ID};
use crate::pages::preflight::use_page;
use provisioning::talkdesk as attributes;

const TITLE_ID: &str = "pf-verdict-title";
const TEXT_ID: &str = "pf-verdict-text";

/// What is said in place of a report. It takes the focus when it comes, which
/// reads it out.
#[component]
pub(crate) fn Verdict(
    class: &'static str,
    #[prop(into)] headline: String,
    #[prop(into)] why: String,
    remedy: &'static str,
    /// What can be done about it here.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div
            class=format!("verdict {class}")
            id=VERDICT_ID
            tabindex="-1"
            role="group"
            aria-labelledby=TITLE_ID
            aria-describedby=TEXT_ID
        >
            <h2 id=TITLE_ID>{headline}</h2>
            <div id=TEXT_ID>
                <p>{why}</p>
                <p>{remedy}</p>
            </div>
            {children.map(|children| children())}
        </div>
    }
}

/// A file that cannot be used, with the way to its card, which is folded away
/// since the run.
#[component]
pub(crate) fn RefusedFile(name: String, words: UsersFileErrorText) -> impl IntoView {
    let state = use_page().state;
    let label = format!("Show {name}");
    view! {
        <Verdict
            class="bad"
            headline=format!("{name} cannot be used")
            why=words.what
            remedy=words.remedy
        >
            <p>
                <button type="button" on:click=move |_| show_card(state, &name)>
                    {label}
                </button>
            </p>
        </Verdict>
    }
}

/// Opens what holds the files, and goes to the card of one.
fn show_card(state: PreflightState, name: &str) {
    let id = untrack(|| {
        state.input_files(|input_files| {
            let mut all = input_files.all().iter();
            let found = all.find(|input_file| input_file.name == name);
            found.map(|input_file| input_file.id)
        })
    });
    let inputs = document().get_element_by_id(INPUTS_ID);
    if let (Some(id), Some(inputs)) = (id, inputs) {
        elements::set_details_open(&inputs, true);
        browser::reveal(&head_id(id));
        browser::focus(&head_id(id));
    }
}

/// A mapping whose expression cannot be run.
#[component]
pub(crate) fn UnsoundMapping(
    /// The full name of the target.
    target: String,
    message: String,
) -> impl IntoView {
    let short = attributes::target(&target).map_or("", |target| target.short);
    view! {
        <Verdict
            class="bad"
            headline=format!("The mapping of {target} cannot be run")
            why=message
            remedy="Correct its expression, then run again."
        >
            <p>
                <a class="button" href=format!("#/mappings/{short}")>
                    "Open the mapping"
                </a>
            </p>
        </Verdict>
    }
}
