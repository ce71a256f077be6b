//! Preflight in Chromium, beside only parsing and beside other libraries.

use crate::chromium;
use crate::error::Error;
use crate::node;
use crate::process::{command, run_silently, show};
use crate::project::Project;
use crate::report::say;
use crate::seal::Aim;

use super::program::{self, Variant};

const WORKER: Variant = Variant {
    name: "preflight",
    features: "preflight",
    profile: program::WORKER,
    aim: Aim::Fast,
};

/// Builds the app's worker with a users file in it, and measures in Chromium.
pub fn run(project: &Project) -> Result<(), Error> {
    let folder = project.path("tests/bench");
    node::check()?;
    node::ensure_packages(&folder, "the bench")?;
    node::ensure_packages(&project.path("tests/browser"), "the browser tests")?;
    let chromium = chromium::ensure()?;
    say("Building the worker for wasm.");
    let compiled = WORKER.compile(project)?;
    let finished = WORKER.finish(project, &compiled, "web")?;
    let rustc = run_silently(command("rustc").arg("--version"), "rustc")?;
    say("Measuring; this takes about two minutes, and nothing else should run meanwhile.\n");
    let mut bench = command("node");
    bench.current_dir(&folder).arg("preflight.mjs");
    bench.arg("--script").arg(finished.script);
    bench.arg("--wasm").arg(finished.wasm);
    bench.arg("--rustc").arg(rustc.output.trim());
    bench.env("SCIMDESK_CHROMIUM", chromium);
    match show(&mut bench)?.success() {
        true => Ok(()),
        false => Err(Error::Failed {
            step: "Measuring Preflight".to_owned(),
            remedy: "the lines above say why",
        }),
    }
}
