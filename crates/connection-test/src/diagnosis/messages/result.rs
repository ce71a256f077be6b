//! Findings that leave nothing to be fixed.

use super::{Code, Finding, Next, good, skipped};

pub(super) const FINDINGS: &[Finding] = &[
    good(Code::FineHere, Next::Tick, "fine").texts([
        "The test passes, on your own computer",
        "Everything was answered as Entra needs it. Entra itself cannot reach this address.",
        "Go on practising, or choose the region of your Talkdesk account.",
        "",
    ]),
    good(Code::Fine, Next::Tick, "fine").texts([
        "Entra will be able to connect",
        "{Service} answered everything as Entra needs it.",
        "Press Test connection in the portal, which asks the same.",
        "Whether creating and updating users works: this test changes nothing.",
    ]),
];

/// What is said of a check that the setup does not need.
pub(super) const NOT_WANTED: Finding = skipped(Code::NotWanted, Next::Again, "not needed").texts([
    "This is not needed",
    "The mapping of this setup has no such matching attribute.",
    "Nothing has to be done.",
    "",
]);

/// What is said of a check that was not made.
pub(super) const NOT_SENT: Finding = skipped(Code::NotSent, Next::Again, "not asked").texts([
    "This was not asked",
    "An earlier check already told what is to be done first.",
    "Mend that and run the test again.",
    "",
]);
