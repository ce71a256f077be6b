//! What the components of the connection page share.

use std::rc::Rc;

use leptos::prelude::*;

use super::command_choice::CommandChoice;
use super::redacted_input::RedactedText;
use crate::browser;
use crate::browser::elements::user_agent;
use crate::state::App;
use crate::state::connection::selected_tab::{EXPLAIN, SelectedTab, TEST, USER};
use crate::state::connection::tenant_field;
use crate::state::connection::{ConnectionState, Test};
use crate::state::incoming_input::IncomingInput;
use crate::state::route::SidebarPage;
use connection_test::checks::matching::Matching;
use connection_test::diagnosis::messages::Next;
use connection_test::http::request_route::RequestRoute;
use connection_test::shell_commands::relay::{OperatingSystem, RelayProgram};
use connection_test::tenant_url::rules::{self, TenantUrlCheck};

/// Identity of the heading of the relay.
pub(super) const RELAY_ID: &str = "relay-title";

#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectionPage {
    pub(super) app: App,
    pub(super) connection: ConnectionState,
    /// The id of the selected tab.
    pub(super) tab: RwSignal<&'static str>,
    pub(super) typed: Memo<String>,
    pub(super) matching: Memo<Matching>,
    /// Whether Test connection was pressed. An empty field is an error only
    /// after that.
    pub(super) tried: RwSignal<bool>,
    /// Whether the fields of a tested connection are shown in a narrow window.
    pub(super) editing: RwSignal<bool>,
    /// Whether the fields for a user to look up are shown.
    pub(super) looking_up: RwSignal<bool>,
    /// Whether the admin asked for the test in a terminal.
    pub(super) terminal_wanted: RwSignal<bool>,
    pub(super) system: OperatingSystem,
    /// The program that the admin starts as the relay.
    pub(super) relay_program: RwSignal<RelayProgram>,
    pub(super) commands: CommandChoice,
    /// What a terminal printed.
    pub(super) printed: RedactedText,
    /// Changes when a test starts and when it ends, not with every response:
    /// what changes is read out again.
    phase: Memo<String>,
    /// Whether something was changed after the test that makes it worth another
    /// one.
    stale: Memo<bool>,
}

/// The page that a component belongs to. Call it while the component is made,
/// not in a handler.
pub(super) fn use_connection_page() -> ConnectionPage {
    expect_context()
}

impl ConnectionPage {
    pub(super) fn new(app: App, connection: ConnectionState) -> Self {
        let typed = Memo::new(move |_| app.setup.with(|setup| tenant_field::text(&setup.tenant)));
        let matching = Memo::new(move |_| app.setup.with(|setup| Matching::of(&setup.mapping)));
        let phase = Memo::new(move |_| phase(connection.test().as_deref()));
        let stale = Memo::new(move |_| {
            let _ = phase.get();
            let test = untrack(|| connection.test());
            test.filter(|test| !test.running).is_some_and(|test| {
                let tenant = typed.with(|typed| rules::validate(typed)).url;
                let is_same = |matching: &Matching| test.run.input.matching == *matching;
                Some(&test.tenant) != tenant.as_ref() || !matching.with(is_same)
            })
        });
        let system = OperatingSystem::of(&user_agent());
        Self {
            app,
            connection,
            tab: SelectedTab::of(app).0,
            typed,
            matching,
            tried: RwSignal::new(false),
            editing: RwSignal::new(false),
            looking_up: RwSignal::new(false),
            terminal_wanted: RwSignal::new(false),
            system,
            relay_program: RwSignal::new(RelayProgram::likely(system)),
            commands: CommandChoice::new(),
            printed: RedactedText::new(connection),
            phase,
            stale,
        }
    }

    /// Selects a tab that an address names.
    pub(super) fn select_tab(&self, id: &str) {
        let known = [TEST, EXPLAIN, USER].into_iter().find(|known| *known == id);
        if let Some(known) = known {
            self.tab.set(known);
        }
    }

    /// The typed URL, evaluated. Whoever reads it follows its changes.
    pub(super) fn address(&self) -> TenantUrlCheck {
        self.typed.with(|typed| rules::validate(typed))
    }

    /// The last test, as it was when it started or ended.
    pub(super) fn shown_test(&self) -> Option<Rc<Test>> {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = self.phase.get();
        untrack(|| self.connection.test())
    }

    pub(super) fn is_stale(&self) -> bool {
        self.stale.get()
    }

    /// The last test, if it has ended and still says something.
    pub(super) fn result(&self) -> Option<Rc<Test>> {
        let test = self.shown_test().filter(|test| !test.running);
        test.filter(|_| !self.is_stale())
    }

    /// What to do next after the last test.
    pub(super) fn next(&self) -> Option<Next> {
        self.result().map(|test| test.details.next(&test.tenant))
    }

    /// Whether the test in a terminal is shown: it is the next thing to do, or
    /// the admin asked for it.
    pub(super) fn shows_terminal(&self) -> bool {
        self.terminal_wanted.get() || self.next() == Some(Next::Terminal)
    }

    /// Whether the relay is shown: it is the next thing to do, and the admin did
    /// not ask for the command in its place.
    pub(super) fn shows_relay(&self) -> bool {
        self.next() == Some(Next::Relay) && !self.terminal_wanted.get()
    }

    /// Whether the last test, or the next one, goes through the relay.
    pub(super) fn uses_relay(&self) -> bool {
        let tenant = self.address().url;
        tenant.is_some_and(|tenant| self.connection.relay.route(&tenant) != RequestRoute::Direct)
    }

    /// Goes to an element of the first tab, whichever tab is selected.
    pub(super) fn go_to(&self, id: &'static str) {
        self.tab.set(TEST);
        self.editing.set(true);
        browser::focus_soon(id);
    }

    /// Has the tab for errors explain what was pasted beside the command.
    pub(super) fn explain_printed(&self) {
        let text = self
            .printed
            .text
            .with_untracked(|text| text.text().to_owned());
        IncomingInput::of(self.app).put_text(SidebarPage::Connection, text);
        self.tab.set(EXPLAIN);
    }

    /// Shows the relay in place of the command and goes there.
    pub(super) fn go_to_relay(&self) {
        self.terminal_wanted.set(false);
        browser::focus_soon(RELAY_ID);
    }

    /// Shows the test in a terminal and goes there.
    pub(super) fn go_to_terminal(&self) {
        self.terminal_wanted.set(true);
        self.go_to(super::terminal_view::TERMINAL_ID);
    }
}

fn phase(test: Option<&Test>) -> String {
    let Some(test) = test else {
        return String::new();
    };
    let word = match (test.queued, test.running) {
        (true, _) => "queued",
        (false, true) => "running",
        (false, false) => "done",
    };
    format!("{word} {}", test.run.input.guid)
}
