//! The app: its shell around the page of the route.

use leptos::prelude::*;

use crate::browser;
use crate::browser::elements;
use crate::components::page_head::PageHead;
use crate::shell::lazy_routes::{LazyGuide, LazyPage, LazyPart};
use crate::shell::page_chunk::{self, PageChunk};
use crate::shell::sidebar::{MobileHeader, Sidebar, TabBar};
use crate::shell::{focus_target, global_events};
use crate::state::route::{Route, SidebarPage};
use crate::state::theme::Theme;
use crate::state::{App, use_app};

pub fn start() {
    leptos::mount::mount_to_body(|| {
        let app = App::start(&browser::location::fragment());
        provide_context(app);
        provide_context(app.announcer);
        global_events::install(app);
        follow_route(app);
        follow_theme(app);
        view! { <Shell/> }
    });
}

#[component]
fn Shell() -> impl IntoView {
    let app = use_app();
    view! {
        <a
            class="skip"
            href="#main"
            on:click=move |click| {
                click.prevent_default();
                browser::focus("main");
            }
        >
            "Skip to content"
        </a>
        <div class="app">
            <MobileHeader/>
            <Sidebar/>
            <main class="page" id="main" tabindex="-1">
                <LazyPart
                    chunk=PageChunk::Banners
                    wanted=Signal::derive(move || app.banners.with(|banners| !banners.is_empty()))
                />
                {move || page(app.page.get())}
            </main>
            <TabBar/>
        </div>
        <LazyPart
            chunk=PageChunk::Toast
            wanted=Signal::derive(move || app.toast.with(Option::is_some))
        />
        <LazyPart chunk=PageChunk::Shortcuts wanted=app.shortcuts_open/>
        <LazyPart chunk=PageChunk::Palette wanted=app.palette_open/>
        <p class="sr" role="status">
            {move || app.announcer.text()}
        </p>
    }
}

fn page(route: Route) -> AnyView {
    page_chunk::show_style(&route);
    match route {
        Route::Guide(_) => view! { <LazyGuide/> }.into_any(),
        Route::NotFound(path) => view! { <NotFound path/> }.into_any(),
        route => view! { <LazyPage route/> }.into_any(),
    }
}

#[component]
fn NotFound(path: String) -> impl IntoView {
    let lead =
        format!("There is no page at “{path}”. The link may be cut off or from another version.");
    view! {
        <PageHead title="Page not found" lead=move || lead.clone()/>
        <div class="body">
            <a class="btn primary" href=SidebarPage::Guide.href()>
                "Go to the guide"
            </a>
        </div>
    }
}

/// Sets title and focus when the address changes.
fn follow_route(app: App) {
    Effect::new(move |before: Option<Route>| {
        let route = app.route.get();
        document().set_title(&route.title());
        match before {
            // At the first view the browser's own focus is right.
            None => {}
            Some(before) if before != route => {
                // Within a page, what can be undone can be undone after a step too.
                if before.page() != route.page() {
                    app.toast.set(None);
                }
                let target = focus_target(&route);
                // The new page is there only after the other effects have run.
                request_animation_frame(move || browser::focus(target));
            }
            Some(_) => {}
        }
        route
    });
}

fn follow_theme(app: App) {
    Effect::new(move |_| {
        elements::set_theme(match app.theme.get() {
            Theme::System => None,
            theme => Some(theme.word()),
        });
    });
}
