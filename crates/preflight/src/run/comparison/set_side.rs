//! One of the two mapping sets, ready to run for rows of the users file.

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{Environment, IgnoredFlow, TableColumns, TableRow};

use crate::engine::target_users::{TargetMatch, TargetUsers};
use crate::protocol::PlannedFile;
use crate::protocol::comparison::ComparedValue;
use crate::rows::column_mapping::AttributeNames;
use crate::rows::missing_columns::MissingColumns;
use crate::rows::source_row::SourceRow;
use provisioning::evaluate::{CompiledSet, MappedValue};
use provisioning::format::shortened;
use provisioning::mapping::{Apply, MappingSet, Operations};

/// How many characters of a value are shown.
const MAX_SHOWN: usize = 1_000;

pub(super) struct SetSide {
    pub(super) set: CompiledSet,
    columns: Vec<TableColumns>,
    lacking: MissingColumns,
    operations: Operations,
    environment: Environment,
}

/// What a row gives for a user.
pub(super) enum RowOutcome {
    Value(ComparedValue),
    /// The row leaves the whole user out.
    Dropped,
}

impl SetSide {
    pub(super) fn new(
        set: &MappingSet,
        files: &[PlannedFile],
        names: &AttributeNames,
        now: i64,
    ) -> Self {
        let compiled = CompiledSet::new(set);
        let columns = compiled.rows().iter().map(|row| match row.program() {
            Some(program) => TableColumns::new(program, names.all()),
            None => TableColumns::default(),
        });
        Self {
            columns: columns.collect(),
            lacking: MissingColumns::new(files, &compiled, names, std::iter::empty()),
            operations: set.operations,
            environment: Environment::seeded(Ticks::from_unix(now), now.unsigned_abs()),
            set: compiled,
        }
    }

    /// Whom of Talkdesk's users Entra finds. Nothing where the list does not
    /// tell.
    pub(super) fn matching(
        &mut self,
        values: &SourceRow,
        talkdesk: &TargetUsers,
        no_mail: bool,
    ) -> Option<TargetMatch> {
        if !talkdesk.known {
            return Some(TargetMatch::None);
        }
        let Some(index) = self.set.matching() else {
            return Some(TargetMatch::None);
        };
        let row = self.set.rows().get(index)?;
        let target = row.row().target.as_str();
        if !talkdesk.finds_by(target) || self.lacking.is_unknown(index, no_mail) {
            return None;
        }
        let line = TableRow::new(self.columns.get(index)?, values.all());
        let given = row.value(&line, &mut self.environment);
        let found = given.text().map(|text| talkdesk.matching(target, text));
        Some(found.unwrap_or(TargetMatch::None))
    }

    /// Whether Entra sends the user at all, going by Target Object Actions.
    pub(super) fn sends(&self, exists: bool) -> bool {
        match exists {
            true => self.operations.update,
            false => self.operations.create,
        }
    }

    /// What Entra sends of a row: on creation, or to update a user who exists.
    pub(super) fn outcome(
        &mut self,
        index: usize,
        values: &SourceRow,
        exists: bool,
        no_mail: bool,
    ) -> RowOutcome {
        let nothing = || RowOutcome::Value(ComparedValue::Nothing);
        let (Some(row), Some(columns)) = (self.set.rows().get(index), self.columns.get(index))
        else {
            return nothing();
        };
        if self.lacking.is_unknown(index, no_mail) {
            return RowOutcome::Value(ComparedValue::Unknown);
        }
        let line = TableRow::new(columns, values.all());
        let given = row.value(&line, &mut self.environment);
        if given == MappedValue::Ignored(IgnoredFlow::Object) {
            return RowOutcome::Dropped;
        }
        if exists && row.row().apply == Apply::OnlyDuringCreation {
            return nothing();
        }
        let text = |text: &str| match text {
            "" => ComparedValue::Nothing,
            text => ComparedValue::Text(shortened(text, MAX_SHOWN)),
        };
        let on_creation = row.on_creation(&given);
        let given = if exists { &given } else { on_creation.as_ref() };
        RowOutcome::Value(match given {
            MappedValue::One(one) => text(one),
            MappedValue::Many(texts) if texts.len() < 2 => {
                text(texts.first().map_or("", |text| text))
            }
            MappedValue::Many(texts) => {
                ComparedValue::Failed(format!("{} values, and the target takes one.", texts.len()))
            }
            MappedValue::Null | MappedValue::Ignored(_) => ComparedValue::Nothing,
            MappedValue::Failed(error) => ComparedValue::Failed(error.to_string()),
        })
    }

    /// The attributes that no file has and one of these rows reads.
    pub(super) fn missing(&self, rows: impl Iterator<Item = usize>) -> Vec<String> {
        let rows = rows.filter_map(|index| self.set.rows().get(index));
        let names = rows.flat_map(|row| row.attributes());
        let lacking = |name: &&String| self.lacking.attributes.contains(*name);
        names.filter(lacking).cloned().collect()
    }
}
