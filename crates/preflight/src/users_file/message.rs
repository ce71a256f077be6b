//! What refusals and notes say.

use super::{Meaning, UsersFileError, UsersFileNote};
use provisioning::entra::SOFT_DELETED;
use provisioning::format::grouped;

/// What happened, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsersFileErrorText {
    /// What happened, in a sentence.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

const EXPORT: &str = "In the portal: Users, Download users. In PowerShell: Get-MgUser -All -Property and Select-Object with Id, UserPrincipalName, Mail, GivenName, Surname, DisplayName, AccountEnabled, UserType and whatever else the mappings read, then Export-Csv.";

/// The words of a refusal.
pub fn error_text(refusal: &UsersFileError) -> UsersFileErrorText {
    let (what, remedy) = match refusal {
        UsersFileError::Empty => ("The file is empty.".to_owned(), EXPORT),
        UsersFileError::OnlyHeaders => ("The file has headers and no rows.".to_owned(), EXPORT),
        UsersFileError::NoHeaders { line } => (
            format!("The row at line {line} is a user, and no row above it has headers."),
            "Add a first row with a header for each column, such as userPrincipalName.",
        ),
        UsersFileError::Binary(Some(kind)) => (
            format!("The file is {kind}, not a text."),
            "Save it as CSV, in Excel “CSV UTF-8 (comma delimited)”.",
        ),
        UsersFileError::Binary(None) => (
            "The file is not a text.".to_owned(),
            "Choose a CSV or JSON file.",
        ),
        UsersFileError::Json { line, what } => (
            format!("The JSON cannot be read at line {line}: {what}."),
            "Save the answer of Graph as it came, from its first to its last brace.",
        ),
        UsersFileError::NoObjects => (
            "The JSON holds no users.".to_owned(),
            "Save the answer of https://graph.microsoft.com/v1.0/users, or one user in each line.",
        ),
        UsersFileError::GraphError(message) => (
            format!("The file is an error of Microsoft Graph: {message}"),
            "Repeat the request in Graph, and save its answer when it succeeds.",
        ),
        UsersFileError::QuoteNotClosed { line } => (
            format!("A quotation mark is opened at line {line} and not closed."),
            "Close or remove it, then load the file again.",
        ),
        UsersFileError::LongRow { line, limit } => (
            format!("The row at line {line} is longer than {} kB.", grouped(limit >> 10)),
            "Check whether the file is a table with one user in each row.",
        ),
        UsersFileError::ManyColumns { limit } => (
            format!("The file has more than {} columns.", grouped(*limit)),
            "Export fewer properties; Preflight needs those that the mappings read.",
        ),
        UsersFileError::ManyRows { limit } => (
            format!("The file has more than {} rows.", grouped(*limit)),
            "Split the file, for instance by department, and run each part.",
        ),
        UsersFileError::MuchToHold { limit } => (
            format!(
                "The file has more than {} MB of what is kept during a run: names, ids and what the mappings read.",
                limit >> 20
            ),
            "Leave out the rows and columns that are not needed, or split the files and run each part.",
        ),
        UsersFileError::NoIdentity => (
            "No column holds an objectId or a userPrincipalName.".to_owned(),
            "Choose which column is which, or export the file with one of them.",
        ),
        UsersFileError::NoUserName => (
            "The list of Talkdesk’s users has no column or member userName or externalId, so nobody in it can be found.".to_owned(),
            "Save the answer of Talkdesk’s GET /scim/v2/Users, or name the column with the e-mail addresses userName.",
        ),
        UsersFileError::Unreadable => (
            "The browser could not read the file. It was changed, moved or removed since it was chosen.".to_owned(),
            "Choose the file again.",
        ),
    };
    UsersFileErrorText { what, remedy }
}

