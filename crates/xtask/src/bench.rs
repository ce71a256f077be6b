//! `cargo xtask bench`: what is promised in numbers, measured.

mod program;
mod sizes;

use std::process::Command;

use anyhow::Result;
use fs_err as fs;

use crate::args::Benchmark;
use crate::harden::OptimizeFor;
use crate::process::{capture, command, show_or_fail};
use crate::project::Project;
use crate::report::print;
use crate::site;
use crate::tools::wasm_bindgen::ScriptKind;
use crate::tools::{chromium, node};

use program::BenchVariant;

/// The page of Leptos' counter.
const COUNTER_PAGE: &str = r#"<!doctype html><title>Counter</title>
<script type="module">
import init, { start_counter } from "./bench.js";
await init();
start_counter();
</script>"#;

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
    if is_due(Benchmark::Logs) {
        logs(&project)?;
    }
    if is_due(Benchmark::Start) {
        start(&project)?;
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

/// A provisioning log in Chromium: read and diagnosed by the app's worker, beside
/// `JSON.parse` alone.
fn logs(project: &Project) -> Result<()> {
    let mut bench = script(project, "logs.mjs")?;
    node::ensure_packages(&project.path("tests/browser"), "the browser tests")?;
    bench.env("SCIMDESK_CHROMIUM", chromium::ensure()?);
    print("Building the worker for wasm.");
    let worker = BenchVariant {
        name: "logs",
        features: "logs",
        optimize_for: OptimizeFor::Speed,
    };
    let compiled = worker.compile(project)?;
    let (script, wasm) = worker.finish(project, &compiled, ScriptKind::Module)?;
    bench.arg("--script").arg(script).arg("--wasm").arg(wasm);
    print("Measuring; this takes about a minute, and nothing else should run meanwhile.\n");
    show_or_fail(&mut bench, "Measuring the logs")
}

/// The start of each page of the release site in Chromium, beside Leptos'
/// counter; and Lighthouse.
fn start(project: &Project) -> Result<()> {
    let folder = project.path("tests/bench/start");
    node::check()?;
    node::ensure_packages(&folder, "the bench of the start")?;
    let _ = site::build_release(project, &[])?;
    let variant = BenchVariant {
        name: "counter",
        features: "counter",
        optimize_for: OptimizeFor::Size,
    };
    let compiled = variant.compile(project)?;
    let (script, _) = variant.finish(project, &compiled, ScriptKind::Module)?;
    let counter = script.parent().unwrap_or(&script);
    fs::write(counter.join("index.html"), COUNTER_PAGE)?;
    print("Measuring; this takes about ten minutes, and nothing else should run meanwhile.\n");
    let mut bench = command("node");
    bench
        .current_dir(&folder)
        .env("SCIMDESK_CHROMIUM", chromium::ensure()?)
        .arg("start.mjs")
        .arg("--dist")
        .arg(project.dist())
        .arg("--counter")
        .arg(counter);
    show_or_fail(&mut bench, "Measuring the start")
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
