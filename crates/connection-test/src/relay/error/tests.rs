//! The codes of both programs are the codes that the page knows.

use std::collections::BTreeSet;

use super::*;
use crate::relay::files::{NODE_FILE, POWER_SHELL_FILE, RelayFile};

fn source(file: &RelayFile) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/");
    std::fs::read_to_string(format!("{folder}{}", file.path())).expect("a relay")
}

/// The code of a line such as `  busy: [503, "…"],` or `    busy = 503, '…'`.
fn code_of<'a>(line: &'a str, before_status: &str) -> Option<&'a str> {
    let (code, rest) = line.trim_start().split_once(before_status)?;
    let (status, _) = rest.split_once(',')?;
    let is_code = code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let is_status = status.len() == 3 && status.parse::<u16>().is_ok();
    (is_code && is_status).then_some(code)
}

#[test]
fn the_page_knows_every_code_of_both_programs_and_no_other() {
    let known: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known.len(), CODES.len());
    for (file, before_status) in [(&NODE_FILE, ": ["), (&POWER_SHELL_FILE, " = ")] {
        let text = source(file);
        let codes = text.lines().filter_map(|line| code_of(line, before_status));
        assert_eq!(codes.collect::<BTreeSet<_>>(), known, "{}", file.name);
    }
}

#[test]
fn every_code_has_its_own_kind() {
    for (at, (code, kind)) in CODES.into_iter().enumerate() {
        let read = RelayErrorKind::read(&serde_json::json!({ "code": code }));
        assert_eq!(read, kind, "{code}");
        assert!(
            CODES[..at].iter().all(|(_, other)| *other != kind),
            "{code}"
        );
    }
    let later = RelayErrorKind::read(&serde_json::json!({ "code": "of_a_later_version" }));
    assert_eq!(
        later,
        RelayErrorKind::Unknown("of_a_later_version".to_owned())
    );
}
