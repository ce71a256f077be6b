//! The heading of a page.

use leptos::prelude::*;

/// The heading of a page, which takes the focus when the page opens.
#[component]
pub fn PageTitle(
    #[prop(into)] text: String,
    /// The page above this one, as its name and address.
    #[prop(optional_no_strip)]
    up: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let up = up.map(|(name, href)| {
        view! {
            <a class="up" href=href>
                {name}
            </a>
            " "
        }
        .into_any()
    });
    view! {
        <h1 id="page-title" tabindex="-1">
            {up}
            {text}
        </h1>
    }
}
