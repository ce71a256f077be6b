//! What is wrong with a recipe, where, and how to fix it.
//!
//! An error keeps the recipe from becoming a row, because Entra or Talkdesk
//! would refuse it or send what nobody meant. A warning does not.

use std::iter;

use entra_expression::{Fix, Severity, Span, too_long};

use crate::diagnostics::source::{self, attribute};
use crate::diagnostics::{DiagnosticSubject, MappingDiagnostic, RecipeField};
use crate::entra::MAX_EXPRESSION;
use crate::format::grouped;
use crate::mapping::Source;
use crate::recipe::{NameList, Recipe, RecipeTable, RecipeTableSource, RecipeTableStyle};

/// The most lines that a table of nested `IIF`s may have, so that Entra's
/// parser and ours need not go deeper than anything Microsoft shows.
pub const MAX_NESTED: usize = 90;

/// Names longer than this are more likely a slip of the clipboard. Talkdesk
/// documents no limit.
const LONG_NAME: usize = 100;

/// All diagnostics of a recipe for a target, in the order of its form.
pub fn diagnose(target: &str, recipe: &Recipe) -> Vec<MappingDiagnostic> {
    let mut form = FormRules {
        target,
        found: Vec::new(),
    };
    match recipe {
        Recipe::NotMapped | Recipe::SwitchDeleted | Recipe::NotDeleted | Recipe::AppRole => {}
        // Whoever writes a source gets what is said of any source.
        Recipe::Custom(own) => return source::of_source(target, own),
        Recipe::Attribute(name) => form.found.extend(source::direct(target, name)),
        Recipe::TitleCase(name) | Recipe::PlainLetters(name) => {
            form.attribute(name, RecipeField::Attribute)
        }
        Recipe::OrText { attribute, text } => {
            form.attribute(attribute, RecipeField::Attribute);
            if text.is_empty() {
                let message = "Enter the value to send when this one is missing.";
                form.error(RecipeField::Text, "no-text", message);
            } else {
                form.characters(text, iter::once(text.as_str()), RecipeField::Text);
            }
        }
        Recipe::FirstOf(names) | Recipe::Joined(names) => form.sources(names),
        Recipe::Names(names) => form.names(names, RecipeField::Names),
        Recipe::Table(table) => form.table(table),
    }
    if let Some(Source::Expression(text)) = recipe.source()
        && let Some(length) = too_long(&text)
    {
        form.error(
            RecipeField::Whole,
            "too-long",
            format!(
                "The expression has {} characters; Entra allows {}.",
                grouped(length as u64),
                grouped(MAX_EXPRESSION as u64)
            ),
        );
    }
    form.found
}

struct FormRules<'a> {
    target: &'a str,
    found: Vec<MappingDiagnostic>,
}

