//! Findings that leave nothing to be mended.

use super::{Code, Finding, Grade, Next, line};

pub(super) const FINDINGS: &[Finding] = &[
    line(
        Code::FineHere,
        Grade::Good,
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
        Grade::Good,
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
    Grade::Skipped,
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
pub(super) const NOT_ASKED: Finding = line(
    Code::NotAsked,
    Grade::Skipped,
    Next::Again,
    "not asked",
    [
        "This was not asked",
        "An earlier check already told what is to be done first.",
        "Mend that and run the test again.",
        "",
    ],
);
