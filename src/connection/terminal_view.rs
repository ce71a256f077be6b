//! The same test as commands, for when the browser cannot tell.

use super::client::random_guid;
use super::page::Place;
use super::terminal::{HOW, SHELLS, command};
use crate::ui::copy::copy_value;
use crate::ui::dom::{El, el, several};

/// Identity of the section's heading on the page.
pub(super) const TERMINAL_ID: &str = "terminal-title";

/// The commands for each shell, ready to copy.
pub(super) fn terminal(place: Place) -> El {
    let guid = random_guid();
    el("section")
        .class("terminal stack no-print")
        .child(
            el("h2")
                .attr("id", TERMINAL_ID)
                .attr("tabindex", "-1")
                .text("The same test in a terminal"),
        )
        .child(el("p").text(HOW))
        .live(move || match place.address().url {
            Some(tenant) => several().children(SHELLS.map(|shell| {
                let what = format!("Commands for {}", shell.name());
                copy_value(place.app, &what, &command(shell, &tenant, &guid))
            })),
            None => el("p")
                .class("callout")
                .text("The commands stand here once the Tenant URL is in order."),
        })
}
