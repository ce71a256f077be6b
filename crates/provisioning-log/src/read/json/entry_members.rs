//! The members of an entry, in every format.

use std::borrow::Cow;

use serde::de::{IgnoredAny, MapAccess};

use super::any::{Any, worse};
use super::fill::{Fill, FillList, Members, fill};
use super::member::Member;
use super::parts::{FillDetails, StatusInfo};
use crate::entry::{LogEntry, LogIdentity, LogStep, LoggedDetail, LoggedStatus};
use crate::format::LogFormat;

/// An entry, and by what it is known as one.
#[derive(Debug, Default)]
pub(in crate::read) struct RawEntry<'de> {
    pub(in crate::read) entry: LogEntry<'de>,
    /// The status beside the entry's own.
    pub(super) result: LoggedStatus,
    pub(super) signs: EntrySigns,
    /// Of the wrapper, which the entry's own time replaces.
    wrapper_time: Option<Cow<'de, str>>,
    event: Vec<LoggedDetail<'de>>,
    targets: Vec<AuditTarget<'de>>,
    activity: Option<Cow<'de, str>>,
    result_reason: Option<Cow<'de, str>>,
    result_code: Option<Cow<'de, str>>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EntrySigns {
    /// A member that only entries have.
    own: bool,
    wrapped: bool,
    log_analytics: bool,
    /// A member for a result, whatever its value.
    result: bool,
    on_demand: bool,
    /// By the provisioning service, as the entry says.
    provisioning: bool,
}

#[derive(Debug, Default)]
struct AuditTarget<'de> {
    identity: LogIdentity<'de>,
    properties: Vec<crate::entry::ModifiedProperty<'de>>,
}

impl<'de> Members<'de> for AuditTarget<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        match member {
            Member::ModifiedProperties => map.next_value_seed(FillList(&mut self.properties)),
            _ => self.identity.member(member, map),
        }
    }

    fn nested(&mut self, _text: &str) -> bool {
        false
    }

    fn nested_list(text: &str) -> Vec<Self> {
        let mut targets: Vec<AuditTarget<'_>> = Vec::new();
        super::fill::fill_list(text, &mut targets);
        let owned = targets.into_iter().map(|target| AuditTarget {
            identity: target.identity.into_owned(),
            properties: target
                .properties
                .into_iter()
                .map(crate::entry::ModifiedProperty::into_owned)
                .collect(),
        });
        owned.collect()
    }
}

impl<'de> Members<'de> for RawEntry<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        let entry = &mut self.entry;
        match member {
            Member::StatusInfo => {
                self.signs.own = true;
                let mut info = StatusInfo::default();
                map.next_value_seed(Fill(&mut info))?;
                self.take(info);
            }
            Member::ErrorInformation => {
                self.signs.own = true;
                map.next_value_seed(Fill(&mut entry.error))?;
            }
            Member::Details => {
                let mut info = StatusInfo::default();
                map.next_value_seed(Fill(&mut info))?;
                self.take(info);
            }
            Member::Steps => {
                self.signs.own = true;
                map.next_value_seed(FillList(&mut entry.steps))?;
            }
            Member::ModifiedProperties => {
                map.next_value_seed(FillList(&mut entry.modified_properties))?;
            }
            Member::SourceIdentity => map.next_value_seed(Fill(&mut entry.source))?,
            Member::TargetIdentity => map.next_value_seed(Fill(&mut entry.target))?,
            Member::SourceSystem => entry.source_system = name(map)?,
            Member::TargetSystem => entry.target_system = name(map)?,
            Member::ServicePrincipal => entry.service_principal = name(map)?,
            Member::InitiatedBy => entry.initiated_by = name(map)?,
            Member::Properties => {
                self.signs.wrapped = true;
                // The id of the wrapper is another one.
                entry.id = None;
                map.next_value_seed(Fill(self))?;
            }
            Member::TargetResources => map.next_value_seed(FillList(&mut self.targets))?,
            Member::AdditionalDetails => map.next_value_seed(FillDetails(&mut self.event))?,
            _ => return self.plain_member(member, map),
        }
        Ok(())
    }

    fn nested(&mut self, text: &str) -> bool {
        let mut inner = RawEntry::default();
        if !fill(text, &mut inner) {
            return false;
        }
        inner.settle();
        let error = inner.entry.error;
        let info = StatusInfo {
            status: inner.entry.status,
            error: error.into_owned(),
        };
        inner.entry.error = crate::entry::EntryError::default();
        self.take(info);
        let error = std::mem::take(&mut self.entry.error);
        let status = self.entry.status;
        let outer = std::mem::take(&mut self.entry);
        self.entry = inner.entry.into_owned();
        self.entry.error = error;
        self.entry.status = status;
        let own = &mut self.entry;
        for (slot, outer) in [
            (&mut own.id, outer.id),
            (&mut own.time, outer.time),
            (&mut own.change_id, outer.change_id),
            (&mut own.cycle_id, outer.cycle_id),
            (&mut own.job_id, outer.job_id),
        ] {
            if slot.is_none() {
                *slot = outer;
            }
        }
        own.action = own.action.or(outer.action);
        if own.steps.is_empty() {
            own.steps = outer.steps;
        }
        self.signs.own |= inner.signs.own;
        true
    }
}

