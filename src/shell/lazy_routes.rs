//! The pages that are loaded when they are first visited.
//!
//! The first view is the guide, and it has to be small and instant. Every other
//! page is a chunk of its own (`wasm_split`, Leptos' way of loading lazily),
//! which is fetched in the background once the first view is there, or at once
//! when its page is opened first.

// Splitting a program needs functions with a fixed name and calls between the
// parts that the compiler cannot check; the macro writes both.
#![allow(unsafe_code)]

use std::sync::{Once, OnceLock};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::worker;
use crate::browser::{self, csp_lock};
use crate::components::page_head::PageHead;
use crate::pages::{connection, expressions, guide, mappings, preflight, setups};
use crate::shell::palette;
use crate::state::route::Route;
use crate::state::{App, mapping_facts, use_app};

/// Makes the view of a page.
type MakeView = fn() -> AnyView;

/// The chunk did not arrive, or is not the one that was published.
#[derive(Debug, Clone, Copy)]
struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        NotLoaded
    }
}

// What is reached only through one of these functions is split off.

#[wasm_split(report, fallible, preload(fetch_report))]
fn load_report() -> Result<MakeView, NotLoaded> {
    Ok(guide::later_view)
}

#[wasm_split(setups, fallible, preload(fetch_setups))]
fn load_setups() -> Result<MakeView, NotLoaded> {
    Ok(setups::view)
}

#[wasm_split(connection, fallible, preload(fetch_connection))]
fn load_connection() -> Result<MakeView, NotLoaded> {
    Ok(connection::view)
}

#[wasm_split(mappings, fallible, preload(fetch_mappings))]
fn load_mappings() -> Result<MakeView, NotLoaded> {
    Ok(mappings::view)
}

#[wasm_split(expressions, fallible, preload(fetch_expressions))]
fn load_expressions() -> Result<MakeView, NotLoaded> {
    Ok(expressions::view)
}

#[wasm_split(preflight, fallible, preload(fetch_preflight))]
fn load_preflight() -> Result<MakeView, NotLoaded> {
    Ok(preflight::view)
}

#[wasm_split(palette, fallible, preload(fetch_palette))]
fn load_palette() -> Result<MakeView, NotLoaded> {
    Ok(palette::view)
}

/// Follows what the guide knows of the mappings.
type Follow = fn(App);

#[wasm_split(mapping_facts, fallible)]
fn load_mapping_facts() -> Result<Follow, NotLoaded> {
    Ok(mapping_facts::follow)
}

/// A page, or the palette, that is a chunk of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageChunk {
    Mappings,
    Connection,
    Expressions,
    Preflight,
    Setups,
    Report,
    Palette,
}

/// In the order in which they are fetched in the background.
const CHUNKS: [PageChunk; 7] = [
    PageChunk::Mappings,
    PageChunk::Connection,
    PageChunk::Expressions,
    PageChunk::Preflight,
    PageChunk::Setups,
    PageChunk::Report,
    PageChunk::Palette,
];

/// The chunks that are here, in the order of `PageChunk`.
static LOADED: [OnceLock<MakeView>; CHUNKS.len()] = [const { OnceLock::new() }; CHUNKS.len()];

impl PageChunk {
    /// The chunk of a route; none when the shell shows it itself.
    fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Report | Route::Finish => Some(Self::Report),
            Route::Setups => Some(Self::Setups),
            Route::Connection => Some(Self::Connection),
            Route::Mappings(_) => Some(Self::Mappings),
            Route::Expressions(_) => Some(Self::Expressions),
            Route::Preflight => Some(Self::Preflight),
            Route::Guide(_) | Route::NotFound(_) => None,
        }
    }

    /// Its name in the build, which names its style sheet too.
    fn name(self) -> &'static str {
        match self {
            Self::Mappings => "mappings",
            Self::Connection => "connection",
            Self::Expressions => "expressions",
            Self::Preflight => "preflight",
            Self::Setups => "setups",
            Self::Report => "report",
            Self::Palette => "palette",
        }
    }

    fn slot(self) -> Option<&'static OnceLock<MakeView>> {
        LOADED.get(self as usize)
    }

    fn loaded(self) -> Option<MakeView> {
        self.slot()?.get().copied()
    }

    /// Loads the program of the page and its style sheet.
    async fn load(self) -> Result<MakeView, NotLoaded> {
        let style = worker::style(self.name());
        let make = match self {
            Self::Mappings => load_mappings().await,
            Self::Connection => load_connection().await,
            Self::Expressions => load_expressions().await,
            Self::Preflight => load_preflight().await,
            Self::Setups => load_setups().await,
            Self::Report => load_report().await,
            Self::Palette => load_palette().await,
        }?;
        style.await.map_err(|_| NotLoaded)?;
        if let Some(slot) = self.slot() {
            let _ = slot.set(make);
        }
        Ok(make)
    }

    async fn fetch(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Mappings => fetch_mappings().await,
            Self::Connection => fetch_connection().await,
            Self::Expressions => fetch_expressions().await,
            Self::Preflight => fetch_preflight().await,
            Self::Setups => fetch_setups().await,
            Self::Report => fetch_report().await,
            Self::Palette => fetch_palette().await,
        }
    }
}

