use super::*;
use crate::{CheckOptions, Severity, check, functions, parse};

#[test]
fn the_list_has_one_entry_for_each_in_order() {
    for (index, info) in ALL.iter().enumerate() {
        assert_eq!(info.behavior as usize, index, "{}", info.question);
        assert_eq!(info.behavior.info(), info);
        assert_ne!(info.ours.gives, info.other.gives, "{}", info.distinguishing);
        for name in info.functions {
            assert!(functions::find(name).is_some(), "{name}");
        }
    }
    assert!(ALL.len() <= 32, "ContestedSet has 32 places");
    let mut set = ContestedSet::default();
    set.insert(Contested::CompareNull);
    set.insert(Contested::WordOfNull);
    let all: Vec<_> = set.iter().collect();
    assert_eq!(all, [Contested::WordOfNull, Contested::CompareNull]);
}

#[test]
fn distinguishing_expressions_can_be_pasted_into_the_portal() {
    for info in ALL {
        let found = check(&parse(info.distinguishing), &CheckOptions::default());
        let errors: Vec<_> = found
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| found.code)
            .collect();
        let below_one = info.behavior == Contested::MidBelowOne;
        assert!(
            errors.is_empty() || below_one,
            "{} {errors:?}",
            info.distinguishing
        );
        assert!(
            !info.distinguishing.contains('['),
            "{}",
            info.distinguishing
        );
    }
}

#[test]
fn ours_is_what_the_evaluator_gives_and_it_names_the_entry() {
    use crate::evaluate::{AttributeRecord, Environment, EvaluationOutcome, Program};
    for info in ALL {
        let mut environment = Environment::default();
        let program = Program::parse(info.distinguishing).unwrap();
        let user = AttributeRecord::default();
        let outcome = program.run(&user, &mut environment);
        let contested = environment.contested();
        match (info.ours.gives, outcome) {
            (ReadingResult::Error, Err(_)) => {}
            (ReadingResult::Value(text), Ok(EvaluationOutcome::Value(found))) if text == found => {}
            (wanted, found) => panic!("{}: {found:?}, not {wanted}", info.distinguishing),
        }
        assert!(contested.contains(info.behavior), "{}", info.distinguishing);
        let traced = program.trace(&user, &mut Environment::default());
        assert_eq!(traced.contested, contested, "{}", info.distinguishing);
        // Another run that takes no such path says nothing.
        let plain = Program::parse(r#"ToLower("A")"#).unwrap();
        plain.run(&user, &mut environment).unwrap();
        assert!(environment.contested().is_empty());
    }
}
