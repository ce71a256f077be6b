//! What is wrong with a recipe, where, and how to fix it.
//!
//! An error keeps the recipe from becoming a row, because Entra or Talkdesk
//! would refuse it or send what nobody meant. A warning does not.

mod check;

use crate::entra::MAX_EXPRESSION;
use crate::recipe::NameList;
use check::{is_extension_name, is_invisible};

pub use check::diagnose;
pub use entra_expression::Severity;

/// The most lines that a table of nested `IIF`s may have, so that Entra's
/// parser and ours need not go deeper than anything Microsoft shows.
pub const MAX_NESTED: usize = 90;

/// A part of a recipe's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeField {
    Attribute,
    /// The text that stands in for a missing value.
    Text,
    /// The names of a constant.
    Names,
    /// The names for everybody who is not in the table.
    Default,
    /// One of several attributes.
    Source(usize),
    /// The key of a line of the table.
    Key(usize),
    /// The names of a line of the table.
    Entry(usize),
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecipeCode {
    /// An attribute name is empty.
    NoAttribute,
    /// An attribute name stands in the brackets that only expressions want.
    Brackets,
    /// Blanks at the ends of an attribute name.
    AttributeBlanks,
    /// An attribute name has this character, which none can have.
    Character(char),
    /// An attribute name begins with something other than a letter.
    NoLetter,
    /// An attribute name is longer than any.
    LongAttribute,
    /// Entra spells this attribute otherwise.
    Case(&'static str),
    /// Entra has an attribute of this name but does not offer it.
    NotOffered,
    /// A directory extension is not named `extension_<32 digits>_<name>`.
    ExtensionForm,
    /// An attribute with several values goes where one is wanted.
    MultiValued,
    /// App roles are read as if they were text.
    AppRoles,
    /// Only one attribute where several are meant.
    OneSource,
    /// An attribute stands here a second time.
    RepeatedSource,
    NoName,
    /// Nothing between two semicolons or behind the last one.
    EmptyName,
    /// Blanks at the ends of a name, a key or a text.
    Blanks,
    /// A character that cannot be seen, such as a tab or a no-break space.
    Invisible,
    /// A name stands here a second time.
    RepeatedName,
    /// A name of that many characters.
    LongName(usize),
    /// A line without a key.
    NoKey,
    /// A key that an earlier line (counted from one) has as well.
    RepeatedKey(usize),
    /// A table without lines.
    EmptyTable,
    /// Nothing to stand in for a missing value.
    NoText,
    /// An expression of that many characters.
    LongExpression(usize),
    /// A nested table of that many lines.
    DeepNesting(usize),
}

/// A code and the field that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeDiagnostic {
    pub field: RecipeField,
    pub code: RecipeCode,
}

/// A fix: another text for its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeFix {
    /// The words of the button.
    pub label: String,
    /// The text that replaces the old one.
    pub text: String,
}

