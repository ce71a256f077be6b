//! Building the site with trunk.

mod sizes;
#[cfg(test)]
mod styles;
pub mod wasm_names;

pub use sizes::{SiteSizes, brotli_size};

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::harden;
use crate::process::show_or_fail;
use crate::project::Project;
use crate::report::print;
use crate::tools::{Trunk, node, wasm_opt};

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
    show_or_fail(into(&mut build, &dist), "Building the site")?;
    let sizes = SiteSizes::measure(&dist)?;
    sizes.print();
    Ok(sizes)
}

/// Trunk, told to build into a folder again and again.
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
