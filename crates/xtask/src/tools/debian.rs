//! Programs of Debian's packages that tests need.

use std::path::{Path, PathBuf};

use crate::process::{capture, command};
use crate::report::print;
use anyhow::Result;

/// What the tests of shell commands and scripts run; the packages have the
/// names of their programs.
const SHELL_TOOLS: [&str; 4] = ["curl", "jq", "shellcheck", "zsh"];

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
        let user = capture(command("id").arg("-u"), "id")?;
        Ok(match user.trim() {
            "0" => Self::Available,
            _ => Self::NotRoot,
        })
    }
}

/// The command that installs packages.
pub fn install_line(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("apt-get update && apt-get install -y {packages}")
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

/// A program that is on the path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut candidates = std::env::split_paths(&path).map(|folder| folder.join(name));
    candidates.find(|candidate| candidate.is_file())
}

/// Installs what the tests of shell commands run, or says what is missing and
/// how to install it; those tests are then skipped.
pub fn ensure_shell_tools() -> Result<()> {
    let missing = SHELL_TOOLS
        .into_iter()
        .filter(|tool| on_path(tool).is_none());
    let packages: Vec<&str> = missing.collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(", ");
    let remedy = match AptAccess::detect()? {
        AptAccess::Available => {
            print(format!(
                "Installing {names} with apt-get; this is done once."
            ));
            return install(&packages);
        }
        AptAccess::NotRoot => format!("run sudo sh -c '{}'", install_line(&packages)),
        AptAccess::NotDebian => "install these from your system's packages".to_owned(),
    };
    print(format!(
        "Without {names} some tests of shell commands are skipped; to have them, {remedy}."
    ));
    Ok(())
}
