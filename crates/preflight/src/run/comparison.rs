//! What another mapping set would change for the users of a run.
//!
//! The report of a run holds a few bytes of each user, so the users file is read
//! once more, part by part; scope, supplements and Talkdesk's list are those of
//! the run.

mod set_side;

use self::set_side::{RowOutcome, SetSide};
use crate::FIRST_USERS;
use crate::engine::target_users::TargetMatch;
use crate::protocol::comparison::{
    AffectedAttribute, AffectedUser, AttributeChange, ComparedValue, ComparisonPlan,
    ComparisonReport, SentChange,
};
use crate::protocol::{InputPurpose, PlannedFile, PreflightResponse};
use crate::report::SkipReason;
use crate::rows::column_mapping::{AttributeNames, ColumnMapping};
use crate::rows::source_row::SourceRow;
use crate::run::PreflightRun;
use crate::storage::users::UserText;
use crate::users_file::{UsersFileError, UsersReader};

/// A target whose row is not the same in both sets, with its rows.
#[derive(Debug)]
struct ChangedTarget {
    target: String,
    before: Option<usize>,
    after: Option<usize>,
    users: u32,
}

/// Compares two mapping sets for the users of a run.
///
/// Call [`ComparisonRun::push`] with the bytes of the users file, and
/// [`ComparisonRun::end`] at the end of it.
pub struct ComparisonRun {
    before: SetSide,
    after: SetSide,
    changed: Vec<ChangedTarget>,
    /// Rows of the second set that the first one has as well.
    same: Vec<usize>,
    /// Whether the two rows that Entra finds users by are the same.
    matches_alike: bool,
    values: SourceRow,
    mapping: ColumnMapping,
    reader: UsersReader,
    report: ComparisonReport,
}

impl std::fmt::Debug for ComparisonRun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComparisonRun").finish_non_exhaustive()
    }
}

impl ComparisonRun {
    /// Prepares a comparison for the users of a run that is done.
    ///
    /// # Errors
    ///
    /// The second set has an expression that cannot be run.
    pub fn new(run: &PreflightRun, plan: &ComparisonPlan) -> Result<Self, PreflightResponse> {
        let own = &run.engine.names;
        let sets = [&plan.before, &plan.after];
        let compiled = sets.map(provisioning::evaluate::CompiledSet::new);
        let attributes = compiled.iter().flat_map(|set| set.attributes());
        let held = own.all().iter().map(String::as_str);
        // The names of the run come first, so that its supplements fit.
        let names = AttributeNames::new(held.chain(attributes));
        let files = readable(&run.files, own);
        let now = run.engine.options.now;
        let [before, after] = sets.map(|set| SetSide::new(set, &files, &names, now));
        let invalid = after.set.rows().iter().find_map(|row| {
            let error = row.error()?;
            Some(PreflightResponse::InvalidExpression {
                target: row.row().target.clone(),
                message: error.to_string(),
            })
        });
        if let Some(invalid) = invalid {
            return Err(invalid);
        }
        let users = run.files.iter();
        let mut users = users.filter(|file| file.purpose == InputPurpose::Users);
        let columns = users.next().map_or(&[][..], |file| &file.columns);
        let (changed, same) = changed(&before, &after);
        let matching = |side: &SetSide| {
            let index = side.set.matching()?;
            Some(side.set.rows().get(index)?.row().clone())
        };
        let rows = |of: fn(&ChangedTarget) -> Option<usize>| changed.iter().filter_map(of);
        let mut missing = before.missing(rows(|one| one.before));
        missing.extend(after.missing(rows(|one| one.after)));
        missing.sort();
        missing.dedup();
        Ok(Self {
            matches_alike: matching(&before) == matching(&after),
            values: SourceRow::new(&names),
            mapping: ColumnMapping::new(columns, &names),
            reader: UsersReader::default(),
            report: ComparisonReport {
                users: u32::try_from(run.engine.users.len()).unwrap_or(u32::MAX),
                missing,
                ..ComparisonReport::default()
            },
            before,
            after,
            changed,
            same,
        })
    }

    /// Takes more bytes of the users file.
    ///
    /// # Errors
    ///
    /// The file is no longer the one that was run.
    pub fn push(&mut self, run: &mut PreflightRun, bytes: &[u8]) -> Result<(), UsersFileError> {
        self.reader.push(bytes)?;
        self.rows(run)
    }

    /// Ends the users file.
    ///
    /// # Errors
    ///
    /// The file is no longer the one that was run.
    pub fn end(&mut self, run: &mut PreflightRun) -> Result<(), UsersFileError> {
        self.reader.finish()?;
        self.rows(run)?;
        if self.report.compared != self.report.users {
            return Err(UsersFileError::Unreadable);
        }
        self.report.is_complete = true;
        Ok(())
    }

    pub fn report(&self) -> ComparisonReport {
        let changed = self.changed.iter().filter(|one| one.users > 0);
        let attributes = changed.map(|one| AffectedAttribute {
            target: one.target.clone(),
            users: one.users,
        });
        ComparisonReport {
            attributes: attributes.collect(),
            ..self.report.clone()
        }
    }

    fn rows(&mut self, run: &mut PreflightRun) -> Result<(), UsersFileError> {
        while let Some(position) = self.reader.next()? {
            let user = self.report.compared;
            let entry = run.engine.users.get(user);
            let entry = entry.filter(|entry| entry.start == position.start);
            let skip = entry.ok_or(UsersFileError::Unreadable)?.skip;
            self.report.compared += 1;
            // All other reasons do not depend on the mappings.
            if skip.is_some_and(|reason| reason != SkipReason::Dropped) {
                continue;
            }
            self.values.fill(&self.reader, &self.mapping);
            std::mem::swap(&mut self.values, &mut run.engine.values);
            let completed = run.engine.complete();
            std::mem::swap(&mut self.values, &mut run.engine.values);
            self.user(run, user, completed.lacks_mail());
        }
        Ok(())
    }

