//! The kinds of findings, with their words: the one table of them.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FindingSeverity {
    /// Worth knowing; often intended.
    Hint,
    /// The user gets through and may be wrong.
    Warning,
    /// The user does not get through.
    Refused,
}

impl FindingSeverity {
    pub fn label(self) -> &'static str {
        match self {
            FindingSeverity::Hint => "Hint",
            FindingSeverity::Warning => "Warning",
            FindingSeverity::Refused => "Refused",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingText {
    /// A name that stays, for files and tickets.
    pub code: &'static str,
    pub severity: FindingSeverity,
    pub title: &'static str,
    pub reason: &'static str,
    pub remedy: &'static str,
}

macro_rules! kinds {
    ($($name:ident $code:literal $severity:ident $title:literal $reason:literal $remedy:literal;)*) => {
        /// A kind of finding. The order is that of the page: the worst first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FindingKind {
            $($name,)*
        }

        impl FindingKind {
            pub const ALL: &[FindingKind] = &[$(FindingKind::$name,)*];

            pub fn text(self) -> &'static FindingText {
                match self {
                    $(FindingKind::$name => &FindingText {
                        code: $code,
                        severity: FindingSeverity::$severity,
                        title: $title,
                        reason: $reason,
                        remedy: $remedy,
                    },)*
                }
            }
        }
    };
}

