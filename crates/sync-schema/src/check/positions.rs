//! Which part of the text a diagnostic is about.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::notes::NotePosition;
use crate::json::{Json, source_range};
use crate::read::row_elements;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::diagnostics::source::of_source;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};
use provisioning::mapping::{MappingSet, Row, Source};

/// The rows of a mapping with the objects that they were read from.
pub(super) struct Positions<'t, 'j, 'a> {
    text: &'t str,
    mapping: &'j Json<'a>,
    rows: Vec<(&'j Json<'a>, &'t Row)>,
    /// Rows whose target an earlier row has, whatever the case.
    repeated: HashSet<usize>,
    /// The numbers of the rows of each target.
    of_target: HashMap<&'t str, Vec<usize>>,
    /// What is wrong with the source of a row, for targets that have several.
    of_sources: HashMap<usize, Vec<MappingDiagnostic>>,
    /// How many diagnostics there were so far of a code and target that has several
    /// rows.
    seen: HashMap<(String, String), usize>,
}

impl<'t, 'j, 'a> Positions<'t, 'j, 'a> {
    pub(super) fn new(text: &'t str, mapping: &'j Json<'a>, set: &'t MappingSet) -> Self {
        let mut of_target: HashMap<&str, Vec<usize>> = HashMap::new();
        let (mut known, mut repeated) = (HashSet::new(), HashSet::new());
        for (index, row) in set.rows.iter().enumerate() {
            of_target.entry(&row.target).or_default().push(index);
            if !known.insert(row.target.to_ascii_lowercase()) {
                let _ = repeated.insert(index);
            }
        }
        Self {
            text,
            mapping,
            rows: row_elements(mapping).zip(&set.rows).collect(),
            repeated,
            of_target,
            of_sources: HashMap::new(),
            seen: HashMap::new(),
        }
    }

    /// The number of the row that a diagnostic is about.
    pub(super) fn row_of(&mut self, diagnostic: &MappingDiagnostic) -> Option<usize> {
        let own = self.of_target.get(diagnostic.target.as_str())?;
        if own.len() < 2 {
            return own.first().copied();
        }
        let own = own.clone();
        let key = (diagnostic.code.to_string(), diagnostic.target.clone());
        let seen = self.seen.entry(key).or_default();
        let before = *seen;
        *seen += 1;
        let fitting = own.iter().copied();
        let fitting: Vec<usize> = fitting
            .filter(|index| self.fits(diagnostic, *index))
            .collect();
        let candidates = if fitting.is_empty() { own } else { fitting };
        let at = before.min(candidates.len() - 1);
        candidates.get(at).copied()
    }

    /// Whether a row has what a diagnostic says.
    fn fits(&mut self, diagnostic: &MappingDiagnostic, index: usize) -> bool {
        let Some((_, row)) = self.rows.get(index) else {
            return false;
        };
        match diagnostic.subject {
            DiagnosticSubject::Expression(_) | DiagnosticSubject::Field(_) => {
                let own = self.of_sources.entry(index);
                let own = own.or_insert_with(|| of_source(&row.target, &row.source));
                own.iter()
                    .any(|own| own.code == diagnostic.code && own.subject == diagnostic.subject)
            }
            _ if diagnostic.code == "two-rows" => self.repeated.contains(&index),
            _ => true,
        }
    }

    pub(super) fn span(&self, diagnostic: &MappingDiagnostic, row: Option<usize>) -> Range<usize> {
        let element = row.and_then(|row| self.rows.get(row));
        let Some((element, row)) = element else {
            return match diagnostic.set_fix {
                Some(SetFix::UpdateOn) => self.of_mapping("flowTypes"),
                _ => self.of_mapping("name"),
            };
        };
        let target = || self.member(element, "targetAttributeName");
        match (diagnostic.subject, diagnostic.code.as_ref()) {
            (DiagnosticSubject::Set, _) if diagnostic.set_fix == Some(SetFix::UpdateOn) => {
                self.of_mapping("flowTypes")
            }
            (DiagnosticSubject::Expression(span), _) => self
                .in_expression(element, span.range())
                .unwrap_or_else(|| self.of_source(element, row)),
            (DiagnosticSubject::Target, _) | (_, "two-rows" | "target-capitals") => target(),
            (_, "default-unused") => self.member(element, "defaultValue"),
            (_, "several-matches" | "matched-by-other") => self.member(element, "matchingPriority"),
            (..) if diagnostic.set_fix == Some(SetFix::ApplyAlways) => {
                self.member(element, "flowType")
            }
            (_, "mandatory-missing") => target(),
            (..) => self.of_source(element, row),
        }
    }

    /// The objects of all rows of a target.
    pub(super) fn rows_of(&self, target: &str) -> Vec<Range<usize>> {
        let rows = self.rows.iter();
        let own = rows.filter(|(_, row)| row.target == target);
        own.map(|(element, _)| element.span.clone()).collect()
    }

    pub(super) fn of_note(&self, target: &str, position: NotePosition) -> Range<usize> {
        let mut rows = self.rows.iter();
        let row = rows.find(|(_, row)| row.target == target);
        match (position, row) {
            (NotePosition::Row(name), Some((element, _))) => self.member(element, name),
            (NotePosition::Source(name), Some((element, row))) => element
                .get("source")
                .and_then(|source| source.get(name))
                .map_or_else(
                    || self.of_source(element, row),
                    |member| member.span.clone(),
                ),
            (NotePosition::Element(number), _) => {
                let elements = self.mapping.list("attributeMappings");
                let element = elements.get(number.saturating_sub(1));
                first_byte(element.unwrap_or(self.mapping))
            }
            (NotePosition::Mapping(name), _) => self.of_mapping(name),
            (NotePosition::Row(_) | NotePosition::Source(_), None) => self.of_mapping("name"),
        }
    }

    /// A part of the text of an expression, behind the escapes of JSON.
    fn in_expression(&self, element: &Json, part: Range<usize>) -> Option<Range<usize>> {
        let expression = element.get("source")?.get("expression")?;
        let _ = expression.text()?;
        let written = self.text.get(expression.span.clone())?;
        let range = source_range(written, part);
        let start = expression.span.start;
        Some(start + range.start..start + range.end)
    }

    /// The text of a row's source, or what comes closest.
    fn of_source(&self, element: &Json, row: &Row) -> Range<usize> {
        let Some(source) = element.get("source").filter(|source| source.is_object()) else {
            return self.member(element, "source");
        };
        // Of a function, the name is only that of the outermost call.
        let names = match row.source {
            Source::Direct(_) | Source::Constant(_) => ["name", "expression"],
            Source::Expression(_) | Source::None => ["expression", "name"],
        };
        let mut texts = names.iter().filter_map(|name| source.get(name));
        let text = texts.find(|text| text.text().is_some());
        text.map_or_else(|| first_byte(source), |text| text.span.clone())
    }

    fn member(&self, element: &Json, name: &str) -> Range<usize> {
        let member = element
            .get(name)
            .or_else(|| element.get("targetAttributeName"));
        of_value(member.unwrap_or(element))
    }

    fn of_mapping(&self, name: &str) -> Range<usize> {
        let member = self.mapping.get(name).or_else(|| self.mapping.get("name"));
        of_value(member.unwrap_or(self.mapping))
    }
}

/// A text, number or word as a whole; of what has brackets, the first one.
fn of_value(value: &Json) -> Range<usize> {
    match value.is_object() || !value.elements().is_empty() {
        true => first_byte(value),
        false => value.span.clone(),
    }
}

fn first_byte(value: &Json) -> Range<usize> {
    value.span.start..value.span.start + 1
}
