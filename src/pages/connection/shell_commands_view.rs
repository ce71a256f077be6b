//! The same test as commands, one tool at a time.

use leptos::prelude::*;

use crate::browser::elements::user_agent;
use crate::browser::http::random_guid;
use crate::components::copy_value::copy_value;
use crate::components::element::{self, El, el, several};
use crate::pages::connection::context::ConnectionPage;
use connection_test::shell_commands::{
    CommandTool, Instructions, TOOLS, TokenSource, instructions,
};

pub(in crate::pages::connection) const TERMINAL_ID: &str = "terminal-title";

/// The section: which tool, where the token comes from, and what to do.
pub(in crate::pages::connection) fn terminal(page: ConnectionPage) -> El {
    let guid = random_guid();
    let likely = CommandTool::likely(&user_agent());
    // Named by their place in the list: a plain string weighs less in the page
    // than a signal of a type of its own.
    let tool_name = RwSignal::new(likely.name().to_owned());
    let variable = RwSignal::new(false);
    let tool = move || {
        tool_name.with(|name| {
            TOOLS
                .into_iter()
                .find(|tool| tool.name() == name)
                .unwrap_or(likely)
        })
    };
    let application =
        Memo::new(move |_| page.app.setup.with(|setup| setup.application().to_owned()));
    let made = move || -> Option<Instructions> {
        let from = if variable.get() {
            TokenSource::Variable
        } else {
            TokenSource::Prompt
        };
        let tenant = page.address().url?;
        Some(instructions(
            tool(),
            from,
            &tenant,
            &page.matching.get(),
            &guid,
            &application.get(),
        ))
    };
    el("section")
        .class("aside-test stack no-print")
        .attr("aria-labelledby", TERMINAL_ID)
        .child(
            el("h2")
                .attr("id", TERMINAL_ID)
                .attr("tabindex", "-1")
                .text("The same test in a terminal"),
        )
        .child(el("p").text(
            "For when the browser may not read the answer, or to see what another network sees.",
        ))
        .child(
            el("div")
                .class("way")
                .child(tool_select(tool_name))
                .child(from_select(variable).live_flag("hidden", move || !tool().takes_token())),
        )
        .live(move || match made() {
            Some(made) => several()
                .child(el("p").text(made.before))
                .children(
                    made.snippets
                        .iter()
                        .map(|piece| copy_value(page.app, &piece.title, &piece.text)),
                )
                .child(el("p").text(made.after)),
            None => el("p")
                .class("callout")
                .text("The commands stand here once the Tenant URL is in order."),
        })
}

fn tool_select(chosen: RwSignal<String>) -> El {
    let options = TOOLS.map(|tool| el("option").attr("value", tool.name()).text(tool.label()));
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "terminal-way")
                .text("For the shell you have"),
        )
        .child(
            el("select")
                .attr("id", "terminal-way")
                .children(options)
                .live_value(move || chosen.get())
                .on("change", move |event| chosen.set(element::value(&event))),
        )
}

fn from_select(variable: RwSignal<bool>) -> El {
    let option = |value: &str, label: &str| el("option").attr("value", value).text(label);
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "terminal-token")
                .text("The token comes from"),
        )
        .child(
            el("select")
                .attr("id", "terminal-token")
                .child(option("prompt", "a prompt that does not show it"))
                .child(option("variable", "the variable SCIM_TOKEN"))
                .live_value(move || if variable.get() { "variable" } else { "prompt" }.to_owned())
                .on("change", move |event| {
                    variable.set(element::value(&event) == "variable");
                }),
        )
}
