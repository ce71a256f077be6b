//! What the admin should know of a file, and what stops nothing.

use provisioning::entra::{ENABLED, SOFT_DELETED};
use provisioning::format::grouped;
use serde::{Deserialize, Serialize};

use super::{MAX_CELL_BYTES, Meaning, UsersFileOrigin};

/// A note is no error; thiserror only writes its `Display`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum UsersFileNote {
    #[error("The file is no UTF-8 and was read as Windows-1252. Check some names with accents.")]
    ReadAsWindows1252,
    #[error(
        "{} no meaning in the file’s encoding; {} shown as \u{FFFD}.",
        counted(.0, "character has", "characters have"),
        noun(.0, "it is", "they are")
    )]
    BrokenCharacters(u64),
    /// The lines are where the first rows begin.
    #[error(
        "{} more or fewer cells than the headers: {}.",
        counted(.count, "row has", "rows have"),
        at_lines(*.count, .lines)
    )]
    Ragged { count: u64, lines: Vec<u64> },
    #[error("{} passed over.", counted(.0, "empty row was", "empty rows were"))]
    BlankRows(u64),
    #[error("The line #TYPE of PowerShell was passed over.")]
    TypeLine,
    #[error("The line version of Entra’s bulk template was passed over.")]
    VersionLine,
    #[error("Headers that appear more than once, of which the first is used: {}.", .0.join(", "))]
    RepeatedHeaders(Vec<String>),
    #[error("{}", title_lines(.0))]
    TitleLines(Vec<u64>),
    #[error("{}", .0.lacks().unwrap_or_default())]
    OfOrigin(UsersFileOrigin),
    #[error("{}", passwords(.0))]
    Passwords(Vec<String>),
    #[error("{}", read_as(.column, .attribute, *.meaning))]
    ReadAs {
        column: String,
        attribute: String,
        meaning: Meaning,
    },
    #[error(
        "{used} is used, and {column} is about the same. Preflight compares the two in each row: where they contradict each other, what happens to the user is not known."
    )]
    Compared { column: String, used: String },
    #[error(
        "No column is taken for accountEnabled. Who is enabled may be in {}. If so, choose accountEnabled for the column in the table of columns; otherwise everybody is taken for enabled.",
        .0.join(" or ")
    )]
    MayBeEnabled(Vec<String>),
    #[error(
        "In {} {used} and {column} contradict each other. What happens to these users is not known. Correct the values, or remove the wrong column from the file.",
        counted(.count, "row", "rows")
    )]
    Contradiction {
        used: String,
        column: String,
        count: u64,
    },
    #[error("{} deleted in Entra and not in the first cycle.", counted(.0, "user is", "users are"))]
    SoftDeleted(u64),
    #[error(
        "The file has no column for mail. For {} mail is derived: the address after SMTP: in the proxy addresses.{}",
        counted(.count, "user", "users"),
        no_mail(.unknown)
    )]
    MailFromProxyAddresses { count: u64, unknown: u64 },
    /// `unknown` are users of whom it is therefore not known what happens.
    #[error(
        "The file has no column for {}, which the mappings read. Export the file again with {}.{}",
        .attributes.join(", "),
        noun(&(.attributes.len() as u64), "this column", "these columns"),
        not_known(.unknown)
    )]
    LacksColumns {
        attributes: Vec<String>,
        unknown: u64,
    },
    #[error(
        "No column says whether an account is enabled, so everybody is taken for enabled. Get-MgUser fills AccountEnabled only if -Property names it."
    )]
    NoAccountEnabled,
    #[error(
        "In {} nothing says whether the account is enabled, so these people are taken for enabled.",
        counted(.0, "row", "rows")
    )]
    MissingAccountEnabled(u64),
    #[error(
        "The file is one page of Microsoft Graph’s answer, and more pages follow (@odata.nextLink). Users on those are not judged."
    )]
    MorePages,
    #[error(
        "Talkdesk says that it has {}, and the list holds {}. Whoever is missing here counts as new.",
        counted(.total, "user", "users"),
        grouped(*.held)
    )]
    PartOfTalkdesk { total: u64, held: u64 },
    #[error("Nobody in the list has an externalId, so everybody who exists is sent one.")]
    NoExternalIds,
    #[error("In {} {}", counted(.count, "row", "rows"), unclear(.attribute, &.values.join(", ")))]
    UnclearTruth {
        attribute: String,
        count: u64,
        values: Vec<String>,
    },
    #[error(
        "Entra looks users up by {0}. Nobody in the list has it, so everybody is counted as new."
    )]
    NotFoundBy(String),
    #[error(
        "Nobody in the list has {names}, so changes of {names} are not seen.",
        names = .0.join(" or ")
    )]
    NotCompared(Vec<String>),
    #[error(
        "{} to groups; who is in them is not in the file.",
        counted(.0, "assignment is", "assignments are")
    )]
    Groups(u64),
    #[error("{} to nobody in the users file.", counted(.0, "row belongs", "rows belong"))]
    Unjoined(u64),
    #[error("Some objects have members that the first one lacks: {}.", .0.join(", "))]
    LateMembers(Vec<String>),
    #[error(
        "{} longer than {} kB and cut.",
        counted(.0, "value was", "values were"),
        MAX_CELL_BYTES >> 10
    )]
    CutCells(u64),
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

fn no_mail(unknown: &u64) -> String {
    match unknown {
        0 => String::new(),
        _ => format!(
            " {} no address after SMTP: in capitals, so mail is not known.",
            counted(unknown, "user has", "users have")
        ),
    }
}

fn not_known(unknown: &u64) -> String {
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

fn counted(count: &u64, one: &'static str, many: &'static str) -> String {
    format!("{count} {}", noun(count, one, many))
}

fn noun(count: &u64, one: &'static str, many: &'static str) -> &'static str {
    if *count == 1 { one } else { many }
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
    format!("{} {}{more}", noun(&count, "line", "lines"), listed(lines))
}
