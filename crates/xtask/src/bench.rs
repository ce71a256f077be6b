//! `cargo xtask bench`: what is promised in numbers, measured.

mod program;
mod sizes;

use std::process::Command;

use anyhow::Result;

use crate::args::Benchmark;
use crate::harden::OptimizeFor;
use crate::process::{capture, command, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::tools::wasm_bindgen::ScriptKind;
use crate::tools::{chromium, node};

use program::BenchVariant;

/// Measures one thing, or everything.
pub fn run(only: Option<Benchmark>) -> Result<()> {
    let project = Project::find()?;
    let is_due = |benchmark| only.is_none_or(|only| only == benchmark);
    if is_due(Benchmark::Sizes) {
        sizes::run(&project)?;
    }
    if is_due(Benchmark::Expressions) {
        expressions(&project)?;
    }
    if is_due(Benchmark::Preflight) {
        preflight(&project)?;
    }
    Ok(())
}

/// The evaluator, built for wasm and for this machine, beside other expression languages.
fn expressions(project: &Project) -> Result<()> {
    let mut bench = script(project, "expressions.mjs")?;
    print("Building the evaluator for wasm and for this machine.");
    let worker = BenchVariant {
        name: "worker for node",
        features: "worker",
        optimize_for: OptimizeFor::Speed,
    };
    let compiled = worker.compile(project)?;
    let (script, _) = worker.finish(project, &compiled, ScriptKind::Node)?;
    bench.arg("--wasm").arg(script);
    bench.arg("--native").arg(program::native(project)?);
    print("Measuring; this takes about a minute, and nothing else should run meanwhile.\n");
    show_or_fail(&mut bench, "Measuring the expressions")
}

/// Preflight in Chromium: the app's worker with a users file in it, beside only
/// parsing and beside other libraries.
fn preflight(project: &Project) -> Result<()> {
    let mut bench = script(project, "preflight.mjs")?;
    node::ensure_packages(&project.path("tests/browser"), "the browser tests")?;
    bench.env("SCIMDESK_CHROMIUM", chromium::ensure()?);
    print("Building the worker for wasm.");
    let worker = BenchVariant {
        name: "preflight",
        features: "preflight",
        optimize_for: OptimizeFor::Speed,
    };
    let compiled = worker.compile(project)?;
    let (script, wasm) = worker.finish(project, &compiled, ScriptKind::Module)?;
    bench.arg("--script").arg(script).arg("--wasm").arg(wasm);
    print("Measuring; this takes about two minutes, and nothing else should run meanwhile.\n");
    show_or_fail(&mut bench, "Measuring Preflight")
}

/// A script of the bench, told which compiler builds what it measures.
fn script(project: &Project, name: &str) -> Result<Command> {
    let folder = project.path("tests/bench");
    node::check()?;
    node::ensure_packages(&folder, "the bench")?;
    let rustc = capture(command("rustc").arg("--version"), "rustc")?;
    let mut node = command("node");
    node.current_dir(&folder).arg(name);
    node.arg("--rustc").arg(rustc.trim());
    Ok(node)
}
