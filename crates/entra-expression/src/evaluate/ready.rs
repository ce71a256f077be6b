//! Texts that stand ready in the program or in the record. They are found without making values,
//! which is most of the work of an expression that only chooses among texts.

use super::compile::{CallPart, Op, Part};
use super::run::Run;
use super::{Attribute, Attributes};
use crate::Function;

/// The text of a part when nothing has to be made for it; otherwise it must be evaluated, which
/// also tells what is wrong. Each call takes one of `steps`.
///
/// Generic, so that a run over rows of a table looks attributes up without a virtual call.
#[inline]
pub(super) fn ready<'v, A: Attributes + ?Sized>(
    part: &'v Part,
    attributes: &'v A,
    steps: &mut u64,
) -> Option<&'v str> {
    match &part.op {
        Op::Text(text) => Some(text),
        Op::Attribute(name) => match attributes.nth(name.index, &name.text)? {
            Attribute::One(text) => Some(text),
            Attribute::Many(_) => None,
        },
        Op::Call(call) => ready_call(call, attributes, steps),
        Op::Integer(_) | Op::Keyword(_) | Op::Comparison(_) => None,
    }
}

fn ready_call<'v, A: Attributes + ?Sized>(
    call: &'v CallPart,
    attributes: &'v A,
    steps: &mut u64,
) -> Option<&'v str> {
    // A step like that of any other call; when there is none left, evaluating says so.
    *steps = steps.checked_sub(1)?;
    match call.function {
        Function::Switch => {
            let source = ready(call.given(0)?, attributes, steps)?;
            let found = call.keys.as_ref()?.find(source);
            ready(call.given(found.unwrap_or(1))?, attributes, steps)
        }
        Function::SingleAppRoleAssignment => match &call.given(0)?.op {
            Op::Attribute(name) => match attributes.nth(name.index, &name.text)? {
                Attribute::One(role) => Some(role),
                Attribute::Many(roles) => match roles.as_slice() {
                    [role] => Some(role),
                    _ => None,
                },
            },
            _ => None,
        },
        _ => None,
    }
}

impl<'v> Run<'_, 'v> {
    /// As [`ready`], for an argument. A traced run evaluates everything.
    pub(super) fn ready_arg(&mut self, call: &'v CallPart, index: usize) -> Option<&'v str> {
        if self.traced() {
            return None;
        }
        ready(
            call.given(index)?,
            self.attributes,
            &mut self.environment.steps,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Attribute, Environment, Program, Record};

    /// Runs and traced runs go different ways and must come to the same.
    #[test]
    fn what_is_ready_is_what_would_be_evaluated() {
        let many =
            |texts: &[&str]| Attribute::Many(texts.iter().map(|t| (*t).to_owned()).collect());
        let user: Record = [
            ("one", Attribute::from("b")),
            ("roles", many(&["b"])),
            ("two", many(&["a", "b"])),
            ("none", many(&[])),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect();
        for source in [
            "[one]",
            "[absent]",
            "[roles]",
            "[two]",
            r#""b""#,
            "SingleAppRoleAssignment([roles])",
            "SingleAppRoleAssignment([one])",
            "SingleAppRoleAssignment([two])",
            "SingleAppRoleAssignment([none])",
            r#"Switch([one], [two], "b", "a")"#,
            r#"Switch([absent], , "b", "a")"#,
            "ToLower([one])",
        ] {
            for text in [
                source.to_owned(),
                format!(r#"Switch({source}, [two], "a", "1", "b", [one])"#),
                format!(r#"Switch({source}, , "a", "1", "b", Switch({source}, "x", "b", "2"))"#),
                format!(r#"Join("-", {source}, "b")"#),
            ] {
                let program = Program::parse(&text).unwrap();
                let mut environment = Environment::default();
                let traced = program.trace(&user, &mut environment).outcome;
                let plain = program.run(&user, &mut environment);
                assert_eq!(
                    plain.map(super::super::Outcome::into_owned),
                    traced,
                    "{text}"
                );
                environment.limits.steps = 0;
                let limited = program.run(&user, &mut environment).is_err();
                assert_eq!(limited, text.contains('('), "{text}");
            }
        }
    }
}
