//! Dates, formats and cases that a program made up, with what .NET Core 3.1.23 makes of them in
//! UTC and the invariant culture. 1,200 of 30,500; see `date::parse` for what it refuses
//! and .NET does not.

use dotnet_text::case::{Culture, to_lower, to_title, to_upper};
use dotnet_text::date::{DateTimeKind, DateTimeStyles, Ticks, format, parse, parse_exact};
use serde_json::{Value, json};

#[test]
fn cases() {
    let mut count = 0;
    for line in include_str!("vectors/dates.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| case[name].as_str().unwrap();
        let found = match text("what") {
            "format" => {
                let kind = if case["utc"] == true {
                    DateTimeKind::Utc
                } else {
                    DateTimeKind::Unspecified
                };
                let date = Ticks::new(case["ticks"].as_i64().unwrap()).unwrap();
                format(date, kind, text("format")).map_or(Value::Null, Value::from)
            }
            "exact" => {
                let styles = DateTimeStyles::parse(text("styles")).unwrap();
                let now = Ticks::from_unix(0);
                parse_exact(text("text"), text("format"), styles, now)
                    .map_or(Value::Null, |(date, kind)| {
                        json!([date.get(), format!("{kind:?}")])
                    })
            }
            "parse" => parse(text("text"), Ticks::from_unix(0))
                .map_or(Value::Null, |date| json!(date.get())),
            "title" => Value::from(to_title(text("text"))),
            _ => {
                let culture = Culture::named(text("culture")).unwrap();
                json!([
                    to_lower(text("text"), culture),
                    to_upper(text("text"), culture)
                ])
            }
        };
        assert_eq!(found, case["expect"], "{line}");
        count += 1;
    }
    assert_eq!(count, 1_200);
}
