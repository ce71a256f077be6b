//! Builds the worker's program and puts it into the site.
//!
//! Trunk could build it too, but only with the page's profile, and with names
//! that do not tell the content. The script is wasm-bindgen's with `worker.js`
//! below; `boot.js` fetches script and wasm with their integrity and starts
//! the worker from what it got.

use std::fs;
use std::path::Path;

use crate::error::{Error, IoContext as _};
use crate::process::{command, run_silently, show};
use crate::project::Project;
use crate::tools::{SiteTools, WASM_TARGET};

use super::{App, SealError, files};

/// What the names of the worker's files begin with.
pub const STEM: &str = "worker";
const PACKAGE: &str = "scimdesk-worker";
const PROGRAM: &str = "scimdesk_worker.wasm";

/// Builds the worker and writes it into the site.
pub fn run(project: &Project, site: &Path, release: bool) -> Result<App, Error> {
    let scratch = project.scratch()?.join(STEM);
    fs::create_dir_all(&scratch).doing(format!("create {}", scratch.display()))?;
    compile(project, release)?;
    bind(project, &scratch, release)?;
    let wasm = scratch.join("worker_bg.wasm");
    if release {
        files::optimise(project, std::slice::from_ref(&wasm), files::Aim::Fast)?;
    }
    let read = |path: &Path| fs::read_to_string(path).doing(format!("read {}", path.display()));
    let mut script = read(&scratch.join("worker.js"))?;
    script.push_str(&read(&project.path("src/worker.js"))?);
    let joined = scratch.join("joined.js");
    fs::write(&joined, script).doing(format!("write {}", joined.display()))?;
    if release {
        files::minify(project, &joined)?;
    }
    let bytes = |path: &Path| fs::read(path).doing(format!("read {}", path.display()));
    Ok(App {
        js: files::write_hashed(site, STEM, ".js", &bytes(&joined)?)?,
        wasm: files::write_hashed(site, STEM, "_bg.wasm", &bytes(&wasm)?)?,
    })
}

fn profile(release: bool) -> (&'static str, &'static str) {
    match release {
        true => ("worker", "worker"),
        false => ("dev", "debug"),
    }
}

fn compile(project: &Project, release: bool) -> Result<(), Error> {
    let mut cargo = command("cargo");
    cargo
        .current_dir(project.root())
        // The relocations that splitting the app needs are not wanted here.
        .env("RUSTFLAGS", "")
        .args(["build", "--quiet", "--package", PACKAGE, "--lib"])
        .args(["--target", WASM_TARGET, "--profile", profile(release).0]);
    match show(&mut cargo)?.success() {
        true => Ok(()),
        false => Err(Error::Failed {
            step: "Building the worker".to_owned(),
            remedy: "the lines above say why",
        }),
    }
}

fn bind(project: &Project, scratch: &Path, release: bool) -> Result<(), Error> {
    let program = project
        .target_folder()?
        .join(WASM_TARGET)
        .join(profile(release).1)
        .join(PROGRAM);
    let tools = SiteTools::ensure(project)?;
    let mut bindgen = command(tools.wasm_bindgen());
    bindgen
        .args(["--target", "no-modules", "--no-typescript"])
        .args(["--out-name", STEM, "--out-dir"])
        .arg(scratch)
        .arg(program);
    let done = run_silently(&mut bindgen, "wasm-bindgen")?;
    match done.status.success() {
        true => Ok(()),
        false => Err(SealError::NotSplit(done.tail()).into()),
    }
}
