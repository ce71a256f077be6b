//! A result that the target attribute cannot take.

use crate::Severity;
use crate::check::Lint;
use crate::check::LintTarget;
use crate::check::TargetType;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::functions::{self, ValueType};
use crate::syntax::node::{Node, NodeKind};

pub(crate) const LINT: Lint = Lint {
    code: "result-type",
    severity: Severity::Warning,
    why: "The target attribute's type decides how the value is sent. A value of another form is \
        refused by the application or left out.",
    source: "SCIM attribute types, RFC 7643 section 2.3",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let (Some(root), Some(target)) = (context.root, &context.options.target) else {
        return;
    };
    results(root, &mut |node| {
        if let Some(what) = unsuitable(node, target) {
            found.add(
                node.span,
                format!("{} takes {}, not {what}.", target.name, type_name(target)),
                Vec::new(),
            );
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
    match &node.kind {
        NodeKind::Text(text) => {
            let fits = match target.takes {
                TargetType::Boolean => matches!(text.as_str(), "True" | "False" | ""),
                TargetType::Integer => text.is_empty() || text.parse::<i64>().is_ok(),
                _ => true,
            };
            (!fits).then(|| format!("\"{text}\""))
        }
        NodeKind::Number(number) if target.takes == TargetType::Boolean => Some(number.to_string()),
        NodeKind::Call(call) => {
            let returns = functions::find(&call.name)?.returns;
            match (returns, target.takes) {
                (ValueType::List, _) if !target.multivalued => Some("several values".to_owned()),
                (
                    ValueType::Boolean,
                    TargetType::String | TargetType::Integer | TargetType::DateTime,
                ) => Some("True or False".to_owned()),
                (ValueType::DateTime, TargetType::Boolean | TargetType::Integer) => {
                    Some("a date".to_owned())
                }
                (
                    ValueType::Integer | ValueType::FileTime,
                    TargetType::Boolean | TargetType::DateTime,
                ) => Some("a number".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn type_name(target: &LintTarget) -> &'static str {
    match target.takes {
        TargetType::Boolean => "True or False",
        TargetType::Integer => "a whole number",
        TargetType::DateTime => "a date",
        TargetType::String | TargetType::Reference | TargetType::Binary if target.multivalued => {
            "texts"
        }
        TargetType::String | TargetType::Reference | TargetType::Binary => "one text",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined_with;
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
}
