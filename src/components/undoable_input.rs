//! A field with an undo of its own, which knows what the program wrote into it
//! and can outlive the page. The browser's own forgets both.

pub mod history;

use std::cell::RefCell;
use std::rc::Rc;

use entra_expression::utf16_of_byte;
use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement};

use crate::browser::elements::{number, set_number};
use crate::browser::event::{KeyPress, member};
use crate::components::element::{El, keep_running};
use crate::components::undoable_input::history::{EditKind, Snapshot, UndoHistory};

pub type SharedHistory = Rc<RefCell<UndoHistory>>;
type Changed = dyn Fn(&Snapshot, EditKind) -> bool;

/// The field. It goes with its element.
#[derive(Clone)]
pub struct UndoableInput(Rc<Inner>);

struct Inner {
    field: HtmlInputElement,
    history: Box<dyn Fn() -> SharedHistory>,
    changed: Box<Changed>,
    /// Whether there is something to undo, and to redo.
    steps: RwSignal<(bool, bool)>,
}

/// Makes a field of an input or textarea: it shows `text` and hands what is
/// typed to `write`.
pub fn undoable_input(
    field: El,
    text: Memo<String>,
    write: impl Fn(String) + 'static,
) -> (El, UndoableInput) {
    let history = SharedHistory::default();
    let history = move || history.clone();
    UndoableInput::new(field, text.into(), history, move |now, kind| {
        if kind != EditKind::Moved {
            write(now.text.clone());
        }
        true
    })
}

impl UndoableInput {
    /// Makes a field whose history somebody else keeps. `changed` gets text and
    /// cursor whenever one of them changes, and returns whether it takes the
    /// text.
    pub fn new(
        field: El,
        text: Signal<String>,
        history: impl Fn() -> SharedHistory + 'static,
        changed: impl Fn(&Snapshot, EditKind) -> bool + 'static,
    ) -> (El, Self) {
        let this = Self(Rc::new(Inner {
            field: field.input(),
            history: Box::new(history),
            changed: Box::new(changed),
            steps: RwSignal::new((false, false)),
        }));
        let follow = this.clone();
        keep_running(Box::new(move || follow.follow(&text.get())));
        let [typed, menu, keys] = [(); 3].map(|()| this.clone());
        let mut field = field
            .on("input", move |event| typed.read(edit_kind(&event)))
            .on("beforeinput", move |event| {
                menu.handle(browser_step(&event), &event);
            })
            .on_key(move |press| keys.handle(key_step(&press), &press));
        for kind in ["keyup", "mouseup", "focus"] {
            let moved = this.clone();
            field = field.on(kind, move |_| moved.moved());
        }
        (field, this)
    }

    pub fn can_undo(&self) -> bool {
        self.0.steps.get().0
    }

    pub fn can_redo(&self) -> bool {
        self.0.steps.get().1
    }

    /// Puts another text into the field as a step of its own, with the cursor
    /// at a byte of it.
    pub fn put(&self, text: String, byte: usize) {
        let at = utf16_of_byte(&text, byte.min(text.len()));
        let (start, end) = (at, at);
        let next = Snapshot { text, start, end };
        self.record(next.clone(), EditKind::Written);
        self.write(&next);
        let _ = self.0.field.focus();
    }

    /// Selects a part of the text, in UTF-16 units.
    pub fn select(&self, part: (usize, usize)) {
        self.set_selection(part);
        let _ = self.0.field.focus();
        self.moved();
    }

    /// Takes over where the cursor is now.
    pub fn moved(&self) {
        self.read(EditKind::Moved);
    }

    /// Takes a step back, or brings one back.
    pub fn step(&self, back: bool) {
        let step = (self.0.history)().borrow_mut().step(back);
        if let Some(step) = step {
            self.update_steps();
            self.write(&step);
        }
    }

    /// Shows a text that somebody else wrote.
    pub fn follow(&self, text: &str) {
        let history = (self.0.history)();
        let same = history.borrow().now().is_some_and(|now| now.text == text);
        if !same {
            let end = utf16_of_byte(text, text.len());
            let (text, start) = (text.to_owned(), end);
            self.record(Snapshot { text, start, end }, EditKind::Written);
        }
        self.update_steps();
        if self.0.field.value() != text {
            self.0.field.set_value(text);
        }
    }

    /// Takes over what the field holds now.
    fn read(&self, kind: EditKind) {
        let field = &self.0.field;
        let offset = |name| number(field, name) as usize;
        let next = Snapshot {
            text: field.value(),
            start: offset("selectionStart"),
            end: offset("selectionEnd"),
        };
        let now = (self.0.history)().borrow().now().cloned();
        if now.as_ref() == Some(&next) {
            return;
        }
        if (self.0.changed)(&next, kind) {
            self.record(next, kind);
        } else if let Some(now) = now {
            self.show(&now);
        }
    }

    fn record(&self, next: Snapshot, kind: EditKind) {
        let history = (self.0.history)();
        history.borrow_mut().record(next, kind, js_sys::Date::now());
        self.update_steps();
    }

    fn update_steps(&self) {
        let history = (self.0.history)();
        let history = history.borrow();
        self.0.steps.set((history.can_undo(), history.can_redo()));
    }

    /// Carries out undo or redo, if an event asks for it.
    fn handle(&self, back: Option<bool>, event: &Event) {
        if let Some(back) = back {
            event.prevent_default();
            self.step(back);
        }
    }

    fn write(&self, now: &Snapshot) {
        self.show(now);
        let _ = (self.0.changed)(now, EditKind::Written);
    }

    fn show(&self, now: &Snapshot) {
        if self.0.field.value() != now.text {
            self.0.field.set_value(&now.text);
        }
        self.set_selection((now.start, now.end));
    }

    fn set_selection(&self, (start, end): (usize, usize)) {
        // In this order: the start takes the end with it where it is behind it.
        set_number(&self.0.field, "selectionStart", start as f64);
        set_number(&self.0.field, "selectionEnd", end as f64);
    }
}

/// How the browser says that a text came about.
fn edit_kind(event: &Event) -> EditKind {
    match member(event, "inputType").as_string().as_deref() {
        Some("insertText" | "insertCompositionText") => EditKind::Typed,
        Some("deleteContentBackward" | "deleteContentForward") => EditKind::Deleted,
        _ => EditKind::Replaced,
    }
}

/// Whether the browser is about to take a step back (from its menu, say), or to
/// bring one back.
fn browser_step(event: &Event) -> Option<bool> {
    match member(event, "inputType").as_string().as_deref() {
        Some("historyUndo") => Some(true),
        Some("historyRedo") => Some(false),
        _ => None,
    }
}

/// Whether a key takes a step back, or brings one back.
fn key_step(press: &KeyPress) -> Option<bool> {
    if !press.control || press.alt || press.is_composing {
        return None;
    }
    match press.key.as_str() {
        "z" | "Z" => Some(!press.shift),
        "y" | "Y" => Some(false),
        _ => None,
    }
}
