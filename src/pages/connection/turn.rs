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
//! cannot, is written at [`connection_test::http::pace`].

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::client::{Stop, now_ms, pause};
use crate::browser;
use connection_test::http::pace::{Pace, SPAN_MS};
use provisioning::talkdesk::REQUESTS_PER_SECOND;

/// The name of the lock.
const NAME: &str = "scimdesk/requests";

/// How often somebody who waits looks, in milliseconds.
const LOOK_MS: f64 = 50.0;

/// How many requests may reach the service for one that the page makes: the
/// header `Authorization` causes a preflight, and a browser may send both once
/// more. The page is not told, so each request has a second of its own.
const REQUESTS_AT_WORST: u32 = REQUESTS_PER_SECOND;

/// The lock, while this tab holds it.
struct Held {
    /// How many turns there are just now.
    turns: u32,
    /// When the last of them was taken, as [`taken`] counts.
    taken: u32,
    /// Gives the lock back. Nothing in a browser without locks.
    release: Option<Function>,
    pace: Pace,
    /// Whether a request is under way.
    sending: bool,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// This tab's turn to send requests, one after the other. The lock is given
/// back when this was dropped and the room after the last request has passed.
#[derive(Debug)]
pub struct Turn(());

impl Turn {
    /// Waits until one more request may leave. Nothing when `stop` was asked
    /// before that.
    pub async fn permit(&self, stop: &Stop) -> Option<Permit<'_>> {
        while !stop.is_asked() {
            let wait = HELD.with_borrow_mut(|held| {
                let held = held.as_mut()?;
                if held.sending {
                    return Some(LOOK_MS);
                }
                let wait = held.pace.wait_ms(now_ms(), REQUESTS_AT_WORST);
                held.sending = wait <= 0.0;
                Some(wait)
            })?;
            if wait <= 0.0 {
                return Some(Permit {
                    came: Cell::new(Came::Nothing),
                    leaving: false,
                    turn: PhantomData,
                });
            }
            pause(wait, stop).await;
        }
        None
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let last = HELD.with_borrow_mut(|held| {
            let held = held.as_mut()?;
            held.turns -= 1;
            let room = held.pace.wait_ms(now_ms(), REQUESTS_AT_WORST) - SPAN_MS;
            (held.turns == 0).then_some((held.taken, room))
        });
        let Some((taken, room)) = last else {
            return;
        };
        browser::run(Box::pin(async move {
            // Whoever comes next waits the second itself.
            pause(room, &Stop::default()).await;
            let held = HELD.with_borrow_mut(|held| held.take_if(|held| held.taken == taken));
            if let Some(release) = held.and_then(|held| held.release) {
                give_back(&release);
            }
        }));
    }
}

/// What is known to have come of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// It was not sent.
    Unsent,
    /// No response.
    Nothing,
    /// A response.
    Response,
}

/// Leave to send one request to a service. Only the lock gives it, and nothing
/// is sent without it ([`super::client::send`]). The request is counted when
/// this is dropped.
#[derive(Debug)]
pub struct Permit<'a> {
    came: Cell<Came>,
    leaving: bool,
    turn: PhantomData<&'a Turn>,
}

impl Permit<'_> {
    /// Leave for the one request that a page sends when it is left. Nothing
    /// unless this tab holds the lock.
    pub fn leaving() -> Option<Permit<'static>> {
        HELD.with_borrow(Option::is_some).then(|| Permit {
            came: Cell::new(Came::Nothing),
            leaving: true,
            turn: PhantomData,
        })
    }

    /// Takes in that a response came.
    pub fn answered(&self) {
        self.came.set(Came::Response);
    }

    /// Gives the permit back unused.
    pub fn unused(self) {
        self.came.set(Came::Unsent);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        HELD.with_borrow_mut(|held| {
            let Some(held) = held else { return };
            match self.came.get() {
                Came::Unsent => {}
                Came::Nothing => held.pace.count_silent(now_ms()),
                Came::Response => held.pace.count(now_ms(), REQUESTS_AT_WORST),
            }
            if !self.leaving {
                held.sending = false;
            }
        });
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

/// Takes the turn to send requests. While another tab has it, `waiting` is
/// called once, and the turn is waited for. Nothing when `stop` was asked
/// before it came.
pub async fn take(stop: &Stop, waiting: &mut dyn FnMut()) -> Option<Turn> {
    if let Some(turn) = again() {
        return Some(turn);
    }
    let release = match request(true).await {
        Reply::Granted(release) => Some(release),
        Reply::Missing => None,
        Reply::Taken => {
            waiting();
            Some(queue(stop).await?)
        }
    };
    Some(again().unwrap_or_else(|| hold(release)))
}

/// Sets `busy` to whether another tab sends requests, now and when that has
/// ended.
pub fn watch(busy: RwSignal<bool>) {
    browser::run(Box::pin(async move {
        if HELD.with_borrow(Option::is_some) {
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

/// One more turn with the lock that this tab holds already.
fn again() -> Option<Turn> {
    HELD.with_borrow_mut(|held| {
        let held = held.as_mut()?;
        held.turns += 1;
        held.taken = taken();
        Some(Turn(()))
    })
}

/// Counts turns, so that giving the lock back for an earlier one does not take
/// it from a later one.
fn taken() -> u32 {
    thread_local! {
        static TAKEN: Cell<u32> = const { Cell::new(0) };
    }
    TAKEN.set(TAKEN.get().wrapping_add(1));
    TAKEN.get()
}

/// Begins to hold the lock, with a full second before the first request: who
/// had it before may have been closed just now, with requests under way.
fn hold(release: Option<Function>) -> Turn {
    let mut pace = Pace::default();
    pace.count(now_ms(), REQUESTS_PER_SECOND);
    HELD.set(Some(Held {
        turns: 1,
        taken: taken(),
        release,
        pace,
        sending: false,
    }));
    Turn(())
}

/// Stands in line for the lock until it comes or `stop` is asked. One that
/// comes after that is given back at once.
async fn queue(stop: &Stop) -> Option<Function> {
    let came: Rc<RefCell<Option<Function>>> = Rc::default();
    let left = Rc::new(Cell::new(false));
    let (post, gone) = (came.clone(), left.clone());
    browser::run(Box::pin(async move {
        if let Reply::Granted(release) = request(false).await {
            if gone.get() {
                give_back(&release);
            } else {
                *post.borrow_mut() = Some(release);
            }
        }
    }));
    while !stop.is_asked() {
        if let Some(release) = came.borrow_mut().take() {
            return Some(release);
        }
        pause(LOOK_MS, stop).await;
    }
    left.set(true);
    // It may have come between the last look and now.
    if let Some(release) = came.borrow_mut().take() {
        give_back(&release);
    }
    None
}

fn give_back(release: &Function) {
    // A promise that is kept already takes no notice.
    let _ = release.call0(&JsValue::NULL);
}

async fn request(if_free: bool) -> Reply {
    match JsFuture::from(asked(if_free)).await {
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
fn asked(if_free: bool) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let failed = reject.clone();
        let ask = move || -> Result<(), JsValue> {
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
        if ask().is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    })
}
