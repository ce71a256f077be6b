//! The command line of scimdesk, for a terminal and for continuous integration.
//!
//! - [`args`] are the words of the command line, [`console`] is what a command
//!   reads from and writes to.
//! - [`check`] is about schema exports and expressions, [`eval`] about the value of one
//!   expression, [`explain`] about logs and
//!   everything else that Entra returned, [`preflight`] about users files.
//!
//! Nothing here uses the network, and no crate that it depends on does.

#![forbid(unsafe_code)]

mod args;
mod check;
mod console;
mod eval;
mod exit_status;
mod explain;
mod input;
mod line_index;
mod preflight;

pub use console::Console;

use std::ffi::OsString;

use args::CliCommand;
use exit_status::ExitStatus;

/// Runs a command, whose first argument is the program's name, and returns the
/// exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> u8 {
    let status = match args::parse(arguments) {
        Ok(CliCommand::Check(options)) => check::run(&options, console),
        Ok(CliCommand::Explain(options)) => explain::run(&options, console),
        Ok(CliCommand::Eval(options)) => eval::run(&options, console),
        Ok(CliCommand::Preflight(options)) => preflight::run(&options, console),
        Err(message) => {
            let is_error = message.use_stderr();
            let stream = match is_error {
                true => &mut console.errors,
                false => &mut console.output,
            };
            stream.write(&message.render().to_string());
            match is_error {
                true => ExitStatus::NotRead,
                false => ExitStatus::Fine,
            }
        }
    };
    let written = console.output.finish();
    let written = written.and(console.errors.finish());
    match written {
        Ok(()) => status.code(),
        Err(error) => {
            console
                .errors
                .line(&format!("The output can’t be written: {error}"));
            // There is nowhere left to say that this failed too.
            let _ = console.errors.finish();
            ExitStatus::NotRead.code()
        }
    }
}
