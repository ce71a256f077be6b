//! The source attributes of one user, filled from the cells of a row.

use entra_expression::evaluate::AttributeValue;

use super::column_mapping::{AttributeNames, ColumnMapping, RivalColumn, Several};
use crate::users_file::{Cell, Meaning, UsersReader};
use crate::values::addresses;
use provisioning::entra;

/// How the value of a user begins of whom two columns say different things.
pub(crate) const CONTRADICTION: &str = "? Contradiction: ";

/// Values by their position, whose memory is used for one user after the other.
#[derive(Debug)]
pub(crate) struct SourceRow {
    all: Vec<Option<AttributeValue>>,
    spare: Vec<String>,
    /// For each rival of the file, in how many rows it contradicts.
    contradictions: Vec<u64>,
}

impl SourceRow {
    pub(crate) fn new(names: &AttributeNames) -> Self {
        Self {
            all: vec![None; names.all().len()],
            spare: Vec::new(),
            contradictions: Vec::new(),
        }
    }

    pub(crate) fn all(&self) -> &[Option<AttributeValue>] {
        &self.all
    }

    /// The columns that contradict each other in the rows that were put into
    /// the values: the one that is used, the other one, and how often.
    pub(crate) fn contradictions<'f>(
        &'f self,
        mapping: &'f ColumnMapping,
    ) -> impl Iterator<Item = (&'f str, &'f str, u64)> {
        let counted = mapping.rivals.iter().zip(&self.contradictions);
        counted
            .map(|(rival, count)| (rival.used.as_str(), rival.name.as_str(), *count))
            .filter(|(_, _, count)| *count > 0)
    }

    /// The single value at a position, or nothing.
    #[inline]
    pub(crate) fn one(&self, position: usize) -> &str {
        match self.all.get(position) {
            Some(Some(AttributeValue::One(text))) => text,
            Some(Some(AttributeValue::Many(texts))) => texts.first().map_or("", String::as_str),
            _ => "",
        }
    }

    pub(crate) fn is_empty(&self, position: usize) -> bool {
        self.one(position).is_empty()
    }

    /// Puts one value at a position; an empty one is none.
    #[inline]
    pub(crate) fn set(&mut self, position: usize, text: &str) {
        let Some(value) = self.all.get_mut(position) else {
            return;
        };
        if let Some(AttributeValue::One(own)) = value {
            if text.is_empty() {
                let mut spare = std::mem::take(own);
                spare.clear();
                self.spare.push(spare);
                *value = None;
            } else {
                own.clear();
                own.push_str(text);
            }
        } else if text.is_empty() {
            *value = None;
        } else {
            let mut own = self.spare.pop().unwrap_or_default();
            own.push_str(text);
            *value = Some(AttributeValue::One(own));
        }
    }

    /// Puts several values at a position; those that are empty are none.
    pub(crate) fn set_many<'t>(&mut self, position: usize, texts: impl Iterator<Item = &'t str>) {
        let Some(value) = self.all.get_mut(position) else {
            return;
        };
        let mut own = match value.take() {
            Some(AttributeValue::Many(own)) => own,
            _ => Vec::new(),
        };
        let mut count = 0;
        for text in texts.filter(|text| !text.is_empty()) {
            match own.get_mut(count) {
                Some(old) => {
                    old.clear();
                    old.push_str(text);
                }
                None => own.push(text.to_owned()),
            }
            count += 1;
        }
        own.truncate(count);
        *value = (count > 0).then_some(AttributeValue::Many(own));
    }

    pub(crate) fn many(&self, position: usize) -> &[String] {
        match self.all.get(position) {
            Some(Some(AttributeValue::Many(texts))) => texts,
            _ => &[],
        }
    }

    pub(crate) fn many_mut(&mut self, position: usize) -> Option<&mut Vec<String>> {
        match self.all.get_mut(position) {
            Some(Some(AttributeValue::Many(texts))) => Some(texts),
            _ => None,
        }
    }

    /// Fills all positions from the last row of a reader.
    pub(crate) fn fill(&mut self, reader: &UsersReader, filling: &ColumnMapping) {
        for position in &filling.others {
            // What other files and Preflight itself put there goes.
            self.set(*position, "");
        }
        for fill in &filling.fills {
            let position = fill.position;
            if let Some((attribute, meaning)) = fill.truth {
                let cell = reader.cell(fill.column);
                let text = single(&cell);
                match text.trim().is_empty() {
                    true => self.set(position, ""),
                    false => match meaning.read(attribute, text) {
                        Ok(value) => self.set(position, value),
                        Err(unclear) => self.set(position, &unclear),
                    },
                }
                continue;
            }
            match (reader.cell(fill.column), fill.several) {
                (Cell::Empty, _) => self.set(position, ""),
                (Cell::One(text), Several::No) => self.set(position, &text),
                (Cell::One(text), Several::Lines) => {
                    self.set_many(position, text.lines().map(str::trim));
                }
                (Cell::One(text), Several::Addresses) => {
                    self.set_many(position, addresses::split(&text).into_iter());
                }
                (Cell::Many([one]), Several::No) => self.set(position, one),
                (Cell::Many(texts), _) => self.set_many(position, texts.iter().map(String::as_str)),
            }
        }
        self.contradictions.resize(filling.rivals.len(), 0);
        for (index, rival) in filling.rivals.iter().enumerate() {
            let cell = reader.cell(rival.column);
            let text = single(&cell);
            if !text.trim().is_empty()
                && self.beside(rival, text)
                && let Some(count) = self.contradictions.get_mut(index)
            {
                *count += 1;
            }
        }
    }

    /// Compares the text of a rival with what fills the position: an empty position
    /// takes it, and one that says something else is not known any more.
    /// Whether the two contradict each other.
    fn beside(&mut self, rival: &RivalColumn, text: &str) -> bool {
        let position = rival.position;
        let read = rival.meaning.read(rival.attribute, text);
        // No time of a deletion says that there was none.
        let own = match self.one(position) {
            "" if rival.used_meaning != Meaning::DeletionTime => "",
            "" | "False" => "False",
            "True" => "True",
            _ => "unclear",
        };
        let same_kind = rival.meaning == rival.used_meaning;
        let differs = match (own, read) {
            ("", Ok(value)) => {
                self.set(position, value);
                false
            }
            ("", Err(unclear)) => {
                if rival.surely {
                    self.set(position, &unclear);
                }
                false
            }
            // Entra holds IsSoftDeleted True for disabled users too, who have
            // no time of a deletion.
            ("True", Ok("False")) => rival.attribute == entra::ENABLED || same_kind,
            ("False", Ok("True")) => true,
            _ => false,
        };
        if differs {
            let (used_says, says) = match (rival.attribute == entra::ENABLED, own == "True") {
                (true, true) => ("enabled", "disabled"),
                (true, false) => ("disabled", "enabled"),
                (false, true) => ("deleted", "not deleted"),
                (false, false) => ("not deleted", "deleted"),
            };
            let (used, name) = (&rival.used, &rival.name);
            let text = format!("{CONTRADICTION}{used} says {used_says}, {name} says {says}");
            self.set(position, &text);
        }
        differs
    }
}

