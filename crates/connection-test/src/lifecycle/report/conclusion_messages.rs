//! Every sentence about the conclusion of a test.

use crate::diagnosis::messages::VerdictSeverity;
use crate::lifecycle::conclusion::{Conclusion, FlagSupport};
use crate::lifecycle::report::messages::{OutcomeMessage, message};
use crate::tenant_url::entra_flag::ENTRA_FLAG;

const TICKET: &str = "Copy the result for a ticket and send it to the support team of {service}.";

impl Conclusion {
    pub fn message(self) -> OutcomeMessage {
        match self {
            Conclusion::AllClear => message(
                VerdictSeverity::Good,
                "Entra can create, update and deactivate users",
                "With this Tenant URL, every step that this setup needs took effect. The test user is deleted.",
                "",
            ),
            Conclusion::WithFlag => message(
                VerdictSeverity::Remark,
                "Entra can create, update and deactivate users if the Tenant URL has the flag",
                "With the flag, every step that this setup needs took effect. Without it, that isn’t confirmed. The test user is deleted.",
                "Follow the advice on the Tenant URL.",
            ),
            Conclusion::WithoutFlag => message(
                VerdictSeverity::Remark,
                "Entra can create, update and deactivate users if the Tenant URL has no flag",
                "Without the flag, every step that this setup needs took effect. With it, that isn’t confirmed. The test user is deleted.",
                "Follow the advice on the Tenant URL.",
            ),
            Conclusion::NotFound => message(
                VerdictSeverity::Bad,
                "Entra won’t find the users that it creates",
                "Entra’s filter didn’t find the user that had just been created. Entra would try to create it again. The test user is deleted.",
                "Run the test again. If the result is the same, copy it for a ticket and send it to the support team of {service}.",
            ),
            Conclusion::LeaversStay => message(
                VerdictSeverity::Bad,
                "Entra can’t deactivate users",
                "No form of deactivation that Entra sends took effect. Leavers would stay active. The test user is deleted.",
                TICKET,
            ),
            Conclusion::NoUpdate => message(
                VerdictSeverity::Bad,
                "Entra can create users, but can’t change their names",
                "No form of update that Entra sends took effect. The test user is deleted.",
                TICKET,
            ),
            Conclusion::NotStored => message(
                VerdictSeverity::Bad,
                "New users won’t get the roles or teams that Entra sends",
                "{Service} created the user, but shows other roles or teams than the request had. The test user is deleted.",
                "Check that the role or team exists in {service} under exactly this name. If it does, copy the result for a ticket.",
            ),
            Conclusion::NoExtension => message(
                VerdictSeverity::Bad,
                "Entra can’t change roles or teams",
                "With and without the flag, a change of rolesString or teamsString fails. Users would keep what they were created with. The test user is deleted.",
                TICKET,
            ),
            Conclusion::NoReactivation => message(
                VerdictSeverity::Bad,
                "Deactivation works, reactivation fails",
                "Leavers become inactive. A returning employee would stay inactive, because no form of reactivation took effect. The test user is deleted.",
                "Until this is fixed, reactivate returning employees in {service} by hand. Copy the result for a ticket and send it to the support team of {service}.",
            ),
            Conclusion::EachFails => message(
                VerdictSeverity::Bad,
                "Something fails with the flag, and something without it",
                "Neither with nor without the flag does everything work that this setup needs. The test user is deleted.",
                TICKET,
            ),
            Conclusion::Basics => message(
                VerdictSeverity::Bad,
                "Creating, reading or deleting users doesn’t work",
                "A step that is needed with and without the flag failed. The test user is deleted.",
                TICKET,
            ),
            Conclusion::NotConfirmed => message(
                VerdictSeverity::Unknown,
                "Not everything that this setup needs could be confirmed",
                "At least one way, with or without the flag, nothing failed, but the responses don’t show that every change took effect. The test user is deleted.",
                "See what isn’t confirmed, and check that in {service} with one user before you start provisioning.",
            ),
            Conclusion::NotTested => message(
                VerdictSeverity::Unknown,
                "What was tested works, but not everything was tested",
                "This setup sends roles or teams, and the test had no name to send. The test user is deleted.",
                "Choose Run again and enter names that exist in {service}.",
            ),
            Conclusion::NoDeactivationSent => message(
                VerdictSeverity::Remark,
                "{Service} can deactivate users, but this setup never does",
                "What this setup needs took effect with or without the flag. The setup never sends a deactivation: it doesn’t map active, maps it to a constant or only during creation, or doesn’t update users. So leavers would stay active. The test user is deleted.",
                "In Mappings, map active to IsSoftDeleted, apply it always, and leave Update on.",
            ),
        }
    }
}

