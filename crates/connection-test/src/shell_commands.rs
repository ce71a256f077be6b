//! The same test for a terminal or for Microsoft Graph, for when the browser may
//! not read the response.
//!
//! The token is never in the text: a prompt reads it without echo, or it comes from
//! a variable. It is also never an argument of a command, because other users of
//! the computer can see those, and auditing records them.
//!
//! There is none for the Windows Command Prompt: it cannot read without echo, and it
//! expands what is between two percent signs of a URL as a variable.

pub mod graph;
pub mod quote;
pub mod relay;
pub mod shells;

use crate::checks::matching::Matching;
use crate::http::request::Method;
use crate::tenant_url::TenantUrl;

pub const TOKEN_VARIABLE: &str = "SCIM_TOKEN";

/// What runs the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandTool {
    /// bash or zsh with curl.
    Posix,
    /// Windows PowerShell 5.1 or PowerShell 7.
    PowerShell,
    /// The curl that Windows has had since 2018, from PowerShell.
    CurlExe,
    /// Entra itself tests, started by Microsoft Graph PowerShell.
    GraphPowerShell,
    /// Entra itself tests, started in the browser.
    GraphExplorer,
}

/// Tools of one kind, which the page offers as one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToolFamily {
    PowerShell,
    Curl,
    /// Entra itself tests.
    Graph,
}

/// In the order of the page.
pub const FAMILIES: [ToolFamily; 3] = [ToolFamily::PowerShell, ToolFamily::Curl, ToolFamily::Graph];

impl ToolFamily {
    pub fn label(self) -> &'static str {
        match self {
            ToolFamily::PowerShell => "PowerShell",
            ToolFamily::Curl => "curl",
            ToolFamily::Graph => "Graph",
        }
    }

    pub fn tools(self) -> impl Iterator<Item = CommandTool> {
        TOOLS.into_iter().filter(move |tool| tool.family() == self)
    }

    /// The tool of this family for a computer on which `likely` is at hand.
    pub fn usual(self, likely: CommandTool) -> CommandTool {
        match (self, likely.family()) {
            (ToolFamily::PowerShell, _) => CommandTool::PowerShell,
            (ToolFamily::Curl, ToolFamily::Curl) => CommandTool::Posix,
            (ToolFamily::Curl, _) => CommandTool::CurlExe,
            (ToolFamily::Graph, _) => CommandTool::GraphPowerShell,
        }
    }
}

/// In the order of the page.
pub const TOOLS: [CommandTool; 5] = [
    CommandTool::Posix,
    CommandTool::PowerShell,
    CommandTool::CurlExe,
    CommandTool::GraphPowerShell,
    CommandTool::GraphExplorer,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// Without echo.
    Prompt,
    /// [`TOKEN_VARIABLE`].
    Variable,
}

/// A text to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// For its heading, and for the announcement after copying.
    pub title: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructions {
    pub before: &'static str,
    pub snippets: Vec<Snippet>,
    /// What a passing response looks like.
    pub after: &'static str,
}

impl CommandTool {
    pub fn name(self) -> &'static str {
        match self {
            CommandTool::Posix => "macOS and Linux",
            CommandTool::PowerShell => "Windows PowerShell",
            CommandTool::CurlExe => "Windows, with curl.exe",
            CommandTool::GraphPowerShell => "Microsoft Graph PowerShell",
            CommandTool::GraphExplorer => "Graph Explorer",
        }
    }

    /// The name with what it requires, for the list.
    pub fn label(self) -> &'static str {
        match self {
            CommandTool::Posix => "macOS and Linux: curl in bash or zsh",
            CommandTool::PowerShell => "Windows: PowerShell 5.1 or 7",
            CommandTool::CurlExe => "Windows: curl.exe in PowerShell",
            CommandTool::GraphPowerShell => "Entra itself: Microsoft Graph PowerShell",
            CommandTool::GraphExplorer => "Entra itself: Graph Explorer in the browser",
        }
    }

    pub fn family(self) -> ToolFamily {
        match self {
            CommandTool::Posix | CommandTool::CurlExe => ToolFamily::Curl,
            CommandTool::PowerShell => ToolFamily::PowerShell,
            CommandTool::GraphPowerShell | CommandTool::GraphExplorer => ToolFamily::Graph,
        }
    }

    pub fn takes_token(self) -> bool {
        self != CommandTool::GraphExplorer
    }

    /// For the computer that the browser runs on.
    pub fn likely(user_agent: &str) -> CommandTool {
        if user_agent.contains("Windows") {
            CommandTool::PowerShell
        } else {
            CommandTool::Posix
        }
    }
}

