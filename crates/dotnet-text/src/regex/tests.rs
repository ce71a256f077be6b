//! What .NET does with patterns. Every value was computed by .NET Core 3.1.23 with
//! `Regex.Replace` and no options.

use super::*;

fn replaced(pattern: &str, text: &str, replacement: &str) -> Result<String, RegexErrorKind> {
    let regex = Regex::new(pattern).map_err(|error| error.kind)?;
    let replacement = Replacement::new(replacement, &regex);
    let mut out = String::new();
    let mut steps = 1_000_000;
    let found = regex
        .replace(
            text,
            &replacement,
            &mut RegexScratch::new(),
            &mut steps,
            |piece| match piece {
                ReplacementPiece::Source(slice) => out.push_str(&slice.text),
                ReplacementPiece::Literal(text) => out.push_str(text),
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
    let mut scratch = RegexScratch::new();
    let mut matches = regex.matches(&text, &mut scratch, &mut steps);
    assert_eq!(matches.advance(), Err(StepLimitExceeded));
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

#[test]
fn sound_patterns_are_sound() {
    for pattern in [
        "",
        "a*?",
        "(?<n>a|b)+",
        "[]a]",
        "[^]a]",
        "[a-z-[aeiou]]",
        "a{2,3}",
        "{x}",
        "a{,3}",
        r"\p{IsGreek}",
        "(?i)x",
        "(?i:x)",
        "(?#c)x",
        "a(?#c)*",
        "(?<=a)b(?!c)",
        r"[\]]",
        "[a-]",
        "[-a]",
        r"[\w-]",
        r"(?<n>a)\k<n>",
        r"(a)\1",
        r"(a)(?<n>b)\2",
        r"\x41\u00e9\cA\t\.\-\@\/",
        r"[\b\x41\]\-]",
        r"\p{Lu}\P{IsCyrillic}[\p{Nd}]",
        "(?x) a # don't ( mind\nb",
        "((?x) a # (\n)(?#c)#",
        "(?n)(a)(?<b>c)",
        "(a)(?(1)b|c)",
        r"\10",
        r"[\w-\d]",
        "(?'q'x)",
        "(?(a)b|c)",
        "a??",
        "^*",
        "[a-z]]",
    ] {
        let found = RegexPattern::parse(pattern).err();
        assert_eq!(found, None, "{pattern}");
    }
}

#[test]
fn broken_patterns_say_why() {
    for (pattern, kind) in [
        ("(", RegexErrorKind::MissingParenthesis),
        (")", RegexErrorKind::StrayParenthesis),
        ("[a", RegexErrorKind::UnterminatedClass),
        ("*a", RegexErrorKind::NothingToRepeat),
        ("(+)", RegexErrorKind::NothingToRepeat),
        ("a(?i)*", RegexErrorKind::NothingToRepeat),
        ("a++", RegexErrorKind::NestedQuantifier),
        ("a{2}{3}", RegexErrorKind::NestedQuantifier),
        ("a\\", RegexErrorKind::TrailingBackslash),
        ("(?P<n>a)", RegexErrorKind::UnknownGroup),
        ("[z-a]", RegexErrorKind::ReversedRange),
        ("a{3,2}", RegexErrorKind::ReversedQuantifier),
        (r"\k<n>", RegexErrorKind::UndefinedGroup),
        (r"(a)\2", RegexErrorKind::UndefinedGroup),
        (r"[a-\d]", RegexErrorKind::ClassInRange),
        (r"\h", RegexErrorKind::UnknownEscape),
        (r"\Qa\E", RegexErrorKind::UnknownEscape),
        (r"\_", RegexErrorKind::UnknownEscape),
        (r"[\A]", RegexErrorKind::UnknownEscape),
        (r"\k", RegexErrorKind::BadReference),
        (r"\x4", RegexErrorKind::ShortHex),
        (r"\u12g", RegexErrorKind::ShortHex),
        (r"\c", RegexErrorKind::BadControl),
        (r"\p{Greek}", RegexErrorKind::UnknownProperty),
        (r"\pL", RegexErrorKind::BadProperty),
        (r"[\p{Alpha}]", RegexErrorKind::UnknownProperty),
        ("(?(1)a|b)", RegexErrorKind::UndefinedGroup),
        ("(?<n-m>a)", RegexErrorKind::UndefinedGroup),
        ("(?<1a>b)", RegexErrorKind::BadGroupName),
        ("(?<0>b)", RegexErrorKind::BadGroupName),
        (r"(?n)(a)\1", RegexErrorKind::UndefinedGroup),
    ] {
        let found = RegexPattern::parse(pattern).err().map(|error| error.kind);
        assert_eq!(found, Some(kind), "{pattern}");
    }
}

#[test]
fn what_the_engine_lacks_is_read_and_refused() {
    for (pattern, kind) in [
        ("(?<m>a)(?<n-m>b)", RegexErrorKind::BalancingGroup),
        ("(?<m>a)(?<-m>b)", RegexErrorKind::BalancingGroup),
        ("[[:alpha:]]", RegexErrorKind::PosixClass),
    ] {
        assert!(RegexPattern::parse(pattern).is_ok(), "{pattern}");
        let refused = Regex::new(pattern).err().map(|error| error.kind);
        assert_eq!(refused, Some(kind), "{pattern}");
    }
}

#[test]
fn names_of_groups() {
    let pattern = RegexPattern::parse("(?<b>x)(y)(?<a>z)(?<b>)").unwrap();
    assert_eq!(pattern.group_names().collect::<Vec<_>>(), ["b", "a"]);
    assert!(pattern.has_group("1") && !pattern.has_group("2") && !pattern.has_group("B"));
}
