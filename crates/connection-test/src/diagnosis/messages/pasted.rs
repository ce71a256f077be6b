//! The part of the table of findings that only pasted text leads to: what a
//! terminal, a proxy or Microsoft Graph says and a browser keeps to itself.

use super::{Code, Finding, Next, bad, good, skipped, unknown};

/// Findings on pasted text, worst first. The texts of each are headline, cause,
/// remedy, and what the text does not show.
pub(super) const FINDINGS: &[Finding] = &[
    unknown(Code::ToolNotRun, Next::Terminal, "didn’t run").texts([
        "The command didn’t run",
        "The shell didn’t find the program or didn’t accept its options, so nothing was sent.",
        "Choose the command for your shell and copy all of it again. In the Windows Command Prompt, enter powershell first.",
        "Whether URL and token are right: nothing was sent.",
    ]),
    bad(Code::ToolAddress, Next::Address, "invalid URL").texts([
        "The URL is invalid",
        "The tool couldn’t read the URL, so nothing was sent. A quote or a line break may have been lost in copying.",
        "Correct the Tenant URL if it’s wrong here too. Otherwise copy the whole command again.",
        "",
    ]),
    bad(Code::ToolNoHost, Next::Address, "no such host").texts([
        "This host name doesn’t exist",
        "The name couldn’t be resolved (DNS). Usually it’s misspelled; a network that resolves only its own names looks the same.",
        "Compare the host letter by letter with the one of your region. If it’s right, run the command again from another network.",
        "Whether Entra can resolve the name: it connects from Microsoft’s network.",
    ]),
    unknown(Code::ToolProxy, Next::Contact, "proxy").texts([
        "A proxy blocks the request",
        "This network’s proxy wasn’t found, refuses the connection, or wants you to sign in. The request didn’t reach the service.",
        "Run the command from a network without a proxy, or ask your network team to allow this host. Entra doesn’t use your proxy.",
        "Whether URL and token are right: the request never reached {service}.",
    ]),
    bad(Code::ToolRefused, Next::Address, "refused").texts([
        "The host exists but refuses the connection",
        "Nothing listens on this port, or a firewall refuses it.",
        "Check the port in the Tenant URL; Talkdesk’s has none. If it’s right, run the command again from another network.",
        "Whether the firewall is yours or theirs.",
    ]),
    bad(Code::ToolCertificate, Next::Contact, "certificate").texts([
        "The certificate isn’t trusted",
        "The host’s certificate is expired, issued for another name, or signed by an authority that this computer doesn’t know. A company proxy that inspects encrypted traffic causes this too.",
        "Compare the host with the one of your region. Then run the command from a network without such a proxy. If it fails there as well, Entra will reject the certificate too, and the team that runs {service} has to renew it. Don’t turn the check off: the token would go to anyone who responds.",
        "Whether Entra gets the same certificate.",
    ]),
    bad(Code::ToolTls, Next::Contact, "no encryption").texts([
        "No encrypted connection",
        "Tool and host didn’t agree on encryption (TLS), or something between them interrupted it. Entra needs TLS 1.2. A URL with https for a service that uses http looks the same.",
        "Check the port in the Tenant URL, then run the command from another network. If it fails there as well, choose Copy for a ticket and send it to the team that runs {service}.",
        "Which of the two ends gave up, unless the text says so.",
    ]),
    bad(Code::ToolCutOff, Next::Contact, "cut off").texts([
        "The connection ended before the response did",
        "Something closed the connection: a firewall, a proxy, or the service itself.",
        "Run the command again, then from another network. If it keeps failing, choose Copy for a ticket and send it to the team that runs {service}.",
        "What closed it.",
    ]),
    unknown(Code::ToolFailed, Next::Contact, "failed").texts([
        "The tool failed before a response arrived",
        "Its own message gives the reason.",
        "Look up the reason in the tool’s documentation, or run the command from another network.",
        "Whether URL and token are right.",
    ]),
    bad(Code::MovedTo, Next::Address, "redirected").texts([
        "{Service} redirects to another URL",
        "{Service} responded with a redirect, which Entra doesn’t follow with the token.",
        "If the redirect leads to a SCIM service on the same host, use that as the Tenant URL. If it leads to a sign-in page, the Tenant URL isn’t the API’s.",
        "",
    ]),
    bad(Code::BareNotFound, Next::Address, "404").texts([
        "404: the path is wrong, or no user was found",
        "This response alone doesn’t show which. A SCIM service may return 404 for a wrong path and, against the standard, when no user matches a filter.",
        "Check that the Tenant URL is the API host of your region followed by /scim/v2, and nothing after it. If it’s right, tell the team that runs {service}: a search that finds no user must return 200 and an empty list (RFC 7644 section 3.4.2).",
        "Which of the two it is. Test from here shows it if the browser can read the responses.",
    ]),
    unknown(Code::BareOk, Next::Terminal, "200, no body").texts([
        "The status is 200; the body is missing",
        "{Service} accepts URL and token. Whether Entra can read the response depends on its body, which isn’t in the text.",
        "Paste the body as well, from the first { to the last }.",
        "Whether the body is an empty list, as expected.",
    ]),
    unknown(Code::GraphNotAllowed, Next::Terminal, "not allowed").texts([
        "Microsoft Graph doesn’t allow this request",
        "This is about your sign-in to Graph, not about the SCIM token. The permission Synchronization.ReadWrite.All has no consent, or your account isn’t Application Administrator or Cloud Application Administrator.",
        "Consent to the permission, sign in with such a role and run it again. Or run the command for PowerShell or curl, which needs neither.",
        "Whether URL and token are right: Entra didn’t connect.",
    ]),
    unknown(Code::GraphNotFound, Next::Terminal, "not found").texts([
        "Microsoft Graph doesn’t find this application or job",
        "The ID in the request isn’t that of an enterprise application, or the application has no provisioning job yet. The ID of the app registration is a different one.",
        "Take OBJECT-ID from the first request and JOB-ID from the second. If the second finds none, open the application’s page Provisioning in the portal first.",
        "Whether URL and token are right: Entra didn’t connect.",
    ]),
    bad(Code::GraphTestFailed, Next::Contact, "failed").texts([
        "Entra’s own test failed",
        "Entra got no usable response from {service}. Usually the Tenant URL is wrong, or the token is rejected without a SCIM error.",
        "Run the command for PowerShell or curl as well: it shows whether the Tenant URL or the token is wrong.",
        "What {service} responded to Entra, unless the message says so.",
    ]),
    unknown(Code::GraphOther, Next::Contact, "Graph error").texts([
        "Microsoft Graph returned another error",
        "It may be about the request to Graph or about Entra’s test.",
        "Run the command for PowerShell or curl as well: it shows whether URL and token are right.",
        "What Entra got from {service}, unless the message says so.",
    ]),
    good(Code::GraphPassed, Next::Guide, "passed").texts([
        "Entra’s own test passed",
        "Microsoft Graph returned 204: Entra reached {service} and {service} accepted the token.",
        "Save the URL and the token in the portal, if you haven’t yet.",
        "Whether creating and updating users works: the test only reads.",
    ]),
    skipped(Code::OtherText, Next::Explain, "not recognized").texts([
        "This text isn’t recognized",
        "It isn’t the output of the command: it has no status, no response and no known error.",
        "Paste all that the command prints. For a message of the portal, an entry of the log or an error code, choose Explain an error.",
        "",
    ]),
];
