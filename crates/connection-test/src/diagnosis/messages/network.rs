//! Findings about the way to the service: no response, or none that a page can
//! read.

use super::{Code, Finding, Next, bad, unknown};

/// The browser gives one and the same failure for these.
const ONE_FAILURE: &str = "Which of these it is: a browser reports only “failed” for all of them. It also says nothing about the token.";

/// What to do where a page may not read the response.
const USE_RELAY: &str = "Start the relay and enter its pairing code. Or run one command in a terminal and paste its output, or choose Test connection in the portal.";

pub(super) const FINDINGS: &[Finding] = &[
    unknown(Code::Cancelled, Next::Again, "canceled").texts([
        "Test canceled",
        "You stopped it before the response arrived. Nothing was changed in {service}.",
        "Test again when you’re ready.",
        "",
    ]),
    unknown(Code::Offline, Next::Again, "offline").texts([
        "Your browser is offline",
        "The browser has no network connection, so nothing was sent.",
        "Connect this computer to the network, then test again.",
        "Whether {service} works: nothing was sent to it.",
    ]),
    unknown(Code::PolicyBlocked, Next::Terminal, "blocked here").texts([
        "This site’s security policy blocks the request",
        "The request never left the browser. The server that hosts this site sends a content security policy that doesn’t allow this host. This says nothing about {service} or the token.",
        "Run the command in a terminal and paste its output. The administrator of this site can allow the host in the header Content-Security-Policy, under connect-src.",
        "Whether {service} works: nothing was sent to it.",
    ]),
    unknown(Code::RequestsLocked, Next::Reload, "locked").texts([
        "Requests are locked because a users file was opened",
        "After Preflight opens a users file, the browser blocks all requests of this page until you reload it. Nothing was sent.",
        "Save what you need from the Preflight report, reload the page, enter the token again, then test. Reloading closes the users file.",
        "Whether {service} works: nothing was sent to it.",
    ]),
    bad(Code::UnreachableTypo, Next::Address, "unreachable").texts([
        "No response: the host is almost, but not exactly, a Talkdesk host",
        "The host name is so close to a Talkdesk API host that it’s probably a typo.",
        "Correct the host name.",
        "Whether the mistyped name exists: a browser reports only “failed”.",
    ]),
    bad(Code::UnreachablePrivateName, Next::Address, "unreachable").texts([
        "This host name doesn’t exist on the internet",
        "Names like this are reserved for private networks or examples, or have no dot. Entra runs on the internet and can’t find the host even if your network can.",
        "Enter the public URL. For Talkdesk, it’s the API host of your account’s region.",
        "Whether the name exists in your own network.",
    ]),
    bad(Code::UnreachableUnconfirmed, Next::Address, "unreachable").texts([
        "No response from this host, which Talkdesk doesn’t document",
        "Only third parties list this host, so it may not exist. For Australia, for example, they list two different names.",
        "Ask Talkdesk for the API host of your account’s region and correct the Tenant URL.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableTalkdesk, Next::Terminal, "unreachable").texts([
        "Your network doesn’t let this page reach Talkdesk",
        "Talkdesk documents this host, so the URL is probably right. A proxy, a firewall, a browser extension or traffic inspection blocked the request, or Talkdesk is down.",
        "Test without extensions or from another network, and check Talkdesk’s status page. Entra connects from Microsoft’s network and may get through: run the command, or choose Test connection in the portal.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableIp, Next::Address, "unreachable").texts([
        "No response from this IP address",
        "Nothing listens there, a firewall is in between, or the certificate isn’t issued for an IP address, as few are. Entra would fail for each of these reasons too.",
        "Enter the host name instead of the IP address. For Talkdesk, it’s the API host of your account’s region.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableHereSecure, Next::Address, "no secure connection").texts([
        "No secure connection to this computer",
        "The URL starts with https, but this browser doesn’t trust the certificate, the program uses plain http, or nothing listens on this port.",
        "Open the URL in a new tab to see the browser’s own error. The practice service uses http, so its URL starts with http://. Entra accepts only certificates from a public authority.",
        "Which of the three it is: a browser reports the same for all of them.",
    ]),
    bad(Code::UnreachableHere, Next::Again, "unreachable").texts([
        "No response from this computer",
        "No program listens on this host and port, or the browser doesn’t let this page reach your own computer.",
        "Start the service, for example the practice service, and compare the port. If the browser asks to allow access to devices on your network, allow it.",
        "Whether the port is closed or the browser refused: it reports the same for both.",
    ]),
    bad(Code::Unreachable, Next::Address, "unreachable").texts([
        "No secure connection to this host",
        "The name doesn’t exist, nothing listens there, the certificate isn’t accepted, or a proxy, a firewall or a browser extension blocked the request. Entra would fail for the first three reasons too.",
        "Compare the host letter by letter with the one you were given. Then open the URL in a new tab: the browser’s own error page names the reason. If that tab shows a response, run the test in a terminal.",
        ONE_FAILURE,
    ]),
    bad(Code::TimedOut, Next::Again, "timed out").texts([
        "No response in time",
        "The connection was made or tried, but nothing came back. A firewall that drops requests looks like this, and so does an overloaded service.",
        "Test again. If it keeps failing, test from another network and ask the team that runs {service}.",
        "Whether the request arrived. Microsoft doesn’t document how long Entra waits.",
    ]),
    unknown(Code::PreflightWithoutToken, Next::Relay, "token not allowed").texts([
        "{Service} doesn’t let web pages send a token (CORS)",
        "That’s common and doesn’t affect Entra. The browser checks first whether it may send the header Authorization, and {service} doesn’t allow it, so the token isn’t checked yet. A relay on this computer finishes the test. With it, user lookup and the test user work from this page too.",
        USE_RELAY,
        "How {service} responds to the token.",
    ]),
    unknown(Code::PreflightRefused, Next::Relay, "preflight rejected").texts([
        "{Service} rejects the request that browsers send first (CORS)",
        "That’s common and doesn’t affect Entra. The browser sends an OPTIONS request first, and {service} rejects it, so the token isn’t checked yet. A relay on this computer finishes the test. With it, user lookup and the test user work from this page too.",
        USE_RELAY,
        "How {service} responds to the token.",
    ]),
    unknown(Code::Unreadable, Next::Relay, "not readable").texts([
        "The browser can’t read {service}’s response (CORS)",
        "That’s common and doesn’t affect Entra. The host responds, but the token isn’t checked yet. A relay on this computer finishes the test. With it, user lookup and the test user work from this page too.",
        USE_RELAY,
        "The status and content of the response, and therefore whether the URL and the token are right or the response is a redirect. Talkdesk doesn’t document whether web pages can read its responses.",
    ]),
    unknown(Code::Undecided, Next::Relay, "not readable").texts([
        "The browser can’t read a response from this host",
        "Either nothing responds at this URL, or the service doesn’t let web pages read its response (CORS). For other hosts, a second request shows which. It wasn’t sent to this host because a browser can’t keep it from following a redirect. A relay on this computer finishes the test. With it, user lookup and the test user work from this page too.",
        "Start the relay and enter its pairing code, or run one command in a terminal and paste its output. Talkdesk’s host has only letters, digits, hyphens and dots.",
        "Whether anything responds, and whether the URL and the token are right.",
    ]),
    bad(Code::AllRedirected, Next::Address, "redirected").texts([
        "This URL redirects every request, as a sign-in page does",
        "Even the request that a browser sends before it sends a token (a CORS preflight) is redirected, so the test itself was never sent. A sign-in page or a proxy usually does this.",
        "Check that the Tenant URL is the API’s URL and not the one where people sign in. If it’s right, test from a network without that sign-in, or in a terminal.",
        "Where the redirect leads: browsers hide that from pages. Whether Entra, which connects from another network, is redirected too.",
    ]),
    bad(Code::Redirected, Next::Address, "redirected").texts([
        "The URL redirects to another one",
        "{Service} responded with a redirect. Often the URL has http instead of https, a sign-in page protects it, or the host has moved. A token must not follow a redirect to another host.",
        "Enter the URL where the redirect ends. A test in a terminal shows it in the line Location.",
        "Where the redirect leads: browsers hide that from pages.",
    ]),
];