impl FlagSupport {
    /// What it means for a Tenant URL with the flag or without it: how good it
    /// is, and two sentences.
    pub fn message(self, has_flag: bool) -> (VerdictSeverity, String, &'static str) {
        let (good, add) = match has_flag {
            true => (
                VerdictSeverity::Remark,
                format!("Keep ?{ENTRA_FLAG} in the Tenant URL"),
            ),
            false => (
                VerdictSeverity::Good,
                format!("Add ?{ENTRA_FLAG} to the Tenant URL in Entra"),
            ),
        };
        let leave = match has_flag {
            true => format!("Remove ?{ENTRA_FLAG} from the Tenant URL in Entra"),
            false => "Leave the Tenant URL without a flag".to_owned(),
        };
        match self {
            FlagSupport::Both => (
                good,
                leave,
                "Updates work with and without the flag, so use none. With the flag, Provision on demand doesn’t work.",
            ),
            FlagSupport::DefaultOnly => (
                good,
                leave,
                "Only without the flag does everything work that this setup needs.",
            ),
            FlagSupport::FlagOnly => (
                if has_flag {
                    VerdictSeverity::Good
                } else {
                    VerdictSeverity::Remark
                },
                add,
                "Only with the flag does everything work that this setup needs. With the flag, Provision on demand doesn’t work.",
            ),
            FlagSupport::Neither => (
                VerdictSeverity::Bad,
                "The flag doesn’t help".to_owned(),
                "The same things fail with and without the flag.",
            ),
            FlagSupport::EachFails => (
                VerdictSeverity::Bad,
                "Neither way works for everything".to_owned(),
                "With the flag other things fail than without it, and this setup needs all of them.",
            ),
            FlagSupport::DefaultWorks => (
                good,
                leave,
                "Without the flag, everything works that this setup needs. With it, not everything was tested or confirmed.",
            ),
            FlagSupport::FlagWorks => (
                VerdictSeverity::Unknown,
                "You may need the flag".to_owned(),
                "With the flag, everything works that this setup needs. Without it, not everything was tested or confirmed.",
            ),
            FlagSupport::DefaultFails => (
                VerdictSeverity::Unknown,
                "You may need the flag".to_owned(),
                "Without the flag, something fails that this setup needs. With it, not everything was tested or confirmed.",
            ),
            FlagSupport::FlagFails => (
                VerdictSeverity::Unknown,
                match has_flag {
                    true => leave,
                    false => "The flag wouldn’t help".to_owned(),
                },
                "With the flag, something fails that this setup needs. Without it, not everything was tested or confirmed.",
            ),
            FlagSupport::Open => (
                VerdictSeverity::Skipped,
                "Not known yet whether you need the flag".to_owned(),
                "Not everything that this setup needs was tested and confirmed with and without the flag.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_conclusion_has_words() {
        use Conclusion::*;
        for conclusion in [
            AllClear,
            WithFlag,
            WithoutFlag,
            NotFound,
            LeaversStay,
            NoUpdate,
            NotStored,
            NoExtension,
            NoReactivation,
            EachFails,
            Basics,
            NotConfirmed,
            NotTested,
            NoDeactivationSent,
        ] {
            let message = conclusion.message();
            assert!(!message.headline.is_empty() && message.cause.ends_with('.'));
            assert!(message.remedy.is_empty() || message.remedy.ends_with('.'));
            // Only what needs nothing to be done is an all-clear.
            assert_eq!(
                message.severity == VerdictSeverity::Good,
                conclusion == AllClear
            );
            let leavers = message.cause.contains("eavers would stay active");
            assert_eq!(
                leavers,
                matches!(conclusion, LeaversStay | NoDeactivationSent)
            );
        }
    }

    #[test]
    fn a_form_is_recommended_as_the_tenant_url_needs_it() {
        for (support, without, with) in [
            (FlagSupport::Both, "Leave", "Remove"),
            (FlagSupport::DefaultOnly, "Leave", "Remove"),
            (FlagSupport::DefaultWorks, "Leave", "Remove"),
            (FlagSupport::FlagOnly, "Add", "Keep"),
        ] {
            assert!(support.message(false).1.starts_with(without), "{support:?}");
            assert!(support.message(true).1.starts_with(with), "{support:?}");
        }
        for support in [
            FlagSupport::Neither,
            FlagSupport::EachFails,
            FlagSupport::Open,
        ] {
            assert_eq!(support.message(true), support.message(false));
        }
    }
}
