//! Patterns that a program made up, with what .NET Core 3.1.23 makes of them.
//!
//! 800 of 60,000 such patterns. Where the two differed .NET itself was wrong: lazy loops whose body
//! can be empty, `(?(a)b)` without a second branch at the start of a pattern, endless loops.

use dotnet_text::regex::{Regex, RegexScratch, Replacement, ReplacementPiece};
use serde_json::Value;

#[test]
fn patterns() {
    let mut scratch = RegexScratch::new();
    let mut count = 0;
    for line in include_str!("vectors/regex.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| case[name].as_str();
        let (pattern, text) = (field("pattern").unwrap(), field("text").unwrap());
        count += 1;
        let regex = match Regex::new(pattern) {
            Ok(regex) => regex,
            Err(error) => {
                assert!(
                    case["error"] == true && !error.kind.is_unsupported(),
                    "{line}"
                );
                continue;
            }
        };
        let replacement = Replacement::new(field("replacement").unwrap(), &regex);
        let mut out = String::new();
        let mut steps = 1_000_000;
        let sink = |piece: ReplacementPiece<'_, '_>| match piece {
            ReplacementPiece::Source(slice) => out.push_str(&slice.text),
            ReplacementPiece::Literal(text) => out.push_str(text),
        };
        let found = regex.replace(text, &replacement, &mut scratch, &mut steps, sink);
        let result = if found.unwrap() { out.as_str() } else { text };
        assert_eq!(Some(result), field("expect"), "{line}");
    }
    assert_eq!(count, 800);
}
