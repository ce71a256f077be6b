//! The sidebar: the open setup, the command palette, the pages with their
//! status, theme and shortcuts. On a phone the header and the tab bar replace it.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::components::menu::Menu;
use crate::components::status::{Status, StatusKind};
use crate::shell::page_status::{PageStatus, page_status};
use crate::state::route::{PAGES, Route, SidebarPage};
use crate::state::theme::{THEMES, Theme};
use crate::state::use_app;

pub(super) fn icon(page: SidebarPage) -> &'static str {
    match page {
        SidebarPage::Guide => icons::GUIDE,
        SidebarPage::Mappings => icons::MAP,
        SidebarPage::Expressions => icons::FX,
        SidebarPage::Connection => icons::PLUG,
        SidebarPage::Preflight => icons::PRE,
    }
}

#[component]
pub fn Sidebar() -> impl IntoView {
    let app = use_app();
    view! {
        <aside class="side" aria-label="Setup and pages">
            <a class="brand" href=SidebarPage::Guide.href()>
                <Icon of=icons::LOGO/>
                "scimdesk"
            </a>
            <SetupLink/>
            <button
                type="button"
                class="jump"
                aria-keyshortcuts="Control+K"
                on:click=move |_| app.palette_open.set(true)
            >
                <Icon of=icons::SEARCH/>
                <span class="grow">"Search or run"</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <nav class="nav" aria-label="Pages">
                {PAGES
                    .into_iter()
                    .map(|page| view! { <PageLink page/> }.into_any())
                    .collect::<Vec<_>>()}
            </nav>
            <div class="side-foot">
                <p>
                    <Icon of=icons::LOCK/>
                    " Everything stays in this browser, except requests to your SCIM endpoint."
                </p>
                <nav class="nav" aria-label="App">
                    <a href="#/setups" aria-current=move || here(&app.route.get(), &Route::Setups)>
                        <Icon of=icons::FILE/>
                        "Setups"
                    </a>
                    <ThemeSelect/>
                    <button type="button" on:click=move |_| app.shortcuts_open.set(true)>
                        <Icon of=icons::KEYS/>
                        "Shortcuts"
                        <span class="st">
                            <kbd aria-hidden="true">"?"</kbd>
                        </span>
                    </button>
                </nav>
            </div>
        </aside>
    }
}

fn here(now: &Route, own: &Route) -> Option<&'static str> {
    (now == own).then_some("page")
}

#[component]
fn SetupLink() -> impl IntoView {
    let app = use_app();
    view! {
        <a class="switcher" href="#/setups" title="Switch the setup">
            <span class="grow">
                <b>{move || app.setup.with(|setup| setup.shown_name().to_owned())}</b>
                <small>{move || app.setup.with(|setup| setup.tenant.name().to_owned())}</small>
            </span>
            <Icon of=icons::DOWN/>
        </a>
    }
}

#[component]
fn PageLink(page: SidebarPage) -> impl IntoView {
    let app = use_app();
    let is_here = move || app.route.with(Route::nav_page) == Some(page);
    view! {
        <a href=page.href() aria-current=move || is_here().then_some("page")>
            <Icon of=icon(page)/>
            {page.name()}
            {move || {
                page_status(app, page)
                    .map(|PageStatus { kind, text, .. }| view! { <Status kind text/> }.into_any())
            }}
        </a>
    }
}

#[component]
fn ThemeSelect() -> impl IntoView {
    let app = use_app();
    let options = THEMES.into_iter().map(|theme| {
        view! {
            <option value=theme.word() prop:selected=move || app.theme.get() == theme>
                {match theme {
                    Theme::System => "System",
                    Theme::Light => "Light",
                    Theme::Dark => "Dark",
                }}
            </option>
        }
        .into_any()
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <label class="nav-row">
            <Icon of=icons::THEME/>
            "Theme"
            <select
                class="bare"
                on:change=move |change| app.set_theme(Theme::parse(&event::value(&change)))
            >
                {options}
            </select>
        </label>
    }
}

/// The header of narrow windows.
#[component]
pub fn MobileHeader() -> impl IntoView {
    let app = use_app();
    view! {
        <header class="top">
            <a class="brand" href=SidebarPage::Guide.href() aria-label="scimdesk, guide">
                <Icon of=icons::LOGO/>
            </a>
            <b class="grow">{move || app.setup.with(|setup| setup.shown_name().to_owned())}</b>
            <button
                type="button"
                class="btn icon"
                aria-label="Search or run a command"
                on:click=move |_| app.palette_open.set(true)
            >
                <Icon of=icons::SEARCH/>
            </button>
            <Menu label="Menu">
                <a href="#/setups">
                    <Icon of=icons::FILE/>
                    "Setups"
                </a>
                <button type="button" on:click=move |_| app.shortcuts_open.set(true)>
                    <Icon of=icons::KEYS/>
                    "Shortcuts"
                </button>
                {THEMES
                    .into_iter()
                    .map(|theme| {
                        view! {
                            <button
                                type="button"
                                aria-pressed=move || (app.theme.get() == theme).to_string()
                                on:click=move |_| app.set_theme(theme)
                            >
                                <Icon of=icons::THEME/>
                                {match theme {
                                    Theme::System => "Theme: System",
                                    Theme::Light => "Theme: Light",
                                    Theme::Dark => "Theme: Dark",
                                }}
                            </button>
                        }
                            .into_any()
                    })
                    .collect::<Vec<_>>()}
            </Menu>
        </header>
    }
}

/// The pages at the bottom of narrow windows.
#[component]
pub fn TabBar() -> impl IntoView {
    view! {
        <nav class="tabbar" aria-label="Pages">
            {PAGES
                .into_iter()
                .map(|page| view! { <TabBarLink page/> }.into_any())
                .collect::<Vec<_>>()}
        </nav>
    }
}

#[component]
fn TabBarLink(page: SidebarPage) -> impl IntoView {
    let app = use_app();
    let is_here = move || app.route.with(Route::nav_page) == Some(page);
    view! {
        <a href=page.href() aria-current=move || is_here().then_some("page")>
            <Icon of=icon(page)/>
            {page.name()}
            {move || {
                page_status(app, page)
                    .and_then(|status| {
                        let (icon, class) = match status.kind {
                            StatusKind::Plain => return None,
                            StatusKind::Ok => (icons::DONE, "badge ok"),
                            StatusKind::Warning => (icons::WARN, "badge warn"),
                            StatusKind::Bad => (icons::BAD, "badge bad"),
                        };
                        Some(
                            view! { <LabeledIcon of=icon class=class label=status.long/> }
                                .into_any(),
                        )
                    })
            }}
        </a>
    }
}
