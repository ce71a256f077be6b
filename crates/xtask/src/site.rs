//! Building the site with trunk.

mod sizes;

pub use sizes::{SiteSizes, brotli_size};

use std::process::Command;
use std::thread;

use anyhow::Result;
use fs_err as fs;

use crate::args::BuildOptions;
use crate::harden;
use crate::harden::policy::{self, ConnectSource};
use crate::hosting::{self, HostingOptions};
use crate::process::{capture, check_interrupt, command, joined, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::tools::{BINARYEN, Trunk, WASM_TARGET, node, npm_tool};

/// `cargo xtask build`: the release site, its sizes, and header files for hosts.
pub fn run(options: &BuildOptions) -> Result<()> {
    let sizes = build_release(&Project::find()?, &options.connect_src)?;
    hosting::run(&HostingOptions::default())?;
    sizes.within_budgets()
}

/// Trunk's hook: hardens the site, and writes the headers that it is to be
/// served with.
pub fn harden() -> Result<()> {
    hosting::write_headers_file(&harden::run()?)
}

/// Builds the release site into `dist/` and prints its sizes, whether or not
/// they are within the budgets.
pub fn build_release(project: &Project, connect_src: &[ConnectSource]) -> Result<SiteSizes> {
    harden::check_source(project)?;
    node::check()?;
    let trunk = Trunk::ensure(project)?;
    npm_tool(project, BINARYEN)?;
    print("Building the release site; this usually takes a few minutes the first time.");
    let mut build = trunk.command(project);
    let dist = project.dist();
    build.args(["build", "--release", "--quiet", "--dist"]);
    build.arg(&dist);
    let hosts: Vec<_> = connect_src.iter().map(ConnectSource::host).collect();
    build.env(policy::CONNECT_SRC, hosts.join(" "));
    thread::scope(|scope| {
        // The worker has a profile of its own and so a folder that no other cargo
        // locks; link-time optimization of either program keeps one core busy.
        let worker = scope.spawn(|| {
            let mut worker = harden::build_worker(project, true, command("cargo"));
            show_or_fail(&mut worker, "Building the worker")
        });
        let site = show_or_fail(&mut build, "Building the site");
        joined(worker).and(site)
    })?;
    let sizes = SiteSizes::measure(&dist, harden::page_files(project)?)?;
    sizes.print();
    Ok(sizes)
}

/// Compiles what the site is made of, before Trunk is there or its turn has
/// come. What goes wrong is left for Trunk to show.
pub fn compile_ahead(
    project: &Project,
    release: bool,
    mut cargo: impl FnMut() -> Command,
) -> Result<()> {
    let html = fs::read_to_string(project.path(harden::PAGE))?;
    let mut app = cargo();
    app.current_dir(project.root())
        .args(["build", "--target", WASM_TARGET, "--bin"])
        .arg(harden::app_name(&html)?);
    if release {
        app.arg("--release");
    }
    for mut build in [app, harden::build_worker(project, release, cargo())] {
        if capture(&mut build, "compiling the site").is_err() {
            check_interrupt()?;
            break;
        }
    }
    Ok(())
}
