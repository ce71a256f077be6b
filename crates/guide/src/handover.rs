//! The handover report: facts first, then open items, mappings and the log of
//! steps. One set of typed sections, for the page, paper and Markdown.

use provisioning::portal::portal_diff::{RowChange, RowDiff};
use provisioning::talkdesk::short;
use setup::{StepMark, Timestamp, file};

use crate::checklist::{STEPS, step_of};
use crate::content;
use crate::facts::{self, FactProof, OpenItem, SetupFact, mappings_entered};
use crate::input::GuideInput;
use crate::marks;
use crate::status::{self, LeftOut, StepStatus};

/// Everything that is in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverReport {
    /// "Handover report: Contoso production"
    pub title: String,
    pub made: Timestamp,
    /// Without an extension.
    pub file_stem: String,
    /// What the reader has to know, in sentences.
    pub summary: String,
    pub facts: Vec<SetupFact>,
    /// Empty only if everything is verified or marked as done.
    pub open_items: Vec<OpenItem>,
    pub mappings: Vec<MappingLine>,
    /// Default mappings that are deleted.
    pub deleted: Vec<String>,
    /// What happens to them: "Deleted" or "To delete".
    pub deleted_label: &'static str,
    pub log: Vec<StepLogEntry>,
}

/// One row of the mapping table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingLine {
    pub target: String,
    /// The portal's mapping type.
    pub kind: &'static str,
    pub source: String,
    /// Whether Entra finds users by it.
    pub is_matching: bool,
    /// Such as "Edited", or "To edit" until the steps are marked as done.
    pub change: &'static str,
}

/// One step, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLogEntry {
    /// Counted from 1; nothing for a step that is left out.
    pub position: Option<usize>,
    pub number: &'static str,
    pub title: String,
    /// Nothing for a step that is left out.
    pub proof: Option<FactProof>,
    /// How it is, such as "By hand" or "Left out: no teams".
    pub state: String,
    pub when: Option<Timestamp>,
    pub note: String,
}

/// What proves the facts, for below their table.
pub const LEGEND: &str = "Verified: a test showed it. By hand: marked as done, not proven. Open: not done, not known, or contradicted by a test.";

impl HandoverReport {
    /// Reads expressions, to compare the mappings with those of the portal.
    pub fn new(input: &GuideInput, now: &Timestamp) -> Self {
        let setup = input.setup;
        let facts = facts::facts(input);
        let is_entered = mappings_entered(input).is_some();
        let changes = input.changes();
        let totals = status::overall(input);
        Self {
            title: format!("Handover report: {}", setup.shown_name()),
            made: now.clone(),
            file_stem: format!("{}-handover-{}", file::file_stem(setup), now.to_day()),
            summary: format!(
                "{} {} of {} steps are done. {}",
                provisioning_state(input),
                totals.done,
                totals.needed,
                facts::summary(&facts)
            ),
            facts,
            open_items: facts::open_items(input),
            mappings: mapping_lines(&changes, input, is_entered),
            deleted: changes
                .iter()
                .filter(|change| change.change == RowChange::Delete)
                .map(|change| change.target.clone())
                .collect(),
            deleted_label: change_label(RowChange::Delete, is_entered),
            log: log(input),
        }
    }

    /// Such as `contoso-production-handover-2026-11-30.md`.
    pub fn markdown_file_name(&self) -> String {
        format!("{}.md", self.file_stem)
    }

    pub fn markdown(&self) -> String {
        let mut out = format!(
            "# {}\n\nscimdesk, {}\n\n{}\n",
            cell(&self.title),
            self.made.to_minute(),
            self.summary
        );
        for table in self.tables() {
            out.push_str(&format!("\n## {}\n\n", table.title));
            if table.rows.is_empty() {
                out.push_str("None.\n");
                continue;
            }
            line(&mut out, table.head.iter().map(|head| (*head).to_owned()));
            line(&mut out, table.head.iter().map(|_| "---".to_owned()));
            for row in &table.rows {
                line(&mut out, row.iter().map(|text| cell(text)));
            }
            if table.title == STATUS {
                out.push_str(&format!("\n{LEGEND}\n"));
            }
        }
        out
    }

