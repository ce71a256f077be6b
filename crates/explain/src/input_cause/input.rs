//! Inputs as a whole: logs without failures, responses of Graph, and what other
//! pages take.

use super::{InputCause, InputCauseInfo, cause};
use crate::destination::Destination;
use crate::severity::ExplanationSeverity::{Failure, Good, Information, Transient, Unknown};
use provisioning_log::cause::CauseOwner::{EntraAdmin, NoAction};
use provisioning_log::cause::CauseSource::{Provisioning, Quarantine};

pub(super) const NOT_RECOGNIZED: InputCauseInfo = cause(
    InputCause::NotRecognized,
    "not-recognized",
    Unknown,
    NoAction,
)
.texts([
    "This text isn’t recognized",
    "It contains no entry, no response, no request and no known code or sentence. That isn’t an all-clear.",
    "Paste an entry of the provisioning log, a job, a response with its body, the output of a command, or an error message or code.",
])
.to(Destination::PasteMore);

pub(super) const CAUSES: &[InputCauseInfo] = &[
    cause(InputCause::LogEmpty, "log-empty", Unknown, EntraAdmin)
        .texts([
            "The log has no entries, which isn’t good news",
            "A job that is paused or in quarantine writes no entries, and Entra keeps them for 30 days only.",
            "Check the job: open Provisioning in the portal, or paste the response to GET /servicePrincipals/{id}/synchronization/jobs here.",
        ])
        .to(Destination::PasteMore)
        .source(Quarantine),
    cause(
        InputCause::LogAllSucceeded,
        "log-all-succeeded",
        Good,
        NoAction,
    )
    .texts([
        "All entries succeeded",
        "No entry and no step in it failed, was skipped or has a warning.",
        "No action needed.",
    ])
    .source(Provisioning),
    cause(InputCause::LogIncomplete, "log-incomplete", Unknown, EntraAdmin)
        .texts([
            "No entry failed as far as the log could be read, but part of it is missing",
            "The log is cut off or damaged, or more pages follow. What is missing may have failed. That isn’t an all-clear.",
            "Paste the whole log with all its pages, or choose Download, then JSON, under Provisioning logs in the portal and open the file here.",
        ])
        .to(Destination::PasteMore)
        .source(Provisioning),
    cause(
        InputCause::EntryWithoutStatus,
        "entry-without-status",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "The entry doesn’t say how it ended",
        "It has no status, no step with one and no error. That isn’t an all-clear.",
        "Open the entry in the portal under Provisioning logs, or download it as JSON and open it here.",
    ])
    .to(Destination::PasteMore),
    cause(InputCause::LogUnreadable, "log-unreadable", Unknown, EntraAdmin)
        .texts([
            "The log can’t be read",
            "Names in it are those of a provisioning log, but no entry could be read. That isn’t an all-clear.",
            "Download the log again: open Provisioning logs in the portal, choose Download, then JSON.",
        ])
        .to(Destination::PasteMore),
    cause(
        InputCause::OnDemandSucceeded,
        "on-demand-succeeded",
        Good,
        NoAction,
    )
    .texts([
        "Provision on demand succeeded",
        "All steps for this user succeeded.",
        "Check in Talkdesk that the user has the expected values.",
    ])
    .source(Provisioning),
    cause(
        InputCause::OnDemandUnreadable,
        "on-demand-unreadable",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "The result of Provision on demand can’t be read",
        "It has no result and no status. That isn’t an all-clear.",
        "Run Provision on demand again and paste the whole response.",
    ])
    .to(Destination::PasteMore),
    cause(InputCause::SecretUpdated, "secret-updated", Good, NoAction)
        .texts([
            "Entra saved the credentials",
            "This is the audit log’s entry for saving the Secret token, with the result Success. It doesn’t show whether Talkdesk accepts the token.",
            "To find out whether the token is right, test the connection here with the same values.",
        ])
        .to(Destination::ConnectionTest)
        .source(Provisioning),
    cause(
        InputCause::GraphListEmpty,
        "graph-list-empty",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "An empty list from Microsoft Graph, which isn’t good news",
        "The text doesn’t show what was requested. Without a job, provisioning isn’t set up; without log entries, the job may be paused or in quarantine.",
        "If you requested the log, paste the job: GET /servicePrincipals/{id}/synchronization/jobs. If you requested the job, set up provisioning in the portal first.",
    ])
    .to(Destination::PasteMore)
    .source(Quarantine),
    cause(
        InputCause::GraphListOther,
        "graph-list-other",
        Unknown,
        NoAction,
    )
    .texts([
        "A list from Microsoft Graph about something else",
        "It isn’t a provisioning log, a job, secrets, a schema or users.",
        "Paste the provisioning log or the job instead.",
    ])
    .to(Destination::PasteMore),
    cause(InputCause::GraphDenied, "graph-denied", Failure, EntraAdmin)
        .texts([
            "Microsoft Graph doesn’t allow this request",
            "This is about your sign-in to Graph, not about the SCIM token: the permission has no consent, or your account lacks a role.",
            "Consent to the permission that the request needs (Synchronization.Read.All for jobs, AuditLog.Read.All for logs), or sign in with a role that has it.",
        ])
        .source(Provisioning),
    cause(
        InputCause::GraphSignInExpired,
        "graph-sign-in",
        Failure,
        EntraAdmin,
    )
    .texts([
        "You aren’t signed in to Microsoft Graph, or no longer",
        "This is about your sign-in to Graph, not about the SCIM token.",
        "Sign in again, then repeat the request.",
    ])
    .source(Provisioning),
    cause(InputCause::GraphNotFound, "graph-not-found", Failure, EntraAdmin)
        .texts([
            "Microsoft Graph doesn’t find this application or job",
            "The ID isn’t that of an enterprise application, or provisioning isn’t set up yet. The ID of the app registration is a different one.",
            "Use the Object ID from the Overview page of the enterprise application.",
        ])
        .source(Provisioning),
    cause(InputCause::GraphThrottled, "graph-throttled", Transient, NoAction)
        .texts([
            "Microsoft Graph limits your requests",
            "Too many requests to Graph. Provisioning isn’t affected.",
            "Wait as long as the response says, then repeat the request.",
        ])
        .source(Provisioning),
    cause(InputCause::GraphOther, "graph-other", Unknown, EntraAdmin)
        .texts([
            "Microsoft Graph returned an error that isn’t known here",
            "Its message says what failed. It may be about the request to Graph or about Talkdesk.",
            "Read the message. To see what Talkdesk responds, test the connection here.",
        ])
        .to(Destination::ConnectionTest),
    cause(
        InputCause::SchemaToImport,
        "schema-to-import",
        Information,
        NoAction,
    )
    .texts([
        "A synchronization schema",
        "It holds the mappings as the portal has them.",
        "Compare it with this setup in Mappings.",
    ])
    .to(Destination::SchemaImport),
    cause(
        InputCause::UsersToPreflight,
        "users-to-preflight",
        Information,
        NoAction,
    )
    .texts([
        "A users file",
        "Preflight shows what the first cycle does to these users.",
        "Open it in Preflight.",
    ])
    .to(Destination::Preflight),
    cause(
        InputCause::ExpressionToEdit,
        "expression-to-edit",
        Information,
        NoAction,
    )
    .texts([
        "An expression of an attribute mapping",
        "Expressions shows its value for a user and what is wrong in it.",
        "Open it in Expressions.",
    ])
    .to(Destination::Expressions),
    cause(
        InputCause::SetupToImport,
        "setup-to-import",
        Information,
        NoAction,
    )
    .texts([
        "A setup that was saved with scimdesk",
        "It isn’t a file of Entra.",
        "Import it in Setups.",
    ])
    .to(Destination::Setups),
    cause(InputCause::GroupRule, "group-rule", Information, EntraAdmin)
        .texts([
            "A rule for a dynamic group",
            "Entra’s groups use this language. Attribute mappings and scoping filters use others, so it can’t be pasted there.",
            "To limit who is provisioned, assign the group to the application, or build a scoping filter with the same conditions.",
        ])
        .to(Destination::Expressions)
        .source(Provisioning),
    cause(
        InputCause::OtherCondition,
        "other-condition",
        Information,
        EntraAdmin,
    )
    .texts([
        "A condition in another language",
        "Attribute mappings don’t use it.",
        "Write it as an expression or as a scoping filter.",
    ])
    .to(Destination::Expressions),
    cause(InputCause::NameOfLog, "name-of-log", Information, NoAction)
        .texts([
            "A name of the provisioning log, not an error",
            "The name alone doesn’t show whether something failed.",
            "Paste the whole entry of the provisioning log.",
        ])
        .to(Destination::PasteMore)
        .source(Provisioning),
    cause(
        InputCause::StatusWithoutError,
        "status-without-error",
        Information,
        NoAction,
    )
    .texts([
        "An HTTP status that is no error",
        "The status alone doesn’t show whether Entra could use the response.",
        "Paste the whole response, or the whole entry of the provisioning log.",
    ])
    .to(Destination::PasteMore),
    cause(InputCause::CodeUnknown, "code-unknown", Unknown, EntraAdmin)
        .texts([
            "This error code isn’t known here",
            "It isn’t in Microsoft’s tables, and no report names it. That isn’t an all-clear.",
            "Paste the whole entry of the provisioning log: the reason in it says more than the code.",
        ])
        .to(Destination::PasteMore),
    cause(
        InputCause::MessageUnknown,
        "message-unknown",
        Unknown,
        EntraAdmin,
    )
    .texts([
        "This message isn’t known here",
        "It is text, but no known code or sentence is in it. That isn’t an all-clear.",
        "Paste where it comes from as well: the whole entry of the provisioning log, or the response with its status.",
    ])
    .to(Destination::PasteMore),
    NOT_RECOGNIZED,
];
