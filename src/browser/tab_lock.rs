//! The one lock and the one rate limiter through which every request to a
//! service goes, whatever page or tab it comes from.
//!
//! There is one lock for all services, not one for each. Talkdesk's limit is
//! per account, and one account answers under several names: `localhost` and
//! `127.0.0.1`, a name with and without its last dot, two hosts of one region.
//! No page can tell from two names whether they are one service. An admin
//! tests one service at a time, so one lock costs nothing.
//!
//! The lock is the browser's own (Web Locks,
//! <https://www.w3.org/TR/web-locks/>). A tab keeps it until a second after its
//! last request, so the next one may send at once. But a tab that closes gives
//! it back by that, in the middle of whatever it sent. So a tab that takes the
//! lock leaves a mark where all tabs find it, before it sends anything, and
//! removes it before it gives the lock back. A tab that finds the mark of
//! another, or cannot tell whether there is one, waits a full second. The mark is
//! in IndexedDB; where that fails or is slow, in local storage. What the
//! limiter guarantees beside that, and what it cannot, is written at
//! [`connection_test::http::rate_limiter`].

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::ops::Deref;
use std::pin::pin;
use std::rc::{Rc, Weak};
use std::task::Poll;

use connection_test::http::cancel_token::CancelToken;
use connection_test::http::client::Clock;
use connection_test::http::permit::{Permit, PreviousHolder, RequestSlots};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use setup::store::KeyValueStorage;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::browser;
use crate::browser::clock::BrowserClock;
use crate::browser::event::{call, member};
use crate::browser::storage::{BrowserStorage, indexed_db};

/// The name of the lock and of the mark.
const NAME: &str = "scimdesk/requests";

/// How long the browser may take to set the mark, in milliseconds. After that
/// the full second has passed anyway.
const MARK_MS: u32 = 1_000;

/// The lock. It is given back when this is dropped.
struct Held {
    /// Nothing in a browser without locks.
    release: Option<Function>,
    slots: RequestSlots,
    /// Whether it is about to be given back, so that nobody else uses it.
    is_ending: Cell<bool>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.release.iter().for_each(give_back);
    }
}

/// The lock as this tab has it. There is one in each tab, which clones share.
#[derive(Clone)]
pub struct TabLocks(Rc<RefCell<Weak<Held>>>);

/// This tab may send requests, one after the other. The lock is released after
/// all of these were dropped and a second has passed after the last request.
pub struct TabLock(Rc<Held>);

impl Deref for TabLock {
    type Target = RequestSlots;

    fn deref(&self) -> &RequestSlots {
        &self.0.slots
    }
}

impl Drop for TabLock {
    fn drop(&mut self) {
        let held = self.0.clone();
        browser::run(Box::pin(async move {
            loop {
                let ms = held.slots.release_after_ms();
                if ms <= 0.0 {
                    break;
                }
                BrowserClock.sleep(ms).await;
            }
            // Others of this tab may use the lock by now, or wait here as well.
            if held.release.is_some() && Rc::strong_count(&held) == 1 {
                held.is_ending.set(true);
                let _ = indexed_db::remove_mark(NAME).await;
                let _ = BrowserStorage.remove(NAME);
            }
            drop(held);
        }));
    }
}

/// What the browser answers to whoever wants the lock.
enum Reply {
    /// Here it is; calling the function gives it back.
    Granted(Function),
    /// Another tab has it.
    Taken,
    /// This browser has no locks, or the request was aborted.
    Missing,
}

impl TabLocks {
    /// For [`crate::browser::http::BrowserHttp::of_this_tab`] only: each of these
    /// has a rate limiter of its own.
    pub(super) fn of_this_tab() -> Self {
        Self(Rc::default())
    }

    fn held(&self) -> Option<Rc<Held>> {
        let held = self.0.borrow().upgrade()?;
        (!held.is_ending.get()).then_some(held)
    }

