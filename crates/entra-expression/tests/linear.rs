//! Whatever a page does with a text while somebody types takes time in proportion to its length,
//! so that no text can freeze it.
//!
//! A text eight times as long may take `BOUND` times as long. Work that grows with the square takes
//! 64 times as long.

use std::hint::black_box;

use entra_expression::{
    CheckOptions, LintTarget, MAX_CHARACTERS, TargetType, check, complete, explain, normalise,
    parse, print, print_readable, signature_help,
};

const LONG: usize = MAX_CHARACTERS - 100;
const SHORT: usize = LONG / 8;
const BOUND: u32 = 24;

/// Everything that the language is made of, and what people write instead.
const TOKENS: &[&str] = &[
    "<>",
    "<=",
    ">=",
    "<",
    ">",
    "=",
    "!",
    "!=",
    "==",
    "===",
    "&",
    "&&",
    "|",
    "||",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "[a]",
    "[[",
    "]]",
    "\"",
    "\"\"",
    "\"x\"",
    "'",
    "`",
    "“",
    "”",
    "‘",
    "«",
    "\\",
    "\\[",
    "\\]",
    "\\\"",
    "&quot;",
    "&lt;&gt;",
    "&#34;",
    "&H",
    "&HF",
    ",",
    "，",
    "、",
    "（",
    "）",
    ";",
    "；",
    ":",
    ".",
    "..",
    "…",
    "%",
    "%a%",
    "a",
    "Ä",
    "_",
    "0",
    "-1",
    "0x",
    "1x",
    " ",
    "\t",
    "\n",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "😀",
    "#",
    "@",
    "Switch(",
    "IIF(",
    "Not(",
    "A(",
    "Now",
    "Now)",
    "LeftTrim(",
    "and",
    " and ",
    "or ",
    "NULL",
    " NULL ",
    "True",
    "eq ",
    "contains ",
    "IgnoreAttributeFlow",
    "[Mail]",
    "[unknown]",
];

/// What stands before the repeated tokens, so that they are read as arguments too.
const STARTS: [&str; 3] = ["", "A([a],", "IIF([a]"];
/// The same for pairs, of which there are many.
const STARTS_OF_PAIRS: [&str; 2] = ["", "A([a],"];

/// A text of about so many characters.
fn repeated(start: &str, piece: &str, end: &str, characters: usize) -> String {
    let count = characters / piece.chars().count();
    format!("{start}{}{end}", piece.repeat(count))
}

fn options() -> CheckOptions {
    let known = (0..80).map(|number| format!("extensionAttribute{number}"));
    CheckOptions {
        attributes: Some(known.chain(["mail".to_owned()]).collect()),
        not_offered: vec!["userType".to_owned()],
        boolean_attributes: vec!["extensionAttribute3".to_owned()],
        target: Some(LintTarget {
            name: "active".to_owned(),
            takes: TargetType::Boolean,
            multivalued: false,
        }),
        general_cautions: true,
        ..CheckOptions::default()
    }
}

/// What a page runs at each change of a text.
fn edit(text: &str, options: &CheckOptions) {
    let parsed = parse(text);
    black_box(check(&parsed, options));
    black_box(complete(text, text.len(), &["mail", "displayName"]));
    black_box(signature_help(text, text.len() / 2));
    if let Some(expr) = parsed.expr() {
        black_box((print(&expr), print_readable(&expr)));
        black_box((explain(&expr), normalise(&expr)));
    }
}

fn slow(texts: impl Iterator<Item = (String, String, String)>) -> Vec<String> {
    let options = options();
    let found = texts.filter_map(|(name, short, long)| {
        let ratio =
            linear_time::excess(BOUND, || edit(&short, &options), || edit(&long, &options))?;
        Some(format!("{name}: {ratio:.0} times as long"))
    });
    found.take(20).collect()
}

