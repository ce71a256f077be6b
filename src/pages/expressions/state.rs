//! What the parts of the place share: the text, what is known of it, and the
//! ways in which it changes.

mod opening;

use entra_expression::{
    CheckOptions, Diagnostic, Parse, Span, byte_of_utf16, check, parse_limited, utf16_of_byte,
};
use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::sample::SAMPLE_USERS;

use crate::browser::clock;
use crate::browser::elements::HtmlInputElement;
use crate::browser::storage::BrowserStorage;
use crate::components::undoable_input::field::{select, selection};
use crate::components::undoable_input::history::{EditKind, Snapshot, UndoHistory};
use crate::pages::expressions::evaluation_status::EvaluationStatus;
use crate::pages::expressions::opening_guard;
use crate::pages::expressions::persistence;
use crate::pages::expressions::shared_link::LinkError;
use crate::pages::expressions::suggestions::SuggestionList;
use crate::state::App;
use entra_expression::quick_fix;
use provisioning::entra::{BOOLEAN, NOT_OFFERED, known_with};
use provisioning::format;
use setup::SetupId;

/// Text beyond this many bytes is not taken into the editor; an expression has
/// at most 10,000 characters.
pub const MAX_BYTES: usize = 100_000;
/// Set-ups whose undo is kept.
const MAX_HISTORIES: usize = 8;

/// Undo outlives the page, for each set-up its own.
#[derive(Clone, Copy)]
struct UndoHistories(StoredValue<Vec<(SetupId, UndoHistory)>>);

/// What a link brought that is not in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharedLink {
    /// An expression, while another one stands in the editor.
    Expression(String),
    /// Nothing, because the link is damaged.
    Broken(LinkError),
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
    /// What is wrong with it.
    pub findings: Memo<Vec<Diagnostic>>,
    pub user: Memo<SourceUser>,
    /// Every attribute that can be read.
    pub attributes: Memo<Vec<String>>,
    pub shown: RwSignal<EvaluationStatus>,
    /// Whether the worker takes its time.
    pub busy: RwSignal<bool>,
    /// The same is to be evaluated again.
    pub again: Trigger,
    /// Whether there is something to undo, and to redo.
    pub steps: RwSignal<(bool, bool)>,
    pub shared_link: RwSignal<Option<SharedLink>>,
    /// A text that the page stopped at the last time, and that is not opened.
    pub withheld: RwSignal<Option<String>>,
    open: StoredValue<SetupId>,
    field: StoredValue<Option<HtmlInputElement>, LocalStorage>,
}

impl EditorState {
    pub fn open(app: App) -> Self {
        let mut stored = format::lines(&app.setup.with_untracked(persistence::expression));
        let withheld = opening_guard::stopped(&BrowserStorage);
        if withheld.as_ref() == Some(&stored) {
            stored.clear();
        }
        opening_guard::begin(&stored);
        let text = RwSignal::new(stored);
        let parse = Memo::new(move |_| text.with(|text| parse_limited(text)));
        let user = Memo::new(move |_| {
            let own = app.setup.with(persistence::user);
            own.unwrap_or_else(|| SAMPLE_USERS[0].user())
        });
        let attributes =
            Memo::new(move |_| user.with(|user| known_with(user.attributes.keys().cloned())));
        let findings = Memo::new(move |_| {
            if text.with(|text| text.trim().is_empty()) {
                return Vec::new();
            }
            let options = CheckOptions {
                attributes: Some(attributes.get()),
                not_offered: NOT_OFFERED.map(str::to_owned).into(),
                boolean_attributes: BOOLEAN.map(str::to_owned).into(),
                ..CheckOptions::default()
            };
            parse.with(|parse| check(parse, &options))
        });
        let state = Self {
            app,
            text,
            cursor: RwSignal::new((0, 0)),
            list: RwSignal::new(None),
            source: RwSignal::new(None),
            parse,
            findings,
            user,
            attributes,
            shown: RwSignal::new(EvaluationStatus::Empty),
            busy: RwSignal::new(false),
            again: Trigger::new(),
            steps: RwSignal::new((false, false)),
            shared_link: RwSignal::new(None),
            withheld: RwSignal::new(withheld),
            open: StoredValue::new(app.open_id.get_untracked()),
            field: StoredValue::new_local(None),
        };
        state.remember(EditKind::Step);
        state
    }

    /// The field that the text is typed into.
    pub fn holds(&self, field: HtmlInputElement) {
        field.set_value(&self.text.get_untracked());
        self.field.set_value(Some(field));
    }

    /// Moves the focus to the field.
    pub fn focus(&self) {
        self.with_field(&mut |field| {
            let _ = field.focus();
        });
    }

    fn with_field(&self, act: &mut dyn FnMut(&HtmlInputElement)) {
        self.field.with_value(|field| {
            if let Some(field) = field {
                act(field);
            }
        });
    }

    /// The cursor as a byte of the text.
    pub fn byte(&self) -> usize {
        let (_, end) = self.cursor.get();
        self.text.with(|text| byte_of_utf16(text, end))
    }

    pub fn moved(&self) {
        let mut at = (0, 0);
        self.with_field(&mut |field| at = selection(field));
        if self.cursor.get_untracked() != at {
            self.cursor.set(at);
            self.list.set(None);
            self.history(|history| history.moved(at.0, at.1));
        }
    }

