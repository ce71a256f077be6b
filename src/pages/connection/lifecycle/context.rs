//! What the parts of the lifecycle test share.

use std::rc::Rc;

use leptos::prelude::*;

use super::names;
use super::started_run::{StartedRun, is_cleaning};
use super::state::LifecycleState;
use crate::browser::csp_lock;
use crate::pages::connection::context::ConnectionPage;
use connection_test::lifecycle::extension::{Attribute, Needs};
use connection_test::lifecycle::orphaned_user;
use connection_test::lifecycle::preconditions::domain;
use connection_test::lifecycle::preconditions::{Preconditions, UnmetPrecondition, blocked};
use connection_test::tenant_url::TargetService;

/// The lifecycle test of the open setup. What reads it follows its changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct LifecycleSection {
    pub(super) page: ConnectionPage,
    pub(super) lifecycle: LifecycleState,
    /// The key of the open setup's note.
    pub(super) key: Memo<String>,
    /// What the open setup needs of the service.
    pub(super) needs: Memo<Needs>,
}

/// Call it while a component is made, not in a handler.
pub(super) fn use_section() -> LifecycleSection {
    expect_context()
}

impl LifecycleSection {
    pub(super) fn new(page: ConnectionPage) -> LifecycleSection {
        let app = page.app;
        let lifecycle = LifecycleState::of(app);
        LifecycleSection {
            page,
            lifecycle,
            needs: names::needs(app, lifecycle),
            key: Memo::new(move |_| app.setup.with(|setup| orphaned_user::key(&setup.id.0))),
        }
    }

    /// The last test of the open setup.
    pub(super) fn started(&self) -> Option<Rc<StartedRun>> {
        self.lifecycle.life(&self.key.get())
    }

    pub(super) fn is_running(&self) -> bool {
        self.started().is_some_and(|started| started.running)
    }

    pub(super) fn is_cleaning(&self) -> bool {
        self.started().is_some_and(|started| is_cleaning(&started))
    }

    pub(super) fn host(&self) -> Option<String> {
        self.page.address().url.map(|url| url.host)
    }

    /// Whether the form shows a test that was started, and takes no input.
    pub(super) fn is_frozen(&self) -> bool {
        self.started().is_some()
    }

    /// The service of the test on show or of the next one.
    fn service(&self) -> TargetService {
        let started = self.started().map(|started| started.tenant.service());
        let typed = || self.page.address().url.map(|url| url.service());
        started.or_else(typed).unwrap_or(TargetService::Talkdesk)
    }

    pub(super) fn service_name(&self) -> &'static str {
        self.service().name()
    }

    pub(super) fn service_name_first(&self) -> &'static str {
        self.service().name_first()
    }

    /// The address of the user of the test on show or of the next one, in two
    /// parts: up to the @, and the domain, perhaps as typed.
    pub(super) fn user_parts(&self) -> (String, String) {
        let Some(started) = self.started() else {
            return (self.lifecycle.next_user(""), self.lifecycle.domain.get());
        };
        let name = &started.run.user.user_name;
        match name.split_once('@') {
            Some((local, domain)) => (format!("{local}@"), domain.to_owned()),
            None => (name.clone(), String::new()),
        }
    }

    /// The address of the user of the test on show or of the next one.
    pub(super) fn user_name(&self) -> String {
        let (local, domain) = self.user_parts();
        match domain.is_empty() {
            true => format!("{local}…"),
            false => local + &domain,
        }
    }

    /// What the test on show needed, or what the next one would need.
    pub(super) fn shown_needs(&self) -> Needs {
        let started = self.started();
        started.map_or_else(|| self.needs.get(), |started| started.run.needs.clone())
    }

    /// The names of the test on show, or what the two fields of an attribute hold.
    pub(super) fn shown_names(&self, attribute: Attribute) -> [String; 2] {
        let Some(started) = self.started() else {
            return self.names(attribute);
        };
        let names = started.run.needs.attribute(attribute).names.clone();
        names.map_or_else(Default::default, |names| {
            [names.first, names.second.unwrap_or_default()]
        })
    }

    /// Whether a user may be created at the host that is typed now, or was in
    /// the test on show.
    pub(super) fn is_allowed(&self) -> bool {
        let consent = self.lifecycle.consent.get();
        self.is_frozen() || consent.is_some() && consent == self.host()
    }

    /// Takes in whether a user may be created at the host that is typed now.
    pub(super) fn allow(&self, may: bool) {
        let host = untrack(|| self.host());
        self.lifecycle.consent.set(host.filter(|_| may));
    }

    /// What the two fields of an attribute hold.
    pub(super) fn names(&self, attribute: Attribute) -> [String; 2] {
        names::names(self.page.app, self.lifecycle, attribute)
    }

    /// Whether a test user of the open setup may be left.
    pub(super) fn has_left_user(&self) -> bool {
        let (key, notes) = (self.key.get(), self.lifecycle.notes());
        notes
            .iter()
            .any(|note| orphaned_user::is_of(&note.key, &key))
    }

    /// Why a test can't start.
    pub(super) fn blocked(&self) -> Option<UnmetPrecondition> {
        let connection = self.page.connection;
        let host = self.host();
        let consent = self.lifecycle.consent.get();
        blocked(&Preconditions {
            locked: csp_lock::is_locked(),
            busy: connection.is_running() || connection.is_acquired(),
            host: host.as_deref(),
            token: connection.token().is_sendable(),
            records_read: self.lifecycle.records.is_read(),
            noted: self.has_left_user(),
            domain: domain::read(&self.lifecycle.domain.get()).is_ok(),
            consent: consent.as_deref(),
        })
    }
}
