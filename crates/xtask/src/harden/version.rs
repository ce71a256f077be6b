//! Which source the site is built from, and that its page says so.

use anyhow::{Context as _, Result};

use super::html::{replace, tags};
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

/// The name of the meta element that says which source the site is built from.
const META: &str = "scimdesk-version";

/// Says in the page which source it is built from.
pub fn add_to_page(html: &str, version: &str) -> Result<String> {
    let head = tags(html).into_iter().find(|tag| tag.name == "/head");
    let at = head
        .context("index.html has no end of its head.")?
        .range
        .start;
    let meta = format!("<meta name=\"{META}\" content=\"{version}\">\n");
    Ok(replace(html, vec![(at..at, meta)]))
}

/// The source that a built page says it is from.
pub fn of_page(html: &str) -> Option<String> {
    let tags = tags(html);
    let meta = tags.iter().find(|tag| tag.get("name") == Some(META))?;
    meta.get("content").map(str::to_owned)
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

    #[test]
    fn the_page_says_which_source_it_is_from() {
        let html = add_to_page("<head><title>a</title></head><p>", "1.2.3+abc").unwrap();
        assert_eq!(
            html,
            "<head><title>a</title><meta name=\"scimdesk-version\" content=\"1.2.3+abc\">\n\
             </head><p>"
        );
        assert_eq!(of_page(&html).as_deref(), Some("1.2.3+abc"));
        assert_eq!(of_page("<head></head>"), None);
        let error = add_to_page("<p>", "1").unwrap_err().to_string();
        assert!(error.contains("no end of its head"), "{error}");
    }
}