    /// Somebody typed into the field.
    pub fn typed(&self, way: EditKind) {
        let (mut text, mut at) = (String::new(), (0, 0));
        self.with_field(&mut |field| (text, at) = (field.value(), selection(field)));
        if text.len() > MAX_BYTES {
            let kilobytes = text.len() / 1000;
            self.app.announce(format!(
                "The text of {kilobytes} kB was not taken: an expression has at most 10,000 characters."
            ));
            return self.show();
        }
        self.cursor.set(at);
        self.take(text, way);
        self.suggest(false);
    }

    /// Puts another text into the editor as a step of its own, with the cursor
    /// at a byte.
    pub fn write(&self, text: String, byte: usize) {
        let text = format::lines(&text);
        let at = utf16_of_byte(&text, byte);
        self.cursor.set((at, at));
        self.list.set(None);
        self.take(text, EditKind::Step);
        self.show();
    }

    /// Puts a whole expression into the editor and says so.
    pub fn load(&self, expression: &str, message: &str) {
        self.write(expression.to_owned(), expression.len());
        self.focus();
        self.app
            .announce(format!("{message}. Undo brings back what stood here."));
    }

    pub fn step(&self, back: bool) {
        let moment = self.history(|history| {
            let moment = if back { history.undo() } else { history.redo() };
            moment.cloned()
        });
        let Some(moment) = moment.flatten() else {
            return;
        };
        self.cursor.set((moment.start, moment.end));
        self.list.set(None);
        self.text.set(moment.text);
        self.save();
        self.show();
    }

    /// Applies the fix of the diagnostic at the cursor, or the first fix there is.
    pub fn fix_finding(&self) {
        let byte = untrack(|| self.byte());
        let fix = self
            .findings
            .with_untracked(|found| quick_fix::at(found, byte).cloned());
        if let Some(fix) = fix {
            let text = self.text.with_untracked(|text| fix.apply(text));
            self.write(text, quick_fix::cursor(&fix));
            self.app.announce(fix.label);
        }
    }

    pub fn next_finding(&self, back: bool) {
        let byte = self
            .text
            .with_untracked(|text| byte_of_utf16(text, self.cursor.get_untracked().0));
        let found = self.findings.with_untracked(|found| {
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
        let at = self.text.with_untracked(|text| {
            (
                utf16_of_byte(text, span.start),
                utf16_of_byte(text, span.end),
            )
        });
        self.cursor.set(at);
        self.list.set(None);
        self.show();
        self.focus();
    }

    /// Opens the list of suggestions, or closes it when there are none.
    pub fn suggest(&self, requested: bool) {
        let (start, end) = self.cursor.get_untracked();
        let list = self.text.with_untracked(|text| {
            self.attributes.with_untracked(|names| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let at = byte_of_utf16(text, end);
                if start == end {
                    SuggestionList::open(text, at, &names, requested)
                } else {
                    None
                }
            })
        });
        if requested && list.is_none() {
            self.app.announce("No suggestions here");
        }
        self.list.set(list);
    }

    pub fn complete(&self) {
        let list = self.list.get_untracked();
        let Some((list, item)) = list.as_ref().and_then(|list| Some((list, list.chosen()?))) else {
            return;
        };
        let mut text = self.text.get_untracked();
        if text.get(list.replace.range()).is_some() {
            text.replace_range(list.replace.range(), &item.insert);
            self.write(text, list.replace.start + item.insert.len());
        }
    }

    /// Takes another text over: remembers and stores it.
    fn take(&self, text: String, way: EditKind) {
        self.source.set(None);
        self.text.set(text);
        self.remember(way);
        self.save();
    }

    fn save(&self) {
        let text = self.text.get_untracked();
        persistence::set_expression(self.app, text);
    }

    /// Shows text and selection in the field.
    fn show(&self) {
        let (text, at) = (self.text.get_untracked(), self.cursor.get_untracked());
        self.with_field(&mut |field| {
            if field.value() != text {
                field.set_value(&text);
            }
            select(field, at);
        });
    }

    fn remember(&self, way: EditKind) {
        let (start, end) = self.cursor.get_untracked();
        let text = self.text.get_untracked();
        let moment = Snapshot { text, start, end };
        self.history(|history| history.record(moment, way, clock::now_ms() as f64));
    }

    fn history<T>(&self, act: impl FnOnce(&mut UndoHistory) -> T) -> Option<T> {
        let id = self.open.get_value();
        let text = self.text.get_untracked();
        let histories = self
            .app
            .page_state(|| UndoHistories(StoredValue::new(Vec::new())));
        let changed = histories.0.try_update_value(|all| {
            let found = all.iter().position(|(of, _)| *of == id);
            let (_, history) = match found {
                Some(index) => &mut all[index],
                None => {
                    if all.len() >= MAX_HISTORIES {
                        drop(all.remove(0));
                    }
                    all.push((id, UndoHistory::new(&text)));
                    all.last_mut()?
                }
            };
            let done = act(history);
            Some((done, (history.can_undo(), history.can_redo())))
        });
        let (done, steps) = changed.flatten()?;
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
        Some(done)
    }
}
