//! What .NET does with patterns. Every value was computed by .NET Core 3.1.23 with
//! `Regex.Replace` and no options.

use super::*;

fn replaced(pattern: &str, text: &str, replacement: &str) -> Result<String, Problem> {
    let regex = Regex::new(pattern).map_err(|error| error.problem)?;
    let replacement = Replacement::new(replacement, &regex);
    let mut out = String::new();
    let mut steps = 1_000_000;
    let found = regex
        .replace(
            text,
            &replacement,
            &mut Scratch::new(),
            &mut steps,
            |piece| match piece {
                replacement::Piece::Source(slice) => out.push_str(&slice.text),
                replacement::Piece::Literal(text) => out.push_str(text),
            },
        )
        .unwrap();
    Ok(if found { out } else { text.to_owned() })
}

#[test]
fn basics() {
    for (pattern, text, replacement, result) in [
        (".*", "abc", "x", "xx"),
        ("a|b", "cab", "-", "c--"),
        ("(?<x>a)(b)", "ab", "$1$2", "ba"),
        ("a$", "a\n", "x", "x\n"),
        ("(?<=a{2})b", "aab ab", "x", "aax ab"),
        ("(a*)*", "b", "x", "xbx"),
        ("(a*?)+?b", "aab", "<$1>", "<a>"),
        ("(?>a+)ab", "aaab", "x", "aaab"),
        ("(x)?(?(1)a|b)", "xab", "-", "--"),
        ("(?<!a)b", "ab b", "x", "ab x"),
        (".", "😀", "x", "xx"),
        ("$", "a\n", "x", "ax\nx"),
        ("(a|ab)(c|bcd)(d*)", "abcd", "$1,$2,$3", "a,bcd,"),
        ("\\G\\d", "12a3", "x", "xxa3"),
        ("(?i)[k]", "K", "x", "x"),
        ("(ab){2,}?", "abababab", "x", "xx"),
    ] {
        assert_eq!(
            replaced(pattern, text, replacement).as_deref(),
            Ok(result),
            "{pattern}"
        );
    }
}

#[test]
fn stops() {
    let regex = Regex::new("(a+)+$").unwrap();
    let mut steps = 100_000;
    let text = format!("{}b", "a".repeat(40));
    let mut scratch = Scratch::new();
    let mut matches = regex.matches(&text, &mut scratch, &mut steps);
    assert_eq!(matches.advance(), Err(OutOfSteps));
}

/// `GroupNumberFromName`: a number is the name of a group that has no other.
#[test]
fn groups_by_name() {
    let regex = Regex::new("(a)(?<n>b)(?<7>c)").unwrap();
    for (name, found) in [
        ("0", true),
        ("1", true),
        ("n", true),
        ("7", true),
        ("2", false),
        ("+1", false),
        ("", false),
        ("N", false),
    ] {
        assert_eq!(regex.group(name).is_some(), found, "{name}");
    }
}
