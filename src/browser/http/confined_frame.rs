//! A window to send a request from that reaches one origin only: a hidden frame
//! with a content security policy of its own, on top of the page's. A policy
//! holds for redirects too (Fetch standard, “main fetch”), and the browser
//! reports what it blocked.

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, Window};

use super::csp_watch::{CspWatch, REPORT_MS};

/// The longest that a browser may take to make an empty document, in
/// milliseconds.
const LOAD_MS: i32 = 1_000;

/// The frame, until it is dropped.
pub struct ConfinedFrame {
    frame: HtmlIFrameElement,
    window: Window,
    watch: CspWatch,
}

impl ConfinedFrame {
    /// A frame that may send requests to `origin` only. Fails when the browser
    /// makes none.
    pub async fn new(origin: &str) -> Result<ConfinedFrame, JsValue> {
        let page = web_sys::window()
            .and_then(|window| window.document())
            .ok_or(JsValue::NULL)?;
        let frame: HtmlIFrameElement = page.create_element("iframe")?.unchecked_into();
        frame.set_hidden(true);
        // Some browsers replace the first document of a frame until it has loaded.
        let loaded = Promise::new(&mut |resolve, _| {
            let _ = frame.add_event_listener_with_callback("load", &resolve);
            let _ = web_sys::window().map(|window| {
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, LOAD_MS)
            });
        });
        page.body().ok_or(JsValue::NULL)?.append_child(&frame)?;
        JsFuture::from(loaded).await?;
        confine(&frame, origin).inspect_err(|_| frame.remove())
    }

    /// Where requests are sent from.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// Whether the policy blocked a request that was sent from here, which only
    /// a redirect to another origin causes.
    pub async fn has_blocked(&self) -> bool {
        TimeoutFuture::new(REPORT_MS).await;
        self.watch.has_blocked()
    }
}

fn confine(frame: &HtmlIFrameElement, origin: &str) -> Result<ConfinedFrame, JsValue> {
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let policy = document.create_element("meta")?;
    policy.set_attribute("http-equiv", "Content-Security-Policy")?;
    policy.set_attribute("content", &format!("connect-src {origin}"))?;
    document
        .head()
        .ok_or(JsValue::NULL)?
        .append_child(&policy)?;
    Ok(ConfinedFrame {
        frame: frame.clone(),
        watch: CspWatch::within(Some(document), None),
        window,
    })
}

impl Drop for ConfinedFrame {
    fn drop(&mut self) {
        self.frame.remove();
    }
}
