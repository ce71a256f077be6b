use super::*;
use crate::expression::ExpressionError;

const EXPRESSION: &str = r#"Replace([preferredLanguage],"-",,,"_",,)"#;

fn one(text: &str) -> ExpressionOutcome {
    ExpressionOutcome::One(value(text))
}

fn value(text: &str) -> ShownValue {
    ShownValue {
        text: text.to_owned(),
        bytes: text.len(),
        origins: Vec::new(),
    }
}

fn failed() -> ExpressionOutcome {
    ExpressionOutcome::Failed(ExpressionError {
        message: "No.".to_owned(),
        class: "type".to_owned(),
        span: entra_expression::Span::new(0, 1),
    })
}

/// A response of the documented shape, with words of our own.
fn response(results: &Value, expression: &str) -> String {
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#x",
        "parsingSucceeded": true,
        "evaluationSucceeded": true,
        "evaluationResult": results,
        "parsedExpression": { "expression": expression, "name": "Replace", "type": "Function" },
        "error": null,
    })
    .to_string()
}

#[test]
fn the_request_holds_what_the_expression_reads() {
    let mut user = SourceUser::of(&[
        ("mail", "ana@contoso.com"),
        ("accountEnabled", "True"),
        ("city", "Lisboa"),
    ]);
    let roles = UserValue::Many(vec!["Agent".to_owned()]);
    let _ = user
        .attributes
        .insert("appRoleAssignments".to_owned(), roles);
    let expression = "Join(\",\", [mail], [accountEnabled],\n[appRoleAssignments])";
    let made = request(
        expression,
        &user,
        " 5b0c2d1e-8a64-4f0b-9d37-2f6c1a7e4b90 ",
        "scim.1.2",
    )
    .unwrap();
    assert_eq!(made.method, "POST");
    assert_eq!(
        made.url,
        "https://graph.microsoft.com/v1.0/servicePrincipals/5b0c2d1e-8a64-4f0b-9d37-2f6c1a7e4b90/synchronization/jobs/scim.1.2/schema/parseExpression"
    );
    let body: Value = serde_json::from_str(&made.body).unwrap();
    assert_eq!(body["expression"], expression);
    assert_eq!(body["targetAttributeDefinition"], Value::Null);
    assert_eq!(
        body["testInputObject"]["properties"],
        json!([
            { "key": "accountEnabled", "value": "True" },
            { "key": "appRoleAssignments", "value@odata.type": "#Collection(String)", "value": ["Agent"] },
            { "key": "mail", "value": "ana@contoso.com" },
        ])
    );
}

#[test]
fn what_is_no_id_stays_a_placeholder() {
    for (principal, synchronization_id) in [
        ("", ""),
        ("not-a-guid", "a/b"),
        ("5b0c2d1e8a644f0b9d372f6c1a7e4b90", "a b"),
    ] {
        let url = request(
            "[mail]",
            &SourceUser::default(),
            principal,
            synchronization_id,
        )
        .unwrap()
        .url;
        assert!(
            url.contains("/OBJECT-ID/") && url.contains("/JOB-ID/"),
            "{url}"
        );
    }
}

#[test]
fn nothing_of_the_user_is_offered_before_the_expression_is_complete() {
    let user = SourceUser::of(&[("mail", "ana@contoso.com")]);
    for text in ["", " ", "ToUpper([mail]", "[mail", "ToUpper([mail]) x"] {
        assert_eq!(request(text, &user, "", ""), None, "{text}");
    }
}

#[test]
fn responses_are_compared_value_by_value() {
    use Agreement::*;
    let printed = r#"Replace([preferredLanguage], "-", , , "_", , )"#;
    let two = || ExpressionOutcome::Several {
        values: vec![value("a"), value("b")],
        more: 0,
    };
    let cases = [
        (json!(["EN_US"]), one("EN_US"), Agrees),
        (json!(["EN-US"]), one("EN_US"), Differs),
        (json!([""]), one(""), Agrees),
        (json!([]), ExpressionOutcome::Null, Agrees),
        (json!([null]), ExpressionOutcome::Null, Agrees),
        (json!(null), ExpressionOutcome::AttributeIgnored, Agrees),
        (json!(["x"]), ExpressionOutcome::Null, Differs),
        (json!([]), one(""), Differs),
        (json!(["a", "b"]), two(), Agrees),
        (json!(["b", "a"]), two(), Differs),
        (json!(["a"]), two(), Differs),
        (json!(["x"]), failed(), OnlyHereRefused),
    ];
    for (results, here, verdict) in cases {
        let found = compare(&response(&results, printed), EXPRESSION, &here).unwrap();
        assert_eq!(found.agreement, verdict, "{results} {here:?}");
        assert_eq!(found.printed, None);
    }
    let found = compare(&response(&json!(["a"]), printed), EXPRESSION, &two()).unwrap();
    assert_eq!(
        found
            .values
            .iter()
            .map(|pair| pair.same)
            .collect::<Vec<_>>(),
        [true, false]
    );
}

