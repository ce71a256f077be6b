//! Lets one tab of this browser after the other ask a service. Talkdesk's
//! limit holds for all of them together, and a user that one tab is testing
//! with must not be taken for one that was left.
//!
//! The browser's own locks tell (Web Locks,
//! <https://www.w3.org/TR/web-locks/>): a tab that is closed gives its lock
//! back by that. Where there are none, as on pages that came over plain http,
//! each tab goes its own way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::client::{Stop, pause};
use super::pace::SPAN_MS;
use crate::ui::browser;

/// How often somebody who waits looks, in milliseconds.
const LOOK_MS: f64 = 50.0;

/// A lock that this tab holds.
struct Held {
    name: String,
    /// How often it was taken, so that giving it back for an earlier time does
    /// not take it from a later one.
    times: u32,
    release: Function,
}

thread_local! {
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

/// This tab's turn to ask a service. It is given back a second after this was
/// dropped, so that the requests of the next tab do not fall into the same
/// second.
#[derive(Debug)]
pub struct Turn(Option<(String, u32)>);

impl Drop for Turn {
    fn drop(&mut self) {
        let Some((name, times)) = self.0.take() else {
            return;
        };
        browser::run(Box::pin(async move {
            pause(SPAN_MS, &Stop::default()).await;
            let held = HELD.with_borrow_mut(|all| {
                let at = all
                    .iter()
                    .position(|held| held.name == name && held.times == times)?;
                Some(all.swap_remove(at))
            });
            if let Some(held) = held {
                give_back(&held.release);
            }
        }));
    }
}

/// What the browser answers to whoever wants a lock.
enum Reply {
    /// Here it is; calling the function gives it back.
    Granted(Function),
    /// Another tab has it.
    Taken,
    /// This browser has no locks.
    Missing,
}

/// Takes the turn to ask the service at `origin`. While another tab has it,
/// `waiting` is told once, and the turn is waited for until `stop` is asked.
pub async fn take(origin: &str, stop: &Stop, waiting: &mut dyn FnMut()) -> Turn {
    let name = name(origin);
    let again = HELD.with_borrow_mut(|all| {
        let held = all.iter_mut().find(|held| held.name == name)?;
        held.times += 1;
        Some(held.times)
    });
    if let Some(times) = again {
        return Turn(Some((name, times)));
    }
    match request(&name, true).await {
        Reply::Granted(release) => hold(name, release),
        Reply::Missing => Turn(None),
        Reply::Taken => {
            waiting();
            match queue(&name, stop).await {
                Some(release) => hold(name, release),
                None => Turn(None),
            }
        }
    }
}

/// Tells `busy` whether another tab is asking the service at `origin`, now and
/// when that has ended.
pub fn watch(origin: &str, busy: RwSignal<bool>) {
    let name = name(origin);
    browser::run(Box::pin(async move {
        if HELD.with_borrow(|all| all.iter().any(|held| held.name == name)) {
            return;
        }
        let mut reply = request(&name, true).await;
        if let Reply::Taken = reply {
            // What shows it may be gone by now.
            let _ = busy.try_set(true);
            reply = request(&name, false).await;
        }
        if let Reply::Granted(release) = reply {
            give_back(&release);
        }
        let _ = busy.try_set(false);
    }));
}

fn name(origin: &str) -> String {
    format!("scimdesk/requests/{origin}")
}

fn hold(name: String, release: Function) -> Turn {
    let turn = Turn(Some((name.clone(), 0)));
    HELD.with_borrow_mut(|all| {
        all.push(Held {
            name,
            times: 0,
            release,
        });
    });
    turn
}

/// Stands in line for a lock until it comes or `stop` is asked. One that comes
/// after that is given back at once.
async fn queue(name: &str, stop: &Stop) -> Option<Function> {
    let came: Rc<RefCell<Option<Function>>> = Rc::default();
    let left = Rc::new(Cell::new(false));
    let (name, post, gone) = (name.to_owned(), came.clone(), left.clone());
    browser::run(Box::pin(async move {
        if let Reply::Granted(release) = request(&name, false).await {
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
    came.borrow_mut().take()
}

fn give_back(release: &Function) {
    // A promise that is kept already takes no notice.
    let _ = release.call0(&JsValue::NULL);
}

async fn request(name: &str, if_free: bool) -> Reply {
    match JsFuture::from(asked(name, if_free)).await {
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
fn asked(name: &str, if_free: bool) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let (failed, name) = (reject.clone(), name.to_owned());
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
            let done = request.call3(&locks, &name.into(), &options, &granted)?;
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
