//! The report as a file.

use provisioning::csv_table::CsvTable;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::LogReport;
use super::query::LogUserRow;
use super::summary::LogSummary;
use super::users::LogUserId;
use crate::entry::LogTime;
use crate::facts::ProvisioningAction;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogExportFormat {
    CausesCsv,
    UsersCsv,
    EntriesCsv,
    Json,
}

impl LogExportFormat {
    pub fn file_name(self) -> &'static str {
        match self {
            LogExportFormat::CausesCsv => "provisioning-causes.csv",
            LogExportFormat::UsersCsv => "provisioning-users.csv",
            LogExportFormat::EntriesCsv => "provisioning-entries.csv",
            LogExportFormat::Json => "provisioning-report.json",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            LogExportFormat::Json => "application/json",
            _ => "text/csv;charset=utf-8",
        }
    }
}

fn action(action: Option<ProvisioningAction>) -> &'static str {
    match action {
        Some(ProvisioningAction::Create) => "Create",
        Some(ProvisioningAction::Update) => "Update",
        Some(ProvisioningAction::Delete) => "Delete",
        Some(ProvisioningAction::StagedDelete) => "Staged delete",
        Some(ProvisioningAction::Disable) => "Disable",
        Some(ProvisioningAction::Other) => "Other",
        None => "",
    }
}

fn time(time: Option<LogTime>) -> String {
    time.map(LogTime::to_iso).unwrap_or_default()
}

impl LogReport {
    pub fn export(&self, summary: &LogSummary, format: LogExportFormat) -> String {
        match format {
            LogExportFormat::CausesCsv => causes_csv(summary),
            LogExportFormat::UsersCsv => self.users_csv(),
            LogExportFormat::EntriesCsv => self.entries_csv(),
            LogExportFormat::Json => self.json(summary),
        }
    }

    fn rows(&self) -> impl Iterator<Item = LogUserRow> {
        (0..self.users.len()).filter_map(|user| self.user_row(LogUserId(user), None))
    }

    fn headlines(&self, row: &LogUserRow) -> Vec<String> {
        let causes = row.causes.iter().filter_map(|id| self.cause(*id));
        causes.map(|cause| cause.cause.headline()).collect()
    }

    fn users_csv(&self) -> String {
        let mut csv = CsvTable::new(&[
            "userPrincipalName",
            "displayName",
            "objectId",
            "result",
            "succeeded later",
            "last action",
            "last tried",
            "next try",
            "entries",
            "causes",
        ]);
        for row in self.rows() {
            csv.row(&[
                &row.identifier,
                &row.name,
                &row.id,
                row.status.label(),
                if row.recovered { "yes" } else { "" },
                action(row.action),
                &time(row.last),
                &time(row.next_retry),
                &row.entries.to_string(),
                &self.headlines(&row).join("; "),
            ]);
        }
        csv.text
    }

    fn entries_csv(&self) -> String {
        let mut csv = CsvTable::new(&[
            "time",
            "userPrincipalName",
            "displayName",
            "objectId",
            "action",
            "result",
            "cause",
            "headline",
            "what to do",
        ]);
        for entry in self.entries.iter() {
            let user = self.user_texts(LogUserId(entry.user));
            let cause = entry.cause().and_then(|id| self.cause(id));
            let cause = cause.map(|cause| &cause.cause);
            csv.row(&[
                &time(entry.time()),
                user[1],
                user[2],
                user[0],
                action(entry.action),
                entry.rank.label(),
                cause.map_or("", |cause| cause.info().id),
                &cause.map(|cause| cause.headline()).unwrap_or_default(),
                &cause.map(|cause| cause.next_action()).unwrap_or_default(),
            ]);
        }
        csv.text
    }

    /// The id, the name that is unique, and the display name.
    fn user_texts(&self, user: LogUserId) -> [&str; 3] {
        use super::users::UserText::{Id, Identifier, Name};
        let Some(user) = self.users.get(user) else {
            return [""; 3];
        };
        [Id, Identifier, Name].map(|which| self.users.text(user, which))
    }

    fn json(&self, summary: &LogSummary) -> String {
        let users = self.rows().map(|row| {
            json!({
                "userPrincipalName": row.identifier,
                "displayName": row.name,
                "objectId": row.id,
                "result": row.status,
                "succeededLater": row.recovered,
                "lastAction": row.action,
                "lastTried": row.last.map(LogTime::to_iso),
                "nextTry": row.next_retry.map(LogTime::to_iso),
                "entries": row.entries,
                "causes": self.headlines(&row),
            })
        });
        let mut all = summary_json(summary);
        all["eachUser"] = users.collect();
        // Nothing in it can fail: keys are texts.
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }
}

/// The report as JSON without the users: it names none.
pub fn summary_json(summary: &LogSummary) -> Value {
    let causes = summary.causes.iter().map(|cause| {
        json!({
            "id": cause.cause.info().id,
            "subject": cause.cause.subject.as_ref().map(|subject| subject.text()),
            "severity": cause.severity,
            "confidence": cause.cause.confidence,
            "owner": cause.cause.info().owner.title(),
            "headline": cause.cause.headline(),
            "explanation": cause.cause.explanation(),
            "nextAction": cause.cause.next_action(),
            "entries": cause.entries,
            "users": cause.users,
            "first": cause.first.map(LogTime::to_iso),
            "last": cause.last.map(LogTime::to_iso),
        })
    });
    json!({
        "format": summary.format.map(|format| format.label()),
        "application": summary.application,
        "first": summary.first.map(LogTime::to_iso),
        "last": summary.last.map(LogTime::to_iso),
        "cycles": summary.cycles,
        "entries": summary.entries,
        "users": summary.users,
        "entriesWithoutUser": summary.without_user,
        "causes": causes.collect::<Vec<_>>(),
        "outcomesOverTime": summary.buckets,
        "notRead": summary.notes,
    })
}

fn causes_csv(summary: &LogSummary) -> String {
    let mut csv = CsvTable::new(&[
        "cause",
        "severity",
        "headline",
        "users",
        "entries",
        "who fixes it",
        "what to do",
        "first",
        "last",
    ]);
    for cause in &summary.causes {
        csv.row(&[
            cause.cause.info().id,
            &format!("{:?}", cause.severity).to_lowercase(),
            &cause.cause.headline(),
            &cause.users.to_string(),
            &cause.entries.to_string(),
            cause.cause.info().owner.title(),
            &cause.cause.next_action(),
            &time(cause.first),
            &time(cause.last),
        ]);
    }
    csv.text
}
