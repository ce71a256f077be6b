//! Whether a life-cycle test may begin, and what stands in the way.

/// What stands in the way of a test, what to mend first at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// A users file is open, so nothing can be asked.
    Locked,
    /// Another test is under way.
    Busy,
    /// The Tenant URL is missing or not in order.
    Address,
    /// The token is missing or not in order.
    Token,
    /// The records of earlier tests are being read.
    Records,
    /// The user of an earlier test of this set-up may still be there.
    Leftover,
    /// The domain is missing or is none.
    Domain,
    /// The host name was not typed.
    Consent,
}

/// What is known before a test.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Whether a users file is open, which forbids requests.
    pub locked: bool,
    /// Whether another test is under way.
    pub busy: bool,
    /// The host of the Tenant URL, if that is in order.
    pub host: Option<&'a str>,
    /// Whether the token can be sent.
    pub token: bool,
    /// Whether the notes in the browser's storage were read.
    pub records_read: bool,
    /// Whether a note of this set-up lies in the browser's storage.
    pub noted: bool,
    /// Whether the domain is one.
    pub domain: bool,
    /// What was typed to consent.
    pub consent: &'a str,
}

/// What stands in the way first, if anything does.
pub fn blocked(before: &Before<'_>) -> Option<Blocked> {
    if before.locked {
        return Some(Blocked::Locked);
    }
    let Some(host) = before.host else {
        return Some(Blocked::Address);
    };
    let consents = before.consent.trim().eq_ignore_ascii_case(host);
    [
        (before.busy, Blocked::Busy),
        (!before.token, Blocked::Token),
        (!before.records_read, Blocked::Records),
        (before.noted, Blocked::Leftover),
        (!before.domain, Blocked::Domain),
        (!consents, Blocked::Consent),
    ]
    .into_iter()
    .find_map(|(stands, blocked)| stands.then_some(blocked))
}

impl Blocked {
    /// Why the test cannot begin and what to do.
    pub fn words(&self) -> &'static str {
        match self {
            Blocked::Locked => {
                "Requests are locked because a users file was opened. Reload the page to unlock them."
            }
            Blocked::Busy => "Another test is running. Wait for its end.",
            Blocked::Address => {
                "The Tenant URL at the top of this page is missing or not in order yet."
            }
            Blocked::Token => {
                "The secret token at the top of this page is missing or not in order yet."
            }
            Blocked::Records => {
                "The page is still reading this browser’s notes about earlier tests. Wait a moment."
            }
            Blocked::Leftover => {
                "The user of another test of this set-up may still be there. See to that one first: its note says how."
            }
            Blocked::Domain => "The domain is missing or not in order yet.",
            Blocked::Consent => "Type the host name to say that the user may be created there.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_in_order() {
        let ready = Before {
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
                Before {
                    locked: true,
                    host: None,
                    ..ready
                },
                Some(Blocked::Locked),
            ),
            (
                Before {
                    host: None,
                    token: false,
                    ..ready
                },
                Some(Blocked::Address),
            ),
            (
                Before {
                    busy: true,
                    token: false,
                    ..ready
                },
                Some(Blocked::Busy),
            ),
            (
                Before {
                    token: false,
                    noted: true,
                    ..ready
                },
                Some(Blocked::Token),
            ),
            (
                Before {
                    records_read: false,
                    noted: true,
                    ..ready
                },
                Some(Blocked::Records),
            ),
            (
                Before {
                    noted: true,
                    domain: false,
                    ..ready
                },
                Some(Blocked::Leftover),
            ),
            (
                Before {
                    domain: false,
                    consent: "",
                    ..ready
                },
                Some(Blocked::Domain),
            ),
            (
                Before {
                    consent: "",
                    ..ready
                },
                Some(Blocked::Consent),
            ),
            (
                Before {
                    consent: "api.talkdeskapp.com",
                    ..ready
                },
                Some(Blocked::Consent),
            ),
        ];
        for (before, due) in cases {
            assert_eq!(blocked(&before), due, "{before:?}");
        }
    }
}
