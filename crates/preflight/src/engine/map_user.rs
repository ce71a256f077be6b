//! What the mappings give for one user, and what becomes of the user.

use std::borrow::Cow;

use entra_expression::evaluate::{EvaluationErrorKind, IgnoredFlow, TableRow};

use super::PreflightEngine;
use super::worst;
use crate::engine::target_users::TargetMatch;
use crate::report::UserOutcome;
use crate::report::finding_kind::{FindingKind, FindingSeverity};
use crate::rows::column_mapping::{DELETED, DISPLAY_NAME, MAIL, UPN};
use crate::values::service_accounts::detect;
use crate::values::{check, same_folded, trimmed};
use provisioning::evaluate::MappedValue;
use provisioning::mapping::Apply;
use provisioning::scim_request::predicted_response::is_email;
use provisioning::talkdesk::{
    ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES as ROLES_TARGET, TEAMS, USER_NAME, near,
};

/// The end of the names at a tenant's first domain.
const INITIAL_DOMAIN: &str = ".onmicrosoft.com";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetKind {
    UserName,
    PersonName,
    Active,
    ExternalId,
    Roles,
    Teams,
    /// Talkdesk has no such attribute.
    Unsupported,
    Other,
}

impl TargetKind {
    pub(super) fn of(target: &str) -> Self {
        match target {
            USER_NAME => TargetKind::UserName,
            GIVEN_NAME | FAMILY_NAME => TargetKind::PersonName,
            ACTIVE => TargetKind::Active,
            EXTERNAL_ID => TargetKind::ExternalId,
            ROLES_TARGET => TargetKind::Roles,
            TEAMS => TargetKind::Teams,
            _ if near(target).is_none() => TargetKind::Unsupported,
            _ => TargetKind::Other,
        }
    }

    fn is_mandatory(self) -> bool {
        matches!(self, TargetKind::UserName | TargetKind::PersonName)
    }
}

/// What the mappings gave, as far as the outcome depends on it.
#[derive(Debug, Default)]
pub(super) struct MappedUser {
    pub(super) dropped: bool,
    pub(super) active: Option<bool>,
    changes: bool,
    /// Whether a change is more than another case.
    changes_more: bool,
    /// A row whose value differs only by case from what Talkdesk has.
    case_only: Option<usize>,
    pub(super) unknown: bool,
    /// Whether a value that an update would send is not known.
    unknown_change: bool,
}

