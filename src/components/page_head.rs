//! The head of a page: its title, one line on what it answers, its actions.

use leptos::prelude::*;

use crate::components::page_title::PageTitle;

#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// The page above this one, as its name and address.
    #[prop(optional)]
    up: Option<(&'static str, &'static str)>,
    /// One sentence below the title.
    #[prop(optional, into)]
    lead: ViewFn,
    /// Buttons at the right, the primary one last.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <header class="head">
            <div>
                <PageTitle text=title up=up/>
                <p>{lead.run()}</p>
            </div>
            {actions.map(|actions| view! { <div class="acts no-print">{actions.run()}</div> }.into_any())}
        </header>
    }
}
