//! Every sentence about the conclusion of a test.

use crate::diagnosis::messages::VerdictSeverity;
use crate::lifecycle::conclusion::{Conclusion, FlagSupport};
use crate::lifecycle::report::messages::{OutcomeMessage, message};
use crate::tenant_url::entra_flag::ENTRA_FLAG;

const TICKET: &str = "Copy the result for a ticket and ask whoever runs {service}.";

impl Conclusion {
    pub fn message(self) -> OutcomeMessage {
        match self {
            Conclusion::AllClear => message(
                VerdictSeverity::Good,
                "Entra will be able to create, update and deactivate users",
                "With the Tenant URL as it is, every step that this setup needs took effect. The test user is removed.",
                "",
            ),
            Conclusion::WithFlag => message(
                VerdictSeverity::Remark,
                "Entra will be able to create, update and deactivate users, if the Tenant URL has the flag",
                "Every step that this setup needs took effect in the form of the flag. The default form is not shown to do all of it. The test user is removed.",
                "Follow the advice on the flag below.",
            ),
            Conclusion::WithoutFlag => message(
                VerdictSeverity::Remark,
                "Entra will be able to create, update and deactivate users, if the Tenant URL has no flag",
                "Every step that this setup needs took effect in the default form. The form of the flag is not shown to do all of it. The test user is removed.",
                "Follow the advice on the flag below.",
            ),
            Conclusion::NotFound => message(
                VerdictSeverity::Bad,
                "Entra will not find the users that it creates",
                "The filter that Entra uses did not find the user that had just been created. Entra would try to create it again. The test user is removed.",
                "Run the test again. If it stays so, copy the result for a ticket and ask whoever runs {service}.",
            ),
            Conclusion::LeaversStay => message(
                VerdictSeverity::Bad,
                "Entra will not be able to deactivate users",
                "No form of deactivation that Entra knows took effect. Leavers would stay active. The test user is removed.",
                TICKET,
            ),
            Conclusion::NoUpdate => message(
                VerdictSeverity::Bad,
                "Users can be created, but Entra will not be able to change their names",
                "No form of update that Entra knows took effect. The test user is removed.",
                TICKET,
            ),
            Conclusion::NotStored => message(
                VerdictSeverity::Bad,
                "New users will not get the roles or teams that Entra sends",
                "{Service} created the user, and shows other roles or teams than the request had. The test user is removed.",
                "Check in {service} that the role or team exists under exactly this name. If it does, copy the result for a ticket.",
            ),
            Conclusion::NoExtension => message(
                VerdictSeverity::Bad,
                "Entra will not be able to change roles or teams",
                "In each form, a change of rolesString or teamsString fails. Users would keep what they were created with. The test user is removed.",
                TICKET,
            ),
            Conclusion::NoReactivation => message(
                VerdictSeverity::Bad,
                "Deactivation works, reactivation fails",
                "Leavers become inactive. A returning employee would stay inactive, because no form of reactivation took effect. The test user is removed.",
                "Until this is corrected, reactivate returning employees in {service} by hand. Copy the result for a ticket and ask whoever runs {service}.",
            ),
            Conclusion::EachFails => message(
                VerdictSeverity::Bad,
                "Each form of Entra’s updates fails at something",
                "Neither with the flag nor without it does everything work that this setup needs. The test user is removed.",
                TICKET,
            ),
            Conclusion::Basics => message(
                VerdictSeverity::Bad,
                "Creating, reading or deleting users is not in order",
                "A step that both forms need did not come out as it should. The test user is removed.",
                TICKET,
            ),
            Conclusion::NotConfirmed => message(
                VerdictSeverity::Unknown,
                "Not everything that this setup needs could be confirmed",
                "In at least one form nothing failed, but the answers do not show that everything took effect. The test user is removed.",
                "Look at what is not confirmed below, and check that in {service} with one user before you start provisioning.",
            ),
            Conclusion::NotTested => message(
                VerdictSeverity::Unknown,
                "What was tested works, but not everything was tested",
                "This setup sends roles or teams, and the test had no name to write. The test user is removed.",
                "Enter names that exist in {service} above, and run the test again.",
            ),
            Conclusion::NoDeactivationSent => message(
                VerdictSeverity::Remark,
                "{Service} can deactivate users, but this setup deactivates nobody",
                "What this setup needs took effect in at least one form. The setup never sends a deactivation: it does not map active, maps it to a constant or only during creation, or does not update users. So leavers would stay active. The test user is removed.",
                "Map active to IsSoftDeleted in Mappings, apply it always, and leave Update on.",
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
                "Both forms of Entra’s updates work for this account, so use the default one. With the flag, Provision on demand does not work.",
            ),
            FlagSupport::DefaultOnly => (
                good,
                leave,
                "Only in the default form does everything work that this setup needs. What fails with the flag stands above.",
            ),
            FlagSupport::FlagOnly => (
                if has_flag {
                    VerdictSeverity::Good
                } else {
                    VerdictSeverity::Remark
                },
                add,
                "Only in the form of the flag does everything work that this setup needs. What fails without it stands above. With the flag, Provision on demand does not work.",
            ),
            FlagSupport::Neither => (
                VerdictSeverity::Bad,
                "The flag does not help".to_owned(),
                "The same things fail with the flag and without it.",
            ),
            FlagSupport::EachFails => (
                VerdictSeverity::Bad,
                "No form is recommended".to_owned(),
                "With the flag other things fail than without it, and this setup needs all of them. What fails in which form stands above.",
            ),
            FlagSupport::DefaultWorks => (
                good,
                leave,
                "In the default form everything works that this setup needs. The form of the flag was not tested or confirmed completely.",
            ),
            FlagSupport::FlagWorks => (
                VerdictSeverity::Unknown,
                "The flag may be needed".to_owned(),
                "In the form of the flag everything works that this setup needs. The default form was not tested or confirmed completely.",
            ),
            FlagSupport::DefaultFails => (
                VerdictSeverity::Unknown,
                "The flag may be needed".to_owned(),
                "In the default form something fails that this setup needs. The form of the flag was not tested or confirmed completely.",
            ),
            FlagSupport::FlagFails => (
                VerdictSeverity::Unknown,
                match has_flag {
                    true => leave,
                    false => "The flag would not help".to_owned(),
                },
                "In the form of the flag something fails that this setup needs. The default form was not tested or confirmed completely.",
            ),
            FlagSupport::Open => (
                VerdictSeverity::Skipped,
                "Whether the flag is needed is still open".to_owned(),
                "Not everything that this setup needs was tested and confirmed in both forms.",
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
