//! What there is to know of a file beside its rows.

use crate::engine::matching_target;
use crate::protocol::InputPurpose;
use crate::report::SkipReason;
use crate::rows::column_mapping::DELETED;
use crate::run::PreflightRun;
use crate::users_file::{Meaning, UsersFileNote};
use provisioning::mapping::{Apply, Source};
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS};

impl PreflightRun {
    /// The notes on the file at hand, after its last row.
    pub(crate) fn notes_of(&self, purpose: InputPurpose) -> Vec<UsersFileNote> {
        let mut notes = self.reader.notes();
        if purpose != InputPurpose::Talkdesk {
            notes.extend(self.read_as());
        }
        match purpose {
            InputPurpose::Users => {
                notes.extend(self.of_users());
                // An export can have the column and leave it empty.
                match self.engine.booleans.unsaid() {
                    count if count == 0 || self.says_deactivated() => {}
                    count if count == u64::from(self.engine.totals.users) => {
                        notes.push(UsersFileNote::NoAccountEnabled);
                    }
                    count => notes.push(UsersFileNote::MissingAccountEnabled(count)),
                }
                notes.extend(self.engine.booleans.notes());
                let contradictions = self.engine.values.contradictions(&self.filling);
                notes.extend(contradictions.map(|(used, column, count)| {
                    UsersFileNote::Contradiction {
                        used: used.to_owned(),
                        column: column.to_owned(),
                        count,
                    }
                }));
            }
            InputPurpose::Talkdesk => {
                // Answers of an API leave members out as they please.
                notes.retain(|note| !matches!(note, UsersFileNote::LateMembers(_)));
                if !self.engine.talkdesk.is_empty() {
                    notes.extend(self.not_compared());
                }
            }
            InputPurpose::Assigned | InputPurpose::More => {}
        }
        notes
    }

    /// Whether a column holds `IsSoftDeleted` itself, which counts disabled
    /// accounts too.
    fn says_deactivated(&self) -> bool {
        self.filling.has(DELETED) && !self.engine.lacking.has_deletions
    }

    /// Columns that say something else than their attribute.
    fn read_as(&self) -> impl Iterator<Item = UsersFileNote> {
        self.columns().iter().filter_map(|column| {
            let attribute = column.attribute.clone()?;
            let known = Meaning::choices(&attribute).len() > 1;
            (known && column.meaning != Meaning::SameAsAttribute).then(|| UsersFileNote::ReadAs {
                column: column.name.clone(),
                attribute,
                meaning: column.meaning,
            })
        })
    }

    /// What the users file says of its users, and what it lacks.
    fn of_users(&self) -> Vec<UsersFileNote> {
        let engine = &self.engine;
        let mut notes = Vec::new();
        let deleted = engine.totals.skips.get(SkipReason::Deleted as usize);
        if let Some(count) = deleted.copied().filter(|count| *count > 0) {
            notes.push(UsersFileNote::SoftDeleted(count.into()));
        }
        let mail = engine.derived_mail;
        if mail.known + mail.unknown > 0 {
            notes.push(UsersFileNote::MailFromProxyAddresses {
                count: mail.known,
                unknown: mail.unknown,
            });
        }
        let attributes = engine.lacking.attributes.clone();
        if !attributes.is_empty() {
            notes.push(UsersFileNote::LacksColumns {
                attributes,
                unknown: engine.totals.unknown.into(),
            });
        }
        notes
    }

    /// What Talkdesk's list does not tell.
    fn not_compared(&self) -> impl Iterator<Item = UsersFileNote> {
        let talkdesk = &self.engine.talkdesk;
        let unseen = |target: &str| {
            let mut rows = self.set.rows.iter();
            // What is only set on creation never changes.
            let changes = rows.any(|row| {
                row.target == target && row.apply == Apply::Always && row.source != Source::None
            });
            changes && !talkdesk.tells(target)
        };
        // A table tells what it has columns for; a response of the API leaves
        // out only roles and teams, and what else it lacks is not there.
        let table: &[(&str, &str)] = match talkdesk.is_table {
            true => &[
                (GIVEN_NAME, "first names"),
                (FAMILY_NAME, "last names"),
                (EXTERNAL_ID, "externalId"),
                (ACTIVE, "active"),
            ],
            false => &[],
        };
        let names = [(ROLES, "roles"), (TEAMS, "teams")];
        let names = names.iter().chain(table);
        let unseen: Vec<_> = names
            .filter(|(target, _)| unseen(target))
            .map(|(_, name)| (*name).to_owned())
            .collect();
        let sent = self.set.rows.iter().any(|row| {
            row.target == EXTERNAL_ID && row.apply == Apply::Always && row.source != Source::None
        });
        let nobody = sent && !talkdesk.is_table && !talkdesk.tells(EXTERNAL_ID);
        let nobody = nobody.then_some(UsersFileNote::NoExternalIds);
        let matching = matching_target(&self.engine.set);
        let unmatched = !matching.is_empty() && !talkdesk.finds_by(matching);
        let unmatched = unmatched.then(|| UsersFileNote::NotFoundBy(matching.to_owned()));
        let unseen = (!unseen.is_empty()).then_some(UsersFileNote::NotCompared(unseen));
        unmatched.into_iter().chain(unseen).chain(nobody)
    }
}
