//! Finding a Chromium for the browser tests, or installing one.

use std::path::{Path, PathBuf};

use crate::debian::{self, Standing};
use crate::error::Error;
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

/// Debian's package.
const PACKAGE: &str = "chromium";

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
    match Standing::find()? {
        Standing::Able => {}
        Standing::NotRoot => {
            return Err(Error::NoChromium(format!(
                "run sudo sh -c '{}', or set SCIMDESK_CHROMIUM to the path of one",
                debian::install_line(&[PACKAGE])
            )));
        }
        Standing::Elsewhere => {
            return Err(Error::NoChromium(
                "install Chromium or Google Chrome from your system's packages or \
                 https://www.google.com/chrome, or set SCIMDESK_CHROMIUM to the path of one"
                    .to_owned(),
            ));
        }
    }
    say("Installing Chromium with apt-get; this is done once and usually takes 2 minutes.");
    debian::install(&[PACKAGE])?;
    find().ok_or_else(|| {
        Error::NoChromium(format!("the package {PACKAGE} is installed and has none"))
    })
}

fn find() -> Option<PathBuf> {
    debian::on_path(&NAMES).or_else(|| {
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
