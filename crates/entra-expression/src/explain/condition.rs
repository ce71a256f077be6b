//! Conditions as clauses of a sentence.

use super::phrase::{arg, phrase};
use crate::{ComparisonOperator, Expr};

/// Something that holds or does not, as a clause.
pub(super) fn condition(expr: &Expr) -> String {
    clause(expr, true)
}

/// The clause of a condition, or of its opposite.
fn clause(expr: &Expr, holds: bool) -> String {
    let say = |yes: &str, no: &str| if holds { yes } else { no }.to_owned();
    match expr {
        Expr::Comparison {
            left,
            operator,
            right,
        } => comparison(
            left,
            if holds {
                *operator
            } else {
                opposite(*operator)
            },
            right,
        ),
        Expr::Call { name, args } => {
            let subject = arg(args, 0);
            let verb = match name.as_str() {
                "IsPresent" => say("has a value", "is missing or empty"),
                "IsNull" => say("is missing", "is not missing"),
                "IsNullOrEmpty" => say("is missing or empty", "has a value"),
                "IsString" => say("is one text", "is not one text"),
                "Not" => match args.first() {
                    Some(Some(inner)) if is_test(inner) => return clause(inner, !holds),
                    _ => say("is not True", "is True"),
                },
                "CBool" => match args.first() {
                    Some(Some(test @ Expr::Comparison { .. })) => return clause(test, holds),
                    _ => say("is not zero", "is zero"),
                },
                _ => return format!("{} {}", phrase(expr), say("is True", "is not True")),
            };
            format!("{subject} {verb}")
        }
        _ => format!("{} {}", phrase(expr), say("is True", "is not True")),
    }
}

/// Whether a part gives True or False itself.
fn is_test(expr: &Expr) -> bool {
    let Expr::Call { name, .. } = expr else {
        return false;
    };
    matches!(
        name.as_str(),
        "IsPresent" | "IsNull" | "IsNullOrEmpty" | "IsString" | "Not" | "CBool"
    )
}

fn comparison(left: &Expr, operator: ComparisonOperator, right: &Expr) -> String {
    let equal = match operator {
        ComparisonOperator::Equal => Some(true),
        ComparisonOperator::NotEqual => Some(false),
        _ => None,
    };
    if let (Some(equal), Expr::Text(text)) = (equal, right) {
        match text.as_str() {
            "True" if is_test(left) => return clause(left, equal),
            "False" if is_test(left) => return clause(left, !equal),
            // A missing value compares as the empty text.
            "" if equal => return format!("{} is missing or empty", phrase(left)),
            "" => return format!("{} has a value", phrase(left)),
            _ => {}
        }
    }
    format!("{} {} {}", phrase(left), verb(operator), phrase(right))
}

const fn opposite(operator: ComparisonOperator) -> ComparisonOperator {
    match operator {
        ComparisonOperator::Equal => ComparisonOperator::NotEqual,
        ComparisonOperator::NotEqual => ComparisonOperator::Equal,
        ComparisonOperator::Greater => ComparisonOperator::LessOrEqual,
        ComparisonOperator::GreaterOrEqual => ComparisonOperator::Less,
        ComparisonOperator::Less => ComparisonOperator::GreaterOrEqual,
        ComparisonOperator::LessOrEqual => ComparisonOperator::Greater,
    }
}

const fn verb(operator: ComparisonOperator) -> &'static str {
    match operator {
        ComparisonOperator::Equal => "is",
        ComparisonOperator::NotEqual => "is not",
        ComparisonOperator::Greater => "is more than",
        ComparisonOperator::GreaterOrEqual => "is at least",
        ComparisonOperator::Less => "is less than",
        ComparisonOperator::LessOrEqual => "is at most",
    }
}
