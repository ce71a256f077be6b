//! One error, one message, in the right place, with the fix that was meant.

use crate::fixes;

use entra_expression::{TokenClass, parse};
use fixes::only;

#[test]
fn brackets_and_quotes() {
    only(
        "ToLower({mail})",
        "wrong-bracket",
        "{mail}",
        "ToLower([mail])",
    );
    only(
        "ToLower((mail))",
        "wrong-bracket",
        "(mail)",
        "ToLower([mail])",
    );
    only(
        "Switch([a], , London\", \"1\")",
        "missing-opening-quote",
        "London\"",
        "Switch([a], , \"London\", \"1\")",
    );
    only(
        "Append([a], \\\"x\\\")",
        "escaped-quote",
        "\\\"",
        "Append([a], \"x\")",
    );
    only(
        "Append（[a], \"x\"）",
        "non-ascii-paren",
        "（",
        "Append([a], \"x\")",
    );
    only("`ToLower([mail])", "stray-backtick", "`", "ToLower([mail])");
    only("(mail)", "wrong-bracket", "(mail)", "[mail]");
    only("ToLower([mail)", "unclosed-bracket", "[", "ToLower([mail])");
}

#[test]
fn other_dialects() {
    only(
        "[givenName] & \" \" & [surname]",
        "connect-sync-operator",
        "&",
        "Join(\"\", [givenName], \" \", [surname])",
    );
    only(
        "ToLower([a] + \"x\")",
        "bad-operator",
        "+",
        "ToLower(Join(\"\", [a], \"x\"))",
    );
    only(
        "=ToLower([mail])",
        "unexpected-character",
        "=",
        "ToLower([mail])",
    );
    only(
        "active = Not([IsSoftDeleted])",
        "unquoted-text",
        "active",
        " Not([IsSoftDeleted])",
    );
    only(
        "ToLower [mail]",
        "unquoted-text",
        "ToLower",
        "ToLower([mail])",
    );
    only(
        "[mail].toLower()",
        "trailing-text",
        ".toLower()",
        "ToLower([mail])",
    );
    only(
        "IIF([a]!=\"x\", \"1\", \"0\")",
        "bad-operator",
        "!=",
        "IIF([a]<>\"x\", \"1\", \"0\")",
    );
    only(
        "IIF([a] &lt;&gt; \"x\", \"1\", \"0\")",
        "html-entity",
        "&lt;&gt;",
        "IIF([a] <> \"x\", \"1\", \"0\")",
    );
    only(
        "InStr([a], \"b\", , vbtextcompare)",
        "unquoted-text",
        "vbtextcompare",
        "InStr([a], \"b\", , vbTextCompare)",
    );
}

#[test]
fn conditions_are_nested() {
    let code = "logical-operator";
    only(
        "IIF([a]=\"x\" AND [b]=\"y\", \"1\", \"0\")",
        code,
        "AND",
        "IIF([a]=\"x\", IIF([b]=\"y\", \"1\", \"0\"), \"0\")",
    );
    only(
        "IIF([a]=\"x\" or [b]=\"y\" or [c]=\"z\", \"1\", Join(\",\", [d], [e]))",
        code,
        "or",
        "IIF([a]=\"x\", \"1\", IIF([b]=\"y\", \"1\", IIF([c]=\"z\", \"1\", Join(\",\", [d], [e]))))",
    );
    only(
        "ToLower(IIF(Not([a]) && [b]=\"y\", \"1\", ))",
        "connect-sync-operator",
        "&&",
        "ToLower(IIF(Not([a]), IIF([b]=\"y\", \"1\", ), ))",
    );
    only(
        "IIF([a]=\"x\" AND [b]=\"y\" OR [c]=\"z\", \"1\", \"0\")",
        code,
        "AND",
        "",
    );
}

