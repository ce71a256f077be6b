//! Everything that Talkdesk's support needs, as one text: what is set up and what
//! proves it, what the tests showed, and what is not known. It ends with the same
//! as JSON.
//!
//! Notes are left out. All that is free text goes through the redactor once
//! more, be it a setting or the result of a test.

mod contents;
mod written;

use connection_test::diagnosis::report::CheckReport;
use connection_test::lifecycle::report::LifecycleReport;
use connection_test::lifecycle::run::LifecycleRun;
use connection_test::redact::Redactor;
use connection_test::tenant_url::TenantUrl;
use setup::{Timestamp, file};

use self::contents::{Contents, clean};
use crate::input::GuideInput;

/// The version of the JSON.
pub const JSON_VERSION: u32 = 1;

/// A lifecycle test that has ended.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleResult<'a> {
    pub run: &'a LifecycleRun,
    pub tenant: &'a TenantUrl,
    pub report: &'a LifecycleReport,
    /// For people.
    pub when: &'a str,
}

/// What a ticket is made from.
#[derive(Clone, Copy)]
pub struct VendorTicketInput<'a> {
    pub guide: GuideInput<'a>,
    /// The connection test that was run since the page was opened.
    pub connection: Option<CheckReport<'a>>,
    /// The lifecycle test that was run since the page was opened.
    pub lifecycle: Option<LifecycleResult<'a>>,
    /// The version of this program; empty if it is not known.
    pub app_version: &'a str,
    pub now: &'a Timestamp,
    pub redactor: &'a Redactor,
}

impl std::fmt::Debug for VendorTicketInput<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VendorTicketInput").finish_non_exhaustive()
    }
}

/// The ticket, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorTicket {
    /// The text for the ticket.
    pub markdown: String,
    /// Such as `contoso-production-talkdesk-ticket-2026-11-30.md`.
    pub file_name: String,
}

impl VendorTicket {
    pub fn new(input: &VendorTicketInput) -> Self {
        let contents = Contents::new(input);
        let setup = input.guide.setup;
        // A name of the setup may have been pasted.
        let mut named = setup.clone();
        named.name = clean(input, &setup.name);
        Self {
            markdown: contents.markdown(),
            file_name: format!(
                "{}-talkdesk-ticket-{}.md",
                file::file_stem(&named),
                input.now.to_day()
            ),
        }
    }
}

#[cfg(test)]
mod tests;
