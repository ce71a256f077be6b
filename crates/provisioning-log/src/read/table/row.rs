//! One row as what it stands for.

use std::borrow::Cow;

use super::columns::{TableColumn, TableColumns};
use super::records::Row;
use crate::entry::{LogEntry, LogStep, LoggedDetail, LoggedStatus, ModifiedProperty};
use crate::read::json::{
    Any, details_of, identity_of, name_of, properties_of, status_info_of, status_of, steps_of,
    worse,
};

fn any(text: &str) -> Any<'_> {
    Any(Some(Cow::Borrowed(text)))
}

fn cells<'c, 'r>(
    columns: &'c TableColumns,
    row: Row<'r>,
) -> impl Iterator<Item = (TableColumn, &'c str, &'r str)> {
    let headers = columns.columns.iter().zip(&columns.headers);
    headers
        .zip(row.cells())
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|((column, header), cell)| (*column, header.as_str(), cell))
}

/// The entry of a row, without what other tables have of it.
pub(in crate::read) fn entry_of<'r>(columns: &TableColumns, row: Row<'r>) -> LogEntry<'r> {
    let mut entry = LogEntry::default();
    for (column, _, cell) in cells(columns, row) {
        let value = any(cell);
        match column {
            TableColumn::Time => value.fill(&mut entry.time),
            TableColumn::Id => value.fill(&mut entry.id),
            TableColumn::ChangeId => value.fill(&mut entry.change_id),
            TableColumn::CycleId => value.fill(&mut entry.cycle_id),
            TableColumn::JobId => value.fill(&mut entry.job_id),
            TableColumn::Action => entry.action = value.action().or(entry.action),
            TableColumn::Duration => entry.duration_ms = value.number(),
            TableColumn::Status | TableColumn::Result => {
                entry.status = worse(entry.status, value.status());
            }
            TableColumn::StatusInfo => take_status(&mut entry, cell),
            TableColumn::ErrorCode => value.fill(&mut entry.error.code),
            TableColumn::ResultCode if status_of(cell) == LoggedStatus::Unrecognized => {
                value.fill(&mut entry.error.code);
            }
            TableColumn::Reason => value.fill(&mut entry.error.reason),
            TableColumn::AdditionalDetails => value.fill(&mut entry.error.additional_details),
            TableColumn::ErrorCategory => value.fill(&mut entry.error.category),
            TableColumn::RecommendedAction => value.fill(&mut entry.error.recommended_action),
            TableColumn::Steps => entry.steps = steps_of(cell),
            TableColumn::ModifiedProperties => entry.modified_properties = properties_of(cell),
            TableColumn::SourceIdentity => entry.source = identity_of(cell),
            TableColumn::SourceId => value.fill(&mut entry.source.id),
            TableColumn::SourceName => value.fill(&mut entry.source.name),
            TableColumn::SourceType => value.fill(&mut entry.source.identity_type),
            TableColumn::SourceUpn => entry.source.details.push(LoggedDetail {
                key: Cow::Borrowed("UserPrincipalName"),
                value: Cow::Borrowed(cell.trim()),
            }),
            TableColumn::TargetIdentity => entry.target = identity_of(cell),
            TableColumn::TargetId => value.fill(&mut entry.target.id),
            TableColumn::TargetName => value.fill(&mut entry.target.name),
            TableColumn::TargetType => value.fill(&mut entry.target.identity_type),
            TableColumn::SourceSystem => entry.source_system = name_of(cell),
            TableColumn::TargetSystem => entry.target_system = name_of(cell),
            TableColumn::ServicePrincipal => entry.service_principal = name_of(cell),
            TableColumn::InitiatedBy => entry.initiated_by = name_of(cell),
            _ => {}
        }
    }
    entry
}

fn take_status<'r>(entry: &mut LogEntry<'r>, cell: &'r str) {
    let info = status_info_of(cell);
    entry.status = worse(entry.status, info.status);
    let (own, other) = (&mut entry.error, info.error);
    // What the entry itself says is more exact than the columns beside it.
    own.code = other.code.or(own.code.take());
    own.reason = other.reason.or(own.reason.take());
    own.additional_details = other.additional_details.or(own.additional_details.take());
    own.category = other.category.or(own.category.take());
    own.recommended_action = other.recommended_action.or(own.recommended_action.take());
}

/// Columns without a meaning of their own are details, as `SkipReason` is.
pub(super) fn step_of<'r>(columns: &'r TableColumns, row: Row<'r>) -> LogStep<'r> {
    let mut step = LogStep::default();
    for (column, header, cell) in cells(columns, row) {
        let value = any(cell);
        match column {
            TableColumn::StepName => value.fill(&mut step.name),
            TableColumn::StepType => step.step_type = value.step_type(),
            TableColumn::Status => step.status = value.status(),
            TableColumn::Description => value.fill(&mut step.description),
            TableColumn::Time => value.fill(&mut step.time),
            TableColumn::Details => step.details.append(&mut details_of(cell)),
            TableColumn::Unknown => step.details.push(LoggedDetail {
                key: Cow::Borrowed(header),
                value: Cow::Borrowed(cell),
            }),
            _ => {}
        }
    }
    step
}

pub(super) fn property_of<'r>(columns: &TableColumns, row: Row<'r>) -> ModifiedProperty<'r> {
    let mut property = ModifiedProperty::default();
    for (column, _, cell) in cells(columns, row) {
        match column {
            TableColumn::PropertyName => property.name = Cow::Borrowed(cell.trim()),
            TableColumn::OldValue => property.old = Some(Cow::Borrowed(cell)),
            TableColumn::NewValue => property.new = Some(Cow::Borrowed(cell)),
            _ => {}
        }
    }
    property
}
