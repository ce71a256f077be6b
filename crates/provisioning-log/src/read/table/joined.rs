//! The three tables of the portal's CSV download, joined by change ID.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::columns::{TableColumns, TableRole};
use super::records::Row;
use super::row::{entry_of, property_of, step_of};
use crate::entry::LogEntry;

#[derive(Debug, Clone, Copy)]
struct StoredRow {
    text: usize,
    ends: usize,
    table: u16,
}

/// Rows by the hash of their change ID, sorted once all are there.
type RowIndex = Vec<(u64, u32)>;

#[derive(Debug, Default)]
pub(in crate::read) struct JoinedTables {
    tables: Vec<TableColumns>,
    text: String,
    /// The ends of cells, relative to the beginning of their row.
    ends: Vec<u32>,
    rows: Vec<StoredRow>,
    entries: Vec<u32>,
    steps: RowIndex,
    properties: RowIndex,
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.trim().hash(&mut hasher);
    hasher.finish()
}

impl JoinedTables {
    pub(in crate::read) fn table(&mut self, columns: TableColumns) -> u16 {
        let number = u16::try_from(self.tables.len()).unwrap_or(u16::MAX);
        self.tables.push(columns);
        number
    }

    /// How many bytes are held, roughly.
    pub(in crate::read) fn bytes(&self) -> usize {
        let index = self.steps.len() + self.properties.len() + self.entries.len();
        self.text.len() + self.ends.len() * 4 + self.rows.len() * 24 + index * 16
    }

    pub(in crate::read) fn add(&mut self, table: u16, row: Row<'_>) {
        let Some(columns) = self.tables.get(usize::from(table)) else {
            return;
        };
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let key = hash(columns.key().map_or("", |key| row.cell(key)));
        match columns.role {
            TableRole::Steps => self.steps.push((key, number)),
            TableRole::Properties => self.properties.push((key, number)),
            TableRole::Entries | TableRole::Whole => self.entries.push(number),
        }
        self.rows.push(StoredRow {
            text: self.text.len(),
            ends: self.ends.len(),
            table,
        });
        self.text.push_str(row.text());
        let ends = row.ends().iter();
        self.ends
            .extend(ends.map(|end| u32::try_from(*end).unwrap_or(u32::MAX)));
    }

    pub(in crate::read) fn sort(&mut self) {
        // Stable, so that steps stay in their order.
        self.steps.sort_by_key(|(key, _)| *key);
        self.properties.sort_by_key(|(key, _)| *key);
    }

    pub(in crate::read) fn len(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    pub(in crate::read) fn has_steps(&self) -> bool {
        self.tables
            .iter()
            .any(|table| table.role == TableRole::Steps)
    }

    /// Whether there are rows, but none of entries.
    pub(in crate::read) fn is_lonely(&self) -> bool {
        self.entries.is_empty() && !self.rows.is_empty()
    }

    /// Rows of steps and properties whose entry is in no table.
    pub(in crate::read) fn without_entry(&self) -> u64 {
        let keys = self.entries.iter().filter_map(|number| {
            let mut ends = Vec::new();
            let (columns, row) = self.row(*number, &mut ends)?;
            Some(hash(columns.key().map_or("", |key| row.cell(key))))
        });
        let mut keys: Vec<u64> = keys.collect();
        keys.sort_unstable();
        let both = self.steps.iter().chain(&self.properties);
        let lost = both.filter(|(key, _)| keys.binary_search(key).is_err());
        lost.count() as u64
    }

    /// Hands over an entry by its number.
    pub(in crate::read) fn entry<R>(
        &self,
        number: u32,
        take: impl FnOnce(&LogEntry<'_>) -> R,
    ) -> Option<R> {
        let row = *self.entries.get(number as usize)?;
        let mut ends = Vec::new();
        let (columns, row) = self.row(row, &mut ends)?;
        let mut entry = entry_of(columns, row);
        let key = columns.key().map_or("", |key| row.cell(key));
        if !key.trim().is_empty() {
            self.each(&self.steps, key, |columns, row| {
                entry.steps.push(step_of(columns, row).into_owned());
            });
            self.each(&self.properties, key, |columns, row| {
                let property = property_of(columns, row).into_owned();
                entry.modified_properties.push(property);
            });
        }
        Some(take(&entry))
    }

    fn row<'s>(
        &'s self,
        number: u32,
        ends: &'s mut Vec<usize>,
    ) -> Option<(&'s TableColumns, Row<'s>)> {
        let stored = self.rows.get(number as usize)?;
        let next = self.rows.get(number as usize + 1);
        let text_end = next.map_or(self.text.len(), |next| next.text);
        let ends_end = next.map_or(self.ends.len(), |next| next.ends);
        let text = self.text.get(stored.text..text_end)?;
        ends.extend(
            self.ends
                .get(stored.ends..ends_end)?
                .iter()
                .map(|end| *end as usize),
        );
        let columns = self.tables.get(usize::from(stored.table))?;
        Some((columns, Row::new(text, ends)))
    }

    fn each(&self, index: &RowIndex, key: &str, mut take: impl FnMut(&TableColumns, Row<'_>)) {
        let wanted = hash(key);
        let start = index.partition_point(|(hash, _)| *hash < wanted);
        let rows = index.get(start..).unwrap_or_default().iter();
        for (_, number) in rows.take_while(|(hash, _)| *hash == wanted) {
            let mut ends = Vec::new();
            let Some((columns, row)) = self.row(*number, &mut ends) else {
                return;
            };
            let own = columns.key().map_or("", |own| row.cell(own));
            if own.trim() == key.trim() {
                take(columns, row);
            }
        }
    }
}