/// One command for each matching attribute. `guid` is a value that no user has,
/// `application` the name of the enterprise application. Where Entra itself tests,
/// it uses its own mapping.
pub fn instructions(
    tool: CommandTool,
    from: TokenSource,
    tenant: &TenantUrl,
    matching: &Matching,
    guid: &str,
    application: &str,
) -> Instructions {
    let name = format!("Command for {}", tool.name());
    let attributes = matching.attributes();
    let commands = |write: &dyn Fn(&str) -> String| -> Vec<Snippet> {
        let snippet = |attribute: &String| Snippet {
            title: match attributes.len() {
                1 => name.clone(),
                _ => format!("{name}: {attribute}"),
            },
            text: write(&crate::steps::request::query_url(tenant, attribute, guid)),
        };
        attributes.iter().map(snippet).collect()
    };
    let snippets = match tool {
        CommandTool::Posix => commands(&|url| shells::posix(from, Method::Get, url)),
        CommandTool::PowerShell => commands(&|url| shells::power_shell(from, Method::Get, url)),
        CommandTool::CurlExe => commands(&|url| shells::curl_exe(from, url)),
        CommandTool::GraphPowerShell => vec![Snippet {
            title: name.clone(),
            text: graph::power_shell(from, &tenant.text(), application),
        }],
        CommandTool::GraphExplorer => graph::explorer(application),
    };
    Instructions {
        before: before(tool, from),
        snippets,
        after: match tool {
            CommandTool::GraphPowerShell | CommandTool::GraphExplorer => {
                "A passing response is 204 No Content."
            }
            _ => "A passing response starts with HTTP status 200 and contains \"totalResults\":0.",
        },
    }
}

fn before(tool: CommandTool, from: TokenSource) -> &'static str {
    match (tool, from) {
        (CommandTool::GraphExplorer, _) => {
            "Entra runs its own test with the URL and token that are saved in the portal, so you enter no token. Sign in as Application Administrator and consent to Synchronization.ReadWrite.All. Run each request in turn; replace OBJECT-ID with the ID from the first response and JOB-ID with the ID from the second."
        }
        (CommandTool::GraphPowerShell, TokenSource::Prompt) => {
            "Entra runs its own test from its own network. This needs the module Microsoft.Graph.Authentication and the role Application Administrator. It asks for the token and never shows it, so the command is safe to share. Nothing is saved."
        }
        (CommandTool::GraphPowerShell, TokenSource::Variable) => {
            "Entra runs its own test from its own network. This needs the module Microsoft.Graph.Authentication and the role Application Administrator. It reads the token from the variable SCIM_TOKEN. Nothing is saved."
        }
        (_, TokenSource::Prompt) => {
            "It asks for the token and never shows it, so the command is safe to share. Paste all of it at once. Read-only."
        }
        (_, TokenSource::Variable) => {
            "It reads the token from the variable SCIM_TOKEN, so the command is safe to share. Paste all of it at once. Read-only."
        }
    }
}

#[cfg(test)]
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/shell_commands/golden");

