//! What the admin should know of a file, and what stops nothing.

use std::fmt;

use provisioning::entra::{ENABLED, SOFT_DELETED};
use provisioning::format::grouped;
use serde::{Deserialize, Serialize};

use super::{MAX_CELL_BYTES, Meaning, UsersFileOrigin};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsersFileNote {
    ReadAsWindows1252,
    BrokenCharacters(u64),
    /// The lines are where the first rows begin.
    Ragged {
        count: u64,
        lines: Vec<u64>,
    },
    BlankRows(u64),
    TypeLine,
    VersionLine,
    RepeatedHeaders(Vec<String>),
    TitleLines(Vec<u64>),
    OfOrigin(UsersFileOrigin),
    Passwords(Vec<String>),
    ReadAs {
        column: String,
        attribute: String,
        meaning: Meaning,
    },
    Compared {
        column: String,
        used: String,
    },
    MayBeEnabled(Vec<String>),
    Contradiction {
        used: String,
        column: String,
        count: u64,
    },
    SoftDeleted(u64),
    MailFromProxyAddresses {
        count: u64,
        unknown: u64,
    },
    /// `unknown` are users of whom it is therefore not known what happens.
    LacksColumns {
        attributes: Vec<String>,
        unknown: u64,
    },
    NoAccountEnabled,
    MissingAccountEnabled(u64),
    MorePages,
    PartOfTalkdesk {
        total: u64,
        held: u64,
    },
    NoExternalIds,
    UnclearTruth {
        attribute: String,
        count: u64,
        values: Vec<String>,
    },
    NotFoundBy(String),
    NotCompared(Vec<String>),
    Groups(u64),
    Unjoined(u64),
    LateMembers(Vec<String>),
    CutCells(u64),
}

impl fmt::Display for UsersFileNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadAsWindows1252 => f.write_str(
                "The file isn’t UTF-8 and was read as Windows-1252. Check some names with accents.",
            ),
            Self::BrokenCharacters(count) => write!(
                f,
                "{} not valid in the file’s encoding; {} shown as \u{FFFD}.",
                counted(*count, "character is", "characters are"),
                noun(*count, "it is", "they are")
            ),
            Self::Ragged { count, lines } => write!(
                f,
                "{} more or fewer cells than the headers: {}.",
                counted(*count, "row has", "rows have"),
                at_lines(*count, lines)
            ),
            Self::BlankRows(count) => {
                let rows = counted(*count, "empty row was", "empty rows were");
                write!(f, "{rows} skipped.")
            }
            Self::TypeLine => f.write_str("PowerShell’s #TYPE line was skipped."),
            Self::VersionLine => {
                f.write_str("The version line of Entra’s bulk template was skipped.")
            }
            Self::RepeatedHeaders(headers) => write!(
                f,
                "Repeated headers; the first column of each is used: {}.",
                headers.join(", ")
            ),
            Self::TitleLines(lines) => f.write_str(&title_lines(lines)),
            Self::OfOrigin(origin) => f.write_str(origin.lacks().unwrap_or_default()),
            Self::Passwords(columns) => f.write_str(&passwords(columns)),
            Self::ReadAs {
                column,
                attribute,
                meaning,
            } => f.write_str(&read_as(column, attribute, *meaning)),
            Self::Compared { column, used } => write!(
                f,
                "{used} is used, and {column} means the same. Preflight compares both in each row. Where they contradict each other, the result is not known."
            ),
            Self::MayBeEnabled(columns) => write!(
                f,
                "No column is used as accountEnabled. {} may say which users are enabled. If so, choose accountEnabled for that column; otherwise all users count as enabled.",
                columns.join(" or ")
            ),
            Self::Contradiction {
                used,
                column,
                count,
            } => write!(
                f,
                "In {}, {used} and {column} contradict each other, so the result is not known. Correct the values, or remove the wrong column from the file.",
                counted(*count, "row", "rows")
            ),
            Self::SoftDeleted(count) => {
                let users = counted(*count, "user is", "users are");
                write!(f, "{users} deleted in Entra and not part of the first cycle.")
            }
            Self::MailFromProxyAddresses { count, unknown } => write!(
                f,
                "The file has no column for mail. For {}, the SMTP: address in the proxy addresses is used.{}",
                counted(*count, "user", "users"),
                no_mail(*unknown)
            ),
            Self::LacksColumns {
                attributes,
                unknown,
            } => write!(
                f,
                "The file has no column for {}, which the mappings use. Export the file again with {}.{}",
                attributes.join(", "),
                noun(attributes.len() as u64, "this column", "these columns"),
                not_known(*unknown)
            ),
            Self::NoAccountEnabled => f.write_str(
                "No column shows whether an account is enabled, so all users count as enabled. Get-MgUser returns AccountEnabled only if -Property includes it.",
            ),
            Self::MissingAccountEnabled(count) => write!(
                f,
                "{} without a value that shows whether the account is enabled; these users count as enabled.",
                counted(*count, "row", "rows")
            ),
            Self::MorePages => f.write_str(
                "The file is one page of a Microsoft Graph response, and more pages follow (@odata.nextLink). Users on those pages aren’t checked.",
            ),
            Self::PartOfTalkdesk { total, held } => write!(
                f,
                "Talkdesk reports {}, and the list has {}. Users missing from the list count as new.",
                counted(*total, "user", "users"),
                grouped(*held)
            ),
            Self::NoExternalIds => f.write_str(
                "No user in the list has an externalId, so Entra sends one to every existing user.",
            ),
            Self::UnclearTruth {
                attribute,
                count,
                values,
            } => {
                let rows = counted(*count, "row", "rows");
                write!(f, "In {rows}, {}", unclear(attribute, &values.join(", ")))
            }
            Self::NotFoundBy(attribute) => write!(
                f,
                "Entra looks users up by {attribute}. No user in the list has it, so all users count as new."
            ),
            Self::NotCompared(names) => {
                let names = names.join(" or ");
                write!(
                    f,
                    "No user in the list has {names}, so changes to {names} aren’t detected."
                )
            }
            Self::Groups(count) => write!(
                f,
                "{} to groups. The file doesn’t list their members.",
                counted(*count, "assignment is", "assignments are")
            ),
            Self::Unjoined(count) => {
                let rows = counted(*count, "row belongs", "rows belong");
                write!(f, "{rows} to no user in the users file.")
            }
            Self::LateMembers(members) => write!(
                f,
                "Some objects have members that the first one doesn’t have: {}.",
                members.join(", ")
            ),
            Self::CutCells(count) => write!(
                f,
                "{} longer than {} kB and cut off.",
                counted(*count, "value was", "values were"),
                MAX_CELL_BYTES >> 10
            ),
        }
    }
}

