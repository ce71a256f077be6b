//! The command `scimdesk`.

use std::io::{IsTerminal as _, stderr, stdin, stdout};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use scimdesk_cli::Console;

fn main() -> ExitCode {
    let (mut input, output, errors) = (stdin().lock(), stdout(), stderr());
    // https://no-color.org: any value but an empty one turns colors off.
    let allowed = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        && !cfg!(windows);
    let colors = (
        allowed && output.is_terminal(),
        allowed && errors.is_terminal(),
    );
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut console = Console::new(&mut input, output.lock(), errors.lock());
    console.output.set_colored(colors.0);
    console.errors.set_colored(colors.1);
    console.folder = std::env::current_dir().unwrap_or_default();
    console.now = since.map_or(0, |since| since.as_secs().cast_signed());
    ExitCode::from(scimdesk_cli::run(std::env::args_os(), &mut console))
}
