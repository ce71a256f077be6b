//! The part of the table of findings that only pasted text leads to: what a
//! terminal, a proxy or Microsoft Graph says and a browser keeps to itself.

use super::{Code, Finding, Next, bad, good, unknown};

/// Findings on pasted text, worst first. The texts of each are headline, cause,
/// remedy, and what this cannot tell.
pub(super) const FINDINGS: &[Finding] = &[
    unknown(Code::ToolNotRun, Next::Terminal, "did not run").texts([
        "The command did not run",
        "The shell did not find the program or did not take its options, so nothing was asked.",
        "Choose the way that fits your shell and copy the whole command again. In the Windows Command Prompt, type powershell first.",
        "Whether address and token are right: nothing was asked.",
    ]),
    bad(Code::ToolAddress, Next::Address, "no address").texts([
        "The address is not one",
        "The tool could not read the address, so nothing was asked. A quote or a line break may have been lost in copying.",
        "Correct the Tenant URL if it is wrong here too. Otherwise copy the whole command again.",
        "",
    ]),
    bad(Code::ToolNoHost, Next::Address, "no such host").texts([
        "This host name does not exist",
        "The name could not be resolved (DNS). Most often it is misspelt; a network that resolves only its own names looks the same.",
        "Compare the host letter by letter with the one of your region. If it is right, run the command again from another network.",
        "Whether Entra can resolve the name: it asks from Microsoft’s network.",
    ]),
    unknown(Code::ToolProxy, Next::Contact, "proxy").texts([
        "A proxy stands in the way",
        "The proxy of this network was not found, refuses the connection, or wants you to sign in. The service was not asked.",
        "Run the command from a network without a proxy, or ask whoever runs the proxy to let this host through. Entra does not use your proxy.",
        "Whether address and token are right: the question never reached {service}.",
    ]),
    bad(Code::ToolRefused, Next::Address, "refused").texts([
        "The host exists, but refuses the connection",
        "Nothing listens at this port, or a firewall refuses it.",
        "Check the port in the Tenant URL; Talkdesk’s has none. If it is right, run the command again from another network.",
        "Whether the firewall is yours or theirs.",
    ]),
    bad(Code::ToolCertificate, Next::Contact, "certificate").texts([
        "The certificate is not trusted",
        "The host showed a certificate that is expired, for another name, or signed by somebody this computer does not know. A company proxy that looks into encrypted traffic causes this too.",
        "Compare the host with the one of your region. Then run the command from a network without such a proxy. If it fails there as well, Entra will refuse the certificate too, and whoever runs {service} has to renew it. Do not switch the check off: the token would go to whoever answers.",
        "Whether Entra sees the same certificate.",
    ]),
    bad(Code::ToolTls, Next::Contact, "no encryption").texts([
        "No encrypted connection came about",
        "Tool and host did not agree on how to encrypt (TLS), or something between them broke the attempt. Entra needs TLS 1.2. An address with https where the service speaks http looks the same.",
        "Check the port in the Tenant URL, then run the command from another network. If it fails there as well, give this to whoever runs {service}.",
        "Which of the two ends gave up, unless the text says so.",
    ]),
    bad(Code::ToolCutOff, Next::Contact, "cut off").texts([
        "The connection ended before the answer did",
        "Somebody closed the connection: a firewall, a proxy, or the service itself.",
        "Run the command again, then from another network. If it stays so, give this to whoever runs {service}.",
        "Who closed it.",
    ]),
    unknown(Code::ToolFailed, Next::Contact, "failed").texts([
        "The tool failed before an answer came",
        "It gives the reason in its own words, below.",
        "Look the reason up in the tool’s manual, or run the command from another network to see whether it stays.",
        "Whether address and token are right.",
    ]),
    bad(Code::MovedTo, Next::Address, "redirected").texts([
        "{Service} sends the question to another address",
        "{Service} answered with a redirect, which Entra does not follow with the token.",
        "If the address below is a SCIM service of the same host, make it the Tenant URL. If it is a sign-in page, the Tenant URL is not the API’s.",
        "",
    ]),
    bad(Code::BareNotFound, Next::Address, "404").texts([
        "404: the path is wrong, or nobody was found",
        "One such answer does not tell the two apart: a SCIM service may say 404 for a wrong path, and also, against the standard, when nobody matches a filter.",
        "Check that the Tenant URL is the API host of your region followed by /scim/v2, and nothing after it. If it is right, give this answer to whoever runs {service}: a search that finds nobody has to be answered with 200 and an empty list (RFC 7644 section 3.4.2).",
        "Which of the two it is. The test above tells them apart where the browser may read the answers.",
    ]),
    unknown(Code::BareOk, Next::Terminal, "200, no body").texts([
        "The status is 200; the body is missing",
        "Address and token are accepted. Whether Entra can read the answer depends on its body, which is not in the text.",
        "Paste the body as well, from the first { to the last }.",
        "Whether the body is an empty list, as it has to be.",
    ]),
    unknown(Code::GraphNotAllowed, Next::Terminal, "not allowed").texts([
        "Microsoft Graph did not let you ask",
        "This is about your sign-in to Graph, not about the SCIM token. The permission Synchronization.ReadWrite.All was not consented to, or your account is not Application Administrator or Cloud Application Administrator.",
        "Consent to the permission, sign in with such a role and run it again, or run the test for your shell, which needs neither.",
        "Whether address and token are right: Entra did not ask.",
    ]),
    unknown(Code::GraphNotFound, Next::Terminal, "not found").texts([
        "Microsoft Graph does not know this application or job",
        "The id in the request is not that of an enterprise application, or the application has no provisioning job yet. The id of the app registration is another one.",
        "Take OBJECT-ID from the first request and JOB-ID from the second. If the second finds none, open the application’s page Provisioning in the portal first.",
        "Whether address and token are right: Entra did not ask.",
    ]),
    unknown(Code::GraphOther, Next::Contact, "Graph error").texts([
        "Microsoft Graph answered with an error of another kind",
        "Its code and message are below. They may be about the request to Graph or about Entra’s test.",
        "Run the test for your shell as well: it tells whether address and token are right.",
        "What Entra got from {service}, unless the message says so.",
    ]),
    good(Code::GraphPassed, Next::Tick, "passed").texts([
        "Entra’s own test passes",
        "Microsoft Graph answered 204: Entra reached {service} and was let in.",
        "Save the address and the token in the portal, if they are not saved yet.",
        "Whether creating and updating users works: the test changes nothing.",
    ]),
];
