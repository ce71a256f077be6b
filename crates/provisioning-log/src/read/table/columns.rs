//! Which column is what. Microsoft publishes no names of the columns of the
//! portal's CSV download, so names are compared without case, blanks and
//! punctuation, in several spellings.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum TableColumn {
    Time,
    Id,
    ChangeId,
    CycleId,
    JobId,
    Action,
    Duration,
    StatusInfo,
    Status,
    ErrorCode,
    Reason,
    AdditionalDetails,
    ErrorCategory,
    RecommendedAction,
    Steps,
    ModifiedProperties,
    SourceIdentity,
    SourceId,
    SourceName,
    SourceUpn,
    TargetIdentity,
    TargetId,
    TargetName,
    SourceType,
    TargetType,
    SourceSystem,
    TargetSystem,
    ServicePrincipal,
    InitiatedBy,
    /// The status beside the entry's own.
    Result,
    ResultCode,
    StepName,
    StepType,
    Description,
    Details,
    PropertyName,
    OldValue,
    NewValue,
    /// Known, and not used.
    Unused,
    Unknown,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum TableRole {
    /// Entries with all that belongs to them.
    Whole,
    /// Entries whose steps and properties are in other tables.
    Entries,
    Steps,
    Properties,
}

#[derive(Debug, Clone)]
pub(in crate::read) struct TableColumns {
    pub(in crate::read) role: TableRole,
    pub(in crate::read) columns: Vec<TableColumn>,
    pub(in crate::read) headers: Vec<String>,
}

fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What every table can have.
fn shared(name: &str) -> TableColumn {
    match name {
        "changeid" => TableColumn::ChangeId,
        "id" | "provisioninglogid" | "logid" | "entryid" => TableColumn::Id,
        "cycleid" => TableColumn::CycleId,
        "jobid" => TableColumn::JobId,
        "status" => TableColumn::Status,
        "date"
        | "dateutc"
        | "time"
        | "timeutc"
        | "activitydatetime"
        | "activitydatetimeutc"
        | "timegenerated"
        | "timegeneratedutc"
        | "timestamp" => TableColumn::Time,
        _ => TableColumn::Unknown,
    }
}

fn of_entries(name: &str) -> TableColumn {
    match name {
        "action" | "provisioningaction" => TableColumn::Action,
        "durationms" | "durationinmilliseconds" | "duration" | "durationinms" => {
            TableColumn::Duration
        }
        "provisioningstatusinfo" | "statusinfo" => TableColumn::StatusInfo,
        "provisioningstatus" | "provisioningstatusinfostatus" | "statusinfostatus" => {
            TableColumn::Status
        }
        "errorcode" | "statuserrorcode" | "provisioningstatusinfoerrorinformationerrorcode" => {
            TableColumn::ErrorCode
        }
        "reason"
        | "statusreason"
        | "failurereason"
        | "errorreason"
        | "errormessage"
        | "resultdescription"
        | "provisioningstatusinfoerrorinformationreason" => TableColumn::Reason,
        "additionaldetails" | "erroradditionaldetails" => TableColumn::AdditionalDetails,
        "errorcategory" => TableColumn::ErrorCategory,
        "recommendedaction" => TableColumn::RecommendedAction,
        "provisioningsteps" | "steps" => TableColumn::Steps,
        "modifiedproperties" => TableColumn::ModifiedProperties,
        "sourceidentity" => TableColumn::SourceIdentity,
        "sourceid" | "sourceidentityid" | "sourceobjectid" => TableColumn::SourceId,
        "identity"
        | "sourcename"
        | "sourcedisplayname"
        | "sourceidentityname"
        | "sourceidentitydisplayname" => TableColumn::SourceName,
        "userprincipalname"
        | "sourceuserprincipalname"
        | "sourceupn"
        | "sourceidentityuserprincipalname"
        | "sourceidentitydetailsuserprincipalname" => TableColumn::SourceUpn,
        "sourcetype" | "sourceidentitytype" | "identitytype" => TableColumn::SourceType,
        "targetidentity" => TableColumn::TargetIdentity,
        "targetid" | "targetidentityid" | "targetobjectid" => TableColumn::TargetId,
        "targetname" | "targetdisplayname" | "targetidentityname" | "targetidentitydisplayname" => {
            TableColumn::TargetName
        }
        "targettype" | "targetidentitytype" => TableColumn::TargetType,
        "sourcesystem" | "sourcesystemname" | "sourcesystemdisplayname" => {
            TableColumn::SourceSystem
        }
        "targetsystem" | "targetsystemname" | "targetsystemdisplayname" => {
            TableColumn::TargetSystem
        }
        "serviceprincipal"
        | "serviceprincipalname"
        | "serviceprincipaldisplayname"
        | "application"
        | "applicationname" => TableColumn::ServicePrincipal,
        "initiatedby" | "initiatedbyname" | "initiatedbydisplayname" => TableColumn::InitiatedBy,
        "resulttype" | "result" => TableColumn::Result,
        "resultsignature" => TableColumn::ResultCode,
        "aadtenantid"
        | "tenantid"
        | "category"
        | "correlationid"
        | "operationname"
        | "operationversion"
        | "type"
        | "tenant"
        | "serviceprincipalid"
        | "sourcesystemid"
        | "targetsystemid"
        | "initiatedbyid"
        | "initiatedbytype"
        | "level"
        | "resourceid"
        | "sourcesystemdetails"
        | "targetsystemdetails" => TableColumn::Unused,
        _ => TableColumn::Unknown,
    }
}