/// The text of a cell for one value.
fn single<'c>(cell: &'c Cell<'_>) -> &'c str {
    match cell {
        Cell::One(text) => text.as_ref(),
        Cell::Many([text, ..]) => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::column_mapping::{DISPLAY_NAME, MAIL, PROXIES, ROLES};
    use crate::users_file::Column;
    use provisioning::entra::APP_ROLES;

    #[test]
    fn rows_fill_positions_and_leave_nothing_behind() {
        let names = AttributeNames::new(["surname", "proxyAddresses"]);
        let columns = ["mail", "sn", "roles", "addresses", "mail2"].map(str::to_owned);
        let attributes = ["mail", "surname", APP_ROLES, "proxyAddresses", "mail"];
        let columns = columns.into_iter().zip(attributes);
        let columns: Vec<_> = columns
            .map(|(name, attribute)| Column {
                name,
                attribute: Some(attribute.to_owned()),
                ..Column::default()
            })
            .collect();
        let filling = ColumnMapping::new(&columns, &names);
        let mut values = SourceRow::new(&names);
        let mut reader = UsersReader::default();
        let text = b"mail,sn,roles,addresses,mail2\na@x,S,\"A;B\nC\",p@x;q@x,z\n,T,A,,z\n";
        reader.push(text).unwrap();
        reader.finish().unwrap();
        let many = |texts: &[&str]| {
            Some(AttributeValue::Many(
                texts.iter().map(|text| (*text).to_owned()).collect(),
            ))
        };
        reader.next().unwrap().unwrap();
        values.fill(&reader, &filling);
        assert_eq!((values.one(MAIL), values.one(10)), ("a@x", "S"));
        assert_eq!(values.all()[ROLES], many(&["A;B", "C"]));
        assert_eq!(values.all()[PROXIES], many(&["p@x", "q@x"]));
        values.set(DISPLAY_NAME, "x");
        reader.next().unwrap().unwrap();
        values.fill(&reader, &filling);
        assert_eq!((values.one(MAIL), values.one(10)), ("", "T"));
        assert_eq!(values.all()[ROLES], many(&["A"]));
        assert_eq!(values.all()[DISPLAY_NAME], None);
        assert_eq!(values.all()[PROXIES], None);
    }
}
