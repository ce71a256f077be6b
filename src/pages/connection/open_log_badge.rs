//! How many failed in the open log, on the tab that shows it.

use leptos::prelude::*;
use provisioning::format::grouped;

use crate::components::status::{Status, StatusKind};
use crate::state::open_log::OpenLogStatus;
use crate::state::use_app;

#[component]
pub(super) fn OpenLogBadge() -> impl IntoView {
    let app = use_app();
    let status = OpenLogStatus::of(app);
    view! {
        {move || {
            status
                .failed(app)
                .map(|failed| {
                    view! {
                        <Status kind=StatusKind::Bad text=grouped(failed.into())/>
                        <span class="sr">"failed in the open log"</span>
                    }
                        .into_any()
                })
        }}
    }
}
