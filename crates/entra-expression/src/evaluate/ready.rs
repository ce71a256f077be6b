//! Texts that stand ready in the program or in the record. They are found without making values,
//! which is most of the work of an expression that only chooses among texts.

use super::Attribute;
use super::compile::{CallPart, Op, Part};
use super::run::Run;
use crate::Function;

impl<'v> Run<'_, 'v> {
    /// The text of a part when nothing has to be made for it; otherwise it must be evaluated, which
    /// also tells what is wrong. A traced run evaluates everything.
    pub(super) fn ready(&mut self, part: &'v Part) -> Option<&'v str> {
        if self.traced() {
            return None;
        }
        match &part.op {
            Op::Text(text) => Some(text),
            Op::Attribute(name) => match self.attributes.nth(name.index, &name.text)? {
                Attribute::One(text) => Some(text),
                Attribute::Many(_) => None,
            },
            Op::Call(call) => self.ready_call(call),
            Op::Integer(_) | Op::Keyword(_) | Op::Comparison(_) => None,
        }
    }

    /// As [`Run::ready`], for an argument.
    pub(super) fn ready_arg(&mut self, call: &'v CallPart, index: usize) -> Option<&'v str> {
        self.ready(call.given(index)?)
    }

    fn ready_call(&mut self, call: &'v CallPart) -> Option<&'v str> {
        // A step like that of any other call; when there is none left, evaluating says so.
        self.environment.steps = self.environment.steps.checked_sub(1)?;
        match call.function {
            Function::Switch => {
                let source = self.ready_arg(call, 0)?;
                let found = call.keys.as_ref()?.find(source);
                self.ready_arg(call, found.unwrap_or(1))
            }
            Function::SingleAppRoleAssignment => match &call.given(0)?.op {
                Op::Attribute(name) => match self.attributes.nth(name.index, &name.text)? {
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
