//! What has to be there before the first cycle, and how long it takes.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::REQUESTS_ASSUMED;
use preflight::report::{NameStatus, NeededName, PreflightReport, why_none};

use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{Section, Table};
use provisioning::format::{counted, grouped, span};
use provisioning::talkdesk::REQUESTS_PER_SECOND;
use provisioning::talkdesk::{self as attributes, ROLES, TEAMS};

#[component]
pub(crate) fn RequiredNames(report: Arc<PreflightReport>) -> impl IntoView {
    let time = format!(
        "Time: {}, for {} at {REQUESTS_PER_SECOND} requests a second. {REQUESTS_ASSUMED}",
        span(report.first_cycle.seconds.into()),
        counted(report.first_cycle.requests.into(), "request", "requests"),
    );
    let licenses = format!(
        "Licences: {}, one for each user who becomes active.",
        grouped(report.licences.into())
    );
    let left_out = (report.names_left_out > 0).then(|| {
        let further = u64::from(report.names_left_out);
        let further = counted(further, "further name is", "further names are");
        view! { <p class="hint">{format!("{further} not listed.")}</p> }.into_any()
    });
    view! {
        <Section class="stack" id="pf-needs-title" title="What it takes">
            <ul class="evidence">
                <li>{time}</li>
                <li>{licenses}</li>
            </ul>
            <div class="pf-names">
                <NeededNames what="Roles" target=ROLES names=report.roles.clone()/>
                <NeededNames what="Teams" target=TEAMS names=report.teams.clone()/>
            </div>
            {left_out}
        </Section>
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
        <div>
            <h3>{format!("{what} that have to exist")}</h3>
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
        <p>{why_none(target, is_mapped)}</p>
        <p>
            <a href=format!("#/mappings/{short}")>{format!("{short} in Mappings")}</a>
        </p>
    }
}

#[component]
fn NameTable(what: &'static str, names: Vec<NeededName>) -> impl IntoView {
    let rows = names.into_iter().map(|needed| {
        let (word, class) = known(needed.known);
        view! {
            <tr>
                <th scope="row" data-label="Name">
                    {needed.name}
                </th>
                <td class="time" data-label="Users">
                    {grouped(needed.users.into())}
                </td>
                <td class=format!("st {class}") data-label="In your list">
                    {word}
                </td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    // A long list scrolls in itself, also by keyboard.
    view! {
        <div class="pf-scroll" tabindex="0" role="group" aria-label=what>
            <Table
                caption=format!("{what} that have to exist in Talkdesk")
                class="pf-needed"
                heads=&["Name", "Users", "In your list"]
            >
                {rows}
            </Table>
        </div>
    }
}

fn known(known: NameStatus) -> (&'static str, &'static str) {
    match known {
        NameStatus::NoList => ("no list", "idle"),
        NameStatus::Exact => ("yes", "ok"),
        NameStatus::Case | NameStatus::Blanks => ("written differently", "warn"),
        NameStatus::Unknown => ("no", "bad"),
    }
}