kinds! {
    MandatoryMissing "mandatory-missing" Refused
        "A mandatory value is missing"
        "Talkdesk refuses a user without userName, first name or last name. Entra sends nothing for an empty attribute."
        "Fill in the attribute in Entra, or give the mapping a fallback such as Coalesce or a default value.";
    NotEmail "not-email" Refused
        "userName is not an e-mail address"
        "Talkdesk takes the userName for the user’s e-mail address."
        "Map userName to an attribute that holds the e-mail address, often mail, or correct the value in Entra.";
    Duplicate "duplicate" Refused
        "Several users have the same matching value"
        "Entra finds users by this value, whatever the case. With two of them one is refused or overwrites the other; which one is not certain."
        "Make the value unique, or leave one of the users out of scope.";
    SeveralInTalkdesk "several-in-talkdesk" Refused
        "Several users in Talkdesk match"
        "Entra reports DuplicateTargetEntries when its query finds more than one user."
        "Remove or rename one of the users in Talkdesk.";
    NoMatchingValue "no-matching-value" Refused
        "The matching attribute has no value"
        "Entra looks a user up by this value before it does anything else, and skips a user without one."
        "Fill in the attribute in Entra, or match by another attribute.";
    BreaksFilter "breaks-filter" Refused
        "The matching value breaks Entra’s query"
        "Entra asks for the user with a filter in quotation marks. A quotation mark, backslash or control character in the value makes the query fail."
        "Remove the character in Entra, or strip it in the mapping with Replace.";
    TwoAppRoles "two-app-roles" Refused
        "More than one app role"
        "SingleAppRoleAssignment takes exactly one role for each user. A role that comes through a second group counts as well."
        "Take one of the assignments away.";
    EvaluationError "evaluation-error" Refused
        "An expression fails for this user"
        "Entra does not send a user whose mapping fails."
        "Open the user to see the error, then correct the expression or the value.";
    RoleUnknown "role-unknown" Refused
        "A role does not exist in Talkdesk"
        "Talkdesk takes only roles that exist already; your list does not have this one."
        "Create the role in Talkdesk, or correct the mapping. If it exists, add it to the list.";
    TeamUnknown "team-unknown" Refused
        "A team does not exist in Talkdesk"
        "Talkdesk takes only teams that exist already; your list does not have this one."
        "Create the team in Talkdesk, or correct the mapping. If it exists, add it to the list.";
    RoleCase "role-case" Warning
        "A role is written with other capitals"
        "Whether Talkdesk tells capitals from small letters in role names is not documented."
        "Write the role exactly as Talkdesk does.";
    TeamCase "team-case" Warning
        "A team is written with other capitals"
        "Whether Talkdesk tells capitals from small letters in team names is not documented."
        "Write the team exactly as Talkdesk does.";
    RoleBlanks "role-blanks" Warning
        "A role has blanks too many or too few"
        "Whether Talkdesk ignores blanks in role names is not documented; a blank after a semicolon is a frequent cause."
        "Write the role exactly as Talkdesk does, without blanks around semicolons.";
    TeamBlanks "team-blanks" Warning
        "A team has blanks too many or too few"
        "Whether Talkdesk ignores blanks in team names is not documented; a blank after a semicolon is a frequent cause."
        "Write the team exactly as Talkdesk does, without blanks around semicolons.";
    ValueStays "value-stays" Warning
        "A value is gone in Entra and stays in Talkdesk"
        "Talkdesk has this user already. Entra never sends an empty value, so the update leaves the old one as it is."
        "Fill in the attribute in Entra, or change the value in Talkdesk by hand.";
    ExistsUnmatched "exists-unmatched" Warning
        "Talkdesk has this user under another userName"
        "A user in Talkdesk has the same externalId, but Entra will not find it by the matching value. It creates a second one or reports a conflict."
        "Change the userName in Talkdesk to the new one before the first cycle.";
    OnlyBlanks "only-blanks" Warning
        "A mandatory value has only blanks"
        "Whether Talkdesk takes blanks for a value is not documented."
        "Fill in the attribute in Entra.";
    UpnMailDiffer "upn-mail-differ" Warning
        "userPrincipalName and mail differ"
        "One of them becomes the userName in Talkdesk. If single sign-on sends the other, the user cannot sign in."
        "Check which of the two single sign-on sends, and map that one to userName.";
    StateUnclear "state-unclear" Warning
        "Whether the account is enabled is not known"
        "The file has a value that says neither enabled nor disabled, or neither deleted nor not. Entra passes over a disabled or deleted user whom Talkdesk does not have."
        "Correct the value in the file, or choose in the table of columns what the column means.";
    UpnMailCase "upn-mail-case" Warning
        "userPrincipalName and mail differ only in capitals"
        "SCIM compares userName without case, unless the service declares caseExact. How Entra compares it, and whether single sign-on tells capitals from small letters, is not documented for Talkdesk; each can cause updates that repeat, or a conflict."
        "Map both places from one attribute, or use ToLower in the mapping that finds users.";
    RiskyFilter "risky-filter" Warning
        "The matching value has unusual characters"
        "Entra asks for the user with this value in an address. Characters outside letters, digits and . _ - + ' @ have made such queries fail."
        "Try the user with Provision on demand first.";
    DuplicateExternalId "duplicate-external-id" Warning
        "Several users have the same externalId"
        "The externalId is meant to be one user’s own. Whether Talkdesk refuses a second one is not documented."
        "Map externalId to objectId, which is unique.";
    ActiveNotBoolean "active-not-boolean" Warning
        "active is neither True nor False"
        "Entra turns the value into a truth value; any other text is dropped or refused."
        "Let the expression give True or False.";
    InactiveAlthoughEnabled "inactive-although-enabled" Warning
        "An enabled user is inactive in Talkdesk"
        "The user is enabled and in scope, and the mapping of active gives False."
        "Correct the mapping of active: False only when IsSoftDeleted is True.";
    ActiveAlthoughDisabled "active-although-disabled" Warning
        "A disabled user stays active in Talkdesk"
        "The user is disabled or deleted in Entra, and the mapping of active gives True."
        "Correct the mapping of active: False whenever IsSoftDeleted is True.";
    ActiveNoValue "active-no-value" Warning
        "active has no value"
        "Entra sends nothing for active. Talkdesk creates such a user as active, and nobody deactivates the user later."
        "Correct the mapping of active. The values of IsSoftDeleted are True and False, and keys are compared with case.";
    UnsupportedTarget "unsupported-target" Warning
        "A value goes to an attribute that Talkdesk does not have"
        "Talkdesk’s schema has no such attribute. Whether it rejects the user or ignores the value is not documented."
        "Delete the row of this attribute from the mappings.";
    TooLong "too-long" Warning
        "A value is very long"
        "Talkdesk does not document its limits. E-mail addresses end at 254 characters, and longer names are usually a mistake."
        "Check the value; cut it in the mapping with Left or Mid.";
    ControlCharacters "control-characters" Warning
        "A value has invisible characters"
        "Control characters and characters without width come from copying. Names with them are not found and not equal."
        "Type the value anew in Entra, or remove the characters in the mapping with Replace.";
    OuterBlanks "outer-blanks" Warning
        "A value begins or ends with a blank"
        "It is sent as it is. For a matching value that means another user."
        "Remove the blank in Entra, or use Trim in the mapping.";
    MixedScripts "mixed-scripts" Warning
        "A word mixes letters of several scripts"
        "A Cyrillic or Greek letter can look like a Latin one. The value reads right, and is another."
        "Type the value anew in Entra.";
    DamagedText "damaged-text" Warning
        "A value has damaged characters"
        "Characters were lost in a change of encoding, in Entra or on the way into this file."
        "Compare with the value in Entra. If it is right there, export the file again as UTF-8.";
    TypeName "type-name" Warning
        "A value is the name of a type"
        "Export-Csv writes System.String[] and the like for collections, not what is in them."
        "Export the property with Select-Object and -join, then load the file again.";
    RaggedRow "ragged-row" Warning
        "The row has more or fewer cells than the headers"
        "A separator inside a value without quotation marks moves all values after it."
        "Export the file again, or correct the line.";
    Deactivates "deactivates" Hint
        "The user is deactivated in Talkdesk"
        "The user is active in Talkdesk, and the mapping gives False."
        "Nothing, if that is intended.";
    Reactivates "reactivates" Hint
        "The user is activated again in Talkdesk"
        "The user is not active in Talkdesk, and the mapping gives True. That takes a licence."
        "Nothing, if that is intended.";
    CaseOnlyUpdate "case-only-update" Hint
        "Updated only because of capitals"
        "Talkdesk has the same value in other capitals, and nothing else differs. Whether Talkdesk keeps the capitals that it is sent is not documented; if not, the update repeats."
        "Use ToLower in the mapping, or write the value in Entra as Talkdesk has it.";
    DefaultRole "default-role" Hint
        "No role; Talkdesk gives Agent"
        "The mapping gives no role for this user, so Talkdesk gives the default role."
        "Assign an app role, or give the mapping a default value.";
    Disabled "disabled" Hint
        "Disabled, therefore not created"
        "Entra does not create users whose account is disabled."
        "Nothing, if that is intended.";
    ScopeUnsure "scope-unsure" Hint
        "The scoping filter may leave this user out"
        "What a condition of the filter does here is not documented, so the user is counted as in scope."
        "Try the user with Provision on demand, which says whether the filter lets it through.";
    Guest "guest" Hint
        "Guest"
        "Entra sends the userPrincipalName of a guest without #EXT# and the domain after it, which is no e-mail address."
        "Leave guests out of scope, or map userName to mail.";
    SharedMailbox "shared-mailbox" Hint
        "Perhaps a shared mailbox or a room"
        "The name looks like one that no person has. Each would take a licence."
        "Leave it out of scope if it is no person.";
    ServiceAccount "service-account" Hint
        "Perhaps a service account"
        "The name looks like that of a service, a test or an administrator’s second account. Each would take a licence."
        "Leave it out of scope if it is no person.";
    InitialDomain "initial-domain" Hint
        "userName is at onmicrosoft.com"
        "Mail to the tenant’s first domain often reaches nobody."
        "Give the account its real domain, or map userName to mail.";
}

