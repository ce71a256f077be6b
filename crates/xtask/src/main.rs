//! Everything a developer of scimdesk runs: set-up, serve, build, test, bench, lint.
//!
//! `cargo xtask` prints the commands. What is missing on the machine is
//! installed on the way, into a cache that all clones share.

mod architecture;
mod args;
mod bench;
mod exit;
mod fuzz;
mod harden;
mod lint;
mod process;
mod project;
mod report;
mod serve;
mod site;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::Result;

use args::Subcommand;
use exit::ExitReason;

fn main() -> ExitCode {
    if tools::wasm_bindgen::is_invoked() {
        return tools::wasm_bindgen::stand_in();
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn run() -> Result<()> {
    let command = args::parse(std::env::args_os().skip(1))?;
    process::listen_for_interrupts()?;
    match command {
        Subcommand::Help => {
            report::print(args::HELP);
            Ok(())
        }
        Subcommand::Serve(options) => serve::run(&options),
        Subcommand::Build => site::run(),
        Subcommand::Harden => harden::run(),
        Subcommand::Test(selection) => test::run(&selection),
        Subcommand::Fuzz(options) => fuzz::run(&options),
        Subcommand::Lint { architecture: true } => lint::architecture(),
        Subcommand::Lint { .. } => lint::run(),
        Subcommand::Bench(only) => bench::run(only),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    let reason = error.downcast_ref::<ExitReason>();
    match reason {
        Some(ExitReason::Reported) => {}
        Some(ExitReason::Usage(message)) => eprintln!("{message}\n\n{}", args::HELP),
        _ => eprintln!("{error:#}"),
    }
    ExitCode::from(match reason {
        Some(ExitReason::Usage(_)) => 2,
        Some(ExitReason::Interrupted) => 130,
        _ => 1,
    })
}
