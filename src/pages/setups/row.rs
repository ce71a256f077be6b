//! One setup: how far it is, and what can be done with it.

use leptos::prelude::*;

use crate::browser::{self, clock, focus_soon};
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::components::status::{Status, StatusKind};
use crate::pages::setups::NAME_ID;
use crate::state::{App, UNDO_ID, use_app};
use guide::input::{GuideInput, MappingCheck};
use guide::status::{self, StepTotals};
use setup::store::SetupSummary;
use setup::{ConnectionStatus, PreflightStatus, Setup, SetupId};

/// What a row says besides name and region.
struct SetupCondition {
    totals: StepTotals,
    connection: (StatusKind, String),
    /// Why the last connection test failed.
    failure: Option<String>,
    preflight: (StatusKind, String),
    region: String,
    application: String,
}

impl SetupCondition {
    fn of(setup: &Setup) -> Self {
        let mappings = MappingCheck::NotChecked;
        Self {
            totals: status::overall(&GuideInput::new(setup, &mappings)),
            connection: connection_text(setup.connection_status()),
            failure: match setup.connection_status() {
                ConnectionStatus::Failed(test) => Some(test.reason.clone()),
                _ => None,
            },
            preflight: preflight_text(setup.preflight_status()),
            region: setup.tenant.name().to_owned(),
            application: setup.application().to_owned(),
        }
    }
}

fn connection_text(status: ConnectionStatus<'_>) -> (StatusKind, String) {
    match status {
        ConnectionStatus::NotTested => (StatusKind::Plain, "Not tested".to_owned()),
        ConnectionStatus::Passed(test) => (
            StatusKind::Ok,
            format!("Passed {} ago", clock::age(&test.when)),
        ),
        ConnectionStatus::Failed(test) => (
            StatusKind::Bad,
            format!("Failed {} ago", clock::age(&test.when)),
        ),
        ConnectionStatus::OutOfDate(when) => (
            StatusKind::Warning,
            format!("Changed since the test {} ago", clock::age(when)),
        ),
    }
}

fn preflight_text(status: PreflightStatus<'_>) -> (StatusKind, String) {
    match status {
        PreflightStatus::NotRun => (StatusKind::Plain, "Not run".to_owned()),
        PreflightStatus::Current(run) => {
            let kind = match run.is_clean() {
                true => StatusKind::Ok,
                false => StatusKind::Warning,
            };
            (kind, run.message())
        }
        PreflightStatus::OutOfDate(_) => (
            StatusKind::Warning,
            "Mappings changed since the run".to_owned(),
        ),
    }
}

#[component]
pub fn SetupRow(summary: SetupSummary) -> impl IntoView {
    let app = use_app();
    let SetupSummary {
        id, name, changed, ..
    } = summary;
    let Some(condition) = app.with_setup(&id, SetupCondition::of) else {
        return ().into_any();
    };
    let own_id = id.clone();
    let is_open = move || app.open_id.with(|open| *open == own_id);
    let (is_current, is_on, is_shown) = (is_open.clone(), is_open.clone(), is_open);
    // The open setup's mappings are checked, so its numbers are those of the guide.
    let totals = Memo::new(move |_| match is_shown() {
        true => app.guide(status::overall),
        false => condition.totals,
    });
    let percent =
        move || totals.with(|totals| format!("{}%", totals.done * 100 / totals.needed.max(1)));
    let (connection_kind, connection) = condition.connection;
    let (preflight_kind, preflight) = condition.preflight;
    let failure = condition.failure;
    let failure = failure.map(|reason| view! { <div class="tiny muted">{reason}</div> }.into_any());
    let to_open = id.clone();
    let open_label = format!("Open {name}");
    view! {
        <tr class:on=is_on>
            <td>
                <button
                    type="button"
                    class="cell"
                    aria-label=open_label
                    on:click=move |_| app.switch(&to_open)
                >
                    {name.clone()}
                </button>
                {move || {
                    is_current().then(|| view! { <span class="tag">"Current"</span> }.into_any())
                }}
                <div class="tiny muted">{condition.application}</div>
            </td>
            <td class="opt">{condition.region}</td>
            <td>
                <div class="row">
                    <svg class="progress pw" aria-hidden="true">
                        <rect class="bg" width="100%" height="4"></rect>
                        <rect class="fg" width=percent height="4"></rect>
                    </svg>
                    <span class="nowrap">{move || totals.with(|totals| format!("{} of {}", totals.done, totals.needed))}</span>
                </div>
            </td>
            <td>
                <span class="lab">"Connection: "</span>
                <Status kind=connection_kind text=connection/>
                {failure}
            </td>
            <td>
                <span class="lab">"Preflight: "</span>
                <Status kind=preflight_kind text=preflight/>
            </td>
            <td class="muted opt nowrap">{format!("{} ago", clock::age_of_ms(changed))}</td>
            <td class="num">
                <RowMenu id name/>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn RowMenu(id: SetupId, name: String) -> impl IntoView {
    let app = use_app();
    let id = StoredValue::new(id);
    view! {
        <Menu label=format!("More for {name}") class="small plain">
            <button
                type="button"
                on:click=move |_| {
                    id.with_value(|id| app.switch(id));
                    focus_soon(NAME_ID);
                }
            >
                <Icon of=icons::EDIT/>
                "Rename or edit"
            </button>
            <button
                type="button"
                on:click=move |_| {
                    id.with_value(|id| app.switch(id));
                    browser::go("#/guide/report");
                }
            >
                <Icon of=icons::PRINT/>
                "Handover report"
            </button>
            <button
                type="button"
                on:click=move |_| {
                    id.with_value(|id| app.duplicate(id));
                    focus_soon(NAME_ID);
                }
            >
                <Icon of=icons::COPY/>
                "Duplicate"
            </button>
            <button type="button" on:click=move |_| id.with_value(|id| export(app, id))>
                <Icon of=icons::SAVE/>
                "Export to a file"
            </button>
            <hr/>
            <button
                type="button"
                on:click=move |_| {
                    id.with_value(|id| app.delete(id));
                    focus_soon(UNDO_ID);
                }
            >
                <Icon of=icons::TRASH/>
                "Delete"
            </button>
        </Menu>
    }
}

/// The browser shows by itself that a file was saved.
fn export(app: App, id: &SetupId) {
    match app.export(id) {
        true => app.announce("Saved to a file"),
        false => app.show_error("The browser didn’t save the file. Allow downloads for this page."),
    }
}
