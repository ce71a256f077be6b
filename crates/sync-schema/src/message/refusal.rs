//! Why a row does not go into a file.

use super::file_error;
use crate::export::{RefusalReason, RefusedRow};
use crate::pasted_tree::PastedError;
use crate::source::SourceWriteError;
use provisioning::diagnostics::EMPTY_CONSTANT;

pub fn refusal(refusal: &RefusedRow) -> String {
    match &refusal.why {
        RefusalReason::Lint(found) | RefusalReason::Evaluated(found) => {
            format!("{}. {}", found.headline, found.message)
        }
        RefusalReason::CannotWrite(why) => cannot_write(why),
        RefusalReason::Pasted(why) => pasted(why),
    }
}

/// The words of the link to a row that has to be corrected.
pub fn correct(refusal: &RefusedRow) -> &'static str {
    match &refusal.why {
        RefusalReason::Lint(found) if found.field().is_some() => "Correct the source attribute",
        RefusalReason::Lint(found) if found.code == EMPTY_CONSTANT => "Enter the constant",
        _ => "Correct the expression",
    }
}

fn cannot_write(why: &SourceWriteError) -> String {
    match why {
        SourceWriteError::Unsound(diagnostic) => {
            format!("The expression has a fault: {diagnostic}")
        }
        SourceWriteError::UnknownKey {
            function,
            parameter,
        } => format!(
            "Nobody has published the name that Microsoft Graph uses for “{parameter}” of {function}."
        ),
        SourceWriteError::UnknownFunction(name) => {
            format!("Nothing is known about the function {name}.")
        }
        SourceWriteError::UnknownKeyword(word) => {
            format!("How Microsoft Graph writes {word} is not known.")
        }
        SourceWriteError::TooManyArguments(name) => {
            format!("{name} has more arguments than it takes.")
        }
        SourceWriteError::Comparison => {
            "A comparison stands where Microsoft Graph has no form for one.".to_owned()
        }
        SourceWriteError::TooDeep => "The expression is nested too deep.".to_owned(),
    }
}

fn pasted(why: &PastedError) -> String {
    match why {
        PastedError::Damaged(error) => {
            format!("What you pasted is no JSON. {}", file_error(error).what)
        }
        PastedError::NoTree => {
            "What you pasted has no tree in it. Paste the whole answer of parseExpression."
                .to_owned()
        }
        PastedError::Refused(text) if text.is_empty() => {
            "Microsoft’s parser refuses the expression.".to_owned()
        }
        PastedError::Refused(text) => format!("Microsoft’s parser refuses the expression: {text}"),
        PastedError::Another(text) => {
            format!("What you pasted is the tree of another expression: {text}")
        }
    }
}
