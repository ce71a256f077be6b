//! What sidebar and tab bar say about each page.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::status::StatusKind;
use crate::state::App;
use crate::state::route::SidebarPage;
use guide::status;
use provisioning::portal;

pub struct PageStatus {
    pub kind: StatusKind,
    /// A word or two for the sidebar.
    pub text: String,
    /// The same as a phrase that needs no context.
    pub long: String,
}

/// The status of a page; none when there is nothing to say.
pub fn page_status(app: App, page: SidebarPage) -> Option<PageStatus> {
    app.setup.with(|setup| match page {
        SidebarPage::Guide => Some(guide_status(app)),
        SidebarPage::Mappings => {
            let text = portal::summary(&setup.mapping);
            Some(PageStatus {
                kind: StatusKind::Plain,
                long: text.clone(),
                text,
            })
        }
        SidebarPage::Connection => {
            let age = clock::age(setup.passed()?);
            Some(PageStatus {
                kind: StatusKind::Ok,
                long: format!("Connection test passed {age} ago"),
                text: age,
            })
        }
        SidebarPage::Expressions | SidebarPage::Preflight => None,
    })
}

fn guide_status(app: App) -> PageStatus {
    let totals = app.guide(status::overall);
    let text = format!("{} of {}", totals.done, totals.needed);
    let long = format!("{text} steps done");
    match totals.done == totals.needed {
        true => PageStatus {
            kind: StatusKind::Ok,
            text: "Done".to_owned(),
            long,
        },
        false => PageStatus {
            kind: StatusKind::Plain,
            text,
            long,
        },
    }
}
