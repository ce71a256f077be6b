//! Which files are checked.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::check::UnreadFile;
use crate::input::{InputName, not_read};

/// A file that may be checked.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CandidateFile {
    pub(super) name: InputName,
    /// Whether it was named, so that it is an error when there is nothing to check.
    pub(super) is_named: bool,
}

pub(super) struct CollectedFiles {
    pub(super) files: Vec<CandidateFile>,
    pub(super) not_read: Vec<UnreadFile>,
}

/// The files that paths name, and those in the folders that they name, in the
/// order of the paths. Each is there once.
pub(super) fn collect(paths: &[PathBuf]) -> CollectedFiles {
    let mut collected = CollectedFiles {
        files: Vec::new(),
        not_read: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for path in paths {
        let name = InputName::of(path);
        let is_folder = name != InputName::StandardInput && path.is_dir();
        let found = match is_folder {
            true => in_folder(path, &mut collected.not_read),
            false => vec![CandidateFile {
                name,
                is_named: true,
            }],
        };
        for file in found {
            if seen.insert(file.name.clone()) {
                collected.files.push(file);
            }
        }
    }
    collected
}

/// The files in a folder and the folders within it, sorted.
fn in_folder(folder: &Path, unread: &mut Vec<UnreadFile>) -> Vec<CandidateFile> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if let Err(error) = entries(&folder, &mut files, &mut folders) {
            unread.push(UnreadFile {
                name: InputName::File(folder),
                message: not_read(&error),
            });
        }
    }
    let files = files.into_iter().map(|path| CandidateFile {
        name: InputName::File(path),
        is_named: false,
    });
    files.collect()
}

fn entries(
    folder: &Path,
    files: &mut BTreeSet<PathBuf>,
    folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // The type of a symbolic link is that of the link.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let name = entry.file_name();
            let is_hidden = name.as_encoded_bytes().starts_with(b".");
            if !is_hidden && name != "node_modules" {
                folders.push(entry.path());
            }
        } else if kind.is_file() && FileKind::of(&entry.path()) != FileKind::Other {
            let _ = files.insert(entry.path());
        }
    }
    Ok(())
}

/// What a file is by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Json,
    Expression,
    Other,
}

impl FileKind {
    pub(super) fn of(path: &Path) -> Self {
        let end = path.extension().map(|end| end.to_ascii_lowercase());
        match end.as_deref().and_then(|end| end.to_str()) {
            Some("json") => Self::Json,
            Some("entra" | "expr") => Self::Expression,
            _ => Self::Other,
        }
    }
}
