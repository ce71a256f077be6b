//! The section of the life-cycle test: what it does, what it needs, and the
//! button that begins and ends it.

use leptos::prelude::*;

use super::names_view;
use super::orphaned_user_view::{Where, cards};
use super::result_view::result;
use super::started_run::is_cleaning;
use super::state::LifecycleState;
use super::steps_view::steps;
use crate::browser;
use crate::browser::csp_lock;
use crate::components::element::{self, El, button, el, several};
use crate::components::text_field::TextField;
use crate::pages::connection::context::ConnectionPage;
use crate::pages::connection::form_view::{ADDRESS_ID, TOKEN_ID};
use connection_test::lifecycle::extension::Needs;
use connection_test::lifecycle::orphaned_user;
use connection_test::lifecycle::preconditions::domain;
use connection_test::lifecycle::preconditions::{Preconditions, UnmetPrecondition, blocked};

const TITLE_ID: &str = "lifecycle-title";
const DOMAIN_ID: &str = "lifecycle-domain";
const CONSENT_ID: &str = "lifecycle-consent";
const WHY_ID: &str = "lifecycle-why";

/// What the parts of the section share.
#[derive(Debug, Clone, Copy)]
pub(super) struct LifecycleSection {
    pub(super) page: ConnectionPage,
    pub(super) lifecycle: LifecycleState,
    /// The key of the open setup's note.
    pub(super) key: Memo<String>,
    /// What the open setup needs of the service.
    pub(super) needs: Memo<Needs>,
}

impl LifecycleSection {
    pub(super) fn new(page: ConnectionPage) -> LifecycleSection {
        let lifecycle = LifecycleState::of(page.app);
        LifecycleSection {
            page,
            lifecycle,
            needs: names_view::needs(page, lifecycle),
            key: Memo::new(move |_| page.app.setup.with(|setup| orphaned_user::key(&setup.id.0))),
        }
    }

    fn is_running(&self) -> bool {
        let started = self.lifecycle.life(&self.key.get());
        started.is_some_and(|started| started.running)
    }

    fn is_cleaning(&self) -> bool {
        let started = self.lifecycle.life(&self.key.get());
        started.is_some_and(|started| is_cleaning(&started))
    }

    fn host(&self) -> Option<String> {
        self.page.address().url.map(|url| url.host)
    }

    fn blocked(&self) -> Option<UnmetPrecondition> {
        let (connection, key) = (self.page.connection, self.key.get());
        let (host, notes) = (self.host(), self.lifecycle.notes());
        blocked(&Preconditions {
            locked: csp_lock::is_locked(),
            busy: connection.is_running() || connection.is_acquired(),
            host: host.as_deref(),
            token: connection.token().is_sendable(),
            records_read: self.lifecycle.records.is_read(),
            noted: notes
                .iter()
                .any(|note| orphaned_user::is_of(&note.key, &key)),
            domain: domain::read(&self.lifecycle.domain.get()).is_ok(),
            consent: &self.lifecycle.consent.get(),
        })
    }
}

/// The section, collapsed until somebody wants it.
pub fn section(page: ConnectionPage) -> El {
    let section = LifecycleSection::new(page);
    element::keep_running(Box::new(move || {
        section.lifecycle.belong_to(&section.key.get())
    }));
    let more = el("details")
        .class("history")
        .child(el("summary").text("Show what it does, and begin"))
        .child(
            el("div")
                .class("stack")
                .child(before(section))
                .child(form(section))
                .child(result(section))
                .child(cards(section, Where::Here))
                .child(steps(section)),
        );
    // Whoever comes back to a test wants to see it.
    let shown = untrack(|| section.lifecycle.life(&section.key.get()).is_some());
    let more = if shown { more.attr("open", "") } else { more };
    el("section")
        .class("aside-test stack")
        .attr("aria-labelledby", TITLE_ID)
        .child(el("h2").attr("id", TITLE_ID).text("Life-cycle test with a throw-away user"))
        .child(el("p").text(
            "Unlike the test above, this one changes something: it creates a user, changes it in both forms that Entra knows, with roles and teams if this setup maps them, and deletes it. It tells whether your Tenant URL needs the flag aadOptscim062020.",
        ))
        .child(more)
}

/// What a browser that writes lazily means for the test.
fn lazy_record(section: LifecycleSection) -> El {
    several().live(move || match section.lifecycle.records.is_durable() {
        true => several(),
        false => el("p").text(
            "This browser does not let the page write the note about the test user to disk immediately; private windows often have this limit. If the browser or the computer stops within a few seconds after the user is created, the note may be lost. Before you start, write down the user’s address, which is shown below.",
        ),
    })
}

