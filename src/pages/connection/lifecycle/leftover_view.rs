//! Users that may be left behind: who, where, and how they are removed.

use leptos::prelude::*;

use super::job::Job;
use super::view::LifecycleSection;
use crate::browser;
use crate::browser::tab_lock;
use crate::components::copy_value::copy_value;
use crate::components::element::{El, button, el, several};
use crate::pages::connection::form_view::{ADDRESS_ID, TOKEN_ID};
use crate::pages::connection::page::Place;
use connection_test::lifecycle::evaluation::ending;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser, RecordError};
use connection_test::lifecycle::report::commands::{commands, how};
use connection_test::tenant_url::{TenantUrl, parse};
use setup::Timestamp;

/// The most of an unreadable note that is shown, in characters.
const SHOWN: usize = 2_000;

/// Where notes are shown: that of a test of this tab beside its result, others
/// at the top of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// At the top.
    Top,
    /// In the section.
    Here,
}

/// The notes at the top of the place.
pub fn leftovers(place: Place) -> El {
    cards(LifecycleSection::new(place), Where::Top)
}

/// The notes that belong here, and what became of the last removal.
pub(super) fn cards(scene: LifecycleSection, place: Where) -> El {
    let belongs = move |name: Option<&str>| {
        let life = scene.ward.life(&scene.key.get());
        let own = life.is_some_and(|job| Some(job.course.user.user_name.as_str()) == name);
        own == (place == Where::Here)
    };
    let told = Memo::new(move |_| {
        let job = scene.ward.removal();
        let job = job.filter(|job| belongs(Some(&job.course.user.user_name)));
        job.map(|job| removal_words(&job)).unwrap_or_default()
    });
    // Notes decide, so that a card is not made anew with every answer.
    let notes: Memo<Vec<Note>> = Memo::new(move |_| {
        let mut notes = scene.ward.notes();
        notes.retain(|note| belongs(note.said.as_ref().ok().map(|left| left.user_name.as_str())));
        notes
    });
    several()
        .live(move || {
            let cards = notes.get().into_iter().map(|note| card(scene, note));
            several().children(cards.collect::<Vec<_>>())
        })
        .child(el("p").attr("role", "status").live_text(move || told.get()))
}

fn removal_words(job: &Job) -> String {
    if job.running {
        return format!("Removing {}.", job.course.user.user_name);
    }
    match ending(&job.course) {
        Some(ending) => {
            let (told, service) = (ending.told(), job.tenant.service());
            let mut text = format!(
                "{}. {} {}",
                told.headline,
                service.fill(told.cause),
                service.fill(told.remedy)
            );
            for diagnostic in job.course.diagnostics() {
                text.push_str(&format!(" {}", diagnostic.message()));
            }
            text
        }
        None => String::new(),
    }
}

fn card(scene: LifecycleSection, note: Note) -> El {
    // Another tab's test cleans up by itself.
    let busy = RwSignal::new(false);
    let body = match note.said.clone() {
        Ok(left) => {
            tab_lock::watch(busy);
            several().live(move || match busy.get() {
                true => in_use(&left),
                false => readable(scene, &note, &left),
            })
        }
        Err(fault) => unreadable(scene, note, fault),
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
fn unreadable(scene: LifecycleSection, note: Note, fault: RecordError) -> El {
    let shown: String = note.text.chars().take(SHOWN).collect();
    let confirming = RwSignal::new(false);
    several()
        .child(el("p").text(fault.words()))
        .maybe(
            (fault == RecordError::Damaged).then(|| el("pre").attr("tabindex", "0").text(&shown)),
        )
        .live(move || match confirming.get() {
            false => el("div").class("row newest no-print").child(button(
                "quiet",
                "I removed it myself: forget it",
                move || confirming.set(true),
            )),
            true => confirmation(scene, note.clone(), confirming),
        })
}

fn confirmation(scene: LifecycleSection, note: Note, confirming: RwSignal<bool>) -> El {
    let forget = button("primary", "Remove the note", move || {
        scene.ward.forget(note.clone());
        scene.place.app.announce("Forgotten");
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

fn readable(scene: LifecycleSection, note: &Note, left: &OrphanedUser) -> El {
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
                    .map(|(what, text)| copy_value(scene.place.app, what, text)),
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
        .child(actions(scene, note, left, known))
        .maybe(commands)
}

/// Why it cannot be removed from here just now.
fn stands(scene: LifecycleSection, known: Option<&TenantUrl>) -> Option<&'static str> {
    let desk = scene.place.desk;
    if desk.is_running() || desk.is_acquired() {
        return Some("A test is running. Wait for its end.");
    }
    // A token must not be sent to another account's address.
    if known.is_none() || scene.place.address().url.as_ref() != known {
        return Some("To remove it from here, type the same Tenant URL and its token below.");
    }
    (!desk.token().is_sendable()).then_some("To remove it from here, paste the token below.")
}

fn actions(
    scene: LifecycleSection,
    note: &Note,
    left: &OrphanedUser,
    known: Option<TenantUrl>,
) -> El {
    let desk = scene.place.desk;
    let [for_why, for_rests, for_class] = [(); 3].map(|()| known.clone());
    let (remove_key, remove_left) = (note.key.clone(), left.clone());
    let remove = el("button")
        .attr("type", "button")
        .text("Remove it")
        .live_class("primary", move || {
            stands(scene, for_class.as_ref()).is_none()
        })
        .live_attr("aria-disabled", move || {
            stands(scene, for_rests.as_ref()).map(|_| "true".to_owned())
        })
        .on("click", move |_| {
            untrack(|| match (&known, stands(scene, known.as_ref())) {
                (Some(tenant), None) => {
                    scene
                        .ward
                        .remove(desk, tenant.clone(), &remove_key, &remove_left);
                }
                _ if desk.is_running() || desk.is_acquired() => {}
                _ if scene.place.address().url == known => browser::focus(TOKEN_ID),
                _ => browser::focus(ADDRESS_ID),
            });
        });
    let note = note.clone();
    let forget = button("quiet", "I removed it myself: forget it", move || {
        scene.ward.forget(note.clone());
        scene.place.app.announce("Forgotten");
    });
    el("div")
        .class("row newest no-print")
        .child(remove)
        .child(forget)
        .child(el("p").attr("role", "status").live_text(move || {
            stands(scene, for_why.as_ref())
                .unwrap_or_default()
                .to_owned()
        }))
}