/// A golden file, or a variant of one: what `variants.json` replaces in its text.
#[cfg(test)]
pub(crate) fn golden(name: &str) -> Option<String> {
    let read = |name: &str| std::fs::read_to_string(format!("{GOLDEN}/{name}")).ok();
    let variants: serde_json::Value = serde_json::from_str(&read("variants.json")?).ok()?;
    let Some(variant) = variants.get(name) else {
        return read(name);
    };
    let mut text = read(variant["base"].as_str()?)?;
    for (from, to) in variant["replace"].as_object()? {
        text = text.replace(from, to.as_str()?);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant_url::parse;

    fn text(tool: CommandTool, from: TokenSource) -> String {
        let tenant = parse("http://127.0.0.1:8081/scim/v2").expect("an address");
        let matching = Matching::default();
        let made = instructions(tool, from, &tenant, &matching, "0-0", "Bob’s \"App\" 'x'");
        made.snippets
            .iter()
            .map(|snippet| format!("{}\n", snippet.text))
            .collect()
    }

    /// The node tests run the same files. `UPDATE_GOLDEN=1` writes those that are
    /// not a variant.
    #[test]
    fn commands_equal_the_golden_files() {
        use CommandTool::*;
        use TokenSource::*;
        for (tool, token, name) in [
            (Posix, Prompt, "posix-prompt.sh"),
            (Posix, Variable, "posix-variable.sh"),
            (PowerShell, Prompt, "powershell-prompt.ps1"),
            (PowerShell, Variable, "powershell-variable.ps1"),
            (CurlExe, Prompt, "curl-exe-prompt.ps1"),
            (CurlExe, Variable, "curl-exe-variable.ps1"),
            (GraphPowerShell, Prompt, "graph-prompt.ps1"),
            (GraphPowerShell, Variable, "graph-variable.ps1"),
            (GraphExplorer, Prompt, "graph-explorer.txt"),
        ] {
            let made = text(tool, token);
            if std::env::var_os("UPDATE_GOLDEN").is_some() && !name.contains("variable") {
                std::fs::write(format!("{GOLDEN}/{name}"), &made).expect(name);
            }
            assert_eq!(Some(made), golden(name), "{name}");
        }
    }

    #[test]
    fn the_token_is_never_an_argument() {
        for tool in TOOLS {
            for from in [TokenSource::Prompt, TokenSource::Variable] {
                let text = text(tool, from);
                for leak in ["-H \"Authorization", "-H 'Authorization", "--oauth2-bearer"] {
                    assert!(!text.contains(leak), "{tool:?} {from:?}\n{text}");
                }
                let has_prompt = text.contains("Secret token");
                assert_eq!(
                    has_prompt,
                    tool.takes_token() && from == TokenSource::Prompt
                );
                let reads = text.contains(TOKEN_VARIABLE);
                assert_eq!(reads, tool.takes_token() && from == TokenSource::Variable);
            }
        }
    }

    #[test]
    fn every_matching_attribute_has_its_own_command() {
        let tenant =
            parse("https://api.talkdeskapp.eu/scim/v2?aadOptscim062020").expect("an address");
        let matching = Matching::by(&["externalId", "userName"]);
        for tool in [
            CommandTool::Posix,
            CommandTool::PowerShell,
            CommandTool::CurlExe,
        ] {
            let made = instructions(tool, TokenSource::Prompt, &tenant, &matching, "0-0", "App");
            let [first, second] = &made.snippets[..] else {
                panic!("{tool:?} has a command for each attribute");
            };
            assert!(
                first
                    .text
                    .contains("/Users?filter=externalId+eq+%220-0%22'")
            );
            assert!(second.text.contains("/Users?filter=userName+eq+%220-0%22'"));
            assert!(first.title.ends_with(": externalId"), "{}", first.title);
            assert!(
                !first
                    .text
                    .contains(crate::tenant_url::entra_flag::ENTRA_FLAG)
            );
        }
        for tool in [CommandTool::GraphPowerShell, CommandTool::GraphExplorer] {
            let made = instructions(tool, TokenSource::Prompt, &tenant, &matching, "0-0", "App");
            let one = instructions(
                tool,
                TokenSource::Prompt,
                &tenant,
                &Matching::default(),
                "0-0",
                "App",
            );
            assert_eq!(made, one, "Entra uses its own mapping");
        }
    }

    #[test]
    fn every_tool_is_in_a_family() {
        for tool in TOOLS {
            assert!(FAMILIES.contains(&tool.family()), "{tool:?}");
        }
        for likely in [CommandTool::PowerShell, CommandTool::Posix] {
            for family in FAMILIES {
                assert!(family.tools().any(|tool| tool == family.usual(likely)));
            }
        }
        let curl = |likely| ToolFamily::Curl.usual(likely);
        assert_eq!(curl(CommandTool::PowerShell), CommandTool::CurlExe);
        assert_eq!(curl(CommandTool::Posix), CommandTool::Posix);
    }

    #[test]
    fn the_likely_tool_depends_on_the_browser() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/130";
        assert_eq!(CommandTool::likely(windows), CommandTool::PowerShell);
        assert_eq!(
            CommandTool::likely("Mozilla/5.0 (Macintosh)"),
            CommandTool::Posix
        );
        assert_eq!(CommandTool::likely(""), CommandTool::Posix);
    }
}
