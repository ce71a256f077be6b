//! Whether a lifecycle test may start, and what prevents it.

pub mod domain;

use thiserror::Error;

/// What prevents a test, what to fix first at the top.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnmetPrecondition {
    #[error("A users file is open, so requests are locked. Reload the page to unlock them.")]
    Locked,
    #[error("Another test is running. Wait until it ends.")]
    Busy,
    #[error("Enter a valid Tenant URL under Test from here first.")]
    Address,
    #[error("Enter a valid secret token under Test from here first.")]
    Token,
    #[error("Reading this browser’s notes about earlier tests. Wait a moment.")]
    Records,
    #[error(
        "A test user of this setup may still exist. Delete it first: see the top of this page."
    )]
    OrphanedUser,
    #[error("Enter a domain for the test user.")]
    Domain,
    #[error("Select the checkbox to allow the test.")]
    Consent,
}

/// What is known before a test.
#[derive(Debug, Clone, Copy)]
pub struct Preconditions<'a> {
    /// Whether a users file is open, which forbids requests.
    pub locked: bool,
    pub busy: bool,
    pub host: Option<&'a str>,
    pub token: bool,
    /// Whether the notes in the browser's storage were read.
    pub records_read: bool,
    /// Whether a note of this setup lies in the browser's storage.
    pub noted: bool,
    pub domain: bool,
    /// The host at which the admin allowed a user to be created.
    pub consent: Option<&'a str>,
}

/// What prevents the test first, if anything does.
pub fn blocked(before: &Preconditions<'_>) -> Option<UnmetPrecondition> {
    if before.locked {
        return Some(UnmetPrecondition::Locked);
    }
    let Some(host) = before.host else {
        return Some(UnmetPrecondition::Address);
    };
    let consents = before.consent == Some(host);
    [
        (before.busy, UnmetPrecondition::Busy),
        (!before.token, UnmetPrecondition::Token),
        (!before.records_read, UnmetPrecondition::Records),
        (before.noted, UnmetPrecondition::OrphanedUser),
        (!before.domain, UnmetPrecondition::Domain),
        (!consents, UnmetPrecondition::Consent),
    ]
    .into_iter()
    .find_map(|(is_unmet, blocked)| is_unmet.then_some(blocked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_reported_in_order() {
        let ready = Preconditions {
            locked: false,
            busy: false,
            host: Some("api.talkdeskapp.eu"),
            token: true,
            records_read: true,
            noted: false,
            domain: true,
            consent: Some("api.talkdeskapp.eu"),
        };
        let cases = [
            (ready, None),
            (
                Preconditions {
                    locked: true,
                    host: None,
                    ..ready
                },
                Some(UnmetPrecondition::Locked),
            ),
            (
                Preconditions {
                    host: None,
                    token: false,
                    ..ready
                },
                Some(UnmetPrecondition::Address),
            ),
            (
                Preconditions {
                    busy: true,
                    token: false,
                    ..ready
                },
                Some(UnmetPrecondition::Busy),
            ),
            (
                Preconditions {
                    token: false,
                    noted: true,
                    ..ready
                },
                Some(UnmetPrecondition::Token),
            ),
            (
                Preconditions {
                    records_read: false,
                    noted: true,
                    ..ready
                },
                Some(UnmetPrecondition::Records),
            ),
            (
                Preconditions {
                    noted: true,
                    domain: false,
                    ..ready
                },
                Some(UnmetPrecondition::OrphanedUser),
            ),
            (
                Preconditions {
                    domain: false,
                    consent: None,
                    ..ready
                },
                Some(UnmetPrecondition::Domain),
            ),
            (
                Preconditions {
                    consent: None,
                    ..ready
                },
                Some(UnmetPrecondition::Consent),
            ),
            (
                Preconditions {
                    consent: Some("api.talkdeskapp.com"),
                    ..ready
                },
                Some(UnmetPrecondition::Consent),
            ),
        ];
        for (before, expected) in cases {
            assert_eq!(blocked(&before), expected, "{before:?}");
        }
    }
}
