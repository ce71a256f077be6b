//! The texts about evidence: what is proven, what is contradicted, why nothing
//! is known, and why an input cannot be read. Each without its final period
//! where it becomes part of a record.

use provisioning::format::{counted, grouped};
use setup::tenant_evidence::EvidenceKind;

use crate::read::{EvidenceReading, MAX_BYTES, MAX_DEPTH};
use crate::read_error::{EvidenceReadError, GraphErrorKind, GraphRequestError};
use crate::request::permissions;
use crate::verdict::{
    Contradiction, EvidenceVerdict, OnDemandFailure, PageLimit, ProvenFact, UnknownReason,
};

/// Names that are listed; more are counted.
const MAX_NAMES: usize = 3;

fn names(all: &[String]) -> String {
    let shown: Vec<&str> = all.iter().take(MAX_NAMES).map(String::as_str).collect();
    let shown = shown.join(", ");
    match all.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    counted(number as u64, one, many)
}

/// What a response proves, without a full stop.
pub fn proven(what: &ProvenFact) -> String {
    match what {
        ProvenFact::Application { name } => format!("{name} exists as a custom app"),
        ProvenFact::Configured { template } => {
            format!("There is a job with the template {template}")
        }
        ProvenFact::Credentials => {
            "Tenant URL and secret token are stored; Entra hides their values".to_owned()
        }
        ProvenFact::Notification { recipients, limit } => format!(
            "Failures are emailed to {}; deletions stop at {}",
            count(*recipients, "address", "addresses"),
            counted(*limit, "user", "users")
        ),
        ProvenFact::Mappings { rows } => {
            let rows = count(*rows, "mapping", "mappings");
            format!("The schema matches this setup: {rows}, groups off")
        }
        ProvenFact::AppRoles { roles: 1 } => "The app role is there".to_owned(),
        ProvenFact::AppRoles { roles } => format!("All {roles} app roles are there"),
        ProvenFact::UsersAssigned { users, groups: 0 } => {
            format!("{} assigned", count(*users, "user", "users"))
        }
        ProvenFact::UsersAssigned { users: 0, groups } => {
            format!("{} assigned", count(*groups, "group", "groups"))
        }
        ProvenFact::UsersAssigned { users, groups } => format!(
            "{} and {} assigned",
            count(*users, "user", "users"),
            count(*groups, "group", "groups")
        ),
        ProvenFact::OnDemand {
            is_up_to_date: true,
        } => "The user was up to date already".to_owned(),
        ProvenFact::OnDemand {
            is_up_to_date: false,
        } => "The user was provisioned".to_owned(),
        ProvenFact::Started => "Active, not in quarantine".to_owned(),
        ProvenFact::Healthy { entries, latest } => {
            let entries = count(*entries, "entry", "entries");
            match latest {
                Some(latest) => {
                    format!("No failures in the last cycle: {entries}, latest {latest}")
                }
                None => format!("No failures in the last cycle: {entries}"),
            }
        }
    }
}

