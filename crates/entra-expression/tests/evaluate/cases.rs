//! Values that a real .NET Core 3.1.23 gives, or that follow from a decision beside the function.

use entra_expression::evaluate::{
    AttributeRecord, AttributeValue, Environment, EvaluationOutcome, Program,
};

/// What an expression gives for a user whose attribute `a` is a text: the value, or the class of
/// the error.
fn given(expression: &str, a: &str) -> String {
    let user: AttributeRecord = [("a".to_owned(), AttributeValue::from(a))]
        .into_iter()
        .collect();
    let program = match Program::parse(expression) {
        Ok(program) => program,
        Err(error) => return error.kind.class().to_owned(),
    };
    let outcome = program.run(&user, &mut Environment::default());
    match outcome {
        Ok(EvaluationOutcome::Value(text)) => text.into_owned(),
        Ok(other) => format!("{other:?}"),
        Err(error) => error.kind.class().to_owned(),
    }
}

#[test]
fn in_str_finds_the_empty_text_up_to_the_end() {
    for (start, position) in [(1, "1"), (2, "2"), (3, "3"), (4, "0")] {
        let expression = format!(r#"InStr([a], "", {start}, )"#);
        assert_eq!(given(&expression, "ab"), position);
    }
    assert_eq!(given(r#"InStr([a], "", 1, )"#, ""), "0");
}

#[test]
fn in_str_does_not_find_half_a_character() {
    for (start, position) in [(1, "2"), (2, "2"), (3, "4"), (4, "4"), (5, "0")] {
        let expression = format!("InStr([a], \"\u{1F600}\", {start}, )");
        assert_eq!(
            given(&expression, "é\u{1F600}\u{1F600}"),
            position,
            "{start}"
        );
    }
}

#[test]
fn a_group_with_a_name_has_no_number_for_a_name() {
    let replace = |group: &str| format!(r#"Replace([a], , "(x)(?<n>y)", "{group}", "-", , )"#);
    assert_eq!(given(&replace("n"), "xy"), "x-");
    assert_eq!(given(&replace("1"), "xy"), "-y");
    assert_eq!(given(&replace("0"), "xy"), "-");
    assert_eq!(given(&replace("2"), "xy"), "regex");
}