    /// Gives the permit for the request that a page sends when it is unloaded,
    /// if this tab holds the lock.
    pub fn with_unload_permit(&self, send: impl FnOnce(&Permit<'_>)) {
        if let Some(held) = self.held() {
            send(&held.slots.permit_on_unload());
        }
    }

    /// Takes the lock. While another tab has it, `on_wait` is called once, and
    /// the lock is waited for. Nothing if the test is cancelled before.
    pub async fn acquire(
        &self,
        cancel: &CancelToken,
        on_wait: &mut dyn FnMut(),
    ) -> Option<TabLock> {
        if let Some(held) = self.held() {
            return Some(TabLock(held));
        }
        let mut reply = request(&[("ifAvailable", JsValue::TRUE)]).await;
        if let Reply::Taken = reply {
            on_wait();
            reply = queue(cancel).await?;
        }
        let release = match reply {
            Reply::Granted(release) => Some(release),
            // Whoever queues is never told that another tab has it.
            Reply::Missing | Reply::Taken => None,
        };
        if let Some(held) = self.held() {
            return Some(TabLock(held));
        }
        let previous = match release {
            Some(_) => previous_holder().await,
            None => PreviousHolder::Unknown,
        };
        Some(TabLock(self.hold(release, previous)))
    }

    fn hold(&self, release: Option<Function>, previous: PreviousHolder) -> Rc<Held> {
        let held = Rc::new(Held {
            release,
            slots: RequestSlots::new(Rc::new(BrowserClock), previous),
            is_ending: Cell::new(false),
        });
        self.0.replace(Rc::downgrade(&held));
        held
    }

    /// Sets `busy` to whether another tab sends requests, now and when that has
    /// ended.
    pub fn watch(&self, busy: RwSignal<bool>) {
        let locks = self.clone();
        browser::run(Box::pin(async move {
            if locks.held().is_some() {
                return;
            }
            let mut reply = request(&[("ifAvailable", JsValue::TRUE)]).await;
            if let Reply::Taken = reply {
                // What shows it may be gone by now.
                let _ = busy.try_set(true);
                reply = request(&[]).await;
            }
            if let Reply::Granted(release) = reply {
                give_back(&release);
            }
            let _ = busy.try_set(false);
        }));
    }
}

/// Sets the mark of this tab, and tells from the one that was there how the tab
/// ended that had the lock before.
async fn previous_holder() -> PreviousHolder {
    let is_marked_in_local_storage = !matches!(BrowserStorage.get(NAME), Ok(None));
    let mut mark = pin!(indexed_db::set_mark(NAME));
    let mut limit = pin!(TimeoutFuture::new(MARK_MS));
    let was_set = poll_fn(|context| match mark.as_mut().poll(context) {
        Poll::Ready(was_set) => Poll::Ready(was_set.ok()),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await;
    if was_set.is_none() {
        // Without a mark anywhere, the next tab would not know of this one.
        let _ = BrowserStorage.put(NAME, "1");
    }
    match was_set {
        Some(false) if !is_marked_in_local_storage => PreviousHolder::Finished,
        _ => PreviousHolder::Unknown,
    }
}

/// Waits until the lock is free. Nothing if the test is cancelled before.
async fn queue(cancel: &CancelToken) -> Option<Reply> {
    let controller = AbortController::new().ok();
    let signal = controller
        .as_ref()
        .map(|controller| ("signal", controller.signal().into()));
    let mut reply = Box::pin(async move { request(signal.as_slice()).await });
    if let Some(reply) = cancel.run_until_cancelled(reply.as_mut()).await {
        return Some(reply);
    }
    controller.iter().for_each(AbortController::abort);
    // It may have been granted just now, and without a signal it is granted
    // later. Nobody who cancelled waits for that.
    browser::run(Box::pin(async move {
        if let Reply::Granted(release) = reply.await {
            give_back(&release);
        }
    }));
    None
}

fn give_back(release: &Function) {
    // A promise that is kept already takes no notice.
    let _ = release.call0(&JsValue::NULL);
}

async fn request(options: &[(&str, JsValue)]) -> Reply {
    match JsFuture::from(lock_promise(options)).await {
        Ok(value) if value.is_null() => Reply::Taken,
        Ok(release) => Reply::Granted(release.unchecked_into()),
        Err(_) => Reply::Missing,
    }
}

/// Kept with the function that gives the lock back, or with null when another
/// tab has it; broken when there are no locks or the request is aborted.
///
/// Called by name, because web-sys counts the interface among those that may
/// still change.
fn lock_promise(options: &[(&str, JsValue)]) -> Promise {
    Promise::new(&mut |resolve, reject| {
        // The lock is held for as long as the promise that comes back is not kept.
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
                return JsValue::UNDEFINED;
            }
            Promise::new(&mut |release, _| {
                let _ = resolve.call1(&JsValue::NULL, &release);
            })
            .into()
        });
        let request_lock = || -> Result<JsValue, JsValue> {
            let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
            let members = Object::new();
            for (name, value) in options {
                Reflect::set(&members, &(*name).into(), value)?;
            }
            let values = [NAME.into(), members.into(), granted];
            let done = call(&member(&navigator, "locks"), "request", &values)?;
            call(&done, "catch", &[reject.clone().into()])
        };
        if request_lock().is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}
