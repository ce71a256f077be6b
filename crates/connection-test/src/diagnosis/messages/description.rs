//! Remarks: Entra will connect, but what the service says about itself is
//! worth knowing, and so is that it does not look at the token.

use super::{Code, Finding, Next, remark};

pub(super) const FINDINGS: &[Finding] = &[
    remark(Code::AnyToken, Next::Contact, "accepts any token").texts([
        "{Service} accepts any token",
        "A made-up token got the same response as yours. So this test can’t show whether your token is right, and anyone can read the users at this URL.",
        "Tell the team that runs {service} at once. This must not happen with Talkdesk; compare the host of the Tenant URL letter by letter.",
        "Whether your own token is valid.",
    ]),
    remark(Code::NoPatch, Next::Contact, "no PATCH").texts([
        "Entra can connect, but updates may fail",
        "{Service} says that it doesn’t support PATCH. Entra updates and deactivates users only with PATCH.",
        "Ask the team that runs {service} whether that’s right before you start provisioning.",
        "Whether PATCH works anyway: this test only reads, so it didn’t try.",
    ]),
    remark(Code::NoFilter, Next::Contact, "no filters").texts([
        "Entra can connect, but the service contradicts itself",
        "{Service} says that it doesn’t support filters. Entra finds users only with a filter.",
        "Provision one pilot user on demand and check the provisioning log before you start.",
        "Which of the two is right.",
    ]),
    remark(Code::NoUsers, Next::Contact, "no users listed").texts([
        "Entra can connect, but the service doesn’t list users",
        "The list of resource types doesn’t have User.",
        "Provision one pilot user on demand before you start.",
        "",
    ]),
    remark(Code::NoExtension, Next::Contact, "not listed").texts([
        "Entra can connect, but Talkdesk’s own attributes aren’t listed",
        "The schemas don’t have Talkdesk’s extension, so rolesString and teamsString may be rejected. That’s expected if this isn’t Talkdesk.",
        "Compare the Tenant URL with your region. Provision one pilot user with a role on demand before you start.",
        "Whether the attributes are accepted although they aren’t listed.",
    ]),
    remark(Code::ExtensionDiffers, Next::Contact, "differs").texts([
        "Entra can connect, but Talkdesk’s own attributes differ",
        "Talkdesk’s extension is listed, but not with both attributes as strings, as Talkdesk documents them.",
        "Provision one pilot user with a role and a team on demand before you start.",
        "Whether the documentation or the list is out of date.",
    ]),
    remark(Code::OddDescription, Next::Guide, "unusual form").texts([
        "Entra can connect; one list of features has an unusual form",
        "This information about the service doesn’t follow the standard. Entra doesn’t read it.",
        "No action needed for Entra.",
        "",
    ]),
    remark(Code::DescriptionRefused, Next::Guide, "rejected").texts([
        "Entra can connect; one list of features is rejected",
        "{Service} rejects the request for this information. Entra doesn’t ask for it.",
        "No action needed for Entra.",
        "What the information would say.",
    ]),
    remark(Code::NoDescription, Next::Guide, "not offered").texts([
        "Entra can connect; one list of features isn’t offered",
        "{Service} doesn’t offer this information. Entra doesn’t ask for it.",
        "No action needed for Entra.",
        "What the information would say.",
    ]),
    remark(Code::DescriptionFailed, Next::Guide, "no response").texts([
        "Entra can connect; one list of features didn’t arrive",
        "This information about the service didn’t arrive this time. Entra doesn’t ask for it.",
        "No action needed. Test again to see everything.",
        "What the information would say.",
    ]),
];
