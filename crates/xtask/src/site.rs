//! Building the site with trunk.

mod sizes;
#[cfg(test)]
mod styles;

pub use sizes::{SiteSizes, brotli_size};

use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::Result;
use fs_err as fs;

use crate::harden;
use crate::process::{capture, check_interrupt, command, joined, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::tools::{Trunk, WASM_TARGET, node, wasm_opt};

/// `cargo xtask build`: the release site and its sizes.
pub fn run() -> Result<()> {
    let sizes = build_release(&Project::find()?)?;
    sizes.within_budget()
}

/// Builds the release site into `dist/` and prints its sizes, whether or not
/// they are within the budget.
pub fn build_release(project: &Project) -> Result<SiteSizes> {
    harden::check_source(project)?;
    node::check()?;
    let trunk = Trunk::ensure(project)?;
    wasm_opt(project)?;
    print("Building the release site; this usually takes a few minutes the first time.");
    let mut build = trunk.command(project);
    build.args(["build", "--release", "--quiet"]);
    let dist = project.dist();
    thread::scope(|scope| {
        // The worker has a profile of its own and so a folder that no other cargo
        // locks; link-time optimization of either program keeps one core busy.
        let worker = scope.spawn(|| {
            let mut worker = harden::build_worker(project, true);
            show_or_fail(&mut worker, "Building the worker")
        });
        let site = show_or_fail(into(&mut build, &dist), "Building the site");
        joined(worker).and(site)
    })?;
    let sizes = SiteSizes::measure(&dist)?;
    sizes.print();
    Ok(sizes)
}

/// Compiles what `serve` needs, before Trunk is there to do it. What goes wrong
/// is left for Trunk to show.
pub fn compile_ahead(project: &Project) -> Result<()> {
    let html = fs::read_to_string(project.path(harden::PAGE))?;
    let mut app = command("cargo");
    app.current_dir(project.root())
        .args(["build", "--target", WASM_TARGET, "--bin"])
        .arg(harden::app_name(&html)?);
    for mut build in [app, harden::build_worker(project, false)] {
        if capture(&mut build, "compiling the site").is_err() {
            check_interrupt()?;
            break;
        }
    }
    Ok(())
}

/// Trunk, which builds into a folder after every change.
pub fn watch(project: &Project, trunk: &Trunk, dist: &Path, release: bool) -> Command {
    let mut watch = trunk.command(project);
    watch.arg("watch");
    if release {
        watch.arg("--release");
    }
    into(&mut watch, dist);
    watch
}

fn into<'a>(trunk: &'a mut Command, dist: &Path) -> &'a mut Command {
    trunk.arg("--dist").arg(dist)
}
