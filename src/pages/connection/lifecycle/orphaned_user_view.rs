//! Users that may be left behind: who, where, and how they are removed.

use leptos::prelude::*;

use super::started_run::StartedRun;
use super::view::LifecycleSection;
use crate::browser;
use crate::components::copy_value::copy_value;
use crate::components::element::{El, button, el, several};
use crate::pages::connection::context::ConnectionPage;
use crate::pages::connection::form_view::{ADDRESS_ID, TOKEN_ID};
use connection_test::lifecycle::evaluation::ending;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser, OrphanedUserRecordError};
use connection_test::lifecycle::report::commands::{commands, how};
use connection_test::tenant_url::{TenantUrl, parse};
use setup::Timestamp;

/// The most of an unreadable note that is shown, in characters.
const SHOWN: usize = 2_000;

/// Where notes are shown: that of a test of this tab beside its result, others
/// at the top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    Top,
    Here,
}

pub fn orphaned_users(page: ConnectionPage) -> El {
    cards(LifecycleSection::new(page), Where::Top)
}

/// The notes that belong here, and what became of the last removal.
pub(super) fn cards(section: LifecycleSection, location: Where) -> El {
    let belongs = move |name: Option<&str>| {
        let life = section.lifecycle.life(&section.key.get());
        let own = life.is_some_and(|started| Some(started.run.user.user_name.as_str()) == name);
        own == (location == Where::Here)
    };
    let message = Memo::new(move |_| {
        let started = section.lifecycle.removal();
        let started = started.filter(|started| belongs(Some(&started.run.user.user_name)));
        started
            .map(|started| removal_message(&started))
            .unwrap_or_default()
    });
    // Notes decide, so that a card is not made anew with every response.
    let notes: Memo<Vec<Note>> = Memo::new(move |_| {
        let mut notes = section.lifecycle.notes();
        notes.retain(|note| {
            belongs(
                note.content
                    .as_ref()
                    .ok()
                    .map(|left| left.user_name.as_str()),
            )
        });
        notes
    });
    several()
        .live(move || {
            let cards = notes.get().into_iter().map(|note| card(section, note));
            several().children(cards.collect::<Vec<_>>())
        })
        .child(
            el("p")
                .attr("role", "status")
                .live_text(move || message.get()),
        )
}

fn removal_message(started: &StartedRun) -> String {
    if started.running {
        return format!("Removing {}.", started.run.user.user_name);
    }
    match ending(&started.run) {
        Some(ending) => {
            let (message, service) = (ending.message(), started.tenant.service());
            let mut text = format!(
                "{}. {} {}",
                message.headline,
                service.fill(message.cause),
                service.fill(message.remedy)
            );
            for diagnostic in started.run.diagnostics() {
                text.push_str(&format!(" {}", diagnostic.message()));
            }
            text
        }
        None => String::new(),
    }
}

fn card(section: LifecycleSection, note: Note) -> El {
    // Another tab's test cleans up by itself.
    let busy = RwSignal::new(false);
    let body = match note.content.clone() {
        Ok(left) => {
            section.page.connection.http().locks.watch(busy);
            several().live(move || match busy.get() {
                true => in_use(&left),
                false => readable(section, &note, &left),
            })
        }
        Err(error) => unreadable(section, note, error),
    };
    el("div")
        .class("notice")
        .attr("role", "group")
        .attr("aria-label", "Test user that may be left")
        .child(el("b").live_text(move || {
            match busy.get() {
                true => "A test is running in another tab",
                false => "A test user may be left behind",
            }
            .to_owned()
        }))
        .child(body)
}

fn in_use(left: &OrphanedUser) -> El {
    el("p")
        .text("It may be using the test user ")
        .child(el("code").text(&left.user_name))
        .text(&format!(
            " at {}, and removes it at its end. Should it not get that far, this note says how to remove the user.",
            left.tenant_url
        ))
}

