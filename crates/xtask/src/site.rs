//! Building the site with trunk.

use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::node;
use crate::process::show;
use crate::project::Project;
use crate::report::say;
use crate::seal;
use crate::sizes::Sizes;
use crate::tools::{SiteTools, wasm_opt};

/// `cargo xtask build`: the release site and its sizes.
pub fn run() -> Result<(), Error> {
    let sizes = build_release(&Project::find()?)?;
    sizes.within_budget()
}

/// Builds the release site into `dist/` and prints its sizes, whether or not
/// they are within the budget.
pub fn build_release(project: &Project) -> Result<Sizes, Error> {
    seal::check_source(project)?;
    node::check()?;
    let tools = SiteTools::ensure(project)?;
    wasm_opt(project)?;
    say("Building the release site; this usually takes a few minutes the first time.");
    let mut build = tools.trunk(project);
    build.args(["build", "--release", "--quiet"]);
    let dist = project.dist();
    if !show(into(&mut build, &dist))?.success() {
        return Err(Error::Failed {
            step: "Building the site".to_owned(),
            remedy: "the lines above say why",
        });
    }
    let sizes = Sizes::measure(&dist)?;
    sizes.print();
    Ok(sizes)
}

/// Trunk, told to build into a folder again and again.
pub fn watch(project: &Project, tools: &SiteTools, dist: &Path, release: bool) -> Command {
    let mut watch = tools.trunk(project);
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
