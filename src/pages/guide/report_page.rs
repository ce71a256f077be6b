//! `#/guide/report`: the hand-over report on screen, on paper, as Markdown.

use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::Node;
use crate::components::bridge::from_element;
use crate::components::copy_value;
use crate::components::element::{El, button, el, link, several};
use crate::components::page_title::page_title;
use crate::pages::guide::pane_view::table;
use crate::state::{App, use_app};
use guide::report::{self, ReportSection};

pub fn view() -> AnyView {
    from_element(page(use_app()))
}

pub fn page(app: App) -> El {
    let markdown = move || {
        app.setup
            .with_untracked(|setup| report::markdown(setup, &browser::now()))
    };
    let save = move || {
        app.announce(
            match browser::save_file("handover.md", "text/markdown", &markdown()) {
                Ok(()) => "Saved to a file",
                Err(_) => "The browser did not save the file",
            },
        );
    };
    let sections = el("div").live(move || {
        several().children(app.setup.with(report::sections).into_iter().map(section))
    });
    let shown: Node = sections.node().clone();
    let buttons = el("div")
        .class("row no-print")
        .child(link("button quiet", "#/guide", "Back to the guide"))
        .child(button("", "Copy as Markdown", move || {
            copy_value::copy(app, "Report".to_owned(), markdown(), shown.clone());
        }))
        .child(button("", "Save as Markdown", save))
        .child(button("primary", "Print", || {
            let _ = window().print();
        }));
    several()
        .child(
            el("div")
                .class("head")
                .child(page_title("Hand-over report"))
                .child(buttons),
        )
        .child(
            el("p")
                .class("lead")
                .live_text(move || app.setup.with(|setup| setup.shown_name().to_owned())),
        )
        .child(sections)
}

fn section(section: ReportSection) -> El {
    let body = if section.rows.is_empty() {
        el("p").text("None.")
    } else {
        let rows = section
            .rows
            .iter()
            .map(|row| row.iter().map(String::as_str));
        el("div")
            .class("scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", &section.title)
            .child(table(&section.head, rows))
    };
    el("section")
        .class("report")
        .child(el("h2").text(&section.title))
        .child(body)
}
