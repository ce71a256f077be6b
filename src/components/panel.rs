//! A part of a page with a heading of its own.

use leptos::prelude::*;

use crate::components::element::{El, el};

/// The heading can be given the focus when what had it is gone.
#[component]
pub fn Panel(
    #[prop(optional)] class: &'static str,
    /// The id of the heading.
    title_id: &'static str,
    #[prop(into)] title: ViewFn,
    /// What is shown beside the heading.
    #[prop(optional, into)]
    beside: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("panel {class}").trim_end().to_owned() aria-labelledby=title_id>
            <div class="panel-head">
                <h2 id=title_id tabindex="-1">
                    {title.run()}
                </h2>
                {beside.run()}
            </div>
            {children()}
        </section>
    }
}

/// A box with a heading that also names it.
#[component]
pub fn TitledPanel(
    /// The id of the heading.
    id: &'static str,
    #[prop(into)] title: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="body stack">
                <h2 id=id>{title}</h2>
                {children()}
            </div>
        </section>
    }
}

/// The part, with what stands `beside` its heading, for pages that the element
/// builder makes.
pub fn panel(class: &str, title_id: &str, title: El, beside: El) -> El {
    el("section")
        .class(format!("panel {class}").trim_end())
        .attr("aria-labelledby", title_id)
        .child(
            el("div")
                .class("panel-head")
                .child(
                    el("h2")
                        .attr("id", title_id)
                        .attr("tabindex", "-1")
                        .child(title),
                )
                .child(beside),
        )
}
