//! Findings about the status of the response to Entra's query.

use super::{Code, Finding, Next, OWNER_FIXES, OWNER_KNOWS, bad, unknown};

pub(super) const FINDINGS: &[Finding] = &[
    bad(Code::TokenExpired, Next::Token, "expired").texts([
        "The token has expired",
        "{Service} returned 401 and says that the token is too old.",
        "Get a new STS token in the region of this Tenant URL, with the scope scim. Enter it here and in the portal. According to Talkdesk, an STS token lasts as long as it’s used, so enter the new one in Entra soon.",
        "When it expired, unless the response says so.",
    ]),
    bad(Code::TokenElsewhere, Next::Token, "other region").texts([
        "The token is from another region or account",
        "{Service} returned 401 and says that the token was issued for somewhere else. A token works only in the region where it was issued.",
        "Compare the region of the Tenant URL with the one where the token was issued, and correct the one that’s wrong. Both must be those of your Talkdesk account.",
        "Which of the two is wrong.",
    ]),
    bad(Code::NotBearer, Next::Address, "other sign-in").texts([
        "This host asks for a user name and password, not for a token",
        "It returned 401 and asks for a sign-in method other than a bearer token, which is what Talkdesk asks for. A proxy, an intranet page or another service responds at this URL.",
        "Correct the Tenant URL. If it’s right, a proxy between you and {service} asks you to sign in: test from another network.",
        "What asks for the password.",
    ]),
    bad(Code::TokenRefused, Next::Token, "rejected").texts([
        "{Service} rejects the token (401)",
        "It may be from another region or account, copied only in part, or no longer valid.",
        "Get a new STS token in the region of this Tenant URL, with the scope scim, and paste only the token.",
        "The response doesn’t say which. Talkdesk’s docs omit “Bearer” but Entra always sends it; if a fresh token also fails, tell Talkdesk.",
    ]),
    bad(Code::Forbidden, Next::Token, "not allowed").texts([
        "The token is valid but not allowed to use SCIM",
        "{Service} returned 403. Usually the OAuth client lacks the scope scim, or the SCIM API isn’t turned on for the account.",
        "Give the OAuth client the scope scim and get a new STS token. If that doesn’t help, ask your Customer Success Manager whether the SCIM API is available for your account: some Talkdesk pages limit it to Early Access.",
        "Which of the two it is, unless the response says so.",
    ]),
    bad(Code::WrongPath, Next::Address, "wrong path").texts([
        "No SCIM service at this path",
        "{Service} returned 404, and not in the way a SCIM service does. The host responds; the path is wrong.",
        "Correct the Tenant URL. For Talkdesk, it’s the API host of your region followed by /scim/v2, and nothing after it.",
        "",
    ]),
    bad(Code::EmptyAsNotFound, Next::Contact, "404, not empty").texts([
        "{Service} returns 404 instead of an empty list",
        "The SCIM service returns 404 when no user matches a filter. Entra expects 200 with an empty list (RFC 7644 section 3.4.2) and treats the 404 as a failed connection.",
        OWNER_FIXES,
        "",
    ]),
    bad(Code::MethodRefused, Next::Address, "GET not allowed").texts([
        "This path doesn’t allow GET requests",
        "It returned 405: something is at this path, but Entra’s GET request isn’t allowed. Usually it’s another part of an API, or a gateway that allows only some methods.",
        "Correct the Tenant URL. For Talkdesk, it ends in /scim/v2. If it’s right, the team that runs {service} has to allow GET.",
        OWNER_KNOWS,
    ]),
    unknown(Code::Throttled, Next::Again, "limit reached").texts([
        "Too many requests",
        "{Service} returned 429. This test stays below four requests per second, so something else uses the same limit: another tab, a colleague, or Entra’s own provisioning.",
        "Wait a minute and test again.",
        "What else sends requests.",
    ]),
    bad(Code::Unavailable, Next::Again, "not available").texts([
        "{Service} is temporarily unavailable",
        "It returned 503: it’s overloaded or under maintenance. URL and token may be right.",
        "Wait as long as the response asks for, or a few minutes, and test again. Entra retries by itself.",
        "How long it will last, unless the response says so.",
    ]),
    bad(Code::Gateway, Next::Again, "gateway error").texts([
        "A gateway responds, but the service behind it doesn’t",
        "The status 502 or 504 comes from a proxy or load balancer: the service behind it is down, too slow or returned an invalid response. URL and token may be right.",
        "Test again in a few minutes, and from another network if you use a proxy. If it keeps failing, tell the team that runs {service}.",
        "Whether the gateway is yours or theirs. Its page, if there is one, often says.",
    ]),
    bad(Code::ServerError, Next::Again, "server error").texts([
        "{Service} has an internal error",
        "The request arrived and something failed there. URL and token may be right.",
        "Test again in a few minutes. If it keeps failing, choose Copy for a ticket and send it to the team that runs {service}.",
        OWNER_KNOWS,
    ]),
    bad(Code::MatchingFilterRefused, Next::Contact, "filter rejected").texts([
        "{Service} doesn’t support a filter for {attribute}",
        "This setup matches by {attribute}, so Entra looks for each user with the filter {attribute} eq and the value in quotes. {Service} rejects that filter, so Entra would match no user and every user would fail.",
        "In Mappings, give matching precedence 1 to userName and remove it from {attribute}. If you must match by {attribute}, ask the team that runs {service} to support this filter.",
        OWNER_KNOWS,
    ]),
    bad(Code::MatchingFilterFailed, Next::Contact, "filter fails").texts([
        "{Service} fails on a filter for {attribute}",
        "This setup matches by {attribute}, so Entra looks for each user with the filter {attribute} eq and the value in quotes. {Service} returns an internal error for that filter, so Entra would match no user and every user would fail. Waiting doesn’t help if the filter is the cause.",
        "In Mappings, give matching precedence 1 to userName and remove it from {attribute}. If you must match by {attribute}, ask the team that runs {service} to fix this filter.",
        OWNER_KNOWS,
    ]),
    bad(Code::FilterRefused, Next::Contact, "filter rejected").texts([
        "{Service} rejects Entra’s filter",
        "It returned 400 because of the filter. Entra finds every user with a filter of this form, {attribute} eq and a value in quotes (RFC 7644 section 3.4.2.2), so it could find no user.",
        "If the Tenant URL has a query, remove it first. Otherwise only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::BadRequest, Next::Contact, "bad request").texts([
        "{Service} calls Entra’s request invalid and says why",
        "It returned 400 to exactly the request that Entra sends.",
        "Remove anything after /scim/v2 in the Tenant URL. Otherwise only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::BadRequestSilent, Next::Contact, "bad request").texts([
        "{Service} calls Entra’s request invalid and doesn’t say why",
        "It returned 400 to exactly the request that Entra sends. Sometimes the token is the cause, if it’s much too long or has something that isn’t part of it.",
        "Copy the token again, and remove anything after /scim/v2 in the Tenant URL. Otherwise only the log of {service} shows the cause. Choose Copy for a ticket and send it to the team that runs it.",
        OWNER_KNOWS,
    ]),
    bad(Code::NotAcceptable, Next::Contact, "other format").texts([
        "{Service} doesn’t respond in SCIM’s media type",
        "It returned 406: it has no response of the type application/scim+json, which Entra asks for (RFC 7644 section 3.1).",
        "Check that the Tenant URL is that of a SCIM service. Otherwise only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::Conflict, Next::Contact, "conflict").texts([
        "{Service} treats the query as a change",
        "It returned 409, which means that a change conflicts with something that exists. Entra only looked for a random value, so the service confuses reading with creating.",
        OWNER_FIXES,
        "Whether the request created something: look for a user whose {attribute} is a random GUID.",
    ]),
    bad(Code::UnsupportedMedia, Next::Contact, "needs a type").texts([
        "{Service} expects a content type where there is no content",
        "It returned 415, which is about the type of the content sent. A query sends none, so Entra gives no type for it.",
        "The team that runs {service} has to allow GET without Content-Type. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::RequestRefused, Next::Contact, "rejected").texts([
        "{Service} rejects Entra’s request",
        "It returned a client error that isn’t part of SCIM to exactly the request that Entra sends: a filter with eq on {attribute}, as application/scim+json. A gateway in front of the service often has such statuses of its own.",
        "Look up the status in the documentation of {service}, or choose Copy for a ticket and send it to the team that runs it.",
        OWNER_KNOWS,
    ]),
    bad(Code::OddStatus, Next::Contact, "unexpected status").texts([
        "{Service} returns a status that Entra doesn’t expect",
        "Entra expects 200 with a list (RFC 7644 section 3.4.2).",
        "Check that the Tenant URL is that of a SCIM service. Otherwise choose Copy for a ticket and send it to the team that runs {service}.",
        OWNER_KNOWS,
    ]),
];
