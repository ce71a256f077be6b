//! What the parts of the page share: the text, what is known of it, and the
//! ways in which it changes.

mod completing;
pub mod issues;
mod opening;
pub mod suggestions;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use entra_expression::{
    CheckOptions, Diagnostic, Fix, MAX_CHARACTERS, Parse, Span, byte_of_utf16, check,
    parse_limited, quick_fix, utf16_of_byte,
};
use leptos::html;
use leptos::prelude::*;
use provisioning::expression::ExpressionResponse;
use provisioning::user::SourceUser;

use crate::browser::storage::BrowserStorage;
use crate::browser::worker::handle::WorkerError;
use crate::components::fields::undoable_input::history::{EditKind, Snapshot};
use crate::components::fields::undoable_input::{SharedHistory, UndoableInput};
use crate::pages::expressions::opening_guard;
use crate::pages::expressions::shared_link::LinkError;
use crate::pages::expressions::state::issues::IssueKey;
use crate::pages::expressions::state::suggestions::SuggestionList;
use crate::state::{App, Undo, sample_user};
use provisioning::entra::{BOOLEAN, NOT_OFFERED, known_with};
use provisioning::format;
use setup::SetupId;

/// Text beyond this many bytes is not taken into the editor; an expression has
/// at most 10,000 characters.
const MAX_BYTES: usize = 100_000;
/// Setups whose undo is kept.
const MAX_HISTORIES: usize = 8;

/// Undo outlives the page, for each setup its own.
#[derive(Clone, Default)]
struct UndoHistories(Rc<RefCell<Vec<(SetupId, SharedHistory)>>>);

