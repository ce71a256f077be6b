//! Inputs that another page takes.

use entra_expression::other_dialects::{self, Dialect};
use entra_expression::{Severity, parse, print_readable};

use crate::explanation::Explanation;
use crate::input_cause::InputCause;
use crate::input_kind::{InputKind, Recognition};

pub(super) fn explain(text: &str, recognition: &Recognition) -> Explanation {
    match recognition.kind {
        InputKind::SynchronizationSchema => {
            Explanation::of_input(recognition, InputCause::SchemaToImport)
        }
        InputKind::UsersFile => Explanation::of_input(recognition, InputCause::UsersToPreflight),
        InputKind::SetupFile => Explanation::of_input(recognition, InputCause::SetupToImport),
        InputKind::GroupRule => of_condition(text, recognition),
        _ => of_expression(text, recognition),
    }
}

fn of_condition(text: &str, recognition: &Recognition) -> Explanation {
    let Some(found) = other_dialects::recognize(text) else {
        return Explanation::of_input(recognition, InputCause::GroupRule)
            .with_hidden("What is wrong in it: it can’t be read as such a rule.");
    };
    let cause = match found.language {
        Dialect::DynamicGroup => InputCause::GroupRule,
        Dialect::Filter | Dialect::Okta => InputCause::OtherCondition,
    };
    let explanation =
        Explanation::of_input(recognition, cause).read("Language", found.language.name());
    match found.expression {
        Ok(expression) => explanation.read("As an expression", print_readable(&expression)),
        Err(reason) => explanation.read("No counterpart", reason),
    }
}

fn of_expression(text: &str, recognition: &Recognition) -> Explanation {
    let parsed = parse(text);
    let error = parsed
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| diagnostic.message.clone());
    Explanation::of_input(recognition, InputCause::ExpressionToEdit).read_some("Issue", error)
}
