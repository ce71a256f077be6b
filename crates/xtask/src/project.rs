//! Where things are in this clone.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use fs_err as fs;

use crate::process::{capture, command};

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
    pub fn find() -> Result<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir()?,
        };
        let is_root = |folder: &&Path| folder.join("crates/xtask/Cargo.toml").is_file();
        match start.ancestors().find(is_root) {
            Some(root) => Ok(Self {
                root: root.to_owned(),
            }),
            None => bail!("This folder is not part of a scimdesk clone; change into one."),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where the release site goes.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Where `serve` builds, apart from `dist` so that a site being worked on
    /// is never published instead.
    pub fn dev_dist(&self) -> PathBuf {
        self.path("target/scimdesk/dev-dist")
    }

    /// What cargo knows of the workspace, without its dependencies.
    pub fn metadata(&self) -> Result<serde_json::Value> {
        let mut metadata = command("cargo");
        metadata
            .current_dir(&self.root)
            .args(["metadata", "--no-deps", "--format-version", "1"]);
        let output = capture(&mut metadata, "cargo metadata")?;
        serde_json::from_str(&output).context("cargo metadata wrote no JSON")
    }

    /// Where cargo puts what it builds.
    pub fn target_folder(&self) -> Result<PathBuf> {
        let metadata = self.metadata()?;
        let folder = metadata["target_directory"].as_str();
        Ok(folder
            .context("cargo metadata names no target directory")?
            .into())
    }

    /// Reports and other short-lived files of these commands.
    pub fn scratch(&self) -> Result<PathBuf> {
        let folder = self.path("target/scimdesk");
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}