/// A note that names nobody. It can be removed, so that it does not stand in
/// the way of tests for good.
fn unreadable(section: LifecycleSection, note: Note, error: OrphanedUserRecordError) -> El {
    let shown: String = note.text.chars().take(SHOWN).collect();
    let confirming = RwSignal::new(false);
    several()
        .child(el("p").text(&error.to_string()))
        .maybe(
            (error == OrphanedUserRecordError::Damaged)
                .then(|| el("pre").attr("tabindex", "0").text(&shown)),
        )
        .live(move || match confirming.get() {
            false => el("div").class("row newest no-print").child(button(
                "quiet",
                "I removed it myself: forget it",
                move || confirming.set(true),
            )),
            true => confirmation(section, note.clone(), confirming),
        })
}

fn confirmation(section: LifecycleSection, note: Note, confirming: RwSignal<bool>) -> El {
    let forget = button("primary", "Remove the note", move || {
        section.lifecycle.forget(note.clone());
        section.page.app.announce("Forgotten");
    });
    let keep = button("quiet", "Keep the note", move || confirming.set(false));
    several()
        .child(el("p").attr("role", "status").text(
            "This removes only the note in this browser. It does not change the service. If the test user still exists, this page no longer shows it, and it uses a license until somebody deletes it.",
        ))
        .child(
            el("div")
                .class("row newest no-print")
                .child(forget)
                .child(keep),
        )
}

fn readable(section: LifecycleSection, note: &Note, left: &OrphanedUser) -> El {
    let id = match (&left.id, left.verified) {
        (Some(id), true) => format!("its id is {id}"),
        (Some(id), false) => {
            format!("the service gave the id {id} for it, but the page has not confirmed it")
        }
        (None, _) => "its id is not known".to_owned(),
    };
    let since = Timestamp(left.since.clone()).to_minute();
    let known = parse(&left.tenant_url).ok();
    let commands = commands(left);
    let commands = (!commands.is_empty()).then(|| {
        el("details")
            .child(el("summary").text("Remove it with a command"))
            .child(el("p").text(how(left)))
            .children(
                commands
                    .iter()
                    .map(|(what, text)| copy_value(section.page.app, what, text)),
            )
    });
    several()
        .child(
            el("p")
                .child(el("code").text(&left.user_name))
                .text(&format!(
                    " at {}; {id}. It was created at {since} or not at all.",
                    left.tenant_url
                )),
        )
        .child(actions(section, note, left, known))
        .maybe(commands)
}

/// Why it cannot be removed from here just now.
fn stands(section: LifecycleSection, known: Option<&TenantUrl>) -> Option<&'static str> {
    let connection = section.page.connection;
    if connection.is_running() || connection.is_acquired() {
        return Some("A test is running. Wait for its end.");
    }
    // A token must not be sent to another account's address.
    if known.is_none() || section.page.address().url.as_ref() != known {
        return Some("To remove it from here, type the same Tenant URL and its token below.");
    }
    (!connection.token().is_sendable()).then_some("To remove it from here, paste the token below.")
}

fn actions(
    section: LifecycleSection,
    note: &Note,
    left: &OrphanedUser,
    known: Option<TenantUrl>,
) -> El {
    let connection = section.page.connection;
    let address = known.clone();
    let obstacle = Memo::new(move |_| stands(section, address.as_ref()));
    let (remove_key, remove_left) = (note.key.clone(), left.clone());
    let remove = el("button")
        .attr("type", "button")
        .text("Remove it")
        .live_class("primary", move || obstacle.get().is_none())
        .live_attr("aria-disabled", move || {
            obstacle.get().map(|_| "true".to_owned())
        })
        .on("click", move |_| {
            untrack(|| match (&known, obstacle.get()) {
                (Some(tenant), None) => {
                    section
                        .lifecycle
                        .remove(connection, tenant.clone(), &remove_key, &remove_left);
                }
                _ if connection.is_running() || connection.is_acquired() => {}
                _ if section.page.address().url == known => browser::focus(TOKEN_ID),
                _ => browser::focus(ADDRESS_ID),
            });
        });
    let note = note.clone();
    let forget = button("quiet", "I removed it myself: forget it", move || {
        section.lifecycle.forget(note.clone());
        section.page.app.announce("Forgotten");
    });
    el("div")
        .class("row newest no-print")
        .child(remove)
        .child(forget)
        .child(
            el("p")
                .attr("role", "status")
                .live_text(move || obstacle.get().unwrap_or_default().to_owned()),
        )
}
