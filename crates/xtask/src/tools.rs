//! The pinned tools and the cache that all clones on a machine share.
//!
//! A tool counts as installed when its folder `NAME-VERSION` exists. It is
//! made elsewhere and renamed at the end, so a half-finished install never
//! counts, and a lock file keeps two commands from installing at once.

pub mod chromium;
mod debian;
pub mod node;
mod prebuilt;
mod progress;
pub mod wasm_bindgen;

#[cfg(test)]
pub use debian::on_path;
pub use debian::{ensure_shell_tools, ensure_web_servers};

use std::ffi::OsString;
use std::fs::TryLockError;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use fs_err as fs;

use crate::process::{capture, capture_with, command, is_missing};
use crate::project::Project;
use crate::report::print;

use progress::CargoProgress;

/// What the app is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";

/// The folder that holds the tools.
#[derive(Debug)]
pub struct ToolCache {
    folder: PathBuf,
}

impl ToolCache {
    /// Opens the cache, making its folder if needed.
    pub fn open() -> Result<Self> {
        let base = std::env::var_os("SCIMDESK_CACHE")
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
            .or_else(dirs::cache_dir)
            .context("No cache folder is known; set SCIMDESK_CACHE to one.")?;
        let folder = base.join("scimdesk").join("tools");
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// Waits until nobody else installs under this name.
    pub fn lock(&self, name: &str) -> Result<fs::File> {
        let file = fs::File::create(self.folder.join(format!(".lock-{name}")))?;
        match file.file().try_lock() {
            Err(TryLockError::WouldBlock) => {
                print("Another cargo xtask is installing the same; waiting for it.");
                file.file().lock()?;
            }
            other => other?,
        }
        Ok(file)
    }

    /// Gives the folder of a tool, installing it there if it is missing.
    fn tool(
        &self,
        name: &str,
        version: &str,
        usual_time: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let full_name = format!("{name}-{version}");
        let folder = self.folder.join(&full_name);
        if folder.is_dir() {
            return Ok(folder);
        }
        let _lock = self.lock(name)?;
        if folder.is_dir() {
            return Ok(folder);
        }
        print(format!(
            "Installing {name} {version} into {}; this is done once and usually takes {usual_time}.",
            folder.display()
        ));
        let unfinished = self.folder.join(format!(".unfinished-{full_name}"));
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        fs::create_dir(&unfinished)?;
        install(&unfinished)?;
        fs::rename(&unfinished, &folder)?;
        Ok(folder)
    }
}

/// Trunk, installed and ready to run.
#[derive(Debug)]
pub struct Trunk {
    program: PathBuf,
    path: OsString,
}

impl Trunk {
    pub fn is_installed() -> Result<bool> {
        let folder = ToolCache::open()?.folder.join(format!("trunk-{TRUNK}"));
        Ok(folder.is_dir())
    }

    /// Installs what is missing.
    pub fn ensure(project: &Project) -> Result<Self> {
        ensure_wasm_target()?;
        let usual_time = "up to 5 minutes on two cores";
        let folder = ToolCache::open()?.tool("trunk", TRUNK, usual_time, install_trunk)?;
        let mut folders = vec![wasm_bindgen::stand_in_folder(project)?];
        if let Some(path) = std::env::var_os("PATH") {
            folders.extend(std::env::split_paths(&path));
        }
        Ok(Self {
            program: folder.join("bin").join("trunk"),
            path: std::env::join_paths(folders)?,
        })
    }

    /// Trunk with our stand-in for wasm-bindgen first on its PATH, so that it
    /// never downloads one.
    pub fn command(&self, project: &Project) -> Command {
        let mut trunk = command(&self.program);
        trunk
            .current_dir(project.root())
            .env("PATH", &self.path)
            // Trunk would print a backtrace for every typing error.
            .env("RUST_BACKTRACE", "0")
            .args(["--color", "never"]);
        trunk
    }
}

fn install_trunk(folder: &Path) -> Result<()> {
    if prebuilt::download_trunk(TRUNK, folder).is_ok() {
        return Ok(());
    }
    print("  It could not be downloaded prebuilt, so cargo builds it.");
    build_trunk(folder)
}

/// Trunk's own release profile has link-time optimization over all of it, and
/// takes four times as long as this. It copies files and starts programs here,
/// without optimization as fast as anybody notices, and never asks a network,
/// so it needs no TLS either.
fn build_trunk(folder: &Path) -> Result<()> {
    let target = folder.join("target");
    let mut install = command("cargo");
    install
        .args(["install", "trunk", "--version", TRUNK, "--locked"])
        // A download that does not run here may have left a program: --force.
        .args(["--debug", "--force", "--no-default-features", "--root"])
        .arg(folder)
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "80");
    let mut progress = CargoProgress::new("trunk");
    let what = format!("cargo install trunk {TRUNK}");
    capture_with(&mut install, &what, |line| progress.read(line))
        .context("Trunk could not be installed; check the network connection and try again.")?;
    Ok(fs::remove_dir_all(&target)?)
}

/// Makes sure that rustc can build for the browser.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = capture(command("rustc").args(["--print", "sysroot"]), "rustc")
        .map_err(if_missing("install Rust from https://rustup.rs"))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib");
    if library.join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    print(format!(
        "Adding the Rust target {WASM_TARGET}; this is done once and usually takes under a minute."
    ));
    let mut add = command("rustup");
    add.args(["target", "add", WASM_TARGET]);
    capture(&mut add, "rustup target add")
        .map_err(if_missing("install it from https://rustup.rs"))?;
    Ok(())
}

/// Adds advice to the error of a program that is not there.
fn if_missing(remedy: &'static str) -> impl Fn(anyhow::Error) -> anyhow::Error {
    move |error| match is_missing(&error) {
        true => error.context(format!("A program is missing; {remedy} and try again")),
        false => error,
    }
}

/// What Node runs or loads, relative to the folder of the packages.
pub const BINARYEN: &str = "binaryen/index.js";
pub const TERSER: &str = "terser/bin/terser";
pub const ESBUILD: &str = "esbuild";

/// Gives a tool that comes from npm; all of them share one folder of the cache.
pub fn npm_tool(project: &Project, tool: &str) -> Result<PathBuf> {
    let manifests = project.path("crates/xtask/npm");
    let version = |package| node::pinned_version(&manifests, package);
    let version = format!(
        "{}-terser-{}-esbuild-{}",
        version("binaryen")?,
        version("terser")?,
        version("esbuild")?
    );
    let install = |folder: &Path| {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(manifests.join(file), folder.join(file))?;
        }
        node::npm_ci(folder, "wasm-opt, terser and esbuild")
    };
    let folder = ToolCache::open()?.tool("wasm-opt", &version, "half a minute", install)?;
    Ok(folder.join("node_modules").join(tool))
}
