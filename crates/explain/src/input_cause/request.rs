//! What is wrong in a request that Entra or somebody else sent.

use super::{InputCause, InputCauseInfo, cause};
use crate::destination::Destination;
use crate::severity::ExplanationSeverity::{Check, Critical, Failure, Good, Information, Unknown};
use provisioning_log::cause::CauseOwner::{EntraAdmin, NoAction};
use provisioning_log::cause::CauseSource::{
    Provisioning, ScimProtocol, ScimService, Talkdesk as TalkdeskDocs,
};

pub(super) const CAUSES: &[InputCauseInfo] = &[
    cause(
        InputCause::FilterUnquoted,
        "filter-unquoted",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The filter is malformed: its value has no quotes",
        "A text in a SCIM filter must be in double quotes (RFC 7644 section 3.4.2.2). Entra always sends them, so another client wrote this filter, or a log removed them.",
        "Put the value in double quotes and percent-encode the filter.",
    ])
    .source(ScimProtocol),
    cause(
        InputCause::FilterSingleQuotes,
        "filter-single-quotes",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The filter is malformed: its value is in single quotes",
        "SCIM filters use double quotes (RFC 7644 section 3.4.2.2). Single quotes are those of Microsoft Graph.",
        "Put the value in double quotes and percent-encode the filter.",
    ])
    .source(ScimProtocol),
    cause(
        InputCause::FilterOpenQuote,
        "filter-open-quote",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The filter is malformed: its last quote is missing",
        "The text may have been cut in copying.",
        "Copy the whole request again, up to the closing quote.",
    ])
    .source(ScimProtocol),
    cause(
        InputCause::FilterValuePath,
        "filter-value-path",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The filter is malformed: it compares a list of values with one value",
        "What is in brackets selects an element of a list; the comparison with the value must be in the brackets as well (RFC 7644 section 3.4.2.2). Entra sends this form when an emails attribute is the matching attribute.",
        "In Mappings, match by userName.",
    ])
    .to(Destination::MatchingAttribute)
    .source(ScimProtocol),
    cause(
        InputCause::FilterSupported,
        "filter-valid",
        Information,
        NoAction,
    )
    .texts([
        "A valid request for a user",
        "Entra looks for each user with a filter like this before it creates or changes the user.",
        "Paste the response to it as well.",
    ])
    .to(Destination::PasteMore)
    .source(ScimService),
    cause(InputCause::ProbeRequest, "probe-request", Good, NoAction)
        .texts([
            "Entra tests the connection",
            "Test connection asks for a random GUID that no user has. The expected response is 200 with an empty list.",
            "No action needed.",
        ])
        .source(ScimService),
    cause(InputCause::RequestSeen, "request-seen", Information, NoAction)
        .texts([
            "Requests to a SCIM service",
            "Each line has a status, and none is that of a failure.",
            "Paste the response, or the entry of the provisioning log, if something failed.",
        ])
        .to(Destination::PasteMore),
    cause(
        InputCause::RequestWithoutStatus,
        "request-without-status",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "A request to a SCIM service, without the status of the response",
        "Without the status, the text doesn’t show whether the request failed. That isn’t an all-clear.",
        "Paste the response as well, or the line of the access log with the status.",
    ])
    .to(Destination::PasteMore),
    cause(
        InputCause::PatchBooleanText,
        "patch-boolean-text",
        Critical,
        EntraAdmin,
    )
    .texts([
        "Entra sends active as text, not as a Boolean",
        "Without a flag, Entra sends \"False\" in quotes. Strict services reject it, lenient ones convert it, and some accept it and change nothing: then a leaver stays active.",
        "Add ?aadOptscim062020 to the end of the Tenant URL, for one user first: the lifecycle test shows whether Talkdesk needs it.",
    ])
    .to(Destination::LifecycleTest)
    .source(ScimService),
    cause(
        InputCause::PatchDottedNames,
        "patch-dotted-names",
        Check,
        EntraAdmin,
    )
    .texts([
        "A PATCH without path: the names are in the value, with dots",
        "With the flag aadOptscim062020, Entra merges simple changes into one operation and names each attribute in full, as in name.givenName. RFC 7644 has no such names, so a service may ignore or reject them.",
        "Run the lifecycle test: it shows whether Talkdesk accepts this form. If not, remove the flag from the Tenant URL.",
    ])
    .to(Destination::LifecycleTest)
    .source(ScimService),
    cause(
        InputCause::PatchRoleText,
        "patch-role-text",
        Failure,
        EntraAdmin,
    )
    .texts([
        "A PATCH that sends each app role as JSON text",
        "AppRoleAssignmentsComplex creates a list of texts with JSON in them in a PATCH, and a list of objects in a POST. Few services read both. It never removes a role.",
        "For Talkdesk, map rolesString with SingleAppRoleAssignment instead.",
    ])
    .to(Destination::Mapping)
    .source(Provisioning),
    cause(InputCause::PatchAppRoles, "patch-app-roles", Check, EntraAdmin)
        .texts([
            "A PATCH of the core attribute roles",
            "Talkdesk takes roles as text in rolesString of its own extension, and ignores or rejects the core attribute.",
            "Map rolesString with SingleAppRoleAssignment and remove the row for roles.",
        ])
        .to(Destination::Mapping)
        .source(TalkdeskDocs),
    cause(InputCause::PatchOther, "patch-other", Information, NoAction)
        .texts([
            "The body of a PATCH",
            "Entra sends it to change a user. Nothing in it is known to fail.",
            "If the change failed, paste the response or the entry of the provisioning log.",
        ])
        .to(Destination::PasteMore)
        .source(ScimService),
    cause(
        InputCause::CreateBooleanText,
        "create-boolean-text",
        Check,
        EntraAdmin,
    )
    .texts([
        "The body of a POST sends active as text, not as a Boolean",
        "A strict service rejects \"True\" in quotes.",
        "In the attribute list of the portal, set the type of active to Boolean.",
    ])
    .to(Destination::Mapping)
    .source(ScimService),
    cause(
        InputCause::CreateMissingRequired,
        "create-missing-required",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The body of a POST lacks what Talkdesk requires",
        "Talkdesk requires userName, name.givenName and name.familyName, and rejects a user without them.",
        "Map the missing attribute, with a fallback value for users who have none.",
    ])
    .to(Destination::Mapping)
    .source(TalkdeskDocs),
    cause(InputCause::CreateAppRoles, "create-app-roles", Check, EntraAdmin)
        .texts([
            "The body of a POST with the core attribute roles",
            "AppRoleAssignmentsComplex makes this list of objects in a POST, and a list of texts in a PATCH. Talkdesk takes roles as text in rolesString of its own extension.",
            "Map rolesString with SingleAppRoleAssignment and remove the row for roles.",
        ])
        .to(Destination::Mapping)
        .source(TalkdeskDocs),
    cause(InputCause::CreateOther, "create-other", Information, NoAction)
        .texts([
            "The body of a POST",
            "Entra sends it to create a user. It has what Talkdesk requires.",
            "If the user wasn’t created, paste the response or the entry of the provisioning log.",
        ])
        .to(Destination::PasteMore)
        .source(ScimService),
    cause(InputCause::RequestEmpty, "request-empty", Unknown, EntraAdmin)
        .texts([
            "The body of a request without a user or an operation",
            "Nothing in it says what Entra wanted to create or change.",
            "Paste the whole body, from the first { to the last }.",
        ])
        .to(Destination::PasteMore),
];
