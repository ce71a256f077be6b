//! Recipes: what a mapping means, where the row only says how it is written.
//!
//! A recipe writes the source of a row, and a row that a recipe could have
//! written opens in that recipe again; the expression is read by the real
//! parser, so blanks and line breaks do not matter. Whatever no recipe writes
//! is [`Recipe::Custom`] and stays exactly as it is.
//!
//! Reading never validates: a table with two equal keys is still a table. What is
//! wrong with a recipe is for [`crate::recipe::rules`] to say.

pub mod catalog;
mod expression;
pub mod form;
pub mod guidance;
pub mod rules;
mod table;

use crate::mapping::{Row, Source};
use crate::talkdesk::NAME_SEPARATOR;
use crate::talkdesk::{TargetAttribute, USER_NAME};

pub use table::{RecipeTable, RecipeTableEntry, RecipeTableSource, RecipeTableStyle};

/// Names of roles or teams that exist in Talkdesk, in one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameList(pub Vec<String>);

impl NameList {
    /// Takes a value apart at each semicolon: `Sales;Support` is two names.
    pub fn parse(text: &str) -> Self {
        NameList(text.split(NAME_SEPARATOR).map(str::to_owned).collect())
    }

    /// The value that holds them all.
    pub fn text(&self) -> String {
        let mut buffer = [0; 4];
        self.0.join(NAME_SEPARATOR.encode_utf8(&mut buffer))
    }
}

/// What flows into a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipe {
    /// No row: Entra sends nothing.
    NotMapped,
    /// The value of one attribute, as it is.
    Attribute(String),
    /// The same names for everybody.
    Names(NameList),
    /// `Switch([IsSoftDeleted], , "False", "True", "True", "False")`.
    SwitchDeleted,
    NotDeleted,
    TitleCase(String),
    PlainLetters(String),
    /// `Coalesce([attribute], "text")`.
    OrText {
        attribute: String,
        /// What is sent otherwise.
        text: String,
    },
    /// `Coalesce([first], [second], …)`.
    FirstOf(Vec<String>),
    /// `SingleAppRoleAssignment([appRoleAssignments])`.
    AppRole,
    /// Names by app role or by the value of an attribute.
    Table(RecipeTable),
    /// `Join(";", [first], [second], …)`.
    Joined(Vec<String>),
    /// Anything else, as it stands.
    Custom(Source),
}

/// The kinds of recipe. Each target offers some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeKind {
    NotMapped,
    Attribute,
    Names,
    SwitchDeleted,
    NotDeleted,
    TitleCase,
    PlainLetters,
    OrText,
    FirstOf,
    AppRole,
    /// [`Recipe::Table`] over the app role.
    AppRoleTable,
    /// [`Recipe::Table`] over an attribute.
    AttributeTable,
    Joined,
    Custom,
}

impl Recipe {
    pub fn kind(&self) -> RecipeKind {
        match self {
            Recipe::NotMapped => RecipeKind::NotMapped,
            Recipe::Attribute(_) => RecipeKind::Attribute,
            Recipe::Names(_) => RecipeKind::Names,
            Recipe::SwitchDeleted => RecipeKind::SwitchDeleted,
            Recipe::NotDeleted => RecipeKind::NotDeleted,
            Recipe::TitleCase(_) => RecipeKind::TitleCase,
            Recipe::PlainLetters(_) => RecipeKind::PlainLetters,
            Recipe::OrText { .. } => RecipeKind::OrText,
            Recipe::FirstOf(_) => RecipeKind::FirstOf,
            Recipe::AppRole => RecipeKind::AppRole,
            Recipe::Table(table) => match table.source {
                RecipeTableSource::AppRole => RecipeKind::AppRoleTable,
                RecipeTableSource::Attribute(_) => RecipeKind::AttributeTable,
            },
            Recipe::Joined(_) => RecipeKind::Joined,
            Recipe::Custom(_) => RecipeKind::Custom,
        }
    }

    /// What the portal is told; nothing when there is to be no row.
    pub fn source(&self) -> Option<Source> {
        match self {
            Recipe::NotMapped => None,
            Recipe::Attribute(name) => Some(Source::Direct(name.clone())),
            Recipe::Names(names) => Some(Source::Constant(names.text())),
            Recipe::Custom(source) => Some(source.clone()),
            other => expression::write(other).map(Source::Expression),
        }
    }
}

/// The row that a recipe writes. What a recipe has no opinion on, such as the
/// default value, is kept from the row that was there before.
pub fn to_row(target: &TargetAttribute, recipe: &Recipe, before: Option<&Row>) -> Option<Row> {
    let source = recipe.source()?;
    let row = match before {
        Some(row) => row.clone(),
        None => new_row(target),
    };
    Some(Row { source, ..row })
}

/// A row as it has to be when nobody wants it otherwise: users are found by
/// `userName` and by nothing else.
fn new_row(target: &TargetAttribute) -> Row {
    Row {
        matching_precedence: (target.name == USER_NAME).then_some(1),
        ..Row::new(target.name, Source::None)
    }
}

/// The recipe that wrote a row, or could have.
pub fn recognise(target: &TargetAttribute, row: Option<&Row>) -> Recipe {
    let Some(row) = row else {
        return Recipe::NotMapped;
    };
    let offered = |kind| catalog::of(target).iter().any(|choice| choice.kind == kind);
    let found = match &row.source {
        Source::Direct(name) if offered(RecipeKind::Attribute) => {
            Some(Recipe::Attribute(name.clone()))
        }
        Source::Constant(text) if offered(RecipeKind::Names) => {
            Some(Recipe::Names(NameList::parse(text)))
        }
        Source::Expression(text) => entra_expression::parse_limited(text)
            .expr()
            .and_then(|expr| expression::read(&expr, offered))
            .filter(|recipe| could_write(target.name, recipe)),
        _ => None,
    };
    found.unwrap_or_else(|| Recipe::Custom(row.source.clone()))
}

/// Whether a form could have written an expression. What is sound for Entra can
/// be more than a form takes, such as a table with an empty key, which stands
/// for users without a value.
fn could_write(target: &str, recipe: &Recipe) -> bool {
    let mut found = rules::diagnose(target, recipe).into_iter();
    !found.any(|one| one.is_unfinished())
}

#[cfg(test)]
mod tests;