#[test]
fn conditions_of_other_languages() {
    let code = "logical-operator";
    only(
        "IIF(And([a]=\"x\", [b]=\"y\"), \"1\", \"0\")",
        code,
        "And",
        "IIF([a]=\"x\", IIF([b]=\"y\", \"1\", \"0\"), \"0\")",
    );
    only(
        "IIF(OR(IsPresent([a]), [b]=\"y\", [c]=\"z\"), Join(\"\", [d], [e]), )",
        code,
        "OR",
        "IIF(IsPresent([a]), Join(\"\", [d], [e]), IIF([b]=\"y\", Join(\"\", [d], [e]), \
         IIF([c]=\"z\", Join(\"\", [d], [e]), )))",
    );
    // Not the condition itself, or not complete: said, and left to the author.
    only("ToLower(And([a]=\"x\", [b]))", code, "And", "");
    only("IIF(And([a]=\"x\"), \"1\", \"0\")", code, "And", "");
    // Without comparisons it is only a function that does not exist, and so is IF.
    assert!(parse("IIF(And(IsPresent([a]), [b]), \"1\", )").is_sound());
    assert!(parse("If([a]=\"x\", \"1\", )").is_sound());
    let code = "bad-operator";
    only(
        "IIF([a] eq \"x\", \"1\", \"0\")",
        code,
        "eq",
        "IIF([a] = \"x\", \"1\", \"0\")",
    );
    only("IIF([a] LIKE \"x*\", \"1\", \"0\")", code, "LIKE", "");
    only("IIF([a] in \"x\", \"1\", \"0\")", code, "in", "");
    only(
        "IIF(Not([a]=\"\"), \"1\", \"2\")",
        "comparison-not-allowed",
        "=",
        "IIF([a]<>\"\", \"1\", \"2\")",
    );
}

#[test]
fn constants_without_quotes() {
    only("New York", "unquoted-text", "New", "\"New York\"");
    only(
        "IIF([a]=NULL, \"x\", \"y\")",
        "connect-sync-keyword",
        "NULL",
        "IIF([a]=\"\", \"x\", \"y\")",
    );
    only("NULL", "connect-sync-keyword", "NULL", "");
    only(
        "Switch([a], , Sales Team, \"1\")",
        "unquoted-text",
        "Sales",
        "Switch([a], , \"Sales Team\", \"1\")",
    );
    only("Agent", "unquoted-text", "Agent", "\"Agent\"");
    only(
        "Append([a], @contoso.com)",
        "unexpected-character",
        "@",
        "Append([a], \"@contoso.com\")",
    );
}

#[test]
fn what_follows_an_error_is_still_read() {
    let parsed = parse("Join(\" \", [givenName, ToUpper([surname]), \"x\")");
    assert_eq!(parsed.diagnostics.len(), 1);
    let classes: Vec<_> = parsed
        .tokens
        .iter()
        .filter(|token| token.class != TokenClass::Blank && token.class != TokenClass::Punctuation)
        .map(|token| token.class)
        .collect();
    use TokenClass::{Attribute, Function, Text};
    assert_eq!(
        classes,
        [Function, Text, Attribute, Function, Attribute, Text]
    );
    let call = parsed
        .root
        .as_ref()
        .and_then(|root| root.as_call())
        .expect("a call");
    assert_eq!(call.args.len(), 4);
}

#[test]
fn copied_from_pages() {
    only(
        "`ToLower([mail])`",
        "stray-backtick",
        "`",
        "ToLower([mail])",
    );
    only(
        "Not([extension\\_a])",
        "markdown-escape",
        "[extension\\_a]",
        "Not([extension_a])",
    );
    only("Mid([a], 1., 3)", "bad-number", "1.", "Mid([a], \"1.\", 3)");
    only("Mid([a], .5, 3)", "bad-number", ".5", "Mid([a], \".5\", 3)");
    only(
        "IIF(NOT [a]=\"x\", \"1\", \"0\")",
        "logical-operator",
        "NOT",
        "",
    );
    only(
        "Switch([a]; ; \"x\"; Append([b]; \"1\"))",
        "unexpected-character",
        ";",
        "Switch([a], , \"x\", Append([b], \"1\"))",
    );
    only(
        "Switch([a], \"x\": \"1\", \"y\": \"2\")",
        "unexpected-character",
        ":",
        "Switch([a], \"x\", \"1\", \"y\", \"2\")",
    );
    only(
        "Append([a]; \"x\")",
        "unexpected-character",
        ";",
        "Append([a], \"x\")",
    );
}

#[test]
fn two_errors_are_two_messages() {
    let parsed = parse("Switch([a], True, 'x', foo)");
    let codes: Vec<_> = parsed.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(
        codes,
        ["connect-sync-keyword", "single-quote", "unquoted-text"]
    );
}

#[test]
fn nesting_is_bounded_and_reported() {
    let nested = |depth: usize| format!("{}[a]{}", "ToLower(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(100)).is_sound());
    let codes: Vec<_> = parse(&nested(101))
        .diagnostics
        .iter()
        .map(|d| d.code)
        .collect();
    assert_eq!(codes, ["too-deep"]);
    assert_eq!(parse(&nested(9_000)).diagnostics.len(), 1);
}
