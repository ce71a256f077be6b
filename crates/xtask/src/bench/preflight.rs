//! Preflight in Chromium, beside only parsing and beside other libraries.

use anyhow::Result;

use crate::harden::OptimizeFor;
use crate::process::{capture, command, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::tools::wasm_bindgen::ScriptKind;
use crate::tools::{chromium, node};

use super::program::{self, BenchVariant};

const WORKER: BenchVariant = BenchVariant {
    name: "preflight",
    features: "preflight",
    profile: program::WORKER,
    optimize_for: OptimizeFor::Speed,
};

/// Builds the app's worker with a users file in it, and measures in Chromium.
pub fn run(project: &Project) -> Result<()> {
    let folder = project.path("tests/bench");
    node::check()?;
    node::ensure_packages(&folder, "the bench")?;
    node::ensure_packages(&project.path("tests/browser"), "the browser tests")?;
    let chromium = chromium::ensure()?;
    print("Building the worker for wasm.");
    let compiled = WORKER.compile(project)?;
    let finished = WORKER.finish(project, &compiled, ScriptKind::Module)?;
    let rustc = capture(command("rustc").arg("--version"), "rustc")?;
    print("Measuring; this takes about two minutes, and nothing else should run meanwhile.\n");
    let mut bench = command("node");
    bench.current_dir(&folder).arg("preflight.mjs");
    bench.arg("--script").arg(finished.script);
    bench.arg("--wasm").arg(finished.wasm);
    bench.arg("--rustc").arg(rustc.trim());
    bench.env("SCIMDESK_CHROMIUM", chromium);
    show_or_fail(&mut bench, "Measuring Preflight")
}
