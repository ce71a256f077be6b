//! The findings about the account behind the service: its users, its limit,
//! its pace, and how it refuses a wrong token.

use super::{Code, Finding, Next, OWNER_KNOWS, bad, remark, unknown};

/// Worth knowing before all that is well.
pub(super) const REMARKS: &[Finding] = &[
    bad(Code::UserOther, Next::Contact, "another user").texts([
        "{Service} returns another user than the one asked for",
        "Asked for one user, it answered with a user who has another value. Entra would change a stranger.",
        "Do not press Start provisioning. This is for whoever runs {service} to correct; give them the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::UserMismatch, Next::Contact, "two users").texts([
        "The userName and {attribute} that you entered lead to two different users",
        "Each filter found one user, and their ids differ. Entra takes the user of the matching attribute that it asks for first, and may then fail on the value that the other user has.",
        "Compare both users in {service}. Correct {attribute} or the e-mail address there, or remove the user that nobody needs.",
        "",
    ]),
    bad(Code::UserNotMatched, Next::Contact, "not matched").texts([
        "Entra would not find this user by {attribute}",
        "This setup matches by {attribute} and not by userName. A user with this userName exists in {service}, and the filter for {attribute} does not find it. Entra would try to create the user again and would be refused because the userName is taken.",
        "In Mappings, give matching precedence to userName, or have the value of {attribute} entered for the user in {service}.",
        "",
    ]),
    bad(Code::UserIdMissing, Next::Contact, "no id").texts([
        "The user comes without an id",
        "Every user must have an id that is a string and not empty (RFC 7643 section 3.1). Entra updates and deactivates users by their id, so it could do neither.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "",
    ]),
    bad(Code::UserIdUnusable, Next::Contact, "unusable id").texts([
        "The user’s id cannot be used in an address",
        "An id must be a string (RFC 7643 section 3.1), and Entra puts it into the path of every update. This one is of another kind or would lead to another path, so the test does not read the user.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "",
    ]),
    remark(Code::UserTwice, Next::Contact, "more than one").texts([
        "More than one user has this {attribute}",
        "The list holds several users for one {attribute}. Entra cannot match such a user and will leave it out with an error.",
        "Have all but one of them deleted or changed in {service} before you press Start provisioning.",
        "",
    ]),
    unknown(Code::UserIdNumber, Next::Contact, "id is a number").texts([
        "The user’s id is a number and must be a string",
        "RFC 7643 section 3.1 has id as a string, and Entra reads it as one. This test can use the number in a path; Entra may fail to link the user and then fail to update and deactivate it.",
        "Provision one user on demand first. If that fails, this is for whoever runs {service} to correct; give them the evidence below.",
        "Whether Entra reads a number as an id; its documentation does not say.",
    ]),
    unknown(Code::UserNoEcho, Next::Contact, "value not shown").texts([
        "The user comes without {attribute}, so it cannot be compared",
        "The filter found one user, and the response does not hold {attribute} as a string. Whether it is the user that was asked for cannot be told.",
        "Look the user up in {service} itself. If the value is there, ask whoever runs {service} to return it.",
        "Whether the user has the value, and whether Entra needs it in the response.",
    ]),
    unknown(Code::UserCase, Next::Contact, "other case").texts([
        "The user’s {attribute} differs in upper and lower case",
        "The service found the user and returned {attribute} in another case than was asked for. The evidence below says what the standard has for it. Entra may take the two for different values: it may update the user in every cycle or fail to match it.",
        "Use one case in Entra and in {service}: correct the value there, or write ToLower around the source of {attribute} in Mappings.",
        "How Entra compares the value that comes back. Microsoft documents that it asks with eq, and not whether it compares the response with its case.",
    ]),
    remark(Code::SlowedDown, Next::Tick, "asked to wait").texts([
        "Entra will be able to connect, but the limit was reached meanwhile",
        "{Service} answered 429 first and the right answer when asked again. This test stays below four requests in a second, so somebody else uses the same limit just now: another tab, a colleague, or Entra’s own provisioning.",
        "Nothing has to be mended. Entra asks again by itself too. Before a large first assignment, assign users in batches.",
        "Who else is asking.",
    ]),
    remark(Code::Slow, Next::Tick, "slow").texts([
        "Entra will be able to connect, but the answers are slow",
        "The answer to Entra’s question took longer than five seconds. Entra asks at least once for every user, so a first cycle will take long, and a service that gets slower still will be given up.",
        "Run the test again at another time of day. If it stays so, ask whoever runs {service}.",
        "How long Entra itself waits: Microsoft does not say.",
    ]),
    remark(Code::NoMatchingAttribute, Next::Tick, "asked by userName").texts([
        "Entra will be able to connect, but this setup has no matching attribute",
        "No row of the mapping has a matching precedence. Entra needs one to find users; this test asked for userName.",
        "In Mappings, give matching precedence 1 to userName and run the test again.",
        "",
    ]),
    remark(Code::MatchingNotSent, Next::Again, "not all asked").texts([
        "Entra will be able to connect, but not every matching attribute was tested",
        "The mapping has more matching attributes than this test asks for.",
        "In Mappings, keep the matching precedence of one or two attributes and run the test again.",
        "",
    ]),
    remark(Code::WrongTokenStatus, Next::Tick, "not with 401").texts([
        "Entra will be able to connect; a wrong token is refused in an unusual way",
        "A made-up token is refused, but not with status 401. Entra will report a token that has run out as some other trouble.",
        "Nothing has to be mended. Remember it when provisioning stops with a puzzling error: look at the token first.",
        "",
    ]),
];

/// Told with its check, and no reason to say anything else than that all is
/// well.
pub(super) const ASIDES: &[Finding] = &[
    remark(Code::UserUnknown, Next::Tick, "not there yet").texts([
        "Nobody has this {attribute}",
        "{Service} has no user with this {attribute}.",
        "If you expected the user: compare the value with the one in {service} letter by letter. Otherwise Entra will create the user, unless another matching attribute finds it.",
        "",
    ]),
    remark(Code::UserWithoutRoles, Next::Tick, "no roles or teams").texts([
        "The user comes without roles and teams",
        "The answer holds neither rolesString nor teamsString, so the user has none or {service} does not tell them.",
        "Look the user up in {service} itself.",
        "Which of the two it is.",
    ]),
    unknown(Code::UserFailed, Next::Again, "no user came").texts([
        "The user could not be read",
        "The question about this one user was not answered with a user or a list of users, though the connection works.",
        "Run the test again. If it stays so, copy the result for a ticket.",
        OWNER_KNOWS,
    ]),
    unknown(Code::WrongTokenUnknown, Next::Terminal, "cannot tell").texts([
        "Whether a wrong token is refused cannot be told from here",
        "No answer with a clear status came to the question with a made-up token. Many services let web pages read their good answers and not their refusals.",
        "Nothing has to be done. To be certain, run the test in a terminal and type a wrong token.",
        "Status and content of that answer.",
    ]),
];
