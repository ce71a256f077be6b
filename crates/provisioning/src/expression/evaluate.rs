//! Evaluating for a page: everything that it shows, and no more than it can.

use std::borrow::Cow;

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{self, Environment, EvalError, Flow, Program, Source};
use entra_expression::functions;

use super::{Answer, Call, Failed, From, Job, Outcome, Part, Short, Value};

/// Values of a result that are told.
const MOST_VALUES: usize = 100;
/// Bytes of one value that are told.
const MOST_BYTES: usize = 20_000;
/// Parts of one value that are told.
const MOST_PARTS: usize = 300;
/// Calls that are told.
const MOST_CALLS: usize = 300;
/// Characters of a value in the trace.
const MOST_SHORT: usize = 120;
/// Values of a list in the trace.
const MOST_SHORT_VALUES: usize = 5;

/// Does the job. Whatever goes wrong is in the answer.
pub fn evaluate(job: &Job) -> Answer {
    let program = match Program::parse(&job.expression) {
        Ok(program) => program,
        Err(error) => {
            return Answer {
                outcome: failed(&error),
                calls: Vec::new(),
                more_calls: 0,
                contested: Vec::new(),
            };
        }
    };
    let mut environment = Environment::new(Ticks::from_unix(job.now), chance(job.seed));
    let traced = program.trace(&job.user.record(), &mut environment);
    let contested = traced.contested.iter();
    let contested = contested.map(|behavior| behavior as usize).collect();
    let more_calls = traced.calls.len().saturating_sub(MOST_CALLS);
    let calls = traced.calls.into_iter().take(MOST_CALLS).map(call);
    let calls = calls.collect();
    let outcome = match traced.outcome {
        Ok(outcome) => told(outcome, &traced.origins),
        Err(error) => failed(&error),
    };
    Answer {
        outcome,
        calls,
        more_calls,
        contested,
    }
}

