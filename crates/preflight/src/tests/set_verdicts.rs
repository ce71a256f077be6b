//! The cases of `tests/verdicts/mapping-sets.json`, run for a file of users.

use super::*;
use crate::protocol::ExportFormat;
use set_cases::{cases, set_of};

#[path = "../../../provisioning/tests/support/set_cases.rs"]
mod set_cases;

/// Ten enabled users; four have a city.
fn ten() -> String {
    let mut csv = format!("{},city\n", HEADERS.trim_end());
    for user in 0..10 {
        let city = if user < 4 { "Lisbon" } else { "" };
        csv.push_str(&format!(
            "u{user}@contoso.com,u{user}@contoso.com,First{user},Last{user},{user},True,First{user} Last{user},,,{city}\n"
        ));
    }
    csv
}

#[test]
fn what_mappings_report_of_a_set_preflight_reports_too() {
    let cases = cases();
    let cases = cases.iter().filter(|case| case.get("preflight").is_some());
    for case in cases {
        let (run, report) = run(&ten(), &set_of(case), &PreflightOptions::default());
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|one| one.kind.text().code)
            .collect();
        let expected = case["preflight"].as_array().unwrap().iter();
        let expected: Vec<_> = expected.map(|code| code.as_str().unwrap()).collect();
        assert_eq!(found, expected, "{}", case["id"]);
        let codes = report.set.iter().map(|one| one.code.as_ref());
        let expected = case["expected"].as_array().unwrap().iter();
        let expected: Vec<_> = expected.map(|code| code.as_str().unwrap()).collect();
        assert_eq!(codes.collect::<Vec<_>>(), expected, "{}", case["id"]);
        for one in &report.set {
            let text = run.export(ExportFormat::Markdown);
            assert!(text.contains(one.headline.as_ref()), "{text}");
            assert!(run.export(ExportFormat::Json).contains(one.code.as_ref()));
        }
    }
}

#[test]
fn only_users_with_a_value_are_affected_by_an_unsupported_target() {
    let cases = cases();
    let case = cases.iter().find(|case| case["id"] == "R64-pre").unwrap();
    let (_, report) = run(&ten(), &set_of(case), &PreflightOptions::default());
    assert_eq!(report.findings[0].users, 4);
}

#[test]
fn keys_that_no_user_of_the_file_has_are_named() {
    let mut set = MappingSet::default();
    let source = r#"Switch([city], "Agent", "lisbon", "Seller", "Porto", "Lead", "Lisbon ", "x")"#;
    set.put(Row::new(ROLES, Source::Expression(source.to_owned())));
    let (_, report) = run(&ten(), &set, &PreflightOptions::default());
    assert_eq!(report.set[0].code, "keys-never-match");
    assert_eq!(
        report.set[0].message,
        "No user in the file has “Lisbon ”, “Porto”, “lisbon” as city. “lisbon” is “Lisbon” there: Switch is case-sensitive. Write the keys exactly like the values."
    );

    // A file without the column says nothing about the keys.
    let csv = ten().replace("city", "town");
    let (_, report) = run(&csv, &set, &PreflightOptions::default());
    assert!(
        report
            .set
            .iter()
            .all(|one| one.code.as_ref() != "keys-never-match")
    );
}

#[test]
fn a_disabled_user_who_stays_active_is_a_finding() {
    let mut set = MappingSet::default();
    set.put(Row::new("active", Source::Constant("True".to_owned())));
    let csv = ten().replace(",True,First1 ", ",False,First1 ");
    let options = PreflightOptions {
        skip_disabled: false,
        ..PreflightOptions::default()
    };
    let (_, report) = run(&csv, &set, &options);
    assert_eq!(report.findings[0].kind, FindingKind::ActiveAlthoughDisabled);
    assert_eq!(report.findings[0].users, 1);
}
