//! Whole runs.

mod every_kind;
mod findings;
mod inverted;
mod laws;
mod planted;
mod report;
mod set_verdicts;
mod talkdesk;
mod talkdesk_notes;
mod values;
mod verdicts;

use super::PreflightRun;
use super::protocol::{
    InputPurpose, PlannedFile, PreflightOptions, PreflightPlan, PreflightResponse,
};
use super::report::PreflightReport;
use crate::report::UserDetail;
use crate::report::finding_kind::FindingKind;
use crate::users_file::{Column, SNIFF_BYTES, sniff};
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::talkdesk::{ROLES, TEAMS};

fn columns(bytes: &[u8]) -> Vec<Column> {
    let part = &bytes[..bytes.len().min(SNIFF_BYTES)];
    let look = sniff(part, part.len() == bytes.len());
    look.map(|look| look.columns).unwrap_or_default()
}

fn run_files(
    files: &[(InputPurpose, &[u8])],
    set: &MappingSet,
    options: &PreflightOptions,
    part: usize,
) -> Result<(PreflightRun, PreflightReport), PreflightResponse> {
    let planned = files.iter().map(|(purpose, bytes)| PlannedFile {
        purpose: *purpose,
        columns: columns(bytes),
    });
    let plan = PreflightPlan {
        files: planned.collect(),
        set: set.clone(),
        options: options.clone(),
    };
    run_plan(plan, files, part)
}

fn run_plan(
    plan: PreflightPlan,
    files: &[(InputPurpose, &[u8])],
    part: usize,
) -> Result<(PreflightRun, PreflightReport), PreflightResponse> {
    let mut run = PreflightRun::new(plan)?;
    for file in run.order() {
        let refused = |why| PreflightResponse::Refused { file, why };
        run.begin(file);
        for part in files[file].1.chunks(part) {
            run.push(part).map_err(refused)?;
            let _ = run.progress(1.0);
        }
        run.end().map_err(refused)?;
    }
    let report = run.report(0.0, 0.0);
    Ok((run, report))
}

fn run(csv: &str, set: &MappingSet, options: &PreflightOptions) -> (PreflightRun, PreflightReport) {
    run_files(
        &[(InputPurpose::Users, csv.as_bytes())],
        set,
        options,
        1 << 16,
    )
    .unwrap()
}

fn kinds(run: &mut PreflightRun, user: u32) -> Vec<FindingKind> {
    run.row(user).unwrap().kinds
}

fn open(run: &mut PreflightRun, user: u32, bytes: &[u8]) -> UserDetail {
    let piece = run.byte_range(user).unwrap();
    let start = usize::try_from(piece.file.start).unwrap();
    let end = usize::try_from(piece.file.end).unwrap().min(bytes.len());
    run.open(user, &bytes[start..end]).unwrap()
}

/// The set of the guide with a role from the column `role` and a team from
/// the column `team`.
fn set() -> MappingSet {
    let mut set = MappingSet::default();
    let role = Source::Direct("extensionAttribute1".to_owned());
    set.put(Row::new(ROLES, role));
    set.put(Row::new(
        TEAMS,
        Source::Direct("extensionAttribute2".to_owned()),
    ));
    set
}

fn options() -> PreflightOptions {
    PreflightOptions {
        roles: vec!["Agent".to_owned(), "Team Lead".to_owned()],
        teams: vec!["Sales".to_owned()],
        ..PreflightOptions::default()
    }
}

const HEADERS: &str = "userPrincipalName,mail,givenName,surname,id,accountEnabled,displayName,extensionAttribute1,extensionAttribute2\n";
