//! What there is to know of a file beside its rows.

use super::ask::Purpose;
use super::engine::matching_target;
use super::run::Run;
use super::slots::{DELETED, ENABLED};
use crate::mapping::{Apply, Source};
use crate::talkdesk::{ROLES, TEAMS};
use crate::users_file::Note;

impl Run {
    /// The notes on the file at hand, after its last row.
    pub(super) fn notes_of(&self, purpose: Purpose) -> Vec<Note> {
        let mut notes = self.reader.notes();
        match purpose {
            Purpose::Users => {
                if !self.filling.has(ENABLED) && !self.filling.has(DELETED) {
                    notes.push(Note::NoAccountEnabled);
                }
                notes.extend(self.engine.truths.notes());
            }
            Purpose::Talkdesk => {
                // Answers of an API leave members out as they please.
                notes.retain(|note| !matches!(note, Note::LateMembers(_)));
                if !self.engine.talkdesk.is_empty() {
                    notes.extend(self.not_compared());
                }
            }
            Purpose::More { .. } => {}
        }
        notes
    }

    /// What Talkdesk's list does not tell.
    fn not_compared(&self) -> impl Iterator<Item = Note> {
        let talkdesk = &self.engine.talkdesk;
        let unseen = |target: &str| {
            let mut rows = self.set.rows.iter();
            // What is only set on creation never changes.
            let changes = rows.any(|row| {
                row.target == target && row.apply == Apply::Always && row.source != Source::None
            });
            changes && !talkdesk.tells(target)
        };
        let unseen: Vec<_> = [(ROLES, "roles"), (TEAMS, "teams")]
            .into_iter()
            .filter(|(target, _)| unseen(target))
            .map(|(_, name)| name.to_owned())
            .collect();
        let matching = matching_target(&self.engine.set);
        let unmatched = !matching.is_empty() && !talkdesk.finds_by(matching);
        let unmatched = unmatched.then(|| Note::NotFoundBy(matching.to_owned()));
        let unseen = (!unseen.is_empty()).then_some(Note::NotCompared(unseen));
        unmatched.into_iter().chain(unseen)
    }
}