/// Lets the style sheet of the page of a route apply, and no other page's.
pub fn show_style(route: &Route) {
    worker::show_style(PageChunk::of(route).map_or("", PageChunk::name));
}

/// Fetches all chunks when the browser is idle. Call it when a page is usable.
pub fn fetch_soon(app: App) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        csp_lock::load_before(|| Box::pin(fetch_all()));
        request_idle_callback(move || {
            browser::run(Box::pin(async move {
                // Without it the guide says nothing of errors in the mappings.
                if let Ok(follow) = load_mapping_facts().await {
                    follow(app);
                }
                fetch_all().await;
            }));
        });
    });
}

/// Each chunk is fetched once, whoever waits for it.
async fn fetch_all() {
    let _ = load_mapping_facts().await;
    for chunk in CHUNKS {
        // A page whose chunk did not arrive says so when it is opened.
        let _ = worker::style(chunk.name()).await;
        let _ = chunk.fetch().await;
    }
}

#[derive(Clone, Copy)]
enum LoadState {
    Loading,
    Loaded(MakeView),
    Failed,
}

/// The page of a route, as soon as its chunk is here.
#[component]
pub fn LazyPage(route: Route) -> impl IntoView {
    match PageChunk::of(&route) {
        Some(chunk) => view! { <LazyChunk chunk/> }.into_any(),
        None => ().into_any(),
    }
}

/// The command palette, whose chunk is loaded when it is first opened.
#[component]
pub fn LazyPalette() -> impl IntoView {
    let app = use_app();
    let wanted = Memo::new(move |before: Option<&bool>| {
        app.palette_open.get() || before.is_some_and(|before| *before)
    });
    view! {
        {move || {
            wanted.get().then(|| view! { <LazyChunk chunk=PageChunk::Palette/> }.into_any())
        }}
    }
}

#[component]
fn LazyChunk(chunk: PageChunk) -> impl IntoView {
    let state = RwSignal::new(match chunk.loaded() {
        Some(make) => LoadState::Loaded(make),
        None => LoadState::Loading,
    });
    let app = use_app();
    let load = move || {
        browser::run(Box::pin(async move {
            let next = match chunk.load().await {
                Ok(make) => LoadState::Loaded(make),
                Err(NotLoaded) => LoadState::Failed,
            };
            fetch_soon(app);
            // The admin may have gone elsewhere meanwhile.
            let is_shown = state.try_set(next).is_none();
            if is_shown && chunk != PageChunk::Palette && app.moved.get_value() {
                browser::focus_soon("page-title");
            }
        }));
    };
    if chunk.loaded().is_none() {
        load();
    }
    let retry = move || {
        state.set(LoadState::Loading);
        load();
    };
    view! {
        {move || match state.get() {
            LoadState::Loading => {
                view! { <PageSkeleton/> }.into_any()
            }
            LoadState::Loaded(make) => untrack(make),
            LoadState::Failed => view! { <LoadFailed retry/> }.into_any(),
        }}
    }
}

/// Stands where the page will be, so that nothing jumps when it is there.
#[component]
fn PageSkeleton() -> impl IntoView {
    let bars = (0..6).map(|_| view! { <i></i> }.into_any());
    view! {
        <p class="sr" role="status">
            "Loading"
        </p>
        <div class="skeleton" aria-hidden="true">
            {bars.collect::<Vec<_>>()}
        </div>
    }
}

#[component]
fn LoadFailed(#[prop(into)] retry: Callback<()>) -> impl IntoView {
    view! {
        <PageHead
            title="This page didn’t load"
            lead=|| "A file is missing, or isn’t the one that was published."
        />
        <div class="body stack">
            <p role="alert">
                "Check that you are online, then try again. If that doesn’t help, save your setup to a file when you can, and reload the page."
            </p>
            <div class="row">
                <button type="button" class="btn primary" on:click=move |_| retry.run(())>
                    "Try again"
                </button>
            </div>
        </div>
    }
}
