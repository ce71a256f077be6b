//! What several test files share: generators for property tests, and the attributes of vectors.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashMap;

use entra_expression::evaluate::AttributeValue;
use entra_expression::{ComparisonOperator, Expr, Keyword};
use proptest::prelude::*;
use serde_json::Value;

/// Text made of pieces of the language and of what people paste, so that it comes close to
/// expressions often.
pub fn near_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Switch(".to_owned()),
        Just("IIF(".to_owned()),
        Just("Join(".to_owned()),
        Just("Replace(".to_owned()),
        Just("FormatDateTime(".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("))".to_owned()),
        Just(",".to_owned()),
        Just(", ".to_owned()),
        Just("[mail]".to_owned()),
        Just("[a".to_owned()),
        Just("]".to_owned()),
        Just("\\[b\\]".to_owned()),
        Just("{c}".to_owned()),
        Just("\"x\"".to_owned()),
        Just("\"".to_owned()),
        Just("\\\"".to_owned()),
        Just("'y'".to_owned()),
        Just("“z”".to_owned()),
        Just("‘".to_owned()),
        Just("`".to_owned()),
        Just("&quot;".to_owned()),
        Just("&H1F".to_owned()),
        Just("&&".to_owned()),
        Just("||".to_owned()),
        Just("=".to_owned()),
        Just("<>".to_owned()),
        Just(">=".to_owned()),
        Just("==".to_owned()),
        Just("AND".to_owned()),
        Just("NULL".to_owned()),
        Just("True".to_owned()),
        Just("%Domain%".to_owned()),
        Just("%".to_owned()),
        Just("...".to_owned()),
        Just("…".to_owned()),
        Just("，".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\n".to_owned()),
        Just(" ".to_owned()),
        Just("[0]".to_owned()),
        Just("-1".to_owned()),
        Just("1.5".to_owned()),
        Just("vbTextCompare".to_owned()),
        Just("word".to_owned()),
        Just("(?<g>[a-z]+)".to_owned()),
        any::<char>().prop_map(String::from),
        "[a-zA-Z]{1,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A tree that can be written: attribute names balance, macros are words.
pub fn tree() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        attribute(),
        any::<String>().prop_map(Expr::Text),
        "[ -~äß😀]{0,12}".prop_map(Expr::Text),
        any::<i64>().prop_map(|n| Expr::Text(n.to_string())),
        any::<i64>().prop_map(Expr::Number),
        any::<i64>().prop_map(Expr::Hex),
        prop::sample::select(Keyword::ALL.to_vec()).prop_map(Expr::Keyword),
        "[A-Za-z_]{1,8}".prop_map(Expr::Macro),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let name = prop_oneof![
            prop::sample::select(
                entra_expression::functions::all()
                    .map(|info| info.name.to_owned())
                    .collect::<Vec<_>>()
            ),
            "[A-Z][a-z]{1,8}",
        ];
        let arg = prop::option::weighted(0.8, inner.clone());
        let comparison = (
            inner.clone(),
            prop::sample::select(ComparisonOperator::ALL.to_vec()),
            inner,
        )
            .prop_map(|(left, operator, right)| Expr::comparison(left, operator, right));
        let iif =
            (comparison, prop::collection::vec(arg.clone(), 0..3)).prop_map(|(condition, rest)| {
                let args = std::iter::once(Some(condition)).chain(rest);
                Expr::call("IIF", args)
            });
        let call = (name, prop::collection::vec(arg, 0..7))
            .prop_map(|(name, args)| Expr::call(name, args));
        prop_oneof![3 => call, 1 => iif]
    })
}

fn attribute() -> impl Strategy<Value = Expr> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9_.-]{0,12}",
        Just("emails[type eq \"work\"].value".to_owned()),
        Just("urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString".to_owned()),
    ]
    .prop_map(Expr::Attribute)
}

/// The attributes of a vector. Null stands for an attribute without a value.
pub fn attributes(vector: &Value) -> HashMap<String, AttributeValue> {
    let mut attributes = HashMap::new();
    for (name, value) in vector["attributes"].as_object().into_iter().flatten() {
        let value = match value {
            Value::Null => continue,
            Value::String(text) => AttributeValue::One(text.clone()),
            Value::Array(values) => AttributeValue::Many(
                values
                    .iter()
                    .map(|value| value.as_str().unwrap().to_owned())
                    .collect(),
            ),
            other => panic!("an attribute that is {other}"),
        };
        attributes.insert(name.clone(), value);
    }
    attributes
}
