//! `cargo xtask lint`.

use anyhow::{Result, ensure};

use crate::architecture::ArchitectureReport;
use crate::exit::ExitReason;
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
pub fn run() -> Result<()> {
    let project = Project::find()?;
    tools::ensure_wasm_target()?;
    let mut stages = Stages::default();
    stages.run("architecture", || {
        let report = ArchitectureReport::of(&project)?;
        report.print_findings();
        report.print_table();
        let errors = report.errors();
        let outcome = if errors == 0 {
            "passed".to_owned()
        } else {
            format!("{errors} findings")
        };
        Ok((outcome, errors == 0))
    })?;
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
    stages.outcome()
}

/// Prints every finding of the architecture; fails if there is an error.
pub fn architecture() -> Result<()> {
    let report = ArchitectureReport::of(&Project::find()?)?;
    report.print_findings();
    report.print_table();
    ensure!(report.errors() == 0, ExitReason::Reported);
    Ok(())
}
