//! A field with an undo of its own, which knows what the program wrote into it
//! and can outlive the page. The browser's own forgets both.

pub mod history;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use entra_expression::utf16_of_byte;
use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::browser::elements::{number, set_number};
use crate::browser::event::{KeyPress, listen, member};
use crate::components::fields::undoable_input::history::{EditKind, Snapshot, UndoHistory};

pub type SharedHistory = Rc<RefCell<UndoHistory>>;
type Changed = dyn Fn(&Snapshot, EditKind) -> bool;

/// What an `<input>` or `<textarea>` becomes whose `node_ref` it gets. Copies
/// are handles to the same field.
#[derive(Clone, Copy)]
pub struct UndoableInput {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// Whether there is something to undo, and to redo.
    steps: RwSignal<(bool, bool)>,
}

struct Inner {
    /// The element, once it is there.
    field: OnceCell<HtmlInputElement>,
    history: Box<dyn Fn() -> SharedHistory>,
    changed: Box<Changed>,
}

impl UndoableInput {
    /// A field that shows `text` and hands what is typed to `write`.
    pub fn new<E>(node: NodeRef<E>, text: Signal<String>, write: impl Fn(String) + 'static) -> Self
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        let history = SharedHistory::default();
        let history = move || history.clone();
        Self::with_history(node, text, history, move |now, kind| {
            if kind != EditKind::Moved {
                write(now.text.clone());
            }
            true
        })
    }

