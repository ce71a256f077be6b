//! `scimdesk check`.

mod collect;
mod file_check;
mod json_report;
mod rule;
mod sarif;
mod text_report;
mod uri;

use entra_expression::Severity;
use provisioning::talkdesk;

use crate::args::{CheckArguments, CheckFormat, DeniedLevel};
use crate::console::Console;
use crate::exit_status::ExitStatus;
use crate::input::InputName;
use collect::collect;
use file_check::{CheckedFile, FileOutcome, check_file};

/// The files that were checked, and those that could not be read.
struct CheckReport {
    files: Vec<CheckedFile>,
    not_read: Vec<UnreadFile>,
}

struct UnreadFile {
    name: InputName,
    /// Why, as a sentence.
    message: String,
}

impl CheckReport {
    fn count(&self, severity: Severity) -> usize {
        let diagnostics = self.files.iter().flat_map(|file| &file.diagnostics);
        diagnostics.filter(|one| one.severity == severity).count()
    }

    fn status(&self, deny: Option<DeniedLevel>) -> ExitStatus {
        let denied = match deny {
            Some(DeniedLevel::Warnings) => self.count(Severity::Warning),
            None => 0,
        };
        if !self.not_read.is_empty() || self.files.is_empty() {
            ExitStatus::NotRead
        } else if self.count(Severity::Error) + denied > 0 {
            ExitStatus::Issues
        } else {
            ExitStatus::Fine
        }
    }
}

pub(crate) fn run(options: &CheckArguments, console: &mut Console<'_>) -> ExitStatus {
    let target = options.target.as_deref().map(full_target);
    let collected = collect(&options.paths);
    let mut report = CheckReport {
        files: Vec::new(),
        not_read: collected.not_read,
    };
    for candidate in &collected.files {
        let name = candidate.name.clone();
        match check_file(candidate, target, console) {
            FileOutcome::Checked(file) => report.files.push(file),
            FileOutcome::NoSchema => {}
            FileOutcome::LeftOut(message) => {
                console.errors.line(&format!("{}: {message}", name.shown()));
            }
            FileOutcome::NotRead(message) => report.not_read.push(UnreadFile { name, message }),
        }
    }
    let status = report.status(options.deny);
    match options.format {
        CheckFormat::Text => text_report::write(&report, console),
        CheckFormat::Json => {
            let json = json_report::json(&report);
            console.output.write(&format!("{json:#}\n"));
        }
        CheckFormat::Sarif => {
            let json = sarif::sarif(&report, status, &console.folder);
            console.output.write(&format!("{json:#}\n"));
        }
    }
    text_report::write_summary(&report, console);
    status
}

/// The full name of a target that was given in full or as it is known.
fn full_target(name: &str) -> &str {
    let known = talkdesk::TARGETS.iter();
    let mut known = known.filter(|target| target.name == name || target.short == name);
    known.next().map_or(name, |target| target.name)
}
