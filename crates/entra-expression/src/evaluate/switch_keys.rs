//! The keys of a `Switch` when all are constants, which they nearly always are.

use super::bytes::{hash, same};

/// From so many keys on, a table is faster than to compare one by one.
const MANY: usize = 5;

/// Constant keys in the order in which they are written.
#[derive(Debug)]
pub(crate) struct SwitchKeys {
    texts: Vec<String>,
    /// For many keys, a table of twice as many slots or more, a power of two. A slot holds the
    /// number of a key, counted from 1, or 0. A key stands in the slot of its hash, or behind it
    /// where that is taken.
    slots: Vec<usize>,
}

impl SwitchKeys {
    /// Keys in the order in which they are written. Of two equal keys the first counts.
    pub(crate) fn new(texts: Vec<String>) -> Self {
        let mut keys = Self {
            texts,
            slots: Vec::new(),
        };
        if keys.texts.len() >= MANY {
            keys.slots = vec![0; (keys.texts.len() * 2).next_power_of_two()];
            for index in 0..keys.texts.len() {
                keys.enter(index);
            }
        }
        keys
    }

    /// Enters a key into the table. Of two equal keys the first counts.
    fn enter(&mut self, index: usize) {
        let Some(text) = self.texts.get(index) else {
            return;
        };
        let mut slot = self.slot(text);
        while let Some(number @ 1..) = self.slots.get(slot) {
            if self.texts.get(number - 1) == Some(text) {
                return;
            }
            slot = self.behind(slot);
        }
        if let Some(free) = self.slots.get_mut(slot) {
            *free = index + 1;
        }
    }

    /// The slot of a text unless that is taken.
    #[inline]
    fn slot(&self, text: &str) -> usize {
        // The upper half of a hash is the better one.
        (hash(0, text.as_bytes()) >> 32) as usize & (self.slots.len() - 1)
    }

    #[inline]
    const fn behind(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The number of the first key that is this text, counted from 1, or 0.
    #[inline]
    pub(crate) fn find(&self, text: &str) -> usize {
        if self.slots.is_empty() {
            let found = self.texts.iter().position(|key| same(key, text));
            return found.map_or(0, |index| index + 1);
        }
        let mut slot = self.slot(text);
        // At least half of the slots are free, so this ends.
        while let Some(number @ 1..) = self.slots.get(slot) {
            if self
                .texts
                .get(number - 1)
                .is_some_and(|key| same(key, text))
            {
                return *number;
            }
            slot = self.behind(slot);
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AttributeRecord, AttributeValue, Environment, Program};

    /// What a `Switch` with some pairs gives for a source, with and without a table of keys.
    fn switched(pairs: &[(&str, &str)], source: &str) -> [String; 2] {
        let user: AttributeRecord = [("s".to_owned(), AttributeValue::from(source))]
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
