//! What holds for the table of functions.

use std::collections::BTreeSet;

use entra_expression::functions::{Availability, Presence, all, documented, find, find_any_case};
use entra_expression::{
    CheckOptions, ProvisioningKind, Severity, check, explain, normalise, parse, print,
    signature_help,
};

#[test]
fn the_reference_is_whole() {
    assert_eq!(documented().count(), 44);
    let names: BTreeSet<_> = all().map(|info| info.name).collect();
    assert_eq!(names.len(), all().count(), "a name stands twice");
    let functions: BTreeSet<_> = documented().filter_map(|info| info.function).collect();
    assert_eq!(functions.len(), 44);
    for info in documented() {
        // The enum and the name are the same word, so that an evaluator's errors read right.
        assert_eq!(
            format!("{:?}", info.function.expect("a function")),
            info.name
        );
    }
    for name in [
        "Trim",
        "Error",
        "ConvertFromBase64",
        "DNComponent",
        "StringFromSid",
    ] {
        assert_eq!(
            find(name).map(|info| info.availability),
            Some(Availability::CloudSync)
        );
    }
    for name in [
        "DefaultDomain",
        "AppRoleAssignments",
        "Prepend",
        "IsNothing",
    ] {
        assert_eq!(
            find(name).map(|info| info.availability),
            Some(Availability::Undocumented)
        );
    }
    assert!(find("switch").is_none() && find_any_case("switch").is_some());
}

#[test]
fn every_entry_says_what_a_reader_needs() {
    for info in documented() {
        assert!(info.summary.ends_with('.'), "{}", info.name);
        assert!(!info.examples.is_empty(), "{} has no example", info.name);
        assert!(info.repeats <= info.params.len());
        for param in info.params {
            assert!(param.doc.ends_with('.'), "{} {}", info.name, param.name);
        }
        for caveat in info.caveats {
            assert!(
                caveat.text.ends_with('.') && !caveat.source.is_empty(),
                "{}",
                info.name
            );
        }
        assert!(info.min_args() <= info.max_args().unwrap_or(usize::MAX));
        // An optional parameter before a required one would have no way of being left out.
        let first_optional = info
            .params
            .iter()
            .position(|p| p.presence == Presence::Optional);
        if let Some(first) = first_optional {
            assert!(
                info.params[first..]
                    .iter()
                    .all(|p| p.presence == Presence::Optional),
                "{}",
                info.name
            );
        }
    }
}

#[test]
fn examples_are_sound_canonical_and_without_errors() {
    let options = CheckOptions {
        service: ProvisioningKind::HrInbound,
        ..CheckOptions::default()
    };
    for info in documented() {
        for example in info.examples {
            let parsed = parse(example.expression);
            let expr = parsed.expr().expect(example.expression);
            let found = check(&parsed, &options);
            assert!(
                found.iter().all(|d| d.severity != Severity::Error),
                "{} {found:?}",
                example.expression
            );
            assert_eq!(parse(&print(&expr)).expr(), Some(normalise(&expr)));
            assert!(!explain(&expr).is_empty());
            let listed: BTreeSet<_> = example.attributes.iter().map(|(name, _)| *name).collect();
            let read: BTreeSet<_> = expr.attributes().into_iter().collect();
            assert!(listed.is_subset(&read), "{}", example.expression);
            assert!(
                example.expression.contains(info.name),
                "{}",
                example.expression
            );
        }
    }
}

#[test]
fn every_function_is_explained_in_words_of_its_own() {
    for info in documented() {
        let expr = parse(info.examples[0].expression).expr().expect("sound");
        let explained: Vec<String> = explain(&expr).into_iter().map(|line| line.text).collect();
        assert!(
            !explained
                .join(" ")
                .contains(&format!("the result of {}", info.name)),
            "{explained:?}"
        );
    }
}

#[test]
fn every_parameter_has_help() {
    for info in documented() {
        for (index, param) in info.params.iter().enumerate() {
            let text = format!("{}({}", info.name, ", ".repeat(index));
            let help = signature_help(&text, text.len()).expect("help");
            assert_eq!(help.param, Some(param), "{text}");
        }
    }
}
