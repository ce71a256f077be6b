//! JSON stays JSON, whatever is removed.

use serde_json::{Value, json};

use super::generated::Random;
use crate::redact::Redactor;

const SECRET: &str = "nS3cret/and\"long";

const KEYS: [&str; 12] = [
    "token",
    "client_secret",
    "password",
    "authorization",
    "x-api-key",
    "name",
    "key",
    "value",
    "detail",
    "id",
    "a \"b\" token",
    "url",
];

const TEXTS: [&str; 22] = [
    SECRET,
    "x nS3cret/and\"long\n",
    "\\nS3cret/and\"long\\",
    "SecretToken",
    "Authorization",
    "Bearer x9y8z7w6v5",
    "Bearer x9\\y8/z7\"w6",
    "token=ab\"cd&x=1",
    "token: ab\\\"cd\\",
    "password: a\\b\"c}d",
    "authorization: \"a",
    "-Token 'x\\' -u a:b\"c",
    "https://a:b\"@c/?token=\\",
    "{\"token\":\"a\\\"b\",\"c\":[]}",
    "<token>a\"b</token>",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc\"",
    "\\u0022token\\u0022:\\u0022abc\\u0022",
    "plain words",
    "é\u{200b}\u{2028}😀",
    "",
    "\\",
    "\"",
];

fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 7 } else { 9 }) {
        0 => json!(random.below(1_000_000_000)),
        1 => json!(1.5e-7),
        2 => random.of(&[Value::Null, json!(true), json!(-3)]).clone(),
        7 => (0..random.below(4))
            .map(|_| value(random, depth - 1))
            .collect(),
        8 => object(random, depth - 1),
        _ => json!(random.of(&TEXTS)),
    }
}

fn object(random: &mut Random, depth: usize) -> Value {
    let members = (0..random.below(5)).map(|_| {
        let key = (*random.of(&KEYS)).to_owned();
        (key, value(random, depth))
    });
    Value::Object(members.collect())
}

#[test]
fn generated_json_stays_json_of_the_same_shape() {
    let mut random = Random(0x5ec2_0006);
    let redactor = Redactor::new([SECRET]);
    for nth in 0..4_000 {
        let value = object(&mut random, 3);
        let text = match nth % 3 {
            0 => value.to_string(),
            1 => format!("{value:#}"),
            // Some services write these in all texts.
            _ => value
                .to_string()
                .replace('/', "\\/")
                .replace('e', "\\u0065"),
        };
        if serde_json::from_str::<Value>(&text).is_err() {
            continue;
        }
        for clean in [redactor.text(&text), redactor.foreign_text(&text).0] {
            let after = serde_json::from_str::<Value>(&clean);
            assert!(
                after.is_ok_and(|after| shape(&after) == shape(&value)),
                "{text}\n{clean}"
            );
        }
    }
}

/// The value without its texts and numbers.
fn shape(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(shape).collect(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| (key.clone(), shape(value)));
            Value::Object(members.collect())
        }
        _ => Value::Null,
    }
}
