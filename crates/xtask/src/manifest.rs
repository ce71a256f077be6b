//! `cargo xtask manifest`: the SHA-256 of every file of a built site, to compare
//! what is hosted with what was released.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use fs_err as fs;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::harden::{self, PAGE, version};
use crate::project::Project;
use crate::report::print;

/// The site to list.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub struct ManifestOptions {
    /// Folder of the built site (dist/)
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Manifest {
    /// What the page says it is built from.
    version: String,
    /// SHA-256 in hexadecimal digits, for each path.
    files: BTreeMap<String, String>,
}

/// Prints the manifest as JSON.
pub fn run(options: &ManifestOptions) -> Result<()> {
    let site = match &options.site {
        Some(site) => site.clone(),
        None => Project::find()?.dist(),
    };
    print(serde_json::to_string_pretty(&Manifest::of(&site)?)?);
    Ok(())
}

impl Manifest {
    fn of(site: &Path) -> Result<Self> {
        let page = fs::read_to_string(site.join(PAGE))?;
        let version = version::of_page(&page).with_context(|| {
            format!(
                "{} does not say its version; build the site with cargo xtask build.",
                site.join(PAGE).display()
            )
        })?;
        let mut files = BTreeMap::new();
        for path in harden::paths_below(site)? {
            let digest = Sha256::digest(fs::read(site.join(&path))?);
            let digits = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            files.insert(path, digits);
        }
        Ok(Self { version, files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_with_its_hash() {
        let site = std::env::temp_dir().join(format!("xtask-manifest-{}", std::process::id()));
        fs::remove_dir_all(&site).ok();
        fs::create_dir_all(site.join("relay/deeper")).unwrap();
        let page = "<meta name=\"scimdesk-version\" content=\"1.2.3+abc\">";
        for (path, text) in [
            (PAGE, page),
            ("relay/a.mjs", "abc"),
            ("relay/deeper/b", ""),
            ("relay-c", "abc"),
        ] {
            fs::write(site.join(path), text).unwrap();
        }
        let manifest = Manifest::of(&site).unwrap();
        fs::write(site.join(PAGE), "<p>").unwrap();
        let unknown = Manifest::of(&site).unwrap_err().to_string();
        fs::remove_dir_all(&site).unwrap();

        assert!(unknown.contains("does not say its version"), "{unknown}");
        assert_eq!(manifest.version, "1.2.3+abc");
        let paths: Vec<_> = manifest.files.keys().map(String::as_str).collect();
        let expected = [PAGE, "relay-c", "relay/a.mjs", "relay/deeper/b"];
        assert_eq!(paths, expected);
        // FIPS 180-2, appendix B.1, and the hash of nothing.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(manifest.files["relay/a.mjs"], abc);
        assert_eq!(manifest.files["relay-c"], abc);
        assert_eq!(manifest.files["relay/deeper/b"], nothing);
    }
}