fn of_steps(name: &str) -> TableColumn {
    match name {
        "name" | "stepname" | "provisioningstepname" | "provisioningstepsname" => {
            TableColumn::StepName
        }
        "type" | "steptype" | "provisioningsteptype" => TableColumn::StepType,
        "stepstatus" => TableColumn::Status,
        "description" | "stepdescription" => TableColumn::Description,
        "details" | "stepdetails" => TableColumn::Details,
        _ => TableColumn::Unknown,
    }
}

fn of_properties(name: &str) -> TableColumn {
    match name {
        "displayname" | "name" | "propertyname" | "property" | "attribute" => {
            TableColumn::PropertyName
        }
        "oldvalue" | "old" => TableColumn::OldValue,
        "newvalue" | "new" => TableColumn::NewValue,
        _ => TableColumn::Unknown,
    }
}

impl TableColumns {
    /// `None` if a header is not that of a table of a log.
    pub(in crate::read) fn of(headers: Vec<String>, file_name: &str) -> Option<Self> {
        let names: Vec<String> = headers.iter().map(|header| folded(header)).collect();
        let file = folded(file_name);
        let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
        let properties = has(&["oldvalue", "newvalue"]);
        let steps = has(&[
            "steptype",
            "provisioningsteptype",
            "stepname",
            "provisioningstepname",
        ]) || has(&["description"]) && has(&["name", "type"]);
        let whole = has(&[
            "provisioningsteps",
            "steps",
            "provisioningstatusinfo",
            "statusinfo",
        ]);
        let role = if whole {
            TableRole::Whole
        } else if properties || file.contains("modifiedproperties") {
            TableRole::Properties
        } else if steps || file.contains("provisioningsteps") {
            TableRole::Steps
        } else {
            TableRole::Entries
        };
        let column = |name: &String| {
            let own = match role {
                TableRole::Whole | TableRole::Entries => of_entries(name),
                TableRole::Steps => of_steps(name),
                TableRole::Properties => of_properties(name),
            };
            match own {
                TableColumn::Unknown => shared(name),
                own => own,
            }
        };
        let columns: Vec<TableColumn> = names.iter().map(column).collect();
        let there = |column| columns.contains(&column);
        let keyed = there(TableColumn::ChangeId) || there(TableColumn::Id);
        let is_log = match role {
            TableRole::Whole => true,
            TableRole::Steps => keyed && there(TableColumn::Status),
            TableRole::Properties => keyed && there(TableColumn::PropertyName),
            TableRole::Entries => {
                let has_status = there(TableColumn::Status) || there(TableColumn::Result);
                has_status && (there(TableColumn::Action) || there(TableColumn::ErrorCode))
            }
        };
        is_log.then_some(Self {
            role,
            columns,
            headers,
        })
    }

    /// The names of columns that are not used because they are not known.
    pub(in crate::read) fn unknown(&self) -> impl Iterator<Item = &str> {
        // Further columns of a step are its details.
        let used = self.role == TableRole::Steps;
        let all = self.columns.iter().zip(&self.headers);
        all.filter(move |(column, _)| !used && **column == TableColumn::Unknown)
            .map(|(_, header)| header.as_str())
    }

    /// The column that joins tables.
    pub(in crate::read) fn key(&self) -> Option<usize> {
        let position = |wanted| self.columns.iter().position(|column| *column == wanted);
        position(TableColumn::ChangeId).or_else(|| position(TableColumn::Id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(header: &str, file: &str) -> Option<TableRole> {
        let headers = header.split(',').map(str::to_owned).collect();
        Some(TableColumns::of(headers, file)?.role)
    }

    #[test]
    fn tables_are_distinguished_by_their_columns_and_names() {
        for (header, file, expected) in [
            (
                "TimeGenerated [UTC],ProvisioningAction,ProvisioningStatusInfo,ProvisioningSteps",
                "query_data.csv",
                Some(TableRole::Whole),
            ),
            (
                "Date,Identity,Action,Source System,Target System,Status,Error code",
                "",
                Some(TableRole::Entries),
            ),
            (
                "Change ID,Name,Type,Status,Description",
                "",
                Some(TableRole::Steps),
            ),
            (
                "ChangeId,Step,Status",
                "ProvisioningLogs_ProvisioningSteps_2026.csv",
                Some(TableRole::Steps),
            ),
            (
                "ChangeId,DisplayName,OldValue,NewValue",
                "",
                Some(TableRole::Properties),
            ),
            ("userPrincipalName,displayName,accountEnabled", "", None),
            ("Name,Status", "", None),
            ("a", "ProvisioningLogs.csv", None),
            ("", "", None),
        ] {
            assert_eq!(role(header, file), expected, "{header}");
        }
    }
}