/// Why the tenant is not as planned, without a full stop.
pub fn contradiction(reason: &Contradiction) -> String {
    match reason {
        Contradiction::OtherApplication { known, found } => format!(
            "This response is from another application (ID {found}), not from the one of this setup (ID {known})"
        ),
        Contradiction::OtherJob { known, found } => format!(
            "This response is from another job ({found}), not from the one of this setup ({known})"
        ),
        Contradiction::OtherApplicationName { planned, found } => {
            format!("This response is from the application {found}, not from {planned}")
        }
        Contradiction::NoApplication => "There is no application with this name in Entra".to_owned(),
        Contradiction::OtherName { found } => {
            format!("The application is called {found} in Entra")
        }
        Contradiction::GalleryApplication => {
            "The application comes from the gallery. Create a custom (non-gallery) one".to_owned()
        }
        Contradiction::NotAnEnterpriseTemplate => {
            "This is an app registration without a Provisioning page. Create a custom (non-gallery) application".to_owned()
        }
        Contradiction::NoJob => "Provisioning isn’t configured in Entra".to_owned(),
        Contradiction::JobGone { .. } => "The job of this setup no longer exists".to_owned(),
        Contradiction::OtherTemplate { template } => {
            format!("The job has the template {template}, not the one for SCIM")
        }
        Contradiction::NoBaseAddress => "The Tenant URL isn’t stored in Entra".to_owned(),
        Contradiction::NoSecretToken => "The secret token isn’t stored in Entra".to_owned(),
        Contradiction::BaseAddressDiffers => {
            "The Tenant URL in Entra differs from this setup".to_owned()
        }
        Contradiction::NotificationOff => "Email notifications are off in Entra".to_owned(),
        Contradiction::NoRecipients => "No notification email is entered in Entra".to_owned(),
        Contradiction::DeletionLimitOff => {
            "Prevent accidental deletion is off in Entra".to_owned()
        }
        Contradiction::GroupMappingOn => "Group mapping is on in Entra".to_owned(),
        Contradiction::UserMappingOff => "User mapping is off in Entra".to_owned(),
        Contradiction::OperationsDiffer { found, planned } => {
            format!("Entra has the operations {found}; this setup has {planned}")
        }
        Contradiction::ScopingFilter => {
            "A scoping filter in Entra limits who is provisioned".to_owned()
        }
        Contradiction::NotDeleted { targets } => {
            format!("Still mapped in Entra: {}", names(targets))
        }
        Contradiction::MappingMissing { target, .. } => format!("{target} isn’t mapped in Entra"),
        Contradiction::MappingDiffers { target, .. } => {
            format!("The mapping for {target} differs in Entra")
        }
        Contradiction::MappedTwice { target, .. } => format!("{target} is mapped twice in Entra"),
        Contradiction::AttributeNotListed { target } => {
            format!("{target} isn’t in the attribute list in Entra")
        }
        Contradiction::NoAppRoles => {
            "The application has only its default app roles".to_owned()
        }
        Contradiction::AppRolesMissing { names: missing } => {
            format!("App roles missing in Entra: {}", names(missing))
        }
        Contradiction::AppRolesOff { names: off } => {
            format!("App roles not enabled for users: {}", names(off))
        }
        Contradiction::NoUsersAssigned => "No users or groups are assigned in Entra".to_owned(),
        Contradiction::DefaultAccess { count: without, of } => format!(
            "Default Access on {} of {}, so Entra skips them",
            grouped(*without as u64),
            count(*of, "assignment", "assignments")
        ),
        Contradiction::OnDemandFailed(failure) => match &failure.step {
            Some(step) => on_demand(&format!("failed in the step {step}"), failure),
            None => on_demand("failed", failure),
        },
        Contradiction::OnDemandSkipped(failure) => on_demand("skipped the user", failure),
        Contradiction::Quarantine { reason } => {
            format!("The job is in quarantine{}", in_brackets(reason))
        }
        Contradiction::Paused => "Provisioning is paused in Entra".to_owned(),
        Contradiction::NeverStarted => "Provisioning hasn’t started in Entra".to_owned(),
        Contradiction::ScheduleOff => "Provisioning is off in Entra".to_owned(),
        Contradiction::FailuresInLastCycle { count: failed } => format!(
            "{} failed in the last cycle",
            count(*failed, "entry", "entries")
        ),
    }
}

/// What became of the user, with code, status and cause.
fn on_demand(what: &str, failure: &OnDemandFailure) -> String {
    let status = failure.http_status.map(|status| format!("HTTP {status}"));
    let code = Some(failure.code.clone()).filter(|code| !code.is_empty());
    let codes: Vec<String> = [code, status].into_iter().flatten().collect();
    let codes = in_brackets(&codes.join(", "));
    match &failure.cause {
        Some(cause) => format!("Provision on demand {what}{codes}: {}", cause.headline()),
        None => format!("Provision on demand {what}{codes}"),
    }
}

