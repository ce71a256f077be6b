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
    let shell = debian::on_path(&[SHELL]);
    let (apt, other) = (AptAccess::detect()?, find());
    match (shell.or_else(|| other.clone()), apt) {
        (Some(path), AptAccess::NotRoot | AptAccess::NotDebian) => Ok(path),
        (Some(path), _) if path.ends_with(SHELL) => Ok(path),
        (_, AptAccess::Available) => {
            print(format!(
                "Installing {SHELL} with apt-get; this is done once and usually takes a minute."
            ));
            // An old Debian has no package of the shell.
            if let Err(error) = debian::install(&[SHELL]).or_else(|_| debian::install(&[FULL])) {
                return other.ok_or(error);
            }
            find().context("Chromium was installed and is not on the PATH.")
        }
        (None, AptAccess::NotRoot) => bail!(
            "No Chromium was found; run sudo sh -c '{}', or set SCIMDESK_CHROMIUM to the path of \
             one.",
            debian::install_line(&[SHELL])
        ),
        (None, AptAccess::NotDebian) => bail!(
            "No Chromium was found; install Chromium or Google Chrome from your system's packages \
             or https://www.google.com/chrome, or set SCIMDESK_CHROMIUM to the path of one."
        ),
    }
}

fn find() -> Option<PathBuf> {
    debian::on_path(&NAMES).or_else(|| {
        usual_paths()
            .into_iter()
            .find(|candidate| candidate.is_file())
    })
}

fn usual_paths() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        return MAC_PATHS.map(PathBuf::from).into();
    }
    if cfg!(windows) {
        return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
            .into_iter()
            .filter_map(std::env::var_os)
            .flat_map(|folder| WINDOWS_PATHS.map(|path| Path::new(&folder).join(path)))
            .collect();
    }
    Vec::new()
}
