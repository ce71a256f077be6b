//! Parentheses, brackets and quotation marks too few or too many: one message, with the fix that was
//! meant.

use crate::fixes;

use entra_expression::{CheckOptions, check, parse};
use fixes::only;

#[test]
fn forgotten_parentheses_go_where_the_arguments_end() {
    let code = "unclosed-paren";
    only("Append([a], \"x\"", code, "(", "Append([a], \"x\")");
    only(
        "Append(StripSpaces([a], \"x\")",
        code,
        "(",
        "Append(StripSpaces([a]), \"x\")",
    );
    only(
        "Join(\"@\", NormalizeDiacritics(StripSpaces(Join(\".\", [f], [l])), \"contoso.com\"",
        code,
        "(",
        "Join(\"@\", NormalizeDiacritics(StripSpaces(Join(\".\", [f], [l]))), \"contoso.com\")",
    );
    // ToLower may take a second argument, and a stranger any number.
    only(
        "Join(\"-\", ToLower([a], \"b\"",
        code,
        "(",
        "Join(\"-\", ToLower([a], \"b\"))",
    );
    only("Strange([a], [b], [c]", code, "(", "Strange([a], [b], [c])");
    // More arguments than parentheses to give: all at the end, and the checker says the rest.
    only(
        "Append(Not([a], [b], [c])",
        code,
        "(",
        "Append(Not([a], [b], [c]))",
    );
}

#[test]
fn parentheses_too_few_and_too_many() {
    let code = "unquoted-text";
    only("ToLower[mail])", code, "ToLower", "ToLower([mail])");
    only(
        "Append(Left[a], 3), \"x\")",
        code,
        "Left",
        "Append(Left([a], 3), \"x\")",
    );
    only("Append\"\", [a])", code, "Append", "Append(\"\", [a])");
    only("LeftTrim([a]), 3)", code, "Left", "Left(Trim([a]), 3)");
    only("Left(Now), 4)", code, "Now", "Left(Now(), 4)");
    // With all parentheses in pairs it is a name that nobody knows.
    assert!(parse("LeftTrim([a])").is_sound());
    let code = "parenthesised";
    only("ToLower(([mail])", code, "(", "ToLower([mail])");
    only("Now(()", code, "(", "Now()");
    only(
        "IIF(([a]=\"x\", \"1\", \"0\")",
        code,
        "(",
        "IIF([a]=\"x\", \"1\", \"0\")",
    );
    let code = "extra-close-paren";
    only("Left(Now()), 4)", code, ")", "Left(Now(), 4)");
    only(
        "Switch(Count([m])), \"many\", \"0\", \"none\")",
        code,
        ")",
        "Switch(Count([m]), \"many\", \"0\", \"none\")",
    );
    only(
        "IIF(InStr([a], \"x\"))>0, \"1\", \"0\")",
        code,
        ")",
        "IIF(InStr([a], \"x\")>0, \"1\", \"0\")",
    );
    only(
        "ToLower(IIF(InStr([a], \"x\"))>0, \"1\", Append([b], \"0\")))",
        code,
        ")",
        "ToLower(IIF(InStr([a], \"x\")>0, \"1\", Append([b], \"0\")))",
    );
    only(
        "CBool(Count([m]>1)",
        "unclosed-paren",
        "(",
        "CBool(Count([m])>1)",
    );
}

/// What is taken back must leave something that was said.
#[test]
fn nothing_malformed_is_sound() {
    for text in [
        "PIIF([a]=\"\0a",
        "ToLower([a]=\"x",
        "ToLower([a]=[b]",
        "ToLower(Not([a]=\"x\"), \"y",
        "Left(Now()), \"x",
        "Now(\"x(",
        "Not[a]=\"x\")",
    ] {
        assert!(!parse(text).is_sound(), "{text}");
    }
}

/// The checker does not count arguments where parentheses are missing or too many.
#[test]
fn a_lost_parenthesis_is_no_wrong_number_of_arguments() {
    for text in [
        "Append(CStr([n],\"!\")",
        "Mid(Mid([a], 2, 5, 2, 2)",
        "Left(Now()), 4)",
        "Left[a], 3)",
        "Now(()",
        "ToLower(Left([a], 3), \"tr-TR\", \"x\"))",
        "Count(Split(Guid(, \"-\"))",
    ] {
        let found = check(&parse(text), &CheckOptions::default());
        assert!(found.iter().all(|d| d.code != "arity"), "{found:?}");
    }
}

#[test]
fn brackets_too_many_and_quotes_out_of_step() {
    let code = "stray-bracket";
    only("ToLower([[mail])", code, "[[", "ToLower([mail])");
    only("ToLower([[mail]])", code, "[[", "ToLower([mail])");
    let code = "unclosed-bracket";
    only(
        "IIF([a=\"usa\",\"yes\",\"no\")",
        code,
        "[",
        "IIF([a]=\"usa\",\"yes\",\"no\")",
    );
    only(
        "IIF([n>9,\"more\",\"less\")",
        code,
        "[",
        "IIF([n]>9,\"more\",\"less\")",
    );
    only(
        "BitAnd(\"12\", 10\")",
        "missing-opening-quote",
        "10\"",
        "BitAnd(\"12\", \"10\")",
    );
    let code = "missing-comma";
    only("Append([a]\", \"b\")", code, "\"", "Append([a], \"b\")");
    only("Append([a]\"b\")", code, "\"", "Append([a],\"b\")");
    only("IIF([a]=\"\"true\",\"yes\",\"no\")", code, "t", "");
}