impl FormRules<'_> {
    fn add(
        &mut self,
        severity: Severity,
        field: RecipeField,
        code: &'static str,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.found.push(MappingDiagnostic {
            subject: DiagnosticSubject::Field(field),
            fixes: fix.into_iter().collect(),
            ..MappingDiagnostic::new(severity, self.target, code, "Check the entries", message)
        });
    }

    fn error(&mut self, field: RecipeField, code: &'static str, message: impl Into<String>) {
        self.add(Severity::Error, field, code, message, None);
    }

    fn warn(
        &mut self,
        field: RecipeField,
        code: &'static str,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.add(Severity::Warning, field, code, message, fix);
    }

    fn attribute(&mut self, name: &str, field: RecipeField) {
        self.found.extend(attribute(self.target, name, field));
    }

    fn sources(&mut self, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            let field = RecipeField::Source(index);
            self.attribute(name, field);
            if !name.is_empty() && names[..index].contains(name) {
                self.warn(
                    field,
                    "repeated-source",
                    "This attribute is listed twice.",
                    None,
                );
            }
        }
        if names.len() < 2 {
            self.error(
                RecipeField::Whole,
                "one-source",
                "Enter at least two attributes.",
            );
        }
    }

    /// Blanks and invisible characters of entries in a field whose text is `whole`.
    fn characters<'a>(
        &mut self,
        whole: &str,
        mut entries: impl Iterator<Item = &'a str> + Clone,
        field: RecipeField,
    ) {
        if entries.clone().any(|entry| entry.trim() != entry) {
            let names = NameList::parse(whole).0;
            let names = names.iter().map(|name| name.trim().to_owned()).collect();
            self.warn(
                field,
                "blanks",
                "There is a space at the start or end of an entry. Spaces count.",
                Some(replace("Remove the spaces", whole, NameList(names).text())),
            );
        }
        if entries.any(|entry| entry.chars().any(is_invisible)) {
            let visible = whole.chars().filter_map(|found| match found {
                _ if !is_invisible(found) => Some(found),
                '\t' | '\u{a0}' => Some(' '),
                _ => None,
            });
            self.warn(
                field,
                "invisible-character",
                "There is an invisible character here, such as a tab or a no-break space.",
                Some(replace(
                    "Replace with ordinary spaces",
                    whole,
                    visible.collect(),
                )),
            );
        }
    }

    fn names(&mut self, names: &NameList, field: RecipeField) {
        if names.0.iter().all(String::is_empty) {
            return self.error(field, "no-name", "Enter a name.");
        }
        let filled = names
            .0
            .iter()
            .map(String::as_str)
            .filter(|name| !name.trim().is_empty());
        if filled.clone().count() < names.0.len() {
            self.error(
                field,
                "empty-name",
                "A name is missing before or after a semicolon. A name can’t contain a semicolon.",
            );
        }
        let whole = names.text();
        self.characters(&whole, filled.clone(), field);
        let longest = filled.clone().map(|name| name.chars().count()).max();
        if let Some(length) = longest.filter(|length| *length > LONG_NAME) {
            self.warn(
                field,
                "long-name",
                format!("This name has {length} characters. Check that you pasted only the name."),
                None,
            );
        }
        let mut once: Vec<String> = Vec::new();
        for name in filled.clone() {
            if !once.iter().any(|own| own == name) {
                once.push(name.to_owned());
            }
        }
        if once.len() < filled.count() {
            self.warn(
                field,
                "repeated-name",
                "The same name is listed twice.",
                Some(replace("List it once", &whole, NameList(once).text())),
            );
        }
    }

    fn table(&mut self, table: &RecipeTable) {
        if let RecipeTableSource::Attribute(name) = &table.source {
            self.attribute(name, RecipeField::Attribute);
        }
        for (index, entry) in table.entries.iter().enumerate() {
            let field = RecipeField::Key(index);
            let before = &table.entries[..index];
            if entry.key.is_empty() {
                let message = "Enter a value to match. Users without a value get the default.";
                self.error(field, "no-key", message);
            } else if let Some(line) = before.iter().position(|other| other.key == entry.key) {
                let line = line + 1;
                let message = format!("Row {line} has the same value, so this one never applies.");
                self.warn(field, "repeated-key", message, None);
            }
            self.characters(&entry.key, iter::once(entry.key.as_str()), field);
            self.names(&entry.names, RecipeField::Entry(index));
        }
        let lines = table.entries.len();
        if lines == 0 {
            self.error(RecipeField::Whole, "empty-table", "Add at least one row.");
        }
        if table.writing == RecipeTableStyle::Iif && lines > MAX_NESTED {
            self.error(
                RecipeField::Whole,
                "deep-nesting",
                format!("{lines} rows are too many to nest. Choose Switch, or keep at most {MAX_NESTED} rows."),
            );
        }
        if let Some(names) = &table.default {
            self.names(names, RecipeField::Default);
        }
    }
}

fn replace(label: &str, whole: &str, text: String) -> Fix {
    Fix::replace(label, Span::new(0, whole.len()), text)
}

/// Whether a character is there without being seen. A plain blank is not meant.
fn is_invisible(found: char) -> bool {
    found.is_control()
        || matches!(found, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
