//! Remarks: Entra will connect, but what the service says about itself is
//! worth knowing, and so is that it does not look at the token.

use super::{Code, Finding, Next, remark};

pub(super) const FINDINGS: &[Finding] = &[
    remark(Code::AnyToken, Next::Contact, "accepts any token").texts([
        "{Service} answers whatever the token is",
        "A made-up token got the same answer as yours. So this test cannot tell whether your token is right, and anybody can read the users of this address.",
        "Tell whoever runs {service} at once. With Talkdesk itself this must not happen; compare the host of the Tenant URL letter by letter.",
        "Whether your own token is valid.",
    ]),
    remark(Code::NoPatch, Next::Contact, "no PATCH").texts([
        "Entra will be able to connect, but updates may fail",
        "{Service} describes itself as without PATCH. Entra updates and deactivates users with PATCH only.",
        "Ask whoever runs {service} whether the description is right before you start provisioning.",
        "Whether PATCH works after all: this test changes nothing, so it did not try.",
    ]),
    remark(Code::NoFilter, Next::Contact, "no filters").texts([
        "Entra will be able to connect, but the service contradicts itself",
        "{Service} describes itself as without filters. Entra finds users with a filter only.",
        "Provision one pilot user on demand and look at the provisioning log before you start.",
        "Which of the two is right.",
    ]),
    remark(Code::NoUsers, Next::Contact, "no users listed").texts([
        "Entra will be able to connect, but users are not described",
        "The list of resource types does not hold User.",
        "Provision one pilot user on demand before you start.",
        "",
    ]),
    remark(Code::NoExtension, Next::Contact, "not listed").texts([
        "Entra will be able to connect, but Talkdesk’s own attributes are not listed",
        "The schemas do not hold Talkdesk’s extension, so rolesString and teamsString may not be taken. If this is not Talkdesk, that is to be expected.",
        "Compare the Tenant URL with your region. Provision one pilot user with a role on demand before you start.",
        "Whether the attributes are taken although they are not listed.",
    ]),
    remark(Code::ExtensionDiffers, Next::Contact, "differs").texts([
        "Entra will be able to connect, but Talkdesk’s own attributes differ",
        "Talkdesk’s extension is listed, but not with both attributes as strings, as Talkdesk documents them.",
        "Provision one pilot user with a role and a team on demand before you start.",
        "Whether the documentation or the description is out of date.",
    ]),
    remark(Code::OddDescription, Next::Tick, "odd form").texts([
        "Entra will be able to connect; one description is in an odd form",
        "This description of the service is not in the standard’s form. Entra does not read it.",
        "Nothing has to be done for Entra.",
        "",
    ]),
    remark(Code::DescriptionRefused, Next::Tick, "refused").texts([
        "Entra will be able to connect; one description is refused",
        "{Service} refuses this description of itself. Entra does not ask for it.",
        "Nothing has to be done for Entra.",
        "What the description would say.",
    ]),
    remark(Code::NoDescription, Next::Tick, "not offered").texts([
        "Entra will be able to connect; one description is not offered",
        "{Service} does not offer this description of itself. Entra does not ask for it.",
        "Nothing has to be done for Entra.",
        "What the description would say.",
    ]),
    remark(Code::DescriptionFailed, Next::Tick, "no answer").texts([
        "Entra will be able to connect; one description could not be had",
        "This description of the service could not be had this time. Entra does not ask for it.",
        "Nothing has to be done. Run the test again to see everything.",
        "What the description would say.",
    ]),
];
