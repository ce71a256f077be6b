//! Elements of a page, built with plain calls on top of Leptos' signals.
//!
//! Leptos' `view!` gives each piece of a page a type of its own and compiles
//! the renderer anew for every one of them: the guide alone weighed 190 kB
//! compressed that way. Here every element has one type and every closure is
//! boxed at the door, so that the renderer is compiled once. What Leptos calls
//! `move || ...` in a view are the methods that begin with `live` here: they
//! run again when a signal they read has changed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement, Node};

use crate::browser::event::{KeyPress, listen};

/// One node of a page: an element, a text, or several side by side.
#[derive(Debug, Clone)]
pub struct El(Node);

fn document() -> Document {
    leptos::prelude::document()
}

/// An element by its tag name.
///
/// Tag names are written in the program, so a name that the browser refuses
/// is a bug; it shows as nothing instead of a panic.
pub fn el(tag: &str) -> El {
    match document().create_element(tag) {
        Ok(element) => El(element.into()),
        Err(_) => several(),
    }
}

pub fn text(content: &str) -> El {
    El(document().create_text_node(content).into())
}

/// A fragment: what is added to it has no parent of its own.
pub fn several() -> El {
    El(document().create_document_fragment().into())
}

pub use crate::browser::event::{field, is_checked as checked, value};

/// Runs a piece of work now and whenever a signal that it read has changed,
/// until the part of the page it belongs to is gone.
pub fn keep_running(mut work: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| work());
    let _ = StoredValue::new_local(effect);
}

impl El {
    fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// The node itself, for what only the browser can do with it.
    pub fn node(&self) -> &Node {
        &self.0
    }

    /// The element as a field, which an input, a textarea and a select are
    /// alike as far as they are used here.
    pub fn input(&self) -> HtmlInputElement {
        self.0.clone().unchecked_into()
    }

    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// Keeps the browser from completing or correcting what is typed.
    pub fn verbatim(self) -> Self {
        self.attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
    }

    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    pub fn text(self, content: &str) -> Self {
        self.child(text(content))
    }

    pub fn child(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }

    /// Calls back at each event of a kind, for as long as the part of the page
    /// lives that is being made. Read members of the event by name: an event
    /// of any shape can come.
    pub fn on(self, kind: &str, call: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(kind, Box::new(call))
    }

    fn on_boxed(self, kind: &str, call: Box<dyn FnMut(Event)>) -> Self {
        listen(&self.0, kind, call);
        self
    }

    pub fn on_key(self, mut call: impl FnMut(KeyPress) + 'static) -> Self {
        self.on("keydown", move |event| {
            if let Some(press) = KeyPress::of(event) {
                call(press);
            }
        })
    }

    /// Adds a text that follows signals.
    pub fn live_text(self, content: impl FnMut() -> String + 'static) -> Self {
        self.live_text_boxed(Box::new(content))
    }

    fn live_text_boxed(self, mut content: Box<dyn FnMut() -> String>) -> Self {
        let node = text("");
        let target = node.0.clone();
        keep_running(Box::new(move || {
            target.set_text_content(Some(&content()));
        }));
        self.child(node)
    }

    /// Sets an attribute that follows signals; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + 'static,
    ) -> Self {
        self.live_attr_boxed(name, Box::new(value))
    }

    fn live_attr_boxed(
        self,
        name: &'static str,
        mut value: Box<dyn FnMut() -> Option<String>>,
    ) -> Self {
        let target = self.clone();
        keep_running(Box::new(move || {
            let _ = match value() {
                Some(value) => target.element().set_attribute(name, &value),
                None => target.element().remove_attribute(name),
            };
        }));
        self
    }

    /// Sets an attribute without a value, such as `disabled`, while a
    /// condition holds.
    pub fn live_flag(self, name: &'static str, mut on: impl FnMut() -> bool + 'static) -> Self {
        self.live_attr(name, move || on().then(String::new))
    }

    /// Gives the element a class while a condition holds.
    pub fn live_class(self, name: &'static str, on: impl FnMut() -> bool + 'static) -> Self {
        self.live_class_boxed(name, Box::new(on))
    }

    fn live_class_boxed(self, name: &'static str, mut on: Box<dyn FnMut() -> bool>) -> Self {
        let classes = self.element().class_list();
        keep_running(Box::new(move || {
            let _ = classes.toggle_with_force(name, on());
        }));
        self
    }

    /// Shows in a field what signals say, unless it shows that already.
    pub fn live_value(self, value: impl FnMut() -> String + 'static) -> Self {
        self.live_value_boxed(Box::new(value))
    }

    fn live_value_boxed(self, mut value: Box<dyn FnMut() -> String>) -> Self {
        let field: HtmlInputElement = self.0.clone().unchecked_into();
        keep_running(Box::new(move || {
            let value = value();
            // Setting an equal value would move the cursor to the end.
            if field.value() != value {
                field.set_value(&value);
            }
        }));
        self
    }

    /// Ticks a box while a condition holds.
    pub fn live_checked(self, on: impl FnMut() -> bool + 'static) -> Self {
        self.live_checked_boxed(Box::new(on))
    }

    fn live_checked_boxed(self, mut on: Box<dyn FnMut() -> bool>) -> Self {
        let field: HtmlInputElement = self.0.clone().unchecked_into();
        keep_running(Box::new(move || field.set_checked(on())));
        self
    }

    /// Adds a part that is made anew whenever a signal that it reads has
    /// changed. Let it read a [`Memo`] when it holds a field: what is made
    /// anew loses the cursor.
    pub fn live(self, part: impl FnMut() -> El + 'static) -> Self {
        self.live_boxed(Box::new(part))
    }

    fn live_boxed(self, mut part: Box<dyn FnMut() -> El>) -> Self {
        let begin: Node = document().create_comment("").into();
        let end: Node = document().create_comment("").into();
        let _ = self.0.append_child(&begin);
        let _ = self.0.append_child(&end);
        keep_running(Box::new(move || {
            let new = part();
            let Some(parent) = end.parent_node() else {
                return;
            };
            while let Some(old) = begin.next_sibling().filter(|old| *old != end) {
                let _ = parent.remove_child(&old);
            }
            let _ = parent.insert_before(&new.0, Some(&end));
        }));
        self
    }
}

/// A quiet paragraph that explains.
pub fn hint(content: &str) -> El {
    el("p").class("hint").text(content)
}

pub fn button(class: &str, label: &str, mut act: impl FnMut() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .text(label)
        .on("click", move |_| act())
}

/// A link to another site that opens a new tab, and says so.
pub fn outside_link(href: &str, label: &str) -> El {
    link("", href, label)
        .attr("target", "_blank")
        .attr("rel", "noreferrer noopener")
        .child(el("span").class("said").text(", opens a new tab"))
}

/// A link within the app or to another site.
pub fn link(class: &str, href: &str, label: &str) -> El {
    el("a").class(class).attr("href", href).text(label)
}
