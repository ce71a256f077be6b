//! What else the page can do with a connection.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::lookup_fields::EMAIL_ID;
use super::parts::ConnectionParts;
use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;

#[component]
pub(super) fn TestMenu() -> impl IntoView {
    let page = use_connection_page();
    let parts: ConnectionParts = expect_context();
    let look_up = move || {
        page.looking_up.set(true);
        browser::focus_soon(EMAIL_ID);
    };
    view! {
        <Menu label="More actions" class="no-print">
            <button type="button" on:click=move |_| look_up()>
                <Icon of=icons::USER/>
                "Look up a user"
            </button>
            <button type="button" on:click=move |_| page.go_to_terminal()>
                <Icon of=icons::PLUG/>
                "Test in a terminal"
            </button>
            <button type="button" on:click=move |_| (parts.save_ticket)(page.app)>
                <Icon of=icons::SAVE/>
                "Save a ticket for Talkdesk"
            </button>
        </Menu>
    }
}
