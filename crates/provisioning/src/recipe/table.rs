//! Tables: Talkdesk names by app role or by the value of an attribute.
//!
//! A table can be written as one `Switch` or as nested `IIF`s. Microsoft's
//! reference warns that a `Switch` whose source did not change can give
//! nothing in an incremental cycle, and suggests `IIF`.

use entra_expression::{ComparisonOperator, Expr, Keyword};

use crate::recipe::NameList;
use crate::recipe::expression::app_role;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecipeTableSource {
    /// The one app role of the user.
    AppRole,
    Attribute(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecipeTableStyle {
    #[default]
    Switch,
    /// One `IIF` within the other.
    Iif,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeTableEntry {
    /// The app role or the value, in exact case.
    pub key: String,
    pub names: NameList,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeTable {
    pub source: RecipeTableSource,
    pub writing: RecipeTableStyle,
    /// For everybody whose key is not in the table; without it nothing is sent.
    pub default: Option<NameList>,
    pub entries: Vec<RecipeTableEntry>,
}

/// Writes a table. An empty one has no nested form and comes out as a `Switch`.
pub fn write(table: &RecipeTable) -> Expr {
    let default = table.default.as_ref().map(|names| Expr::text(names.text()));
    let pairs = table
        .entries
        .iter()
        .map(|entry| (Expr::text(&entry.key), Expr::text(entry.names.text())));
    if table.writing == RecipeTableStyle::Switch || table.entries.is_empty() {
        return Expr::switch(write_source(&table.source), default, pairs);
    }
    let otherwise = default.unwrap_or(Expr::Keyword(Keyword::IgnoreAttributeFlow));
    pairs.rev().fold(otherwise, |otherwise, (key, value)| {
        let condition =
            Expr::comparison(write_source(&table.source), ComparisonOperator::Equal, key);
        Expr::iif(condition, value, otherwise)
    })
}

/// Reads a table in either form.
pub fn read(expr: &Expr) -> Option<RecipeTable> {
    read_switch(expr).or_else(|| read_iif(expr))
}

fn write_source(source: &RecipeTableSource) -> Expr {
    match source {
        RecipeTableSource::AppRole => app_role(),
        RecipeTableSource::Attribute(name) => Expr::attribute(name),
    }
}

fn read_source(expr: &Expr) -> Option<RecipeTableSource> {
    match expr {
        Expr::Attribute(name) => Some(RecipeTableSource::Attribute(name.clone())),
        other if *other == app_role() => Some(RecipeTableSource::AppRole),
        _ => None,
    }
}

fn read_entry(key: &Expr, value: &Expr) -> Option<RecipeTableEntry> {
    match (key, value) {
        (Expr::Text(key), Expr::Text(value)) => Some(RecipeTableEntry {
            key: key.clone(),
            names: NameList::parse(value),
        }),
        _ => None,
    }
}

/// The names of a default. An empty text is none: it would be sent as it is.
fn read_default(expr: &Expr) -> Option<NameList> {
    match expr {
        Expr::Text(text) if !text.is_empty() => Some(NameList::parse(text)),
        _ => None,
    }
}

fn read_switch(expr: &Expr) -> Option<RecipeTable> {
    let [Some(source), default, pairs @ ..] = expr.args_of("Switch")? else {
        return None;
    };
    let (pairs, rest) = pairs.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    Some(RecipeTable {
        source: read_source(source)?,
        writing: RecipeTableStyle::Switch,
        default: match default {
            None => None,
            Some(default) => Some(read_default(default)?),
        },
        entries: pairs
            .iter()
            .map(|[key, value]| read_entry(key.as_ref()?, value.as_ref()?))
            .collect::<Option<_>>()?,
    })
}

fn read_iif(expr: &Expr) -> Option<RecipeTable> {
    let mut source = None;
    let mut entries = Vec::new();
    let mut rest = expr;
    while let Some([Some(condition), Some(value), Some(otherwise)]) = rest.args_of("IIF") {
        let Expr::Comparison {
            left,
            operator: ComparisonOperator::Equal,
            right,
        } = condition
        else {
            return None;
        };
        // Every level has to ask about the same thing.
        if source.get_or_insert(left) != &left {
            return None;
        }
        entries.push(read_entry(right, value)?);
        rest = otherwise;
    }
    Some(RecipeTable {
        source: read_source(source?)?,
        writing: RecipeTableStyle::Iif,
        default: match rest {
            Expr::Keyword(Keyword::IgnoreAttributeFlow) => None,
            other => Some(read_default(other)?),
        },
        entries,
    })
}
