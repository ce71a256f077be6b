//! Node and npm.

use fs_err as fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::process::{capture, command};
use crate::report::print;

use super::{ToolCache, if_missing};

const MIN_VERSION: u32 = 20;
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const REMEDY: &str = "install Node 20 or newer, with npm, from https://nodejs.org";

/// Fails unless a Node that is new enough can be run.
pub fn check() -> Result<()> {
    let version = capture(command("node").arg("--version"), "node").map_err(if_missing(REMEDY))?;
    let version = version.trim();
    let is_new_enough = major(version).is_some_and(|number| number >= MIN_VERSION);
    ensure!(is_new_enough, "Node {version} is too old; {REMEDY}.");
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs a folder's packages if they are missing or not those of its lock
/// file, whose text is kept beside them to tell.
pub fn ensure_packages(folder: &Path, what: &str) -> Result<()> {
    let lock_path = folder.join("package-lock.json");
    let lock = fs::read(&lock_path)?;
    let stamp = folder.join("node_modules/.scimdesk-lock.json");
    let fresh = || fs::read(&stamp).is_ok_and(|stamped| stamped == lock);
    if fresh() {
        return Ok(());
    }
    let _lock = ToolCache::open()?.lock("npm")?;
    if fresh() {
        return Ok(());
    }
    print(format!(
        "Installing the npm packages of {what}; this usually takes half a minute."
    ));
    npm_ci(folder, what)?;
    // A lock file without packages leaves no folder behind.
    fs::create_dir_all(folder.join("node_modules"))?;
    Ok(fs::write(&stamp, &lock)?)
}

/// Installs exactly what a folder's lock file names.
pub fn npm_ci(folder: &Path, what: &str) -> Result<()> {
    check()?;
    let mut install = command(NPM);
    install
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        // Chromium is found or installed by these commands, not by packages.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    capture(&mut install, &format!("npm ci for {what}"))
        .map_err(if_missing(REMEDY))
        .context("The packages could not be installed; check the network connection.")?;
    Ok(())
}

/// The version that a folder's lock file pins for a package.
pub fn pinned_version(folder: &Path, package: &str) -> Result<String> {
    let text = fs::read_to_string(folder.join("package-lock.json"))?;
    let lock: serde_json::Value = serde_json::from_str(&text)?;
    lock.pointer(&format!("/packages/node_modules~1{package}/version"))
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned)
        .with_context(|| format!("package-lock.json does not name {package}"))
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
