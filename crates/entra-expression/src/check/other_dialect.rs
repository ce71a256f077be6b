//! A rule of a dynamic group, an OData filter or an Okta expression in the place of an expression.

use crate::other_dialects::{Dialect, DialectTranslation, recognize};
use crate::{Diagnostic, Expr, Fix, Parse, Severity, Span, functions, print};

/// What is said when the whole text is another language.
pub(crate) fn found(parse: &Parse) -> Option<Diagnostic> {
    let foreign_call = parse
        .root
        .as_ref()
        .and_then(|root| root.as_call())
        .is_some_and(|call| functions::find_any_case(&call.name).is_none());
    if parse.is_sound() && !foreign_call {
        return None;
    }
    let other = recognize(&parse.text)?;
    let whole = trimmed(&parse.text);
    let fixes = other
        .expression
        .as_ref()
        .ok()
        .map(|expr| Fix::replace(label(expr), whole, print(expr)));
    Some(Diagnostic {
        code: code(other.language),
        severity: Severity::Error,
        span: whole,
        message: message(&other),
        why: "A mapping sets the value of a target attribute. Assignments and scoping filters decide \
            who is provisioned, and each of these languages belongs to another service.",
        source: other.language.source(),
        fixes: fixes.into_iter().collect(),
    })
}

const fn code(language: Dialect) -> &'static str {
    match language {
        Dialect::DynamicGroup => "dynamic-group-rule",
        Dialect::Filter => "odata-filter",
        Dialect::Okta => "okta-expression",
    }
}

fn label(expr: &Expr) -> String {
    match expr {
        Expr::Call { name, .. } => format!("Use {name}"),
        _ => "Use it as a mapping".to_owned(),
    }
}

fn message(other: &DialectTranslation) -> String {
    let mut text = format!(
        "This is {}, not a mapping expression.",
        other.language.name()
    );
    match &other.expression {
        Ok(_) if other.scoping.is_some() => {
            text.push_str(
                " As an expression it returns True or False. Replace these with your own values.",
            );
        }
        Ok(_) => {}
        Err(why) => {
            text.push_str(" It can’t be written as one: ");
            text.push_str(why);
            text.push('.');
        }
    }
    if let Some(filter) = &other.scoping {
        text.push_str(&format!(
            " To decide who is provisioned, use a scoping filter: {filter}."
        ));
        if other.ignores_case {
            text.push_str(" The comparison is case-sensitive.");
        }
    }
    text
}

/// The text without blanks around it.
fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, text.trim_end().len().max(start))
}
