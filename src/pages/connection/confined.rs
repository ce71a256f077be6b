//! A place to send a request from that reaches one origin only: a hidden frame
//! with a content security policy of its own, on top of the page's. A policy
//! holds for redirects too (Fetch standard, “main fetch”), and the browser
//! reports what it stopped.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, Window};

use super::client::{Stop, pause, set_timeout};
use super::policy::{PolicyWatch, REPORT_MS};

/// The longest that a browser may take to make an empty document, in
/// milliseconds.
const LOAD_MS: i32 = 1_000;

/// The frame, until it is dropped.
pub struct Confined {
    frame: HtmlIFrameElement,
    window: Window,
    watch: PolicyWatch,
}

impl Confined {
    /// A frame that may ask `origin` and nobody else. Fails when the browser
    /// makes none.
    pub async fn new(origin: &str) -> Result<Confined, JsValue> {
        let page = web_sys::window()
            .and_then(|window| window.document())
            .ok_or(JsValue::NULL)?;
        let frame: HtmlIFrameElement = page.create_element("iframe")?.unchecked_into();
        frame.set_hidden(true);
        // Some browsers replace the first document of a frame until it has loaded.
        let loaded = Promise::new(&mut |resolve, _| {
            let _ = frame.add_event_listener_with_callback("load", &resolve);
            let _ = set_timeout(&resolve, LOAD_MS);
        });
        page.body().ok_or(JsValue::NULL)?.append_child(&frame)?;
        JsFuture::from(loaded).await?;
        confine(&frame, origin).inspect_err(|_| frame.remove())
    }

    /// Where requests are sent from.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// Whether the policy stopped a request that was sent from here, which only
    /// a redirect to another origin causes.
    pub async fn has_stopped_it(&self) -> bool {
        pause(REPORT_MS, &Stop::default()).await;
        self.watch.has_stopped_it()
    }
}

fn confine(frame: &HtmlIFrameElement, origin: &str) -> Result<Confined, JsValue> {
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let policy = document.create_element("meta")?;
    policy.set_attribute("http-equiv", "Content-Security-Policy")?;
    policy.set_attribute("content", &format!("connect-src {origin}"))?;
    document
        .head()
        .ok_or(JsValue::NULL)?
        .append_child(&policy)?;
    Ok(Confined {
        frame: frame.clone(),
        watch: PolicyWatch::within(Some(document), None),
        window,
    })
}

impl Drop for Confined {
    fn drop(&mut self) {
        self.frame.remove();
    }
}