/// R36 and K-m to K-o of the field cases: Microsoft gives null, because it has no application there.
#[test]
fn roles_cannot_be_compared_with_microsoft() {
    let roles = "[appRoleAssignments]";
    for expression in [
        format!("SingleAppRoleAssignment({roles})"),
        format!("AppRoleAssignmentsComplex({roles})"),
        format!("AssertiveAppRoleAssignmentsComplex({roles})"),
        format!("Switch(SingleAppRoleAssignment({roles}), , \"Agent\", \"x\")"),
        format!("Join(\";\", SingleAppRoleAssignment({roles}), \"B\")"),
        format!("IIF(SingleAppRoleAssignment({roles})=\"a\", \"1\", \"2\")"),
    ] {
        assert!(reads_app_roles(&expression), "{expression}");
        for (results, here) in [
            (json!([]), one("Agent")),
            (json!([null]), one("Agent")),
            (json!(["B"]), one("Agent;B")),
            (json!(["x"]), failed()),
        ] {
            let found = compare(&response(&results, &expression), &expression, &here).unwrap();
            assert_eq!(found.agreement, Agreement::CannotEvaluate, "{expression}");
        }
        let refused = json!({ "parsingSucceeded": true, "evaluationSucceeded": false }).to_string();
        let found = compare(&refused, &expression, &one("Agent")).unwrap();
        assert_eq!(found.agreement, Agreement::CannotEvaluate, "{expression}");
        // The same value, as of a default, shows nothing; another expression is another one.
        let found = compare(
            &response(&json!([]), &expression),
            &expression,
            &ExpressionOutcome::Null,
        );
        assert_eq!(found.unwrap().agreement, Agreement::CannotEvaluate);
        let found = compare(
            &response(&json!([]), "[mail]"),
            &expression,
            &ExpressionOutcome::Null,
        );
        assert_eq!(found.unwrap().agreement, Agreement::OtherExpression);
    }
    assert!(!reads_app_roles("ToLower([mail])"));
    assert!(!reads_app_roles("ToLower([mail"));
}

#[test]
fn what_was_cut_here_is_no_difference() {
    let cut = ExpressionOutcome::One(ShownValue {
        bytes: 6,
        ..value("abc")
    });
    let list = ExpressionOutcome::Several {
        values: vec![value("a")],
        more: 1,
    };
    for (results, here, verdict) in [
        (json!(["abcdef"]), &cut, Agreement::Agrees),
        (json!(["abc"]), &cut, Agreement::Differs),
        (json!(["a", "b"]), &list, Agreement::Agrees),
        (json!(["a"]), &list, Agreement::Differs),
        (json!(["b", "b"]), &list, Agreement::Differs),
    ] {
        let found = compare(&response(&results, "x"), "", here).unwrap();
        assert_eq!(found.agreement, verdict, "{results}");
    }
}

#[test]
fn refusals_are_reported_with_microsofts_words() {
    let refused = json!({
        "parsingSucceeded": true, "evaluationSucceeded": false, "evaluationResult": [],
        "parsedExpression": null, "error": { "code": "EvaluationFailed", "message": "Two roles." },
    })
    .to_string();
    let found = compare(&refused, EXPRESSION, &one("x")).unwrap();
    assert_eq!(found.agreement, Agreement::OnlyMicrosoftRefuses);
    assert_eq!(found.error.as_deref(), Some("EvaluationFailed: Two roles."));
    let found = compare(&refused, EXPRESSION, &failed()).unwrap();
    assert_eq!(found.agreement, Agreement::BothRefuse);
}

#[test]
fn a_response_to_another_expression_is_noticed() {
    let found = compare(&response(&json!(["x"]), "[mail]"), EXPRESSION, &one("x")).unwrap();
    assert_eq!(found.agreement, Agreement::OtherExpression);
    assert_eq!(found.printed.as_deref(), Some("[mail]"));
    let spaced = response(
        &json!(["x"]),
        r#"Replace( [preferredLanguage], "-", , , "_" )"#,
    );
    let found = compare(&spaced, EXPRESSION, &one("x")).unwrap();
    assert_eq!(found.agreement, Agreement::Agrees);
    assert!(found.printed.is_some());
}

#[test]
fn what_is_no_response_is_explained() {
    let cases = [
        ("{", ParseResponseError::Syntax { line: 1, column: 1 }),
        ("7", ParseResponseError::Other),
        (r#"{"value": []}"#, ParseResponseError::Other),
        (
            r#"{"expression": "[mail]", "testInputObject": {}}"#,
            ParseResponseError::IsRequest,
        ),
        (
            r#"{"error": {"code": "Authorization_RequestDenied", "message": "No."}}"#,
            ParseResponseError::Refused {
                code: "Authorization_RequestDenied".to_owned(),
                message: "No.".to_owned(),
            },
        ),
    ];
    for (text, why) in cases {
        assert_eq!(compare(text, EXPRESSION, &one("x")), Err(why), "{text}");
    }
    let long = "x".repeat(MAX_BYTES + 1);
    assert!(matches!(
        compare(&long, EXPRESSION, &one("x")),
        Err(ParseResponseError::TooLong { .. })
    ));
}