impl PreflightEngine {
    /// Runs the mappings. `no_mail` when the user's mail is not known,
    /// `no_state` when it is not known whether the user is enabled.
    pub(super) fn map(
        &mut self,
        matched: TargetMatch,
        no_mail: bool,
        no_state: bool,
    ) -> MappedUser {
        let mut mapped = MappedUser::default();
        if let Some(row) = self.set.matching() {
            mapped.unknown = self.lacking.is_unknown(row, no_mail);
        }
        let existing = match matched {
            TargetMatch::One(position) => self.talkdesk.get(position),
            _ => None,
        };
        let details = &mut self.details;
        let has_left = boolean(self.values.one(DELETED));
        for (index, compiled) in self.set.rows().iter().enumerate() {
            let (Some(target_kind), Some(columns)) =
                (self.targets.get(index), self.columns.get(index))
            else {
                continue;
            };
            let row = TableRow::new(columns, self.values.all());
            let given = compiled.value(&row, &mut self.environment);
            let given = match existing {
                Some(_) => Cow::Borrowed(&given),
                None => compiled.on_creation(&given),
            };
            let target = compiled.row().target.as_str();
            let lacks = self.lacking.is_unknown(index, no_mail);
            let mut failed = false;
            let text = match given.as_ref() {
                MappedValue::One(text) => text.as_ref(),
                MappedValue::Many(texts) if texts.len() < 2 => {
                    texts.first().map_or("", |text| text)
                }
                MappedValue::Many(texts) => {
                    failed = true;
                    let text = format!("{} values, and the target takes one.", texts.len());
                    details.add(FindingKind::EvaluationError, Some(index), Some(&text));
                    ""
                }
                MappedValue::Null | MappedValue::Ignored(IgnoredFlow::Attribute) => "",
                MappedValue::Ignored(IgnoredFlow::Object) => {
                    mapped.dropped = !lacks;
                    mapped.unknown |= lacks;
                    return mapped;
                }
                MappedValue::Failed(_) if lacks => "",
                MappedValue::Failed(error) => {
                    failed = true;
                    let kind = match error.kind {
                        EvaluationErrorKind::Roles(_) => FindingKind::TwoAppRoles,
                        _ => FindingKind::EvaluationError,
                    };
                    details.add(kind, Some(index), Some(&error.to_string()));
                    ""
                }
            };
            if text.is_empty() {
                if failed {
                    // That is reported already.
                } else if no_state && *target_kind == TargetKind::Active {
                    // The value is not missing, it is not known.
                    mapped.unknown_change |= compiled.row().apply == Apply::Always;
                } else if lacks {
                    // Of what the file lacks the user has no finding.
                    mapped.unknown |= existing.is_none() && target_kind.is_mandatory();
                    mapped.unknown_change |= compiled.row().apply == Apply::Always;
                } else if let Some(own) = existing {
                    // Entra sends no null, so the update carries nothing that
                    // could be refused.
                    let has = own.value(target).is_some_and(|own| !own.is_empty());
                    let always = compiled.row().apply == Apply::Always;
                    if always && (has || target_kind.is_mandatory()) {
                        details.add(FindingKind::ValueStays, Some(index), own.value(target));
                    }
                } else if target_kind.is_mandatory() {
                    details.add(FindingKind::MandatoryMissing, Some(index), None);
                } else if self.set.matching() == Some(index) {
                    details.add(FindingKind::NoMatchingValue, Some(index), None);
                } else if *target_kind == TargetKind::Active {
                    details.add(FindingKind::ActiveNoValue, Some(index), None);
                } else if *target_kind == TargetKind::Roles {
                    details.add(FindingKind::DefaultRole, Some(index), None);
                }
                continue;
            }
            let always = compiled.row().apply == Apply::Always;
            let differs = always
                && existing
                    .is_some_and(|own| self.talkdesk.compares(target) && own.differs(target, text));
            if differs {
                let own = existing.and_then(|own| own.value(target));
                let case_only = own.is_some_and(|own| same_folded(own, text));
                mapped.changes = true;
                mapped.changes_more |= !case_only;
                mapped.case_only = mapped.case_only.or(case_only.then_some(index));
            }
            let mut tell = |kind, text: Option<&str>| details.add(kind, Some(index), text);
            if target_kind.is_mandatory() && trimmed(text).is_empty() {
                tell(FindingKind::OnlyBlanks, None);
                continue;
            }
            match target_kind {
                TargetKind::Roles => self.roles.take(text, |kind, name| tell(kind, Some(name))),
                TargetKind::Teams => self.teams.take(text, |kind, name| tell(kind, Some(name))),
                _ => check(
                    text,
                    target,
                    compiled.row().matching_precedence.is_some(),
                    |kind| {
                        tell(kind, None);
                    },
                ),
            }
            if self.duplicates.by_another() && self.set.matching() == Some(index) {
                self.matching_value.push_str(text);
            }
            match target_kind {
                TargetKind::UserName => {
                    self.user_name.push_str(text);
                    if !is_email_with_controls(text) {
                        tell(FindingKind::NotEmail, Some(text));
                    } else if ends_with_folded(text, INITIAL_DOMAIN) {
                        tell(FindingKind::InitialDomain, None);
                    }
                }
                TargetKind::ExternalId => self.external_id.push_str(text),
                TargetKind::Unsupported => tell(FindingKind::UnsupportedTarget, None),
                TargetKind::Active => {
                    mapped.active = boolean(text);
                    match (mapped.active, has_left) {
                        (Some(true), Some(true)) => {
                            tell(FindingKind::ActiveAlthoughDisabled, None);
                        }
                        (Some(false), Some(false)) => {
                            tell(FindingKind::InactiveAlthoughEnabled, None);
                        }
                        (None, _) => tell(FindingKind::ActiveNotBoolean, Some(text)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        mapped
    }

    /// What the source itself tells of the user.
    pub(super) fn person(&mut self, guest: bool) {
        let values = &self.values;
        let (upn, mail) = (values.one(UPN), values.one(MAIL));
        let details = &mut self.details;
        if guest {
            details.add(FindingKind::Guest, None, None);
        } else if !upn.is_empty() && !mail.is_empty() && !same_folded(upn, mail) {
            details.add(FindingKind::UpnMailDiffer, None, Some(mail));
        } else if !upn.is_empty() && !mail.is_empty() && upn != mail {
            details.add(FindingKind::UpnMailCase, None, Some(mail));
        }
        if let Some(kind) = detect(upn, values.one(DISPLAY_NAME)) {
            details.add(kind, None, None);
        }
    }

    /// What becomes of the user, beside Talkdesk's list.
    pub(super) fn compare(&mut self, matched: TargetMatch, mapped: &MappedUser) -> UserOutcome {
        let details = &mut self.details;
        let outcome = match matched {
            TargetMatch::Several(first) => {
                self.talkdesk.set_in_file(first);
                details.add(FindingKind::SeveralInTalkdesk, None, None);
                UserOutcome::Refused
            }
            TargetMatch::One(position) => {
                let was = self
                    .talkdesk
                    .get(position)
                    .and_then(|existing| existing.active());
                match (was, mapped.active) {
                    (Some(true), Some(false)) => {
                        details.add(FindingKind::Deactivates, None, None);
                    }
                    (Some(false), Some(true)) => {
                        details.add(FindingKind::Reactivates, None, None);
                    }
                    _ => {}
                }
                if let Some(row) = mapped.case_only.filter(|_| !mapped.changes_more) {
                    let target = self.set.rows().get(row);
                    let target = target.map_or("", |row| row.row().target.as_str());
                    let existing = self.talkdesk.get(position);
                    let own = existing.and_then(|existing| existing.value(target));
                    details.add(FindingKind::CaseOnlyUpdate, Some(row), own);
                }
                self.talkdesk.set_matched(position);
                match mapped.changes {
                    true => UserOutcome::Updated,
                    false if mapped.unknown_change => UserOutcome::Unknown,
                    false => UserOutcome::Unchanged,
                }
            }
            TargetMatch::None => {
                let other = self.talkdesk.matching(EXTERNAL_ID, &self.external_id);
                if let TargetMatch::One(other) = other {
                    self.talkdesk.set_in_file(other);
                    let existing = self.talkdesk.get(other);
                    let name = existing.and_then(|existing| existing.value(USER_NAME));
                    details.add(FindingKind::ExistsUnmatched, None, name);
                }
                UserOutcome::Created
            }
        };
        match worst(details.bits()) {
            Some(FindingSeverity::Refused) => UserOutcome::Refused,
            _ if mapped.unknown => UserOutcome::Unknown,
            _ => outcome,
        }
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Whether a text is an e-mail address but for blanks around and control
/// characters within it, which are findings of their own.
fn is_email_with_controls(text: &str) -> bool {
    let trimmed = trimmed(text);
    is_email(trimmed)
        || trimmed.contains(char::is_control) && is_email(&trimmed.replace(char::is_control, ""))
}

fn ends_with_folded(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    let tail = start.and_then(|start| text.as_bytes().get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}
