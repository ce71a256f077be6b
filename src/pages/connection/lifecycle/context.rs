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

/// The lifecycle test of the open setup. Whoever reads it follows its changes.
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

    /// What the two fields of an attribute hold.
    pub(super) fn names(&self, attribute: Attribute) -> [String; 2] {
        names::names(self.page.app, self.lifecycle, attribute)
    }

    /// Why a test cannot begin.
    pub(super) fn blocked(&self) -> Option<UnmetPrecondition> {
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