/// What to do about a contradiction, beyond what the guide says; as sentences.
pub fn advice(verdict: &EvidenceVerdict) -> Option<String> {
    let EvidenceVerdict::Contradicted { reasons } = verdict else {
        return None;
    };
    reasons.iter().find_map(|reason| match reason {
        Contradiction::OnDemandFailed(failure) | Contradiction::OnDemandSkipped(failure) => {
            let cause = failure.cause.as_ref()?;
            // The admin chose this user, who should be in Talkdesk.
            let action = cause.next_action();
            let action = action.strip_prefix("No action needed. ").unwrap_or(&action);
            Some(format!("{} {action}", cause.explanation()))
        }
        Contradiction::OtherApplication { .. } => Some("If you created the application again, choose Forget all evidence. Otherwise, check the tenant that you’re signed in to.".to_owned()),
        Contradiction::OtherJob { .. } | Contradiction::JobGone { .. } => Some("If you started a new configuration, choose Forget all evidence. Otherwise, check the application that the request names.".to_owned()),
        _ => None,
    })
}

fn in_brackets(code: &str) -> String {
    match code {
        "" => String::new(),
        code => format!(" ({code})"),
    }
}

/// Why nothing is known, as one or two sentences.
pub fn unknown(why: &UnknownReason, kind: EvidenceKind) -> String {
    match why {
        UnknownReason::Incomplete(limit) => incomplete(*limit, kind).to_owned(),
        UnknownReason::CutByPowerShell => "PowerShell left out a part of the response. Run the command as it is shown, with -OutputType Json.".to_owned(),
        UnknownReason::Missing(name) => format!("The response has no usable “{name}”. Send the request as it is shown and paste the whole response."),
        UnknownReason::SeveralApplications(count) => format!("{count} applications have this name. Paste the response of one of them, or rename the others."),
        UnknownReason::SeveralJobs(count) => format!("The application has {count} provisioning jobs. Delete the ones that aren’t used."),
        UnknownReason::OtherSignIn => "Entra signs in with OAuth client credentials and not with a secret token, which this setup can’t verify.".to_owned(),
        UnknownReason::OwnerNotShown { is_up_to_date } => format!("{}, but the response doesn’t say which application it is from. Check the user in Talkdesk, or sign in to Microsoft here and run it again.", proven(&ProvenFact::OnDemand { is_up_to_date: *is_up_to_date })),
        UnknownReason::SettingsHidden => "Entra hides the notification settings. Check them in the portal.".to_owned(),
        UnknownReason::SchemaTemplate => "This is the schema of a template, not of your job. Send the request with the ID of your job.".to_owned(),
        UnknownReason::Schema(message) => message.clone(),
        UnknownReason::NoAppRolesPlanned => "No mapping of this setup uses app roles.".to_owned(),
        UnknownReason::NoEntries => "The log has no entries. That doesn’t show that everything works: check the job’s status.".to_owned(),
        UnknownReason::DamagedLog => "Some entries of the log can’t be read. Paste the whole response.".to_owned(),
        UnknownReason::EntriesWithoutOutcome(without) => format!("{} of the last cycle don’t say how they ended.", count(*without, "entry", "entries")),
        UnknownReason::UnknownStatus(status) => format!("The status “{status}” isn’t documented. Check the portal."),
        UnknownReason::Graph(error) => graph_error(error, Some(kind)),
        UnknownReason::NoTenantUrl => "Choose the Talkdesk region first.".to_owned(),
        UnknownReason::NotSent => "The script didn’t find the application or its job, so it didn’t send this request.".to_owned(),
    }
}

fn incomplete(limit: PageLimit, kind: EvidenceKind) -> &'static str {
    match (limit, kind) {
        (PageLimit::FirstPage, _) => {
            "This is only the first page of a longer list. Use the script that collects all pages."
        }
        (PageLimit::SignIn, _) => {
            "The list is longer than scimdesk reads after a sign-in. Use the script, which reads more pages."
        }
        (PageLimit::Script, EvidenceKind::Healthy) => {
            "The last cycle has more entries than the script reads. Check the provisioning logs in the portal."
        }
        (PageLimit::Script, _) => {
            "The list is longer than the script reads. Check it in the portal."
        }
    }
}

/// A verdict in a few words, without a full stop, for a record.
pub fn summary(verdict: &EvidenceVerdict) -> String {
    match verdict {
        EvidenceVerdict::Proven { what } => proven(what),
        EvidenceVerdict::Contradicted { reasons } => {
            let all: Vec<String> = reasons.iter().map(contradiction).collect();
            all.join("; ")
        }
        EvidenceVerdict::Unknown { .. } => "Not known".to_owned(),
    }
}

