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
            FindingSeverity::Refused => "Rejected",
        }
    }

    /// A name that stays, for programs.
    pub fn word(self) -> &'static str {
        match self {
            FindingSeverity::Hint => "hint",
            FindingSeverity::Warning => "warning",
            FindingSeverity::Refused => "refused",
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
        "A required value is empty"
        "Talkdesk rejects users without userName, first name or last name. Entra sends nothing for an empty attribute."
        "Fill in the attribute in Entra, or give the mapping a fallback such as Coalesce or a default value.";
    NotEmail "not-email" Refused
        "userName isn’t an email address"
        "Talkdesk uses userName as the user’s email address."
        "Map userName to an attribute with the email address, often mail, or correct the value in Entra.";
    Duplicate "duplicate" Refused
        "Several users have the same matching value"
        "Entra finds users by this value and ignores case. With two of them, one is rejected or overwrites the other."
        "Make the value unique in Entra, or take one of the users out of scope.";
    SeveralInTalkdesk "several-in-talkdesk" Refused
        "Several users in Talkdesk match"
        "Entra reports DuplicateTargetEntries when its query finds more than one user."
        "Remove or rename one of the users in Talkdesk.";
    NoMatchingValue "no-matching-value" Refused
        "The matching attribute is empty"
        "Entra looks users up by this value first and skips users who don’t have it."
        "Fill in the attribute in Entra, or match by another attribute.";
    BreaksFilter "breaks-filter" Refused
        "The matching value breaks Entra’s query"
        "Entra puts the value into a filter in quotation marks. A quotation mark, backslash or control character in it makes the query fail."
        "Remove the character in Entra, or strip it in the mapping with Replace.";
    TwoAppRoles "two-app-roles" Refused
        "More than one app role"
        "SingleAppRoleAssignment accepts exactly one role per user. A role assigned through a second group also counts."
        "Remove one of the assignments in Entra.";
    EvaluationError "evaluation-error" Refused
        "An expression fails"
        "Entra doesn’t send users whose mapping fails."
        "Open a user to see the error, then correct the expression or the value.";
    RoleUnknown "role-unknown" Refused
        "A role doesn’t exist in Talkdesk"
        "Talkdesk accepts only existing roles, and your list doesn’t have this one."
        "Create the role in Talkdesk, or correct the mapping. If the role exists, add it to your list.";
    TeamUnknown "team-unknown" Refused
        "A team doesn’t exist in Talkdesk"
        "Talkdesk accepts only existing teams, and your list doesn’t have this one."
        "Create the team in Talkdesk, or correct the mapping. If the team exists, add it to your list.";
    RoleCase "role-case" Warning
        "A role differs in case"
        "Talkdesk doesn’t document whether role names are case-sensitive."
        "Write the role exactly as in Talkdesk.";
    TeamCase "team-case" Warning
        "A team differs in case"
        "Talkdesk doesn’t document whether team names are case-sensitive."
        "Write the team exactly as in Talkdesk.";
    RoleBlanks "role-blanks" Warning
        "A role differs in spaces"
        "Talkdesk doesn’t document whether it ignores spaces in role names. A space after a semicolon is a frequent cause."
        "Write the role exactly as in Talkdesk, without spaces around semicolons.";
    TeamBlanks "team-blanks" Warning
        "A team differs in spaces"
        "Talkdesk doesn’t document whether it ignores spaces in team names. A space after a semicolon is a frequent cause."
        "Write the team exactly as in Talkdesk, without spaces around semicolons.";
    ValueStays "value-stays" Warning
        "A cleared value stays in Talkdesk"
        "Talkdesk already has this user. Entra never sends an empty value, so the update keeps the old one."
        "Fill in the attribute in Entra, or change the value in Talkdesk by hand.";
    ExistsUnmatched "exists-unmatched" Warning
        "Talkdesk has this user under another userName"
        "A user in Talkdesk has the same externalId, but Entra won’t find it by the matching value. It creates a second user or reports a conflict."
        "Change the userName in Talkdesk to the new one before the first cycle.";
    OnlyBlanks "only-blanks" Warning
        "A required value has only spaces"
        "Talkdesk doesn’t document whether it accepts spaces as a value."
        "Fill in the attribute in Entra.";
    UpnMailDiffer "upn-mail-differ" Warning
        "userPrincipalName and mail differ"
        "One of them becomes the userName in Talkdesk. If single sign-on sends the other, the user can’t sign in."
        "Check which one single sign-on sends, and map it to userName.";
    StateUnclear "state-unclear" Warning
        "Unclear whether the account is enabled"
        "The value in the file means neither enabled nor disabled, or neither deleted nor active. Entra skips disabled and deleted users that Talkdesk doesn’t have."
        "Correct the value in the file, or choose what the column means under Change.";
    UpnMailCase "upn-mail-case" Warning
        "userPrincipalName and mail differ in case"
        "Talkdesk doesn’t document how it and single sign-on compare case. The difference can cause repeated updates or a conflict."
        "Map both from one attribute, or use ToLower in the mapping that finds users.";
    RiskyFilter "risky-filter" Warning
        "The matching value has unusual characters"
        "Entra puts this value into a request address. Characters other than letters, digits and . _ - + ' @ have made such queries fail."
        "Try the user with Provision on demand first.";
    DuplicateExternalId "duplicate-external-id" Warning
        "Several users have the same externalId"
        "An externalId should belong to one user. Talkdesk doesn’t document whether it rejects a second one."
        "Map externalId to objectId, which is unique.";
    ActiveNotBoolean "active-not-boolean" Warning
        "active is neither True nor False"
        "Entra converts the value to True or False. Any other value is dropped or rejected."
        "Change the expression to return True or False.";
    InactiveAlthoughEnabled "inactive-although-enabled" Warning
        "An enabled user is inactive in Talkdesk"
        "The user is enabled and in scope, and the mapping of active returns False."
        "Correct the mapping of active: False only when IsSoftDeleted is True.";
    ActiveAlthoughDisabled "active-although-disabled" Warning
        "A disabled user stays active in Talkdesk"
        "The user is disabled or deleted in Entra, and the mapping of active returns True."
        "Correct the mapping of active: False whenever IsSoftDeleted is True.";
    ActiveNoValue "active-no-value" Warning
        "active has no value"
        "Entra sends nothing for active. Talkdesk creates the user as active, and no later cycle deactivates the user."
        "Correct the mapping of active. IsSoftDeleted is True or False, and keys are case-sensitive.";
    UnsupportedTarget "unsupported-target" Warning
        "Talkdesk doesn’t support this attribute"
        "Talkdesk’s schema doesn’t have it. Talkdesk doesn’t document whether it rejects the user or ignores the value."
        "Delete this attribute from the mappings.";
    TooLong "too-long" Warning
        "A value is very long"
        "Talkdesk doesn’t document its limits. Email addresses have at most 254 characters, and longer names are usually a mistake."
        "Check the value, or shorten it in the mapping with Left or Mid.";
    ControlCharacters "control-characters" Warning
        "A value has invisible characters"
        "Control characters and zero-width characters come from copying. Names with them can’t be found and don’t match."
        "Type the value again in Entra, or remove the characters in the mapping with Replace.";
    OuterBlanks "outer-blanks" Warning
        "A value starts or ends with a space"
        "Entra sends the space too. In a matching value, it means another user."
        "Remove the space in Entra, or use Trim in the mapping.";
    MixedScripts "mixed-scripts" Warning
        "A word mixes letters of several scripts"
        "A Cyrillic or Greek letter can look like a Latin one. The value looks right but is a different one."
        "Type the value again in Entra.";
    DamagedText "damaged-text" Warning
        "A value has damaged characters"
        "An encoding change lost characters, in Entra or while the file was made."
        "Compare with the value in Entra. If it is right there, export the file again as UTF-8.";
    TypeName "type-name" Warning
        "A value is the name of a type"
        "Export-Csv writes System.String[] for a collection instead of its values."
        "Export the property with Select-Object and -join, then open the file again.";
    RaggedRow "ragged-row" Warning
        "The row has more or fewer cells than the headers"
        "A separator inside a value without quotation marks shifts all values after it."
        "Export the file again, or correct the line.";
    Deactivates "deactivates" Hint
        "The user is deactivated in Talkdesk"
        "The user is active in Talkdesk, and the mapping returns False."
        "No action needed if that is intended.";
    Reactivates "reactivates" Hint
        "The user is reactivated in Talkdesk"
        "The user isn’t active in Talkdesk, and the mapping returns True. This uses a license."
        "No action needed if that is intended.";
    CaseOnlyUpdate "case-only-update" Hint
        "Updated only because of case"
        "Talkdesk has the same value in a different case, and nothing else differs. If Talkdesk doesn’t keep the case it is sent, the update repeats."
        "Use ToLower in the mapping, or change the value in Entra to match Talkdesk.";
    DefaultRole "default-role" Hint
        "No role; Talkdesk assigns Agent"
        "The mapping returns no role for these users, so Talkdesk assigns the default role."
        "Assign an app role, or give the mapping a default value.";
    Disabled "disabled" Hint
        "Disabled account, not created"
        "Entra doesn’t create users whose account is disabled."
        "No action needed if that is intended.";
    ScopeUnsure "scope-unsure" Hint
        "The scoping filter may exclude this user"
        "Microsoft doesn’t document what a condition of the filter does here, so the user counts as in scope."
        "Try the user with Provision on demand. It shows whether the filter includes the user.";
    Guest "guest" Hint
        "Guest account"
        "Entra sends a guest’s userPrincipalName without #EXT# and the domain after it. The rest isn’t an email address."
        "Skip guests, or map userName to mail.";
    SharedMailbox "shared-mailbox" Hint
        "Possible shared mailbox or room"
        "The name doesn’t look like a person’s. Each account would use a license."
        "Take it out of scope if it isn’t a person.";
    ServiceAccount "service-account" Hint
        "Possible service account"
        "The name looks like a service, a test or an administrator’s second account. Each would use a license."
        "Take it out of scope if it isn’t a person.";
    InitialDomain "initial-domain" Hint
        "userName uses onmicrosoft.com"
        "Mail to the tenant’s initial domain often doesn’t reach the user."
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
