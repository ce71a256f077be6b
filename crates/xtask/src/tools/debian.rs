//! Programs of Debian's packages that tests need.

use std::path::{Path, PathBuf};

use crate::process::{capture, command};
use crate::report::print;
use anyhow::Result;

/// What the tests of shell commands and scripts run: programs and their
/// packages.
const SHELL_TOOLS: [(&str, &str); 4] = [
    ("curl", "curl"),
    ("jq", "jq"),
    ("shellcheck", "shellcheck"),
    ("zsh", "zsh"),
];

/// What the tests of header files run.
const WEB_SERVERS: [(&str, &str); 2] = [("nginx", "nginx"), ("apache2", "apache2-bin")];

/// Where it is, installing a package does not start its service, as in
/// containers.
const NO_SERVICES: &str = "/usr/sbin/policy-rc.d";

/// Where programs for root are, which is not on everybody's path.
const SYSTEM_PROGRAMS: &str = "/usr/sbin";

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

/// A program that is on the path, or is one for root.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([SYSTEM_PROGRAMS.into()]);
    let mut candidates = folders.map(|folder| folder.join(name));
    candidates.find(|candidate| candidate.is_file())
}

/// Installs what the tests of shell commands run.
pub fn ensure_shell_tools() -> Result<()> {
    ensure(&SHELL_TOOLS, "shell commands", true)
}

/// Installs the servers that header files are tested in, unless that would start
/// them.
pub fn ensure_web_servers() -> Result<()> {
    let starts_nothing = Path::new(NO_SERVICES).exists();
    ensure(&WEB_SERVERS, "header files", starts_nothing)
}

/// Installs programs, or says what is missing and how to install it; the tests
/// are then skipped.
fn ensure(tools: &[(&str, &str)], tested: &str, may_install: bool) -> Result<()> {
    let missing = tools.iter().filter(|(name, _)| on_path(name).is_none());
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(", ");
    let remedy = match AptAccess::detect()? {
        AptAccess::Available if may_install => {
            print(format!(
                "Installing {names} with apt-get; this is done once."
            ));
            return install(&packages);
        }
        AptAccess::Available | AptAccess::NotRoot => {
            format!("run sudo sh -c '{}'", install_line(&packages))
        }
        AptAccess::NotDebian => "install these from your system's packages".to_owned(),
    };
    print(format!(
        "Without {names} some tests of {tested} are skipped; to have them, {remedy}."
    ));
    Ok(())
}
