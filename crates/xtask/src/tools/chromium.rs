//! Finding a Chromium for the browser tests, or installing one.

use std::path::{Path, PathBuf};

use crate::report::print;
use anyhow::{Context as _, Result, bail, ensure};

use super::debian::{self, AptAccess};

const NAMES: [&str; 4] = [
    "chromium",
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

/// Debian's package.
const PACKAGE: &str = "chromium";

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
    if let Some(path) = find() {
        return Ok(path);
    }
    match AptAccess::detect()? {
        AptAccess::Available => {}
        AptAccess::NotRoot => bail!(
            "No Chromium was found; run sudo sh -c '{}', or set SCIMDESK_CHROMIUM to the path of \
             one.",
            debian::install_line(&[PACKAGE])
        ),
        AptAccess::NotDebian => bail!(
            "No Chromium was found; install Chromium or Google Chrome from your system's packages \
             or https://www.google.com/chrome, or set SCIMDESK_CHROMIUM to the path of one."
        ),
    }
    print("Installing Chromium with apt-get; this is done once and usually takes 2 minutes.");
    debian::install(&[PACKAGE])?;
    find().with_context(|| format!("The package {PACKAGE} is installed and has no Chromium."))
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
