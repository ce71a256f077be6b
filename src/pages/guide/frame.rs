//! What is around every step: the head of the page, the bar and the list.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::components::page_title::PageTitle;
use crate::components::status::Status;
use crate::pages::guide::print::PrintAll;
use crate::pages::guide::stages::Stages;
use crate::pages::guide::{actions, evidence};
use crate::state::use_app;
use guide::status;

/// The page's title, which is its promise.
pub const TITLE: &str = "Connect Microsoft Entra ID to Talkdesk";

/// Whether the list of steps is open in a narrow window, where it covers the
/// step.
#[derive(Debug, Clone, Copy)]
pub struct ListOpen(pub RwSignal<bool>);

#[component]
pub fn GuideFrame(children: Children) -> impl IntoView {
    let list = RwSignal::new(false);
    provide_context(ListOpen(list));
    let is_printing = RwSignal::new(false);
    for (kind, prints) in [("beforeprint", true), ("afterprint", false)] {
        event::listen(&window(), kind, Box::new(move |_| is_printing.set(prints)));
    }
    view! {
        <Head list/>
        <Progress/>
        <div class="guide no-print" class:list=move || list.get()>
            <Stages/>
            {children()}
        </div>
        {move || is_printing.get().then(|| view! { <PrintAll/> }.into_any())}
    }
}

fn progress_text(app: crate::state::App) -> String {
    let totals = app.guide(status::overall);
    format!("{} of {} steps", totals.done, totals.needed)
}

#[component]
fn Head(list: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    view! {
        <header class="guide-head">
            <div>
                <PageTitle text=TITLE/>
                <p class="guide-about">
                    <span>{move || app.setup.with(|setup| setup.shown_name().to_owned())}</span>
                    <a href="#/connection">
                        {move || {
                            let (kind, text) = app.setup.with(evidence::connection);
                            view! { <Status kind text/> }.into_any()
                        }}
                    </a>
                    <a href="#/preflight">
                        {move || {
                            let (kind, text) = app.setup.with(evidence::preflight);
                            view! { <Status kind text/> }.into_any()
                        }}
                    </a>
                </p>
            </div>
            <span class="how-far">{move || format!("{} done", progress_text(app))}</span>
            <button
                type="button"
                class="btn quiet narrow-only no-print"
                aria-expanded=move || list.get().to_string()
                on:click=move |_| list.update(|open| *open = !*open)
            >
                "All steps"
                <Icon of=icons::DOWN/>
            </button>
            <a class="btn small wide-only no-print" href="#/guide/report">
                "Handover report"
            </a>
            <More/>
        </header>
    }
}

#[component]
fn More() -> impl IntoView {
    let app = use_app();
    view! {
        <Menu label="More for the guide" class="small plain no-print">
            <a href="#/guide/report">
                <Icon of=icons::FILE/>
                "Handover report"
            </a>
            <a href="#/guide/start">
                <Icon of=icons::EDIT/>
                "Change region, roles or teams"
            </a>
            <a href="#/mappings/scripts">
                <Icon of=icons::FX/>
                "Use a script instead"
            </a>
            <button
                type="button"
                on:click=move |_| {
                    let _ = window().print();
                }
            >
                <Icon of=icons::PRINT/>
                "Print all steps"
            </button>
            <hr/>
            <button
                type="button"
                disabled=move || app.setup.with(|setup| !setup.guide.has_marks())
                on:click=move |_| actions::reset(app)
            >
                <Icon of=icons::UNDO/>
                "Clear progress"
            </button>
        </Menu>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let app = use_app();
    let share = move || {
        let totals = app.guide(status::overall);
        format!("{}%", 100 * totals.done / totals.needed.max(1))
    };
    view! {
        <svg
            class="progress no-print"
            role="img"
            aria-label=move || format!("{} done", progress_text(app))
        >
            <rect class="bg" width="100%" height="4"></rect>
            <rect class="fg" width=share height="4"></rect>
        </svg>
    }
}
