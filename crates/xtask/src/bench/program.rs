//! Building `crates/bench` in its variants.

use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err as fs;

use crate::harden::{self, OptimizeFor};
use crate::process::{command, show_or_fail};
use crate::project::Project;
use crate::tools::WASM_TARGET;
use crate::tools::wasm_bindgen::{ScriptKind, bind};

/// One way to build the crate.
#[derive(Debug, Clone, Copy)]
pub struct BenchVariant {
    /// What the table calls it.
    pub name: &'static str,
    pub features: &'static str,
    pub optimize_for: OptimizeFor,
}

impl BenchVariant {
    /// The profile of what a page loads, or of what evaluates.
    fn profile(&self) -> &'static str {
        match self.optimize_for {
            OptimizeFor::Size => "release",
            OptimizeFor::Speed => "worker",
        }
    }

    /// Compiles for the browser; gives what the linker wrote, with names.
    pub fn compile(&self, project: &Project) -> Result<PathBuf> {
        let arguments = ["--lib", "--target", WASM_TARGET];
        build(project, self.profile(), self.features, &arguments)?;
        let folder = project.target_folder()?.join(WASM_TARGET);
        Ok(folder.join(self.profile()).join("scimdesk_bench.wasm"))
    }

    /// Runs wasm-bindgen and wasm-opt as the release does; gives the script and
    /// the wasm.
    pub fn finish(
        &self,
        project: &Project,
        compiled: &Path,
        kind: ScriptKind,
    ) -> Result<(PathBuf, PathBuf)> {
        let folder = project.scratch()?.join("bench");
        let folder = folder.join(self.name.replace(' ', "-"));
        fs::create_dir_all(&folder)?;
        bind(compiled, &folder, "bench", kind)?;
        let wasm = folder.join("bench_bg.wasm");
        harden::optimize(project, std::slice::from_ref(&wasm), self.optimize_for)?;
        Ok((folder.join("bench.js"), wasm))
    }
}

/// Compiles the native program.
pub fn native(project: &Project) -> Result<PathBuf> {
    build(project, "worker", "worker", &["--bin", "bench-native"])?;
    let name = format!("bench-native{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target_folder()?.join("worker").join(name))
}

fn build(project: &Project, profile: &str, features: &str, what: &[&str]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo
        .current_dir(project.root())
        // The relocations that the site asks for are not wanted here.
        .env("RUSTFLAGS", "")
        .args(["build", "--quiet", "--package", "scimdesk-bench"])
        .args(["--profile", profile])
        .args(["--no-default-features", "--features", features])
        .args(what);
    show_or_fail(&mut cargo, "Building the bench")
}
