//! Whatever a file calls the column that says who is blocked, nobody who is
//! blocked is silently taken for enabled.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::report::{SkipReason, UserOutcome};
use crate::users_file::UsersFileNote;
use provisioning::entra::ENABLED;

/// Words of headers: who or what is blocked, and how that is said.
const SUBJECTS: [&str; 10] = [
    "",
    "account",
    "user",
    "sign in",
    "sign-in",
    "signin",
    "credential",
    "login",
    "is",
    "user account",
];
const BLOCKS: [&str; 8] = [
    "block",
    "blocked",
    "disabled",
    "suspended",
    "deactivated",
    "blocking",
    "gesperrt",
    "bloqueado",
];

/// What such columns hold, for who is blocked and who is not.
const VALUES: [(&str, &str); 14] = [
    ("True", "False"),
    ("TRUE", "FALSE"),
    ("true", "false"),
    ("Yes", "No"),
    ("yes", "no"),
    ("1", "0"),
    ("on", "off"),
    ("Ja", "Nein"),
    ("WAHR", "FALSCH"),
    ("Blocked", "Allowed"),
    ("Enabled", "Disabled"),
    ("Active", "Inactive"),
    ("x", ""),
    ("perhaps", "hardly"),
];

#[derive(Debug, Clone)]
struct File {
    header: String,
    text: String,
    blocked: Vec<bool>,
}

fn spelled(words: &str, style: u8) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &str| {
        let mut characters = word.chars();
        let first = characters.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + characters.as_str()
    };
    match style {
        0 => words.join(" "),
        1 => words.iter().map(|word| capital(word)).collect(),
        2 => capital(&words.join(" ")),
        3 => words.join("_"),
        4 => words.join(" ").to_uppercase(),
        5 => format!("{} [accountEnabled] Required", capital(&words.join(" "))),
        6 => format!("{} (Yes/No)", capital(&words.join(" "))),
        _ => format!("{}?", capital(&words.join(" "))),
    }
}

fn files() -> impl Strategy<Value = File> {
    let header = (
        select(&SUBJECTS[..]),
        select(&BLOCKS[..]),
        any::<bool>(),
        0_u8..8,
    );
    let header = header.prop_map(|(subject, block, before, style)| {
        let words = match before {
            true => format!("{block} {subject}"),
            false => format!("{subject} {block}"),
        };
        spelled(&words, style)
    });
    let blocked = prop::collection::vec(any::<bool>(), 1..6);
    let title = any::<bool>();
    (
        header,
        select(&VALUES[..]),
        blocked,
        any::<Index>(),
        select(&[',', ';', '\t'][..]),
        title,
    )
        .prop_map(|(header, (yes, no), blocked, position, delimiter, title)| {
            let mut headers = vec!["userPrincipalName", "id", "givenName", "surname"];
            let position = position.index(headers.len() + 1);
            headers.insert(position, &header);
            let between = delimiter.to_string();
            let mut text = String::new();
            if title {
                text.push_str("Users of Contoso\n");
            }
            text.push_str(&headers.join(&between));
            text.push('\n');
            for (number, blocked) in blocked.iter().enumerate() {
                let (upn, id) = (format!("user{number}@contoso.com"), format!("{number}"));
                let mut cells = vec![upn.as_str(), &id, "Ana", "Silva"];
                cells.insert(position, if *blocked { yes } else { no });
                text.push_str(&cells.join(&between));
                text.push('\n');
            }
            File {
                header,
                text,
                blocked,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn a_blocked_user_is_never_silently_enabled(file in files()) {
        let (run, report) = run(&file.text, &MappingSet::default(), &PreflightOptions::default());
        let is_noted = report.notes[0].iter().any(|note| match note {
            UsersFileNote::NoAccountEnabled | UsersFileNote::MissingAccountEnabled(_) => true,
            UsersFileNote::UnclearTruth {
                attribute, count, ..
            } => attribute == ENABLED && *count > 0,
            _ => false,
        });
        for (user, blocked) in (0..).zip(&file.blocked) {
            let row = run.row(user).unwrap();
            let disabled = row.skip == Some(SkipReason::Disabled);
            let open = is_noted || row.outcome == UserOutcome::Unknown;
            prop_assert!(!blocked || disabled || open, "{}: {row:?}", file.header);
            // And who is not blocked is not taken for blocked.
            prop_assert!(*blocked || !disabled || open, "{}: {row:?}", file.header);
        }
    }

    #[test]
    fn headers_that_only_say_blocked_are_recognized(file in files()) {
        let columns = columns(file.text.as_bytes());
        let column = columns.iter().find(|column| column.name == file.header).unwrap();
        prop_assert_eq!(column.attribute.as_deref(), Some("accountEnabled"), "{}", file.header);
        prop_assert_eq!(column.meaning, crate::users_file::Meaning::Inverted, "{}", file.header);
    }
}
