//! The drawer of an attribute that Talkdesk does not list: Entra's own fields.

use leptos::prelude::*;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::{Row, Source};
use provisioning::recipe::form::fix_source;
use provisioning::talkdesk as attributes;
use provisioning::talkdesk::label;
use setup::SetupId;

use crate::components::drawer::Drawer;
use crate::components::when::When;
use crate::pages::mappings::drawer::frame::RowDrawer;
use crate::pages::mappings::drawer::{Draft, OpenRow, close};
use crate::pages::mappings::edit_session::EditSession;
use crate::pages::mappings::template::source::SourceFields;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::state::mapping_links as links;
use crate::state::{App, use_app};

#[component]
pub fn CustomRow(target: String) -> impl IntoView {
    let app = use_app();
    let name = target.clone();
    let saved = Memo::new(move |_| app.setup.with(|setup| setup.mapping.row(&name).cloned()));
    let gone = target.clone();
    view! {
        <When
            is=Signal::derive(move || saved.with(Option::is_some))
            otherwise=move || view! { <MissingRow target=gone.clone()/> }
        >
            <RowFields target=target.clone() saved/>
        </When>
    }
}

#[component]
fn RowFields(target: String, saved: Memo<Option<Row>>) -> impl IntoView {
    let app = use_app();
    let edit_session = EditSession::new(app, &target);
    let source = Memo::new(move |_| {
        saved.with(|row| row.as_ref().map_or(Source::None, |row| row.source.clone()))
    });
    let typed = typed(app, &target, source);
    let name = StoredValue::new(target.clone());
    let write = move |source: Source| {
        typed.set(source.clone());
        name.with_value(|name| write_source(app, edit_session, name, source));
    };
    provide_context(OpenRow {
        target: name,
        saved,
        draft: Memo::new(move |_| {
            let typed = typed.get();
            let differs = source.with(|source| *source != typed);
            let is_wrong = name.with_value(|name| first_error(name, &typed).is_some());
            (differs && is_wrong).then(|| Draft {
                to_complete: fix_source(&typed).to_owned(),
                source: Some(typed),
            })
        }),
        discard: Callback::new(move |()| write(source.get_untracked())),
        edit_session,
    });
    view! {
        <RowDrawer>
            <SourceFields target read=Memo::new(move |_| typed.get()) write/>
        </RowDrawer>
    }
}

/// Puts a sound source into the row, and keeps one with an error as a draft.
fn write_source(app: App, edit_session: EditSession, target: &str, source: Source) {
    let row = app
        .setup
        .with_untracked(|setup| setup.mapping.row(target).map(|row| row.source.clone()));
    let is_saved = row.as_ref() == Some(&source);
    let waits = !is_saved && first_error(target, &source).is_some();
    let draft = waits.then(|| source.clone());
    UnsavedDrafts::of(app).keep_source(&app.open_id.get_untracked(), target, draft);
    if !waits && !is_saved {
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

/// In place of a mapping that is not there any more.
#[component]
fn MissingRow(target: String) -> impl IntoView {
    let app = use_app();
    let near = attributes::near(&target).filter(|near| {
        app.setup
            .with_untracked(|setup| setup.mapping.row(near.name).is_some())
    });
    let text = match near {
        Some(near) => view! {
            {format!("Talkdesk calls it {}. ", near.short)}
            <a href=links::of(near.name)>{format!("Open {}", near.short)}</a>
        }
        .into_any(),
        None => view! { "This setup no longer maps this attribute." }.into_any(),
    };
    view! {
        <Drawer title=label(&target).to_owned() on_close=|()| close()>
            <p>{text}</p>
        </Drawer>
    }
}
