//! Finds what is wrong with a recipe.

use entra_expression::too_long;

use crate::entra::{APP_ROLES, EXTENSION_PREFIX, MULTI_VALUED, NOT_OFFERED, SOURCE_ATTRIBUTES};
use crate::mapping::Source;
use crate::recipe::diagnostics::{MAX_NESTED, RecipeCode, RecipeDiagnostic, RecipeField};
use crate::recipe::{NameList, Recipe, RecipeTable, RecipeTableSource, RecipeTableStyle};

/// Names longer than this are more likely a slip of the clipboard. Talkdesk
/// documents no limit.
const LONG_NAME: usize = 100;

/// The longest attribute name that is taken.
const LONGEST_ATTRIBUTE: usize = 256;

/// All diagnostics of a recipe, in the order of its form.
pub fn diagnose(recipe: &Recipe) -> Vec<RecipeDiagnostic> {
    let mut found = Diagnostics(Vec::new());
    match recipe {
        Recipe::NotMapped
        | Recipe::SwitchDeleted
        | Recipe::NotDeleted
        | Recipe::AppRole
        | Recipe::Custom(_) => {}
        Recipe::Attribute(name) | Recipe::TitleCase(name) | Recipe::PlainLetters(name) => {
            found.attribute(name, RecipeField::Attribute);
        }
        Recipe::OrText { attribute, text } => {
            found.attribute(attribute, RecipeField::Attribute);
            if text.is_empty() {
                found.add(RecipeField::Text, RecipeCode::NoText);
            } else {
                found.text(text, RecipeField::Text);
            }
        }
        Recipe::FirstOf(names) | Recipe::Joined(names) => found.sources(names),
        Recipe::Names(names) => found.names(names, RecipeField::Names),
        Recipe::Table(table) => found.table(table),
    }
    // What somebody wrote is read by the parser, which says it itself.
    if !matches!(recipe, Recipe::Custom(_))
        && let Some(Source::Expression(text)) = recipe.source()
        && let Some(length) = too_long(&text)
    {
        found.add(RecipeField::Whole, RecipeCode::LongExpression(length));
    }
    found.0
}

struct Diagnostics(Vec<RecipeDiagnostic>);

impl Diagnostics {
    fn add(&mut self, field: RecipeField, code: RecipeCode) {
        self.0.push(RecipeDiagnostic { field, code });
    }

    fn attribute(&mut self, name: &str, field: RecipeField) {
        if let Some(code) = attribute_code(name) {
            self.add(field, code);
        }
    }

    fn sources(&mut self, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            let field = RecipeField::Source(index);
            self.attribute(name, field);
            if !name.is_empty() && names[..index].contains(name) {
                self.add(field, RecipeCode::RepeatedSource);
            }
        }
        if names.len() < 2 {
            self.add(RecipeField::Whole, RecipeCode::OneSource);
        }
    }

    fn text(&mut self, text: &str, field: RecipeField) {
        if text.trim() != text {
            self.add(field, RecipeCode::Blanks);
        }
        if text.chars().any(is_invisible) {
            self.add(field, RecipeCode::Invisible);
        }
    }

    fn names(&mut self, names: &NameList, field: RecipeField) {
        if names.0.iter().all(String::is_empty) {
            return self.add(field, RecipeCode::NoName);
        }
        let mut codes = Vec::new();
        for (index, name) in names.0.iter().enumerate() {
            if name.trim().is_empty() {
                codes.push(RecipeCode::EmptyName);
                continue;
            }
            if name.trim() != name {
                codes.push(RecipeCode::Blanks);
            }
            if name.chars().any(is_invisible) {
                codes.push(RecipeCode::Invisible);
            }
            let length = name.chars().count();
            if length > LONG_NAME {
                codes.push(RecipeCode::LongName(length));
            }
            if names.0[..index].contains(name) {
                codes.push(RecipeCode::RepeatedName);
            }
        }
        // One sentence for each kind of code is enough for one field.
        for (index, code) in codes.iter().enumerate() {
            if !codes[..index].contains(code) {
                self.add(field, code.clone());
            }
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
                self.add(field, RecipeCode::NoKey);
            } else if let Some(line) = before.iter().position(|other| other.key == entry.key) {
                self.add(field, RecipeCode::RepeatedKey(line + 1));
            }
            self.text(&entry.key, field);
            self.names(&entry.names, RecipeField::Entry(index));
        }
        if table.entries.is_empty() {
            self.add(RecipeField::Whole, RecipeCode::EmptyTable);
        }
        if table.writing == RecipeTableStyle::Iif && table.entries.len() > MAX_NESTED {
            self.add(
                RecipeField::Whole,
                RecipeCode::DeepNesting(table.entries.len()),
            );
        }
        if let Some(names) = &table.default {
            self.names(names, RecipeField::Default);
        }
    }
}

/// Whether a character is there without being seen. A plain blank is not meant.
pub fn is_invisible(found: char) -> bool {
    found.is_control()
        || matches!(found, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The first thing wrong with the name of a source attribute.
fn attribute_code(name: &str) -> Option<RecipeCode> {
    let trimmed = name.trim();
    if trimmed.is_empty() {
        return Some(RecipeCode::NoAttribute);
    }
    if trimmed.starts_with('[') && trimmed.ends_with(']') {
        return Some(RecipeCode::Brackets);
    }
    let is_part = |found: char| found.is_ascii_alphanumeric() || "_.-".contains(found);
    if let Some(found) = trimmed.chars().find(|found| !is_part(*found)) {
        return Some(RecipeCode::Character(found));
    }
    if trimmed != name {
        return Some(RecipeCode::AttributeBlanks);
    }
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Some(RecipeCode::NoLetter);
    }
    if name.len() > LONGEST_ATTRIBUTE {
        return Some(RecipeCode::LongAttribute);
    }
    if name.eq_ignore_ascii_case(APP_ROLES) {
        return Some(RecipeCode::AppRoles);
    }
    let known = SOURCE_ATTRIBUTES.iter().copied();
    if let Some(right) = known
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name) && *known != name)
    {
        return Some(RecipeCode::Case(right));
    }
    let among = |list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(name));
    if among(&NOT_OFFERED) {
        return Some(RecipeCode::NotOffered);
    }
    if among(&MULTI_VALUED) {
        return Some(RecipeCode::MultiValued);
    }
    let begins = name.get(..EXTENSION_PREFIX.len());
    let is_extension = begins.is_some_and(|begin| begin.eq_ignore_ascii_case(EXTENSION_PREFIX));
    (is_extension && !is_extension_name(name)).then_some(RecipeCode::ExtensionForm)
}

/// Whether a name is `extension_<32 hexadecimal digits>_<name>`.
pub fn is_extension_name(name: &str) -> bool {
    name.strip_prefix(EXTENSION_PREFIX)
        .and_then(|rest| rest.split_once('_'))
        .is_some_and(|(id, own)| {
            id.len() == 32 && id.chars().all(|digit| digit.is_ascii_hexdigit()) && !own.is_empty()
        })
}
