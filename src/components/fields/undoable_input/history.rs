//! Undo of a field: the texts that stood in it, bounded.

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

/// How a snapshot came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// A letter was typed.
    Typed,
    Deleted,
    /// Pasted, cut, dropped or composed: a step of its own.
    Replaced,
    /// By the program or by undo: a step of its own.
    Written,
    /// The cursor moved in the same text.
    Moved,
}

/// What stood in the field, and which of it stands there now.
#[derive(Debug, Default)]
pub struct UndoHistory {
    steps: Vec<Snapshot>,
    now: usize,
    last: Option<(EditKind, f64)>,
}

impl UndoHistory {
    pub fn now(&self) -> Option<&Snapshot> {
        self.steps.get(self.now)
    }

    pub fn can_undo(&self) -> bool {
        self.now > 0
    }

    pub fn can_redo(&self) -> bool {
        self.now + 1 < self.steps.len()
    }

    /// Takes what stands in the field at a time in milliseconds.
    pub fn record(&mut self, next: Snapshot, kind: EditKind, time: f64) {
        let mut goes_on = false;
        let mut kind = kind;
        if let Some(now) = self.steps.get_mut(self.now) {
            if now.text == next.text {
                if *now != next {
                    *now = next;
                    // The next letter begins a step, unless a letter was typed
                    // over one that was there.
                    if kind != EditKind::Typed {
                        self.last = None;
                    }
                }
                return;
            }
            if next.text.len().abs_diff(now.text.len()) > LETTER {
                kind = EditKind::Replaced;
            }
            goes_on = self.last.is_some_and(|(before, when)| {
                before == kind && (0.0..PAUSE_MS).contains(&(time - when))
            }) && continues(kind, now, &next);
        }
        self.steps.truncate(self.now + 1);
        if goes_on {
            drop(self.steps.pop());
        }
        self.steps.push(next);
        self.forget();
        self.now = self.steps.len() - 1;
        self.last = Some((kind, time));
    }

    /// Takes the last step back, or brings the next one back.
    pub fn step(&mut self, back: bool) -> Option<Snapshot> {
        let to = match back {
            true => self.now.checked_sub(1)?,
            false => self.now + 1,
        };
        let step = self.steps.get(to)?.clone();
        self.now = to;
        self.last = None;
        Some(step)
    }

    fn forget(&mut self) {
        let mut bytes: usize = self.steps.iter().map(|step| step.text.len()).sum();
        while self.steps.len() > MAX_STEPS || bytes > MAX_BYTES && self.steps.len() > 2 {
            bytes -= self.steps.remove(0).text.len();
        }
    }
}

/// Whether letters were only put in where the cursor stood, or only taken away
/// right beside it. What replaces a selection is a step of its own, or undoing
/// it would lose what was selected.
fn continues(kind: EditKind, before: &Snapshot, after: &Snapshot) -> bool {
    let was = byte_of_utf16(&before.text, before.start);
    let (short, long, at) = match kind {
        EditKind::Typed => (&before.text, &after.text, was),
        EditKind::Deleted => {
            let now = byte_of_utf16(&after.text, after.start);
            (&after.text, &before.text, now)
        }
        _ => return false,
    };
    let (begin, end) = short.split_at(at);
    before.start == before.end
        && long.len() >= short.len()
        && long.starts_with(begin)
        && long.ends_with(end)
        && (at == was || was + end.len() == long.len())
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

    fn begin_with(text: &str) -> UndoHistory {
        let mut history = UndoHistory::default();
        history.record(
            Snapshot {
                text: text.to_owned(),
                ..Snapshot::default()
            },
            EditKind::Written,
            0.0,
        );
        history
    }

    fn texts(history: &mut UndoHistory, back: bool) -> Vec<String> {
        let now = history.now().cloned();
        let others = std::iter::from_fn(|| history.step(back));
        now.into_iter()
            .chain(others)
            .map(|step| step.text)
            .collect()
    }

    #[test]
    fn typing_is_one_step_until_it_pauses() {
        let mut history = begin_with("");
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
        let mut history = begin_with("a");
        history.record(moment("b"), EditKind::Written, 0.0);
        history.record(moment("c"), EditKind::Written, 1.0);
        assert_eq!(
            history.step(true).map(|step| step.text).as_deref(),
            Some("b")
        );
        history.record(moment("d"), EditKind::Typed, 2.0);
        assert!(!history.can_redo());
        assert_eq!(texts(&mut history, true), ["d", "b", "a"]);
    }

    #[test]
    fn what_comes_at_once_is_a_step_also_when_the_browser_calls_it_typed() {
        let mut history = begin_with("");
        history.record(moment("a"), EditKind::Typed, 0.0);
        history.record(moment("a dictated sentence"), EditKind::Typed, 1.0);
        assert_eq!(texts(&mut history, true), ["a dictated sentence", "a", ""]);
    }

    #[test]
    fn moving_the_cursor_ends_a_step_and_an_equal_text_is_none() {
        let mut history = begin_with("");
        history.record(moment("a"), EditKind::Typed, 0.0);
        let moved = Snapshot {
            start: 0,
            end: 0,
            ..moment("a")
        };
        history.record(moved, EditKind::Moved, 0.5);
        history.record(moment("ba"), EditKind::Typed, 1.0);
        history.record(moment("ba"), EditKind::Written, 2.0);
        assert_eq!(texts(&mut history, true), ["ba", "a", ""]);
    }

    #[test]
    fn marks_that_close_themselves_are_one_step_with_what_is_typed() {
        let mut history = begin_with("");
        let typed = |text: &str, at| Snapshot {
            text: text.to_owned(),
            start: at,
            end: at,
        };
        for (index, (text, at)) in [
            ("N", 1),
            ("N()", 2),
            ("N([])", 3),
            ("N([a])", 4),
            // Typed over.
            ("N([a])", 5),
            ("N([a])", 6),
            ("N([a]) ", 7),
        ]
        .into_iter()
        .enumerate()
        {
            history.record(typed(text, at), EditKind::Typed, index as f64);
        }
        assert_eq!(texts(&mut history, true), ["N([a]) ", ""]);
    }

    #[test]
    fn what_replaces_a_selection_can_be_brought_back() {
        let mut history = begin_with("");
        history.record(moment("abcde"), EditKind::Typed, 0.0);
        history.record(moment("abcdef"), EditKind::Typed, 100.0);
        history.record(moment("Z"), EditKind::Typed, 200.0);
        history.record(moment("Zé"), EditKind::Typed, 300.0);
        assert_eq!(texts(&mut history, true), ["Zé", "abcdef", ""]);

        let mut history = begin_with("abcdef");
        history.record(moment("abcde"), EditKind::Deleted, 0.0);
        history.record(moment("abcd"), EditKind::Deleted, 100.0);
        history.record(moment(""), EditKind::Deleted, 200.0);
        let left = texts(&mut history, true);
        assert_eq!(left.last().map(String::as_str), Some("abcdef"));
        let mut history = begin_with("abcdef");
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
        let mut history = begin_with("");
        for round in 0..1_000 {
            history.record(moment(&round.to_string()), EditKind::Written, 0.0);
        }
        assert_eq!(history.steps.len(), MAX_STEPS);
        for round in 0..100 {
            let text = format!("{round}{}", "x".repeat(100_000));
            history.record(moment(&text), EditKind::Written, 0.0);
        }
        let bytes: usize = history.steps.iter().map(|m| m.text.len()).sum();
        assert!(bytes <= MAX_BYTES);
        assert!(history.can_undo());
    }
}
