//! `cargo xtask lint`.

use anyhow::{Result, ensure};

use crate::architecture::ArchitectureReport;
use crate::process::{command, show};
use crate::project::Project;
use crate::report::{ExitReason, Stages};
use crate::tools;

/// Name and arguments of each run of cargo.
const STEPS: [(&str, &str); 3] = [
    ("format", "fmt --all --check"),
    (
        "clippy for this machine",
        "clippy --workspace --all-targets -- -D warnings",
    ),
    (
        "clippy for wasm",
        "clippy --package scimdesk --package scimdesk-worker --lib --bins \
         --target wasm32-unknown-unknown -- -D warnings",
    ),
];

/// Runs every check, the later ones also when an earlier one fails.
pub fn run() -> Result<()> {
    let project = Project::find()?;
    tools::ensure_wasm_target()?;
    let mut stages = Stages::default();
    stages.run("architecture", || {
        let errors = ArchitectureReport::of(&project)?.print();
        match errors {
            0 => Ok(("passed".to_owned(), true)),
            _ => Ok((format!("{errors} findings"), false)),
        }
    })?;
    for (name, arguments) in STEPS {
        stages.run(name, || {
            let mut cargo = command("cargo");
            cargo.args(arguments.split(' ')).current_dir(project.root());
            let passed = show(&mut cargo)?.success();
            let outcome = if passed { "passed" } else { "failed" };
            Ok((outcome.to_owned(), passed))
        })?;
    }
    stages.print_table();
    stages.outcome()
}

/// Prints every finding of the architecture; fails if there is an error.
pub fn architecture() -> Result<()> {
    let errors = ArchitectureReport::of(&Project::find()?)?.print();
    ensure!(errors == 0, ExitReason::Reported);
    Ok(())
}
