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
                "The file is no UTF-8 and was read as Windows-1252. Check some names with accents.",
            ),
            Self::BrokenCharacters(count) => write!(
                f,
                "{} no meaning in the file’s encoding; {} shown as \u{FFFD}.",
                counted(*count, "character has", "characters have"),
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
                write!(f, "{rows} passed over.")
            }
            Self::TypeLine => f.write_str("The line #TYPE of PowerShell was passed over."),
            Self::VersionLine => {
                f.write_str("The line version of Entra’s bulk template was passed over.")
            }
            Self::RepeatedHeaders(headers) => write!(
                f,
                "Headers that appear more than once, of which the first is used: {}.",
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
                "{used} is used, and {column} is about the same. Preflight compares the two in each row: where they contradict each other, what happens to the user is not known."
            ),
            Self::MayBeEnabled(columns) => write!(
                f,
                "No column is taken for accountEnabled. Who is enabled may be in {}. If so, choose accountEnabled for the column in the table of columns; otherwise everybody is taken for enabled.",
                columns.join(" or ")
            ),
            Self::Contradiction {
                used,
                column,
                count,
            } => write!(
                f,
                "In {} {used} and {column} contradict each other. What happens to these users is not known. Correct the values, or remove the wrong column from the file.",
                counted(*count, "row", "rows")
            ),
            Self::SoftDeleted(count) => {
                let users = counted(*count, "user is", "users are");
                write!(f, "{users} deleted in Entra and not in the first cycle.")
            }
            Self::MailFromProxyAddresses { count, unknown } => write!(
                f,
                "The file has no column for mail. For {} mail is derived: the address after SMTP: in the proxy addresses.{}",
                counted(*count, "user", "users"),
                no_mail(*unknown)
            ),
            Self::LacksColumns {
                attributes,
                unknown,
            } => write!(
                f,
                "The file has no column for {}, which the mappings read. Export the file again with {}.{}",
                attributes.join(", "),
                noun(attributes.len() as u64, "this column", "these columns"),
                not_known(*unknown)
            ),
            Self::NoAccountEnabled => f.write_str(
                "No column says whether an account is enabled, so everybody is taken for enabled. Get-MgUser fills AccountEnabled only if -Property names it.",
            ),
            Self::MissingAccountEnabled(count) => write!(
                f,
                "In {} nothing says whether the account is enabled, so these people are taken for enabled.",
                counted(*count, "row", "rows")
            ),
            Self::MorePages => f.write_str(
                "The file is one page of Microsoft Graph’s answer, and more pages follow (@odata.nextLink). Users on those are not judged.",
            ),
            Self::PartOfTalkdesk { total, held } => write!(
                f,
                "Talkdesk says that it has {}, and the list holds {}. Whoever is missing here counts as new.",
                counted(*total, "user", "users"),
                grouped(*held)
            ),
            Self::NoExternalIds => f.write_str(
                "Nobody in the list has an externalId, so everybody who exists is sent one.",
            ),
            Self::UnclearTruth {
                attribute,
                count,
                values,
            } => {
                let rows = counted(*count, "row", "rows");
                write!(f, "In {rows} {}", unclear(attribute, &values.join(", ")))
            }
            Self::NotFoundBy(attribute) => write!(
                f,
                "Entra looks users up by {attribute}. Nobody in the list has it, so everybody is counted as new."
            ),
            Self::NotCompared(names) => {
                let names = names.join(" or ");
                write!(
                    f,
                    "Nobody in the list has {names}, so changes of {names} are not seen."
                )
            }
            Self::Groups(count) => write!(
                f,
                "{} to groups; who is in them is not in the file.",
                counted(*count, "assignment is", "assignments are")
            ),
            Self::Unjoined(count) => {
                let rows = counted(*count, "row belongs", "rows belong");
                write!(f, "{rows} to nobody in the users file.")
            }
            Self::LateMembers(members) => write!(
                f,
                "Some objects have members that the first one lacks: {}.",
                members.join(", ")
            ),
            Self::CutCells(count) => write!(
                f,
                "{} longer than {} kB and cut.",
                counted(*count, "value was", "values were"),
                MAX_CELL_BYTES >> 10
            ),
        }
    }
}

fn title_lines(lines: &[u64]) -> String {
    match lines {
        [line] => format!("Line {line} is a title and is not read."),
        lines => format!("Lines {} are titles and are not read.", listed(lines)),
    }
}

fn passwords(columns: &[String]) -> String {
    match columns {
        [column] => {
            format!("{column} holds passwords. Its values are not read, shown or exported.")
        }
        columns => format!(
            "These columns hold passwords, and their values are not read, shown or exported: {}.",
            columns.join(", ")
        ),
    }
}

fn read_as(column: &str, attribute: &str, meaning: Meaning) -> String {
    match meaning {
        Meaning::SameAsAttribute => format!("{column} is read as {attribute}."),
        Meaning::Inverted => {
            format!("{column} is read the other way round: True in it is {attribute} False.")
        }
        Meaning::AccountControl => {
            format!("{column} is read as {attribute} by its bit 2, which disables an account.")
        }
        Meaning::DeletionTime => format!(
            "{column} is read as the time of deletion: a user with a value is deleted, one without is not."
        ),
        Meaning::Unknown => {
            format!("What True in {column} means is not set, so {attribute} is not known.")
        }
    }
}

fn no_mail(unknown: u64) -> String {
    match unknown {
        0 => String::new(),
        _ => format!(
            " {} no address after SMTP: in capitals, so mail is not known.",
            counted(unknown, "user has", "users have")
        ),
    }
}

fn not_known(unknown: u64) -> String {
    match unknown {
        0 => String::new(),
        _ => format!(
            " What happens to {} is therefore not known.",
            counted(unknown, "user", "users")
        ),
    }
}

fn unclear(attribute: &str, values: &str) -> String {
    let state = match attribute {
        ENABLED => "enabled or disabled",
        SOFT_DELETED => "deleted or not",
        _ => {
            return format!(
                "{attribute} says neither True nor False ({values}); it is used as it stands."
            );
        }
    };
    format!(
        "the value of {attribute} is not known to mean {state} ({values}). What happens to these users is not known. Correct the values, or choose in the table of columns what the column means."
    )
}

fn counted(count: u64, one: &'static str, many: &'static str) -> String {
    format!("{count} {}", noun(count, one, many))
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
