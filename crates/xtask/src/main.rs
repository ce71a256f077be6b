//! Everything a developer of scimdesk runs: set-up, serve, build, test, bench, lint.
//!
//! `cargo xtask` prints the commands. What is missing on the machine is
//! installed on the way, into a cache that all clones share.

mod args;
mod bench;
mod chromium;
mod counts;
mod debian;
mod error;
mod fuzz;
mod html;
mod lint;
mod names;
mod node;
mod process;
mod project;
mod report;
mod seal;
mod serve;
mod site;
mod sizes;
#[cfg(test)]
mod styles;
mod test;
mod tools;

use std::process::ExitCode;

use args::Command;
use error::Error;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(error) => return fail(&error),
    };
    if let Err(error) = process::listen_for_interrupts() {
        return fail(&error);
    }
    let outcome = match command {
        Command::Help => {
            report::say(args::HELP);
            Ok(())
        }
        Command::Serve(options) => serve::run(&options),
        Command::Build => site::run(),
        Command::Seal => seal::run(),
        Command::Test(selection) => test::run(&selection),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Lint => lint::run(),
        Command::Bench(only) => bench::run(only),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Says what went wrong, unless the command's own closing lines said it, and
/// picks the exit code.
fn fail(error: &Error) -> ExitCode {
    match error {
        Error::Reported => {}
        Error::Usage(_) => eprintln!("{error}\n\n{}", args::HELP),
        _ => eprintln!("{error}"),
    }
    ExitCode::from(match error {
        Error::Usage(_) => 2,
        Error::Interrupted => 130,
        _ => 1,
    })
}
