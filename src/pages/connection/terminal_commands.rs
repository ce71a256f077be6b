//! The command of the chosen shell, and the choices beside the shell.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::terminal_view::is_next;
use crate::browser::http::random_guid;
use crate::components::copy_button::CopyButton;
use crate::components::fields::select::Select;
use crate::components::fold::Fold;
use connection_test::shell_commands::{Instructions, Snippet, instructions};

#[component]
pub(super) fn ChosenCommands() -> impl IntoView {
    let page = use_connection_page();
    let choice = page.commands;
    let guid = random_guid();
    let application =
        Memo::new(move |_| page.app.setup.with(|setup| setup.application().to_owned()));
    let chosen = move || {
        let tenant = page.address().url?;
        let (tool, from) = (choice.tool(), choice.token_source());
        let (matching, application) = (page.matching.read(), application.read());
        Some(instructions(
            tool,
            from,
            &tenant,
            &matching,
            &guid,
            &application,
        ))
    };
    view! {
        {move || match chosen() {
            Some(instructions) => view! { <Commands instructions/> }.into_any(),
            None => view! {
                <p class="code cmd muted">"Enter a valid Tenant URL to see the command."</p>
            }
                .into_any(),
        }}
    }
}

#[component]
fn Commands(instructions: Instructions) -> impl IntoView {
    let Instructions {
        before,
        snippets,
        after,
    } = instructions;
    let is_only = snippets.len() == 1;
    let snippets = snippets
        .into_iter()
        .map(|snippet| view! { <Command snippet is_only/> }.into_any());
    view! {
        {snippets.collect::<Vec<_>>()}
        <p class="muted small">{before}</p>
        <p class="muted small">{after}</p>
    }
}

/// A command with its button. One of several has its title.
#[component]
fn Command(snippet: Snippet, is_only: bool) -> impl IntoView {
    let page = use_connection_page();
    let Snippet { title, text } = snippet;
    let is_primary = Memo::new(move |_| is_only && is_next(page) && page.printed.is_empty());
    let heading = (!is_only).then(|| view! { <h4 class="small">{title.clone()}</h4> }.into_any());
    let label = is_only.then_some("Copy command");
    let (what, copied) = (title.clone(), text.clone());
    let button = move || {
        let copied = copied.clone();
        let class = if is_primary.get() { "primary" } else { "" };
        match label {
            Some(label) => {
                view! { <CopyButton class what=what.clone() label text=move |()| copied.clone()/> }
                    .into_any()
            }
            None => view! { <CopyButton class what=what.clone() text=move |()| copied.clone()/> }
                .into_any(),
        }
    };
    view! {
        {heading}
        <pre class="code cmd" tabindex="0" role="group" aria-label=title>
            {text}
        </pre>
        <div class="row">{move || button()}</div>
    }
}

/// The tool within the kind of shell, and where the token comes from.
#[component]
pub(super) fn CommandOptions() -> impl IntoView {
    let choice = use_connection_page().commands;
    const VARIABLE: &str = "variable";
    const PROMPT: &str = "prompt";
    let tools = Signal::derive(move || {
        let tools = choice.family().tools();
        tools
            .map(|tool| (tool.name().to_owned(), tool.label().to_owned()))
            .collect::<Vec<_>>()
    });
    let sources = [
        (PROMPT, "A prompt that doesn’t show it"),
        (VARIABLE, "The variable SCIM_TOKEN"),
    ];
    let sources = sources.map(|(name, label)| (name.to_owned(), label.to_owned()));
    let source = Signal::derive(move || {
        let name = match choice.from_variable.get() {
            true => VARIABLE,
            false => PROMPT,
        };
        name.to_owned()
    });
    view! {
        <Fold class="plain small" summary=|| view! { <span>"Options"</span> }.into_any()>
            <div class="two">
                <div class="field">
                    <label for="terminal-tool">"Tool"</label>
                    <Select
                        id="terminal-tool"
                        options=tools
                        value=choice.tool_name()
                        on_change=move |name| choice.choose(name)
                    />
                </div>
                <div class="field" hidden=move || !choice.tool().takes_token()>
                    <label for="terminal-token">"Token from"</label>
                    <Select
                        id="terminal-token"
                        options=Signal::stored(sources.to_vec())
                        value=source
                        on_change=move |name: String| choice.from_variable.set(name == VARIABLE)
                    />
                </div>
            </div>
        </Fold>
    }
}
