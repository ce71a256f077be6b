//! `cargo xtask lint`.

use crate::error::Error;
use crate::process::{command, show};
use crate::project::Project;
use crate::report::Stages;
use crate::tools;

const STEPS: [(&str, &[&str]); 3] = [
    ("format", &["fmt", "--all", "--check"]),
    (
        "clippy for this machine",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ),
    (
        "clippy for wasm",
        &[
            "clippy",
            "--package",
            "scimdesk",
            "--package",
            "scimdesk-worker",
            "--lib",
            "--bins",
            "--target",
            tools::WASM_TARGET,
            "--",
            "-D",
            "warnings",
        ],
    ),
];

/// Runs every check, the later ones also when an earlier one fails.
pub fn run() -> Result<(), Error> {
    let project = Project::find()?;
    tools::ensure_wasm_target()?;
    let mut stages = Stages::default();
    for (name, arguments) in STEPS {
        stages.run(name, || {
            let mut cargo = command("cargo");
            cargo.args(arguments).current_dir(project.root());
            let passed = show(&mut cargo)?.success();
            let outcome = if passed { "passed" } else { "failed" };
            Ok((outcome.to_owned(), passed))
        })?;
    }
    stages.print_table();
    stages.verdict()
}
