//! Finding a Chromium for the browser tests, or installing one.
//!
//! The headless shell is Chromium without the browser around the page. The tests
//! take half the processor time with it, so it is preferred.

use std::path::{Path, PathBuf};

use crate::report::print;
use anyhow::{Context as _, Result, bail, ensure};

use super::debian::{self, AptAccess};

/// The packages of Debian, which are named like their programs.
const FULL: &str = "chromium";
const SHELL: &str = "chromium-headless-shell";

const NAMES: [&str; 5] = [
    SHELL,
    FULL,
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const MAC_PATHS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const WINDOWS_FOLDERS: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];
const WINDOWS_PATHS: [&str; 2] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
];

/// Gives the path of a Chromium.
pub fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("SCIMDESK_CHROMIUM").filter(|name| !name.is_empty()) {
        let path = PathBuf::from(named);
        ensure!(
            path.is_file(),
            "SCIMDESK_CHROMIUM names {}, which is not a file; correct or unset it.",
            path.display()
        );
        return Ok(path);
    }
    let found = find();
    let is_shell = found.as_ref().is_some_and(|path| path.ends_with(SHELL));
    match (AptAccess::detect()?, found) {
        (AptAccess::Available, other) if !is_shell => {
            print(format!(
                "Installing {SHELL} with apt-get; this is done once and usually takes a minute."
            ));
            // An old Debian has no package of the shell.
            if let Err(error) = debian::install(&[SHELL]).or_else(|_| debian::install(&[FULL])) {
                return other.ok_or(error);
            }
            find().context("Chromium was installed and is not on the PATH.")
        }
        (_, Some(path)) => Ok(path),
        (AptAccess::NotDebian, None) => bail!(
            "No Chromium was found; install Chromium or Google Chrome from your system's packages \
             or https://www.google.com/chrome, or set SCIMDESK_CHROMIUM to the path of one."
        ),
        (_, None) => bail!(
            "No Chromium was found; run sudo sh -c '{}', or set SCIMDESK_CHROMIUM to the path of \
             one.",
            debian::install_line(&[SHELL])
        ),
    }
}

/// The headless shell, wherever it is on the path, or another Chromium.
fn find() -> Option<PathBuf> {
    let on_path = NAMES.iter().find_map(|name| debian::on_path(name));
    on_path.or_else(|| {
        let windows = WINDOWS_FOLDERS.into_iter().filter_map(std::env::var_os);
        let windows =
            windows.flat_map(|folder| WINDOWS_PATHS.map(|it| Path::new(&folder).join(it)));
        let mac = MAC_PATHS.into_iter().map(PathBuf::from);
        mac.chain(windows).find(|path| path.is_file())
    })
}
