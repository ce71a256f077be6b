//! Findings about what came with status 200 to Entra's query.

use super::{Code, Finding, Next, OWNER_FIXES, OWNER_KNOWS, bad, unknown};

pub(super) const FINDINGS: &[Finding] = &[
    bad(Code::SignInPage, Next::Address, "sign-in page").texts([
        "A sign-in page responds instead of the API",
        "The status is 200, but the body is a page where people sign in. Either the Tenant URL is where people open Talkdesk and not the API’s URL, or your company’s sign-in protects the way there.",
        "Correct the Tenant URL: for Talkdesk, it’s the API host of your region followed by /scim/v2. If it’s right, test from a network without that sign-in.",
        "Whose sign-in page it is. Its title often says.",
    ]),
    bad(Code::ProxyPage, Next::Terminal, "proxy’s notice").texts([
        "A proxy or filter responds instead of the service",
        "The status is 200, but the body is the notice of a web filter, a gateway or a firewall between you and {service}. This says nothing about {service} or the token.",
        "Test from another network, or ask your network team to allow the host. Entra connects from Microsoft’s network and doesn’t use your proxy: choose Test connection in the portal.",
        "What {service} would have returned.",
    ]),
    bad(Code::Html, Next::Address, "web page").texts([
        "A web page responds instead of the API",
        "The status is 200, but the body is HTML: probably a website that returns a page for every path.",
        "Correct the Tenant URL. If it’s right, something between you and {service} responds instead; test from another network.",
        "Where the page comes from. Its title often says.",
    ]),
    bad(Code::Stalled, Next::Again, "never ended").texts([
        "The response started and never ended",
        "Status and headers arrived, so the URL is right, but the rest didn’t arrive in time. The service stops while it responds, or something on the way holds the response back.",
        "Test again. If it keeps failing, test from another network, then choose Copy for a ticket and send it to the team that runs {service}.",
        "Whether the service or something on the way stopped sending.",
    ]),
    bad(Code::BrokeOff, Next::Again, "cut off").texts([
        "The response was cut off on its way",
        "The connection ended before the whole response arrived. The service, or something on the way such as a proxy or load balancer, closed it too early.",
        "Test again. If it keeps failing, test from another network, then choose Copy for a ticket and send it to the team that runs {service}.",
        "What closed the connection.",
    ]),
    bad(Code::HalfJson, Next::Contact, "half a response").texts([
        "The response ends in the middle",
        "The whole response arrived, but its JSON stops before its end. The service, or something that rewrites its responses, cut it.",
        OWNER_FIXES,
        "Whether the service cut it or something on the way that also changed the stated length.",
    ]),
    bad(Code::Empty, Next::Contact, "empty").texts([
        "The response is empty",
        "The response has no body. Entra expects a list, even if it’s an empty one.",
        "Check that the Tenant URL has nothing after /scim/v2. Otherwise only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::TooLong, Next::Contact, "too long").texts([
        "The response is far too long",
        "More than 256 kB arrived instead of an empty list. The service probably ignores the filter and returned every user.",
        "The team that runs {service} has to make it apply the filter. Choose Copy for a ticket and send it to them.",
        "The rest of the response; the test stopped reading.",
    ]),
    bad(Code::NotJson, Next::Address, "not JSON").texts([
        "The response is not JSON",
        "The status is 200, but the body is other text, which Entra can’t read.",
        "Correct the Tenant URL: something other than a SCIM service seems to respond. If it’s right, choose Copy for a ticket and send it to the team that runs {service}.",
        OWNER_KNOWS,
    ]),
    bad(Code::ErrorAsSuccess, Next::Contact, "error as success").texts([
        "{Service} reports an error with status 200",
        "The body is a SCIM error, but the status says success. Entra goes by the status and then finds no list (RFC 7644 section 3.12).",
        "You may be able to fix what the error says. Only the team that runs {service} can fix the status. Choose Copy for a ticket and send it to them.",
        OWNER_KNOWS,
    ]),
    bad(Code::NotScim, Next::Address, "not SCIM").texts([
        "Something other than SCIM responds",
        "The response is JSON, but neither a SCIM list nor a SCIM error. Probably another API responds at this URL.",
        "Correct the Tenant URL. For Talkdesk, it ends in /scim/v2.",
        "",
    ]),
    bad(Code::ListMisspelt, Next::Contact, "misspelled").texts([
        "The list’s members are misspelled",
        "It looks like a SCIM list, but a member isn’t spelled as the standard requires (RFC 7644 section 3.4.2). The exact names are totalResults and Resources.",
        OWNER_FIXES,
        "Whether Entra reads it anyway; Microsoft doesn’t document that.",
    ]),
    bad(Code::ListIncomplete, Next::Contact, "incomplete").texts([
        "The list lacks a required member",
        "It looks like a SCIM list, but a member is missing that every list must have (RFC 7644 section 3.4.2).",
        OWNER_FIXES,
        "Whether Entra reads it anyway; Microsoft doesn’t document that.",
    ]),
    bad(Code::ListWrongKind, Next::Contact, "wrong type").texts([
        "The list has a value of the wrong type",
        "It’s a SCIM list, but a member has another type than the standard requires (RFC 7644 section 3.4.2), such as a string instead of a number.",
        OWNER_FIXES,
        "Whether Entra reads it anyway; Microsoft doesn’t document that.",
    ]),
    bad(Code::FilterIgnored, Next::Contact, "filter ignored").texts([
        "{Service} ignores the filter",
        "The test looked for a random {attribute} that no user has, and {service} returned a user. Entra would change the wrong user.",
        "Don’t start provisioning. Only the team that runs {service} can fix this. Choose Copy for a ticket and send it to them.",
        "",
    ]),
    unknown(Code::WrongMediaType, Next::Contact, "other media type").texts([
        "The response is right, but its media type isn’t SCIM’s",
        "The list is valid, but its Content-Type isn’t SCIM’s. Microsoft requires application/scim+json for every response.",
        "Choose Test connection in the portal. If that fails, this is why, and the team that runs {service} has to correct the header.",
        "Whether Entra reads a response with this media type.",
    ]),
    unknown(Code::MatchingUnknown, Next::Relay, "not readable").texts([
        "The browser can’t read {service}’s response to a filter for {attribute}",
        "This setup matches by {attribute} too. The browser hides the response to that filter, although it showed the response for the first matching attribute. A relay on this computer finishes the test.",
        "Start the relay and enter its pairing code. Or run the command for {attribute} in a terminal and paste its output.",
        "Status and content of that response.",
    ]),
];
