//! What is wrong with a recipe, where, and how to mend it.
//!
//! An error keeps the recipe from becoming a row, because Entra or Talkdesk
//! would refuse it or send what nobody meant. A warning does not.

mod check;

use crate::entra::MAX_EXPRESSION;
use crate::recipe::Names;
use check::{is_extension_name, is_invisible};

pub use check::problems;
pub use entra_expression::Severity;

/// The most lines that a table of nested `IIF`s may have, so that Entra's
/// parser and ours need not go deeper than anything Microsoft shows.
pub const MAX_NESTED: usize = 90;

/// A part of a recipe's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The one attribute.
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
    /// No single part.
    Whole,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
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
    /// No name at all.
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

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// A way to mend a problem: another text for its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The words of the button.
    pub label: String,
    /// The text that takes the place of the old one.
    pub text: String,
}

impl Fault {
    /// Whether it keeps the recipe from becoming a row.
    pub fn severity(&self) -> Severity {
        match self {
            Fault::ExtensionForm
            | Fault::MultiValued
            | Fault::RepeatedSource
            | Fault::Blanks
            | Fault::Invisible
            | Fault::RepeatedName
            | Fault::RepeatedKey(_)
            | Fault::LongName(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether something is only not there yet, which is no mistake while a
    /// form is being filled in.
    pub fn is_unfinished(&self) -> bool {
        matches!(
            self,
            Fault::NoAttribute
                | Fault::NoName
                | Fault::NoKey
                | Fault::NoText
                | Fault::EmptyTable
                | Fault::OneSource
        )
    }

    /// What happened and what to do.
    pub fn message(&self) -> String {
        let text = match self {
            Fault::NoAttribute => "Enter the name of an attribute.",
            Fault::Brackets => "Enter the name alone; brackets belong in expressions.",
            Fault::Character(found) => {
                return format!(
                    "“{found}” cannot be part of an attribute name. Letters, digits, “_”, “.” and “-” can."
                );
            }
            Fault::AttributeBlanks => "There are blanks at the beginning or the end of the name.",
            Fault::NoLetter => "An attribute name begins with a letter.",
            Fault::LongAttribute => "No attribute has a name this long.",
            Fault::Case(right) => {
                return format!(
                    "Entra calls it “{right}”. In another spelling the portal answers SchemaInvalid."
                );
            }
            Fault::NotOffered => {
                "Entra does not offer this attribute for provisioning, so the portal will not list it."
            }
            Fault::ExtensionForm => {
                "A directory extension is called extension_, then the application id without dashes (32 digits), then _ and its name."
            }
            Fault::MultiValued => {
                "This attribute holds several values at once, and Talkdesk takes one text here."
            }
            Fault::AppRoles => {
                "App roles are no plain text. Choose one of the recipes for app roles."
            }
            Fault::OneSource => "Enter at least two attributes.",
            Fault::RepeatedSource => "This attribute is listed twice.",
            Fault::NoName => "Enter a name.",
            Fault::EmptyName => {
                "A semicolon separates two names, and there is nothing on one side of it. A name that has a semicolon in itself cannot be sent."
            }
            Fault::Blanks => {
                "An entry begins or ends with blanks. They count, and nobody sees them."
            }
            Fault::Invisible => {
                "There is a character here that nobody sees, such as a tab or a no-break space."
            }
            Fault::RepeatedName => "The same name is listed twice.",
            Fault::LongName(length) => {
                return format!(
                    "A name of {length} characters is unusual. Talkdesk documents no limit; check that nothing else was pasted."
                );
            }
            Fault::NoKey => {
                "Enter the value to look for. For users without a value, use the default."
            }
            Fault::RepeatedKey(line) => {
                return format!(
                    "Line {line} looks for the same value, and this one never applies."
                );
            }
            Fault::EmptyTable => "Add at least one line.",
            Fault::NoText => "Enter the text to send when the value is missing.",
            Fault::LongExpression(length) => {
                return format!(
                    "The expression is {length} characters long; the portal takes at most {MAX_EXPRESSION}."
                );
            }
            Fault::DeepNesting(lines) => {
                return format!(
                    "{lines} lines are too many to nest. Write the table as Switch, or keep at most {MAX_NESTED} lines."
                );
            }
        };
        text.to_owned()
    }

    /// How to mend it, given the text that stands at its place.
    pub fn fix(&self, text: &str) -> Option<Fix> {
        let (label, text) = match self {
            Fault::Brackets => {
                let inner = text.trim().trim_matches(['[', ']']).to_owned();
                (format!("Use {inner}"), inner)
            }
            Fault::AttributeBlanks => ("Remove the blanks".to_owned(), text.trim().to_owned()),
            Fault::Case(right) => (format!("Use {right}"), (*right).to_owned()),
            Fault::ExtensionForm => {
                let without_dashes = text.replace('-', "");
                if !is_extension_name(&without_dashes) {
                    return None;
                }
                (
                    "Remove the dashes of the application id".to_owned(),
                    without_dashes,
                )
            }
            Fault::Blanks => {
                let names = Names::parse(text);
                let trimmed = names.0.iter().map(|name| name.trim().to_owned());
                (
                    "Remove the blanks".to_owned(),
                    Names(trimmed.collect()).text(),
                )
            }
            Fault::Invisible => {
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
            Fault::RepeatedName => {
                let mut names: Vec<String> = Vec::new();
                for name in Names::parse(text).0 {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                ("List it once".to_owned(), Names(names).text())
            }
            _ => return None,
        };
        Some(Fix { label, text })
    }
}

/// Whether a recipe may become a row.
pub fn is_sound(problems: &[Problem]) -> bool {
    problems
        .iter()
        .all(|problem| problem.fault.severity() != Severity::Error)
}

#[cfg(test)]
mod tests;
