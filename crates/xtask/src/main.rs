//! Everything a developer of scimdesk runs: setup, serve, build, test, bench, lint.
//!
//! `cargo xtask` prints the commands. What is missing on the machine is
//! installed on the way, into a cache that all clones share.

mod architecture;
mod args;
mod bench;
mod fuzz;
mod harden;
mod hosting;
mod lint;
mod manifest;
mod process;
mod project;
mod report;
mod serve;
mod site;
mod test;
mod tools;
#[cfg(test)]
mod workflows;

use std::process::ExitCode;

use anyhow::Result;

use args::Task;
use report::ExitReason;

fn main() -> ExitCode {
    if tools::wasm_bindgen::is_invoked() {
        return tools::wasm_bindgen::stand_in();
    }
    let task = args::parse(std::env::args_os()).unwrap_or_else(|error| error.exit());
    let Err(error) = run(task) else {
        return ExitCode::SUCCESS;
    };
    let reason = error.downcast_ref();
    if reason != Some(&ExitReason::Reported) {
        eprintln!("{error:#}");
    }
    ExitCode::from(match reason {
        Some(ExitReason::Interrupted) => 130,
        _ => 1,
    })
}

fn run(task: Task) -> Result<()> {
    process::listen_for_interrupts()?;
    match task {
        Task::Serve(options) => serve::run(&options),
        Task::Build(options) => site::run(&options),
        Task::Hosting(options) => hosting::run(&options),
        Task::Manifest(options) => manifest::run(&options),
        Task::Harden => site::harden(),
        Task::Test(selection) => test::run(&selection),
        Task::Fuzz(options) => fuzz::run(&options),
        Task::Lint { architecture: true } => lint::architecture(),
        Task::Lint { .. } => lint::run(),
        Task::Bench { only } => bench::run(only),
    }
}
