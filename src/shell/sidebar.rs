//! The sidebar: the open setup, the pages, colors and shortcuts.

use leptos::prelude::*;

use crate::browser::event;
use crate::state::route::{PAGES, Route, SidebarPage};
use crate::state::theme::{THEMES, Theme};
use crate::state::use_app;
use guide::progress;
use provisioning::portal;
use setup::Setup;

#[component]
pub fn Sidebar() -> impl IntoView {
    view! {
        <header class="rail">
            <a class="brand" href=SidebarPage::Guide.href()>
                <img src="icon.svg" alt="" width="20" height="20"/>
                "scimdesk"
            </a>
            <SetupCard/>
            <nav aria-label="Places">
                <ul class="places">
                    {PAGES
                        .into_iter()
                        .map(|page| view! { <PageLink page/> }.into_any())
                        .collect::<Vec<_>>()}
                </ul>
            </nav>
            <SidebarFoot/>
        </header>
    }
}

#[component]
fn SetupCard() -> impl IntoView {
    let app = use_app();
    let is_here = move || app.route.with(|route| *route == Route::Setups);
    view! {
        <a class="setup-card" href="#/setups" aria-current=move || is_here().then_some("page")>
            <b>{move || app.setup.with(|setup| setup.shown_name().to_owned())}</b>
            <span>{move || app.setup.with(Setup::about)}</span>
        </a>
    }
}

#[component]
fn PageLink(page: SidebarPage) -> impl IntoView {
    let app = use_app();
    let is_here = move || app.route.with(Route::nav_page) == Some(page);
    view! {
        <li>
            <a href=page.href() aria-current=move || is_here().then_some("page")>
                {page.name()}
                <span>{move || app.setup.with(|setup| status(page, setup))}</span>
            </a>
        </li>
    }
}

/// The text beside a page.
fn status(page: SidebarPage, setup: &Setup) -> String {
    match page {
        SidebarPage::Guide => {
            let progress = progress::overall(setup);
            format!("{} of {}", progress.done, progress.needed)
        }
        SidebarPage::Mappings => portal::summary(&setup.mapping),
        SidebarPage::Connection if setup.passed().is_some() => "passed".to_owned(),
        _ => String::new(),
    }
}

#[component]
fn SidebarFoot() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="foot">
            <p>"Nothing you type leaves this browser, except to the SCIM endpoint you name."</p>
            <div class="row">
                <ThemeSelect/>
                <button
                    type="button"
                    class="quiet small"
                    on:click=move |_| app.shortcuts_open.set(true)
                >
                    "Shortcuts "
                    <kbd aria-hidden="true">"?"</kbd>
                </button>
            </div>
        </div>
    }
}

#[component]
fn ThemeSelect() -> impl IntoView {
    let app = use_app();
    let options = THEMES.into_iter().map(|theme| {
        view! {
            <option value=theme.word() prop:selected=move || app.theme.get() == theme>
                {match theme {
                    Theme::System => "System colours",
                    Theme::Light => "Light",
                    Theme::Dark => "Dark",
                }}
            </option>
        }
        .into_any()
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <select
            aria-label="Colours"
            on:change=move |change| app.set_theme(Theme::parse(&event::value(&change)))
        >
            {options}
        </select>
    }
}
