//! What a command reads from and writes to.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::PathBuf;

use entra_expression::Severity;

/// The streams of a command, and what it may know of its surroundings.
pub struct Console<'c> {
    pub(crate) input: &'c mut dyn Read,
    pub output: OutputStream<'c>,
    pub errors: OutputStream<'c>,
    /// The folder that addresses of files in reports are relative to.
    pub folder: PathBuf,
    /// Seconds since 1970.
    pub now: i64,
}

impl<'c> Console<'c> {
    pub fn new(
        input: &'c mut dyn Read,
        output: impl Write + 'c,
        errors: impl Write + 'c,
    ) -> Console<'c> {
        Console {
            input,
            output: OutputStream::new(output),
            errors: OutputStream::new(errors),
            folder: PathBuf::new(),
            now: 0,
        }
    }
}

/// A stream of text. A reader that has enough closes it, which is no error: the
/// command goes on, so that its exit code is the same.
pub struct OutputStream<'c> {
    writer: BufWriter<Box<dyn Write + 'c>>,
    /// Why nothing more can be written.
    stopped: Option<io::Error>,
    is_colored: bool,
}

impl<'c> OutputStream<'c> {
    fn new(writer: impl Write + 'c) -> Self {
        Self {
            writer: BufWriter::new(Box::new(writer)),
            stopped: None,
            is_colored: false,
        }
    }

    pub fn set_colored(&mut self, is_colored: bool) {
        self.is_colored = is_colored;
    }

    pub(crate) fn write(&mut self, text: &str) {
        if self.stopped.is_none() {
            self.stopped = self.writer.write_all(text.as_bytes()).err();
        }
    }

    /// Text within a line. What moves a terminal's cursor or starts its commands is
    /// shown as a space.
    pub(crate) fn text(&mut self, text: &str) {
        let clean: String = text
            .chars()
            .map(|c| if is_unprintable(c) { ' ' } else { c })
            .collect();
        self.write(&clean);
    }

    /// Text that ends a line.
    pub(crate) fn line(&mut self, text: &str) {
        self.text(text);
        self.write("\n");
    }

    /// A severity in its color, where there are colors.
    pub(crate) fn severity(&mut self, severity: Severity, text: &str) {
        let color = match severity {
            Severity::Error => "31",
            Severity::Warning => "33",
            Severity::Info => "36",
        };
        match self.is_colored {
            true => self.write(&format!("\x1b[1;{color}m{text}\x1b[0m")),
            false => self.write(text),
        }
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    ///
    /// When something could not be written although somebody reads.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let error = match self.stopped.take() {
            Some(error) => Some(error),
            None => self.writer.flush().err(),
        };
        match error {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }
}

/// Control characters, and those that change the direction of text.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
