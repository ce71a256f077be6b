//! Files and standard input, by the words of the command line.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::console::Console;

/// What a path of the command line is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum InputName {
    StandardInput,
    File(PathBuf),
}

impl InputName {
    pub(crate) fn of(path: &Path) -> Self {
        match path.as_os_str() == "-" {
            true => Self::StandardInput,
            false => Self::File(path.to_owned()),
        }
    }

    /// The name for people; bytes that are no text are shown as U+FFFD.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::StandardInput => "<stdin>".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The name of the file without its folder; nothing for standard input.
    pub(crate) fn file_name(&self) -> String {
        match self {
            Self::StandardInput => String::new(),
            Self::File(path) => path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        }
    }

    /// Opens it. Standard input is there once.
    pub(crate) fn open(&self) -> io::Result<OpenedInput> {
        Ok(match self {
            Self::StandardInput => OpenedInput::StandardInput,
            Self::File(path) => OpenedInput::File(open_file(path)?),
        })
    }
}

/// An input whose next bytes can be read. It is opened once, because a pipe
/// cannot be read again.
#[derive(Debug)]
pub(crate) enum OpenedInput {
    StandardInput,
    File(File),
}

impl OpenedInput {
    /// The next bytes, fewer only at the end.
    pub(crate) fn read(&mut self, console: &mut Console<'_>, limit: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let reader: &mut dyn Read = match self {
            Self::StandardInput => &mut *console.input,
            Self::File(file) => file,
        };
        reader.take(limit as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn open_file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    // On Unix a folder can be opened, and only reading fails, with other words
    // on each system.
    match file.metadata()?.is_dir() {
        true => Err(io::Error::other("it’s a folder")),
        false => Ok(file),
    }
}

/// Why a file cannot be read, as a sentence.
pub(crate) fn not_read(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "The file doesn’t exist.".to_owned(),
        io::ErrorKind::PermissionDenied => "You don’t have permission to read the file.".to_owned(),
        _ => format!("The file can’t be read: {error}."),
    }
}
