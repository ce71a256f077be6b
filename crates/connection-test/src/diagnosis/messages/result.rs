//! Findings that leave nothing to be fixed.

use super::{Code, Finding, Next, VerdictSeverity, line};

pub(super) const FINDINGS: &[Finding] = &[
    line(
        Code::FineHere,
        VerdictSeverity::Good,
        Next::Tick,
        "fine",
        [
            "The test passes, on your own computer",
            "Everything was answered as Entra needs it. Entra itself cannot reach this address.",
            "Go on practising, or choose the region of your Talkdesk account.",
            "",
        ],
    ),
    line(
        Code::Fine,
        VerdictSeverity::Good,
        Next::Tick,
        "fine",
        [
            "Entra will be able to connect",
            "{Service} answered everything as Entra needs it.",
            "Press Test connection in the portal, which asks the same.",
            "Whether creating and updating users works: this test changes nothing.",
        ],
    ),
];

/// What is said of a check that the setup does not need.
pub(super) const NOT_WANTED: Finding = line(
    Code::NotWanted,
    VerdictSeverity::Skipped,
    Next::Again,
    "not needed",
    [
        "This is not needed",
        "The mapping of this setup has no such matching attribute.",
        "Nothing has to be done.",
        "",
    ],
);

/// What is said of a check that was not made.
pub(super) const NOT_SENT: Finding = line(
    Code::NotSent,
    VerdictSeverity::Skipped,
    Next::Again,
    "not asked",
    [
        "This was not asked",
        "An earlier check already told what is to be done first.",
        "Mend that and run the test again.",
        "",
    ],
);
