//! The report as text.

use ::preflight::PreflightRun;
use ::preflight::WINDOW;
use ::preflight::protocol::{Query, Sort};
use ::preflight::report::finding_kind::FindingSeverity;
use ::preflight::report::{NeededName, PreflightReport, SkipReason, UserRow};
use ::preflight::users_file::UsersFileNote;
use entra_expression::Severity;
use provisioning::format::{counted, grouped};

use crate::console::Console;
use crate::preflight::files::OpenedFiles;

/// Users that are listed; the JSON has all.
const MAX_USERS: usize = 200;

/// Roles or teams that are listed.
const MAX_NAMES: usize = 50;

/// Whether users of the tenant or of Talkdesk are missing from the files.
pub(super) fn is_incomplete(report: &PreflightReport) -> bool {
    let mut notes = report.notes.iter().flatten();
    notes.any(|note| {
        matches!(
            note,
            UsersFileNote::MorePages | UsersFileNote::PartOfTalkdesk { .. }
        )
    })
}

pub(super) fn write(
    run: &mut PreflightRun,
    report: &PreflightReport,
    files: &OpenedFiles,
    names: bool,
    console: &mut Console<'_>,
) {
    let output = &mut console.output;
    output.line(&totals(report));
    output.line(&skipped(report));
    output.line(&format!(
        "The first cycle sends {}, at least {} at Talkdesk’s request limit.",
        counted(report.first_cycle.requests.into(), "request", "requests"),
        report.first_cycle.duration()
    ));
    for one in &report.set {
        let text = format!("{}: {}. {}", one.short_target(), one.headline, one.message);
        issue(console, "", one.severity, &one.code, &text);
    }
    for one in &report.issues {
        let words = one.kind.text();
        let users = counted(one.users.into(), "user", "users");
        let target = one.target.as_deref().map(provisioning::talkdesk::short);
        let about = target.map_or_else(String::new, |target| format!(" ({target})"));
        let text = format!("{}{about}: {users}", one.title());
        issue(console, "", severity(words.severity), words.code, &text);
        console
            .output
            .line(&format!("  help: {} {}", words.reason, words.remedy));
    }
    users(run, files, names, console);
    for (title, needed) in [("Roles", &report.roles), ("Teams", &report.teams)] {
        if !needed.is_empty() {
            let text = format!("{title} that must exist in Talkdesk: {}.", listed(needed));
            console.output.line(&text);
        }
    }
    for (file, notes) in report.notes.iter().enumerate() {
        for note in notes {
            console
                .output
                .line(&format!("{}: {note}", files.name(file)));
        }
    }
}

fn totals(report: &PreflightReport) -> String {
    let totals = &report.totals;
    let compared = |count: u32| report.compared.then_some(count);
    let counts = [
        (Some(totals.created), "created"),
        (compared(totals.updated), "updated"),
        (compared(totals.unchanged), "unchanged"),
        (Some(totals.refused), "rejected"),
        (Some(totals.unknown).filter(|count| *count > 0), "not known"),
        (Some(totals.skipped), "skipped"),
    ];
    let counts = counts.into_iter().filter_map(|(count, name)| {
        let count = grouped(count?.into());
        Some(format!("{count} {name}"))
    });
    let counts: Vec<String> = counts.collect();
    let users = counted(totals.users.into(), "user", "users");
    let warned = match totals.warned {
        0 => String::new(),
        warned => format!(" {} accepted with a warning.", grouped(warned.into())),
    };
    format!("{users}: {}.{warned}", counts.join(", "))
}

fn skipped(report: &PreflightReport) -> String {
    let skips = SkipReason::ALL.iter().zip(report.totals.skips);
    let skips = skips.filter(|(_, users)| *users > 0);
    let skips: Vec<String> = skips
        .map(|(reason, users)| format!("{} ({})", reason.label(), grouped(users.into())))
        .collect();
    match skips.is_empty() {
        true => "No user is skipped.".to_owned(),
        false => format!("Why users are skipped: {}.", skips.join(", ")),
    }
}

/// Users with a warning or worse, the worst first.
fn users(run: &mut PreflightRun, files: &OpenedFiles, names: bool, console: &mut Console<'_>) {
    let mut query = Query {
        severity: Some(FindingSeverity::Warning),
        sort: Sort::Severity,
        count: WINDOW.min(MAX_USERS),
        ..Query::default()
    };
    loop {
        let window = run.users(&query);
        for row in &window.rows {
            user(row, &files.name(0), names, console);
        }
        query.start += window.rows.len();
        if window.rows.is_empty() || query.start >= MAX_USERS {
            if window.total > query.start {
                let more = (window.total - query.start) as u64;
                let more = counted(more, "more user has issues", "more users have issues");
                console
                    .output
                    .line(&format!("{more}; --format json lists all."));
            }
            break;
        }
    }
}

fn user(row: &UserRow, file: &str, names: bool, console: &mut Console<'_>) {
    let Some(worst) = row.kinds.first() else {
        return;
    };
    let words = worst.text();
    let name = match names {
        true => format!(" ({})", row.upn),
        false => String::new(),
    };
    let text = format!("{}: {}{name}", row.outcome.label(), row.why());
    let line = format!("{file}:{}: ", row.line);
    issue(console, &line, severity(words.severity), words.code, &text);
}

fn severity(severity: FindingSeverity) -> Severity {
    match severity {
        FindingSeverity::Refused => Severity::Error,
        FindingSeverity::Warning => Severity::Warning,
        FindingSeverity::Hint => Severity::Info,
    }
}

fn issue(console: &mut Console<'_>, before: &str, severity: Severity, code: &str, text: &str) {
    let output = &mut console.output;
    output.text(before);
    output.severity(severity, &format!("{}[{code}]", severity.word()));
    output.line(&format!(" {text}"));
}

fn listed(needed: &[NeededName]) -> String {
    let names = needed.iter().take(MAX_NAMES);
    let names = names.map(|one| format!("{} ({})", one.name, grouped(one.users.into())));
    let mut names: Vec<String> = names.collect();
    if needed.len() > MAX_NAMES {
        names.push(format!(
            "{} more",
            grouped((needed.len() - MAX_NAMES) as u64)
        ));
    }
    names.join(", ")
}
