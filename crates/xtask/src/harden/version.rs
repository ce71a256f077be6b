//! Which source the site is built from.

use crate::process::{capture, command};
use crate::project::Project;

/// How many digits of a commit tell it from all others.
const COMMIT_DIGITS: usize = 12;

/// The version of the workspace with the commit as build metadata (semver.org,
/// item 10), such as `0.1.0+0123456789ab`; where there is no git, only the
/// version.
pub fn of_source(project: &Project) -> String {
    let git = |arguments: &[&str]| {
        let mut git = command("git");
        git.current_dir(project.root()).args(arguments);
        capture(&mut git, "git").ok()
    };
    let commit = git(&["rev-parse", "HEAD"]);
    let changes = git(&["status", "--porcelain", "--untracked-files=no"]);
    version(env!("CARGO_PKG_VERSION"), commit, changes)
}

/// `changes` is what git says about files that differ from the commit.
fn version(version: &str, commit: Option<String>, changes: Option<String>) -> String {
    let commit = commit.as_deref().map(str::trim).and_then(|commit| {
        let is_hash = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        commit.get(..COMMIT_DIGITS).filter(|_| is_hash)
    });
    match (commit, changes) {
        (None, _) => version.to_owned(),
        (Some(commit), Some(changes)) if changes.trim().is_empty() => format!("{version}+{commit}"),
        (Some(commit), _) => format!("{version}+{commit}.modified"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_tells_the_commit_and_whether_files_differ_from_it() {
        let commit = || Some("0123456789abcdef0123456789abcdef01234567\n".to_owned());
        let text = |text: &str| Some(text.to_owned());
        for (commit, changes, expected) in [
            (commit(), text(""), "1.2.3+0123456789ab"),
            (commit(), text(" M a.rs\n"), "1.2.3+0123456789ab.modified"),
            (commit(), None, "1.2.3+0123456789ab.modified"),
            (None, None, "1.2.3"),
            (text("fatal: no repository"), text(""), "1.2.3"),
            (text("0123"), text(""), "1.2.3"),
        ] {
            assert_eq!(version("1.2.3", commit, changes), expected);
        }
    }
}
