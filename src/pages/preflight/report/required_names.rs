//! Roles and teams that have to exist in Talkdesk before the first cycle.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::{NameStatus, NeededName, PreflightReport, why_none};
use provisioning::format::{counted, grouped};
use provisioning::talkdesk::{self as attributes, ROLES, TEAMS};

use crate::components::fold::Fold;
use crate::components::status::{Status, StatusKind};
use crate::pages::preflight::use_page;
use crate::state::mapping_links;

#[component]
pub(crate) fn RequiredNames(report: Arc<PreflightReport>) -> impl IntoView {
    let left_out = (report.names_left_out > 0).then(|| {
        let more = counted(report.names_left_out.into(), "more name", "more names");
        view! { <p class="muted small">{format!("{more} not listed.")}</p> }.into_any()
    });
    view! {
        <Fold summary=|| {
            view! { <b class="grow">"Roles and teams that must exist in Talkdesk"</b> }.into_any()
        }>
            <div class="pf-names pf-fold">
                <NeededNames what="Roles" target=ROLES names=report.roles.clone()/>
                <NeededNames what="Teams" target=TEAMS names=report.teams.clone()/>
            </div>
            {left_out}
        </Fold>
    }
}

#[component]
fn NeededNames(
    what: &'static str,
    /// The full name of the attribute that takes them.
    target: &'static str,
    names: Vec<NeededName>,
) -> impl IntoView {
    let content = match names.is_empty() {
        true => view! { <NoNames target/> }.into_any(),
        false => view! { <NameTable what names/> }.into_any(),
    };
    view! {
        <div class="stack">
            <h3>{what}</h3>
            {content}
        </div>
    }
}

/// Why no names are needed.
#[component]
fn NoNames(target: &'static str) -> impl IntoView {
    let plan = use_page().state.ran();
    let is_mapped = plan.is_some_and(|plan| plan.set.maps(target));
    let short = attributes::target(target).map_or("", |known| known.short);
    view! {
        <p class="muted">{why_none(target, is_mapped)}</p>
        <p>
            <a href=mapping_links::of(short)>{format!("{short} in Mappings")}</a>
        </p>
    }
}

#[component]
fn NameTable(what: &'static str, names: Vec<NeededName>) -> impl IntoView {
    let rows = names.into_iter().map(|needed| {
        let (word, kind) = known(needed.known);
        view! {
            <tr>
                <td class="nobr">{needed.name}</td>
                <td class="num">{grouped(needed.users.into())}</td>
                <td>
                    <Status kind text=word/>
                </td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    // A long list scrolls in itself, also by keyboard.
    view! {
        <div class="pf-scroll" tabindex="0" role="group" aria-label=what>
            <table class="table">
                <caption class="sr">{format!("{what} that must exist in Talkdesk")}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col" class="num">
                            "Users"
                        </th>
                        <th scope="col">"In your list"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn known(known: NameStatus) -> (&'static str, StatusKind) {
    match known {
        NameStatus::NoList => ("No list", StatusKind::Plain),
        NameStatus::Exact => ("Yes", StatusKind::Ok),
        NameStatus::Case | NameStatus::Blanks => ("Spelled differently", StatusKind::Warning),
        NameStatus::Unknown => ("Missing", StatusKind::Bad),
    }
}
