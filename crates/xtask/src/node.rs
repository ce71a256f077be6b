//! Node and npm.

use std::fs;
use std::path::Path;

use crate::error::{Error, IoContext as _};
use crate::process::{command, run_silently};
use crate::report::say;
use crate::tools::{Cache, if_missing};

const OLDEST: u32 = 20;
const NODE_REMEDY: &str = "install version 20 or newer from https://nodejs.org";
const NPM_REMEDY: &str = "it usually comes with Node; install both from https://nodejs.org";
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Fails unless a Node that is new enough can be run.
pub fn check() -> Result<(), Error> {
    let done = run_silently(command("node").arg("--version"), "node")
        .map_err(if_missing("Node", NODE_REMEDY))?;
    let version = done.output.trim();
    match major(version) {
        Some(number) if number >= OLDEST => Ok(()),
        _ => Err(Error::NodeTooOld(version.to_owned())),
    }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs a folder's packages if they are missing or not those of its lock
/// file, whose text is kept beside them to tell.
pub fn ensure_packages(folder: &Path, what: &str) -> Result<(), Error> {
    let lock_path = folder.join("package-lock.json");
    let lock = fs::read(&lock_path).doing(format!("read {}", lock_path.display()))?;
    let stamp = folder.join("node_modules/.scimdesk-lock.json");
    let fresh = || fs::read(&stamp).is_ok_and(|stamped| stamped == lock);
    if fresh() {
        return Ok(());
    }
    let _lock = Cache::open()?.lock()?;
    if fresh() {
        return Ok(());
    }
    say(format!(
        "Installing the npm packages of {what}; this usually takes half a minute."
    ));
    npm_ci(folder, &format!("the npm packages of {what}"))?;
    // A lock file without packages leaves no folder behind.
    fs::create_dir_all(folder.join("node_modules")).doing("create node_modules")?;
    fs::write(&stamp, &lock).doing(format!("write {}", stamp.display()))
}

/// Installs exactly what a folder's lock file names.
pub fn npm_ci(folder: &Path, what: &str) -> Result<(), Error> {
    check()?;
    let mut install = command(NPM);
    install
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        // Chromium is found or installed by these commands, not by packages.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    let done = run_silently(&mut install, "npm").map_err(if_missing("npm", NPM_REMEDY))?;
    if done.status.success() {
        return Ok(());
    }
    Err(Error::Fetch {
        what: format!("{what} with npm"),
        tail: done.tail(),
    })
}

/// The version that a folder's lock file pins for a package.
pub fn pinned_version(folder: &Path, package: &str) -> Result<String, Error> {
    let path = folder.join("package-lock.json");
    let text = fs::read_to_string(&path).doing(format!("read {}", path.display()))?;
    let lock: serde_json::Value = serde_json::from_str(&text)
        .map_err(std::io::Error::from)
        .doing(format!("read {}", path.display()))?;
    lock.pointer(&format!("/packages/node_modules~1{package}/version"))
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| Error::NotLocked(package.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("20.11.1"), None);
        assert_eq!(major(""), None);
    }
}
