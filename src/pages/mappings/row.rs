//! A row for a target that Talkdesk does not list: the portal's fields, freely.

pub mod settings;
pub mod source;

use leptos::prelude::*;

use crate::browser;
use crate::components::element::{El, button, el, link, several};
use crate::components::page_title::page_title;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::edit_session::EditSession;
use crate::pages::mappings::links;
use crate::pages::mappings::portal_fields::{for_the_user, row_panel, up};
use crate::pages::mappings::requests;
use crate::pages::mappings::row::settings::settings;
use crate::pages::mappings::row::source::source_fields;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::state::App;
use crate::state::preview_client::PreviewState;
use crate::state::route::Route;
use provisioning::diagnostics::TARGET_CAPITALS;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::{Row, Source};
use provisioning::set_status;
use provisioning::talkdesk as attributes;
use provisioning::talkdesk::short;
use setup::SetupId;

/// `#/mappings/<target>` for any target with a row.
pub fn row_page(app: App, preview: PreviewState, target: &str) -> El {
    let name = target.to_owned();
    let row = Memo::new(move |_| app.setup.with(|setup| setup.mapping.row(&name).cloned()));
    let exists = Memo::new(move |_| row.with(Option::is_some));
    let name = target.to_owned();
    // The frame's title has the name as the address writes it.
    let window_title = Route::Mappings(Some(name.clone())).title();
    request_animation_frame(move || document().set_title(&window_title));
    several()
        .child(up())
        .child(
            el("div")
                .class("head")
                .child(page_title(target))
                .child(el("span").class("tag warn").text("not Talkdesk’s")),
        )
        .live(move || match exists.get() {
            true => untrack(|| body(app, preview, name.clone(), row)),
            false => untrack(|| gone(app, &name)),
        })
}

fn body(app: App, preview: PreviewState, target: String, row: Memo<Option<Row>>) -> El {
    let edit_session = EditSession::new(app, &target);
    let source = Memo::new(move |_| {
        row.with(|row| row.as_ref().map_or(Source::None, |row| row.source.clone()))
    });
    let typed = typed(app, &target, source);
    let name = target.clone();
    let write = move |source: Source| {
        let waits = first_error(&name, &source).is_some();
        let draft = waits.then(|| source.clone());
        UnsavedDrafts::of(app).keep_source(&app.open_id.get_untracked(), &name, draft);
        typed.set(source.clone());
        if !waits {
            edit_session.edit(|setup| {
                let rows = &mut setup.mapping.rows;
                if let Some(row) = rows.iter_mut().find(|row| row.target == name) {
                    row.source = source;
                }
            });
        }
    };
    let read = Memo::new(move |_| typed.get());
    let form = el("fieldset")
        .class("free")
        .child(el("legend").text("Where it comes from"))
        .child(source_fields(app, &target, read, source, write));
    let left = el("div")
        .class("stack")
        .child(form)
        .child(settings(edit_session, app, &target))
        .child(delete(app, &target));
    let name = target.clone();
    let right = el("div")
        .class("stack")
        .live({
            let name = name.clone();
            move || warnings(app, preview, &name)
        })
        .child(for_the_user(app, preview, row))
        .child(row_panel(app, preview, &target, row))
        .child(requests::panel(app, preview));
    el("div").class("mapping").child(left).child(right)
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
fn delete(app: App, target: &str) -> El {
    let target = target.to_owned();
    let act = button("", "Delete the row", move || {
        app.edit_mapping(format!("Row of {} deleted", short(&target)), |mapping| {
            let _ = mapping.remove(&target);
        });
    });
    el("p").child(act)
}

/// What is wrong with the row.
fn warnings(app: App, preview: PreviewState, target: &str) -> El {
    let found = app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        set_status::of_target(&setup.mapping, &evaluation, target)
    });
    several().children(found.iter().map(|what| {
        let near = attributes::near(target).filter(|_| what.code == TARGET_CAPITALS);
        diagnostic(app, what).maybe(near.and_then(|near| rename(app, target, near.name)))
    }))
}

/// Identity of the link to the row under its right name.
const RIGHT: &str = "right-name";

/// In place of a row that is not there any more.
fn gone(app: App, target: &str) -> El {
    let near = attributes::near(target).filter(|near| {
        app.setup
            .with(|setup| setup.mapping.row(near.name).is_some())
    });
    let lead = el("p").class("lead");
    match near {
        Some(near) => lead
            .text(&format!("Talkdesk calls it {}. ", near.short))
            .child(
                link(
                    "",
                    &links::of(near.name),
                    &format!("Open the row of {}", near.short),
                )
                .attr("id", RIGHT),
            ),
        None => lead
            .text("The set-up has no row for this target any more. ")
            .child(link("", "#/mappings", "Back to the rows")),
    }
}

/// Gives the row the name that Talkdesk has for it, unless another has it.
fn rename(app: App, from: &str, right: &'static str) -> Option<El> {
    let taken = app.setup.with(|setup| setup.mapping.row(right).is_some());
    let from = from.to_owned();
    let act = button(
        "small",
        &format!("Rename the row to {}", short(right)),
        move || {
            let message = format!("Row of {from} is now that of {}", short(right));
            app.edit_mapping(message, |mapping| {
                let mut rows = mapping.rows.iter_mut();
                if let Some(row) = rows.find(|row| row.target == from) {
                    row.target = right.to_owned();
                }
            });
            request_animation_frame(|| browser::focus(RIGHT));
        },
    );
    (!taken).then(|| el("p").child(act))
}
