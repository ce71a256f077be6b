//! Builds the worker's program and puts it into the site.
//!
//! Trunk could build it too, but only with the page's profile, and with names
//! that do not tell the content. The script is wasm-bindgen's with `worker.js`
//! below; `boot.js` fetches script and wasm with their integrity and starts
//! the worker from what it got.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use fs_err as fs;

use crate::process::{command, show_or_fail};
use crate::project::Project;
use crate::tools::WASM_TARGET;
use crate::tools::wasm_bindgen::{ScriptKind, bind};

use super::{ProgramFiles, files};

/// What the names of the worker's files begin with.
pub const STEM: &str = "worker";
const PACKAGE: &str = "scimdesk-worker";
const PROGRAM: &str = "scimdesk_worker.wasm";

/// Builds the worker and writes it into the site.
pub fn run(project: &Project, site: &Path, release: bool) -> Result<ProgramFiles> {
    let scratch = project.scratch()?.join(STEM);
    fs::create_dir_all(&scratch)?;
    let mut build = build(project, release, command("cargo"));
    show_or_fail(&mut build, "Building the worker")?;
    let folder = project.target_folder()?.join(WASM_TARGET);
    let program = folder
        .join(if release { "worker" } else { "debug" })
        .join(PROGRAM);
    bind(&program, &scratch, STEM, ScriptKind::NoModules)?;
    let wasm = scratch.join("worker_bg.wasm");
    if release {
        files::optimize(
            project,
            std::slice::from_ref(&wasm),
            files::OptimizeFor::Speed,
        )?;
    }
    let mut script = fs::read_to_string(scratch.join("worker.js"))?;
    script.push_str(&fs::read_to_string(project.path("src/worker.js"))?);
    let joined = scratch.join("joined.js");
    fs::write(&joined, script)?;
    if release {
        files::minify(project, &joined)?;
    }
    Ok(ProgramFiles {
        js: files::write_hashed(site, STEM, ".js", &fs::read(&joined)?)?,
        wasm: files::write_hashed(site, STEM, "_bg.wasm", &fs::read(&wasm)?)?,
    })
}

/// The command that compiles the worker.
pub fn build(project: &Project, release: bool, mut cargo: Command) -> Command {
    cargo
        .current_dir(project.root())
        .args(["build", "--quiet", "--package", PACKAGE, "--lib"])
        .args(["--target", WASM_TARGET]);
    if release {
        // The relocations that splitting the app needs are not wanted here. In
        // development other flags would only compile all dependencies again.
        cargo.env("RUSTFLAGS", "").args(["--profile", "worker"]);
    }
    cargo
}
