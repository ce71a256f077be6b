//! The values that an expression can come to, whatever the attributes hold that
//! decide between them.
//!
//! A condition on other attributes cannot be evaluated for every user there may
//! be. So each of its outcomes is taken in turn.

use entra_expression::{Expr, print};

use crate::entra::{ENABLED, SOFT_DELETED};

/// The most branches of one expression that are evaluated.
const MAX_BRANCHES: usize = 64;

/// An expression without conditions on other attributes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Branch {
    /// Whom it is taken for, as a message names the user.
    pub(super) user: String,
    pub(super) expr: Expr,
    conditions: Vec<String>,
}

/// Every branch, or nothing when there are too many.
pub(super) fn branches(expr: &Expr) -> Option<Vec<Branch>> {
    let mut found = of(expr)?;
    for branch in &mut found {
        branch.user = match branch.conditions.is_empty() {
            true => "every user".to_owned(),
            false => format!("a user for whom {}", branch.conditions.join(" and ")),
        };
    }
    Some(found)
}

fn single(expr: Expr) -> Branch {
    Branch {
        user: String::new(),
        expr,
        conditions: Vec::new(),
    }
}

/// Whether only attributes decide that say nothing about leaving.
fn depends_on_others(expr: &Expr) -> bool {
    let read = expr.attributes();
    let is_state = |name: &&str| [SOFT_DELETED, ENABLED].contains(name);
    !read.is_empty() && !read.iter().any(is_state)
}

/// What an argument that was left out gives.
fn nothing() -> Expr {
    let text = |text: &str| Some(Expr::text(text));
    Expr::call("Switch", [text("a"), None, text("b"), text("c")])
}

fn of(expr: &Expr) -> Option<Vec<Branch>> {
    let Expr::Call { name, args } = expr else {
        return Some(vec![single(expr.clone())]);
    };
    let arg = |index: usize| args.get(index).cloned().flatten();
    let decides = arg(0).filter(depends_on_others);
    let found = match (name.as_str(), decides) {
        ("IIF", Some(condition)) if args.len() == 3 => {
            let condition = print(&condition);
            let mut found = Vec::new();
            for (index, outcome) in [(1, "holds"), (2, "does not hold")] {
                let value = arg(index).unwrap_or_else(nothing);
                found.extend(with(of(&value)?, &format!("{condition} {outcome}")));
            }
            found
        }
        ("Switch", Some(source)) if args.len() >= 4 && args.len().is_multiple_of(2) => {
            let source = print(&source);
            let default = arg(1).unwrap_or_else(nothing);
            let mut found = with(of(&default)?, &format!("{source} matches no key"));
            for index in (2..args.len()).step_by(2) {
                let key = arg(index).map_or_else(String::new, |key| print(&key));
                let value = arg(index + 1).unwrap_or_else(nothing);
                found.extend(with(of(&value)?, &format!("{source} is {key}")));
                if found.len() > MAX_BRANCHES {
                    return None;
                }
            }
            found
        }
        _ => product(name, args)?,
    };
    (found.len() <= MAX_BRANCHES).then_some(found)
}

fn with(mut branches: Vec<Branch>, condition: &str) -> Vec<Branch> {
    for branch in &mut branches {
        branch.conditions.insert(0, condition.to_owned());
    }
    branches
}

/// A call with each combination of the branches of its arguments.
fn product(name: &str, args: &[Option<Expr>]) -> Option<Vec<Branch>> {
    let mut calls: Vec<(Vec<Option<Expr>>, Vec<String>)> = vec![(Vec::new(), Vec::new())];
    for arg in args {
        let choices: Vec<(Option<Expr>, Vec<String>)> = match arg {
            None => vec![(None, Vec::new())],
            Some(arg) => of(arg)?
                .into_iter()
                .map(|branch| (Some(branch.expr), branch.conditions))
                .collect(),
        };
        if calls.len() * choices.len() > MAX_BRANCHES {
            return None;
        }
        calls = calls
            .iter()
            .flat_map(|call| choices.iter().map(move |choice| (call, choice)))
            .map(|((args, before), (arg, conditions))| {
                let mut args = args.clone();
                args.push(arg.clone());
                let mut all = before.clone();
                all.extend(conditions.iter().cloned());
                (args, all)
            })
            .collect();
    }
    let call = |(args, conditions)| Branch {
        conditions,
        ..single(Expr::Call {
            name: name.to_owned(),
            args,
        })
    };
    Some(calls.into_iter().map(call).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_of_a_condition_on_other_attributes_is_a_branch() {
        let all = |text: &str| {
            let expr = entra_expression::parse(text).expr().unwrap();
            let found = branches(&expr)?;
            let printed = found.iter().map(|one| (one.user.clone(), print(&one.expr)));
            Some(printed.collect::<Vec<_>>())
        };
        let one = |user: &str, text: &str| (user.to_owned(), text.to_owned());
        assert_eq!(
            all(r#"IIF(Left([city], 1)="a", "True", Not([IsSoftDeleted]))"#).unwrap(),
            [
                one(r#"a user for whom Left([city], 1)="a" holds"#, r#""True""#),
                one(
                    r#"a user for whom Left([city], 1)="a" does not hold"#,
                    "Not([IsSoftDeleted])"
                ),
            ]
        );
        assert_eq!(
            all("Not([IsSoftDeleted])").unwrap(),
            [one("every user", "Not([IsSoftDeleted])")]
        );
        let switch = r#"ToLower(Switch([city], , "a", "True", "b", [IsSoftDeleted]))"#;
        assert_eq!(all(switch).unwrap().len(), 3);
        // A condition that reads IsSoftDeleted is evaluated, not taken apart.
        let state = r#"IIF([IsSoftDeleted]="True", "False", IIF([city]="a", "True", "False"))"#;
        assert_eq!(all(state).unwrap().len(), 2);
        let many: String = (0..70).map(|at| format!(r#", "k{at}", "True""#)).collect();
        assert_eq!(all(&format!("Switch([city], \"False\"{many})")), None);
    }
}
