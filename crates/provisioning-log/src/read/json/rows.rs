//! Rows of tables as the API of Log Analytics has them: values without names, in
//! the order of the columns, which come before.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::any::Any;
use super::fill::{Members, fill_list};
use super::member::Member;

/// What each value of a row is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::read) struct RowColumns(Vec<Member>);

impl RowColumns {
    /// Reads the list of columns of a table.
    pub(super) fn parse(text: &str) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        fill_list(text, &mut columns);
        let members = columns.into_iter();
        Self(members.map(|column| column.0).collect())
    }
}

/// An object with the name of a column, or the name alone.
struct Column(Member);

impl Default for Column {
    fn default() -> Self {
        Self(Member::Other)
    }
}

impl<'de> Members<'de> for Column {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value::<Any>()?;
        if member == Member::Name {
            self.scalar(value);
        }
        Ok(())
    }

    fn nested(&mut self, _text: &str) -> bool {
        false
    }

    fn scalar(&mut self, value: Any<'de>) {
        self.0 = value.text().map_or(Member::Other, |name| Member::of(&name));
    }
}

/// Fills an object from a row, as if its values had their names.
pub(super) struct FillRow<'t, T> {
    pub(super) columns: &'t RowColumns,
    pub(super) into: &'t mut T,
}

impl<'de, T: Members<'de>> DeserializeSeed<'de> for FillRow<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Members<'de>> Visitor<'de> for FillRow<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, row: A) -> Result<(), A::Error> {
        let mut cells = Cells(row);
        for column in &self.columns.0 {
            match column {
                Member::Other => {
                    cells.next_value::<IgnoredAny>()?;
                }
                member => self.into.member(*member, &mut cells)?,
            }
        }
        while cells.0.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// The values of a row as those of an object, whose names are known.
struct Cells<A>(A);

impl<'de, A: SeqAccess<'de>> MapAccess<'de> for Cells<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let value = self.0.next_element_seed(seed)?;
        value.ok_or_else(|| A::Error::custom("the row has fewer values than columns"))
    }
}
