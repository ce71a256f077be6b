//! The same test for a terminal or for Microsoft Graph, for when the browser
//! cannot tell.
//!
//! The token is never in the text: it is typed at a prompt that does not show
//! it, or read from a variable. It is also never a word of a command, because
//! those can be seen by others on the same computer and are kept by auditing.
//!
//! There is nothing for the Windows Command Prompt: it cannot ask without
//! showing what is typed, and it takes what stands between two percent signs
//! of an address for a variable.

pub mod graph;
pub mod quote;
pub mod shells;

use crate::checks::check::Method;
use crate::checks::matching::Matching;
use crate::tenant_url::TenantUrl;

/// The variable that commands read the token from.
pub const VARIABLE: &str = "SCIM_TOKEN";

/// A way to ask outside this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// bash or zsh with curl.
    Posix,
    /// Windows PowerShell 5.1 or PowerShell 7.
    PowerShell,
    /// The curl that Windows has had since 2018, from PowerShell.
    CurlExe,
    /// Entra itself asks, told to by Microsoft Graph PowerShell.
    GraphPowerShell,
    /// Entra itself asks, told to in the browser.
    GraphExplorer,
}

/// All ways, in the order in which they are offered.
pub const WAYS: [Way; 5] = [
    Way::Posix,
    Way::PowerShell,
    Way::CurlExe,
    Way::GraphPowerShell,
    Way::GraphExplorer,
];

/// Where a command takes the token from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFrom {
    /// It asks, and does not show what is typed.
    Prompt,
    /// From [`VARIABLE`].
    Variable,
}

/// One text to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is, for its heading and for what is said after copying.
    pub what: String,
    /// The text.
    pub text: String,
}

/// What to do, from the first line to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructions {
    /// What the texts are for, in a sentence or two.
    pub before: &'static str,
    /// The texts in order.
    pub pieces: Vec<Piece>,
    /// What a passing answer looks like, and what to do with any.
    pub after: &'static str,
}

impl Way {
    /// Its name in the list of ways.
    pub fn name(self) -> &'static str {
        match self {
            Way::Posix => "macOS and Linux",
            Way::PowerShell => "Windows PowerShell",
            Way::CurlExe => "Windows, with curl.exe",
            Way::GraphPowerShell => "Microsoft Graph PowerShell",
            Way::GraphExplorer => "Graph Explorer",
        }
    }

    /// The same with what has to be there, for the list.
    pub fn label(self) -> &'static str {
        match self {
            Way::Posix => "macOS and Linux: bash or zsh, with curl",
            Way::PowerShell => "Windows: PowerShell 5.1 or 7",
            Way::CurlExe => "Windows: curl.exe in PowerShell",
            Way::GraphPowerShell => "Let Entra ask: Microsoft Graph PowerShell",
            Way::GraphExplorer => "Let Entra ask: Graph Explorer in the browser",
        }
    }

    /// Whether it is handed a token at all.
    pub fn takes_token(self) -> bool {
        self != Way::GraphExplorer
    }

    /// The way that suits the computer, by what its browser says of itself.
    pub fn likely(user_agent: &str) -> Way {
        if user_agent.contains("Windows") {
            Way::PowerShell
        } else {
            Way::Posix
        }
    }
}

/// What to do to test `tenant` one way, once for each matching attribute.
/// `guid` is the value that nobody has, `application` the name of the
/// enterprise application. Where Entra asks, it asks by its own mapping.
pub fn instructions(
    way: Way,
    from: TokenFrom,
    tenant: &TenantUrl,
    matching: &Matching,
    guid: &str,
    application: &str,
) -> Instructions {
    let name = format!("Commands for {}", way.name());
    let attributes = matching.attributes();
    let commands = |write: &dyn Fn(&str) -> String| -> Vec<Piece> {
        let piece = |attribute: &String| Piece {
            what: match attributes.len() {
                1 => name.clone(),
                _ => format!("{name}: {attribute}"),
            },
            text: write(&crate::checks::check::query_url(tenant, attribute, guid)),
        };
        attributes.iter().map(piece).collect()
    };
    let pieces = match way {
        Way::Posix => commands(&|url| shells::posix(from, Method::Get, url)),
        Way::PowerShell => commands(&|url| shells::power_shell(from, Method::Get, url)),
        Way::CurlExe => commands(&|url| shells::curl_exe(from, url)),
        Way::GraphPowerShell => vec![Piece {
            what: name.clone(),
            text: graph::power_shell(from, &tenant.text(), application),
        }],
        Way::GraphExplorer => graph::explorer(application),
    };
    Instructions {
        before: before(way, from),
        pieces,
        after: match way {
            Way::GraphPowerShell | Way::GraphExplorer => {
                "A passing answer is 204 No Content. Whatever comes, paste it into the box below."
            }
            _ => {
                "A passing answer begins with HTTP status 200 and has \"totalResults\":0 in it. Whatever comes, paste it into the box below."
            }
        },
    }
}

