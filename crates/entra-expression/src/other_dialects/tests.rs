use super::*;
use crate::{CheckOptions, Severity, check, parse, print};

/// A text, its language, the expression or the beginning of why there is none, and the filter.
type Case = (
    &'static str,
    Dialect,
    Result<&'static str, &'static str>,
    Option<&'static str>,
);

const CASES: &[Case] = &[
    (
        r#"user.department -eq "Sales""#,
        Dialect::DynamicGroup,
        Ok(r#"IIF(ToLower([department])="sales", "True", "False")"#),
        Some("department EQUALS Sales"),
    ),
    (
        r#"(user.department -eq "Sales") and (user.accountEnabled -eq true)"#,
        Dialect::DynamicGroup,
        Ok(
            r#"IIF(ToLower([department])="sales", IIF([accountEnabled]="True", "True", "False"), "False")"#,
        ),
        Some("department EQUALS Sales AND accountEnabled IS TRUE"),
    ),
    (
        r#"user.department -eq "Sales" -or user.department -eq "Support""#,
        Dialect::DynamicGroup,
        Ok(r#"Switch(ToLower([department]), "False", "sales", "True", "support", "True")"#),
        Some("department EQUALS Sales OR department EQUALS Support"),
    ),
    (
        r#"user.country -notIn ["DE", "AT"]"#,
        Dialect::DynamicGroup,
        Ok(r#"Switch(ToLower([country]), "True", "de", "False", "at", "False")"#),
        Some("(country NOT EQUALS DE AND country NOT EQUALS AT) OR country IS NULL"),
    ),
    (
        r#"user.mail -ne null -and -not (user.jobTitle -startsWith "Ex")"#,
        Dialect::DynamicGroup,
        Ok(
            r#"Switch([mail], IIF(Left(ToLower([jobTitle]), 2)="ex", "False", "True"), "", "False")"#,
        ),
        Some(
            "(mail IS NOT NULL AND jobTitle NOT REGEX MATCH ^Ex.*$) OR (mail IS NOT NULL AND jobTitle IS NULL)",
        ),
    ),
    (
        "user.mail -ne $null",
        Dialect::DynamicGroup,
        Ok(r#"Switch([mail], "True", "", "False")"#),
        Some("mail IS NOT NULL"),
    ),
    (
        "user.mail –eq \"x\"",
        Dialect::DynamicGroup,
        Ok(r#"IIF(ToLower([mail])="x", "True", "False")"#),
        Some("mail EQUALS x"),
    ),
    (
        "accountEnabled eq true and assignedLicenses/$count ne 0",
        Dialect::Filter,
        Err("provisioning has no attribute assignedLicenses/$count"),
        None,
    ),
    (
        "createdDateTime ge 2024-01-01T00:00:00Z",
        Dialect::Filter,
        Err("ge has no equivalent here"),
        None,
    ),
    (
        r#"user.displayName -contains "ops""#,
        Dialect::DynamicGroup,
        Ok(r#"IIF(InStr(ToLower([displayName]), "ops")>0, "True", "False")"#),
        Some("displayName REGEX MATCH ^.*ops.*$"),
    ),
    (
        r#"user.department -match "Sales.*""#,
        Dialect::DynamicGroup,
        Err("mappings can’t compare with a regular expression"),
        Some("department REGEX MATCH Sales.*"),
    ),
    (
        "user.memberof -any (group.objectId -in ['a1', 'b2'])",
        Dialect::DynamicGroup,
        Err("a mapping can’t read a user’s groups"),
        None,
    ),
    (
        r#"(user.userType -eq "Member") -and (user.city -eq "Porto")"#,
        Dialect::DynamicGroup,
        Err("provisioning doesn’t offer the attribute userType"),
        None,
    ),
    (
        r#"user.proxyAddresses -any (_ -startsWith "SMTP:")"#,
        Dialect::DynamicGroup,
        Err("proxyAddresses has several values"),
        None,
    ),
    (
        r#"device.deviceOSType -eq "Windows""#,
        Dialect::DynamicGroup,
        Err("the rule is about devices"),
        None,
    ),
    (
        r#"user.department -eq "#,
        Dialect::DynamicGroup,
        Err("the rule isn’t complete"),
        None,
    ),
    (
        "department eq 'Sales' and accountEnabled eq true",
        Dialect::Filter,
        Ok(
            r#"IIF(ToLower([department])="sales", IIF([accountEnabled]="True", "True", "False"), "False")"#,
        ),
        Some("department EQUALS Sales AND accountEnabled IS TRUE"),
    ),
    (
        r#"department eq "Sales""#,
        Dialect::Filter,
        Ok(r#"IIF(ToLower([department])="sales", "True", "False")"#),
        Some("department EQUALS Sales"),
    ),
    (
        "startswith(displayName,'A')",
        Dialect::Filter,
        Ok(r#"IIF(Left(ToLower([displayName]), 1)="a", "True", "False")"#),
        Some("displayName REGEX MATCH ^A.*$"),
    ),
    (
        "not(endswith(mail,'@x.org')) and mobilePhone ne null",
        Dialect::Filter,
        Ok(
            r#"IIF(Replace(ToLower([mail]), , "(?s)^.*@x\\.org\\z", , "@x.org", , )="@x.org", "False", Switch([mobile], "True", "", "False"))"#,
        ),
        Some(
            r"(mail NOT REGEX MATCH ^.*@x\.org$ AND mobile IS NOT NULL) OR (mail IS NULL AND mobile IS NOT NULL)",
        ),
    ),
    (
        "$filter=department in ('Sales', 'O''Brien')",
        Dialect::Filter,
        Ok(r#"Switch(ToLower([department]), "False", "sales", "True", "o'brien", "True")"#),
        Some("department EQUALS Sales OR department EQUALS O'Brien"),
    ),
    (
        "memberOf/any(g:g/id eq 'a1')",
        Dialect::Filter,
        Err("a mapping can’t read a user’s groups"),
        None,
    ),
    (
        "createdDateTime ge 2024",
        Dialect::Filter,
        Err("ge has no equivalent"),
        None,
    ),
    (
        r#"user.department == "Sales" ? "A" : "B""#,
        Dialect::Okta,
        Ok(r#"IIF([department]="Sales", "A", "B")"#),
        None,
    ),
    (
        "String.toLowerCase(user.email)",
        Dialect::Okta,
        Ok("ToLower([mail])"),
        None,
    ),
    (
        r#"user.firstName + "." + user.lastName"#,
        Dialect::Okta,
        Ok(r#"Join("", [givenName], ".", [surname])"#),
        None,
    ),
    (
        r#"isMemberOfGroupName("x")"#,
        Dialect::Okta,
        Err("isMemberOfGroupName: a mapping can’t read a user’s groups"),
        None,
    ),
    (
        r#"isMemberOfGroupName("x") ? "A" : "B""#,
        Dialect::Okta,
        Err("isMemberOfGroupName: a mapping can’t read a user’s groups"),
        None,
    ),
    (
        r#"String.substringBefore(user.email, "@")"#,
        Dialect::Okta,
        Ok(r#"Replace([mail], , "(?s)@.*$", , "", , )"#),
        None,
    ),
    (
        r#"String.substringAfter(user.login, "@")"#,
        Dialect::Okta,
        Ok(
            r#"IIF(InStr([userPrincipalName], "@")>0, Replace([userPrincipalName], , "(?s)^.*?@", , "", , ), "")"#,
        ),
        None,
    ),
    (
        r#"String.substring(user.firstName, 0, 1) + user.lastName"#,
        Dialect::Okta,
        Ok(r#"Join("", Mid([givenName], 1, 1), [surname])"#),
        None,
    ),
    (
        r#"user.department == "Sales" && user.city != null"#,
        Dialect::Okta,
        Ok(r#"IIF([department]="Sales", Switch([city], "True", "", "False"), "False")"#),
        Some("department EQUALS Sales AND city IS NOT NULL"),
    ),
    (
        r#"appuser.costCenter == "1""#,
        Dialect::Okta,
        Err("Okta’s appuser.costCenter has no clear equivalent"),
        None,
    ),
];

#[test]
fn each_language_is_recognized_and_converted() {
    for (text, language, expression, scoping) in CASES {
        let found = recognize(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.language, *language, "{text}");
        match (expression, &found.expression) {
            (Ok(wanted), Ok(expr)) => {
                let parsed = parse(wanted);
                assert_eq!(parsed.expr().as_ref(), Some(expr), "{text}: {expr}");
                assert_eq!(check(&parsed, &CheckOptions::default()), [], "{text}");
            }
            (Err(wanted), Err(why)) => assert!(why.starts_with(wanted), "{text}: {why}"),
            (_, other) => panic!("{text}: {other:?}"),
        }
        let filter = found.scoping.as_ref().map(ToString::to_string);
        assert_eq!(filter.as_deref(), *scoping, "{text}");
        // One finding stands for the whole text, and its fix is the expression.
        let findings = check(&parse(text), &CheckOptions::default());
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        let finding = &findings[0];
        assert_eq!(finding.severity, Severity::Error, "{text}");
        assert!(finding.message.contains(language.name()), "{text}");
        assert_eq!(
            finding.fixes.len(),
            usize::from(expression.is_ok()),
            "{text}"
        );
        if let (Some(fix), Ok(wanted)) = (finding.fixes.first(), expression) {
            let wanted = parse(wanted).expr().map(|expr| print(&expr));
            assert_eq!(Some(fix.apply(text)), wanted);
        }
    }
}

#[test]
fn what_may_be_something_else_is_left_alone() {
    for text in [
        "",
        "mail",
        "[mail]",
        "user.department",
        "Sales",
        r#""user.department -eq \"Sales\"""#,
        r#"IIF([department]="Sales", "A", "B")"#,
        r#"IIF([department] eq "Sales", "A", "B")"#,
        r#"IIF(user.department -eq "Sales", "A", "B")"#,
        r#"ToLower(user.email)"#,
        r#"[department] -eq "Sales""#,
        r#"Join("", [givenName], user.lastName)"#,
        "department eq",
        "department = 'Sales'",
        "Left([mail], -2)",
        "Foo([mail])",
        "a - b",
        "not",
        "((((",
        "\"",
        "-eq",
    ] {
        assert_eq!(recognize(text), None, "{text}");
    }
}

#[test]
fn size_and_depth_have_bounds() {
    let deep = format!(
        "{}user.city -eq \"x\"{}",
        "(".repeat(3_000),
        ")".repeat(3_000)
    );
    assert_eq!(recognize(&deep), None);
    let deep = format!("{}user.city -eq \"x\"{}", "(".repeat(400), ")".repeat(400));
    let found = recognize(&deep).unwrap();
    assert!(found.expression.is_err());
    let one = |index: usize| format!("(user.city -eq \"{index}\" -and user.state -eq \"{index}\")");
    let all: Vec<String> = (0..150).map(one).collect();
    let wide = recognize(&all[..100].join(" -or ")).unwrap();
    assert!(wide.expression.is_err() && wide.scoping.is_none());
    assert_eq!(recognize(&all.join(" -or ").repeat(10)), None);
    let none: Vec<String> = (0..120)
        .map(|index| format!("user.a{index} -eq null"))
        .collect();
    assert!(recognize(&none.join(" -or ")).unwrap().expression.is_err());
}
