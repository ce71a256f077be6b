//! The files of a run: what each is, and its bytes.

use std::path::PathBuf;

use ::preflight::input_files::{Blocker, FileFingerprint, InputFiles};
use ::preflight::protocol::{InputPurpose, PlannedFile, Scope};
use ::preflight::users_file::{Meaning, SNIFF_BYTES, UsersFileError, sniff};

use crate::args::PreflightArguments;
use crate::console::Console;
use crate::input::{InputName, OpenedInput, not_read};

/// Files in the order of a plan.
pub(super) struct OpenedFiles {
    files: Vec<OpenedFile>,
}

struct OpenedFile {
    name: InputName,
    planned: PlannedFile,
    /// The beginning, until it was handed out.
    head: Option<Vec<u8>>,
    input: OpenedInput,
}

impl OpenedFiles {
    pub(super) fn planned(&self) -> Vec<PlannedFile> {
        self.files.iter().map(|file| file.planned.clone()).collect()
    }

    /// The name of a file of the plan.
    pub(super) fn name(&self, file: usize) -> String {
        let file = self.files.get(file);
        file.map_or_else(String::new, |file| file.name.shown())
    }

    /// The next bytes of a file; none at its end.
    pub(super) fn part(
        &mut self,
        file: usize,
        console: &mut Console<'_>,
        limit: usize,
    ) -> Result<Vec<u8>, String> {
        let Some(file) = self.files.get_mut(file) else {
            return Ok(Vec::new());
        };
        if let Some(head) = file.head.take() {
            return Ok(head);
        }
        let part = file.input.read(console, limit);
        part.map_err(|error| format!("{}: {}", file.name.shown(), not_read(&error)))
    }

    /// Why a file cannot be used, and what to do.
    pub(super) fn refusal(&self, file: usize, why: UsersFileError) -> String {
        refusal(&self.name(file), why)
    }
}

fn refusal(name: &str, why: UsersFileError) -> String {
    // What the app's dialogs offer, a command line does not.
    let remedy = match why {
        UsersFileError::NoIdentity => {
            "Name the column with --column HEADER=userPrincipalName, or export the file with one of them."
        }
        UsersFileError::Empty | UsersFileError::OnlyHeaders => "Export the users again.",
        _ => why.remedy(),
    };
    format!("{name}: {why} {remedy}")
}

pub(super) fn open_files(
    options: &PreflightArguments,
    console: &mut Console<'_>,
) -> Result<OpenedFiles, String> {
    let named: [(Option<&PathBuf>, InputPurpose); 4] = [
        (Some(&options.users), InputPurpose::Users),
        (options.assigned.as_ref(), InputPurpose::Assigned),
        (options.more.as_ref(), InputPurpose::More),
        (options.talkdesk.as_ref(), InputPurpose::Talkdesk),
    ];
    let mut inputs = InputFiles::default();
    let mut opened: Vec<(u32, InputName, Vec<u8>, OpenedInput)> = Vec::new();
    for (path, purpose) in named {
        let Some(path) = path else { continue };
        let name = InputName::of(path);
        let unread = |error: std::io::Error| format!("{}: {}", name.shown(), not_read(&error));
        let mut input = name.open().map_err(unread)?;
        let head = input.read(console, SNIFF_BYTES).map_err(unread)?;
        let look = sniff(&head, head.len() < SNIFF_BYTES);
        let look = look.map_err(|why| refusal(&name.shown(), why))?;
        let fingerprint = FileFingerprint {
            name: name.shown(),
            bytes: head.len() as f64,
            changed: None,
        };
        let Some(id) = inputs.add(fingerprint) else {
            return Err("There are too many files.".to_owned());
        };
        inputs.looked(id, look);
        inputs.choose(id, purpose);
        opened.push((id, name, head, input));
    }
    if let Some((users, ..)) = opened.first() {
        let users = *users;
        for column in &options.column {
            name_column(&mut inputs, users, column)?;
        }
    }
    let scope = match options.assigned {
        Some(_) => Scope::Assigned,
        None => Scope::All,
    };
    if let Some(blocker) = inputs.blocker(scope) {
        return Err(blocked(&blocker));
    }
    let mut files = Vec::new();
    for (id, planned) in inputs.planned() {
        let at = opened.iter().position(|(own, ..)| *own == id);
        if let Some(at) = at {
            let (_, name, head, input) = opened.swap_remove(at);
            files.push(OpenedFile {
                name,
                planned,
                head: Some(head),
                input,
            });
        }
    }
    Ok(OpenedFiles { files })
}

/// Takes a column for an attribute, as `HEADER=ATTRIBUTE` says.
fn name_column(inputs: &mut InputFiles, users: u32, words: &str) -> Result<(), String> {
    let Some((header, attribute)) = words.rsplit_once('=') else {
        return Err(format!("--column {words}: write it as HEADER=ATTRIBUTE."));
    };
    let (attribute, meaning) = match attribute.strip_prefix('!') {
        Some(attribute) => (attribute, Meaning::Inverted),
        None => (attribute, Meaning::SameAsAttribute),
    };
    let look = inputs.find(users).and_then(|file| file.look());
    let mut columns = look.into_iter().flat_map(|look| &look.columns);
    let Some(index) = columns.position(|column| column.name == header) else {
        return Err(format!(
            "--column {words}: the users file has no column {header}."
        ));
    };
    let is_password = inputs
        .column(users, index)
        .is_some_and(|column| column.is_password);
    if is_password {
        return Err(format!(
            "--column {words}: {header} holds passwords, which aren’t read."
        ));
    }
    let _ = inputs.take_for(users, index, attribute);
    inputs.set_meaning(users, index, meaning);
    Ok(())
}

fn blocked(blocker: &Blocker) -> String {
    match blocker {
        Blocker::Identity(name) => refusal(name, UsersFileError::NoIdentity),
        Blocker::Meaning { column, file } => format!(
            "{file}: It’s not known what True means in the column {column}. Say it with --column {column}=accountEnabled, or with --column {column}=!accountEnabled if True means blocked."
        ),
        other => other.to_string(),
    }
}