impl FindingKind {
    pub fn severity(self) -> FindingSeverity {
        self.text().severity
    }

    /// The bit that stands for the kind in a set.
    pub const fn bit(self) -> u64 {
        1 << self as u32
    }

    /// The kinds of a set, in their order.
    pub fn of_bits(bits: u64) -> impl Iterator<Item = FindingKind> {
        let all = FindingKind::ALL.iter().copied();
        all.filter(move |kind| bits & kind.bit() != 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn kinds_fit_a_word_and_stand_with_the_worst_first() {
        assert!(FindingKind::ALL.len() <= 64);
        let severities: Vec<_> = FindingKind::ALL
            .iter()
            .map(|kind| kind.severity())
            .collect();
        assert!(severities.is_sorted_by(|a, b| a >= b));
        for kind in FindingKind::ALL {
            assert_eq!(
                FindingKind::of_bits(kind.bit()).collect::<Vec<_>>(),
                [*kind]
            );
        }
    }

    #[test]
    fn codes_are_unique_and_sentences_are_sentences() {
        let codes: BTreeSet<_> = FindingKind::ALL
            .iter()
            .map(|kind| kind.text().code)
            .collect();
        assert_eq!(codes.len(), FindingKind::ALL.len());
        for kind in FindingKind::ALL {
            let words = kind.text();
            assert!(
                words.reason.ends_with('.') && words.remedy.ends_with('.'),
                "{words:?}"
            );
            assert!(!words.title.ends_with('.'), "{words:?}");
        }
    }
}
