//! The pinned tools and the cache that all clones on a machine share.
//!
//! A tool counts as installed when its folder `NAME-VERSION` exists. It is
//! made elsewhere and renamed at the end, so a half-finished install never
//! counts, and a lock file keeps two commands from installing at once.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, IoContext as _};
use crate::node;
use crate::process::{command, run_silently};
use crate::project::Project;
use crate::report::say;

/// What the app is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const RUSTUP_REMEDY: &str = "install it from https://rustup.rs, and then run the command again";

/// The folder that holds the tools.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens the cache, making its folder if needed.
    pub fn open() -> Result<Self, Error> {
        let folder = base_folder()
            .ok_or(Error::NoCacheFolder)?
            .join("scimdesk")
            .join("tools");
        fs::create_dir_all(&folder).doing(format!("create {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Waits until no other xtask installs anything.
    pub fn lock(&self) -> Result<File, Error> {
        let path = self.folder.join(".lock");
        let doing = || format!("lock {}", path.display());
        let file = File::create(&path).doing(doing())?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                say("Another cargo xtask is installing something; waiting for it.");
                file.lock().doing(doing())?;
            }
            Err(TryLockError::Error(error)) => return Err(error).doing(doing()),
        }
        Ok(file)
    }

    /// Gives the folder of a tool, installing it there if it is missing.
    fn tool(
        &self,
        name: &str,
        version: &str,
        usual_time: &str,
        install: impl FnOnce(&Path) -> Result<(), Error>,
    ) -> Result<PathBuf, Error> {
        let full_name = format!("{name}-{version}");
        let place = self.folder.join(&full_name);
        if place.is_dir() {
            return Ok(place);
        }
        let _lock = self.lock()?;
        if place.is_dir() {
            return Ok(place);
        }
        say(format!(
            "Installing {name} {version} into {}; this is done once and usually takes {usual_time}.",
            place.display()
        ));
        let unfinished = self.folder.join(format!(".unfinished-{full_name}"));
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).doing(format!("remove {}", unfinished.display()))?;
        }
        fs::create_dir(&unfinished).doing(format!("create {}", unfinished.display()))?;
        install(&unfinished)?;
        fs::rename(&unfinished, &place).doing(format!("create {}", place.display()))?;
        Ok(place)
    }
}

fn base_folder() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    variable("SCIMDESK_CACHE").or_else(|| {
        if cfg!(windows) {
            variable("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            variable("HOME").map(|home| home.join("Library/Caches"))
        } else {
            variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
        }
    })
}

/// What building the site needs.
#[derive(Debug)]
pub struct SiteTools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    path: OsString,
}

impl SiteTools {
    /// Installs what is missing.
    pub fn ensure(project: &Project) -> Result<Self, Error> {
        ensure_wasm_target()?;
        let cache = Cache::open()?;
        let trunk = cache.tool("trunk", TRUNK, "6 minutes on two cores", |folder| {
            let features = ["--no-default-features", "--features", "rustls"];
            cargo_install("trunk", TRUNK, &features, folder)
        })?;
        let version = project.locked_version("wasm-bindgen")?;
        let wasm_bindgen = cache.tool(
            "wasm-bindgen",
            &version,
            "2 minutes on two cores",
            |folder| cargo_install("wasm-bindgen-cli", &version, &[], folder),
        )?;
        let bindgen_folder = wasm_bindgen.join("bin");
        let mut folders = vec![bindgen_folder.clone()];
        if let Some(path) = std::env::var_os("PATH") {
            folders.extend(std::env::split_paths(&path));
        }
        let path = std::env::join_paths(folders)
            .map_err(std::io::Error::other)
            .doing("add wasm-bindgen to PATH")?;
        Ok(Self {
            trunk: trunk.join("bin").join("trunk"),
            wasm_bindgen: bindgen_folder.join("wasm-bindgen"),
            path,
        })
    }

    /// The wasm-bindgen command.
    pub fn wasm_bindgen(&self) -> &Path {
        &self.wasm_bindgen
    }

    /// Trunk, with our wasm-bindgen first on its PATH so that it never
    /// downloads one.
    pub fn trunk(&self, project: &Project) -> Command {
        let mut trunk = command(&self.trunk);
        trunk
            .current_dir(project.root())
            .env("PATH", &self.path)
            // Trunk would print a backtrace for every typing error.
            .env("RUST_BACKTRACE", "0")
            .args(["--color", "never"]);
        trunk
    }
}

fn cargo_install(package: &str, version: &str, more: &[&str], folder: &Path) -> Result<(), Error> {
    let target = folder.join("target");
    let mut install = command("cargo");
    install
        .args(["install", package, "--version", version, "--locked"])
        .args(more)
        .arg("--root")
        .arg(folder)
        .arg("--target-dir")
        .arg(&target);
    let done = run_silently(&mut install, package)?;
    if !done.status.success() {
        return Err(Error::Fetch {
            what: format!("{package} {version} with cargo install"),
            tail: done.tail(),
        });
    }
    fs::remove_dir_all(&target).doing(format!("remove {}", target.display()))
}

/// Makes sure that rustc can build for the browser.
pub fn ensure_wasm_target() -> Result<(), Error> {
    let sysroot = run_silently(command("rustc").args(["--print", "sysroot"]), "rustc")
        .map_err(if_missing("rustc", RUSTUP_REMEDY))?;
    let library = Path::new(sysroot.output.trim()).join("lib/rustlib");
    if library.join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say(format!(
        "Adding the Rust target {WASM_TARGET}; this is done once and usually takes under a minute."
    ));
    let mut add = command("rustup");
    add.args(["target", "add", WASM_TARGET]);
    let done = run_silently(&mut add, "rustup").map_err(if_missing("rustup", RUSTUP_REMEDY))?;
    if done.status.success() {
        return Ok(());
    }
    Err(Error::Fetch {
        what: format!("the Rust target {WASM_TARGET} with rustup"),
        tail: done.tail(),
    })
}

/// Turns "no such program" into advice.
pub fn if_missing(program: &'static str, remedy: &'static str) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            Error::Missing { program, remedy }
        }
        other => other,
    }
}

/// Gives the script that Node runs as wasm-opt, installing it if needed.
pub fn wasm_opt(project: &Project) -> Result<PathBuf, Error> {
    Ok(npm_tools(project)?.join("binaryen/bin/wasm-opt"))
}

/// Gives the script that Node runs as terser, installing it if needed.
pub fn terser(project: &Project) -> Result<PathBuf, Error> {
    Ok(npm_tools(project)?.join("terser/bin/terser"))
}

/// Gives the library that Node loads as esbuild, installing it if needed.
pub fn esbuild(project: &Project) -> Result<PathBuf, Error> {
    Ok(npm_tools(project)?.join("esbuild"))
}

/// The tools that come from npm, which share one folder of the cache.
fn npm_tools(project: &Project) -> Result<PathBuf, Error> {
    let manifests = project.path("crates/xtask/npm");
    let wasm_opt = node::pinned_version(&manifests, "binaryen")?;
    let terser = node::pinned_version(&manifests, "terser")?;
    let esbuild = node::pinned_version(&manifests, "esbuild")?;
    let version = format!("{wasm_opt}-terser-{terser}-esbuild-{esbuild}");
    let folder = Cache::open()?.tool("wasm-opt", &version, "half a minute", |folder| {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(manifests.join(file), folder.join(file)).doing(format!("copy {file}"))?;
        }
        let what = format!("wasm-opt {wasm_opt}, terser {terser} and esbuild {esbuild}");
        node::npm_ci(folder, &what)
    })?;
    Ok(folder.join("node_modules"))
}
