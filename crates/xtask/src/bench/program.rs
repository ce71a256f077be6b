//! Building `crates/bench` in its variants.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, IoContext as _};
use crate::process::{command, run_silently, show};
use crate::project::Project;
use crate::seal::{self, Aim};
use crate::tools::{SiteTools, WASM_TARGET};

const PACKAGE: &str = "scimdesk-bench";
const WASM: &str = "scimdesk_bench.wasm";
const NATIVE: &str = "bench-native";

/// The profile of what evaluates.
pub const WORKER: &str = "worker";
/// The profile of what a page loads.
pub const PAGE: &str = "release";

/// One way to build the crate.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// What the table calls it.
    pub name: &'static str,
    /// The features of the crate.
    pub features: &'static str,
    /// The profile of cargo.
    pub profile: &'static str,
    /// What wasm-opt is asked for.
    pub aim: Aim,
}

impl Variant {
    /// Compiles for the browser; gives what the linker wrote, with names.
    pub fn compile(&self, project: &Project) -> Result<PathBuf, Error> {
        build(
            project,
            self.profile,
            self.features,
            &["--lib", "--target", WASM_TARGET],
        )?;
        let folder = project.target_folder()?.join(WASM_TARGET);
        Ok(folder.join(self.profile).join(WASM))
    }

    /// Runs wasm-bindgen and wasm-opt as the release does; gives the script, beside which the
    /// wasm is. `target` is what wasm-bindgen writes for.
    pub fn finish(
        &self,
        project: &Project,
        compiled: &Path,
        target: &str,
    ) -> Result<Finished, Error> {
        let folder = project
            .scratch()?
            .join("bench")
            .join(self.name.replace(' ', "-"));
        fs::create_dir_all(&folder).doing(format!("create {}", folder.display()))?;
        let tools = SiteTools::ensure(project)?;
        let mut bindgen = command(tools.wasm_bindgen());
        bindgen
            .args(["--target", target, "--no-typescript", "--out-name", "bench"])
            .arg("--out-dir")
            .arg(&folder)
            .arg(compiled);
        let done = run_silently(&mut bindgen, "wasm-bindgen")?;
        if !done.status.success() {
            return Err(Error::Fetch {
                what: "the script for the bench's wasm with wasm-bindgen".to_owned(),
                tail: done.tail(),
            });
        }
        let wasm = folder.join("bench_bg.wasm");
        seal::optimise(project, std::slice::from_ref(&wasm), self.aim)?;
        Ok(Finished {
            script: folder.join("bench.js"),
            wasm,
        })
    }
}

/// What wasm-bindgen and wasm-opt made.
#[derive(Debug)]
pub struct Finished {
    /// The script.
    pub script: PathBuf,
    /// The program.
    pub wasm: PathBuf,
}

/// Compiles the native program.
pub fn native(project: &Project) -> Result<PathBuf, Error> {
    build(project, WORKER, "worker", &["--bin", NATIVE])?;
    let folder = project.target_folder()?.join(WORKER);
    Ok(folder.join(format!("{NATIVE}{}", std::env::consts::EXE_SUFFIX)))
}

fn build(project: &Project, profile: &str, features: &str, what: &[&str]) -> Result<(), Error> {
    let mut cargo = command("cargo");
    cargo
        .current_dir(project.root())
        // The relocations that the site asks for are not wanted here.
        .env("RUSTFLAGS", "")
        .args(["build", "--quiet", "--package", PACKAGE])
        .args(["--profile", profile])
        .args(["--no-default-features", "--features", features])
        .args(what);
    match show(&mut cargo)?.success() {
        true => Ok(()),
        false => Err(Error::Failed {
            step: "Building the bench".to_owned(),
            remedy: "the lines above say why",
        }),
    }
}
