//! The evaluator beside other expression languages.

use anyhow::Result;

use crate::harden::OptimizeFor;
use crate::process::{capture, command, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::tools::node;
use crate::tools::wasm_bindgen::ScriptKind;

use super::program::{self, BenchVariant};

const WORKER: BenchVariant = BenchVariant {
    name: "worker for node",
    features: "worker",
    profile: program::WORKER,
    optimize_for: OptimizeFor::Speed,
};

/// Builds the evaluator for wasm and for this machine, and measures both.
pub fn run(project: &Project) -> Result<()> {
    let folder = project.path("tests/bench");
    node::check()?;
    node::ensure_packages(&folder, "the bench")?;
    print("Building the evaluator for wasm and for this machine.");
    let compiled = WORKER.compile(project)?;
    let finished = WORKER.finish(project, &compiled, ScriptKind::Node)?;
    let native = program::native(project)?;
    let rustc = capture(command("rustc").arg("--version"), "rustc")?;
    print("Measuring; this takes about a minute, and nothing else should run meanwhile.\n");
    let mut bench = command("node");
    bench.current_dir(&folder).arg("expressions.mjs");
    bench.arg("--wasm").arg(finished.script);
    bench.arg("--native").arg(native);
    bench.arg("--rustc").arg(rustc.trim());
    show_or_fail(&mut bench, "Measuring the expressions")
}
