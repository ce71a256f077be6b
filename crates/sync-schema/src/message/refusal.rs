//! Why a row does not go into a file.

use crate::export::{RefusalReason, RefusedRow};
use provisioning::diagnostics::EMPTY_CONSTANT;

pub fn refusal(refusal: &RefusedRow) -> String {
    match &refusal.why {
        RefusalReason::Lint(found) | RefusalReason::Evaluated(found) => {
            format!("{}. {}", found.headline, found.message)
        }
        RefusalReason::CannotWrite(why) => why.to_string(),
        RefusalReason::Pasted(why) => why.to_string(),
    }
}

/// The label of the link to a row that has to be fixed.
pub fn correct(refusal: &RefusedRow) -> &'static str {
    match &refusal.why {
        RefusalReason::Lint(found) if found.field().is_some() => "Fix the source attribute",
        RefusalReason::Lint(found) if found.code == EMPTY_CONSTANT => "Enter the constant",
        _ => "Fix the expression",
    }
}