fn before(section: LifecycleSection) -> El {
    let facts = [
        "It creates one real user, finds, renames, deactivates and reactivates it, and deletes it again. That takes about half a minute.",
        "If this setup maps rolesString or teamsString, the user gets the roles and teams that you enter, in the requests that Entra would send.",
        "It changes and deletes only a user that the service has just shown with the test’s own address. A service that shows one user and then changes another cannot be detected.",
        "The user takes a license until it is deleted.",
        "A production account is not the place for it. Use an account that is there for testing.",
        "After a failure or a cancel it deletes the user by itself. If that cannot be done, or the page is closed meanwhile, this page names the user and how to remove it, also when you come back.",
    ];
    el("div")
        .class("callout warn")
        .child(el("b").text("Before you begin"))
        .child(
            el("ul")
                .class("evidence")
                .children(facts.map(|fact| el("li").text(fact))),
        )
        .child(lazy_record(section))
}

fn form(section: LifecycleSection) -> El {
    let lifecycle = section.lifecycle;
    let domain = TextField {
        id: DOMAIN_ID,
        label: "Domain of the user’s address",
        placeholder: "contoso.com",
        hint: "A domain that is yours. No mail is sent by this page; the service may send one.",
    }
    .make(
        move || lifecycle.domain.get(),
        move |text| lifecycle.domain.set(text),
        move || {
            let typed = lifecycle.domain.get();
            if typed.is_empty() {
                return None;
            }
            domain::read(&typed).err().map(|error| error.to_string())
        },
    );
    let user = el("div")
        .class("field")
        .child(el("p").class("label").text("The user it will create"))
        .child(
            el("p")
                .text("Scimdesk Test, ")
                .child(el("code").live_text(move || {
                    let domain = domain::read(&lifecycle.domain.get());
                    lifecycle.next_user(domain.as_deref().unwrap_or("…"))
                })),
        );
    let consent = el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", CONSENT_ID)
                .live_text(move || match section.host() {
                    Some(host) => format!("Type {host} to say that the user may be created there"),
                    None => {
                        "Type the host name of the service, once its address is there".to_owned()
                    }
                }),
        )
        .child(
            el("input")
                .attr("type", "text")
                .class("mono")
                .attr("id", CONSENT_ID)
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .live_value(move || lifecycle.consent.get())
                .on("input", move |event| {
                    lifecycle.consent.set(element::value(&event))
                }),
        );
    several()
        .child(
            el("div")
                .class("stack lc-form no-print")
                .child(domain)
                .child(user)
                .child(names_view::fields(section))
                .child(consent),
        )
        .child(go_row(section))
}

fn go_row(section: LifecycleSection) -> El {
    let blocked = Memo::new(move |_| {
        if section.is_running() {
            None
        } else {
            section.blocked()
        }
    });
    let rests = move || section.is_cleaning() || blocked.with(Option::is_some);
    let go = el("button")
        .attr("type", "button")
        .attr("aria-describedby", WHY_ID)
        .live_class("primary", move || !section.is_running() && !rests())
        // It keeps the focus, so that the reason is read out.
        .live_attr("aria-disabled", move || rests().then(|| "true".to_owned()))
        .live_text(move || {
            let label = if section.is_cleaning() {
                "Cleaning up"
            } else if section.is_running() {
                "Cancel and clean up"
            } else {
                "Create the user and run the test"
            };
            label.to_owned()
        })
        .on("click", move |_| untrack(|| act(section)));
    let lead = move || match blocked.get() {
        Some(UnmetPrecondition::Address) => {
            several().child(button("small", "Go to the Tenant URL", || {
                browser::focus(ADDRESS_ID);
            }))
        }
        Some(UnmetPrecondition::Token) => {
            several().child(button("small", "Go to the token", || {
                browser::focus(TOKEN_ID);
            }))
        }
        _ => several(),
    };
    el("div")
        .class("row newest no-print")
        .child(go)
        .child(
            el("p")
                .attr("id", WHY_ID)
                .attr("role", "status")
                .live_text(move || blocked.get().map(|why| why.to_string()).unwrap_or_default()),
        )
        .live(lead)
}

/// Begins the test, cancels it, or goes to what is missing.
fn act(section: LifecycleSection) {
    if section.is_running() {
        if !section.is_cleaning() {
            section.page.connection.cancel();
        }
        return;
    }
    match (section.blocked(), section.page.address().url) {
        (None, Some(tenant)) => {
            if let Ok(domain) = domain::read(&section.lifecycle.domain.get()) {
                section.lifecycle.begin(
                    section.page.connection,
                    tenant,
                    &domain,
                    section.needs.get(),
                    section.key.get(),
                );
            }
        }
        (Some(UnmetPrecondition::Address), _) | (None, None) => browser::focus(ADDRESS_ID),
        (Some(UnmetPrecondition::Token), _) => browser::focus(TOKEN_ID),
        (Some(UnmetPrecondition::Domain), _) => browser::focus(DOMAIN_ID),
        (Some(UnmetPrecondition::Consent), _) => browser::focus(CONSENT_ID),
        (
            Some(
                UnmetPrecondition::Locked
                | UnmetPrecondition::Busy
                | UnmetPrecondition::Records
                | UnmetPrecondition::OrphanedUser,
            ),
            _,
        ) => {}
    }
}