impl RecipeCode {
    /// Whether it keeps the recipe from becoming a row.
    pub fn severity(&self) -> Severity {
        match self {
            RecipeCode::ExtensionForm
            | RecipeCode::MultiValued
            | RecipeCode::RepeatedSource
            | RecipeCode::Blanks
            | RecipeCode::Invisible
            | RecipeCode::RepeatedName
            | RecipeCode::RepeatedKey(_)
            | RecipeCode::LongName(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether something is only not there yet, which is no error while a
    /// form is being filled in.
    pub fn is_unfinished(&self) -> bool {
        matches!(
            self,
            RecipeCode::NoAttribute
                | RecipeCode::NoName
                | RecipeCode::NoKey
                | RecipeCode::NoText
                | RecipeCode::EmptyTable
                | RecipeCode::OneSource
        )
    }

    /// What happened and what to do.
    pub fn message(&self) -> String {
        let text = match self {
            RecipeCode::NoAttribute => "Enter the name of an attribute.",
            RecipeCode::Brackets => "Enter the name alone; brackets belong in expressions.",
            RecipeCode::Character(found) => {
                return format!(
                    "“{found}” cannot be part of an attribute name. Letters, digits, “_”, “.” and “-” can."
                );
            }
            RecipeCode::AttributeBlanks => {
                "There are blanks at the beginning or the end of the name."
            }
            RecipeCode::NoLetter => "An attribute name begins with a letter.",
            RecipeCode::LongAttribute => "No attribute has a name this long.",
            RecipeCode::Case(right) => {
                return format!(
                    "Entra calls it “{right}”. In another spelling the portal answers SchemaInvalid."
                );
            }
            RecipeCode::NotOffered => {
                "Entra does not offer this attribute for provisioning, so the portal will not list it."
            }
            RecipeCode::ExtensionForm => {
                "A directory extension is called extension_, then the application id without dashes (32 digits), then _ and its name."
            }
            RecipeCode::MultiValued => {
                "This attribute holds several values at once, and Talkdesk takes one text here."
            }
            RecipeCode::AppRoles => {
                "App roles are no plain text. Choose one of the recipes for app roles."
            }
            RecipeCode::OneSource => "Enter at least two attributes.",
            RecipeCode::RepeatedSource => "This attribute is listed twice.",
            RecipeCode::NoName => "Enter a name.",
            RecipeCode::EmptyName => {
                "A semicolon separates two names, and there is nothing on one side of it. A name that has a semicolon in itself cannot be sent."
            }
            RecipeCode::Blanks => {
                "An entry begins or ends with blanks. They count, and nobody sees them."
            }
            RecipeCode::Invisible => {
                "There is a character here that nobody sees, such as a tab or a no-break space."
            }
            RecipeCode::RepeatedName => "The same name is listed twice.",
            RecipeCode::LongName(length) => {
                return format!(
                    "A name of {length} characters is unusual. Talkdesk documents no limit; check that nothing else was pasted."
                );
            }
            RecipeCode::NoKey => {
                "Enter the value to look for. For users without a value, use the default."
            }
            RecipeCode::RepeatedKey(line) => {
                return format!(
                    "Line {line} looks for the same value, and this one never applies."
                );
            }
            RecipeCode::EmptyTable => "Add at least one line.",
            RecipeCode::NoText => "Enter the text to send when the value is missing.",
            RecipeCode::LongExpression(length) => {
                return format!(
                    "The expression is {length} characters long; the portal takes at most {MAX_EXPRESSION}."
                );
            }
            RecipeCode::DeepNesting(lines) => {
                return format!(
                    "{lines} lines are too many to nest. Write the table as Switch, or keep at most {MAX_NESTED} lines."
                );
            }
        };
        text.to_owned()
    }

    /// How to fix it, given the text of its field.
    pub fn fix(&self, text: &str) -> Option<RecipeFix> {
        let (label, text) = match self {
            RecipeCode::Brackets => {
                let inner = text.trim().trim_matches(['[', ']']).to_owned();
                (format!("Use {inner}"), inner)
            }
            RecipeCode::AttributeBlanks => ("Remove the blanks".to_owned(), text.trim().to_owned()),
            RecipeCode::Case(right) => (format!("Use {right}"), (*right).to_owned()),
            RecipeCode::ExtensionForm => {
                let without_dashes = text.replace('-', "");
                if !is_extension_name(&without_dashes) {
                    return None;
                }
                (
                    "Remove the dashes of the application id".to_owned(),
                    without_dashes,
                )
            }
            RecipeCode::Blanks => {
                let names = NameList::parse(text);
                let trimmed = names.0.iter().map(|name| name.trim().to_owned());
                (
                    "Remove the blanks".to_owned(),
                    NameList(trimmed.collect()).text(),
                )
            }
            RecipeCode::Invisible => {
                let visible = text.chars().filter_map(|found| match found {
                    _ if !is_invisible(found) => Some(found),
                    '\t' | '\u{a0}' => Some(' '),
                    _ => None,
                });
                (
                    "Write ordinary blanks instead".to_owned(),
                    visible.collect(),
                )
            }
            RecipeCode::RepeatedName => {
                let mut names: Vec<String> = Vec::new();
                for name in NameList::parse(text).0 {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                ("List it once".to_owned(), NameList(names).text())
            }
            _ => return None,
        };
        Some(RecipeFix { label, text })
    }
}

/// Whether a recipe may become a row.
pub fn is_sound(diagnostics: &[RecipeDiagnostic]) -> bool {
    diagnostics
        .iter()
        .all(|diagnostic| diagnostic.code.severity() != Severity::Error)
}

#[cfg(test)]
mod tests;
