//! The pages, and the parts of the shell, that are loaded when they are first
//! shown.

use leptos::prelude::*;

use crate::browser;
use crate::components::page_head::PageHead;
use crate::components::when::When;
use crate::pages::connection::parts::ConnectionParts;
use crate::pages::guide::{self, VerifyPart};
use crate::shell::focus_target;
use crate::shell::page_chunk::{
    ChunkRole, MakeView, NotLoaded, PageChunk, fetch_soon, save_ticket,
};
use crate::state::route::Route;
use crate::state::use_app;

#[derive(Clone, Copy)]
enum LoadState {
    Loading,
    Loaded(MakeView),
    Failed,
}

/// The page of a route, as soon as its chunk is here.
#[component]
pub fn LazyPage(route: Route) -> impl IntoView {
    provide_context(ConnectionParts {
        explain: || view! { <LazyChunk chunk=PageChunk::Explain/> }.into_any(),
        test_user: || view! { <LazyChunk chunk=PageChunk::TestUser/> }.into_any(),
        save_ticket,
        orphaned_users: |wanted| {
            view! { <LazyPart chunk=PageChunk::OrphanedUsers wanted/> }.into_any()
        },
    });
    match PageChunk::of(&route) {
        Some(chunk) => view! { <LazyChunk chunk/> }.into_any(),
        None => ().into_any(),
    }
}

/// The guide: its steps, or the questions before the first.
#[component]
pub fn LazyGuide() -> impl IntoView {
    let is_start = guide::provide_open_step(use_app());
    provide_context(VerifyPart(|wanted| {
        view! { <LazyPart chunk=PageChunk::Verify wanted/> }.into_any()
    }));
    view! {
        <When is=is_start otherwise=|| view! { <LazyChunk chunk=PageChunk::Guide/> }>
            <LazyChunk chunk=PageChunk::Start/>
        </When>
    }
}

/// A part of the shell whose chunk is loaded when it is first wanted.
#[component]
pub fn LazyPart(chunk: PageChunk, #[prop(into)] wanted: Signal<bool>) -> impl IntoView {
    let was_wanted = Memo::new(move |before: Option<&bool>| {
        wanted.get() || before.is_some_and(|before| *before)
    });
    view! { {move || was_wanted.get().then(|| view! { <LazyChunk chunk/> }.into_any())} }
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
            let is_page = chunk.role() == ChunkRole::Page;
            if is_page {
                fetch_soon(app);
            }
            // The admin may have gone elsewhere meanwhile.
            let is_shown = state.try_set(next).is_none();
            if is_shown && is_page && app.moved.get_value() {
                browser::focus_soon(app.route.with_untracked(focus_target));
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
            LoadState::Loading if chunk.role() == ChunkRole::Part => ().into_any(),
            LoadState::Loading => view! { <PageSkeleton/> }.into_any(),
            LoadState::Loaded(make) => untrack(make),
            LoadState::Failed => view! { <LoadFailed role=chunk.role() retry/> }.into_any(),
        }}
    }
}

/// Stands where the page will be. No page begins with a paragraph, so its
/// elements are made anew and count as no shift of the layout.
#[component]
fn PageSkeleton() -> impl IntoView {
    let bars = (0..6).map(|_| view! { <i></i> }.into_any());
    view! {
        <p class="skeleton" role="status">
            <span class="sr">"Loading"</span>
            {bars.collect::<Vec<_>>()}
        </p>
    }
}

#[component]
fn LoadFailed(role: ChunkRole, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    const REASON: &str = "A file is missing, or isn’t the one that was published.";
    let head = match role {
        ChunkRole::Page => {
            view! { <PageHead title="This page didn’t load" lead=|| REASON/> }.into_any()
        }
        ChunkRole::Tab | ChunkRole::Part => view! { <p>{REASON}</p> }.into_any(),
    };
    view! {
        {head}
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
