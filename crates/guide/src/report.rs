//! The hand-over report: what was configured, when each step was ticked,
//! notes and open items. One list of sections, two renderings.

use super::fill;
use super::parts::PARTS;
use super::progress::{self, StepState};
use setup::{Setup, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSection {
    pub title: String,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

pub fn sections(setup: &Setup) -> Vec<ReportSection> {
    let mut sections = vec![configuration(setup), mappings(setup), open_items(setup)];
    sections.extend(PARTS.iter().map(|part| {
        let rows = part.steps().into_iter().map(|step| {
            vec![
                step.number.to_owned(),
                fill::text(step.title, setup),
                state_text(&progress::state(step, setup)),
                setup.guide.note(step.number).to_owned(),
            ]
        });
        ReportSection {
            title: part.title.to_owned(),
            head: vec!["Step", "What", "State", "Note"],
            rows: rows.collect(),
        }
    }));
    sections
}

fn state_text(state: &StepState) -> String {
    match state {
        StepState::Open => "open".to_owned(),
        StepState::Done(when) => format!("done {}", when.to_minute()),
        StepState::NotNeeded(when) => format!("not needed, {}", when.to_minute()),
        StepState::NotApplicable(why) => format!("not needed: {why}"),
    }
}

fn configuration(setup: &Setup) -> ReportSection {
    let passed = setup
        .passed()
        .map_or_else(|| "not yet".to_owned(), Timestamp::to_minute);
    let tenant_url = setup.tenant.url();
    let tenant_url = tenant_url.unwrap_or_else(|| "not chosen".to_owned());
    let operations = setup.mapping.operations;
    let operations = [
        (operations.create, "Create"),
        (operations.update, "Update"),
        (operations.delete, "Delete"),
    ];
    let ticked = operations.into_iter().filter(|(on, _)| *on);
    let ticked: Vec<&str> = ticked.map(|(_, name)| name).collect();
    let row = |name: &str, value: String| vec![name.to_owned(), value];
    ReportSection {
        title: "Configuration".to_owned(),
        head: vec!["What", "Value"],
        rows: vec![
            row("Application in Entra", setup.application().to_owned()),
            row("Talkdesk region", setup.tenant.name().to_owned()),
            row("Tenant URL", tenant_url),
            row(
                "Secret token",
                "entered in the portal; not kept here".to_owned(),
            ),
            row("Connection test passed here", passed),
            row("Operations", ticked.join(", ")),
        ],
    }
}

fn mappings(setup: &Setup) -> ReportSection {
    ReportSection {
        title: "Mappings".to_owned(),
        head: vec!["Target", "Type", "Source", "Matching"],
        rows: setup
            .mapping
            .rows
            .iter()
            .map(|row| {
                vec![
                    row.target.clone(),
                    row.source.kind().to_owned(),
                    row.source.text().to_owned(),
                    row.matching_precedence
                        .map(|precedence| precedence.to_string())
                        .unwrap_or_default(),
                ]
            })
            .collect(),
    }
}

fn open_items(setup: &Setup) -> ReportSection {
    ReportSection {
        title: "Open items".to_owned(),
        head: vec!["Step", "What"],
        rows: super::parts::steps()
            .into_iter()
            .filter(|step| progress::state(step, setup) == StepState::Open)
            .map(|step| vec![step.number.to_owned(), fill::text(step.title, setup)])
            .collect(),
    }
}

pub fn markdown(setup: &Setup, now: &Timestamp) -> String {
    let progress = progress::overall(setup);
    let mut out = format!(
        "# Talkdesk provisioning: {}\n\n{} of {} steps done, as of {}.\n",
        cell(setup.shown_name()),
        progress.done,
        progress.needed,
        now.to_minute()
    );
    for section in sections(setup) {
        out.push_str(&format!("\n## {}\n\n", section.title));
        if section.rows.is_empty() {
            out.push_str("None.\n");
            continue;
        }
        line(&mut out, section.head.iter().map(|head| (*head).to_owned()));
        line(&mut out, section.head.iter().map(|_| "---".to_owned()));
        for row in section.rows {
            line(&mut out, row.iter().map(|text| cell(text)));
        }
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for text in cells {
        out.push_str(&format!(" {text} |"));
    }
    out.push('\n');
}

/// Escapes text for a Markdown table: one line, nothing that Markdown
/// or HTML would take for its own.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use setup::{SetupId, StepMark};

    #[test]
    fn the_report_tells_what_was_done_and_what_was_not() {
        let now = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
        let mut setup = Setup::new(SetupId("00".to_owned()), "A | *B*".to_owned(), now.clone());
        let done = StepMark::Done(now.clone());
        setup.guide.set_mark("1.1", Some(done));
        setup
            .guide
            .set_note("1.1", "by Ana\nand <b>Ben</b>".to_owned());
        let report = markdown(&setup, &now);
        for expected in [
            "# Talkdesk provisioning: A \\| \\*B\\*\n",
            "| 1.1 | Open Enterprise applications | done 2026-11-23 19:00 UTC | by Ana and \\<b\\>Ben\\</b\\> |",
            "| 1.2 | Start a new application |\n",
            "| Tenant URL | not chosen |",
            "| userName | Direct | userPrincipalName | 1 |",
        ] {
            assert!(report.contains(expected), "{expected}\nnot in\n{report}");
        }
    }
}
