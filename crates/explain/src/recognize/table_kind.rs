//! Tables in CSV: logs and users files, by the names of their columns.

use preflight::users_file::attribute;

use crate::input_kind::{InputKind, Recognition};

/// Names of columns of the log's tables, folded. The portal's own are published
/// nowhere; those of Log Analytics are.
const LOG_COLUMNS: [&str; 24] = [
    "changeid",
    "cycleid",
    "jobid",
    "provisioningaction",
    "provisioningstatusinfo",
    "provisioningsteps",
    "modifiedproperties",
    "sourceidentity",
    "targetidentity",
    "sourcesystem",
    "targetsystem",
    "errorcode",
    "statusinfo",
    "statusreason",
    "resultsignature",
    "resultdescription",
    "timegenerated",
    "durationms",
    "action",
    "identity",
    "status",
    "activitydatetime",
    "provisioningsteptype",
    "stepname",
];

/// A log has at least so many of them.
const MIN_LOG_COLUMNS: usize = 3;

const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// How many lines may be before the names of the columns.
const MAX_PREAMBLE: usize = 3;

pub(super) fn of_table(text: &str) -> Option<Recognition> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(MAX_PREAMBLE).find_map(of_header)
}

fn of_header(line: &str) -> Option<Recognition> {
    let columns = |separator: char| -> Vec<String> {
        line.split(separator)
            .map(|cell| cell.trim().trim_matches('"').trim().to_owned())
            .collect()
    };
    let split = SEPARATORS.map(columns);
    let cells = split.iter().max_by_key(|cells| cells.len())?;
    if cells.len() < 2 {
        return None;
    }
    let folded = cells.iter().map(|cell| folded(cell));
    let log = folded
        .filter(|cell| LOG_COLUMNS.contains(&cell.as_str()))
        .count();
    if log >= MIN_LOG_COLUMNS {
        return Some(Recognition::certain(InputKind::ProvisioningLog));
    }
    let users = cells
        .iter()
        .filter(|cell| attribute(cell).is_some())
        .count();
    // A sentence with a comma has no columns.
    let is_header = cells.iter().all(|cell| cell.len() < 80);
    match users {
        0 => None,
        _ if !is_header => None,
        1 => None,
        2.. if users * 2 >= cells.len() || has_user_name(cells) => {
            Some(Recognition::certain(InputKind::UsersFile))
        }
        _ => Some(Recognition::likely(
            InputKind::UsersFile,
            &[InputKind::ProvisioningLog],
        )),
    }
}

fn has_user_name(cells: &[String]) -> bool {
    cells
        .iter()
        .any(|cell| attribute(cell).as_deref() == Some("userPrincipalName"))
}

/// Without what people write in different ways.
fn folded(cell: &str) -> String {
    cell.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
