//! Which command the test in a terminal gives out.

use leptos::prelude::*;

use crate::browser::elements::user_agent;
use connection_test::shell_commands::{CommandTool, FAMILIES, TOOLS, TokenSource, ToolFamily};

#[derive(Debug, Clone, Copy)]
pub(super) struct CommandChoice {
    /// What this computer probably has.
    likely: CommandTool,
    /// Named by its name: a plain string weighs less in the page than a signal
    /// of a type of its own.
    tool_name: RwSignal<String>,
    /// Whether the token comes from a variable.
    pub(super) from_variable: RwSignal<bool>,
}

impl CommandChoice {
    pub(super) fn new() -> Self {
        let likely = CommandTool::likely(&user_agent());
        Self {
            likely,
            tool_name: RwSignal::new(likely.name().to_owned()),
            from_variable: RwSignal::new(false),
        }
    }

    pub(super) fn tool_name(self) -> Signal<String> {
        self.tool_name.into()
    }

    pub(super) fn tool(self) -> CommandTool {
        let mut tools = TOOLS.into_iter();
        let chosen = self
            .tool_name
            .with(|name| tools.find(|tool| tool.name() == name));
        chosen.unwrap_or(self.likely)
    }

    pub(super) fn choose(self, name: String) {
        self.tool_name.set(name);
    }

    pub(super) fn choose_family(self, label: &str) {
        let mut families = FAMILIES.into_iter();
        if let Some(family) = families.find(|family| family.label() == label) {
            self.choose(family.usual(self.likely).name().to_owned());
        }
    }

    pub(super) fn family(self) -> ToolFamily {
        self.tool().family()
    }

    pub(super) fn token_source(self) -> TokenSource {
        match self.from_variable.get() {
            true => TokenSource::Variable,
            false => TokenSource::Prompt,
        }
    }
}
