//! Runs a command within the test.

use std::ffi::OsString;
use std::path::Path;

use scimdesk_cli::Console;

/// What a command wrote, and its exit code.
#[derive(Debug)]
pub struct CommandOutput {
    pub code: u8,
    pub output: String,
    pub errors: String,
}

/// Runs a command, from the crate's folder, with words that have no spaces.
pub fn run(words: &str, input: &[u8]) -> CommandOutput {
    let words = words.split_whitespace().map(OsString::from);
    run_words(words.collect(), input, false)
}

pub fn run_words(words: Vec<OsString>, input: &[u8], is_colored: bool) -> CommandOutput {
    let (mut output, mut errors, mut input) = (Vec::new(), Vec::new(), input);
    let arguments = std::iter::once(OsString::from("scimdesk")).chain(words);
    let code = {
        let mut console = Console::new(&mut input, &mut output, &mut errors);
        console.output.set_colored(is_colored);
        console.folder = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
        console.now = 1_767_225_600;
        scimdesk_cli::run(arguments, &mut console)
    };
    CommandOutput {
        code,
        output: String::from_utf8(output).expect("the output is text"),
        errors: String::from_utf8(errors).expect("the messages are text"),
    }
}
