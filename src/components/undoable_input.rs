//! A plain field whose undo knows what the program wrote into it.
//!
//! The browser forgets its own undo then, so that a remedy of one click could
//! not be taken back with the keys that everybody knows.

pub mod field;
pub mod history;

use std::cell::RefCell;
use std::rc::Rc;

use entra_expression::utf16_of_byte;
use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement};

use crate::components::element::{El, keep_running};
use crate::components::undoable_input::field::{browser_step, key_step, select, selection, way};
use crate::components::undoable_input::history::{EditKind, Snapshot, UndoHistory};

/// The field. It goes with its element.
#[derive(Clone)]
pub struct UndoableInput(Rc<Inner>);

struct Inner {
    field: HtmlInputElement,
    history: RefCell<UndoHistory>,
    write: Box<dyn Fn(String)>,
}

/// Makes a field of an input or textarea: it shows `text` and hands what is
/// typed to `write`.
pub fn undoable_input(
    field: El,
    text: Memo<String>,
    write: impl Fn(String) + 'static,
) -> (El, UndoableInput) {
    let first = text.get_untracked();
    let node: HtmlInputElement = field.input();
    let this = UndoableInput(Rc::new(Inner {
        field: node,
        history: RefCell::new(UndoHistory::new(&first)),
        write: Box::new(write),
    }));
    let follow = this.clone();
    keep_running(Box::new(move || follow.follow(&text.get())));
    let [typed, menu, keys, moved] = [(); 4].map(|()| this.clone());
    let field = field
        .on("input", move |event| typed.typed(way(&event)))
        .on("beforeinput", move |event| {
            menu.step(browser_step(&event), &event)
        })
        .on_key(move |press| keys.step(key_step(&press), &press))
        .on("keyup", move |_| moved.moved());
    (field, this)
}

impl UndoableInput {
    /// Puts another text into the field as a step of its own, with the cursor
    /// at a byte of it.
    pub fn put(&self, text: String, byte: usize) {
        let at = utf16_of_byte(&text, byte.min(text.len()));
        self.record(&text, (at, at), EditKind::Step);
        self.show(&text, (at, at));
        let _ = self.0.field.focus();
        (self.0.write)(text);
    }

    fn typed(&self, way: EditKind) {
        let text = self.0.field.value();
        self.record(&text, selection(&self.0.field), way);
        (self.0.write)(text);
    }

    fn moved(&self) {
        let (start, end) = selection(&self.0.field);
        self.0.history.borrow_mut().moved(start, end);
    }

    /// Somebody else changed the text.
    fn follow(&self, text: &str) {
        if self.0.field.value() != text {
            let end = utf16_of_byte(text, text.len());
            self.record(text, (end, end), EditKind::Step);
            self.0.field.set_value(text);
        }
    }

    fn record(&self, text: &str, (start, end): (usize, usize), way: EditKind) {
        let moment = Snapshot {
            text: text.to_owned(),
            start,
            end,
        };
        let mut history = self.0.history.borrow_mut();
        history.record(moment, way, js_sys::Date::now());
    }

    /// Takes back or brings back a step, if an event asks for that.
    fn step(&self, back: Option<bool>, event: &Event) {
        let Some(back) = back else {
            return;
        };
        event.prevent_default();
        let mut history = self.0.history.borrow_mut();
        let moment = if back { history.undo() } else { history.redo() };
        let moment = moment.cloned();
        drop(history);
        if let Some(Snapshot { text, start, end }) = moment {
            self.show(&text, (start, end));
            (self.0.write)(text);
        }
    }

    fn show(&self, text: &str, at: (usize, usize)) {
        self.0.field.set_value(text);
        select(&self.0.field, at);
    }
}
