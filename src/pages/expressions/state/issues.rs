//! Which issues are shown, and when: nothing new while somebody types.

use std::time::Duration;

use entra_expression::typing::is_unfinished;
use entra_expression::{Diagnostic, Severity, byte_of_utf16};
use leptos::prelude::*;
use provisioning::expression::{ExpressionError, ExpressionOutcome};

use crate::pages::expressions::state::{EditorState, EvaluationStatus};

/// New issues wait until no key was pressed for so long.
const PAUSE: Duration = Duration::from_millis(600);

/// The tabs.
pub const ISSUES: &str = "issues";
pub const EXPLANATION: &str = "explanation";
pub const STEPS: &str = "steps";
pub const MICROSOFT: &str = "microsoft";

/// Tells issues apart while their places move: code and message.
pub type IssueKey = (&'static str, String);

fn key(found: &Diagnostic) -> IssueKey {
    (found.code, found.message.clone())
}

/// Those that were known when typing paused. A text that is too long isn't
/// read at all, so that is said at once.
pub fn shown(found: &[Diagnostic], known: &[IssueKey]) -> Vec<Diagnostic> {
    let is_known = |found: &&Diagnostic| found.code == "too-long" || known.contains(&key(found));
    found.iter().filter(is_known).cloned().collect()
}

/// Those that are not about what is being typed at a cursor (a byte).
fn finished(found: &[Diagnostic], text: &str, cursor: Option<usize>) -> Vec<IssueKey> {
    let is_finished = |found: &&Diagnostic| cursor.is_none_or(|at| !is_unfinished(found, text, at));
    found.iter().filter(is_finished).map(key).collect()
}

/// Why the expression, which has no error as it is written, has no value for
/// the user. Nothing while somebody types.
pub fn failure(state: EditorState) -> Option<ExpressionError> {
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    let has_error = state.findings.with(|found| found.iter().any(is_error));
    if !state.settled.get() || has_error {
        return None;
    }
    state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(question, response) => match &response.outcome {
            ExpressionOutcome::Failed(failed)
                if state.text.with(|text| *text == question.expression) =>
            {
                Some(failed.clone())
            }
            _ => None,
        },
        _ => None,
    })
}

impl EditorState {
    /// Follows text and cursor.
    pub fn follow_typing(&self) {
        let state = *self;
        let mut settle_soon = debounce(PAUSE, move |()| state.settle());
        Effect::new(move |before: Option<()>| {
            state.text.track();
            state.user.track();
            state.cursor.track();
            // What was being typed is an issue once the field is left. Not at
            // once: a button that is being pressed must not move away.
            state.focused.track();
            state.is_typing.track();
            match before {
                // What is there when the page opens was not just typed.
                None => untrack(|| state.settle()),
                Some(()) => settle_soon(()),
            }
        });
    }

    /// Shows the issues of the text as it is now.
    pub fn settle(&self) {
        // The page may be gone by now.
        let Some(text) = self.text.try_get_untracked() else {
            return;
        };
        let (_, end) = self.cursor.get_untracked();
        let is_typing = self.focused.get_untracked() && self.is_typing.get_untracked();
        let cursor = is_typing.then(|| byte_of_utf16(&text, end));
        let known = self
            .findings
            .with_untracked(|found| finished(found, &text, cursor));
        if self.known.with_untracked(|before| *before != known) {
            self.known.set(known);
        }
        if !self.settled.get_untracked() {
            self.settled.set(true);
        }
        self.choose_tab();
    }

    /// Errors open their tab, and the steps come back once no issue is left,
    /// until the admin chooses a tab.
    fn choose_tab(&self) {
        let before = self.chosen_tab.get_value();
        if self.tab.get_untracked() != before {
            return;
        }
        let is_wrong = self.issues.with_untracked(|issues| {
            let mut issues = issues.iter();
            issues.any(|issue| issue.severity == Severity::Error)
        });
        let is_left = before == ISSUES && !self.issues.with_untracked(Vec::is_empty);
        let next = if is_wrong || is_left { ISSUES } else { STEPS };
        if next != before {
            self.chosen_tab.set_value(next);
            self.tab.set(next);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.with(|text| text.trim().is_empty())
    }

    /// Whether the text is one that Entra would refuse, as far as is shown.
    pub fn has_shown_error(&self) -> bool {
        self.issues
            .with(|issues| issues.iter().any(|issue| issue.severity == Severity::Error))
    }

    /// How many issues have a fix.
    pub fn fixable(&self) -> usize {
        let has_fix = |issue: &&Diagnostic| !issue.fixes.is_empty();
        self.issues
            .with(|issues| issues.iter().filter(has_fix).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::{CheckOptions, check, parse};

    fn found(text: &str) -> Vec<Diagnostic> {
        check(&parse(text), &CheckOptions::default())
    }

    #[test]
    fn what_is_new_waits_for_a_pause_and_what_is_known_moves_along() {
        let before = found("tolower([a])");
        let known = finished(&before, "tolower([a])", None);
        assert_eq!(shown(&before, &[]), []);
        assert_eq!(shown(&before, &known), before);
        let later = found(" tolower(toupper([a]))");
        let [moved] = &shown(&later, &known)[..] else {
            panic!("only the known one is shown");
        };
        assert_eq!(moved.span.start, 1);
    }

    #[test]
    fn what_is_typed_at_the_cursor_is_no_issue_yet() {
        let text = "Append(tolower([a]), [b";
        let codes = |cursor| {
            let keys = finished(&found(text), text, cursor);
            keys.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
        };
        assert_eq!(codes(Some(text.len())), ["wrong-case-function"]);
        assert!(codes(None).contains(&"unclosed-bracket"));
    }
}
