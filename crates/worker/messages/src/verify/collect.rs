//! Collects what several responses proved, each label once.

use super::{EvidenceLine, EvidenceUpdate};

impl EvidenceUpdate {
    /// Adds what a later response proved. A response may say something about more than
    /// one kind, so the newest line of a label takes the place of the one before. Changes are applied one
    /// by one and are not collected.
    pub fn add(&mut self, later: EvidenceUpdate) {
        for line in later.lines {
            match self.lines.iter_mut().find(|one| one.label == line.label) {
                Some(one) => *one = line,
                None => self.lines.push(line),
            }
        }
        self.note = later.note.or(self.note.take());
    }

    /// Notes that a kind was not read, and why. What another response proved of it
    /// stays.
    pub fn add_unread(&mut self, label: &str, text: String) {
        if self.lines.iter().all(|one| one.label != label) {
            self.lines.push(EvidenceLine {
                label: label.to_owned(),
                text,
                ..EvidenceLine::default()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::LineOutcome;

    fn update(lines: &[(&str, &str)], note: Option<&str>) -> EvidenceUpdate {
        let lines = lines.iter().map(|(label, text)| EvidenceLine {
            label: (*label).to_owned(),
            text: (*text).to_owned(),
            ..EvidenceLine::default()
        });
        EvidenceUpdate {
            lines: lines.collect(),
            note: note.map(str::to_owned),
            ..EvidenceUpdate::default()
        }
    }

    fn texts(update: &EvidenceUpdate) -> Vec<(&str, &str)> {
        let lines = update.lines.iter();
        lines
            .map(|one| (one.label.as_str(), one.text.as_str()))
            .collect()
    }

    #[test]
    fn the_lines_of_all_responses_stay_each_label_once() {
        let mut all = EvidenceUpdate::default();
        all.add(update(&[("Application", "a")], Some("first")));
        // The list of jobs says something about both.
        all.add(update(&[("Job", "b"), ("Job status", "c")], None));
        all.add(update(&[("Job", "d"), ("Job status", "e")], None));
        assert_eq!(
            texts(&all),
            [("Application", "a"), ("Job", "d"), ("Job status", "e")]
        );
        assert_eq!(all.note.as_deref(), Some("first"));
    }

    #[test]
    fn a_failure_is_noted_and_replaces_nothing() {
        let mut all = EvidenceUpdate::default();
        all.add(update(&[("Job status", "a")], None));
        all.add_unread("Job status", "b".to_owned());
        all.add_unread("Schema", "c".to_owned());
        all.add_unread("Schema", "d".to_owned());
        assert_eq!(texts(&all), [("Job status", "a"), ("Schema", "c")]);
        assert_eq!(all.lines[1].outcome, LineOutcome::Unknown);
        // A response that comes after all says more than the failure.
        all.add(update(&[("Schema", "e")], None));
        assert_eq!(texts(&all), [("Job status", "a"), ("Schema", "e")]);
    }
}
