//! Undo of the editor: every text that stood there, bounded.
//!
//! The browser's own undo forgets everything when a program writes into a
//! field, and with the field when the page changes. This one outlives both.

use entra_expression::byte_of_utf16;

/// Texts that are kept at most.
const MAX_STEPS: usize = 300;
/// Bytes of all texts that are kept at most.
const MAX_BYTES: usize = 2_000_000;
/// A change of more bytes than this is more than a letter.
const LETTER: usize = 8;
/// Typing goes on as one step while it pauses for less than this.
const PAUSE_MS: f64 = 1_200.0;

/// A text and where the cursor stood, in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// How a text came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// A letter was typed.
    Typed,
    Deleted,
    /// Anything else, which is a step of its own.
    Step,
}

/// What stood in the editor, with what is there now in the middle.
#[derive(Debug, Clone, Default)]
pub struct UndoHistory {
    past: Vec<Snapshot>,
    now: Snapshot,
    future: Vec<Snapshot>,
    last: Option<(EditKind, f64)>,
}

impl UndoHistory {
    /// A history that begins with a text.
    pub fn new(text: &str) -> Self {
        Self {
            now: Snapshot {
                text: text.to_owned(),
                ..Snapshot::default()
            },
            ..Self::default()
        }
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to bring back.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The cursor moved; the next letter begins a step.
    pub fn moved(&mut self, start: usize, end: usize) {
        if (self.now.start, self.now.end) != (start, end) {
            (self.now.start, self.now.end) = (start, end);
            self.last = None;
        }
    }

    /// Another text stands there, at a time in milliseconds.
    pub fn record(&mut self, moment: Snapshot, way: EditKind, time: f64) {
        if moment.text == self.now.text {
            return self.moved(moment.start, moment.end);
        }
        let letter = moment.text.len().abs_diff(self.now.text.len()) <= LETTER;
        let way = if letter { way } else { EditKind::Step };
        let goes_on = self.last.is_some_and(|(before, when)| {
            before == way && (0.0..PAUSE_MS).contains(&(time - when))
        }) && match way {
            EditKind::Typed => is_inserted(&self.now, &moment),
            EditKind::Deleted => is_removed(&self.now, &moment),
            EditKind::Step => false,
        };
        let before = std::mem::replace(&mut self.now, moment);
        if !goes_on {
            self.past.push(before);
        }
        self.future.clear();
        self.last = Some((way, time));
        self.forget();
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<&Snapshot> {
        let before = self.past.pop()?;
        let now = std::mem::replace(&mut self.now, before);
        self.future.push(now);
        self.last = None;
        Some(&self.now)
    }

    /// Brings the step back that was taken back last.
    pub fn redo(&mut self) -> Option<&Snapshot> {
        let after = self.future.pop()?;
        let now = std::mem::replace(&mut self.now, after);
        self.past.push(now);
        self.last = None;
        Some(&self.now)
    }

    fn forget(&mut self) {
        let mut bytes: usize = self.past.iter().map(|moment| moment.text.len()).sum();
        let mut old = self.past.len().saturating_sub(MAX_STEPS);
        bytes -= self
            .past
            .iter()
            .take(old)
            .map(|moment| moment.text.len())
            .sum::<usize>();
        while bytes > MAX_BYTES && old + 1 < self.past.len() {
            bytes -= self.past[old].text.len();
            old += 1;
        }
        drop(self.past.drain(..old));
    }
}

/// Whether something was only put in where the cursor stood. What replaces a
/// selection is a step of its own, or undoing it would lose what was selected.
fn is_inserted(before: &Snapshot, after: &Snapshot) -> bool {
    let at = byte_of_utf16(&before.text, before.start);
    let (begin, end) = before.text.split_at(at);
    before.start == before.end
        && after.text.len() >= before.text.len()
        && after.text.starts_with(begin)
        && after.text.ends_with(end)
}

/// Whether something was only taken away, right before the cursor or right
/// behind it.
fn is_removed(before: &Snapshot, after: &Snapshot) -> bool {
    let was = byte_of_utf16(&before.text, before.start);
    let now = byte_of_utf16(&after.text, after.start);
    let (begin, end) = after.text.split_at(now);
    before.start == before.end
        && before.text.len() >= after.text.len()
        && before.text.starts_with(begin)
        && before.text.ends_with(end)
        && (now == was || was + end.len() == before.text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Snapshot {
        Snapshot {
            text: text.to_owned(),
            start: text.len(),
            end: text.len(),
        }
    }

    fn texts(history: &mut UndoHistory, mut back: bool) -> Vec<String> {
        let mut found = vec![history.now.text.clone()];
        back = !back;
        while let Some(moment) = if back { history.redo() } else { history.undo() } {
            found.push(moment.text.clone());
        }
        found
    }

    #[test]
    fn typing_is_one_step_until_it_pauses() {
        let mut history = UndoHistory::new("");
        for (text, time) in [
            ("a", 0.0),
            ("ab", 100.0),
            ("abc", 3_000.0),
            ("abcd", 3_100.0),
        ] {
            history.record(moment(text), EditKind::Typed, time);
        }
        history.record(moment("abc"), EditKind::Deleted, 3_200.0);
        assert_eq!(texts(&mut history, true), ["abc", "abcd", "ab", ""]);
        assert_eq!(texts(&mut history, false), ["", "ab", "abcd", "abc"]);
    }

    #[test]
    fn steps_stand_alone_and_a_new_one_ends_what_could_be_brought_back() {
        let mut history = UndoHistory::new("a");
        history.record(moment("b"), EditKind::Step, 0.0);
        history.record(moment("c"), EditKind::Step, 1.0);
        assert_eq!(history.undo().map(|m| m.text.as_str()), Some("b"));
        history.record(moment("d"), EditKind::Typed, 2.0);
        assert!(!history.can_redo());
        assert_eq!(texts(&mut history, true), ["d", "b", "a"]);
    }

    #[test]
    fn what_comes_at_once_is_a_step_also_when_the_browser_calls_it_typed() {
        let mut history = UndoHistory::new("");
        history.record(moment("a"), EditKind::Typed, 0.0);
        history.record(moment("a dictated sentence"), EditKind::Typed, 1.0);
        assert_eq!(texts(&mut history, true), ["a dictated sentence", "a", ""]);
    }

    #[test]
    fn moving_the_cursor_ends_a_step_and_an_equal_text_is_none() {
        let mut history = UndoHistory::new("");
        history.record(moment("a"), EditKind::Typed, 0.0);
        history.moved(0, 0);
        history.record(moment("ba"), EditKind::Typed, 1.0);
        history.record(moment("ba"), EditKind::Step, 2.0);
        assert_eq!(texts(&mut history, true), ["ba", "a", ""]);
    }

    #[test]
    fn what_replaces_a_selection_can_be_brought_back() {
        let mut history = UndoHistory::new("");
        history.record(moment("abcde"), EditKind::Typed, 0.0);
        history.record(moment("abcdef"), EditKind::Typed, 100.0);
        history.record(moment("Z"), EditKind::Typed, 200.0);
        history.record(moment("Zé"), EditKind::Typed, 300.0);
        assert_eq!(texts(&mut history, true), ["Zé", "abcdef", ""]);

        let mut history = UndoHistory::new("abcdef");
        history.record(moment("abcde"), EditKind::Deleted, 0.0);
        history.record(moment("abcd"), EditKind::Deleted, 100.0);
        history.record(moment(""), EditKind::Deleted, 200.0);
        let left = texts(&mut history, true);
        assert_eq!(left.last().map(String::as_str), Some("abcdef"));
        let mut history = UndoHistory::new("abcdef");
        let cut = |text: &str, at| Snapshot {
            text: text.to_owned(),
            start: at,
            end: at,
        };
        history.record(cut("acdef", 1), EditKind::Deleted, 0.0);
        history.record(cut("adef", 1), EditKind::Deleted, 100.0);
        history.record(cut("ade", 3), EditKind::Deleted, 200.0);
        assert_eq!(texts(&mut history, true), ["ade", "adef", "abcdef"]);
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let mut history = UndoHistory::new("");
        for round in 0..1_000 {
            history.record(moment(&round.to_string()), EditKind::Step, 0.0);
        }
        assert_eq!(history.past.len(), MAX_STEPS);
        for round in 0..100 {
            let text = format!("{round}{}", "x".repeat(100_000));
            history.record(moment(&text), EditKind::Step, 0.0);
        }
        let bytes: usize = history.past.iter().map(|m| m.text.len()).sum();
        assert!(bytes <= MAX_BYTES);
        assert!(history.can_undo());
    }
}
