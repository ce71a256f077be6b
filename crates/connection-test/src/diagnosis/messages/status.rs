//! Findings about the status of the response to Entra's query.

use super::{Code, Finding, Next, OWNER_KNOWS, bad, unknown};

pub(super) const FINDINGS: &[Finding] = &[
    bad(Code::TokenExpired, Next::Token, "expired").texts([
        "The token has expired",
        "{Service} answered 401 and says that the token’s time is over.",
        "Make a new STS token in the region of this Tenant URL, with the scope scim, and paste it here and in the portal. Talkdesk says that an STS token lives for as long as it is used, so put the new one into Entra soon.",
        "When it expired, unless the answer says so.",
    ]),
    bad(Code::TokenElsewhere, Next::Token, "other region").texts([
        "The token is of another region or account",
        "{Service} answered 401 and says that the token was issued for somewhere else. A token is good only in the region where it was made.",
        "Compare the region of the Tenant URL with the one where the token was made, and correct whichever is wrong. Both have to be those of your Talkdesk account.",
        "Which of the two is the wrong one.",
    ]),
    bad(Code::NotBearer, Next::Address, "other sign-in").texts([
        "What answers here asks for a user name and a password, not for a token",
        "A 401 came that asks for another way of signing in than a bearer token. A proxy, an intranet page or another service answers at this address; Talkdesk asks for a token.",
        "Correct the Tenant URL. If it is right, a proxy between you and {service} asks you to sign in: try from another network.",
        "Who asks for the password.",
    ]),
    bad(Code::TokenRefused, Next::Token, "refused").texts([
        "The token is refused",
        "{Service} answered 401 to the same question that Entra asks. Most often the token belongs to another region or account, was not copied whole, or is no longer valid.",
        "Make a new STS token in the region of this Tenant URL, with the scope scim, and paste the token alone.",
        "Which of these it is: the answer does not say so. Talkdesk’s page on STS tokens speaks of sending the token without the word Bearer; Entra always sends it with the word, and so does this test. If a fresh token is refused too, tell Talkdesk that.",
    ]),
    bad(Code::Forbidden, Next::Token, "forbidden").texts([
        "The token is valid but may not do this",
        "{Service} answered 403: it knows the token but does not let it use SCIM. Most often its OAuth client lacks the scope scim, or the SCIM API is not switched on for the account.",
        "Give the OAuth client the scope scim and make a new STS token. If that does not help, ask your Customer Success Manager whether the account takes part in the SCIM API: some of Talkdesk’s pages say that it is for customers of the Early Access programme.",
        "Which of the two it is, unless the answer says so.",
    ]),
    bad(Code::WrongPath, Next::Address, "wrong path").texts([
        "There is no SCIM service at this path",
        "{Service} answered 404, and not as a SCIM service does. The host is right or at least alive; the path is not.",
        "Correct the Tenant URL. For Talkdesk it is the API host of your region followed by /scim/v2, and nothing after it.",
        "",
    ]),
    bad(Code::EmptyAsNotFound, Next::Contact, "404, not empty").texts([
        "{Service} says 404 where an empty list is due",
        "The SCIM service is there, but it answers 404 when nobody matches a filter. Entra expects 200 with an empty list (RFC 7644 section 3.4.2) and takes the 404 for a failed connection.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "",
    ]),
    bad(Code::MethodRefused, Next::Address, "cannot be asked").texts([
        "What answers here does not let itself be asked",
        "It answered 405: there is something at this path, but GET, with which Entra asks, is not allowed. Another part of an API, or a gateway that lets only some methods through, often answers so.",
        "Correct the Tenant URL. For Talkdesk it ends in /scim/v2. If it is right, whoever runs {service} has to allow GET there.",
        OWNER_KNOWS,
    ]),
    unknown(Code::Throttled, Next::Again, "limit reached").texts([
        "Too many requests just now",
        "{Service} answered 429. This test stays below four requests in a second, so somebody else uses the same limit: another tab, a colleague, or Entra’s own provisioning.",
        "Wait a minute and run the test again.",
        "Who else is asking.",
    ]),
    bad(Code::Unavailable, Next::Again, "not available").texts([
        "{Service} is not available just now",
        "It answered 503: it is overloaded or under maintenance, and says so itself. Address and token are not known to be wrong.",
        "Wait as long as the answer asks for, or a few minutes, and run the test again. Entra would try again by itself later.",
        "How long it will last, unless the answer says so.",
    ]),
    bad(Code::Gateway, Next::Again, "gateway error").texts([
        "A gateway answers, but it gets nothing from the service behind it",
        "The status 502 or 504 comes from a proxy or load balancer in front of {service}: the service behind it is down, too slow, or answered nonsense. Address and token are not known to be wrong.",
        "Run the test again in a few minutes, and from another network if you are behind a proxy. If it stays so, tell whoever runs {service}.",
        "Whether the gateway is yours or the service’s. Its page, where one came, often tells.",
    ]),
    bad(Code::ServerError, Next::Again, "server error").texts([
        "{Service} has an error of its own",
        "The question arrived and something failed there. Address and token are not known to be wrong.",
        "Run the test again in a few minutes. If it stays so, give the evidence below to whoever runs {service}.",
        OWNER_KNOWS,
    ]),
    bad(Code::MatchingFilterRefused, Next::Contact, "filter refused").texts([
        "{Service} does not take a filter for {attribute}",
        "A setup that matches by {attribute} has Entra find each user with the filter {attribute} eq and the value in quotes. {Service} refuses that filter, so Entra would match nobody and every user would fail.",
        "In Mappings, give matching precedence 1 to userName and remove it from {attribute}. If you have to match by {attribute}, ask whoever runs {service} to support this filter, with the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::MatchingFilterFailed, Next::Contact, "filter fails").texts([
        "{Service} fails when it is asked for {attribute}",
        "A setup that matches by {attribute} has Entra find each user with the filter {attribute} eq and the value in quotes. {Service} answers that filter with an error of its own, so Entra would match nobody and every user would fail. Waiting does not help if the filter is the cause.",
        "In Mappings, give matching precedence 1 to userName and remove it from {attribute}. If you have to match by {attribute}, ask whoever runs {service} to correct this filter, with the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::FilterRefused, Next::Contact, "filter refused").texts([
        "{Service} does not take Entra’s filter",
        "It answered 400 because of the filter. Entra finds every user with a filter of just this form, {attribute} eq and a value in quotes (RFC 7644 section 3.4.2.2), so it could find nobody.",
        "This is for whoever runs {service} to correct. Give them the evidence below. If the Tenant URL has a query, remove it first.",
        OWNER_KNOWS,
    ]),
    bad(Code::BadRequest, Next::Contact, "malformed").texts([
        "{Service} finds Entra’s question malformed, and says why",
        "It answered 400 to exactly the request that Entra makes; its reason stands below.",
        "Remove what the Tenant URL has after /scim/v2. Otherwise this is for whoever runs {service} to correct; give them the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::BadRequestSilent, Next::Contact, "malformed").texts([
        "{Service} finds Entra’s question malformed and does not say why",
        "It answered 400 to exactly the request that Entra makes, without a reason. Now and then the token is to blame, when it is much too long or holds something that is not part of it.",
        "Copy the token once more, and remove what the Tenant URL has after /scim/v2. Otherwise only the log of whoever runs {service} tells: give them the time of the test and the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::NotAcceptable, Next::Contact, "other format").texts([
        "{Service} does not answer in SCIM’s media type",
        "It answered 406: it has nothing of the type application/scim+json, for which Entra asks (RFC 7644 section 3.1).",
        "Check that the Tenant URL leads to a SCIM service. Otherwise this is for whoever runs {service} to correct; give them the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::Conflict, Next::Contact, "conflict").texts([
        "{Service} takes the question for a change",
        "It answered 409, which says that a change collides with something that exists. Entra only asked whether a random value is there, so the service mixes up asking and creating.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "Whether something was created by the question: look for a user whose {attribute} is a random GUID.",
    ]),
    bad(Code::UnsupportedMedia, Next::Contact, "wants a type").texts([
        "{Service} wants a content type where there is no content",
        "It answered 415, which speaks of the type of what is sent. A question sends nothing, and so Entra gives no type for it.",
        "This is for whoever runs {service} to correct: GET has to be answered without a Content-Type. Give them the evidence below.",
        OWNER_KNOWS,
    ]),
    bad(Code::RequestRefused, Next::Contact, "refused").texts([
        "{Service} does not accept Entra’s question",
        "It answered with a client error that SCIM does not know, to exactly the request that Entra makes: a filter with eq on {attribute}, asked for as application/scim+json. A gateway in front of the service often has such statuses of its own.",
        "Look up the status below at whoever runs {service}, and give them the evidence.",
        OWNER_KNOWS,
    ]),
    bad(Code::OddStatus, Next::Contact, "odd status").texts([
        "{Service} answers with a status that Entra does not expect",
        "A query has to be answered with 200 and a list (RFC 7644 section 3.4.2).",
        "Check that the Tenant URL leads to a SCIM service. Otherwise give the evidence below to whoever runs {service}.",
        OWNER_KNOWS,
    ]),
];