/// Random numbers from a seed (SplitMix64).
fn chance(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

fn failed(error: &EvalError) -> Outcome {
    Outcome::Failed(Failed {
        message: error.to_string(),
        class: error.kind.class().to_owned(),
        place: (error.span.start, error.span.end),
    })
}

fn told(outcome: evaluate::Outcome<'_>, origins: &[Vec<evaluate::Origin>]) -> Outcome {
    let none = Vec::new();
    let parts = |index| origins.get(index).unwrap_or(&none);
    match outcome {
        evaluate::Outcome::Value(text) => Outcome::One(value(text, parts(0))),
        evaluate::Outcome::Values(texts) => {
            let more = texts.len().saturating_sub(MOST_VALUES);
            let texts = texts.into_iter().take(MOST_VALUES).enumerate();
            let values = texts.map(|(index, text)| value(text, parts(index)));
            Outcome::Several {
                values: values.collect(),
                more,
            }
        }
        evaluate::Outcome::Null => Outcome::Null,
        evaluate::Outcome::Ignored(Flow::Attribute) => Outcome::AttributeIgnored,
        evaluate::Outcome::Ignored(Flow::Object) => Outcome::ObjectIgnored,
    }
}

fn value(text: Cow<'_, str>, origins: &[evaluate::Origin]) -> Value {
    let bytes = text.len();
    let mut text = text.into_owned();
    let mut end = bytes.min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    let parts = origins.iter().filter(|origin| origin.bytes.end <= end);
    Value {
        text,
        bytes,
        parts: parts.take(MOST_PARTS).map(part).collect(),
    }
}

fn part(origin: &evaluate::Origin) -> Part {
    let (span, from) = match &origin.from {
        Source::Attribute { span, value, bytes } => {
            let at = (bytes.start, bytes.end);
            (span, From::Attribute { value: *value, at })
        }
        Source::Constant { span, .. } => (span, From::Constant),
        Source::Call { span } => (span, From::Call),
    };
    Part {
        at: (origin.bytes.start, origin.bytes.end),
        place: (span.start, span.end),
        from,
    }
}

fn call(call: evaluate::Call) -> Call {
    let name = functions::all().find(|info| info.function == Some(call.function));
    let arguments = call.arguments.into_iter();
    Call {
        name: name.map_or_else(String::new, |info| info.name.to_owned()),
        place: (call.span.start, call.span.end),
        arguments: arguments.map(|value| value.map(short)).collect(),
        result: call.result.map(short),
        depth: call.depth,
    }
}

fn short(outcome: evaluate::Outcome<'_>) -> Short {
    match outcome {
        evaluate::Outcome::Value(text) => Short::One(shortened(&text)),
        evaluate::Outcome::Values(texts) => Short::Several {
            more: texts.len().saturating_sub(MOST_SHORT_VALUES),
            values: {
                let first = texts.iter().take(MOST_SHORT_VALUES);
                first.map(|text| shortened(text)).collect()
            },
        },
        evaluate::Outcome::Null => Short::Null,
        evaluate::Outcome::Ignored(_) => Short::Ignored,
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_SHORT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::UserValue;

    fn run(expression: &str) -> Answer {
        let mut user = SourceUser::of(&[("givenName", "Zoë"), ("surname", "Æble")]);
        let several = UserValue::Many(vec!["Team Lead".to_owned(), "Agent".to_owned()]);
        let _ = user
            .attributes
            .insert("appRoleAssignments".to_owned(), several);
        evaluate(&Job {
            expression: expression.to_owned(),
            user,
            now: 1_800_000_000,
            seed: 7,
        })
    }
    use crate::user::SourceUser;

    fn one(expression: &str) -> Value {
        match run(expression).outcome {
            Outcome::One(value) => value,
            other => panic!("{expression}: {other:?}"),
        }
    }

    #[test]
    fn outcomes_are_told_as_they_are() {
        let cases = [
            ("[mail]", Outcome::Null),
            (
                r#"IIF("a" = "a", IgnoreAttributeFlow, "x")"#,
                Outcome::AttributeIgnored,
            ),
            (
                r#"IIF("a" = "a", IgnoreObjectFlow, "x")"#,
                Outcome::ObjectIgnored,
            ),
        ];
        for (expression, outcome) in cases {
            assert_eq!(run(expression).outcome, outcome, "{expression}");
        }
        assert_eq!(one("Now()").text, "1/15/2027 8:00:00 AM");
        let several = r#"Split("Team Lead;Agent", ";")"#;
        let Outcome::Several { values, more } = run(several).outcome else {
            panic!("it has two values");
        };
        assert_eq!((values.len(), more), (2, 0));
    }

    #[test]
    fn what_a_value_rests_on_is_told() {
        use entra_expression::contested::Contested;
        let of = |expression: &str| run(expression).contested;
        assert_eq!(
            of(r#"Word([mail], 1, " ")"#),
            [Contested::WordOfNull as usize]
        );
        assert_eq!(of("Item([mail], 1)"), [Contested::ItemOfNull as usize]);
        assert!(of(r#"Word([givenName], 1, " ")"#).is_empty());
        assert!(of("ToLower([mail]").is_empty());
    }

    #[test]
    fn errors_stand_at_their_place() {
        let expression = "ToLower(SingleAppRoleAssignment([appRoleAssignments]))";
        let Outcome::Failed(failed) = run(expression).outcome else {
            panic!("two roles are an error");
        };
        assert_eq!(failed.class, "roles");
        assert!(expression[failed.place.0..failed.place.1].starts_with("Single"));
        let Outcome::Failed(failed) = run("ToLower([a]").outcome else {
            panic!("it is not closed");
        };
        assert_eq!(failed.class, "parse");
    }

    #[test]
    fn parts_lead_back_to_the_expression() {
        let expression = r#"Join(".", NormalizeDiacritics([givenName]), [surname])"#;
        let value = one(expression);
        assert_eq!(value.text, "Zoe.Æble");
        let told: Vec<_> = value
            .parts
            .iter()
            .map(|part| {
                let from = &expression[part.place.0..part.place.1];
                (&value.text[part.at.0..part.at.1], from, part.from.clone())
            })
            .collect();
        let of = |at| From::Attribute { value: 0, at };
        assert_eq!(
            told,
            [
                ("Zo", "[givenName]", of((0, 2))),
                ("e", "[givenName]", of((2, 4))),
                (".", "\".\"", From::Constant),
                ("Æble", "[surname]", of((0, 5))),
            ]
        );
    }

    #[test]
    fn the_trace_names_calls_arguments_and_results() {
        let answer = run(r#"Switch([surname], "none", "Æble", ToUpper([givenName]))"#);
        let calls = &answer.calls;
        assert_eq!(calls[0].name, "ToUpper");
        assert_eq!(calls[0].result, Some(Short::One("ZOË".to_owned())));
        assert_eq!((calls[0].depth, calls[1].depth), (1, 0));
        assert_eq!(calls[1].arguments[1], None, "the default was not evaluated");
    }

    #[test]
    fn what_is_told_is_bounded() {
        let long = format!(r#"Append("{}", "é")"#, "é".repeat(4_000));
        let nested = format!("ToUpper({})", long.replace("4", ""));
        let value = one(&nested);
        assert!(value.is_whole());
        let mut growing = r#""éé""#.to_owned();
        for _ in 0..6 {
            growing = format!(r#"Replace({growing}, "é", , , "éééééééé", , )"#);
        }
        let value = one(&growing);
        assert!(!value.is_whole() && value.text.len() <= MOST_BYTES);
        assert!(value.parts.len() <= MOST_PARTS);
        let answer = run(&growing);
        assert!(matches!(&answer.calls[5].result, Some(Short::One(text)) if text.ends_with('…')));
        let many = vec![r#"ToLower("a")"#; 400].join(", ");
        let answer = run(&format!(r#"Join("", {many})"#));
        assert_eq!((answer.calls.len(), answer.more_calls), (300, 101));
    }

    #[test]
    fn chance_begins_at_the_seed() {
        assert_eq!(one("Guid()"), one("Guid()"));
        let mut job = Job {
            expression: "Guid()".to_owned(),
            user: SourceUser::default(),
            now: 0,
            seed: 1,
        };
        let first = evaluate(&job);
        job.seed = 2;
        assert_ne!(evaluate(&job), first);
    }
}
