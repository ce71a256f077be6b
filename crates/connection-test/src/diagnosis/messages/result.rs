//! Findings that leave nothing to be fixed.

use super::{Code, Finding, Next, good, skipped};

pub(super) const FINDINGS: &[Finding] = &[
    good(Code::FineHere, Next::Region, "passed").texts([
        "This was a local service",
        "It responds as Entra needs, but Entra can’t reach it, so it doesn’t count as a test.",
        "Choose your Talkdesk region to test the real one.",
        "",
    ]),
    good(Code::Fine, Next::Guide, "passed").texts([
        "{Service} accepts this Tenant URL and token",
        "Entra sends the same request, so Test connection in the portal should pass too.",
        "Choose Test connection in the portal, then Save.",
        "Whether creating and updating users works: this test only reads.",
    ]),
];

/// What is said of a check that the setup does not need.
pub(super) const NOT_WANTED: Finding = skipped(Code::NotWanted, Next::Again, "not needed").texts([
    "Not needed",
    "The mappings of this setup have no such matching attribute.",
    "No action needed.",
    "",
]);

/// What is said of a check that was not made.
pub(super) const NOT_SENT: Finding = skipped(Code::NotSent, Next::Again, "not run").texts([
    "Not run",
    "An earlier check shows what to fix first.",
    "Fix that and test again.",
    "",
]);
