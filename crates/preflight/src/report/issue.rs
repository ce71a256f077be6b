//! What the page lists of a report: each kind of finding by the attribute that
//! it is about, with where to fix it.

use provisioning::mapping::{MappingSet, Source};
use provisioning::talkdesk::{
    ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, USER_NAME, short,
};
use serde::{Deserialize, Serialize};

use crate::report::finding_kind::FindingKind;

/// A kind of finding about one attribute, and how many users have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueCount {
    pub kind: FindingKind,
    /// The full name of the target that it is about, if it is about one.
    pub target: Option<String>,
    pub users: u32,
}

impl IssueCount {
    pub fn title(&self) -> &'static str {
        self.kind.title_for(self.target.as_deref())
    }

    /// Identifies the issue within a report.
    pub fn key(&self) -> String {
        let code = self.kind.text().code;
        match &self.target {
            Some(target) => format!("{code} {target}"),
            None => code.to_owned(),
        }
    }

    /// The short name of the attribute whose mapping fixes the issue, if one
    /// does.
    pub fn fixed_in(&self) -> Option<&str> {
        let target = self
            .target
            .as_deref()
            .filter(|_| self.kind.is_fixed_in_mappings())?;
        Some(short(target))
    }

    /// Where the attribute's values come from and why that matters; what to do
    /// where Mappings is not the place for it.
    pub fn explanation(&self, set: &MappingSet) -> String {
        let words = self.kind.text();
        if self.fixed_in().is_none() {
            return format!("{} {}", words.reason, words.remedy);
        }
        let reason = match self.kind {
            FindingKind::MandatoryMissing => "Talkdesk requires it.",
            _ => words.reason,
        };
        match self
            .target
            .as_deref()
            .and_then(|target| origin(set, target))
        {
            Some(origin) => format!("{origin} {reason}"),
            None => reason.to_owned(),
        }
    }
}

/// Such as "name.familyName comes from surname."
fn origin(set: &MappingSet, target: &str) -> Option<String> {
    let name = short(target);
    Some(match &set.row(target)?.source {
        Source::Direct(attribute) => format!("{name} comes from {attribute}."),
        Source::Expression(_) => format!("{name} comes from an expression."),
        Source::Constant(text) => format!("{name} is always “{text}”."),
        Source::None => format!("{name} has no source."),
    })
}

impl FindingKind {
    /// The title of an issue about a target.
    pub fn title_for(self, target: Option<&str>) -> &'static str {
        match (self, target) {
            (Self::MandatoryMissing, Some(USER_NAME)) => "userName is empty",
            (Self::MandatoryMissing, Some(GIVEN_NAME)) => "First name is empty",
            (Self::MandatoryMissing, Some(FAMILY_NAME)) => "Last name is empty",
            (Self::OnlyBlanks, Some(USER_NAME)) => "userName has only spaces",
            (Self::OnlyBlanks, Some(GIVEN_NAME)) => "First name has only spaces",
            (Self::OnlyBlanks, Some(FAMILY_NAME)) => "Last name has only spaces",
            (Self::Duplicate, Some(USER_NAME)) => "Several users have the same userName",
            _ => self.text().title,
        }
    }

    /// The target that all findings of a kind are about which name none
    /// themselves. `matching` is the one that Entra looks users up by.
    pub(crate) fn usual_target(self, matching: &str) -> Option<&str> {
        match self {
            Self::Duplicate | Self::NoMatchingValue | Self::SeveralInTalkdesk => {
                Some(matching).filter(|target| !target.is_empty())
            }
            Self::NotEmail | Self::InitialDomain | Self::Guest => Some(USER_NAME),
            Self::UpnMailDiffer | Self::UpnMailCase => Some(USER_NAME),
            Self::DuplicateExternalId => Some(EXTERNAL_ID),
            Self::Deactivates | Self::Reactivates => Some(ACTIVE),
            Self::TwoAppRoles | Self::DefaultRole => Some(ROLES),
            Self::TeamUnknown | Self::TeamCase | Self::TeamBlanks => Some(TEAMS),
            _ => None,
        }
    }

    /// Whether a change of the mapping can be the fix; the others are fixed in
    /// Entra, in Talkdesk or in the file, or need none.
    pub fn is_fixed_in_mappings(self) -> bool {
        matches!(
            self,
            Self::MandatoryMissing
                | Self::NotEmail
                | Self::NoMatchingValue
                | Self::BreaksFilter
                | Self::EvaluationError
                | Self::RoleUnknown
                | Self::TeamUnknown
                | Self::RoleCase
                | Self::TeamCase
                | Self::RoleBlanks
                | Self::TeamBlanks
                | Self::OnlyBlanks
                | Self::UpnMailDiffer
                | Self::UpnMailCase
                | Self::DuplicateExternalId
                | Self::ActiveNotBoolean
                | Self::InactiveAlthoughEnabled
                | Self::ActiveAlthoughDisabled
                | Self::ActiveNoValue
                | Self::UnsupportedTarget
                | Self::TooLong
                | Self::ControlCharacters
                | Self::OuterBlanks
                | Self::CaseOnlyUpdate
                | Self::DefaultRole
                | Self::Guest
                | Self::InitialDomain
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::Row;

    #[test]
    fn an_issue_names_the_attribute_its_source_and_its_fix() {
        let mut set = MappingSet::default();
        set.put(Row::new(FAMILY_NAME, Source::Direct("surname".to_owned())));
        let issue = |kind, target: Option<&str>| IssueCount {
            kind,
            target: target.map(str::to_owned),
            users: 1,
        };
        let empty = issue(FindingKind::MandatoryMissing, Some(FAMILY_NAME));
        assert_eq!(empty.title(), "Last name is empty");
        assert_eq!(empty.fixed_in(), Some(short(FAMILY_NAME)));
        let reason = empty.explanation(&set);
        assert!(
            reason.starts_with(&format!(
                "{} comes from surname. Talkdesk",
                short(FAMILY_NAME)
            )),
            "{reason}"
        );
        let double = issue(FindingKind::Duplicate, Some(USER_NAME));
        assert_eq!(
            (double.fixed_in(), double.key().as_str()),
            (None, "duplicate userName")
        );
        let ragged = issue(FindingKind::RaggedRow, None);
        let words = ragged.kind.text();
        assert_eq!(
            ragged.explanation(&set),
            format!("{} {}", words.reason, words.remedy)
        );
        assert_eq!(ragged.key(), "ragged-row");
    }
}
