//! Checks of the hosted workflows and the container image that no linter makes:
//! what is pinned, what is kept between runs, and what a job may do.

use std::path::Path;

use fs_err as fs;
use regex::Regex;

use crate::harden::paths_below;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Names and texts of the workflows.
fn workflows() -> Vec<(String, String)> {
    let folder = root().join(".github/workflows");
    let names = paths_below(&folder).unwrap();
    assert!(names.len() >= 6, "{names:?}");
    let read = |name: String| {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn actions_are_pinned_by_commit_and_say_their_version() {
    let uses = Regex::new(r"(?m)^\s*-? ?uses: (.+)$").unwrap();
    let pinned = Regex::new(r"^[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$").unwrap();
    let mut versions = std::collections::BTreeMap::new();
    for (name, text) in workflows() {
        for found in uses.captures_iter(&text) {
            let action = &found[1];
            if action.starts_with("./") {
                let file = action.trim_start_matches("./");
                assert!(root().join(file).is_file(), "{name}: {action}");
                continue;
            }
            assert!(pinned.is_match(action), "{name}: {action}");
            // One commit for each action, of its whole repository.
            let (action, commit) = action.split_once('@').unwrap();
            let repository = action.split('/').take(2).collect::<Vec<_>>().join("/");
            let known = versions.entry(repository).or_insert(commit.to_owned());
            assert_eq!(known, commit, "{name}: {action}");
        }
    }
}

#[test]
fn keys_of_caches_name_files_that_exist() {
    let hashed = Regex::new(r"hashFiles\(([^)]*)\)").unwrap();
    let files = |folder: &str, ending: &str| {
        let names = paths_below(&root().join(folder)).unwrap_or_default();
        names.iter().any(|name| name.ends_with(ending))
    };
    let mut keys = 0;
    for (name, text) in workflows() {
        for found in hashed.captures_iter(&text) {
            for pattern in found[1].split(',') {
                let pattern = pattern.trim().trim_matches('\'');
                let exists = match pattern.split_once("/*") {
                    Some((folder, ending)) => files(folder, ending),
                    None => root().join(pattern).is_file(),
                };
                assert!(exists, "{name}: {pattern}");
                keys += 1;
            }
        }
    }
    assert!(keys > 0);
}

/// A workflow starts with reading only; a job says what it needs besides, and
/// why. The token of a checkout is not left in the folder.
#[test]
fn permissions_are_those_that_are_needed() {
    for (name, text) in workflows() {
        assert!(
            text.contains("\npermissions:\n  contents: read\n\n"),
            "{name} does not start with reading only"
        );
        for line in text.lines().filter(|line| line.contains(": write")) {
            assert!(line.contains(": write # to "), "{name}: {line}");
        }
        for word in ["write-all", "read-all", "pull_request_target", "secrets."] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        let checkouts = text.matches("uses: actions/checkout@").count();
        let without_token = text.matches("persist-credentials: false").count();
        assert_eq!(checkouts, without_token, "{name}");
        let machines = text.matches("runs-on: ").count();
        let limits = text.matches("timeout-minutes: ").count();
        assert_eq!(machines, limits, "{name}");
    }
}

#[test]
fn the_image_is_pinned_and_runs_without_rights() {
    let text = fs::read_to_string(root().join("Dockerfile")).unwrap();
    let from = Regex::new(r"(?m)^FROM [\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$").unwrap();
    assert_eq!(text.matches("\nFROM ").count(), 1);
    assert!(from.is_match(&text));
    assert!(text.contains("\nUSER 101:101\n"));
    // Nothing runs in a shell, while the image is made or later.
    let in_shell = Regex::new(r#"(?m)^(RUN .*|.*(CMD|ENTRYPOINT) [^\["\s].*)$"#).unwrap();
    assert!(!in_shell.is_match(&text), "{:?}", in_shell.find(&text));
}

#[test]
fn updates_cover_every_lock_file() {
    let text = fs::read_to_string(root().join(".github/dependabot.yml")).unwrap();
    let output = crate::process::capture(
        crate::process::command("git")
            .current_dir(root())
            .args(["ls-files", "*package-lock.json"]),
        "git ls-files",
    );
    for lock in output.unwrap().lines() {
        let folder = lock.trim_end_matches("/package-lock.json");
        assert!(text.contains(&format!("      - /{folder}\n")), "{folder}");
    }
}
