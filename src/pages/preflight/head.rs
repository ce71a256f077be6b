//! The head of the page: what it answers, the network lock, closing, exporting.

use leptos::prelude::*;

use crate::components::page_head::PageHead;
use crate::components::when::When;
use crate::pages::preflight::export_menu::ReportExport;
use crate::pages::preflight::lock::{CloseFile, LockStatus};
use crate::pages::preflight::use_page;

#[component]
pub(crate) fn PreflightHead() -> impl IntoView {
    let state = use_page().state;
    view! {
        <PageHead
            title="Preflight"
            lead=|| "See who will be created, who will be rejected, and why."
            actions=move || {
                view! {
                    <When is=Signal::derive(move || state.has_users())>
                        <LockStatus class="wide-only"/>
                        <CloseFile class="wide-only"/>
                    </When>
                    <When is=Signal::derive(move || state.is_done())>
                        <ReportExport/>
                    </When>
                }
            }
        />
    }
}
