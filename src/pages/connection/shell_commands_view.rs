//! The same test as commands, one tool at a time.

use leptos::prelude::*;

use super::context::use_connection_page;
use crate::browser::elements::user_agent;
use crate::browser::http::random_guid;
use crate::components::copy_value::CopyValue;
use crate::components::select::Select;
use connection_test::shell_commands::{
    CommandTool, Instructions, TOOLS, TokenSource, instructions,
};

pub(super) const TERMINAL_ID: &str = "terminal-title";

/// What is chosen in this section.
#[derive(Debug, Clone, Copy)]
struct CommandChoice {
    likely: CommandTool,
    /// Named by its place in the list: a plain string weighs less in the page
    /// than a signal of a type of its own.
    tool_name: RwSignal<String>,
    /// Whether the token comes from a variable.
    from_variable: RwSignal<bool>,
}

impl CommandChoice {
    fn new() -> Self {
        let likely = CommandTool::likely(&user_agent());
        Self {
            likely,
            tool_name: RwSignal::new(likely.name().to_owned()),
            from_variable: RwSignal::new(false),
        }
    }

    fn tool(self) -> CommandTool {
        let mut tools = TOOLS.into_iter();
        let chosen = self
            .tool_name
            .with(|name| tools.find(|tool| tool.name() == name));
        chosen.unwrap_or(self.likely)
    }

    fn token_source(self) -> TokenSource {
        match self.from_variable.get() {
            true => TokenSource::Variable,
            false => TokenSource::Prompt,
        }
    }
}

/// The section: which tool, where the token comes from, and what to do.
#[component]
pub(super) fn ShellCommands() -> impl IntoView {
    let choice = CommandChoice::new();
    view! {
        <section class="aside-test stack no-print" aria-labelledby=TERMINAL_ID>
            <h2 id=TERMINAL_ID tabindex="-1">
                "The same test in a terminal"
            </h2>
            <p>
                "For when the browser may not read the answer, or to see what another network sees."
            </p>
            <div class="way">
                <ToolSelect choice/>
                <TokenSourceSelect choice/>
            </div>
            <ChosenCommands choice/>
        </section>
    }
}

#[component]
fn ToolSelect(choice: CommandChoice) -> impl IntoView {
    let options = TOOLS.map(|tool| (tool.name().to_owned(), tool.label().to_owned()));
    view! {
        <div class="field">
            <label for="terminal-way">"For the shell you have"</label>
            <Select
                id="terminal-way"
                options=Signal::stored(options.to_vec())
                value=choice.tool_name
                on_change=move |name| choice.tool_name.set(name)
            />
        </div>
    }
}

#[component]
fn TokenSourceSelect(choice: CommandChoice) -> impl IntoView {
    const VARIABLE: &str = "variable";
    const PROMPT: &str = "prompt";
    let from_variable = choice.from_variable;
    let options = [
        (PROMPT, "a prompt that does not show it"),
        (VARIABLE, "the variable SCIM_TOKEN"),
    ];
    let options = options.map(|(name, label)| (name.to_owned(), label.to_owned()));
    let value = move || {
        if from_variable.get() {
            VARIABLE
        } else {
            PROMPT
        }
    };
    view! {
        <div class="field" hidden=move || !choice.tool().takes_token()>
            <label for="terminal-token">"The token comes from"</label>
            <Select
                id="terminal-token"
                options=Signal::stored(options.to_vec())
                value=Signal::derive(move || value().to_owned())
                on_change=move |name: String| from_variable.set(name == VARIABLE)
            />
        </div>
    }
}

#[component]
fn ChosenCommands(choice: CommandChoice) -> impl IntoView {
    let page = use_connection_page();
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
                <p class="callout">"The commands stand here once the Tenant URL is in order."</p>
            }
                .into_any(),
        }}
    }
}

#[component]
fn Commands(instructions: Instructions) -> impl IntoView {
    let snippets = instructions.snippets.into_iter();
    let snippets = snippets
        .map(|snippet| view! { <CopyValue what=snippet.title text=snippet.text/> }.into_any());
    view! {
        <p>{instructions.before}</p>
        {snippets.collect::<Vec<_>>()}
        <p>{instructions.after}</p>
    }
}
