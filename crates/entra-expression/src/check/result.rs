//! Lints of what an expression gives to its target.

use super::context::{LintContext, LintDiagnostics};
use super::{LintTarget, TargetType};
use crate::functions::{self, ValueType};
use crate::{Fix, Node, NodeKind};

/// A result that the target attribute cannot take.
pub(super) fn result_type(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let (Some(root), Some(target)) = (context.root, &context.options.target) else {
        return;
    };
    results(root, &mut |node| {
        if let Some(what) = unsuitable(node, target) {
            let message = format!("{} needs {}, not {what}.", target.name, type_name(target));
            found.add(node.span, message, None);
        }
    });
}

/// Calls `visit` for every part that can become the result.
fn results<'a>(node: &'a Node, visit: &mut impl FnMut(&'a Node)) {
    let NodeKind::Call(call) = &node.kind else {
        visit(node);
        return;
    };
    let outcome = |index: usize| match call.name.as_str() {
        "Switch" => index == 1 || (index >= 3 && index % 2 == 1),
        "IIF" => index == 1 || index == 2,
        "Coalesce" | "IgnoreFlowIfNullOrEmpty" | "Redact" | "SelectUniqueValue" => true,
        _ => false,
    };
    let mut passes_on = false;
    for (index, arg) in call.args.iter().enumerate() {
        if outcome(index) {
            passes_on = true;
            if let Some(value) = &arg.value {
                results(value, visit);
            }
        }
    }
    if !passes_on {
        visit(node);
    }
}

/// What a part is, when the target certainly cannot take it.
fn unsuitable(node: &Node, target: &LintTarget) -> Option<String> {
    use TargetType::{Boolean, DateTime, Integer, String as OneText};
    let what = match &node.kind {
        NodeKind::Text(text) => {
            let fits = match target.takes {
                Boolean => matches!(text.as_str(), "True" | "False" | ""),
                Integer => text.is_empty() || text.parse::<i64>().is_ok(),
                _ => true,
            };
            return (!fits).then(|| format!("\"{text}\""));
        }
        NodeKind::Number(number) if target.takes == Boolean => return Some(number.to_string()),
        NodeKind::Call(call) => match (functions::find(&call.name)?.returns, target.takes) {
            (ValueType::List, _) if !target.multivalued => "several values",
            (ValueType::Boolean, OneText | Integer | DateTime) => "True or False",
            (ValueType::DateTime, Boolean | Integer) => "a date",
            (ValueType::Integer | ValueType::FileTime, Boolean | DateTime) => "a number",
            _ => return None,
        },
        _ => return None,
    };
    Some(what.to_owned())
}

fn type_name(target: &LintTarget) -> &'static str {
    match target.takes {
        TargetType::Boolean => "True or False",
        TargetType::Integer => "a whole number",
        TargetType::DateTime => "a date",
        _ if target.multivalued => "texts",
        TargetType::String | TargetType::Reference | TargetType::Binary => "one value",
    }
}

const DEFAULT: &str = "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";

/// `accountEnabled` mapped to `active`: people who lose the assignment stay active.
pub(super) fn active_account_enabled(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let (Some(root), Some(target)) = (context.root, &context.options.target) else {
        return;
    };
    let reads = |wanted: &str| context.attributes().find(|(_, name)| *name == wanted);
    if target.name != "active" || reads("IsSoftDeleted").is_some() {
        return;
    }
    if let Some((span, _)) = reads("accountEnabled") {
        let message =
            "With accountEnabled, users who are unassigned stay active in the application.";
        let fix = Fix::replace("Use IsSoftDeleted", root.span, DEFAULT);
        found.add(span, message, [fix]);
    }
}

/// Values that are new in every cycle.
pub(super) fn unstable_value(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if let Some(root) = context.root.filter(|_| context.sound) {
        look(root, found);
    }
}

/// Looks at what flows into the result. What is only asked, as the condition of IIF or the source
/// of Switch, or turned into a distance by DateDiff, is stable for days on end.
fn look(node: &Node, found: &mut LintDiagnostics) {
    let NodeKind::Call(call) = &node.kind else {
        return;
    };
    let skipped = match call.name.as_str() {
        "Guid" | "RandomString" | "Now" => {
            let message = format!("{} returns a new value in every cycle.", call.name);
            return found.add(node.span, message, None);
        }
        // All of them turn a value into something that seldom changes.
        "DateDiff" | "IsNull" | "IsNullOrEmpty" | "IsPresent" | "IsString" | "Count" | "CBool" => {
            return;
        }
        "IIF" | "Switch" => 1,
        _ => 0,
    };
    let values = call.args.iter().skip(skipped);
    for value in values.filter_map(|arg| arg.value.as_ref()) {
        look(value, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed_with, underlined, underlined_with};
    use crate::check::{CheckOptions, LintTarget, TargetType};

    #[test]
    fn looks_at_every_outcome() {
        let active = CheckOptions {
            target: Some(LintTarget {
                name: "active".to_owned(),
                takes: TargetType::Boolean,
                multivalued: false,
            }),
            ..CheckOptions::default()
        };
        let under = |text| underlined_with("result-type", text, &active);
        assert_eq!(
            under(r#"Switch([IsSoftDeleted], , "False", "1", "True", "0")"#),
            ["\"1\"", "\"0\""]
        );
        assert_eq!(under(r#"Coalesce(Now(), "True")"#), ["Now()"]);
        assert!(under(r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#).is_empty());
        assert!(under("Not([IsSoftDeleted])").is_empty());

        let text = CheckOptions {
            target: Some(LintTarget {
                name: "givenName".to_owned(),
                takes: TargetType::String,
                multivalued: false,
            }),
            ..CheckOptions::default()
        };
        let under = |expression| underlined_with("result-type", expression, &text);
        assert_eq!(
            under(r#"IIF(IsPresent([givenName]), [givenName], Not([accountEnabled]))"#),
            ["Not([accountEnabled])"]
        );
    }

    #[test]
    fn offers_the_default_mapping() {
        let options = CheckOptions {
            target: Some(LintTarget {
                name: "active".to_owned(),
                takes: TargetType::Boolean,
                multivalued: false,
            }),
            ..CheckOptions::default()
        };
        let fixed = fixed_with("active-account-enabled", "[accountEnabled]", &options);
        assert_eq!(fixed, super::DEFAULT);
        assert!(underlined("active-account-enabled", "[accountEnabled]").is_empty());
    }

    #[test]
    fn follows_what_flows_into_the_result() {
        let code = "unstable-value";
        assert_eq!(underlined(code, "Left(Guid(), 8)"), ["Guid()"]);
        assert_eq!(underlined(code, "IIF([a]=\"x\", Now(), [b])"), ["Now()"]);
        let stable = "IIF(DateDiff(\"d\", Now(), CDate([d]))>\"5\", \"1\", \"0\")";
        assert!(underlined(code, stable).is_empty());
    }
}
