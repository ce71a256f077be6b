//! Links to other sites.

use leptos::prelude::*;

/// A link to another site that opens a new tab, and says so.
#[component]
pub fn OutsideLink(#[prop(into)] href: String, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <a href=href target="_blank" rel="noreferrer noopener">
            {label}
            <span class="said">", opens a new tab"</span>
        </a>
    }
}
