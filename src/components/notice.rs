//! A message within a page that stays.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::components::status::StatusKind;

#[component]
pub fn Notice(
    kind: StatusKind,
    #[prop(into)] title: String,
    /// Whether screen readers are told at once.
    #[prop(optional)]
    alert: bool,
    children: Children,
) -> impl IntoView {
    let (class, icon) = match kind {
        StatusKind::Bad => ("notice bad", icons::BAD),
        StatusKind::Warning => ("notice warn", icons::WARN),
        StatusKind::Ok => ("notice", icons::DONE),
        StatusKind::Plain => ("notice", icons::INFO),
    };
    view! {
        <div class=class role=alert.then_some("alert")>
            <Icon of=icon/>
            <div class="grow stack">
                <h2 class="h3">{title}</h2>
                {children()}
            </div>
        </div>
    }
}