fn name<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    let mut identity = LogIdentity::default();
    map.next_value_seed(Fill(&mut identity))?;
    Ok(identity.name)
}

impl<'de> RawEntry<'de> {
    fn plain_member<A: MapAccess<'de>>(
        &mut self,
        member: Member,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = match member {
            // The lists of pages have been looked for before.
            Member::Key | Member::Value => return self.on_demand(map),
            Member::Description | Member::OldValue | Member::NewValue => {
                map.next_value::<IgnoredAny>()?;
                return Ok(());
            }
            _ => map.next_value::<Any>()?,
        };
        let entry = &mut self.entry;
        match member {
            Member::Id => value.fill(&mut entry.id),
            Member::ActivityTime => value.fill(&mut entry.time),
            Member::Time => value.fill(&mut self.wrapper_time),
            Member::ChangeId => value.fill(&mut entry.change_id),
            Member::CycleId => value.fill(&mut entry.cycle_id),
            Member::JobId => value.fill(&mut entry.job_id),
            Member::Action => entry.action = value.action().or(entry.action),
            Member::Duration => entry.duration_ms = value.number(),
            Member::Status | Member::Result => {
                self.signs.result = true;
                self.result = worse(self.result, value.status());
            }
            Member::ErrorCode => {
                self.signs.own = true;
                value.fill(&mut entry.error.code);
            }
            Member::Reason => value.fill(&mut entry.error.reason),
            Member::ErrorCategory => value.fill(&mut entry.error.category),
            Member::RecommendedAction => value.fill(&mut entry.error.recommended_action),
            Member::ResultReason => value.fill(&mut self.result_reason),
            Member::ResultSignature => {
                self.signs.log_analytics = true;
                value.fill(&mut self.result_code);
            }
            Member::Category | Member::Type => {
                let text = value.0.as_deref().unwrap_or_default();
                self.signs.provisioning |= text.eq_ignore_ascii_case("ProvisioningLogs")
                    || text.eq_ignore_ascii_case("AADProvisioningLogs");
            }
            Member::Activity | Member::Operation => value.fill(&mut self.activity),
            Member::LoggedByService => {
                let text = value.0.as_deref().unwrap_or_default();
                self.signs.provisioning |= text.eq_ignore_ascii_case("Account Provisioning");
            }
            _ => {}
        }
        Ok(())
    }

    /// The two texts of a response of Provision on demand.
    fn on_demand<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        let text = map.next_value::<Any>()?.0;
        self.signs.on_demand |= text.is_some_and(|text| self.nested(single(&text)));
        Ok(())
    }

    fn take(&mut self, info: StatusInfo<'de>) {
        let error = &mut self.entry.error;
        self.entry.status = worse(self.entry.status, info.status);
        for (slot, text) in [
            (&mut error.code, info.error.code),
            (&mut error.reason, info.error.reason),
            (&mut error.additional_details, info.error.additional_details),
            (&mut error.category, info.error.category),
            (&mut error.recommended_action, info.error.recommended_action),
        ] {
            if slot.is_none() {
                *slot = text;
            }
        }
    }

    /// Only Log Analytics has rows.
    pub(super) fn begin_row(&mut self) {
        self.signs.log_analytics = true;
    }

    /// Joins what came in several members.
    pub(super) fn settle(&mut self) {
        let entry = &mut self.entry;
        entry.status = worse(entry.status, self.result);
        self.result = LoggedStatus::Missing;
        if entry.time.is_none() {
            entry.time = self.wrapper_time.take();
        }
        if entry.error.code.is_none() {
            // Success and None are written where there is no error.
            let code = self.result_code.take();
            let is_status = |code: &Cow<'_, str>| {
                matches!(
                    super::status_of(code),
                    LoggedStatus::Known(_) | LoggedStatus::Missing
                )
            };
            entry.error.code = code.filter(|code| !is_status(code));
        }
        if entry.error.reason.is_none() {
            entry.error.reason = self.result_reason.take();
        }
        if self.is_audit() {
            self.settle_audit();
        }
    }

    fn is_audit(&self) -> bool {
        let activity = self.activity.as_deref().unwrap_or_default();
        activity.eq_ignore_ascii_case("Process escrow")
            || self.event.iter().any(|detail| is_event(detail))
    }

    fn settle_audit(&mut self) {
        let entry = &mut self.entry;
        for target in std::mem::take(&mut self.targets) {
            if entry.source.is_empty() {
                entry.source = target.identity;
            }
            entry.modified_properties.extend(target.properties);
        }
        let details = std::mem::take(&mut self.event);
        let event = details.iter().find(|detail| is_event(detail));
        let name = event.map(|detail| detail.value.clone());
        if let Some(name) = &name {
            entry.action = entry.action.or(Any(Some(name.clone())).action());
        }
        entry.steps.push(LogStep {
            name,
            status: entry.status,
            description: entry.error.reason.clone(),
            details,
            ..LogStep::default()
        });
        self.signs.provisioning = true;
        self.signs.own = false;
    }

    /// Whether this is an entry of a provisioning log at all.
    pub(super) fn is_entry(&self) -> bool {
        let signs = self.signs;
        // A query may leave out all columns that only this table has.
        let is_result = signs.result && self.entry.action.is_some();
        signs.own || signs.provisioning || signs.log_analytics && is_result
    }

    /// The format by the entry alone; `None` for what Graph and the portal share.
    pub(in crate::read) fn format(&self) -> Option<LogFormat> {
        let signs = self.signs;
        if signs.on_demand {
            Some(LogFormat::ProvisionOnDemand)
        } else if signs.wrapped {
            Some(LogFormat::DiagnosticSettings)
        } else if signs.provisioning && !signs.own && !signs.log_analytics {
            Some(LogFormat::AuditLog)
        } else if signs.log_analytics || signs.provisioning {
            Some(LogFormat::LogAnalytics)
        } else {
            None
        }
    }
}

/// The one object of a list, or the text as it is.
fn single(text: &str) -> &str {
    let list = text.trim().strip_prefix('[');
    let inner = list.and_then(|rest| rest.strip_suffix(']'));
    inner.unwrap_or(text)
}

fn is_event(detail: &LoggedDetail<'_>) -> bool {
    detail.key.eq_ignore_ascii_case("EventName") && detail.value.starts_with("Entry")
}
