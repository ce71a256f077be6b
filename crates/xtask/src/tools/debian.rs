//! Programs of Debian's packages that tests need.

use std::path::{Path, PathBuf};

use crate::process::{capture, command};
use crate::report::print;
use anyhow::Result;

/// What the tests of shell commands and scripts run: program and package.
const SHELL_TOOLS: [(&str, &str); 4] = [
    ("curl", "curl"),
    ("jq", "jq"),
    ("shellcheck", "shellcheck"),
    ("zsh", "zsh"),
];

/// Whether packages can be installed from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AptAccess {
    Available,
    NotRoot,
    NotDebian,
}

impl AptAccess {
    pub fn detect() -> Result<Self> {
        if !Path::new("/etc/debian_version").exists() {
            return Ok(Self::NotDebian);
        }
        let is_root = capture(command("id").arg("-u"), "id")?.trim() == "0";
        Ok(if is_root {
            Self::Available
        } else {
            Self::NotRoot
        })
    }
}

/// The command that installs packages.
pub fn install_line(packages: &[&str]) -> String {
    format!(
        "apt-get update && apt-get install -y {}",
        packages.join(" ")
    )
}

/// Installs packages as root.
pub fn install(packages: &[&str]) -> Result<()> {
    let mut install = command("sh");
    install
        .args(["-c", &install_line(packages)])
        .env("DEBIAN_FRONTEND", "noninteractive");
    capture(&mut install, "apt-get")?;
    Ok(())
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
pub fn ensure_shell_tools() -> Result<()> {
    let missing = SHELL_TOOLS
        .into_iter()
        .filter(|(program, _)| on_path(&[program]).is_none());
    let packages: Vec<&str> = missing.map(|(_, package)| package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(", ");
    match AptAccess::detect()? {
        AptAccess::Available => {
            print(format!(
                "Installing {names} with apt-get; this is done once."
            ));
            return install(&packages);
        }
        AptAccess::NotRoot => print(format!(
            "Without {names} some tests of shell commands are skipped; to have them, run sudo sh \
             -c '{}'.",
            install_line(&packages)
        )),
        AptAccess::NotDebian => print(format!(
            "Without {names} some tests of shell commands are skipped; to have them, install \
             these from your system's packages."
        )),
    }
    Ok(())
}
