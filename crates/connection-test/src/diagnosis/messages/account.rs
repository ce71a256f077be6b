//! The findings about the account behind the service: its users, its limit,
//! its pace, and how it rejects a wrong token.

use super::{Code, Finding, Next, OWNER_FIXES, OWNER_KNOWS, bad, remark, unknown};

/// Worth knowing before all that is well.
pub(super) const REMARKS: &[Finding] = &[
    bad(Code::UserOther, Next::Contact, "another user").texts([
        "{Service} returns another user than requested",
        "The test asked for one user and got a user with another value. Entra would change the wrong user.",
        "Don’t start provisioning. Only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::UserMismatch, Next::Contact, "two users").texts([
        "The userName and {attribute} that you entered belong to two users",
        "Each filter found one user, and their IDs differ. Entra takes the user of the matching attribute that it looks for first, and may then fail on the value of the other user.",
        "Compare both users in {service}. Correct {attribute} or the email address there, or remove the user that isn’t needed.",
        "",
    ]),
    bad(Code::UserNotMatched, Next::Contact, "not matched").texts([
        "Entra wouldn’t find this user by {attribute}",
        "This setup matches by {attribute} and not by userName. A user with this userName exists in {service}, but the filter for {attribute} doesn’t find it. Entra would try to create the user again and fail because the userName is taken.",
        "In Mappings, give matching precedence to userName, or have {attribute} entered for the user in {service}.",
        "",
    ]),
    bad(Code::UserIdMissing, Next::Contact, "no ID").texts([
        "The user has no ID",
        "Every user must have an id that is a non-empty string (RFC 7643 section 3.1). Entra updates and deactivates users by their ID, so it could do neither.",
        OWNER_FIXES,
        "",
    ]),
    bad(Code::UserIdUnusable, Next::Contact, "invalid ID").texts([
        "The user’s ID can’t be used in a URL",
        "An id must be a string (RFC 7643 section 3.1), and Entra puts it into the path of every update. This one has another type or would lead to another path, so the test doesn’t read the user.",
        OWNER_FIXES,
        "",
    ]),
    remark(Code::UserTwice, Next::Contact, "more than one").texts([
        "More than one user has this {attribute}",
        "The list has several users for one {attribute}. Entra can’t match such a user and skips it with an error.",
        "Have all but one of them deleted or changed in {service} before you start provisioning.",
        "",
    ]),
    unknown(Code::UserIdNumber, Next::Contact, "ID is a number").texts([
        "The user’s ID is a number and must be a string",
        "RFC 7643 section 3.1 defines id as a string, and Entra reads it as one. This test can use the number in a path; Entra may fail to link the user and then to update and deactivate it.",
        "Provision one user on demand first. If that fails, only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        "Whether Entra reads a number as an ID; Microsoft doesn’t document that.",
    ]),
    unknown(Code::UserNoEcho, Next::Contact, "value not shown").texts([
        "The user comes without {attribute}, so it can’t be compared",
        "The filter found one user, and the response doesn’t have {attribute} as a string. It isn’t clear whether it’s the user that was requested.",
        "Look the user up in {service}. If the value is there, ask the team that runs {service} to return it.",
        "Whether the user has the value, and whether Entra needs it in the response.",
    ]),
    unknown(Code::UserCase, Next::Contact, "other case").texts([
        "The user’s {attribute} differs in uppercase and lowercase",
        "The service found the user and returned {attribute} in another case than requested. Entra may treat the two as different values: it may update the user in every cycle or fail to match it.",
        "Use one case in Entra and in {service}: correct the value there, or put ToLower around the source of {attribute} in Mappings.",
        "How Entra compares the returned value. Microsoft documents the filter with eq, and not whether the comparison of the response is case-sensitive.",
    ]),
    remark(Code::SlowedDown, Next::Guide, "had to wait").texts([
        "Entra can connect, but the request limit was reached",
        "{Service} first returned 429 and then the right response. This test stays below four requests per second, so something else uses the same limit: another tab, a colleague, or Entra’s own provisioning.",
        "No action needed. Entra retries by itself too. Before a large first assignment, assign users in batches.",
        "What else sends requests.",
    ]),
    remark(Code::Slow, Next::Guide, "slow").texts([
        "Entra can connect, but the responses are slow",
        "The response to Entra’s request took longer than five seconds. Entra sends at least one for every user, so a first cycle takes long, and it may time out if the service gets slower.",
        "Test again at another time of day. If it stays slow, ask the team that runs {service}.",
        "How long Entra itself waits: Microsoft doesn’t say.",
    ]),
    remark(Code::NoMatchingAttribute, Next::Guide, "looked for userName").texts([
        "Entra can connect, but this setup has no matching attribute",
        "No mapping has a matching precedence. Entra needs one to find users; this test looked for userName.",
        "In Mappings, give matching precedence 1 to userName and test again.",
        "",
    ]),
    remark(Code::MatchingNotSent, Next::Again, "not all tested").texts([
        "Entra can connect, but not every matching attribute was tested",
        "The mappings have more matching attributes than this test looks for.",
        "In Mappings, keep the matching precedence of one or two attributes and test again.",
        "",
    ]),
    remark(Code::WrongTokenStatus, Next::Guide, "not with 401").texts([
        "Entra can connect; a wrong token isn’t rejected with 401",
        "A made-up token is rejected, but with another status. When your token expires, Entra will report another problem.",
        "No action needed. If provisioning stops with an unexpected error, check the token first.",
        "",
    ]),
];

/// Told with its check, and no reason to say anything else than that all is
/// well.
pub(super) const ASIDES: &[Finding] = &[
    remark(Code::UserUnknown, Next::Guide, "not there yet").texts([
        "No user has this {attribute}",
        "{Service} has no user with this {attribute}.",
        "If you expected the user, compare the value with the one in {service} letter by letter. Otherwise Entra will create the user, unless another matching attribute finds it.",
        "",
    ]),
    remark(Code::UserWithoutRoles, Next::Guide, "no roles or teams").texts([
        "The user comes without roles and teams",
        "The response has neither rolesString nor teamsString, so the user has none or {service} doesn’t return them.",
        "Look the user up in {service}.",
        "Which of the two it is.",
    ]),
    unknown(Code::UserFailed, Next::Again, "no user returned").texts([
        "The user couldn’t be read",
        "The request for this user didn’t return a user or a list of users, although the connection works.",
        "Test again. If it keeps failing, choose Copy for a ticket.",
        OWNER_KNOWS,
    ]),
    unknown(Code::WrongTokenUnknown, Next::Terminal, "not readable").texts([
        "The browser can’t show whether a wrong token is rejected",
        "The request with a made-up token got no readable status. Many services let web pages read their successful responses but not their rejections.",
        "No action needed. To be sure, run the test in a terminal and enter a wrong token.",
        "Status and content of that response.",
    ]),
];
