//! Findings about the relay, and about the network between this computer and
//! the service, which only a relay can tell apart.

use super::{Code, Finding, Next, bad, unknown};

/// Nothing came of the service.
const SERVICE: &str = "Whether the Tenant URL and the token are right: {service} didn’t respond.";

/// The request stayed on this computer.
const NOT_SENT: &str =
    "Whether the Tenant URL and the token are right: the relay sent nothing to {service}.";

pub(super) const FINDINGS: &[Finding] = &[
    unknown(Code::RelayBlocked, Next::Terminal, "relay blocked here").texts([
        "This site’s security policy blocks the relay",
        "The request to the relay never left the browser. The server that hosts this site sends a content security policy that doesn’t allow http://localhost.",
        "Run one command in a terminal and paste its output. The administrator of this site can allow http://localhost:* in the header Content-Security-Policy, under connect-src.",
        NOT_SENT,
    ]),
    unknown(Code::RelayStopped, Next::Relay, "relay stopped").texts([
        "The relay stopped",
        "The relay on this computer doesn’t respond any more. It stops with Ctrl+C, when its window is closed, and after 30 minutes without a request.",
        "Start the relay again, enter its new pairing code, then test again.",
        "Whether the last request still reached {service}.",
    ]),
    unknown(Code::RelayOtherProgram, Next::Relay, "another program").texts([
        "Another program responds on the relay’s port",
        "The response doesn’t come from the relay: another program on this computer uses its port now.",
        "Start the relay with another port, enter that port and the new pairing code, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayOtherBase, Next::Relay, "other URL").texts([
        "The relay was started for another Tenant URL",
        "A relay sends requests only to the URL that it was started with, and that isn’t the one you test.",
        "Stop the relay, start it with the command for this Tenant URL, enter its new pairing code, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayOtherVersion, Next::Relay, "other version").texts([
        "The relay is a different version",
        "The relay’s file is older or newer than this page, so they don’t understand each other.",
        "Stop the relay with Ctrl+C, reload this page, download the relay again, and start it.",
        NOT_SENT,
    ]),
    unknown(Code::RelayCodeMissing, Next::Relay, "no pairing code").texts([
        "The relay got no proof of the pairing code",
        "The relay responds only to requests that prove its pairing code. Something between this page and the relay, such as a browser extension, removed the proof.",
        "Test in a window without extensions, enter the pairing code again, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayCodeWrong, Next::Relay, "wrong pairing code").texts([
        "The pairing code doesn’t match the relay",
        "The relay was probably started again since you entered the code, and each start makes a new one. Otherwise another program took its port. It received neither the code nor the token.",
        "Enter the code that the relay shows now, then test again. If the code is right, start the relay with another port.",
        NOT_SENT,
    ]),
    unknown(Code::RelayRequestRepeated, Next::Again, "sent twice").texts([
        "The relay received the same request twice",
        "The browser or a browser extension sent the request again. The relay forwards each request only once, so it refused the second one.",
        "Test again. If it happens again, test in a window without extensions.",
        "What {service} responded to the first request.",
    ]),
    unknown(Code::RelayBusy, Next::Again, "relay busy").texts([
        "The relay is busy",
        "The relay handles at most four requests at once, and all four are still waiting for a response.",
        "Wait half a minute, then test again. If it stays busy, stop the relay with Ctrl+C and start it again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayPathRefused, Next::Address, "path not forwarded").texts([
        "The relay doesn’t forward this path",
        "The relay refuses paths that could lead outside its base URL, such as those with // or an encoded slash.",
        "Check the Tenant URL for doubled slashes and encoded characters. If it’s right, run one command in a terminal.",
        NOT_SENT,
    ]),
    bad(Code::RelayHeaderRefused, Next::Token, "token not sent").texts([
        "The token contains a character that can’t be sent",
        "A header can contain only ASCII characters, and the relay found another one in the token. Copying can add one, such as a curly quotation mark or an invisible space.",
        "Copy the token again, paste it, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayMethodRefused, Next::Relay, "method not forwarded").texts([
        "The relay doesn’t forward this method",
        "The relay forwards only the methods that SCIM needs. This page sends no others, so the relay’s file is probably not the one from this page.",
        "Save the relay’s file again, compare its SHA-256, start it, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayRequestTooLong, Next::Relay, "too long to forward").texts([
        "The request is too long for the relay",
        "The relay forwards at most 1 MB. This page sends far less, so the relay’s file is probably not the one from this page.",
        "Save the relay’s file again, compare its SHA-256, start it, then test again.",
        NOT_SENT,
    ]),
    unknown(Code::RelayUnknown, Next::Relay, "relay error").texts([
        "The relay reports an error that this page doesn’t know",
        "The relay’s file is newer or older than this page, or it was changed.",
        "Reload the page, save the relay’s file again, start it, then test again.",
        SERVICE,
    ]),
    unknown(Code::RelayDns, Next::Address, "host name not found").texts([
        "This computer can’t find the host name",
        "The relay asked for the address of the host, and no name server that this computer uses knows it. The name is misspelled, or your network resolves names only through a proxy.",
        "Compare the host with the one you were given. If it’s right, test from another network or choose Test connection in the portal.",
        "Whether Entra finds the name: it asks other name servers.",
    ]),
    unknown(Code::RelayProxy, Next::Terminal, "stopped by a proxy").texts([
        "Your network’s proxy didn’t let the relay through",
        "The proxy wants a sign-in that the relay can’t give, or it can’t be reached. Entra doesn’t use this proxy.",
        "Use the relay for PowerShell, which signs in to the proxy with your Windows account. Otherwise test from a network without this proxy, or choose Test connection in the portal.",
        SERVICE,
    ]),
    unknown(Code::RelayTls, Next::Contact, "certificate not accepted").texts([
        "This computer doesn’t accept the host’s certificate",
        "The relay reached the host, but the secure connection failed, so it didn’t send the token. If your company inspects traffic, its own certificate took the place of {service}’s. Otherwise Entra would fail too.",
        "Open the Tenant URL in a new tab and look at who issued the certificate. If it’s your company, test from another network. If not, choose Copy for a ticket and send it to the team that runs {service}.",
        "Whether Entra gets the same certificate: it connects from Microsoft’s network.",
    ]),
    unknown(Code::RelayConnectionRefused, Next::Address, "connection refused").texts([
        "The host refuses the connection",
        "The name exists, but nothing listens on this port, or a firewall rejects the connection.",
        "Check the host and the port of the Tenant URL. If they’re right, test from another network or choose Test connection in the portal.",
        "Whether Entra, which connects from Microsoft’s network, is refused too.",
    ]),
    unknown(Code::RelayUnreachable, Next::Terminal, "no connection").texts([
        "The relay can’t connect to the host",
        "The connection between this computer and {service} failed or broke off. A firewall or a VPN can cause that.",
        "Test again from another network. Entra connects from Microsoft’s network and may get through: choose Test connection in the portal.",
        SERVICE,
    ]),
    unknown(Code::RelayTimeout, Next::Again, "timed out").texts([
        "The relay got no response in time",
        "The relay sent the request, but nothing came back to this page in time. A firewall that drops requests looks like this, and so does an overloaded service.",
        "Test again. If it keeps failing, test from another network and ask the team that runs {service}.",
        "Whether the request arrived. Microsoft doesn’t document how long Entra waits.",
    ]),
    unknown(Code::RelayRedirect, Next::Address, "redirected").texts([
        "The service responds to the relay with a redirect",
        "The relay didn’t follow it, because a token must not follow a redirect to another host. Often the URL has http instead of https, a sign-in page protects it, or the host has moved.",
        "Enter the URL where the redirect ends as the Tenant URL.",
        "Whether Entra, which connects from another network, is redirected too.",
    ]),
    unknown(Code::RelayResponseTooLong, Next::Contact, "too long").texts([
        "The response is too long for the relay",
        "The relay stopped reading after 8 MB. Entra’s test expects an empty list.",
        "Check that the Tenant URL is that of a SCIM service. Otherwise choose Copy for a ticket and send it to the team that runs {service}.",
        "How the response goes on.",
    ]),
];