impl UndoHistories {
    fn of(&self, id: SetupId) -> SharedHistory {
        let mut all = self.0.borrow_mut();
        if let Some((_, history)) = all.iter().find(|(of, _)| *of == id) {
            return history.clone();
        }
        if all.len() >= MAX_HISTORIES {
            drop(all.remove(0));
        }
        let history = SharedHistory::default();
        all.push((id, history.clone()));
        history
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationInput {
    pub expression: String,
    pub user: SourceUser,
}

/// What was typed into Check with Microsoft. It stays while another tab is
/// shown.
#[derive(Clone, Copy, Default)]
pub struct MicrosoftState {
    pub principal: RwSignal<String>,
    pub job_id: RwSignal<String>,
    /// What was pasted as Microsoft's response.
    pub response: RwSignal<String>,
}

/// What the page shows as the result.
#[derive(Debug, Clone, PartialEq)]
pub enum EvaluationStatus {
    /// Nothing is typed.
    Empty,
    /// The text is no expression yet; its findings say why.
    Unsound,
    Evaluated(EvaluationInput, Arc<ExpressionResponse>),
    /// There is no response.
    Ended(EvaluationInput, WorkerError),
}

/// The shared state. Copies of it are handles to the same signals.
#[derive(Clone, Copy)]
pub struct EditorState {
    pub app: App,
    /// What stands in the editor.
    pub text: RwSignal<String>,
    /// The selection in UTF-16 units.
    pub cursor: RwSignal<(usize, usize)>,
    /// The list of suggestions, while it is open.
    pub list: RwSignal<Option<SuggestionList>>,
    /// The part of the expression that something else on the page is about.
    pub source: RwSignal<Option<Span>>,
    /// What the parser makes of the text.
    pub parse: Memo<Parse>,
    /// What is wrong with it, also with what is still being typed.
    pub findings: Memo<Vec<Diagnostic>>,
    /// What is shown of that: nothing new until typing pauses.
    pub issues: Memo<Vec<Diagnostic>>,
    /// What was known when typing paused.
    known: RwSignal<Vec<IssueKey>>,
    /// Whether typing has paused.
    pub settled: RwSignal<bool>,
    /// Whether the field has the focus.
    pub focused: RwSignal<bool>,
    /// Whether the last thing that happened in the field was typing.
    pub is_typing: RwSignal<bool>,
    /// Whether the card of the issue at the cursor was closed.
    pub card_closed: RwSignal<bool>,
    /// The tab that is shown, and the one that was chosen for the admin.
    pub tab: RwSignal<&'static str>,
    chosen_tab: StoredValue<&'static str>,
    pub microsoft: MicrosoftState,
    pub user: Memo<SourceUser>,
    /// Every attribute that can be read.
    pub attributes: Memo<Vec<String>>,
    pub shown: RwSignal<EvaluationStatus>,
    /// Whether the worker takes its time.
    pub busy: RwSignal<bool>,
    /// The same is to be evaluated again.
    pub again: Trigger,
    /// What a link brought that is not in the editor, because another
    /// expression stands there or because the link holds none.
    pub shared_link: RwSignal<Option<Result<String, LinkError>>>,
    /// A text that the page stopped at the last time, and that is not opened.
    pub withheld: RwSignal<Option<String>>,
    /// The setup whose expression stands in the editor.
    open: StoredValue<SetupId>,
    input: StoredValue<Option<UndoableInput>>,
}

fn check_options(attributes: &[String]) -> CheckOptions {
    CheckOptions {
        attributes: Some(attributes.to_vec()),
        not_offered: NOT_OFFERED.map(str::to_owned).into(),
        boolean_attributes: BOOLEAN.map(str::to_owned).into(),
        ..CheckOptions::default()
    }
}

/// The state of the page. Call it while a component is made, not in a handler.
pub fn use_editor() -> EditorState {
    expect_context()
}

impl EditorState {
    pub fn open(app: App) -> Self {
        let mut stored = format::lines(
            &app.setup
                .with_untracked(|setup| setup.page_data().expression),
        );
        let withheld = opening_guard::stopped(&BrowserStorage);
        if withheld.as_ref() == Some(&stored) {
            stored.clear();
        }
        opening_guard::begin(&stored);
        let end = utf16_of_byte(&stored, stored.len());
        let text = RwSignal::new(stored);
        let parse = Memo::new(move |_| text.with(|text| parse_limited(text)));
        let user = Memo::new(move |_| app.setup.with(sample_user::user));
        let attributes =
            Memo::new(move |_| user.with(|user| known_with(user.attributes.keys().cloned())));
        let findings = Memo::new(move |_| {
            if text.with(|text| text.trim().is_empty()) {
                return Vec::new();
            }
            let options = attributes.with(|attributes| check_options(attributes));
            parse.with(|parse| check(parse, &options))
        });
        let known = RwSignal::new(Vec::new());
        let issues = Memo::new(move |_| {
            known.with(|known| findings.with(|found| issues::shown(found, known)))
        });
        Self {
            app,
            text,
            cursor: RwSignal::new((end, end)),
            list: RwSignal::new(None),
            source: RwSignal::new(None),
            parse,
            findings,
            issues,
            known,
            settled: RwSignal::new(true),
            focused: RwSignal::new(false),
            is_typing: RwSignal::new(false),
            card_closed: RwSignal::new(false),
            tab: RwSignal::new(issues::STEPS),
            chosen_tab: StoredValue::new(issues::STEPS),
            microsoft: MicrosoftState::default(),
            user,
            attributes,
            shown: RwSignal::new(EvaluationStatus::Empty),
            busy: RwSignal::new(false),
            again: Trigger::new(),
            shared_link: RwSignal::new(None),
            withheld: RwSignal::new(withheld),
            open: StoredValue::new(app.open_id.get_untracked()),
            input: StoredValue::new(None),
        }
    }

    /// Makes a textarea the field that the text is typed into.
    pub fn make_input(&self, textarea: NodeRef<html::Textarea>) -> UndoableInput {
        let state = *self;
        let histories = self.app.page_state(UndoHistories::default);
        let history = move || histories.of(state.open.get_value());
        let changed = move |now: &Snapshot, kind| state.changed(now, kind);
        let input = UndoableInput::with_history(textarea, self.text.into(), history, changed);
        self.input.set_value(Some(input));
        input
    }

    fn with_input(&self, act: impl FnOnce(UndoableInput)) {
        if let Some(input) = self.input.get_value() {
            act(input);
        }
    }

    /// Whether there is something to undo, or to redo.
    pub fn can_step(&self, back: bool) -> bool {
        let input = self.input.get_value();
        input.is_some_and(|input| {
            if back {
                input.can_undo()
            } else {
                input.can_redo()
            }
        })
    }

    /// Takes a step back, or brings one back, and goes to the field.
    pub fn step(&self, back: bool) {
        self.with_input(|input| {
            input.step(back);
            input.focus();
        });
    }

    /// The cursor as a byte of the text.
    pub fn byte(&self) -> usize {
        let (_, end) = self.cursor.get();
        self.text.with(|text| byte_of_utf16(text, end))
    }

    /// Takes over what stands in the field, unless it is too long.
    fn changed(&self, now: &Snapshot, kind: EditKind) -> bool {
        let typed = !matches!(kind, EditKind::Written | EditKind::Moved);
        if typed && now.text.len() > MAX_BYTES {
            let size = format::size(now.text.len() as f64);
            self.app.show_error(format!(
                "{size} of text wasn't pasted: an expression has at most {} characters.",
                format::grouped(MAX_CHARACTERS as u64)
            ));
            return false;
        }
        self.cursor.set((now.start, now.end));
        self.is_typing
            .set(matches!(kind, EditKind::Typed | EditKind::Deleted));
        self.list.set(None);
        if self.text.with_untracked(|text| *text != now.text) {
            self.source.set(None);
            self.card_closed.set(false);
            self.settled.set(false);
            self.text.set(now.text.clone());
            self.save();
            if !typed {
                self.settle();
            }
        }
        if typed {
            self.suggest(false);
        }
        true
    }

    fn save(&self) {
        let text = self.text.get_untracked();
        self.app
            .edit(|setup| setup.edit_page_data(|data| data.expression = text));
    }

    /// Puts another text into the editor as a step of its own, with the cursor
    /// at a byte.
    pub fn write(&self, text: &str, byte: usize) {
        self.with_input(|input| input.put(format::lines(text), byte));
    }

    /// Puts a whole expression into the editor, which can be undone.
    pub fn load(&self, expression: &str, message: &str) {
        let before = self.text.get_untracked();
        self.write(expression, expression.len());
        if before.trim().is_empty() || before == format::lines(expression) {
            return self.app.announce(message);
        }
        let state = *self;
        let back = Undo::new(move |_| state.write(&before, before.len()));
        self.app.offer_undo(message, back);
    }

    pub fn apply(&self, fix: &Fix) {
        let text = self.text.with_untracked(|text| fix.apply(text));
        self.write(&text, quick_fix::cursor(fix));
        self.app.announce(fix.label.clone());
    }

    /// Applies the first fix of every issue.
    pub fn fix_all(&self) {
        let options = self
            .attributes
            .with_untracked(|attributes| check_options(attributes));
        let text = self
            .text
            .with_untracked(|text| quick_fix::fix_all(text, &options));
        self.write(&text, text.len());
        self.app.announce("Fixed");
    }

    /// Applies the fix of the diagnostic at the cursor, or the first fix there is.
    pub fn fix_issue(&self) {
        self.with_input(UndoableInput::moved);
        let byte = untrack(|| self.byte());
        let fix = self
            .findings
            .with_untracked(|found| quick_fix::at(found, byte).cloned());
        match fix {
            Some(fix) => self.apply(&fix),
            None => self
                .app
                .show_error("There is nothing to fix automatically."),
        }
    }

    pub fn next_issue(&self, back: bool) {
        let byte = self
            .text
            .with_untracked(|text| byte_of_utf16(text, self.cursor.get_untracked().0));
        let found = self.issues.with_untracked(|found| {
            quick_fix::next(found, byte, back)
                .map(|finding| (finding.span, finding.message.clone()))
        });
        if let Some((span, message)) = found {
            self.select(span);
            self.app.announce(message);
        }
    }

    /// Selects a part of the text in the field.
    pub fn select(&self, span: Span) {
        let at = |byte| self.text.with_untracked(|text| utf16_of_byte(text, byte));
        self.list.set(None);
        self.with_input(|input| input.select((at(span.start), at(span.end))));
    }
}
