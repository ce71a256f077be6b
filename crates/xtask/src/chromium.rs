//! Finding a Chromium for the browser tests, or installing one.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::{command, run_silently};
use crate::report::say;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const MAC_PLACES: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const WINDOWS_PLACES: [&str; 2] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
];

const DEBIAN_INSTALL: &str = "apt-get update && apt-get install -y chromium";

/// Gives the path of a Chromium.
pub fn ensure() -> Result<PathBuf, Error> {
    if let Some(named) = std::env::var_os("SCIMDESK_CHROMIUM").filter(|name| !name.is_empty()) {
        let path = PathBuf::from(named);
        return match path.is_file() {
            true => Ok(path),
            false => Err(Error::NoChromium(format!(
                "SCIMDESK_CHROMIUM names {}, which is not a file, so correct or unset it",
                path.display()
            ))),
        };
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if !Path::new("/etc/debian_version").exists() {
        return Err(Error::NoChromium(
            "install Chromium or Google Chrome from your system's packages or \
             https://www.google.com/chrome, or set SCIMDESK_CHROMIUM to the path of one"
                .to_owned(),
        ));
    }
    if !is_root()? {
        return Err(Error::NoChromium(format!(
            "run sudo sh -c '{DEBIAN_INSTALL}', or set SCIMDESK_CHROMIUM to the path of one"
        )));
    }
    say("Installing Chromium with apt-get; this is done once and usually takes 2 minutes.");
    let done = run_silently(
        command("sh")
            .args(["-c", DEBIAN_INSTALL])
            .env("DEBIAN_FRONTEND", "noninteractive"),
        "apt-get",
    )?;
    let fetch_failed = || Error::Fetch {
        what: format!("Chromium with {DEBIAN_INSTALL}"),
        tail: done.tail(),
    };
    if !done.status.success() {
        return Err(fetch_failed());
    }
    find().ok_or_else(fetch_failed)
}

fn find() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path)
            .flat_map(|folder| NAMES.map(|name| folder.join(name)))
            .find(|candidate| candidate.is_file())
    });
    on_path.or_else(|| {
        usual_places()
            .into_iter()
            .find(|candidate| candidate.is_file())
    })
}

fn usual_places() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        return MAC_PLACES.map(PathBuf::from).into();
    }
    if cfg!(windows) {
        return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
            .into_iter()
            .filter_map(std::env::var_os)
            .flat_map(|folder| WINDOWS_PLACES.map(|place| Path::new(&folder).join(place)))
            .collect();
    }
    Vec::new()
}

fn is_root() -> Result<bool, Error> {
    Ok(run_silently(command("id").arg("-u"), "id")?.output.trim() == "0")
}
