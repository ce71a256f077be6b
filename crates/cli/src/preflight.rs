//! `scimdesk preflight`.

mod files;
mod report;

use ::preflight::PreflightRun;
use ::preflight::protocol::{PreflightOptions, PreflightPlan, PreflightResponse, Scope};
use ::preflight::report::PreflightReport;
use entra_expression::Severity;
use provisioning::talkdesk::listed_names;
use sync_schema::MAX_BYTES;
use sync_schema::read::{ParsedSchema, read};

use crate::args::{DeniedLevel, PreflightArguments, ReportFormat};
use crate::console::Console;
use crate::exit_status::ExitStatus;
use crate::input::{InputName, not_read};
use crate::preflight::files::{OpenedFiles, open_files};

/// Bytes that are read at once.
const PART: usize = 1 << 20;

/// Bytes of a list of names that are read.
const MAX_NAMES: usize = 10 << 20;

pub(crate) fn run(options: &PreflightArguments, console: &mut Console<'_>) -> ExitStatus {
    match finished(options, console) {
        Ok((mut run, report, files)) => {
            match options.format {
                ReportFormat::Text => {
                    report::write(&mut run, &report, &files, options.names, console);
                }
                ReportFormat::Json => {
                    let json = match options.names {
                        true => run.export(::preflight::protocol::ExportFormat::Json),
                        false => run.json_without_names(),
                    };
                    console.output.write(&format!("{json}\n"));
                }
            }
            status(&report, options.deny)
        }
        Err(message) => {
            console.errors.line(&message);
            ExitStatus::NotRead
        }
    }
}

fn status(report: &PreflightReport, deny: Option<DeniedLevel>) -> ExitStatus {
    let of_set = |severity| report.set.iter().any(|one| one.severity == severity);
    let totals = &report.totals;
    let has_warnings = totals.warned > 0 || of_set(Severity::Warning);
    if totals.refused > 0
        || of_set(Severity::Error)
        || has_warnings && deny == Some(DeniedLevel::Warnings)
    {
        ExitStatus::Issues
    } else if totals.unknown > 0 || report::is_incomplete(report) {
        ExitStatus::Unknown
    } else {
        ExitStatus::Fine
    }
}

type FinishedRun = (PreflightRun, PreflightReport, OpenedFiles);

/// Reads all files. The error is a sentence for people.
fn finished(
    options: &PreflightArguments,
    console: &mut Console<'_>,
) -> Result<FinishedRun, String> {
    let schema = mapping(options, console)?;
    let mut files = open_files(options, console)?;
    let plan = PreflightPlan {
        files: files.planned(),
        set: schema.set.clone(),
        options: plan_options(options, &schema, console)?,
    };
    let mut run = PreflightRun::new(plan).map_err(|refused| match refused {
        PreflightResponse::InvalidExpression { target, message } => format!(
            "{}: The expression of {target} has an error: {message} Run scimdesk check for details.",
            options.mapping.display()
        ),
        PreflightResponse::Refused { file, why } => files.refusal(file, why),
        _ => "Preflight can’t run.".to_owned(),
    })?;
    for file in run.order() {
        run.begin(file);
        loop {
            let part = files.part(file, console, PART)?;
            if part.is_empty() {
                break;
            }
            run.push(&part).map_err(|why| files.refusal(file, why))?;
        }
        run.end().map_err(|why| files.refusal(file, why))?;
    }
    let report = run.report(0.0, 0.0);
    Ok((run, report, files))
}

/// The mappings of the schema export.
fn mapping(
    options: &PreflightArguments,
    console: &mut Console<'_>,
) -> Result<ParsedSchema, String> {
    let name = InputName::of(&options.mapping);
    let bytes = bytes(&name, MAX_BYTES + 1, console)?;
    read(&bytes, None).map_err(|error| format!("{}: {error} {}", name.shown(), error.todo()))
}

fn plan_options(
    options: &PreflightArguments,
    schema: &ParsedSchema,
    console: &mut Console<'_>,
) -> Result<PreflightOptions, String> {
    let mut names = |path: &Option<std::path::PathBuf>| match path {
        None => Ok(Vec::new()),
        Some(path) => {
            let name = InputName::of(path);
            let bytes = bytes(&name, MAX_NAMES, console)?;
            let text = sync_schema::encoding::decode(&bytes);
            let text = text.map_err(|error| format!("{}: {error}", name.shown()))?;
            Ok::<_, String>(listed_names(&text.text))
        }
    };
    let (roles, teams) = (names(&options.roles)?, names(&options.teams)?);
    Ok(PreflightOptions {
        scope: match options.assigned {
            Some(_) => Scope::Assigned,
            None => Scope::All,
        },
        filter: schema.scope.clone(),
        skip_disabled: !options.include_disabled,
        skip_guests: options.skip_guests,
        roles,
        teams,
        app_roles: Vec::new(),
        now: console.now,
    })
}

fn bytes(name: &InputName, limit: usize, console: &mut Console<'_>) -> Result<Vec<u8>, String> {
    let bytes = name.open().and_then(|mut file| file.read(console, limit));
    bytes.map_err(|error| format!("{}: {}", name.shown(), not_read(&error)))
}