    /// A field whose history somebody else keeps. `changed` gets text and
    /// cursor whenever one of them changes, and returns whether it takes the
    /// text.
    pub fn with_history<E>(
        node: NodeRef<E>,
        text: Signal<String>,
        history: impl Fn() -> SharedHistory + 'static,
        changed: impl Fn(&Snapshot, EditKind) -> bool + 'static,
    ) -> Self
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        let input = Self {
            inner: StoredValue::new_local(Rc::new(Inner {
                field: OnceCell::new(),
                history: Box::new(history),
                changed: Box::new(changed),
            })),
            steps: RwSignal::new((false, false)),
        };
        // The history begins with the text that is there, whatever comes next.
        text.with_untracked(|text| input.follow(text));
        node.on_load(move |field| input.attach(field.unchecked_into(), text));
        Effect::new(move |_| text.with(|text| input.follow(text)));
        input
    }

    /// Makes an element the field, until the current owner is cleaned up.
    fn attach(self, field: HtmlInputElement, text: Signal<String>) {
        let call = |kind, call: fn(Self, Event)| {
            listen(&field, kind, Box::new(move |event| call(self, event)));
        };
        call("input", |input, event| input.read(edit_kind(&event)));
        call("beforeinput", |input, event| {
            input.handle(browser_step(&event), &event)
        });
        call("keydown", |input, event| {
            if let Some(press) = KeyPress::of(event) {
                input.handle(key_step(&press), &press);
            }
        });
        for kind in ["keyup", "mouseup", "focus"] {
            call(kind, |input, _| input.moved());
        }
        self.with(|inner| drop(inner.field.set(field)));
        text.with_untracked(|text| self.follow(text));
    }

    /// Does something with the field, unless it is gone with its page.
    fn with<T>(self, act: impl FnOnce(&Inner) -> T) -> Option<T> {
        // What is done may come back to the store, so it is not kept open.
        let inner = self.inner.try_get_value()?;
        Some(act(&inner))
    }

    pub fn can_undo(self) -> bool {
        self.steps.get().0
    }

    pub fn can_redo(self) -> bool {
        self.steps.get().1
    }

    /// Puts another text into the field as a step of its own, with the cursor
    /// at a byte of it.
    pub fn put(self, text: String, byte: usize) {
        let at = utf16_of_byte(&text, byte.min(text.len()));
        let (start, end) = (at, at);
        let next = Snapshot { text, start, end };
        self.with(|inner| {
            self.record(inner, next.clone(), EditKind::Written);
            inner.write(&next);
            inner.focus();
        });
    }

    /// What the field holds now, and where its cursor is.
    pub fn now(self) -> Option<Snapshot> {
        self.with(Inner::snapshot).flatten()
    }

    /// Takes a text as if somebody had typed or deleted a part of it.
    pub fn take(self, next: Snapshot, kind: EditKind) {
        self.with(|inner| {
            if (inner.changed)(&next, kind) {
                self.record(inner, next.clone(), kind);
                inner.show(&next);
            }
        });
    }

    /// Moves the focus to the field.
    pub fn focus(self) {
        self.with(Inner::focus);
    }

    /// Selects a part of the text, in UTF-16 units.
    pub fn select(self, part: (usize, usize)) {
        self.with(|inner| {
            inner.set_selection(part);
            inner.focus();
        });
        self.moved();
    }

    /// Takes over where the cursor is now.
    pub fn moved(self) {
        self.read(EditKind::Moved);
    }

    /// Takes a step back, or brings one back.
    pub fn step(self, back: bool) {
        self.with(|inner| {
            let step = (inner.history)().borrow_mut().step(back);
            if let Some(step) = step {
                self.update_steps(inner);
                inner.write(&step);
            }
        });
    }

    /// Shows a text that somebody else wrote.
    pub fn follow(self, text: &str) {
        self.with(|inner| {
            let history = (inner.history)();
            let same = history.borrow().now().is_some_and(|now| now.text == text);
            if !same {
                let end = utf16_of_byte(text, text.len());
                let (text, start) = (text.to_owned(), end);
                self.record(inner, Snapshot { text, start, end }, EditKind::Written);
            }
            self.update_steps(inner);
            inner.set_text(text);
        });
    }

    /// Takes over what the field holds now.
    fn read(self, kind: EditKind) {
        self.with(|inner| {
            let Some(next) = inner.snapshot() else {
                return;
            };
            let now = (inner.history)().borrow().now().cloned();
            if now.as_ref() == Some(&next) {
                return;
            }
            if (inner.changed)(&next, kind) {
                self.record(inner, next, kind);
            } else if let Some(now) = now {
                inner.show(&now);
            }
        });
    }

    fn record(self, inner: &Inner, next: Snapshot, kind: EditKind) {
        let history = (inner.history)();
        history.borrow_mut().record(next, kind, js_sys::Date::now());
        self.update_steps(inner);
    }

    fn update_steps(self, inner: &Inner) {
        let history = (inner.history)();
        let history = history.borrow();
        self.steps.set((history.can_undo(), history.can_redo()));
    }

    /// Carries out undo or redo, if an event asks for it.
    fn handle(self, back: Option<bool>, event: &Event) {
        if let Some(back) = back {
            event.prevent_default();
            self.step(back);
        }
    }
}

impl Inner {
    fn focus(&self) {
        if let Some(field) = self.field.get() {
            let _ = field.focus();
        }
    }

    /// What the field holds now, and where its cursor is.
    fn snapshot(&self) -> Option<Snapshot> {
        let field = self.field.get()?;
        let offset = |name| number(field, name) as usize;
        Some(Snapshot {
            text: field.value(),
            start: offset("selectionStart"),
            end: offset("selectionEnd"),
        })
    }

    fn write(&self, now: &Snapshot) {
        self.show(now);
        let _ = (self.changed)(now, EditKind::Written);
    }

    fn show(&self, now: &Snapshot) {
        self.set_text(&now.text);
        self.set_selection((now.start, now.end));
    }

    fn set_text(&self, text: &str) {
        // Setting an equal value would move the cursor to the end.
        if let Some(field) = self.field.get().filter(|field| field.value() != text) {
            field.set_value(text);
        }
    }

    fn set_selection(&self, (start, end): (usize, usize)) {
        if let Some(field) = self.field.get() {
            // In this order: the start takes the end with it where it is behind it.
            set_number(field, "selectionStart", start as f64);
            set_number(field, "selectionEnd", end as f64);
        }
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
