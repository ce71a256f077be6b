//! Findings about the way to the service: no response, or none to be read.

use super::{Code, Finding, Next, bad, unknown};

/// The browser gives one and the same failure for these.
const ONE_FAILURE: &str = "Which of these it is: a browser tells the page nothing but “failed” for all of them. It also says nothing about the token.";

pub(super) const FINDINGS: &[Finding] = &[
    unknown(Code::Cancelled, Next::Again, "cancelled").texts([
        "The test was cancelled",
        "You ended it before the answer came.",
        "Run it again when you like. Nothing was changed at {service}.",
        "",
    ]),
    unknown(Code::Offline, Next::Again, "offline").texts([
        "Your browser is offline",
        "The browser says that it has no network, so nothing could be asked.",
        "Connect this computer to the network and run the test again.",
        "Whether {service} works: it was not asked.",
    ]),
    unknown(Code::PolicyBlocked, Next::Terminal, "blocked here").texts([
        "This page’s own security policy stopped the request",
        "The request never left the browser: the place that serves this page sends a content security policy that lets it ask nobody at this address. This says nothing about {service} or the token.",
        "Run the same test in a terminal with the command below. Whoever serves this page can allow the address in its header Content-Security-Policy, under connect-src.",
        "Whether {service} works: it was not asked.",
    ]),
    unknown(Code::RequestsLocked, Next::Reload, "locked").texts([
        "Requests are locked because a users file was opened",
        "Since a users file was opened in Preflight, this page makes no request at all, and the browser enforces that. Nothing was sent.",
        "Save what you need of the Preflight report, reload the page, type the token again, and run the test. Reloading closes the users file.",
        "Whether {service} works: it was not asked.",
    ]),
    bad(Code::UnreachableTypo, Next::Address, "unreachable").texts([
        "Nothing answers, and the host is nearly, but not quite, one of Talkdesk’s",
        "The host name is so close to one of Talkdesk’s API hosts that it is probably mistyped.",
        "Correct the host to the one named below.",
        "Whether the mistyped name exists: a browser tells the page nothing but “failed”.",
    ]),
    bad(Code::UnreachablePrivateName, Next::Address, "unreachable").texts([
        "This host name does not exist on the internet",
        "Names like this one are never given out on the internet: they end in a word that is kept for private networks or for examples, or have no dot. Entra runs on the internet and could not find it even if your network can.",
        "Type the public address. For Talkdesk it is the API host of your account’s region.",
        "Whether the name leads somewhere in your own network.",
    ]),
    bad(Code::UnreachableUnconfirmed, Next::Address, "unreachable").texts([
        "Nothing answers at this host, which only third parties name",
        "Talkdesk’s documentation does not name this host, so it may not exist at all. For Australia, for example, two rival names go round.",
        "Ask Talkdesk for the API host of your account’s region and correct the Tenant URL.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableTalkdesk, Next::Terminal, "unreachable").texts([
        "Your network does not let this page reach Talkdesk",
        "The host is one that Talkdesk documents, so it is most likely not the address: a proxy, a firewall, a browser extension or a program that inspects encrypted traffic stopped the request. Talkdesk may also be down just now.",
        "Try without extensions or from another network, and look at Talkdesk’s status page. Entra asks from Microsoft’s network and may well get through: press Test connection in the portal, or run the command below.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableIp, Next::Address, "unreachable").texts([
        "Nothing answers at this IP address",
        "Nothing listens there, a firewall is between, or the certificate is not made for an IP address, as few are. Entra would fail for each of these too.",
        "Type the name of the host in place of its number. For Talkdesk it is the API host of your account’s region.",
        ONE_FAILURE,
    ]),
    bad(Code::UnreachableHereSecure, Next::Address, "no secure connection").texts([
        "No secure connection to this computer came about",
        "The address begins with https, but the certificate there is one that this browser does not trust, the program speaks plain http, or none listens at this port.",
        "Open the address in a new tab: the browser’s own error page names the reason. The practice service speaks http, so its address begins with http://. Entra accepts only certificates of a public authority.",
        "Which of the three it is: a browser tells the page the same for all.",
    ]),
    bad(Code::UnreachableHere, Next::Again, "unreachable").texts([
        "Nothing answers on this computer",
        "No program listens at this address and port, or the browser does not let this page reach your own computer.",
        "Start the service, for example the practice service, and compare the port. If the browser asks whether the page may reach devices on your network, allow it.",
        "Whether the port is closed or the browser refused: it tells the page the same for both.",
    ]),
    bad(Code::Unreachable, Next::Address, "unreachable").texts([
        "No secure connection to this host came about",
        "The name does not exist, nothing listens there, the certificate is not accepted, or a proxy, a firewall or a browser extension stopped the request. Entra would fail for the first three too.",
        "Compare the host letter by letter with the one you were given. Then open the address in a new tab, where the browser’s own error page names the reason: the name cannot be found, the connection was refused, or the certificate is not trusted. If that tab does show an answer, run the same test in a terminal.",
        ONE_FAILURE,
    ]),
    bad(Code::TimedOut, Next::Again, "no answer").texts([
        "No answer came in time",
        "The connection was made or tried, but nothing came back. A firewall that drops requests looks like this, and so does a service that is overloaded.",
        "Run the test again. If it stays so, try from another network and ask whoever runs {service}.",
        "Whether the request ever arrived. How long Entra itself waits is not documented.",
    ]),
    unknown(Code::PreflightWithoutToken, Next::Terminal, "token not let through").texts([
        "{Service} does not let web pages send a token; here is how to find out",
        "Before it sends a token, a browser asks whether it may (a CORS preflight). {Service} answers that question, but the header Authorization is not on its list, so the test was never sent. Entra is no browser and does not ask. This says nothing about the token.",
        "Run the same test in a terminal with the command below, or press Test connection in the portal.",
        "What {service} says to the token.",
    ]),
    unknown(Code::PreflightRefused, Next::Terminal, "preflight refused").texts([
        "{Service} refuses the question that browsers ask first; here is how to find out",
        "Before it sends a token, a browser asks with the method OPTIONS whether it may (a CORS preflight). {Service} refuses that, although pages may read its answers, so the test was never sent. Entra is no browser and does not ask. This says nothing about the token.",
        "Run the same test in a terminal with the command below, or press Test connection in the portal.",
        "What {service} says to the token.",
    ]),
    unknown(Code::Unreadable, Next::Terminal, "not readable").texts([
        "Your browser may not read the answer; here is how to find out",
        "Something answered at this address, but it did not allow web pages to read the answer (CORS). Services made for Entra often do not, and Entra, which is no browser, does not mind. This says nothing about the token.",
        "Run the same test in a terminal with the command below, or press Test connection in the portal.",
        "Status and content of the answer, and so whether the address and the token are right, or whether the answer is a redirect. Whether Talkdesk lets web pages read its answers is not documented.",
    ]),
    unknown(Code::Undecided, Next::Terminal, "not readable").texts([
        "Your browser could not read an answer from this host; here is how to find out",
        "Either nothing answers at this address, or the service does not let web pages read its answer (CORS). For other hosts, a second request shows which. The page did not send it to this host, because a browser cannot keep it from following a redirect. This says nothing about the token.",
        "Run the same test in a terminal with the command below, or press Test connection in the portal. Talkdesk’s address is a host name of letters, digits, hyphens and dots.",
        "Whether anything answers, and whether the address and the token are right.",
    ]),
    bad(Code::AllRedirected, Next::Address, "redirected").texts([
        "Everything at this address is sent elsewhere, as a sign-in does",
        "Even the question that a browser asks before it sends a token (a CORS preflight) is answered with a redirect, so the test itself was never sent. A sign-in page or a proxy that guards the address does so.",
        "Check that the Tenant URL is the API’s address and not the one where people sign in. If it is right, try from a network without that sign-in, or run the command below.",
        "Where the redirect leads: browsers hide that from pages. Whether Entra, which asks from another network, is sent elsewhere too.",
    ]),
    bad(Code::Redirected, Next::Address, "redirected").texts([
        "The address leads elsewhere",
        "{Service} answered with a redirect. Often http stands where https should, a sign-in page guards the address, or the host has moved. A token must not follow a redirect to another host.",
        "Type the address that the redirect ends at. The command below shows it in the line Location.",
        "Where the redirect leads: browsers hide that from pages.",
    ]),
];