fn before(way: Way, from: TokenFrom) -> &'static str {
    match (way, from) {
        (Way::GraphExplorer, _) => {
            "Entra makes its own test by its own mapping, with the address and token that are already saved in the portal, so no token is typed here. Sign in as Application Administrator and consent to Synchronization.ReadWrite.All. Paste each request in turn; put the id from the first answer in place of OBJECT-ID, and the id from the second in place of JOB-ID."
        }
        (Way::GraphPowerShell, TokenFrom::Prompt) => {
            "Entra makes its own test by its own mapping, from its own network. This needs the module Microsoft.Graph.Authentication and somebody who is Application Administrator. It asks for the token without showing it, and saves nothing."
        }
        (Way::GraphPowerShell, TokenFrom::Variable) => {
            "Entra makes its own test by its own mapping, from its own network. This needs the module Microsoft.Graph.Authentication and somebody who is Application Administrator. It reads the token from the variable SCIM_TOKEN, and saves nothing."
        }
        (_, TokenFrom::Prompt) => {
            "Paste all of it at once. It asks for the token without showing it, then asks the service what Entra asks. Nothing is changed or kept."
        }
        (_, TokenFrom::Variable) => {
            "It reads the token from the variable SCIM_TOKEN, then asks the service what Entra asks. Nothing is changed or kept."
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::tenant_url::parse;

    fn text(way: Way, from: TokenFrom) -> String {
        let tenant = parse("http://127.0.0.1:8081/scim/v2").expect("an address");
        let matching = Matching::default();
        let made = instructions(way, from, &tenant, &matching, "0-0", "Bob’s \"App\" 'x'");
        made.pieces
            .iter()
            .map(|piece| format!("{}\n", piece.text))
            .collect()
    }

    /// The texts as files, so that other tests can run them. Run with
    /// `UPDATE_GOLDEN=1` to write them anew.
    #[test]
    fn commands_are_as_they_were_tried() {
        let cases = [
            (Way::Posix, TokenFrom::Prompt, "posix-prompt.sh"),
            (Way::Posix, TokenFrom::Variable, "posix-variable.sh"),
            (Way::PowerShell, TokenFrom::Prompt, "powershell-prompt.ps1"),
            (
                Way::PowerShell,
                TokenFrom::Variable,
                "powershell-variable.ps1",
            ),
            (Way::CurlExe, TokenFrom::Prompt, "curl-exe-prompt.ps1"),
            (Way::CurlExe, TokenFrom::Variable, "curl-exe-variable.ps1"),
            (Way::GraphPowerShell, TokenFrom::Prompt, "graph-prompt.ps1"),
            (
                Way::GraphPowerShell,
                TokenFrom::Variable,
                "graph-variable.ps1",
            ),
            (Way::GraphExplorer, TokenFrom::Prompt, "graph-explorer.txt"),
        ];
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/pages/connection/terminal/golden"
        );
        for (way, from, name) in cases {
            let (path, made) = (format!("{folder}/{name}"), text(way, from));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &made).expect(name);
            }
            let kept = std::fs::read_to_string(&path).expect(name);
            assert_eq!(made, kept, "{name}");
        }
    }

    #[test]
    fn the_token_is_never_a_word_of_a_command() {
        for way in WAYS {
            for from in [TokenFrom::Prompt, TokenFrom::Variable] {
                let text = text(way, from);
                for leak in ["-H \"Authorization", "-H 'Authorization", "--oauth2-bearer"] {
                    assert!(!text.contains(leak), "{way:?} {from:?}\n{text}");
                }
                let asks = text.contains("Secret token");
                assert_eq!(asks, way.takes_token() && from == TokenFrom::Prompt);
                let reads = text.contains(VARIABLE);
                assert_eq!(reads, way.takes_token() && from == TokenFrom::Variable);
            }
        }
    }

    #[test]
    fn every_matching_attribute_has_its_own_command() {
        let tenant =
            parse("https://api.talkdeskapp.eu/scim/v2?aadOptscim062020").expect("an address");
        let matching = Matching::by(&["externalId", "userName"]);
        for way in [Way::Posix, Way::PowerShell, Way::CurlExe] {
            let made = instructions(way, TokenFrom::Prompt, &tenant, &matching, "0-0", "App");
            let [first, second] = &made.pieces[..] else {
                panic!("{way:?} asks for both attributes");
            };
            assert!(
                first
                    .text
                    .contains("/Users?filter=externalId+eq+%220-0%22'")
            );
            assert!(second.text.contains("/Users?filter=userName+eq+%220-0%22'"));
            assert!(first.what.ends_with(": externalId"), "{}", first.what);
            assert!(
                !first
                    .text
                    .contains(crate::tenant_url::entra_flag::ENTRA_FLAG)
            );
        }
        for way in [Way::GraphPowerShell, Way::GraphExplorer] {
            let made = instructions(way, TokenFrom::Prompt, &tenant, &matching, "0-0", "App");
            let one = instructions(
                way,
                TokenFrom::Prompt,
                &tenant,
                &Matching::default(),
                "0-0",
                "App",
            );
            assert_eq!(made, one, "Entra asks by its own mapping");
        }
    }

    #[test]
    fn the_computer_suggests_a_way() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/130";
        assert_eq!(Way::likely(windows), Way::PowerShell);
        assert_eq!(Way::likely("Mozilla/5.0 (Macintosh)"), Way::Posix);
        assert_eq!(Way::likely(""), Way::Posix);
    }
}