/// What a response is called: "the list of jobs".
pub fn response_name(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Application => "the list of applications",
        EvidenceKind::Configured | EvidenceKind::Started => "the list of jobs",
        EvidenceKind::Credentials | EvidenceKind::Notification => "the list of secrets",
        EvidenceKind::Mappings => "the schema of a job",
        EvidenceKind::AppRoles => "an application with its app roles",
        EvidenceKind::UsersAssigned => "the list of assignments",
        EvidenceKind::OnDemand => "a result of Provision on demand",
        EvidenceKind::Healthy => "a provisioning log",
    }
}

/// That a response belongs to another request than the expected one; nothing
/// if it does not.
pub fn other_kind(reading: &EvidenceReading) -> Option<String> {
    let found = reading.results.first()?.kind;
    if !reading.is_for_other_kind() {
        return None;
    }
    Some(format!(
        "You pasted {}. It was applied to the steps it covers.",
        response_name(found)
    ))
}

fn graph_error(error: &GraphRequestError, kind: Option<EvidenceKind>) -> String {
    let permission = kind.map(|kind| permissions(kind).join(" and "));
    match (error.kind, permission) {
        (GraphErrorKind::SignIn, _) => "You aren’t signed in, or the sign-in has expired. Sign in again and send the request again.".to_owned(),
        (GraphErrorKind::Denied, Some(permission)) => format!("A permission or role is missing. Consent to {permission}: in Graph Explorer under Modify permissions, in PowerShell with Connect-MgGraph -Scopes."),
        (GraphErrorKind::Denied, None) => "A permission or role is missing. Consent to the permission that is shown with the request.".to_owned(),
        (GraphErrorKind::License, _) => "The tenant has no Microsoft Entra ID P1 license, which the provisioning logs need in Microsoft Graph. Read the provisioning logs in the portal instead.".to_owned(),
        (GraphErrorKind::NotFound, _) => "Entra didn’t find it. Check that you are signed in to the right tenant and that the IDs in the request are right. Right after the application was created, wait a minute.".to_owned(),
        (GraphErrorKind::Throttled, _) => "Microsoft Graph received too many requests. Wait a minute and send the request again.".to_owned(),
        (GraphErrorKind::Other, _) => format!("Microsoft Graph returned an error{}. Send the request again.", in_brackets(&error.code)),
    }
}

/// Why an input is no evidence and what to do, in one or two sentences.
pub fn read_error(error: &EvidenceReadError) -> String {
    match error {
        EvidenceReadError::Empty => "Paste the response first.".to_owned(),
        EvidenceReadError::Unreadable => "The file can’t be read. Choose it again.".to_owned(),
        EvidenceReadError::TooLarge { bytes } => format!(
            "The file is {} MB; the limit is {} MB.",
            bytes.div_ceil(1_000_000),
            MAX_BYTES / 1_000_000
        ),
        EvidenceReadError::TooDeep => format!("Its brackets are nested more than {MAX_DEPTH} levels deep."),
        EvidenceReadError::NotText => "This isn’t text. Paste the response or choose the JSON file of the script.".to_owned(),
        EvidenceReadError::WebPage => "This is a web page, perhaps a sign-in page, and not a response of Microsoft Graph. Copy the JSON under Response preview.".to_owned(),
        EvidenceReadError::CutShort => "The response is cut off at the end. Copy all of it.".to_owned(),
        EvidenceReadError::Prose => "This isn’t a response of Microsoft Graph. Paste the JSON that the request returns.".to_owned(),
        EvidenceReadError::OtherJson => "This JSON isn’t a response to any of these requests. Send the request as it is shown and paste the whole response.".to_owned(),
        EvidenceReadError::EmptyList => "This list is empty and doesn’t say what it is a list of. Paste the whole response, with the line “@odata.context”.".to_owned(),
        EvidenceReadError::Graph { error, requested } => graph_error(error, *requested),
        EvidenceReadError::NewerPack { version } => format!("A newer version of scimdesk made this file (format {version}). Reload the page to get the newest version."),
        EvidenceReadError::DamagedPack => "The evidence file is damaged. Run the script again.".to_owned(),
    }
}
