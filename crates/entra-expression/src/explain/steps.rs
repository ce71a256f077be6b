//! One call inside the other, described from the inside out.

use super::phrase::phrase;
use crate::Expr;

/// Stands for the result of the step before. No attribute has such a name.
const BEFORE: &str = "\u{0}";

/// The steps of a chain of calls, each of which has one call among its arguments: what it starts
/// with and what is then done to it. Nothing when a single sentence says it as well.
pub(super) fn steps(expr: &Expr) -> Option<Vec<String>> {
    let mut chain = Vec::new();
    let mut inner = expr;
    while let Some((index, next)) = only_call(inner) {
        chain.push((inner, index));
        inner = next;
    }
    if chain.len() < 2 {
        return None;
    }
    let mut steps = vec![format!("starts with {}", phrase(inner))];
    for (call, index) in chain.into_iter().rev() {
        steps.push(step(call, index));
    }
    Some(steps)
}

/// The one argument that is a call, unless the function chooses between its arguments.
fn only_call(expr: &Expr) -> Option<(usize, &Expr)> {
    let Expr::Call { name, args } = expr else {
        return None;
    };
    let chooses = matches!(
        name.as_str(),
        "Switch" | "IIF" | "Coalesce" | "SelectUniqueValue" | "IgnoreFlowIfNullOrEmpty" | "Redact"
    );
    let mut calls = args
        .iter()
        .enumerate()
        .filter_map(|(index, arg)| Some((index, arg.as_ref()?)))
        .filter(|(_, arg)| matches!(arg, Expr::Call { .. }));
    match (calls.next(), calls.next()) {
        (Some(only), None) if !chooses => Some(only),
        _ => None,
    }
}

fn step(call: &Expr, index: usize) -> String {
    let Expr::Call { name, args } = call else {
        return phrase(call);
    };
    let alone = args.iter().flatten().count() == 1;
    let plain = match name.as_str() {
        _ if !alone => "",
        "ToLower" => "turns it into lowercase",
        "ToUpper" => "turns it into uppercase",
        "PCase" => "starts each word in uppercase",
        "NormalizeDiacritics" => "replaces accented letters by plain ones",
        "StripSpaces" => "removes all spaces",
        "Trim" => "removes leading and trailing spaces",
        "RemoveDuplicates" => "keeps each value once",
        _ => "",
    };
    if !plain.is_empty() {
        return format!("then {plain}");
    }
    let mut args = args.clone();
    if let Some(arg) = args.get_mut(index) {
        *arg = Some(Expr::attribute(BEFORE));
    }
    let text = phrase(&Expr::call(name.clone(), args));
    format!(
        "then takes {}",
        text.replace(&phrase(&Expr::attribute(BEFORE)), "it")
    )
}
