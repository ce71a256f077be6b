//! The drawer with what a check depends on besides its files.

pub(crate) mod choices;
pub(crate) mod target_users;

use leptos::prelude::*;

use crate::browser;
use crate::components::drawer::Drawer;
use crate::pages::preflight::chips::{OPTIONS_ID, RunButton};
use crate::pages::preflight::options::choices::Choices;
use crate::pages::preflight::options::target_users::TargetUsers;
use crate::pages::preflight::use_page;

#[component]
pub(crate) fn OptionsDrawer() -> impl IntoView {
    let state = use_page().state;
    let close = move |()| {
        state.show_panel(None);
        browser::focus(OPTIONS_ID);
    };
    view! {
        <Drawer
            title="Options"
            on_close=close
            footer=|| {
                view! {
                    <span class="grow"></span>
                    <RunButton/>
                }
            }
        >
            <Choices/>
            <section class="stack" aria-labelledby="pf-live-title">
                <h3 id="pf-live-title">"Compare with Talkdesk"</h3>
                <TargetUsers/>
            </section>
        </Drawer>
    }
}