fn title_lines(lines: &[u64]) -> String {
    match lines {
        [line] => format!("Line {line} is a title and isn’t read."),
        lines => format!("Lines {} are titles and aren’t read.", listed(lines)),
    }
}

fn passwords(columns: &[String]) -> String {
    match columns {
        [column] => {
            format!("{column} holds passwords. Its values aren’t read, shown or exported.")
        }
        columns => format!(
            "These columns hold passwords. Their values aren’t read, shown or exported: {}.",
            columns.join(", ")
        ),
    }
}

fn read_as(column: &str, attribute: &str, meaning: Meaning) -> String {
    match meaning {
        Meaning::SameAsAttribute => format!("{column} is used as {attribute}."),
        Meaning::Inverted => {
            format!("{column} is inverted: True means {attribute} is False.")
        }
        Meaning::AccountControl => {
            format!("{column} is used as {attribute}: bit 2 disables an account.")
        }
        Meaning::DeletionTime => {
            format!("{column} is used as the deletion time: users with a value are deleted.")
        }
        Meaning::Unknown => {
            format!("The meaning of True in {column} isn’t set, so {attribute} is not known.")
        }
    }
}

fn no_mail(unknown: u64) -> String {
    match unknown {
        0 => String::new(),
        _ => format!(
            " {} no SMTP: address, so mail is not known.",
            counted(unknown, "user has", "users have")
        ),
    }
}

fn not_known(unknown: u64) -> String {
    match unknown {
        0 => String::new(),
        _ => format!(
            " The result for {} is therefore not known.",
            counted(unknown, "user", "users")
        ),
    }
}

fn unclear(attribute: &str, values: &str) -> String {
    let state = match attribute {
        ENABLED => "enabled or disabled",
        SOFT_DELETED => "deleted or not",
        _ => {
            return format!("{attribute} is neither True nor False ({values}); it is used as is.");
        }
    };
    format!(
        "it is unclear whether {attribute} means {state} ({values}), so the result is not known. Correct the values, or choose what the column means under Change."
    )
}

fn counted(count: u64, one: &'static str, many: &'static str) -> String {
    format!("{} {}", grouped(count), noun(count, one, many))
}

fn noun(count: u64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

fn listed(lines: &[u64]) -> String {
    let lines: Vec<_> = lines.iter().map(u64::to_string).collect();
    lines.join(", ")
}

fn at_lines(count: u64, lines: &[u64]) -> String {
    let more = if count > lines.len() as u64 {
        " and more"
    } else {
        ""
    };
    format!("{} {}{more}", noun(count, "line", "lines"), listed(lines))
}
