//! What holds for every text and every tree.

use crate::common;

use common::{near_text, tree};
use entra_expression::{
    CheckOptions, Fix, LintTarget, TargetType, check, complete, explain, normalise, parse, print,
    print_readable, signature_help,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tokens_cover_the_text_once(text in prop_oneof![near_text(), any::<String>()]) {
        let parsed = parse(&text);
        let rebuilt: String = parsed.tokens.iter().map(|token| token.span.of(&text)).collect();
        prop_assert_eq!(rebuilt, text);
    }

    #[test]
    fn a_text_is_sound_exactly_when_it_has_a_tree(text in prop_oneof![near_text(), any::<String>()]) {
        let parsed = parse(&text);
        prop_assert_eq!(parsed.is_sound(), parsed.expr().is_some());
        for diagnostic in &parsed.diagnostics {
            prop_assert!(text.get(diagnostic.span.range()).is_some(), "{:?}", diagnostic);
        }
    }

    #[test]
    fn nodes_stand_inside_their_parents(text in near_text()) {
        let parsed = parse(&text);
        if let Some(root) = &parsed.root {
            root.walk(&mut |node| {
                assert!(text.get(node.span.range()).is_some());
                if let Some(call) = node.as_call() {
                    for arg in &call.args {
                        assert!(node.span.end >= arg.slot.start);
                        if let Some(value) = &arg.value {
                            assert!(arg.slot.start <= value.span.start);
                        }
                    }
                }
            });
        }
    }

    #[test]
    fn printing_reads_back(expr in tree()) {
        let normal = normalise(&expr);
        prop_assert_eq!(&normalise(&normal), &normal);
        prop_assert_eq!(print(&normal), print(&expr));
        let printed = print(&expr);
        prop_assert_eq!(parse(&printed).expr(), Some(normal.clone()), "{}", printed);
        let readable = print_readable(&expr);
        prop_assert_eq!(parse(&readable).expr(), Some(normal), "{}", readable);
    }

    #[test]
    fn the_checker_stays_inside_the_text_and_its_fixes_apply(text in near_text()) {
        let options = options();
        let parsed = parse(&text);
        for diagnostic in check(&parsed, &options) {
            prop_assert!(text.get(diagnostic.span.range()).is_some(), "{:?}", diagnostic);
            for fix in &diagnostic.fixes {
                let fixed_text = apply(fix, &text);
                prop_assert!(fixed_text != text, "{:?}", fix);
            }
        }
    }

    #[test]
    fn a_fix_of_a_lint_removes_its_finding(expr in tree()) {
        let options = options();
        let text = print(&expr);
        let found = check(&parse(&text), &options);
        for diagnostic in &found {
            for fix in &diagnostic.fixes {
                let fixed_text = apply(fix, &text);
                prop_assert!(parse(&fixed_text).is_sound(), "{} {:?}", fixed_text, diagnostic);
                let after = check(&parse(&fixed_text), &options);
                prop_assert!(
                    !after.contains(diagnostic),
                    "{}\n{}\n{:?}", text, fixed_text, diagnostic
                );
            }
        }
    }

    #[test]
    fn help_at_every_cursor(text in near_text(), at in 0..80_usize) {
        let found = complete(&text, at, &["mail", "displayName", "appRoleAssignments"]);
        prop_assert!(text.get(found.replace.range()).is_some());
        if let Some(help) = signature_help(&text, at) {
            prop_assert!(text.get(help.name.range()).is_some());
        }
    }

    #[test]
    fn everything_can_be_explained(expr in tree()) {
        let lines = explain(&expr);
        prop_assert!(!lines.is_empty());
        prop_assert!(lines.iter().all(|line| line.text.ends_with(['.', ':'])));
    }

    #[test]
    fn a_fix_of_the_parser_removes_its_diagnostic(text in near_text()) {
        let parsed = parse(&text);
        for fix in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.fixes) {
            prop_assert!(apply(fix, &text) != text, "{:?}", fix);
        }
        // With several errors, fixing one can show what it hid; with one, it is gone.
        if let [diagnostic] = &parsed.diagnostics[..] {
            for fix in &diagnostic.fixes {
                let fixed_text = apply(fix, &text);
                let after = parse(&fixed_text).diagnostics;
                // Taking a stray character out can uncover the next one.
                prop_assert!(
                    fixed_text.len() < text.len() || !after.iter().any(|d| d.code == diagnostic.code && d.span == diagnostic.span),
                    "{:?}\n{}\n{}\n{:?}", diagnostic, text, fixed_text, after
                );
            }
        }
    }
}

/// More cases than proptest's default; `PROPTEST_CASES` asks for another number.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 1_500;
    }
    config
}

fn options() -> CheckOptions {
    CheckOptions {
        attributes: Some(["mail", "b", "displayName"].map(str::to_owned).to_vec()),
        target: Some(LintTarget {
            name: "active".to_owned(),
            takes: TargetType::Boolean,
            multivalued: false,
        }),
        general_cautions: true,
        ..CheckOptions::default()
    }
}

fn apply(fix: &Fix, text: &str) -> String {
    for pair in fix.edits.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{fix:?}");
    }
    fix.apply(text)
}

#[test]
fn many_unknown_attributes_take_linear_time() {
    let known: Vec<String> = (0..400).map(|n| format!("extensionAttribute{n}")).collect();
    let options = CheckOptions {
        attributes: Some(known),
        ..CheckOptions::default()
    };
    let check_keys = |count: usize| {
        let keys: String = (0..count)
            .map(|n| format!(", \"k{n}\", [extensionAtribute{n}]"))
            .collect();
        let text = format!("Switch([a], \"d\"{keys})");
        assert!(text.len() < entra_expression::MAX_CHARACTERS);
        check(&parse(&text), &options);
        complete(&text, text.len() / 2, &["mail"]);
    };
    let excess = linear_time::excess(24, || check_keys(35), || check_keys(280));
    assert_eq!(excess, None);
}

#[test]
fn a_hostile_text_is_read_and_gives_few_diagnostics() {
    for piece in [
        "(",
        "A(",
        "[",
        "\"",
        "'",
        "`",
        "“",
        "&quot;",
        "\\[",
        "{",
        "A(\"",
        "[(",
        ")",
        ",",
        "A(1 ",
        "A([b",
        "Now)",
        "LeftTrim(1)) ",
        "A(x;,",
        "A(1:",
        "IIF(And([a]=1), ",
        "[[a",
        "Not([a]=1",
    ] {
        let text = piece.repeat(entra_expression::MAX_CHARACTERS / piece.chars().count());
        let parsed = parse(&text);
        assert!(!parsed.is_sound());
        assert!(parsed.diagnostics.len() <= 50);
        check(&parsed, &options());
        complete(&text, text.len(), &["mail"]);
    }
}
