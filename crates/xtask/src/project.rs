//! Where things are in this clone.

use std::path::{Path, PathBuf};

use crate::error::{Error, IoContext as _};
use crate::process::{command, run_silently};

/// The paths of one clone of the repository.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the clone that this command was started for.
    ///
    /// The path is looked up at run time and not baked in, because one build
    /// folder may serve several clones.
    pub fn find() -> Result<Self, Error> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().doing("find the current folder")?,
        };
        start
            .ancestors()
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
            .map(|root| Self {
                root: root.to_owned(),
            })
            .ok_or(Error::NotInProject)
    }

    /// The repository's top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the top folder.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where the release site goes.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Where `serve` builds, apart from `dist` so that a site being worked on
    /// is never published by mistake.
    pub fn dev_dist(&self) -> PathBuf {
        self.path("target/scimdesk/dev-dist")
    }

    /// Where cargo puts what it builds.
    pub fn target_folder(&self) -> Result<PathBuf, Error> {
        let mut metadata = command("cargo");
        metadata
            .current_dir(&self.root)
            .args(["metadata", "--no-deps", "--format-version", "1"]);
        let done = run_silently(&mut metadata, "cargo metadata")?;
        serde_json::from_str::<serde_json::Value>(&done.output)
            .ok()
            .and_then(|found| found["target_directory"].as_str().map(PathBuf::from))
            .ok_or_else(|| Error::Failed {
                step: "Asking cargo for its build folder".to_owned(),
                remedy: "run cargo metadata to see why",
            })
    }

    /// Reports and other short-lived files of these commands.
    pub fn scratch(&self) -> Result<PathBuf, Error> {
        let folder = self.path("target/scimdesk");
        std::fs::create_dir_all(&folder).doing(format!("create {}", folder.display()))?;
        Ok(folder)
    }

    /// The version of a package in `Cargo.lock`.
    pub fn locked_version(&self, package: &str) -> Result<String, Error> {
        let path = self.path("Cargo.lock");
        let lock = std::fs::read_to_string(&path).doing(format!("read {}", path.display()))?;
        version_in(&lock, package).ok_or_else(|| Error::NotLocked(package.to_owned()))
    }
}

/// Reads a version out of the text of a `Cargo.lock`, whose lines for a
/// package start with its name and then its version.
fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").unwrap(), "0.2.129");
        assert_eq!(version_in(lock, "trunk"), None);
    }
}