/// The words of a note, in a sentence.
pub fn note_text(note: &UsersFileNote) -> String {
    match note {
        UsersFileNote::ReadAsWindows1252 => {
            "The file is no UTF-8 and was read as Windows-1252. Check some names with accents."
                .to_owned()
        }
        UsersFileNote::BrokenCharacters { count } => format!(
            "{} no meaning in the file’s encoding; {} shown as \u{FFFD}.",
            counted(*count, "character has", "characters have"),
            if *count == 1 { "it is" } else { "they are" },
        ),
        UsersFileNote::Ragged { count, lines } => format!(
            "{} more or fewer cells than the headers: {}.",
            counted(*count, "row has", "rows have"),
            at_lines(*count, lines),
        ),
        UsersFileNote::BlankRows { count } => {
            format!(
                "{} passed over.",
                counted(*count, "empty row was", "empty rows were")
            )
        }
        UsersFileNote::TypeLine => "The line #TYPE of PowerShell was passed over.".to_owned(),
        UsersFileNote::VersionLine => {
            "The line version of Entra’s bulk template was passed over.".to_owned()
        }
        UsersFileNote::RepeatedHeaders(names) => format!(
            "Headers that appear more than once, of which the first is used: {}.",
            names.join(", "),
        ),
        UsersFileNote::TitleLines(lines) => match lines.as_slice() {
            [line] => format!("Line {line} is a title and is not read."),
            lines => {
                let lines: Vec<_> = lines.iter().map(u64::to_string).collect();
                format!("Lines {} are titles and are not read.", lines.join(", "))
            }
        },
        UsersFileNote::OfOrigin(origin) => origin.lacks().unwrap_or_default().to_owned(),
        UsersFileNote::Passwords(columns) => match columns.as_slice() {
            [column] => format!(
                "{column} holds passwords. Its values are not read, shown or exported."
            ),
            columns => format!(
                "These columns hold passwords, and their values are not read, shown or exported: {}.",
                columns.join(", ")
            ),
        },
        UsersFileNote::ReadAs {
            column,
            attribute,
            meaning,
        } => read_as(column, attribute, *meaning),
        UsersFileNote::Compared { column, used } => format!(
            "{used} is used, and {column} is about the same. Preflight compares the two in each row: where they contradict each other, what happens to the user is not known."
        ),
        UsersFileNote::MayBeEnabled(columns) => format!(
            "No column is taken for accountEnabled. Who is enabled may be in {}. If so, choose accountEnabled for the column in the table of columns; otherwise everybody is taken for enabled.",
            columns.join(" or "),
        ),
        UsersFileNote::Contradiction {
            used,
            column,
            count,
        } => format!(
            "In {} {used} and {column} contradict each other. What happens to these users is not known. Correct the values, or remove the wrong column from the file.",
            counted(*count, "row", "rows"),
        ),
        UsersFileNote::SoftDeleted { count } => format!(
            "{} deleted in Entra and not in the first cycle.",
            counted(*count, "user is", "users are"),
        ),
        UsersFileNote::MailFromProxyAddresses { count, unknown } => {
            let mut text = format!(
                "The file has no column for mail. For {} mail is derived: the address after SMTP: in the proxy addresses.",
                counted(*count, "user", "users"),
            );
            if *unknown > 0 {
                text.push_str(&format!(
                    " {} no address after SMTP: in capitals, so mail is not known.",
                    counted(*unknown, "user has", "users have"),
                ));
            }
            text
        }
        UsersFileNote::LacksColumns {
            attributes,
            unknown,
        } => {
            let mut text = format!(
                "The file has no column for {}, which the mappings read. Export the file again with {}.",
                attributes.join(", "),
                if attributes.len() == 1 { "this column" } else { "these columns" },
            );
            if *unknown > 0 {
                text.push_str(&format!(
                    " What happens to {} is therefore not known.",
                    counted(*unknown, "user", "users"),
                ));
            }
            text
        }
        UsersFileNote::NoAccountEnabled => {
            "No column says whether an account is enabled, so everybody is taken for enabled. Get-MgUser fills AccountEnabled only if -Property names it."
                .to_owned()
        }
        UsersFileNote::MissingAccountEnabled { count } => format!(
            "In {} nothing says whether the account is enabled, so these people are taken for enabled.",
            counted(*count, "row", "rows"),
        ),
        UsersFileNote::MorePages => {
            "The file is one page of Microsoft Graph’s answer, and more pages follow (@odata.nextLink). Users on those are not judged."
                .to_owned()
        }
        UsersFileNote::PartOfTalkdesk { total, held } => format!(
            "Talkdesk says that it has {}, and the list holds {}. Whoever is missing here counts as new.",
            counted(*total, "user", "users"),
            grouped(*held),
        ),
        UsersFileNote::NoExternalIds => {
            "Nobody in the list has an externalId, so everybody who exists is sent one.".to_owned()
        }
        UsersFileNote::UnclearAccountEnabled { count, values } => format!(
            "In {} the value of accountEnabled is not known to mean enabled or disabled ({}). What happens to these users is not known. Correct the values, or choose in the table of columns what the column means.",
            counted(*count, "row", "rows"),
            values.join(", "),
        ),
        UsersFileNote::UnclearTruth {
            attribute,
            count,
            values,
        } if attribute == SOFT_DELETED => format!(
            "In {} the value of {attribute} is not known to mean deleted or not ({}). What happens to these users is not known. Correct the values, or choose in the table of columns what the column means.",
            counted(*count, "row", "rows"),
            values.join(", "),
        ),
        UsersFileNote::UnclearTruth {
            attribute,
            count,
            values,
        } => format!(
            "In {} {attribute} says neither True nor False ({}); it is used as it stands.",
            counted(*count, "row", "rows"),
            values.join(", "),
        ),
        UsersFileNote::NotFoundBy(target) => format!(
            "Entra looks users up by {target}. Nobody in the list has it, so everybody is counted as new."
        ),
        UsersFileNote::NotCompared(names) => format!(
            "Nobody in the list has {names}, so changes of {names} are not seen.",
            names = names.join(" or "),
        ),
        UsersFileNote::Groups { count } => format!(
            "{} to groups; who is in them is not in the file.",
            counted(*count, "assignment is", "assignments are"),
        ),
        UsersFileNote::Unjoined { count } => format!(
            "{} to nobody in the users file.",
            counted(*count, "row belongs", "rows belong"),
        ),
        UsersFileNote::LateMembers(names) => format!(
            "Some objects have members that the first one lacks: {}.",
            names.join(", "),
        ),
        UsersFileNote::CutCells { count } => format!(
            "{} longer than {} kB and cut.",
            counted(*count, "value was", "values were"),
            super::MAX_CELL_BYTES >> 10,
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

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn at_lines(count: u64, lines: &[u64]) -> String {
    let listed: Vec<_> = lines.iter().map(u64::to_string).collect();
    let more = if count > lines.len() as u64 {
        " and more"
    } else {
        ""
    };
    let word = if count == 1 { "line" } else { "lines" };
    format!("{word} {}{more}", listed.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), expected);
        }
        let words = error_text(&UsersFileError::ManyRows { limit: 1_000_000 });
        assert_eq!(words.what, "The file has more than 1,000,000 rows.");
        let words = error_text(&UsersFileError::MuchToHold { limit: 256 << 20 });
        assert!(words.what.contains("256 MB"), "{}", words.what);
    }
}
