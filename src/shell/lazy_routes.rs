//! The pages that are loaded when they are first visited.
//!
//! The first view is the guide, and it has to be small and instant. Everything
//! else is split off into a part of its own (`wasm_split`, Leptos' way of
//! loading lazily), which is fetched in the background once the first view
//! stands, or at once when a page in it is opened first.

// Splitting a program needs functions with a fixed name and calls between the
// parts that the compiler cannot check; the macro writes both.
#![allow(unsafe_code)]

use std::sync::OnceLock;

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser;
use crate::browser::elements::Node;
use crate::browser::worker;
use crate::components::element::{El, button, el, several};
use crate::components::page_title::page_title;
use crate::pages::{connection, expressions, guide, mappings, preflight, setups};
use crate::state::App;
use crate::state::connection::ConnectionState;
use crate::state::route::Route;

type Build = fn(App, Route) -> El;

/// The part did not arrive, or is not the one that was published.
#[derive(Debug, Clone, Copy)]
struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        NotLoaded
    }
}

/// Builds the pages, once it is loaded.
static LOADED: OnceLock<Build> = OnceLock::new();

/// Everything that is reached only through this function is split off.
#[wasm_split(pages, fallible, preload(fetch))]
fn load() -> Result<Build, NotLoaded> {
    Ok(build)
}

/// The program of the pages and their style sheet.
async fn load_all() -> Result<Build, NotLoaded> {
    let style = worker::style();
    let loaded = load().await?;
    style.await.map_err(|_| NotLoaded)?;
    Ok(loaded)
}

fn build(app: App, route: Route) -> El {
    match route {
        Route::Report => guide::report_page::page(app),
        Route::Setups => setups::page(app),
        Route::Connection => connection::page(app, ConnectionState::of(app)),
        Route::Mappings(_) => mappings::page(app),
        Route::Expressions(_) => expressions::page(app),
        Route::Preflight => preflight::page(app, ConnectionState::of(app)),
        // The frame shows these itself.
        Route::Guide(_) | Route::NotFound(_) => several(),
    }
}

/// Fetches the part when the browser has nothing better to do.
pub fn fetch_soon() {
    request_idle_callback(|| {
        browser::run(Box::pin(async {
            // Whoever opens a page that did not arrive is told then.
            let _ = fetch().await;
            let _ = worker::style().await;
        }));
    });
}

/// The page of a route, as soon as it is here.
pub fn page(app: App, route: Route) -> El {
    match LOADED.get() {
        Some(build) => build(app, route),
        None => {
            let slot = el("div").class("place");
            // What the page sets going ends when the page goes.
            if let Some(owner) = Owner::current() {
                fill(app, route, slot.node().clone(), owner);
            }
            slot
        }
    }
}

/// Loads the part and puts the page, or an error, into its slot.
fn fill(app: App, route: Route, slot: Node, owner: Owner) {
    show(&slot, el("p").class("loading").text("Loading"));
    browser::run(Box::pin(async move {
        let loaded = load_all().await;
        // The admin may have gone elsewhere meanwhile.
        if !slot.is_connected() {
            return;
        }
        match loaded {
            Ok(build) => {
                let _ = LOADED.set(build);
                show(&slot, owner.with(|| build(app, route)));
                // At the first view the browser's own focus is right.
                if app.moved.get_value() {
                    browser::focus("page-title");
                }
            }
            Err(NotLoaded) => show(&slot, failed(app, route, slot.clone(), owner)),
        }
    }));
}

fn show(slot: &Node, content: El) {
    slot.set_text_content(None);
    let _ = slot.append_child(content.node());
}

fn failed(app: App, route: Route, slot: Node, owner: Owner) -> El {
    several()
        .child(page_title("This place did not load"))
        .child(el("p").class("lead").attr("role", "alert").text(
            "A part of scimdesk did not arrive, or is not the one that was published. Check that you are online, then try again. If that does not help, save your set-up to a file when you can and reload the page.",
        ))
        .child(el("p").class("lead").child(button("primary", "Try again", move || {
            fill(app, route.clone(), slot.clone(), owner.clone());
        })))
}
