//! Why a row does not go into a file.

use crate::export::{RefusalReason, RefusedRow};

pub fn refusal(refusal: &RefusedRow) -> String {
    match &refusal.why {
        RefusalReason::Lint(lint) => lint.to_string(),
        RefusalReason::CannotWrite(why) => why.to_string(),
        RefusalReason::Pasted(why) => why.to_string(),
        RefusalReason::Evaluated(diagnostic) => {
            format!("{}. {}", diagnostic.headline(), diagnostic.detail())
        }
    }
}

/// The words of the link to a row that has to be corrected.
pub fn correct(refusal: &RefusedRow) -> &'static str {
    match &refusal.why {
        RefusalReason::Lint(lint) => lint.todo(),
        RefusalReason::CannotWrite(_) | RefusalReason::Pasted(_) | RefusalReason::Evaluated(_) => {
            "Correct the expression"
        }
    }
}
