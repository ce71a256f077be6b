//! A row for a target that Talkdesk does not list: the portal's fields, freely.

pub mod settings;
pub mod source;

use leptos::prelude::*;

use crate::browser;
use crate::components::bridge::from_element;
use crate::components::page_title::PageTitle;
use crate::components::when::When;
use crate::pages::mappings::diagnostic_view::DiagnosticCallout;
use crate::pages::mappings::edit_session::EditSession;
use crate::pages::mappings::portal_fields::{RowPanel, SampleValue, UpLink};
use crate::pages::mappings::row::settings::RowSettings;
use crate::pages::mappings::row::source::source_fields;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::pages::mappings::{links, requests, use_preview};
use crate::state::route::Route;
use crate::state::{App, use_app};
use provisioning::diagnostics::source::first_error;
use provisioning::diagnostics::{MappingDiagnostic, TARGET_CAPITALS};
use provisioning::mapping::{Row, Source};
use provisioning::set_status;
use provisioning::talkdesk as attributes;
use provisioning::talkdesk::short;
use setup::SetupId;

/// `#/mappings/<target>` for any target with a row.
#[component]
pub fn RowPage(target: String) -> impl IntoView {
    let app = use_app();
    let name = target.clone();
    let row = Memo::new(move |_| app.setup.with(|setup| setup.mapping.row(&name).cloned()));
    // The frame's title has the name as the address writes it.
    let window_title = Route::Mappings(Some(target.clone())).title();
    request_animation_frame(move || document().set_title(&window_title));
    let gone = target.clone();
    view! {
        <UpLink/>
        <div class="head">
            <PageTitle text=target.clone()/>
            <span class="tag warn">"not Talkdesk’s"</span>
        </div>
        <When
            is=Signal::derive(move || row.with(Option::is_some))
            otherwise=move || view! { <MissingRow target=gone.clone()/> }
        >
            <RowBody target=target.clone() row/>
        </When>
    }
}

#[component]
fn RowBody(target: String, row: Memo<Option<Row>>) -> impl IntoView {
    let app = use_app();
    let edit_session = EditSession::new(app, &target);
    view! {
        <div class="mapping">
            <div class="stack">
                <RowSource target=target.clone() row edit_session/>
                <RowSettings target=target.clone() edit_session/>
                <DeleteRow target=target.clone()/>
            </div>
            <div class="stack">
                <RowDiagnostics target=target.clone()/>
                <SampleValue row/>
                <RowPanel target row/>
                {from_element(requests::panel(app, use_preview()))}
            </div>
        </div>
    }
}

/// The source, which is kept beside the row while it has an error.
#[component]
fn RowSource(target: String, row: Memo<Option<Row>>, edit_session: EditSession) -> impl IntoView {
    let app = use_app();
    let source = Memo::new(move |_| {
        row.with(|row| row.as_ref().map_or(Source::None, |row| row.source.clone()))
    });
    let typed = typed(app, &target, source);
    let read = Memo::new(move |_| typed.get());
    let name = target.clone();
    let write = move |source: Source| {
        typed.set(source.clone());
        write_source(app, edit_session, &name, source);
    };
    view! {
        <fieldset class="free">
            <legend>"Where it comes from"</legend>
            {from_element(source_fields(app, &target, read, source, write))}
        </fieldset>
    }
}

/// Puts a sound source into the row, and keeps one with an error as a draft.
fn write_source(app: App, edit_session: EditSession, target: &str, source: Source) {
    let waits = first_error(target, &source).is_some();
    let draft = waits.then(|| source.clone());
    UnsavedDrafts::of(app).keep_source(&app.open_id.get_untracked(), target, draft);
    if !waits {
        edit_session.edit(|setup| {
            let rows = &mut setup.mapping.rows;
            if let Some(row) = rows.iter_mut().find(|row| row.target == target) {
                row.source = source;
            }
        });
    }
}

