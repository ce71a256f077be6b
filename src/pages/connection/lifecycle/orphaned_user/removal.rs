//! A user that may be left behind, and how it is deleted.

use leptos::prelude::*;

use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::components::value_box::ValueBox;
use crate::pages::connection::lifecycle::actions;
use crate::pages::connection::lifecycle::context::use_section;
use crate::pages::connection::lifecycle::severity::icon_of;
use crate::pages::connection::lifecycle::started_run::StartedRun;
use connection_test::lifecycle::evaluation::ending;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser};
use connection_test::lifecycle::report::commands::{commands, how};
use connection_test::tenant_url::parse;
use setup::Timestamp;

#[component]
pub(super) fn Removal(note: Note, left: OrphanedUser) -> impl IntoView {
    let identity = identity(&left);
    let since = Timestamp(left.since.clone()).to_minute();
    let origin = format!(
        " at {}; {identity}. The test started {since}.",
        left.tenant_url
    );
    view! {
        <p>
            <code>{left.user_name.clone()}</code>
            {origin}
        </p>
        <RemovalActions note left=left.clone()/>
        <RemovalCommands left/>
    }
}

fn identity(left: &OrphanedUser) -> String {
    match (&left.id, left.verified) {
        (Some(id), true) => format!("its ID is {id}"),
        (Some(id), false) => {
            format!("the service returned the ID {id}, but this page hasn’t confirmed it")
        }
        (None, _) => "its ID isn’t known".to_owned(),
    }
}

#[component]
fn RemovalActions(note: Note, left: OrphanedUser) -> impl IntoView {
    let section = use_section();
    let known = parse(&left.tenant_url).ok();
    let obstacle = Memo::new(move |_| actions::removal_obstacle(section, known.as_ref()));
    let note_key = note.key.clone();
    view! {
        <div class="row wrap no-print">
            <button
                type="button"
                class="btn small"
                class:primary=move || obstacle.get().is_none()
                on:click=move |_| actions::remove(section, &note_key, &left)
            >
                "Try to delete it again"
            </button>
            <button type="button" class="btn small" on:click=move |_| actions::forget(section, &note)>
                "I deleted it myself"
            </button>
            <p class="small" role="status">
                {move || obstacle.get().unwrap_or_default()}
            </p>
        </div>
    }
}

/// Commands that delete the user without this page.
#[component]
fn RemovalCommands(left: OrphanedUser) -> impl IntoView {
    let commands = commands(&left);
    if commands.is_empty() {
        return ().into_any();
    }
    let commands = commands.into_iter();
    let commands = commands.map(|(what, text)| {
        view! {
            <div class="stack">
                <p class="small muted">{what}</p>
                <ValueBox what text/>
            </div>
        }
        .into_any()
    });
    let commands = commands.collect::<Vec<_>>();
    view! {
        <Fold summary=|| view! { <span>"Delete it with a command"</span> }>
            <div class="stack">
                <p>{how(&left)}</p>
                {commands}
            </div>
        </Fold>
    }
    .into_any()
}

/// How the last deletion of a user that was left goes, or how it ended.
#[component]
pub(super) fn RemovalProgress() -> impl IntoView {
    let section = use_section();
    let message = Memo::new(move |_| {
        let removal = section.lifecycle.removal();
        removal.map(|started| removal_message(&started))
    });
    view! {
        <div role="status">
            {move || {
                message
                    .get()
                    .map(|message| {
                        view! {
                            <div class="notice">
                                <Icon of=message.icon.0 class=message.icon.1/>
                                <div class="grow">
                                    <b>{message.headline}</b>
                                    " "
                                    {message.text}
                                </div>
                            </div>
                        }
                            .into_any()
                    })
            }}
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct RemovalMessage {
    /// The icon and the classes of its color and motion.
    icon: (&'static str, &'static str),
    headline: String,
    text: String,
}

fn removal_message(started: &StartedRun) -> RemovalMessage {
    let Some(ending) = ending(&started.run).filter(|_| !started.running) else {
        return RemovalMessage {
            icon: (icons::SPIN, "acc spin"),
            headline: format!("Deleting {}.", started.run.user.user_name),
            text: String::new(),
        };
    };
    let (message, service) = (ending.message(), started.tenant.service());
    let sentences = [message.cause, message.remedy].map(|text| service.fill(text));
    let diagnostics = started.run.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| diagnostic.message());
    let sentences: Vec<String> = sentences.into_iter().chain(diagnostics).collect();
    RemovalMessage {
        icon: icon_of(message.severity),
        headline: format!("{}.", message.headline),
        text: sentences.join(" "),
    }
}
