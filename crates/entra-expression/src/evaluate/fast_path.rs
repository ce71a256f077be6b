//! Results that are constants or values of attributes. They are found without making values, which
//! is most of the work of an expression that only chooses among texts.

use std::sync::Arc;

use super::environment::{AttributeLookup, AttributeRef, AttributeValue};
use super::switch_keys::SwitchKeys;

/// How to find a text for which nothing has to be made. Where it finds none, the node must be
/// evaluated, which also reports errors.
#[derive(Debug, Clone)]
pub(crate) enum FastPath {
    Text(Arc<str>),
    /// The one value of an attribute.
    Attribute(AttributeRef),
    /// The one value of an attribute that can have several.
    Role(AttributeRef),
    Choice(Arc<SwitchTable>),
}

/// A `Switch` with constant keys as one instruction: a source, a table of keys, and where the
/// values stand.
#[derive(Debug)]
pub(crate) struct SwitchTable {
    /// Nothing when the source must be evaluated.
    source: Option<FastPath>,
    keys: SwitchKeys,
    /// The default and then the value of each key; nothing for what is omitted or must be
    /// evaluated.
    values: Vec<Option<FastPath>>,
    /// How many calls there are on the longest path.
    steps: u64,
}

impl FastPath {
    /// How many calls there are on the longest path.
    #[inline]
    pub(crate) fn steps(&self) -> u64 {
        match self {
            Self::Text(_) | Self::Attribute(_) => 0,
            Self::Role(_) => 1,
            Self::Choice(choice) => choice.steps,
        }
    }

    /// The text.
    ///
    /// Generic, so that a run over rows of a table looks attributes up without a virtual call.
    #[inline]
    pub(crate) fn find<'v, A: AttributeLookup + ?Sized>(
        &'v self,
        attributes: &'v A,
    ) -> Option<&'v str> {
        match self {
            Self::Choice(choice) => choice.find(attributes),
            simple => simple.find_simple(attributes),
        }
    }

    #[inline]
    fn find_simple<'v, A: AttributeLookup + ?Sized>(
        &'v self,
        attributes: &'v A,
    ) -> Option<&'v str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Attribute(name) => match attributes.nth(name.index, &name.text)? {
                AttributeValue::One(text) => Some(text),
                AttributeValue::Many(_) => None,
            },
            Self::Role(name) => match attributes.nth(name.index, &name.text)? {
                AttributeValue::One(role) => Some(role),
                AttributeValue::Many(roles) => match roles.as_slice() {
                    [role] => Some(role),
                    _ => None,
                },
            },
            Self::Choice(choice) => choice.find_nested(attributes),
        }
    }
}

impl SwitchTable {
    /// A table with the default and then the value of each key; nothing for what is omitted or
    /// must be evaluated.
    pub(crate) fn new(
        source: Option<FastPath>,
        keys: SwitchKeys,
        values: Vec<Option<FastPath>>,
    ) -> Self {
        let longest = values.iter().flatten().map(FastPath::steps).max();
        Self {
            steps: 1 + source.as_ref().map_or(0, FastPath::steps) + longest.unwrap_or(0),
            source,
            keys,
            values,
        }
    }

    /// The index of the argument that a source chooses.
    pub(crate) fn chosen(&self, source: &str) -> usize {
        // Keys are numbered from 1, so that the default is the value of number 0.
        1 + 2 * self.keys.find(source)
    }

    #[inline]
    fn find<'v, A: AttributeLookup + ?Sized>(&'v self, attributes: &'v A) -> Option<&'v str> {
        let source = self.source.as_ref()?.find_simple(attributes)?;
        let value = self.values.get(self.keys.find(source))?;
        value.as_ref()?.find_simple(attributes)
    }

    /// As `find`, for a choice inside of another one; a call of its own, because it can go deeper.
    #[inline(never)]
    fn find_nested<'v, A: AttributeLookup + ?Sized>(
        &'v self,
        attributes: &'v A,
    ) -> Option<&'v str> {
        self.find(attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AttributeRecord, AttributeValue, Environment, Program};

    /// Only traced runs evaluate everything, and both must give the same.
    #[test]
    fn the_fast_path_gives_what_evaluating_gives() {
        let many =
            |texts: &[&str]| AttributeValue::Many(texts.iter().map(|t| (*t).to_owned()).collect());
        let user: AttributeRecord = [
            ("one", AttributeValue::from("b")),
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
                    plain.map(super::super::EvaluationOutcome::into_owned),
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
