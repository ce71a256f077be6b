//! Building `crates/bench` in its variants.

use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err as fs;

use crate::harden::{self, OptimizeFor};
use crate::process::{command, show_or_fail};
use crate::project::Project;
use crate::tools::WASM_TARGET;
use crate::tools::wasm_bindgen::{ScriptKind, bind};

const PACKAGE: &str = "scimdesk-bench";
const WASM: &str = "scimdesk_bench.wasm";
const NATIVE: &str = "bench-native";

/// The profile of what evaluates.
pub const WORKER: &str = "worker";
/// The profile of what a page loads.
pub const PAGE: &str = "release";

/// One way to build the crate.
#[derive(Debug, Clone, Copy)]
pub struct BenchVariant {
    /// What the table calls it.
    pub name: &'static str,
    pub features: &'static str,
    pub profile: &'static str,
    pub optimize_for: OptimizeFor,
}

impl BenchVariant {
    /// Compiles for the browser; gives what the linker wrote, with names.
    pub fn compile(&self, project: &Project) -> Result<PathBuf> {
        build(
            project,
            self.profile,
            self.features,
            &["--lib", "--target", WASM_TARGET],
        )?;
        let folder = project.target_folder()?.join(WASM_TARGET);
        Ok(folder.join(self.profile).join(WASM))
    }

    /// Runs wasm-bindgen and wasm-opt as the release does.
    pub fn finish(
        &self,
        project: &Project,
        compiled: &Path,
        kind: ScriptKind,
    ) -> Result<BoundProgram> {
        let folder = project.scratch()?.join("bench");
        let folder = folder.join(self.name.replace(' ', "-"));
        fs::create_dir_all(&folder)?;
        bind(compiled, &folder, "bench", kind)?;
        let wasm = folder.join("bench_bg.wasm");
        harden::optimize(project, std::slice::from_ref(&wasm), self.optimize_for)?;
        Ok(BoundProgram {
            script: folder.join("bench.js"),
            wasm,
        })
    }
}

/// What wasm-bindgen and wasm-opt made.
#[derive(Debug)]
pub struct BoundProgram {
    pub script: PathBuf,
    pub wasm: PathBuf,
}

/// Compiles the native program.
pub fn native(project: &Project) -> Result<PathBuf> {
    build(project, WORKER, "worker", &["--bin", NATIVE])?;
    let folder = project.target_folder()?.join(WORKER);
    Ok(folder.join(format!("{NATIVE}{}", std::env::consts::EXE_SUFFIX)))
}

fn build(project: &Project, profile: &str, features: &str, what: &[&str]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo
        .current_dir(project.root())
        // The relocations that the site asks for are not wanted here.
        .env("RUSTFLAGS", "")
        .args(["build", "--quiet", "--package", PACKAGE])
        .args(["--profile", profile])
        .args(["--no-default-features", "--features", features])
        .args(what);
    show_or_fail(&mut cargo, "Building the bench")
}
