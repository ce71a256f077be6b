//! No bytes end a command otherwise than with its exit codes.

use proptest::prelude::*;
use serde_json::Value;

use crate::support::run;

const COMMANDS: &[&str] = &[
    "check -",
    "check --format json -",
    "check --format sarif --target roles -",
    "explain -",
    "explain --format json -",
    "eval - --set mail=a",
    "eval --format json tests/files/mail.entra --user -",
    "preflight --mapping tests/files/sound.json -",
    "preflight --format json --mapping tests/files/sound.json -",
    "preflight --mapping - tests/files/users.csv",
];

const FILES: &[&[u8]] = &[
    include_bytes!("files/broken-rules.json"),
    include_bytes!("files/lines.entra"),
    include_bytes!("files/log-failed.json"),
    include_bytes!("files/conflict.txt"),
    include_bytes!("files/users.csv"),
];

fn check_all(bytes: &[u8]) {
    for command in COMMANDS {
        let done = run(command, bytes);
        assert!(done.code <= 3, "{command}");
        let is_json = command.contains("--format");
        if is_json && !done.output.is_empty() {
            let json: Result<Value, _> = serde_json::from_str(&done.output);
            assert!(json.is_ok(), "{command}: {}", done.output);
        }
        // What cannot be read is always said.
        if done.code == 2 {
            assert!(!done.errors.is_empty(), "{command}");
        }
    }
}

/// A file of the tests with some bytes replaced or cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let cut = proptest::option::of(any::<prop::sample::Index>());
    (0..FILES.len(), edits, cut).prop_map(|(file, edits, cut)| {
        let mut bytes = FILES[file].to_vec();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_handled(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_all(&bytes);
    }

    #[test]
    fn any_text_is_handled(text in "[\\[\\]{}(),\"\\\\a-zA-Z:0-9 \n\u{feff}é😀]{0,80}") {
        check_all(text.as_bytes());
    }

    #[test]
    fn damaged_files_are_handled(bytes in damaged()) {
        check_all(&bytes);
    }
}
