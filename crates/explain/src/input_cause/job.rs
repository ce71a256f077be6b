//! What is wrong with a synchronization job. Source of the reasons:
//! <https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine>.

use super::{InputCause, InputCauseInfo, cause};
use crate::destination::Destination;
use crate::severity::ExplanationSeverity::{Check, Critical, Failure, Good, Unknown};
use provisioning_log::cause::CauseOwner::{EntraAdmin, NoAction, TalkdeskAdmin};
use provisioning_log::cause::CauseSource::{Provisioning, Quarantine};

pub(super) const CAUSES: &[InputCauseInfo] = &[
    cause(
        InputCause::QuarantineCredentials,
        "quarantine-credentials",
        Critical,
        TalkdeskAdmin,
    )
    .texts([
        "Provisioning is in quarantine because Talkdesk rejects the token",
        "Entra’s requests get 401 or 403: the token expired, was revoked, or is from another region or account.",
        "Get a new STS token in the region of the Tenant URL, with the scope scim, and test it here.",
    ])
    .to(Destination::ConnectionTest)
    .source(Quarantine),
    cause(
        InputCause::QuarantineUnreachable,
        "quarantine-unreachable",
        Critical,
        EntraAdmin,
    )
    .texts([
        "Provisioning is in quarantine because Entra gets no usable response from Talkdesk",
        "Entra’s test request failed before a SCIM response arrived, or the response was none. Usually the Tenant URL is wrong, or the token is rejected without a SCIM error.",
        "Test the connection here: it shows whether the Tenant URL or the token is wrong.",
    ])
    .to(Destination::ConnectionTest)
    .source(Quarantine),
    cause(
        InputCause::QuarantineIncompatible,
        "quarantine-incompatible",
        Critical,
        EntraAdmin,
    )
    .texts([
        "Provisioning is in quarantine because of what Talkdesk returns",
        "Entra couldn’t use the responses. The error of the quarantine names the first of them.",
        "Test the connection here, then look at the most frequent failure in the provisioning log.",
    ])
    .to(Destination::ConnectionTest)
    .source(Quarantine),
    cause(
        InputCause::JobNotConfigured,
        "job-not-configured",
        Failure,
        EntraAdmin,
    )
    .texts([
        "Provisioning isn’t configured yet",
        "The job has no saved credentials or no schema, so it can’t run.",
        "Enter Tenant URL and Secret token in the portal, choose Test connection, then save.",
    ])
    .to(Destination::GuideStep("2.3"))
    .source(Provisioning),
    cause(InputCause::JobNeverRan, "job-never-ran", Failure, EntraAdmin)
        .texts([
            "Provisioning has never run",
            "The job exists and isn’t in quarantine, but no cycle has started. Dates of year 1 and an interval of P10675199D mean never.",
            "Choose Start provisioning in the portal.",
        ])
        .to(Destination::GuideStep("2.20"))
        .source(Provisioning),
    cause(InputCause::JobPaused, "job-paused", Failure, EntraAdmin)
        .texts([
            "Provisioning is paused",
            "The job ran before and isn’t in quarantine, but it starts no new cycle: no user is created, changed or deactivated.",
            "Choose Start provisioning in the portal.",
        ])
        .to(Destination::GuideStep("2.20"))
        .source(Provisioning),
    cause(InputCause::JobDisabled, "job-disabled", Failure, EntraAdmin)
        .texts([
            "The schedule of the job is turned off",
            "Entra turns it off after four weeks in quarantine, or an admin stopped it. No user is created, changed or deactivated.",
            "Find out why it stopped, then choose Start provisioning in the portal.",
        ])
        .to(Destination::GuideStep("2.20"))
        .source(Quarantine),
    cause(InputCause::JobFailed, "job-failed", Failure, EntraAdmin)
        .texts([
            "The last cycle failed",
            "The job isn’t in quarantine yet, but cycles fail as a whole. If that continues, Entra puts it in quarantine.",
            "Test the connection here, then open the provisioning log of the last cycle.",
        ])
        .to(Destination::ConnectionTest)
        .source(Provisioning),
    cause(InputCause::JobRunning, "job-running", Good, NoAction)
        .texts([
            "The job runs and isn’t in quarantine",
            "Its last cycle ended without errors that the job reports.",
            "To check single users, open the provisioning log here.",
        ])
        .to(Destination::PasteMore)
        .source(Provisioning),
    cause(InputCause::JobUnknown, "job-unknown", Unknown, EntraAdmin)
        .texts([
            "The status of this job can’t be read",
            "It has no status code, or one that isn’t documented. That isn’t an all-clear.",
            "Request the job again: GET /servicePrincipals/{id}/synchronization/jobs, and paste the whole response.",
        ])
        .to(Destination::PasteMore),
    cause(InputCause::SecretsSaved, "secrets-saved", Check, EntraAdmin)
        .texts([
            "Tenant URL and Secret token are saved",
            "Microsoft Graph shows only that they are there, never their values.",
            "To find out whether they are right, test the connection here with the same values.",
        ])
        .to(Destination::ConnectionTest)
        .source(Provisioning),
    cause(
        InputCause::SecretsMissing,
        "secrets-missing",
        Failure,
        EntraAdmin,
    )
    .texts([
        "The credentials aren’t saved completely",
        "Provisioning needs both the Tenant URL (BaseAddress) and the Secret token (SecretToken).",
        "Enter both in the portal, choose Test connection, then save.",
    ])
    .to(Destination::GuideStep("2.3"))
    .source(Provisioning),
];
