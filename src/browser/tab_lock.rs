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
//! <https://www.w3.org/TR/web-locks/>): a tab that closes gives it back by
//! that, in the middle of whatever it sent. So whoever gets the lock first
//! waits a full second. What the limiter guarantees beside that, and what it
//! cannot, is written at [`connection_test::http::rate_limiter`].

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use connection_test::http::cancel_token::CancelToken;
use connection_test::http::client::Clock;
use connection_test::http::permit::{Permit, RequestSlots};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;
use crate::browser::clock::BrowserClock;

const NAME: &str = "scimdesk/requests";

/// The lock, while this tab holds it.
struct Held {
    /// How many [`TabLock`]s there are just now.
    count: u32,
    /// When the last of them was taken, as [`LockState`] counts.
    number: u32,
    /// Gives the lock back. Nothing in a browser without locks.
    release: Option<Function>,
    slots: Rc<RequestSlots>,
}

/// The lock as this tab has it. There is one in each tab, which clones share.
#[derive(Clone, Default)]
pub struct TabLocks(Rc<LockState>);

#[derive(Default)]
struct LockState {
    held: RefCell<Option<Held>>,
    /// Counts locks, so that releasing an earlier one does not take a later one
    /// away.
    number: Cell<u32>,
}

/// This tab may send requests, one after the other. The lock is released after
/// this was dropped and the time after the last request has passed.
pub struct TabLock {
    slots: Rc<RequestSlots>,
    state: Rc<LockState>,
}

impl Deref for TabLock {
    type Target = RequestSlots;

    fn deref(&self) -> &RequestSlots {
        &self.slots
    }
}

impl Drop for TabLock {
    fn drop(&mut self) {
        let state = self.state.clone();
        let mut held = state.held.borrow_mut();
        let Some(last) = held.as_mut() else {
            return;
        };
        last.count -= 1;
        if last.count > 0 {
            return;
        }
        let (number, ms) = (last.number, last.slots.release_after_ms());
        drop(held);
        browser::run(Box::pin(async move {
            if ms > 0.0 {
                BrowserClock.sleep(ms).await;
            }
            let held = state
                .held
                .borrow_mut()
                .take_if(|held| held.number == number);
            if let Some(release) = held.and_then(|held| held.release) {
                give_back(&release);
            }
        }));
    }
}

/// What the browser answers to whoever wants the lock.
enum Reply {
    /// Here it is; calling the function gives it back.
    Granted(Function),
    /// Another tab has it.
    Taken,
    /// This browser has no locks.
    Missing,
}

impl TabLocks {
    /// Gives the permit for the request that a page sends when it is unloaded,
    /// if this tab holds the lock.
    pub fn with_unload_permit(&self, send: impl FnOnce(&Permit<'_>)) {
        let held = self.0.held.borrow();
        let slots = held.as_ref().map(|held| held.slots.clone());
        drop(held);
        if let Some(slots) = slots {
            send(&slots.permit_on_unload());
        }
    }

    /// Takes the lock. While another tab has it, `on_wait` is called once, and
    /// the lock is waited for. Nothing if the test is cancelled before.
    pub async fn acquire(
        &self,
        cancel: &CancelToken,
        on_wait: &mut dyn FnMut(),
    ) -> Option<TabLock> {
        if let Some(lock) = self.again() {
            return Some(lock);
        }
        let release = match request(true).await {
            Reply::Granted(release) => Some(release),
            Reply::Missing => None,
            Reply::Taken => {
                on_wait();
                Some(queue(cancel).await?)
            }
        };
        Some(self.again().unwrap_or_else(|| self.hold(release)))
    }

    /// Sets `busy` to whether another tab sends requests, now and when that has
    /// ended.
    pub fn watch(&self, busy: RwSignal<bool>) {
        let state = self.0.clone();
        browser::run(Box::pin(async move {
            if state.held.borrow().is_some() {
                return;
            }
            let mut reply = request(true).await;
            if let Reply::Taken = reply {
                // What shows it may be gone by now.
                let _ = busy.try_set(true);
                reply = request(false).await;
            }
            if let Reply::Granted(release) = reply {
                give_back(&release);
            }
            let _ = busy.try_set(false);
        }));
    }

    /// Once more the lock that this tab holds already.
    fn again(&self) -> Option<TabLock> {
        let mut held = self.0.held.borrow_mut();
        let held = held.as_mut()?;
        held.count += 1;
        held.number = self.next_number();
        Some(self.lock(held.slots.clone()))
    }

    fn next_number(&self) -> u32 {
        self.0.number.set(self.0.number.get().wrapping_add(1));
        self.0.number.get()
    }

    fn hold(&self, release: Option<Function>) -> TabLock {
        let slots = Rc::new(RequestSlots::new(Rc::new(BrowserClock)));
        self.0.held.replace(Some(Held {
            count: 1,
            number: self.next_number(),
            release,
            slots: slots.clone(),
        }));
        self.lock(slots)
    }

    fn lock(&self, slots: Rc<RequestSlots>) -> TabLock {
        let state = self.0.clone();
        TabLock { slots, state }
    }
}

/// Waits for the lock until it is free or the test is cancelled. A lock that is
/// granted after that is given back at once.
async fn queue(cancel: &CancelToken) -> Option<Function> {
    let granted: Rc<RefCell<Option<Function>>> = Rc::default();
    let (is_granted, is_gone) = (CancelToken::default(), CancelToken::default());
    let (slot, ready, gone) = (granted.clone(), is_granted.clone(), is_gone.clone());
    browser::run(Box::pin(async move {
        if let Reply::Granted(release) = request(false).await {
            if gone.is_cancelled() {
                give_back(&release);
            } else {
                *slot.borrow_mut() = Some(release);
                ready.cancel();
            }
        }
    }));
    cancel.run_until_cancelled(is_granted.cancelled()).await;
    let release = granted.borrow_mut().take();
    if cancel.is_cancelled() {
        is_gone.cancel();
        // It may have been granted just now.
        if let Some(release) = release {
            give_back(&release);
        }
        return None;
    }
    release
}

fn give_back(release: &Function) {
    // A promise that is kept already takes no notice.
    let _ = release.call0(&JsValue::NULL);
}

async fn request(if_free: bool) -> Reply {
    match JsFuture::from(lock_promise(if_free)).await {
        Ok(value) if value.is_null() => Reply::Taken,
        Ok(release) => Reply::Granted(release.unchecked_into()),
        Err(_) => Reply::Missing,
    }
}

/// Kept with the function that gives the lock back, or with null when another
/// tab has it; broken when there are no locks.
///
/// Asked by name, because web-sys counts the interface among those that may
/// still change.
fn lock_promise(if_free: bool) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let failed = reject.clone();
        let request_lock = move || -> Result<(), JsValue> {
            let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
            let locks = Reflect::get(&navigator, &"locks".into())?;
            let request: Function = Reflect::get(&locks, &"request".into())?.unchecked_into();
            let options = Object::new();
            Reflect::set(&options, &"ifAvailable".into(), &if_free.into())?;
            // The lock is held for as long as the promise that comes back is
            // not kept.
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
            let done = request.call3(&locks, &NAME.into(), &options, &granted)?;
            let refused = Closure::once_into_js(move |_: JsValue| {
                let _ = reject.call0(&JsValue::NULL);
            });
            let catch: Function = Reflect::get(&done, &"catch".into())?.unchecked_into();
            catch.call1(&done, &refused)?;
            Ok(())
        };
        if request_lock().is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    })
}