/// What is typed as the source: what was left with an error, else what the row
/// has. It follows the row as long as both say the same.
fn typed(app: App, target: &str, row: Memo<Source>) -> RwSignal<Source> {
    let name = target.to_owned();
    let begin = move |id: &SetupId, now: &Source| {
        let left = UnsavedDrafts::of(app).source(id, &name);
        left.unwrap_or_else(|| now.clone())
    };
    let first = begin(&app.open_id.get_untracked(), &row.get_untracked());
    let typed = RwSignal::new(first);
    Effect::new(move |before: Option<(SetupId, Source)>| {
        let now = (app.open_id.get(), row.get());
        if let Some((id, source)) = before {
            let follows = typed.with_untracked(|typed| *typed == source);
            if id != now.0 {
                typed.set(begin(&now.0, &now.1));
            } else if follows && source != now.1 {
                typed.set(now.1.clone());
            }
        }
        now
    });
    typed
}

/// Deletes the row; the page stays, so that this can be taken back.
#[component]
fn DeleteRow(target: String) -> impl IntoView {
    let app = use_app();
    view! {
        <p>
            <button type="button" on:click=move |_| delete(app, &target)>
                "Delete the row"
            </button>
        </p>
    }
}

fn delete(app: App, target: &str) {
    app.edit_mapping(format!("Row of {} deleted", short(target)), |mapping| {
        let _ = mapping.remove(target);
    });
}

/// What is wrong with the row.
#[component]
fn RowDiagnostics(target: String) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let found = move || {
        app.setup.with(|setup| {
            let evaluation = preview.evaluation(&setup.mapping);
            set_status::of_target(&setup.mapping, &evaluation, &target)
        })
    };
    view! {
        {move || {
            found()
                .into_iter()
                .map(|diagnostic| view! { <RowDiagnostic diagnostic/> }.into_any())
                .collect::<Vec<_>>()
        }}
    }
}

#[component]
fn RowDiagnostic(diagnostic: MappingDiagnostic) -> impl IntoView {
    let app = use_app();
    let right = free_name(app, &diagnostic);
    let rename = right.map(|right| {
        let wrong = diagnostic.target.clone();
        view! { <RenameRow wrong right/> }.into_any()
    });
    view! { <DiagnosticCallout diagnostic>{rename}</DiagnosticCallout> }
}

/// The name that Talkdesk has for a target with other capitals, unless another
/// row has it.
fn free_name(app: App, diagnostic: &MappingDiagnostic) -> Option<&'static str> {
    let near = attributes::near(&diagnostic.target);
    let right = near.filter(|_| diagnostic.code == TARGET_CAPITALS)?.name;
    let is_taken = app
        .setup
        .with_untracked(|setup| setup.mapping.row(right).is_some());
    (!is_taken).then_some(right)
}

/// The id of the link to the row under its right name.
const RIGHT: &str = "right-name";

/// In place of a row that is not there any more.
#[component]
fn MissingRow(target: String) -> impl IntoView {
    let app = use_app();
    let near = attributes::near(&target).filter(|near| {
        app.setup
            .with_untracked(|setup| setup.mapping.row(near.name).is_some())
    });
    match near {
        Some(near) => view! {
            <p class="lead">
                {format!("Talkdesk calls it {}. ", near.short)}
                <a id=RIGHT href=links::of(near.name)>
                    {format!("Open the row of {}", near.short)}
                </a>
            </p>
        }
        .into_any(),
        None => view! {
            <p class="lead">
                "The set-up has no row for this target any more. "
                <a href="#/mappings">"Back to the rows"</a>
            </p>
        }
        .into_any(),
    }
}

/// Gives the row the name that Talkdesk has for it.
#[component]
fn RenameRow(wrong: String, right: &'static str) -> impl IntoView {
    let app = use_app();
    view! {
        <p>
            <button type="button" class="small" on:click=move |_| rename(app, &wrong, right)>
                {format!("Rename the row to {}", short(right))}
            </button>
        </p>
    }
}

fn rename(app: App, wrong: &str, right: &str) {
    let message = format!("Row of {wrong} is now that of {}", short(right));
    app.edit_mapping(message, |mapping| {
        let mut rows = mapping.rows.iter_mut();
        if let Some(row) = rows.find(|row| row.target == wrong) {
            row.target = right.to_owned();
        }
    });
    request_animation_frame(|| browser::focus(RIGHT));
}
