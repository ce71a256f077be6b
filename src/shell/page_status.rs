//! What sidebar and tab bar say about each page.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::status::StatusKind;
use crate::state::App;
use crate::state::open_log::OpenLogStatus;
use crate::state::route::SidebarPage;
use guide::status;
use provisioning::format::grouped;
use provisioning::portal;
use setup::{ConnectionStatus, PreflightStatus, Setup};

pub struct PageStatus {
    pub kind: StatusKind,
    /// A word or two for the sidebar.
    pub text: String,
    /// The same as a phrase that needs no context.
    pub long: String,
}

impl PageStatus {
    fn new(kind: StatusKind, text: impl Into<String>, long: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            long: long.into(),
        }
    }
}

/// The status of a page; none when there is nothing to say.
pub fn page_status(app: App, page: SidebarPage) -> Option<PageStatus> {
    app.setup.with(|setup| match page {
        SidebarPage::Guide => Some(guide_status(app)),
        SidebarPage::Mappings => Some(mappings_status(app, setup)),
        SidebarPage::Connection => {
            let failed = OpenLogStatus::of(app).failed(app);
            failed.map(log_status).or_else(|| connection_status(setup))
        }
        SidebarPage::Preflight => preflight_status(setup),
        SidebarPage::Expressions => None,
    })
}

fn guide_status(app: App) -> PageStatus {
    let totals = app.guide(status::overall);
    let text = format!("{} of {}", totals.done, totals.needed);
    let long = format!("{text} steps done");
    match totals.done == totals.needed {
        true => PageStatus::new(StatusKind::Ok, "Done", long),
        false => PageStatus::new(StatusKind::Plain, text, long),
    }
}

/// Errors are known once a page with the expression language has looked.
fn mappings_status(app: App, setup: &Setup) -> PageStatus {
    let errors = app.mapping_facts.with(|facts| {
        let message = facts.check.blocked_message();
        message.map(|message| (facts.check.targets_with_errors(), message))
    });
    match errors {
        Some((count, message)) => PageStatus::new(StatusKind::Bad, count.to_string(), message),
        None => {
            let text = portal::summary(&setup.mapping);
            PageStatus::new(StatusKind::Plain, text.clone(), text)
        }
    }
}

/// Users who failed outweigh what the connection test said.
fn log_status(failed: u32) -> PageStatus {
    let count = grouped(failed.into());
    let long = format!("{count} failed in the open log");
    PageStatus::new(StatusKind::Bad, count, long)
}

fn connection_status(setup: &Setup) -> Option<PageStatus> {
    match setup.connection_status() {
        ConnectionStatus::NotTested => None,
        ConnectionStatus::Passed(test) => {
            let age = clock::age(&test.when);
            let long = format!("Connection test passed {age} ago");
            Some(PageStatus::new(StatusKind::Ok, age, long))
        }
        ConnectionStatus::Failed(test) => {
            let age = clock::age(&test.when);
            let long = format!("Connection test failed {age} ago");
            Some(PageStatus::new(StatusKind::Bad, "Failed", long))
        }
        ConnectionStatus::OutOfDate(_) => Some(PageStatus::new(
            StatusKind::Warning,
            "Test again",
            "The setup changed since the last connection test",
        )),
    }
}

fn preflight_status(setup: &Setup) -> Option<PageStatus> {
    match setup.preflight_status() {
        PreflightStatus::NotRun => None,
        PreflightStatus::Current(run) if run.is_clean() => {
            let age = clock::age(&run.when);
            Some(PageStatus::new(StatusKind::Ok, age, run.message()))
        }
        PreflightStatus::Current(run) => {
            let count = run.rejected + run.unknown;
            let text = grouped(u64::from(count));
            Some(PageStatus::new(StatusKind::Warning, text, run.message()))
        }
        PreflightStatus::OutOfDate(_) => Some(PageStatus::new(
            StatusKind::Warning,
            "Run again",
            "The mappings changed since Preflight ran",
        )),
    }
}
