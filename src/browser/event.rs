//! Events of the browser, read so that one of any shape is safe.
//!
//! Autofill, password managers and extensions send plain events, such as a
//! `keydown` without `key`. A binding of `web-sys` throws at a member that is
//! missing, so members are read by name here and may be absent.

use std::cell::RefCell;
use std::ops::Deref;

use js_sys::{Array, Function};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, Event, EventTarget, HtmlInputElement};

/// A member of an object; undefined when it has none or refuses to give it.
pub fn member(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method by name. Fails when the object has none.
pub fn call(of: &JsValue, name: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = member(of, name).dyn_into()?;
    method.apply(of, &values.iter().collect::<Array>())
}

/// The field of an event. Select and textarea have the same members as input
/// as far as they are used here.
pub fn field(event: &Event) -> Option<HtmlInputElement> {
    let targets = [event.current_target(), event.target()];
    let mut fields = targets.into_iter().flatten();
    fields
        .find(|target| member(target, "value").is_string())
        .map(JsCast::unchecked_into)
}

/// What the field of an event now holds.
pub fn value(event: &Event) -> String {
    field(event).map(|field| field.value()).unwrap_or_default()
}

/// Whether the checkbox or radio button of an event is now checked.
pub fn is_checked(event: &Event) -> bool {
    field(event).is_some_and(|field| field.checked())
}

/// Whether an event is about the element that listens, and not one within it.
pub fn is_own(event: &Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Whether Ctrl, or Command of a Mac, is held.
pub fn has_control(event: &Event) -> bool {
    member(event, "ctrlKey").is_truthy() || member(event, "metaKey").is_truthy()
}

/// Whether the `details` of a `toggle` event is open now.
pub fn is_open(event: &Event) -> bool {
    let details = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

pub struct KeyPress {
    event: Event,
    /// Such as `a` or `Enter`.
    pub key: String,
    /// Whether Ctrl, or Command of a Mac, is held.
    pub control: bool,
    pub alt: bool,
    pub shift: bool,
    /// Whether the key is a part of a character that an input method composes.
    pub is_composing: bool,
}

impl KeyPress {
    /// The key that an event is about, if it is about one.
    pub fn of(event: Event) -> Option<Self> {
        let has = |name| member(&event, name).is_truthy();
        Some(Self {
            key: member(&event, "key").as_string()?,
            control: has_control(&event),
            alt: has("altKey"),
            shift: has("shiftKey"),
            is_composing: has("isComposing"),
            event,
        })
    }

    /// Whether the key was pressed in an `input`, and not on a button beside it.
    pub fn is_in_input(&self) -> bool {
        let target = self.event.target();
        target.is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some())
    }
}

impl Deref for KeyPress {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.event
    }
}

type Listen = Closure<dyn Fn(Event)>;

fn closure(call: Box<dyn FnMut(Event)>) -> Listen {
    // A handler whose own work sends an event of the same kind would panic.
    let call = RefCell::new(call);
    Closure::wrap(Box::new(move |event| {
        if let Ok(mut call) = call.try_borrow_mut() {
            call(event);
        }
    }))
}

/// Calls back at each event of a kind until the current owner, which is the
/// part of the page that is being made, is cleaned up.
pub fn listen(target: &EventTarget, kind: &str, call: Box<dyn FnMut(Event)>) {
    let call = closure(call);
    let _ = target.add_event_listener_with_callback(kind, call.as_ref().unchecked_ref());
    let listener = StoredValue::new_local(Some((target.clone(), call)));
    let kind = kind.to_owned();
    on_cleanup(move || {
        // Taken out first: what is stored is dropped under a lock of the arena,
        // and what a closure captured may need the arena when it is dropped.
        if let Some((target, call)) = listener.try_update_value(Option::take).flatten() {
            let call = call.as_ref().unchecked_ref();
            let _ = target.remove_event_listener_with_callback(&kind, call);
        }
    });
}

/// Calls back at each event of a kind that the window gets, for as long as the
/// page lives.
pub fn always(kind: &str, call: Box<dyn FnMut(Event)>) {
    let call = closure(call).into_js_value();
    let _ = window().add_event_listener_with_callback(kind, call.unchecked_ref());
}

/// Has the browser ask whether the page may be left.
pub fn confirm_unload(event: &Event) {
    event.prevent_default();
    // Browsers from before 2024 ask only then.
    let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
}

/// Sends an event to the window.
pub fn dispatch(kind: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        CustomEvent::new_with_event_init_dict(kind, &init),
    ) {
        let _ = window.dispatch_event(&event);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    fn lines(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                lines(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("a text");
                let name = path.display().to_string();
                found.extend(text.lines().map(|line| (name.clone(), line.to_owned())));
            }
        }
    }

    /// A browser sends events of any shape, so none is taken for another kind
    /// without a look.
    #[test]
    fn no_event_is_cast_unchecked() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut all = Vec::new();
        lines(&source, &mut all);
        let typed = [
            "KeyboardEvent",
            "DragEvent",
            "StorageEvent",
            "InputEvent",
            "ClipboardEvent",
        ];
        let wrong: Vec<_> = all
            .iter()
            .filter(|(file, _)| !file.ends_with("event.rs"))
            .filter(|(_, line)| {
                let casts = line.contains("unchecked_") && !line.contains("event_listener");
                casts && line.to_lowercase().contains("event")
                    || typed.iter().any(|kind| line.contains(kind))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
