//! The button that leads to where something is fixed or examined.

use leptos::prelude::*;
use worker_messages::explain::FixTarget;

use crate::components::copy_button::CopyButton;
use crate::components::icon::icons;
use crate::pages::connection::context::use_connection_page;
use crate::state::connection::selected_tab::{TEST, USER};
use crate::state::mapping_links;

#[component]
pub(super) fn FixLink(
    target: FixTarget,
    /// Whether it is the page's one primary button.
    #[prop(optional)]
    is_primary: bool,
    /// The text for a ticket.
    #[prop(into)]
    ticket: Callback<(), String>,
) -> impl IntoView {
    let page = use_connection_page();
    let link = move |href: String, text: String| {
        view! {
            <a class="btn" class:primary=is_primary href=href>
                {text}
            </a>
        }
        .into_any()
    };
    let tab = move |id: &'static str, text: &'static str| {
        view! {
            <button
                type="button"
                class="btn"
                class:primary=is_primary
                on:click=move |_| page.tab.set(id)
            >
                {text}
            </button>
        }
        .into_any()
    };
    match target {
        FixTarget::Mapping(target) => {
            let href = target.map_or_else(
                || mapping_links::TABLE.to_owned(),
                |target| mapping_links::of(&target),
            );
            link(href, "Fix in Mappings".to_owned())
        }
        FixTarget::GuideStep(number) => {
            link(format!("#/guide/{number}"), format!("Open step {number}"))
        }
        FixTarget::ConnectionTest => tab(TEST, "Test connection"),
        FixTarget::LifecycleTest => tab(USER, "Test user"),
        FixTarget::Preflight => link("#/preflight".to_owned(), "Open Preflight".to_owned()),
        FixTarget::Schema => link("#/mappings/schema".to_owned(), "Open Schema".to_owned()),
        FixTarget::Expressions => link("#/expressions".to_owned(), "Open Expressions".to_owned()),
        FixTarget::Setups => link("#/setups".to_owned(), "Open Setups".to_owned()),
        FixTarget::Ticket => view! {
            <CopyButton label="Copy for a ticket" what="Text for a ticket" icon=icons::NOTE text=ticket/>
        }
        .into_any(),
        FixTarget::Elsewhere => ().into_any(),
    }
}