/// A start and what is repeated behind it: single tokens, and pairs in one of their two orders,
/// since the text is the same but for its ends.
fn starts_and_pieces() -> impl Iterator<Item = (&'static str, String)> {
    let single = STARTS.iter().flat_map(|start| {
        let pieces = TOKENS.iter().map(|token| (*token).to_owned());
        pieces.map(move |piece| (*start, piece))
    });
    let pairs = STARTS_OF_PAIRS.iter().flat_map(|start| {
        let firsts = TOKENS.iter().enumerate();
        firsts.flat_map(move |(index, first)| {
            let seconds = TOKENS.iter().skip(index + 1);
            seconds.map(move |second| (*start, format!("{first}{second}")))
        })
    });
    single.chain(pairs)
}

#[test]
fn no_repeated_token_and_no_pair_of_tokens_takes_more_than_linear_time() {
    let texts = starts_and_pieces().map(|(start, piece)| {
        let [short, long] = [SHORT, LONG].map(|count| repeated(start, &piece, "", count));
        (format!("{start:?} and {piece:?}"), short, long)
    });
    assert_eq!(slow(texts), Vec::<String>::new());
}

#[test]
fn no_expression_takes_more_than_linear_time() {
    let shapes = [
        ("Join(\"\"", ", [mail]", ")"),
        ("Join(\"\"", ", [unknownAttribute]", ")"),
        ("Join(\"\"", ", \"text \\\" \\+\"", ")"),
        ("Join(\"\"", ", Not([mail])", ")"),
        ("Join(\"\"", ", Nott([mail])", ")"),
        ("Join(\"\"", ", Switch([a], , \"x\", \"y\")", ")"),
        ("Switch([mail], \"d\"", ", \"x\", \"y\"", ")"),
        ("Switch([mail]", ", , ", ")"),
        ("Coalesce([mail]", ", IIF([a]=\"x\", [b], [c])", ")"),
        (
            "Coalesce([mail]",
            ", Replace([a], , \"(a+)+$\", , \"x\", , )",
            ")",
        ),
        (
            "Coalesce([mail]",
            ", FormatDateTime([a], , \"yyyy\", \"mm\")",
            ")",
        ),
        ("A(", "[a]\"b\" ", ""),
        ("A(", "[a] and,", ""),
        ("A(", "[a]=NULL,", ""),
        ("A(", "[a];", ""),
        ("\"", "x ", "\""),
        ("\"", "ToLower([mail])", "\""),
        ("[", "a", "]"),
        ("Replace([a], , \"", "(a|b)*", "\", , \"x\", , )"),
        ("Replace([a], , \"", "[a-z]", "\", , \"$1\", , )"),
        ("Replace([a], , \"x\", , \"", "${a}", "\", , )"),
        ("FormatDateTime([a], , \"", "yyyy MM ", "\", \"d\")"),
    ];
    let texts = shapes.into_iter().map(|(start, piece, end)| {
        let [short, long] = [SHORT, LONG].map(|count| repeated(start, piece, end, count));
        (format!("{start}{piece}…{end}"), short, long)
    });
    assert_eq!(slow(texts), Vec::<String>::new());
}

#[test]
fn nesting_as_deep_as_the_limit_stays_linear() {
    let shapes = [
        ("Not(", "[mail]", ")"),
        ("IIF([a]=\"x\", [b], ", "[c]", ")"),
        ("Switch([a], ", "[b]", ", \"k\", \"v\")"),
        ("(", "[a]", ")"),
        ("Not(", "", ""),
        ("IIF(And([a]=1, ", "", ""),
        ("Join(\",\", [a], ", "", "), [b]"),
    ];
    let nested = |(open, inner, close): (&str, &str, &str), depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let texts = shapes.into_iter().map(|shape| {
        let fits = LONG / (shape.0.len() + shape.2.len());
        let [short, long] = [fits / 8, fits].map(|depth| nested(shape, depth));
        (format!("{shape:?}"), short, long)
    });
    assert_eq!(slow(texts), Vec::<String>::new());
}
