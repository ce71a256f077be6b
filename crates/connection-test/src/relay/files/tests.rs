use std::path::PathBuf;
use std::{env, fs};

use sha2::{Digest, Sha256};

use super::*;

fn in_repository(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", path]
        .into_iter()
        .collect()
}

/// Size and hash of a file of the site, as the constants have them.
fn measured(file: &RelayFile) -> (u32, String) {
    let path = in_repository(&format!("public/{}", file.path()));
    let Ok(bytes) = fs::read(&path) else {
        // Without the file nothing may claim to know it.
        return (0, String::new());
    };
    let hash = Sha256::digest(&bytes);
    let digits = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    (u32::try_from(bytes.len()).expect("a short file"), digits)
}

#[test]
fn the_page_shows_size_and_hash_of_the_files_that_it_gives_out() {
    let source = in_repository("crates/connection-test/src/relay/files.rs");
    for file in [&POWER_SHELL_FILE, &NODE_FILE] {
        let (bytes, sha256) = measured(file);
        if env::var_os("UPDATE_GOLDEN").is_none() {
            assert_eq!(
                (file.bytes, file.sha256),
                (bytes, sha256.as_str()),
                "{}",
                file.name
            );
            continue;
        }
        let text = fs::read_to_string(&source).expect("this module");
        let written = |bytes: u32, sha256: &str| {
            let name = file.name;
            // As rustfmt and Clippy want it: 28_844.
            let bytes = format!("{}_{:03}", bytes / 1_000, bytes % 1_000);
            format!("name: \"{name}\",\n    bytes: {bytes},\n    sha256: \"{sha256}\",")
        };
        let (before, after) = (written(file.bytes, file.sha256), written(bytes, &sha256));
        assert!(text.contains(&before), "{}", file.name);
        fs::write(&source, text.replace(&before, &after)).expect("this module");
    }
}

#[test]
fn a_hash_is_shown_in_groups() {
    let file = RelayFile {
        sha256: "9f3c51a7e0b8",
        ..NODE_FILE
    };
    assert_eq!(file.grouped_hash(), "9f3c 51a7 e0b8");
    assert_eq!(file.path(), "relay/scimdesk-relay.mjs");
}
