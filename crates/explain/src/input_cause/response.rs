//! What a response shows that is no error.

use super::{InputCause, InputCauseInfo, cause};
use crate::destination::Destination;
use crate::severity::ExplanationSeverity::{Check, Critical, Failure, Good, Information, Unknown};
use provisioning_log::cause::CauseOwner::{EntraAdmin, NoAction, Talkdesk};
use provisioning_log::cause::CauseSource::{Provisioning, ScimProtocol, ScimService};

pub(super) const CAUSES: &[InputCauseInfo] = &[
    cause(InputCause::UserCreated, "user-created", Good, NoAction)
        .texts([
            "The user was created",
            "201 is the right response to a POST, with the new user’s id.",
            "No action needed.",
        ])
        .source(ScimProtocol),
    cause(
        InputCause::CreatedWithoutBody,
        "created-without-body",
        Failure,
        Talkdesk,
    )
    .texts([
        "The service created the user, but the response has no body",
        "Entra needs the new user’s id from the body of the response to a POST. Without the id, it can’t update or deactivate the user later.",
        "If the response has a body, paste it as well. If not, send this response to Talkdesk.",
    ])
    .to(Destination::Ticket)
    .source(ScimProtocol),
    cause(
        InputCause::AcceptedForLater,
        "accepted-for-later",
        Check,
        Talkdesk,
    )
    .texts([
        "The service accepted the request, but hasn’t carried it out yet",
        "202 says that the change comes later. SCIM has no such response: Entra expects 201 with the user for a POST, and 200 or 204 for a PATCH or a DELETE.",
        "Check in Talkdesk whether the change took effect. If not, send request and response to Talkdesk.",
    ])
    .to(Destination::Ticket)
    .source(ScimProtocol),
    cause(InputCause::ChangeAccepted, "change-accepted", Good, NoAction)
        .texts([
            "The change was accepted",
            "204 without a body is the right response to a PATCH or a DELETE. It isn’t one to a search.",
            "To make sure that the change took effect, read the user in Talkdesk.",
        ])
        .source(ScimProtocol),
    cause(InputCause::UserReturned, "user-returned", Good, NoAction)
        .texts([
            "A user of the service",
            "This is one user as Talkdesk stores it. It isn’t an error.",
            "Compare its userName with what Entra sends for the user.",
        ])
        .to(Destination::Mapping)
        .source(ScimProtocol),
    cause(
        InputCause::UserReturnedInactive,
        "user-returned-inactive",
        Check,
        NoAction,
    )
    .texts([
        "A user of the service who is inactive",
        "This is one user as Talkdesk stores it: the user can’t sign in. A change may be rejected with 409 until the user is active.",
        "If the user should be active, check assignment, scope and accountEnabled in Entra.",
    ])
    .source(Provisioning),
    cause(InputCause::ListEmpty, "list-empty", Good, NoAction)
        .texts([
            "A valid list without users",
            "No user matches the search. For Test connection that is the expected response; for a user who exists, Entra would create a second one.",
            "If you searched for a user who exists in Talkdesk, compare the matching attribute’s value.",
        ])
        .to(Destination::MatchingAttribute)
        .source(ScimProtocol),
    cause(
        InputCause::ListWithUsers,
        "list-with-users",
        Information,
        NoAction,
    )
    .texts([
        "A valid list with users",
        "The text doesn’t show what was searched for, so it can’t be compared.",
        "Compare userName and id with what Entra searched for; other case is still the same user. Only if you ran this page’s command unchanged, a user in the list means that the filter is ignored.",
    ])
    .to(Destination::MatchingAttribute)
    .source(ScimProtocol),
    cause(InputCause::ListOtherCase, "list-other-case", Check, EntraAdmin)
        .texts([
            "The user was found, with userName in other case",
            "userName is compared without regard to case (RFC 7643 section 4.1.1), so the service is right. Entra may see the difference as a change and update the user.",
            "To avoid updates, send the spelling that Talkdesk has, for example with ToLower in the mapping of userName.",
        ])
        .to(Destination::MatchingAttribute)
        .source(ScimProtocol),
    cause(InputCause::ListOtherValue, "list-other-value", Critical, Talkdesk)
        .texts([
            "The service returned another user than the one searched for",
            "The filter asks for one value and the user in the list has another. Entra would change the wrong user.",
            "Check that request and response belong together. If they do, send both to Talkdesk before you start provisioning.",
        ])
        .to(Destination::Ticket)
        .source(ScimProtocol),
    cause(
        InputCause::ListSeveralUsers,
        "list-several-users",
        Critical,
        Talkdesk,
    )
    .texts([
        "The service returned several users for one value",
        "The filter asks for the one user who has this value. With several users in the response, Entra can’t tell which one to change, and provisions none of them.",
        "Compare the users in Talkdesk. If they are duplicates, delete or rename all but one. If not, the service ignores the filter: send request and response to Talkdesk.",
    ])
    .to(Destination::Ticket)
    .source(ScimService),
    cause(
        InputCause::ProbeFoundUser,
        "probe-found-user",
        Critical,
        Talkdesk,
    )
    .texts([
        "The service ignores the filter",
        "The request asks for a random GUID that no user has, and the response has users. Entra would take another user for the one it looks for.",
        "Send request and response to Talkdesk before you start provisioning.",
    ])
    .to(Destination::Ticket)
    .source(ScimService),
    cause(InputCause::IdNotText, "id-not-text", Failure, Talkdesk)
        .texts([
            "The id of the user is a number, not text",
            "RFC 7643 section 3.1 requires text. Entra may fail to read the user.",
            "Send this response to the team that runs the service.",
        ])
        .to(Destination::Ticket)
        .source(ScimProtocol),
    cause(InputCause::IdMissing, "id-missing", Failure, Talkdesk)
        .texts([
            "A user in the response has no id",
            "RFC 7643 section 3.1 requires an id that isn’t empty. Entra uses it in the address of each change, so it can’t update or deactivate the user.",
            "Send this response to the team that runs the service.",
        ])
        .to(Destination::Ticket)
        .source(ScimProtocol),
    cause(
        InputCause::ActiveNotBoolean,
        "active-not-boolean",
        Failure,
        Talkdesk,
    )
    .texts([
        "A user in the response has a value of active that isn’t a Boolean",
        "RFC 7643 section 4.1.1 requires true or false without quotes. Entra may fail to read the user, or not notice that the user is inactive.",
        "Check in Talkdesk whether the user is active. Send this response to the team that runs the service.",
    ])
    .to(Destination::Ticket)
    .source(ScimProtocol),
    cause(
        InputCause::PatchUnsupported,
        "patch-unsupported",
        Critical,
        Talkdesk,
    )
    .texts([
        "The service says that it doesn’t support PATCH",
        "Entra changes and deactivates users with PATCH only. Users would be created but never updated, and leavers would stay active.",
        "Run the lifecycle test: it shows whether PATCH works all the same. If not, ask the team that runs the service.",
    ])
    .to(Destination::LifecycleTest)
    .source(ScimService),
    cause(
        InputCause::FilterUnsupported,
        "filter-unsupported",
        Failure,
        Talkdesk,
    )
    .texts([
        "The service says that it doesn’t support filters",
        "Entra finds each user with a filter. Without it, no user is matched.",
        "Test the connection here: it shows whether the filter works all the same.",
    ])
    .to(Destination::ConnectionTest)
    .source(ScimService),
    cause(
        InputCause::ConfigSupported,
        "config-supported",
        Good,
        NoAction,
    )
    .texts([
        "The service says that it supports what Entra needs",
        "PATCH and filters are supported, going by this description. Entra doesn’t read it.",
        "Test the connection here: it shows whether both work.",
    ])
    .to(Destination::ConnectionTest)
    .source(ScimService),
    cause(InputCause::ConfigSilent, "config-silent", Unknown, EntraAdmin)
        .texts([
            "The service doesn’t say whether it supports what Entra needs",
            "Entra needs PATCH and filters. This description leaves out at least one of them. Entra doesn’t read it.",
            "Test the connection here: it shows whether both work.",
        ])
        .to(Destination::ConnectionTest)
        .source(ScimService),
    cause(
        InputCause::ErrorWithoutReason,
        "error-without-reason",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "An error that says neither what failed nor why",
        "The response has the form of an error, without a status, a code or a message. That isn’t an all-clear.",
        "Paste the status line as well, or the whole entry of the provisioning log.",
    ])
    .to(Destination::PasteMore),
    cause(
        InputCause::BodyUnreadable,
        "body-unreadable",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "The body of the response can’t be read",
        "It isn’t complete JSON. It may have been cut in copying.",
        "Paste the whole body, from the first { to the last }.",
    ])
    .to(Destination::PasteMore),
    cause(InputCause::BodyUnknown, "body-unknown", Unknown, EntraAdmin)
        .texts([
            "This JSON isn’t a user, a list or an error",
            "It is complete, but it has no userName, no Resources and no message of an error. That isn’t an all-clear.",
            "Paste the request and the status line as well, or the whole entry of the provisioning log.",
        ])
        .to(Destination::PasteMore),
];
