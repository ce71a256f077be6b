//! The heading of a page.

use leptos::prelude::*;

use crate::components::element::{El, el};

/// The heading of a page, which takes the focus when the page opens.
#[component]
pub fn PageTitle(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <h1 id="page-title" tabindex="-1">
            {text}
        </h1>
    }
}

/// The same for pages that the element builder makes.
pub fn page_title(text: &str) -> El {
    el("h1")
        .attr("id", "page-title")
        .attr("tabindex", "-1")
        .text(text)
}
