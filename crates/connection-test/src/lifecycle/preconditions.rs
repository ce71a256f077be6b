//! Whether a life-cycle test may begin, and what stands in the way.

pub mod domain;

use thiserror::Error;

/// What stands in the way of a test, what to fix first at the top.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnmetPrecondition {
    #[error("Requests are locked because a users file was opened. Reload the page to unlock them.")]
    Locked,
    #[error("Another test is running. Wait for its end.")]
    Busy,
    #[error("The Tenant URL at the top of this page is missing or not in order yet.")]
    Address,
    #[error("The secret token at the top of this page is missing or not in order yet.")]
    Token,
    #[error("The page is still reading this browser’s notes about earlier tests. Wait a moment.")]
    Records,
    #[error(
        "The user of another test of this set-up may still be there. See to that one first: its note says how."
    )]
    OrphanedUser,
    #[error("The domain is missing or not in order yet.")]
    Domain,
    #[error("Type the host name to say that the user may be created there.")]
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
    pub consent: &'a str,
}

/// What stands in the way first, if anything does.
pub fn blocked(before: &Preconditions<'_>) -> Option<UnmetPrecondition> {
    if before.locked {
        return Some(UnmetPrecondition::Locked);
    }
    let Some(host) = before.host else {
        return Some(UnmetPrecondition::Address);
    };
    let consents = before.consent.trim().eq_ignore_ascii_case(host);
    [
        (before.busy, UnmetPrecondition::Busy),
        (!before.token, UnmetPrecondition::Token),
        (!before.records_read, UnmetPrecondition::Records),
        (before.noted, UnmetPrecondition::OrphanedUser),
        (!before.domain, UnmetPrecondition::Domain),
        (!consents, UnmetPrecondition::Consent),
    ]
    .into_iter()
    .find_map(|(stands, blocked)| stands.then_some(blocked))
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
            consent: " API.talkdeskapp.eu ",
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
                    consent: "",
                    ..ready
                },
                Some(UnmetPrecondition::Domain),
            ),
            (
                Preconditions {
                    consent: "",
                    ..ready
                },
                Some(UnmetPrecondition::Consent),
            ),
            (
                Preconditions {
                    consent: "api.talkdeskapp.com",
                    ..ready
                },
                Some(UnmetPrecondition::Consent),
            ),
        ];
        for (before, due) in cases {
            assert_eq!(blocked(&before), due, "{before:?}");
        }
    }
}
