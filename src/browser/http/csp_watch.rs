//! Learns when the page's own content security policy blocks a request. The
//! browser reports it to the page, not to the request.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Event};

/// The event (CSP level 3, section 5.1), which is sent to the document.
const EVENT: &str = "securitypolicyviolation";

/// How long a report of the policy may take to come in, in milliseconds: it is
/// a task of its own that waits behind those already there.
pub const REPORT_MS: u32 = 50;

/// Listens until it is dropped.
pub struct CspWatch {
    blocked: Rc<Cell<bool>>,
    document: Option<Document>,
    on_event: Closure<dyn FnMut(Event)>,
}

impl CspWatch {
    /// Listens for a request to this address.
    pub fn new(url: &str) -> CspWatch {
        let document = web_sys::window().and_then(|window| window.document());
        Self::within(document, Some(url.to_owned()))
    }

    /// The same within any document; without an address, for every request.
    pub fn within(document: Option<Document>, url: Option<String>) -> CspWatch {
        let blocked = Rc::new(Cell::new(false));
        let on_event = {
            let blocked = blocked.clone();
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                if is_about(&event, url.as_deref()) {
                    blocked.set(true);
                }
            })
        };
        if let Some(document) = &document {
            let _ =
                document.add_event_listener_with_callback(EVENT, on_event.as_ref().unchecked_ref());
        }
        CspWatch {
            blocked,
            document,
            on_event,
        }
    }

    /// Whether the policy blocked the request.
    pub fn has_blocked(&self) -> bool {
        self.blocked.get()
    }
}

impl Drop for CspWatch {
    fn drop(&mut self) {
        if let Some(document) = &self.document {
            let _ = document
                .remove_event_listener_with_callback(EVENT, self.on_event.as_ref().unchecked_ref());
        }
    }
}

/// Whether an event is about a request to the address, or about any if there is
/// none. Browsers give the blocked address whole, without its query, or as its
/// origin only.
fn is_about(event: &Event, url: Option<&str>) -> bool {
    let text = |name: &str| {
        let value = Reflect::get(event, &name.into()).ok()?;
        value.as_string().filter(|text| !text.is_empty())
    };
    let about_requests = text("effectiveDirective").is_some_and(|name| name == "connect-src");
    about_requests
        && url.is_none_or(|url| text("blockedURI").is_some_and(|blocked| url.starts_with(&blocked)))
}