    fn user(&mut self, run: &PreflightRun, user: u32, no_mail: bool) {
        let talkdesk = &run.engine.talkdesk;
        let values = &self.values;
        let found = self.before.matching(values, talkdesk, no_mail);
        let found_after = match self.matches_alike {
            true => found,
            false => self.after.matching(values, talkdesk, no_mail),
        };
        let is_matched_otherwise =
            matches!((found, found_after), (Some(one), Some(other)) if one != other);
        let exists = |found: Option<TargetMatch>| !matches!(found, None | Some(TargetMatch::None));
        let exists_before = exists(found);
        // Where the list does not tell, it is the same user.
        let exists_after = exists(found_after.or(found));

        let mut changes = Vec::new();
        let (mut dropped_before, mut dropped_after) = (false, false);
        let mut is_unknown = false;
        for (index, changed) in self.changed.iter().enumerate() {
            let value = |side: &mut SetSide, row: Option<usize>, exists, dropped: &mut bool| {
                let Some(row) = row else {
                    return ComparedValue::Nothing;
                };
                match side.outcome(row, values, exists, no_mail) {
                    RowOutcome::Value(value) => value,
                    RowOutcome::Dropped => {
                        *dropped = true;
                        ComparedValue::Nothing
                    }
                }
            };
            let before = value(
                &mut self.before,
                changed.before,
                exists_before,
                &mut dropped_before,
            );
            let after = value(
                &mut self.after,
                changed.after,
                exists_after,
                &mut dropped_after,
            );
            match before == ComparedValue::Unknown || after == ComparedValue::Unknown {
                true => is_unknown = true,
                false if before != after => changes.push((index, before, after)),
                false => {}
            }
        }
        let sends_before = self.before.sends(exists_before);
        let sends_after = self.after.sends(exists_after);
        let is_untouched = changes.is_empty()
            && !is_unknown
            && !is_matched_otherwise
            && dropped_before == dropped_after
            && sends_before == sends_after;
        if is_untouched || self.is_dropped_by_others(exists_after, no_mail) {
            return;
        }
        let change = match (
            sends_before && !dropped_before,
            sends_after && !dropped_after,
        ) {
            (false, false) => return,
            (true, false) => SentChange::NotSent,
            (false, true) => SentChange::Sent,
            (true, true) if changes.is_empty() && !is_matched_otherwise => {
                self.report.unknown += u32::from(is_unknown);
                return;
            }
            (true, true) => SentChange::Values(self.counted(changes)),
        };
        self.report.affected += 1;
        self.report.matched_otherwise += u32::from(is_matched_otherwise);
        if self.report.first.len() < FIRST_USERS
            && let Some(entry) = run.engine.users.get(user)
        {
            let text = |which| run.engine.users.text(entry, which).to_owned();
            self.report.first.push(AffectedUser {
                user,
                line: entry.line,
                name: text(UserText::Name),
                upn: text(UserText::Upn),
                change,
                is_matched_otherwise,
            });
        }
    }

    /// Whether a row that both sets have leaves the user out.
    fn is_dropped_by_others(&mut self, exists: bool, no_mail: bool) -> bool {
        let (after, values) = (&mut self.after, &self.values);
        self.same.iter().any(|index| {
            let outcome = after.outcome(*index, values, exists, no_mail);
            matches!(outcome, RowOutcome::Dropped)
        })
    }

    fn counted(
        &mut self,
        changes: Vec<(usize, ComparedValue, ComparedValue)>,
    ) -> Vec<AttributeChange> {
        let changes = changes.into_iter().filter_map(|(index, before, after)| {
            let changed = self.changed.get_mut(index)?;
            changed.users += 1;
            Some(AttributeChange {
                target: changed.target.clone(),
                before,
                after,
            })
        });
        changes.collect()
    }
}

/// The files as they are still there: the one of the users is read once more,
/// and of the others only what the run read is held.
fn readable(files: &[PlannedFile], held: &AttributeNames) -> Vec<PlannedFile> {
    let files = files.iter().cloned().map(|mut file| {
        if file.purpose != InputPurpose::Users {
            file.columns.retain(|column| {
                let attribute = column.attribute.as_deref();
                attribute.is_some_and(|name| held.position(name).is_some())
            });
        }
        file
    });
    files.collect()
}

/// The targets whose rows differ, and the rows of the second set that do not.
fn changed(before: &SetSide, after: &SetSide) -> (Vec<ChangedTarget>, Vec<usize>) {
    let mut targets: Vec<&str> = Vec::new();
    for row in after.set.rows().iter().chain(before.set.rows()) {
        let target = row.row().target.as_str();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let (mut changed, mut same) = (Vec::new(), Vec::new());
    for target in targets {
        let [one, other] = [before, after].map(|side| side.set.position(target));
        let row =
            |side: &SetSide, index: Option<usize>| Some(side.set.rows().get(index?)?.row().clone());
        match other.filter(|_| row(before, one) == row(after, other)) {
            Some(index) => same.push(index),
            None => changed.push(ChangedTarget {
                target: target.to_owned(),
                before: one,
                after: other,
                users: 0,
            }),
        }
    }
    (changed, same)
}

#[cfg(test)]
mod tests;
