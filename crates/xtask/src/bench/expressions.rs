//! The evaluator beside other expression languages.

use crate::error::Error;
use crate::node;
use crate::process::{command, run_silently, show};
use crate::project::Project;
use crate::report::say;
use crate::seal::Aim;

use super::program::{self, Variant};

const WORKER: Variant = Variant {
    name: "worker for node",
    features: "worker",
    profile: program::WORKER,
    aim: Aim::Fast,
};

/// Builds the evaluator for wasm and for this machine, and measures both.
pub fn run(project: &Project) -> Result<(), Error> {
    let folder = project.path("tests/bench");
    node::check()?;
    node::ensure_packages(&folder, "the bench")?;
    say("Building the evaluator for wasm and for this machine.");
    let compiled = WORKER.compile(project)?;
    let finished = WORKER.finish(project, &compiled, "nodejs")?;
    let native = program::native(project)?;
    let rustc = run_silently(command("rustc").arg("--version"), "rustc")?;
    say("Measuring; this takes about a minute, and nothing else should run meanwhile.\n");
    let mut bench = command("node");
    bench.current_dir(&folder).arg("expressions.mjs");
    bench.arg("--wasm").arg(finished.script);
    bench.arg("--native").arg(native);
    bench.arg("--rustc").arg(rustc.output.trim());
    match show(&mut bench)?.success() {
        true => Ok(()),
        false => Err(Error::Failed {
            step: "Measuring the expressions".to_owned(),
            remedy: "the lines above say why",
        }),
    }
}
