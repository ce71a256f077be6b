//! The findings about the account behind the service: its users, its limit,
//! its pace, and how it refuses a wrong token.

use super::{Code, Finding, Grade, Next, OWNER_KNOWS, line};

/// Worth knowing before all that is well.
pub(super) const REMARKS: &[Finding] = &[
    line(
        Code::SlowedDown,
        Grade::Remark,
        Next::Tick,
        "asked to wait",
        [
            "Entra will be able to connect, but the limit was reached meanwhile",
            "{Service} answered 429 first and the right answer when asked again. This test stays below four requests in a second, so somebody else uses the same limit just now: another tab, a colleague, or Entra’s own provisioning.",
            "Nothing has to be mended. Entra asks again by itself too. Before a large first assignment, assign users in batches.",
            "Who else is asking.",
        ],
    ),
    line(
        Code::Slow,
        Grade::Remark,
        Next::Tick,
        "slow",
        [
            "Entra will be able to connect, but the answers are slow",
            "The answer to Entra’s question took longer than five seconds. Entra asks at least once for every user, so a first cycle will take long, and a service that gets slower still will be given up.",
            "Run the test again at another time of day. If it stays so, ask whoever runs {service}.",
            "How long Entra itself waits: Microsoft does not say.",
        ],
    ),
    line(
        Code::UserTwice,
        Grade::Remark,
        Next::Ask,
        "more than one",
        [
            "More than one user has this e-mail address",
            "The list holds several users for one userName. Entra cannot match such a user and will leave it out with an error.",
            "Have all but one of them deleted or renamed in {service} before you press Start provisioning.",
            "",
        ],
    ),
    line(
        Code::WrongTokenStatus,
        Grade::Remark,
        Next::Tick,
        "not with 401",
        [
            "Entra will be able to connect; a wrong token is refused in an unusual way",
            "A made-up token is refused, but not with status 401. Entra will report a token that has run out as some other trouble.",
            "Nothing has to be mended. Remember it when provisioning stops with a puzzling error: look at the token first.",
            "",
        ],
    ),
];

/// Told with its check, and no reason to say anything else than that all is
/// well.
pub(super) const ASIDES: &[Finding] = &[
    line(
        Code::UserUnknown,
        Grade::Remark,
        Next::Tick,
        "not there yet",
        [
            "Nobody has this e-mail address",
            "{Service} has no user with this userName.",
            "If you expected the user: compare the address with the e-mail address in {service} letter by letter. Otherwise Entra will create the user.",
            "",
        ],
    ),
    line(
        Code::UserWithoutRoles,
        Grade::Remark,
        Next::Tick,
        "no roles or teams",
        [
            "The user comes without roles and teams",
            "The answer holds neither rolesString nor teamsString, so the user has none or {service} does not tell them.",
            "Look the user up in {service} itself.",
            "Which of the two it is.",
        ],
    ),
    line(
        Code::UserFailed,
        Grade::Unknown,
        Next::Again,
        "no user came",
        [
            "The user could not be read",
            "The question about this one user was not answered with a user or a list of users, though the connection works.",
            "Run the test again. If it stays so, copy the result for a ticket.",
            OWNER_KNOWS,
        ],
    ),
    line(
        Code::WrongTokenUnknown,
        Grade::Unknown,
        Next::Terminal,
        "cannot tell",
        [
            "Whether a wrong token is refused cannot be told from here",
            "No answer with a clear status came to the question with a made-up token. Many services let web pages read their good answers and not their refusals.",
            "Nothing has to be done. To be certain, run the test in a terminal and type a wrong token.",
            "Status and content of that answer.",
        ],
    ),
];
