//! The source attributes of one user, filled from the cells of a row.

use entra_expression::evaluate::AttributeValue;

use crate::protocol::ColumnUse;
use crate::users_file::{Cell, Meaning, UsersReader, says_state};
use crate::values::addresses;
use provisioning::entra::{self, APP_ROLES, BOOLEAN, MULTI_VALUED, SOFT_DELETED};

/// How the value of a user begins of whom two columns say different things.
pub(crate) const CONTRADICTION: &str = "? Contradiction: ";

/// Attributes that Preflight itself asks for, whatever the mappings read; each
/// stands at the place of the constant with its name.
const OWN: [&str; 10] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "displayName",
    entra::ENABLED,
    "userType",
    SOFT_DELETED,
    "originalUserPrincipalName",
    APP_ROLES,
    "proxyAddresses",
];
pub(crate) const ID: usize = 0;
pub(crate) const UPN: usize = 1;
pub(crate) const MAIL: usize = 2;
pub(crate) const DISPLAY_NAME: usize = 3;
pub(crate) const ENABLED: usize = 4;
pub(crate) const USER_TYPE: usize = 5;
pub(crate) const DELETED: usize = 6;
pub(crate) const ORIGINAL_UPN: usize = 7;
pub(crate) const ROLES: usize = 8;
pub(crate) const PROXIES: usize = 9;

#[derive(Debug, Clone)]
pub(crate) struct AttributeNames(Vec<String>);

impl AttributeNames {
    /// Those that Preflight asks for, and others.
    pub(crate) fn new<'n>(others: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<String> = OWN.map(str::to_owned).into();
        for other in others {
            if !names.iter().any(|name| name == other) {
                names.push(other.to_owned());
            }
        }
        Self(names)
    }

    pub(crate) fn all(&self) -> &[String] {
        &self.0
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|own| own == name)
    }
}

/// How the cells of a table hold several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Several {
    /// Not at all.
    No,
    /// One in each line. The value of an app role may itself hold several
    /// names of Talkdesk, so semicolons are a part of it.
    Lines,
    Addresses,
}

/// A column and the place that it fills.
#[derive(Debug, Clone, Copy)]
struct MappedColumn {
    column: usize,
    position: usize,
    several: Several,
    /// Of a boolean, its attribute and how it is read.
    truth: Option<(&'static str, Meaning)>,
}

/// A column that is about the same state as one that fills a place.
#[derive(Debug, Clone)]
struct RivalColumn {
    column: usize,
    name: String,
    attribute: &'static str,
    meaning: Meaning,
    /// Whether the header alone says so, whatever the values are.
    surely: bool,
    position: usize,
    /// The header of the column that fills the place.
    used: String,
    used_meaning: Meaning,
}

/// Which column of a file fills which place.
#[derive(Debug, Clone, Default)]
pub(crate) struct ColumnMapping {
    fills: Vec<MappedColumn>,
    rivals: Vec<RivalColumn>,
    /// The places that no column fills.
    others: Vec<usize>,
}

impl ColumnMapping {
    /// Of two columns for one attribute the first counts, and others about the
    /// state of the account are compared with it; columns for what
    /// nobody asks are left alone.
    pub(crate) fn new(columns: &[ColumnUse], names: &AttributeNames) -> Self {
        let mut filling = Self::default();
        for (column, used) in columns.iter().enumerate() {
            let Some(name) = used.attribute.as_deref() else {
                continue;
            };
            if let Some(position) = names.position(name)
                && !filling.has(position)
            {
                let several = match name {
                    APP_ROLES => Several::Lines,
                    _ if MULTI_VALUED.contains(&name) => Several::Addresses,
                    _ => Several::No,
                };
                let truth = BOOLEAN.into_iter().find(|own| *own == name);
                filling.fills.push(MappedColumn {
                    column,
                    position,
                    several,
                    truth: truth.map(|own| (own, used.meaning)),
                });
            }
        }
        filling.rivals = filling.rivals(columns, names);
        let all = 0..names.all().len();
        filling.others = all.filter(|position| !filling.has(*position)).collect();
        filling
    }

    fn rivals(&self, columns: &[ColumnUse], names: &AttributeNames) -> Vec<RivalColumn> {
        let rivals = columns.iter().enumerate().filter_map(|(column, own)| {
            let (attribute, meaning, surely) = match own.attribute.as_deref() {
                Some(name) => {
                    let states = [entra::ENABLED, SOFT_DELETED];
                    let state = states.into_iter().find(|state| *state == name)?;
                    (state, own.meaning, true)
                }
                None => {
                    let says = says_state(&own.name)?;
                    (says.attribute, says.meaning, says.surely)
                }
            };
            let position = names.position(attribute)?;
            let fill = self.fills.iter().find(|fill| fill.position == position)?;
            let used = columns.get(fill.column)?;
            (fill.column != column).then(|| RivalColumn {
                column,
                name: own.name.clone(),
                attribute,
                meaning,
                surely,
                position,
                used: used.name.clone(),
                used_meaning: used.meaning,
            })
        });
        rivals.collect()
    }

    /// The columns that contradict each other in the rows that were put into
    /// the values: the one that is used, the other one, and how often.
    pub(crate) fn contradictions<'f>(
        &'f self,
        values: &'f SourceRow,
    ) -> impl Iterator<Item = (&'f str, &'f str, u64)> {
        let counted = self.rivals.iter().zip(&values.contradictions);
        counted
            .map(|(rival, count)| (rival.used.as_str(), rival.name.as_str(), *count))
            .filter(|(_, _, count)| *count > 0)
    }

    pub(crate) fn has(&self, position: usize) -> bool {
        self.fills.iter().any(|fill| fill.position == position)
    }
}

/// Values by their place, whose memory is used for one user after the other.
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

    /// The single value at a place, or nothing.
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

    /// Puts one value at a place; an empty one is none.
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

    /// Puts several values at a place; those that are empty are none.
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

    /// Fills all places from the last row of a reader.
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

    /// Compares the text of a rival with what fills the place: an empty place
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

    #[test]
    fn rows_fill_positions_and_leave_nothing_behind() {
        let names = AttributeNames::new(["surname", "proxyAddresses"]);
        let columns = ["mail", "sn", "roles", "addresses", "mail2"].map(str::to_owned);
        let attributes = ["mail", "surname", APP_ROLES, "proxyAddresses", "mail"];
        let columns = columns.into_iter().zip(attributes);
        let columns: Vec<_> = columns
            .map(|(name, attribute)| ColumnUse {
                name,
                attribute: Some(attribute.to_owned()),
                meaning: Meaning::default(),
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
