use std::collections::BTreeSet;

use super::{Cause, CauseKind, CauseOwner, CauseSeverity, CauseSubject, rules};

#[test]
fn texts_are_complete_with_and_without_an_attribute() {
    for kind in CauseKind::ALL {
        for subject in [None, Some(CauseSubject::Attribute("userName".into()))] {
            let cause = Cause {
                subject,
                ..Cause::of_kind(*kind)
            };
            let [headline, explanation, next] =
                [cause.headline(), cause.explanation(), cause.next_action()];
            for text in [&headline, &explanation, &next] {
                assert!(
                    !text.is_empty() && !text.contains(['{', '}', '|']),
                    "{text}"
                );
                assert!(!text.contains('\''), "write ’: {text}");
            }
            assert!(
                !headline.ends_with('.') && headline.len() <= 100,
                "{headline}"
            );
            assert!(
                explanation.ends_with('.') && next.ends_with('.'),
                "{kind:?}"
            );
        }
    }
}

#[test]
fn each_kind_has_an_id_of_its_own() {
    let mut ids = BTreeSet::new();
    for kind in CauseKind::ALL {
        let id = kind.info().id;
        assert!(ids.insert(id), "{id}");
        assert_eq!(CauseKind::of_id(id), Some(*kind));
        assert!(
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        );
    }
    assert_eq!(CauseKind::of_id("other"), None);
}

#[test]
fn only_what_is_no_failure_is_harmless() {
    for kind in CauseKind::ALL {
        let info = kind.info();
        if info.severity == CauseSeverity::Harmless {
            assert!(super::scoping::is_skip(*kind), "{kind:?}");
        }
        if info.severity >= CauseSeverity::Failure {
            assert_ne!(info.owner, CauseOwner::NoAction, "{kind:?}");
        }
    }
}

#[test]
fn phrases_can_be_found() {
    for rule in rules::all() {
        for phrase in rule.phrases() {
            assert_eq!(phrase, phrase.to_ascii_lowercase());
            let found = rules::phrases_in(phrase);
            assert!(found.any(&[phrase]), "{phrase}");
        }
    }
}

#[test]
fn each_status_of_a_failure_has_a_kind() {
    for status in 200..=599 {
        assert!(CauseKind::of_status(status).is_some(), "{status}");
    }
}
