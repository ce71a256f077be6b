//! `#/guide/report`: the hand-over report on screen, on paper, as Markdown.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::components::copy_value;
use crate::components::page_title::PageTitle;
use crate::pages::guide::table::Table;
use crate::state::{App, use_app};
use guide::report::{self, ReportSection};

pub fn view() -> AnyView {
    view! { <ReportPage/> }.into_any()
}

#[component]
fn ReportPage() -> impl IntoView {
    let app = use_app();
    let shown = NodeRef::<html::Div>::new();
    let sections = move || app.setup.with(report::sections).into_iter();
    view! {
        <div class="head">
            <PageTitle text="Hand-over report"/>
            <ReportButtons shown/>
        </div>
        <p class="lead">{move || app.setup.with(|setup| setup.shown_name().to_owned())}</p>
        <div node_ref=shown>
            {move || {
                sections()
                    .map(|section| view! { <Section section/> }.into_any())
                    .collect::<Vec<_>>()
            }}
        </div>
    }
}

#[component]
fn ReportButtons(
    /// What shows the report, to be selected when the browser does not copy.
    shown: NodeRef<html::Div>,
) -> impl IntoView {
    let app = use_app();
    let copy = move |_| {
        if let Some(shown) = shown.get_untracked() {
            copy_value::copy(app, "Report".to_owned(), markdown(app), shown.into());
        }
    };
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="row no-print">
            <a class="button quiet" href="#/guide">
                "Back to the guide"
            </a>
            <button type="button" on:click=copy>
                "Copy as Markdown"
            </button>
            <button type="button" on:click=move |_| save(app)>
                "Save as Markdown"
            </button>
            <button type="button" class="primary" on:click=print>
                "Print"
            </button>
        </div>
    }
}

fn markdown(app: App) -> String {
    app.setup
        .with_untracked(|setup| report::markdown(setup, &browser::now()))
}

fn save(app: App) {
    app.announce(
        match browser::save_file("handover.md", "text/markdown", &markdown(app)) {
            Ok(()) => "Saved to a file",
            Err(_) => "The browser did not save the file",
        },
    );
}

#[component]
fn Section(section: ReportSection) -> impl IntoView {
    let ReportSection { title, head, rows } = section;
    let body = match rows.is_empty() {
        true => view! { <p>"None."</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=title.clone()>
                <Table head rows/>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="report">
            <h2>{title}</h2>
            {body}
        </section>
    }
}
