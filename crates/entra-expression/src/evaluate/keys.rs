//! The keys of a `Switch` when all are constants, which they nearly always are.

use std::collections::HashMap;

use super::NameHash;
use super::compile::Part;

/// From so many keys on, a table is faster than to compare one by one.
const MANY: usize = 5;

/// Constant keys, each with the index of the argument that is its value.
#[derive(Debug)]
pub(super) enum Keys {
    Few(Vec<(String, usize)>),
    Many(HashMap<String, usize, NameHash>),
}

impl Keys {
    /// The keys among the arguments of a `Switch`; nothing when one of them has to be evaluated.
    pub(super) fn constant(args: &[Option<Part>]) -> Option<Self> {
        // Source and default value come first, then keys and values in turn.
        let mut keys = Vec::new();
        for (pair, arg) in args.iter().enumerate().skip(2).step_by(2) {
            let key = arg.as_ref()?.constant()?;
            keys.push((key.to_owned(), pair + 1));
        }
        if keys.len() < MANY {
            return Some(Self::Few(keys));
        }
        // Of two equal keys the first counts.
        Some(Self::Many(keys.into_iter().rev().collect()))
    }

    /// The index of the value of the first key that is this text.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        match self {
            Self::Few(keys) => {
                // Keys are short, and wasm has no fast way to call for a comparison.
                let same = |key: &str| key.len() == text.len() && key.bytes().eq(text.bytes());
                let found = keys.iter().find(|(key, _)| same(key));
                found.map(|(_, value)| *value)
            }
            Self::Many(keys) => keys.get(text).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Attribute, Environment, Program, Record};

    /// What a `Switch` with some pairs gives for a source, with and without a table of keys.
    fn switched(pairs: &[(&str, &str)], source: &str) -> [String; 2] {
        let user: Record = [("s".to_owned(), Attribute::from(source))]
            .into_iter()
            .collect();
        let written = pairs
            .iter()
            .map(|(key, value)| format!(r#", "{key}", "{value}""#));
        let text = format!(r#"Switch([s], "otherwise"{})"#, written.collect::<String>());
        let program = Program::parse(&text).unwrap();
        let mut environment = Environment::default();
        let fast = format!("{:?}", program.run(&user, &mut environment).unwrap());
        let traced = program.trace(&user, &mut environment).outcome.unwrap();
        [fast, format!("{traced:?}")]
    }

    #[test]
    fn few_and_many_keys_mean_the_same() {
        let pairs: Vec<(String, String)> = (0..30)
            .map(|index| (format!("k{}", index % 20), format!("v{index}")))
            .collect();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        for count in [1, 4, 5, 30] {
            for (source, value) in [
                ("k0", "v0"),
                ("k3", "v3"),
                ("k19", "v19"),
                ("", "otherwise"),
            ] {
                let at = pairs[..count].iter().position(|(key, _)| *key == source);
                let expected = if at.is_some() { value } else { "otherwise" };
                let [fast, traced] = switched(&pairs[..count], source);
                assert!(
                    fast.contains(&format!("{expected:?}")),
                    "{count} {source}: {fast}"
                );
                assert_eq!(fast, traced);
            }
        }
        assert!(switched(&[("", "none"), ("", "later")], "")[0].contains("none"));
    }
}
