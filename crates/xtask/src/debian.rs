//! Programs of Debian's packages that tests need.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::{command, run_silently};
use crate::report::say;

/// What the tests of shell commands and scripts run: program and package.
const SHELL_TOOLS: [(&str, &str); 4] = [
    ("curl", "curl"),
    ("jq", "jq"),
    ("shellcheck", "shellcheck"),
    ("zsh", "zsh"),
];

/// Whether packages can be installed from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On Debian and as root.
    Able,
    /// On Debian, and not as root.
    NotRoot,
    /// On another system.
    Elsewhere,
}

impl Standing {
    /// Finds out.
    pub fn find() -> Result<Self, Error> {
        if !Path::new("/etc/debian_version").exists() {
            return Ok(Self::Elsewhere);
        }
        let root = run_silently(command("id").arg("-u"), "id")?.output.trim() == "0";
        Ok(if root { Self::Able } else { Self::NotRoot })
    }
}

/// The command that installs packages.
pub fn install_line(packages: &[&str]) -> String {
    format!(
        "apt-get update && apt-get install -y {}",
        packages.join(" ")
    )
}

/// Installs packages as root. Fails with what apt-get said.
pub fn install(packages: &[&str]) -> Result<(), Error> {
    let line = install_line(packages);
    let done = run_silently(
        command("sh")
            .args(["-c", &line])
            .env("DEBIAN_FRONTEND", "noninteractive"),
        "apt-get",
    )?;
    match done.status.success() {
        true => Ok(()),
        false => Err(Error::Fetch {
            what: format!("{} with {line}", packages.join(", ")),
            tail: done.tail(),
        }),
    }
}

/// The first of these programs that is on the path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Installs what the tests of shell commands run, or says what is missing and
/// how to install it; those tests are then skipped.
pub fn ensure_shell_tools() -> Result<(), Error> {
    let missing = SHELL_TOOLS
        .into_iter()
        .filter(|(program, _)| on_path(&[program]).is_none());
    let packages: Vec<&str> = missing.map(|(_, package)| package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(", ");
    match Standing::find()? {
        Standing::Able => {
            say(format!(
                "Installing {names} with apt-get; this is done once."
            ));
            install(&packages)
        }
        Standing::NotRoot => {
            say(format!(
                "Without {names} some tests of shell commands are skipped; to have them, run sudo \
                 sh -c '{}'.",
                install_line(&packages)
            ));
            Ok(())
        }
        Standing::Elsewhere => {
            say(format!(
                "Without {names} some tests of shell commands are skipped; to have them, install \
                 these from your system's packages."
            ));
            Ok(())
        }
    }
}