    /// All sections as tables of text.
    pub fn tables(&self) -> Vec<ReportTable> {
        let when = |when: &Option<Timestamp>| when.as_ref().map(Timestamp::to_minute);
        let facts = self.facts.iter().map(|fact| {
            let from = match when(&fact.when) {
                Some(when) => format!("{}, {when}", fact.source),
                None => fact.source.clone(),
            };
            let proof = fact.proof.label().to_owned();
            vec![fact.name.to_owned(), fact.value.clone(), proof, from]
        });
        let items = self
            .open_items
            .iter()
            .map(|item| vec![item.text.clone(), item.why.clone(), item.step_label.clone()]);
        let mut mappings: Vec<Vec<String>> = self
            .mappings
            .iter()
            .map(|line| {
                let matching = if line.is_matching { "yes" } else { "" };
                vec![
                    line.target.clone(),
                    line.kind.to_owned(),
                    line.source.clone(),
                    matching.to_owned(),
                    line.change.to_owned(),
                ]
            })
            .collect();
        if !self.deleted.is_empty() {
            mappings.push(vec![
                format!("{} default mappings", self.deleted.len()),
                String::new(),
                self.deleted.join(", "),
                String::new(),
                self.deleted_label.to_owned(),
            ]);
        }
        let log = self.log.iter().map(|entry| {
            vec![
                match entry.position {
                    Some(position) => format!("{position} ({})", entry.number),
                    None => entry.number.to_owned(),
                },
                entry.title.clone(),
                entry.state.clone(),
                when(&entry.when).unwrap_or_default(),
                entry.note.clone(),
            ]
        });
        let table = |title, head: &[&'static str], rows| ReportTable {
            title,
            head: head.to_vec(),
            rows,
        };
        vec![
            table(STATUS, &["Fact", "Value", "Proof", "From"], facts.collect()),
            table(
                "Open items",
                &["What to do", "Why", "Step"],
                items.collect(),
            ),
            table(
                "Mappings",
                &[
                    "Talkdesk attribute",
                    "Type",
                    "Comes from",
                    "Matching",
                    "Change",
                ],
                mappings,
            ),
            table(
                "Step log",
                &["Step", "What was done", "Proof", "When", "Note"],
                log.collect(),
            ),
        ]
    }
}

const STATUS: &str = "Status";

/// A section of the report as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTable {
    pub title: &'static str,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

fn provisioning_state(input: &GuideInput) -> String {
    let mark = step_of("2.20").and_then(|step| marks::mark(step, &input.setup.guide));
    match mark {
        Some(StepMark::Done(when)) => format!(
            "Provisioning from Microsoft Entra ID to Talkdesk was marked as started on {}.",
            when.to_minute()
        ),
        _ => "Provisioning from Microsoft Entra ID to Talkdesk isn’t marked as started.".to_owned(),
    }
}

fn change_label(change: RowChange, is_entered: bool) -> &'static str {
    match (change, is_entered) {
        (RowChange::Keep, true) => "Kept",
        (RowChange::Keep, false) => "To keep",
        (RowChange::Edit, true) => "Edited",
        (RowChange::Edit, false) => "To edit",
        (RowChange::Add, true) => "Added",
        (RowChange::Add, false) => "To add",
        (RowChange::Delete, true) => "Deleted",
        (RowChange::Delete, false) => "To delete",
        (RowChange::Off, _) => "Not mapped",
    }
}

fn mapping_lines(changes: &[RowDiff], input: &GuideInput, is_entered: bool) -> Vec<MappingLine> {
    let rows = &input.setup.mapping.rows;
    let lines = changes.iter().filter_map(|change| {
        let row = rows.get(change.index?)?;
        Some(MappingLine {
            target: short(&row.target).to_owned(),
            kind: row.source.kind(),
            source: row.source.text().to_owned(),
            is_matching: row.matching_precedence.is_some(),
            change: change_label(change.change, is_entered),
        })
    });
    lines.collect()
}

fn log(input: &GuideInput) -> Vec<StepLogEntry> {
    let entries = STEPS.iter().map(|step| {
        let (proof, state, when) = match status::status(step, input) {
            StepStatus::ByHand(when) => {
                let proof = FactProof::ByHand;
                (Some(proof), proof.label().to_owned(), Some(when))
            }
            StepStatus::Verified { proof, when, .. } => {
                let state = format!("Verified: {}", proof.label());
                (Some(FactProof::Verified), state, Some(when))
            }
            StepStatus::LeftOut(why) => {
                let when = match &why {
                    LeftOut::Marked(when) => Some(when.clone()),
                    _ => None,
                };
                (None, facts::left_out_message(&why), when)
            }
            StepStatus::NeedsAttention { reason } => {
                (Some(FactProof::Open), format!("Open: {reason}"), None)
            }
            StepStatus::WaitingForInput { question } => {
                let state = format!("Open: {question}");
                (Some(FactProof::Open), state, None)
            }
            StepStatus::Open => {
                let proof = FactProof::Open;
                (Some(proof), proof.label().to_owned(), None)
            }
        };
        StepLogEntry {
            position: status::position(step, input),
            number: step.number,
            title: content::title(step, input),
            proof,
            state,
            when,
            note: marks::note(step, &input.setup.guide),
        }
    });
    entries.collect()
}

pub(crate) fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for text in cells {
        out.push_str(&format!(" {text} |"));
    }
    out.push('\n');
}

/// Escapes text for a Markdown table: one line, nothing that Markdown
/// or HTML would take for its own.
pub(crate) fn cell(text: &str) -> String {
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
mod tests;
