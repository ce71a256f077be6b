//! Findings about what came with status 200 to Entra's query.

use super::{Code, Finding, Next, OWNER_KNOWS, bad, unknown};

pub(super) const FINDINGS: &[Finding] = &[
    bad(Code::SignInPage, Next::Address, "a sign-in page").texts([
        "A sign-in page came instead of an answer",
        "The status is 200, but the body is a page where people sign in. Either the Tenant URL is the address where people open Talkdesk and not the API’s, or a sign-in of your company guards the way there.",
        "Correct the Tenant URL: for Talkdesk it is the API host of your region followed by /scim/v2. If it is right, try from a network without that sign-in.",
        "Whose sign-in it is. The page’s title, below, often tells.",
    ]),
    bad(Code::ProxyPage, Next::Terminal, "a proxy’s notice").texts([
        "A proxy or filter answered in the service’s place",
        "The status is 200, but the body is the notice of a web filter, a gateway or a firewall between you and {service}. This says nothing about {service} or the token.",
        "Try from another network, or ask whoever runs yours to let the host through. Entra asks from Microsoft’s network and does not pass your proxy: press Test connection in the portal.",
        "What {service} would have said.",
    ]),
    bad(Code::Html, Next::Address, "a web page").texts([
        "A web page came instead of an answer",
        "The status is 200, but the body is HTML: most likely a website that answers every path with a page.",
        "Correct the Tenant URL. If it is right, something between you and {service} answers in its place; try from another network.",
        "Who made the page. Its title, below, often tells.",
    ]),
    bad(Code::Stalled, Next::Again, "never ended").texts([
        "The answer began and never ended",
        "Status and headers came, so address and way are right, but the rest of the answer did not come in time. The service hangs while it answers, or something on the way holds the answer back.",
        "Run the test again. If it stays so, give the evidence below to whoever runs {service}, and try from another network.",
        "Whether the service or something on the way stopped sending.",
    ]),
    bad(Code::BrokeOff, Next::Again, "broken off").texts([
        "The answer broke off on its way",
        "The connection ended before the whole answer had come. The service or something on the way, such as a proxy or load balancer, closed it too early.",
        "Run the test again. If it stays so, try from another network and give the evidence below to whoever runs {service}.",
        "Who closed the connection.",
    ]),
    bad(Code::HalfJson, Next::Contact, "half an answer").texts([
        "The answer ends in the middle",
        "The connection was in order and the answer was called whole, but its JSON stops before its end. The service, or something that rewrites its answers, cut it.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "Whether the service cut it or something on the way that also changed the stated length.",
    ]),
    bad(Code::Empty, Next::Contact, "empty").texts([
        "The answer is empty",
        "The answer came without a body. Entra needs a list, if only an empty one.",
        "Check that the Tenant URL has nothing after /scim/v2. Otherwise this is for whoever runs {service} to correct.",
        OWNER_KNOWS,
    ]),
    bad(Code::TooLong, Next::Contact, "too long").texts([
        "The answer is far too long",
        "More than 256 kB came where an empty list is due. The filter is probably ignored, and every user was sent.",
        "This is for whoever runs {service} to correct: the filter has to be honoured.",
        "What the rest of the answer says; the test stopped reading.",
    ]),
    bad(Code::NotJson, Next::Address, "not JSON").texts([
        "The answer is not JSON",
        "The status is 200, but the body is some other text, which Entra cannot read.",
        "Correct the Tenant URL: something else than a SCIM service seems to answer here. If it is right, give the evidence below to whoever runs {service}.",
        OWNER_KNOWS,
    ]),
    bad(Code::ErrorAsSuccess, Next::Contact, "error as success").texts([
        "{Service} reports an error but calls it a success",
        "The body is a SCIM error, but the status is 200. Entra goes by the status and then finds no list (RFC 7644 section 3.12).",
        "What the error says, below, may be mended by you. That it comes with status 200 is for whoever runs {service} to correct.",
        OWNER_KNOWS,
    ]),
    bad(Code::NotScim, Next::Address, "not SCIM").texts([
        "Something else than SCIM answers here",
        "JSON came, but neither a SCIM list nor a SCIM error. Another API probably answers at this address.",
        "Correct the Tenant URL. For Talkdesk it ends in /scim/v2.",
        "",
    ]),
    bad(Code::ListMisspelt, Next::Contact, "misspelt").texts([
        "The list’s members are misspelt",
        "It looks like a SCIM list, but a member has another spelling than the standard’s (RFC 7644 section 3.4.2). The names are written exactly so: totalResults, Resources.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "Whether Entra reads the misspelt form all the same; its documentation does not say.",
    ]),
    bad(Code::ListIncomplete, Next::Contact, "incomplete").texts([
        "The list lacks what every list has to say",
        "It looks like a SCIM list, but a member is missing that every list must have (RFC 7644 section 3.4.2).",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "Whether Entra can do without it; its documentation does not say.",
    ]),
    bad(Code::ListWrongKind, Next::Contact, "wrong kind").texts([
        "The list gives the wrong kind of value",
        "It is a SCIM list, but a member holds another kind of value than the standard’s (RFC 7644 section 3.4.2), such as text where a number is due.",
        "This is for whoever runs {service} to correct. Give them the evidence below.",
        "Whether Entra reads the wrong kind all the same; its documentation does not say.",
    ]),
    bad(Code::FilterIgnored, Next::Contact, "filter ignored").texts([
        "{Service} ignores the filter",
        "It was asked for a random value of {attribute} that nobody has, and found somebody. Entra would take a stranger for the user that it looks for.",
        "This is for whoever runs {service} to correct before provisioning starts.",
        "",
    ]),
    unknown(Code::WrongMediaType, Next::Contact, "other label").texts([
        "The answer is right, but it is labelled as something else than SCIM",
        "The list is in order, but its Content-Type is not SCIM’s. Microsoft asks that every answer be application/scim+json.",
        "Press Test connection in the portal. If that fails, this is why, and whoever runs {service} has to correct the header.",
        "Whether Entra reads an answer with this label.",
    ]),
    unknown(Code::MatchingUnknown, Next::Terminal, "cannot tell").texts([
        "Whether {service} can be asked for {attribute} cannot be told from here",
        "This setup matches by {attribute} too. The browser withheld the response to that filter, though it showed the response for the first matching attribute.",
        "Run the command for {attribute} in a terminal and paste what it prints.",
        "Status and content of that response.",
    ]),
];
