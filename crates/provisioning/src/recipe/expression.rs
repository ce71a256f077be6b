//! Recipes as expression trees, both ways.

use entra_expression::Expr;

use crate::entra::{APP_ROLES, SOFT_DELETED};
use crate::recipe::{Recipe, RecipeKind, table};
use crate::talkdesk::NAME_SEPARATOR;

/// The function that gives the one app role of a user.
const SINGLE_APP_ROLE: &str = "SingleAppRoleAssignment";

/// The expression of a recipe; nothing when it is none.
pub fn write(recipe: &Recipe) -> Option<String> {
    let text = tree(recipe)?.to_string();
    // Microsoft prints the place of an optional argument that was left out at
    // the end; its examples, which people compare with, do not.
    Some(match text.strip_suffix(", )") {
        Some(begin) if matches!(recipe, Recipe::TitleCase(_)) => format!("{begin})"),
        _ => text,
    })
}

fn tree(recipe: &Recipe) -> Option<Expr> {
    Some(match recipe {
        Recipe::SwitchDeleted => switch_deleted(),
        Recipe::NotDeleted => Expr::call("Not", [Expr::attribute(SOFT_DELETED)]),
        Recipe::TitleCase(name) => Expr::call("PCase", [Expr::attribute(name)]),
        Recipe::PlainLetters(name) => Expr::call("NormalizeDiacritics", [Expr::attribute(name)]),
        Recipe::OrText { attribute, text } => {
            Expr::call("Coalesce", [Expr::attribute(attribute), Expr::text(text)])
        }
        Recipe::FirstOf(names) => Expr::call("Coalesce", names.iter().map(Expr::attribute)),
        Recipe::AppRole => app_role(),
        Recipe::Table(table) => table::write(table),
        Recipe::Joined(names) => Expr::join(
            NAME_SEPARATOR.to_string(),
            names.iter().map(Expr::attribute),
        ),
        Recipe::NotMapped | Recipe::Attribute(_) | Recipe::Names(_) | Recipe::Custom(_) => {
            return None;
        }
    })
}

/// The recipe of a tree, of one of the kinds that are offered.
pub fn read(expr: &Expr, offered: impl Fn(RecipeKind) -> bool) -> Option<Recipe> {
    let candidates = [
        (*expr == switch_deleted()).then_some(Recipe::SwitchDeleted),
        one_attribute(expr, "Not")
            .filter(|name| name == SOFT_DELETED)
            .map(|_| Recipe::NotDeleted),
        one_attribute(expr, "PCase").map(Recipe::TitleCase),
        one_attribute(expr, "NormalizeDiacritics").map(Recipe::PlainLetters),
        or_text(expr),
        expr.args_of("Coalesce")
            .and_then(attributes)
            .map(Recipe::FirstOf),
        (*expr == app_role()).then_some(Recipe::AppRole),
        table::read(expr).map(Recipe::Table),
        joined(expr),
    ];
    candidates
        .into_iter()
        .flatten()
        .find(|recipe| offered(recipe.kind()))
}

/// `Switch([IsSoftDeleted], , "False", "True", "True", "False")`.
fn switch_deleted() -> Expr {
    let turned = [("False", "True"), ("True", "False")];
    Expr::switch(
        Expr::attribute(SOFT_DELETED),
        None,
        turned.map(|(key, value)| (Expr::text(key), Expr::text(value))),
    )
}

/// `SingleAppRoleAssignment([appRoleAssignments])`.
pub fn app_role() -> Expr {
    Expr::call(SINGLE_APP_ROLE, [Expr::attribute(APP_ROLES)])
}

/// The attribute in `function([attribute])`.
fn one_attribute(expr: &Expr, function: &str) -> Option<String> {
    match expr.args_of(function)? {
        [Some(Expr::Attribute(name)), rest @ ..] if rest.iter().all(Option::is_none) => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// The names when every argument is an attribute and there is at least one.
fn attributes(args: &[Option<Expr>]) -> Option<Vec<String>> {
    if args.is_empty() {
        return None;
    }
    args.iter()
        .map(|arg| Some(arg.as_ref()?.as_attribute()?.to_owned()))
        .collect()
}

fn or_text(expr: &Expr) -> Option<Recipe> {
    match expr.args_of("Coalesce")? {
        [Some(Expr::Attribute(attribute)), Some(Expr::Text(text))] => Some(Recipe::OrText {
            attribute: attribute.clone(),
            text: text.clone(),
        }),
        _ => None,
    }
}

fn joined(expr: &Expr) -> Option<Recipe> {
    match expr.args_of("Join")? {
        [Some(Expr::Text(separator)), rest @ ..]
            if separator.len() == 1 && separator.starts_with(NAME_SEPARATOR) =>
        {
            attributes(rest).map(Recipe::Joined)
        }
        _ => None,
    }
}
