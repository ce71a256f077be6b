//! The same entries in every format, in any parts and encodings.

use super::{Outcome, read_parts};
use crate::entry::{EntryOutcome, LogEntry};
use crate::fixtures::{FixtureEntry, LogForm, files, forms};
use crate::format::LogFormat;
use crate::read::{EntryPosition, ReadLimit, ReadLimits};

fn entries() -> Vec<FixtureEntry> {
    let response = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"name.familyName is required"}"#;
    let mut entries = vec![
        FixtureEntry::succeeded(1, 0),
        FixtureEntry::failed(2, 0, "BadRequest", response),
        FixtureEntry::skipped(3, 1, "NotEffectivelyEntitled"),
        FixtureEntry::failed(2, 1, "BadRequest", response),
    ];
    entries[3].with_identity = false;
    entries
}

fn outcomes(outcome: &Outcome) -> Vec<EntryOutcome> {
    outcome
        .entries
        .iter()
        .map(|(entry, _)| entry.outcome())
        .collect()
}

fn read((_, files): &LogForm, part: usize) -> Outcome {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    read_parts(&files, part, ReadLimits::default()).unwrap()
}

#[test]
fn each_format_gives_the_same_entries() {
    use EntryOutcome::{Failed, Skipped, Succeeded};
    for form in forms(&entries()) {
        let read = read(&form, 1 << 20);
        let format = form.0;
        assert_eq!(read.log.files.format(), Some(format));
        assert_eq!(
            outcomes(&read),
            [Succeeded, Failed, Skipped, Failed],
            "{format:?}"
        );
        assert!(
            !read.log.notes.is_incomplete(),
            "{format:?} {:?}",
            read.log.notes
        );
        assert_eq!(read.log.notes.unknown_columns, [""; 0], "{format:?}");
        for ((entry, _), expected) in read.entries.iter().zip(&entries()) {
            assert_eq!(entry.action, Some(expected.action), "{format:?}");
            let subject = entry.subject();
            if format != LogFormat::PortalCsv || !expected.with_identity {
                let identifier = subject.identifier.map(str::to_owned);
                assert_eq!(identifier, Some(expected.identifier()), "{format:?}");
            }
            let reason = entry.error.reason.as_deref();
            assert_eq!(reason, expected.reason.as_deref(), "{format:?}");
            if format != LogFormat::AuditLog {
                let code = entry.error.code.as_deref();
                assert_eq!(code, expected.code.as_deref(), "{format:?}");
                assert_eq!(entry.steps.len(), 4, "{format:?}");
                assert_eq!(entry.modified_properties.len(), 5, "{format:?}");
            }
            let skip = entry
                .steps
                .iter()
                .find_map(|step| step.detail("SkipReason"));
            let skip = skip.filter(|skip| *skip != "(Null)");
            assert_eq!(skip, expected.skip_reason.as_deref(), "{format:?}");
        }
    }
}

#[test]
fn parts_make_no_difference() {
    for form in forms(&entries()) {
        let whole = read(&form, 1 << 20);
        let name = form.1[0].0;
        for part in [1, 2, 3, 5, 64, 1000, 4096] {
            let parts = read(&form, part);
            assert_eq!(parts.entries, whole.entries, "{name} by {part}");
            assert_eq!(parts.log.notes, whole.log.notes, "{name} by {part}");
        }
    }
}

/// Each entry is found again at its position, in every encoding.
#[test]
fn an_entry_is_read_again_at_its_position() {
    for (format, files) in forms(&entries()) {
        for encoding in ["utf-8", "bom", "utf-16le", "utf-16be"] {
            let encoded: Vec<(&str, Vec<u8>)> = files
                .iter()
                .map(|(name, bytes)| {
                    let text = str::from_utf8(bytes).unwrap().replace("User", "Üser 😀");
                    let text = text.trim_start_matches('\u{feff}').to_owned();
                    (*name, encode(&text, encoding))
                })
                .collect();
            let files: Vec<(&str, &[u8])> =
                encoded.iter().map(|(n, b)| (*n, b.as_slice())).collect();
            let read = read_parts(&files, 777, ReadLimits::default()).unwrap();
            assert_eq!(read.entries.len(), 4);
            for (entry, position) in &read.entries {
                let bytes = match *position {
                    EntryPosition::Joined(_) => &[],
                    EntryPosition::File { file, start, len } => {
                        let start = usize::try_from(start).unwrap();
                        &files[usize::from(file)].1[start..start + len as usize]
                    }
                };
                let again = |found: &LogEntry<'_>| found.clone().into_owned();
                let again = read.log.files.read_entry(*position, bytes, again);
                assert_eq!(again.as_ref(), Some(entry), "{format:?} {encoding}");
            }
        }
    }
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "bom" => marked.into_bytes(),
        "utf-16le" => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

#[test]
fn the_order_of_the_tables_makes_no_difference() {
    let tables = files(LogFormat::PortalCsv, &entries());
    let expected = read(&(LogFormat::PortalCsv, tables.clone()), 1 << 20);
    for order in [[2, 1, 0], [1, 0, 2], [0, 2, 1]] {
        let files = order.map(|at| (tables[at].0, tables[at].1.as_slice()));
        let read = read_parts(&files, 500, ReadLimits::default()).unwrap();
        assert_eq!(read.entries, expected.entries, "{order:?}");
    }
    let alone = [(tables[0].0, tables[0].1.as_slice())];
    let read = read_parts(&alone, 500, ReadLimits::default()).unwrap();
    assert!(read.log.notes.steps_missing);
    assert_eq!(outcomes(&read), outcomes(&expected));
}

#[test]
fn limits_are_stated() {
    let graph = files(LogFormat::Graph, &entries());
    let files_read = [(graph[0].0, graph[0].1.as_slice())];
    for (limits, entries, limit) in [
        (
            ReadLimits {
                entries: 2,
                ..ReadLimits::default()
            },
            2,
            ReadLimit::Entries,
        ),
        (
            ReadLimits {
                bytes: 6000,
                ..ReadLimits::default()
            },
            1,
            ReadLimit::Bytes,
        ),
        (
            ReadLimits {
                entry_bytes: 1000,
                ..ReadLimits::default()
            },
            0,
            ReadLimit::EntryBytes,
        ),
    ] {
        for part in [100, 1 << 20] {
            match read_parts(&files_read, part, limits) {
                Ok(read) => {
                    assert_eq!(read.log.entries, entries, "{limit:?} by {part}");
                    assert_eq!(read.log.notes.limits, [limit], "by {part}");
                }
                Err(error) => panic!("{error} {limit:?} by {part}"),
            }
        }
    }
}
