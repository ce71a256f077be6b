//! Trunk as its authors built it, where the network has it.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use sha2::{Digest as _, Sha256};

use crate::process::{capture, command};

const RELEASES: &str = "https://github.com/trunk-rs/trunk/releases/download";

/// Downloads Trunk into `bin` of a folder. The archive must have the hash that
/// its release publishes.
pub fn download_trunk(version: &str, folder: &Path) -> Result<()> {
    let system = system().context("Trunk is not published for this system.")?;
    let address = format!("{RELEASES}/v{version}/trunk-{system}.tar.gz");
    unpack(&address, folder)
}

/// Of Linux the variant that needs no libraries: the other one wants a newer
/// C library than some systems have.
fn system() -> Option<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some("x86_64-unknown-linux-musl"),
        ("macos", "x86_64") => Some("x86_64-apple-darwin"),
        ("macos", "aarch64") => Some("aarch64-apple-darwin"),
        _ => None,
    }
}

fn unpack(address: &str, folder: &Path) -> Result<()> {
    let archive = folder.join("trunk.tar.gz");
    let hash = folder.join("trunk.sha256");
    fetch(&format!("{address}.sha256"), &hash)?;
    fetch(address, &archive)?;
    let published = fs::read_to_string(&hash)?;
    let actual = hex(&Sha256::digest(fs::read(&archive)?));
    ensure!(
        published.split_whitespace().next() == Some(&actual),
        "{address} does not have the hash that is published for it."
    );
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    let mut tar = command("tar");
    tar.arg("-xzf")
        .arg(&archive)
        .arg("-C")
        .arg(&bin)
        .arg("trunk");
    capture(&mut tar, "tar")?;
    // That it runs here shows that it is for this system.
    capture(
        command(bin.join("trunk")).arg("--version"),
        "trunk --version",
    )?;
    fs::remove_file(&archive)?;
    Ok(fs::remove_file(&hash)?)
}

fn fetch(address: &str, file: &Path) -> Result<()> {
    let mut curl = command("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location"])
        .args(["--connect-timeout", "10", "--max-time", "120", "--output"])
        .arg(file)
        .arg(address);
    capture(&mut curl, "curl")?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_archive_with_its_hash_is_unpacked() {
        let base = std::env::temp_dir().join(format!("xtask-prebuilt-{}", std::process::id()));
        let (release, tool) = (base.join("release"), base.join("tool"));
        fs::create_dir_all(&release).unwrap();
        fs::create_dir_all(&tool).unwrap();
        let script = "cd \"$0\" && printf '#!/bin/sh\\necho trunk 1' >trunk && chmod +x trunk && \
                      tar -czf trunk.tar.gz trunk";
        capture(command("sh").args(["-c", script]).arg(&release), "sh").unwrap();
        let archive = release.join("trunk.tar.gz");
        let publish = |hash: &str| fs::write(release.join("trunk.tar.gz.sha256"), hash).unwrap();
        let address = format!("file://{}", archive.display());

        publish(&format!("{}  trunk.tar.gz\n", "0".repeat(64)));
        let error = unpack(&address, &tool).unwrap_err().to_string();
        assert!(error.contains("hash"), "{error}");
        assert!(!tool.join("bin").exists());

        publish(&hex(&Sha256::digest(fs::read(&archive).unwrap())));
        unpack(&address, &tool).unwrap();
        assert!(tool.join("bin/trunk").is_file() && !tool.join("trunk.tar.gz").exists());
        fs::remove_dir_all(&base).unwrap();
    }
}
