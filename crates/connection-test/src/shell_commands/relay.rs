//! The programs that are a relay, and the command that starts each.

use super::quote;
use crate::relay::files::{NODE_FILE, POWER_SHELL_FILE, RelayFile};
use crate::relay::paired::base_of;
use crate::relay::port::RelayPort;
use crate::tenant_url::TenantUrl;

/// Where the admin's browser runs, as far as commands differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatingSystem {
    Windows,
    Other,
}

impl OperatingSystem {
    pub fn of(user_agent: &str) -> Self {
        match user_agent.contains("Windows") {
            true => Self::Windows,
            false => Self::Other,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayProgram {
    PowerShell,
    Node,
}

pub const RELAY_PROGRAMS: [RelayProgram; 2] = [RelayProgram::PowerShell, RelayProgram::Node];

impl RelayProgram {
    /// The one that a computer probably has without installing anything.
    pub fn likely(system: OperatingSystem) -> RelayProgram {
        match system {
            OperatingSystem::Windows => RelayProgram::PowerShell,
            OperatingSystem::Other => RelayProgram::Node,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            RelayProgram::PowerShell => "PowerShell",
            RelayProgram::Node => "Node",
        }
    }

    pub fn file(self) -> &'static RelayFile {
        match self {
            RelayProgram::PowerShell => &POWER_SHELL_FILE,
            RelayProgram::Node => &NODE_FILE,
        }
    }

    /// The command that starts it for a service and for the page at `origin`,
    /// in one line.
    pub fn start_command(
        self,
        system: OperatingSystem,
        tenant: &TenantUrl,
        origin: &str,
        port: RelayPort,
    ) -> String {
        let base = base_of(tenant);
        let file = self.file().name;
        let start = match (self, system) {
            (RelayProgram::PowerShell, OperatingSystem::Windows) => {
                "powershell -NoProfile -ExecutionPolicy Bypass -File"
            }
            // PowerShell 7, which has another name and no execution policy there.
            (RelayProgram::PowerShell, OperatingSystem::Other) => "pwsh -NoProfile -File",
            (RelayProgram::Node, _) => "node",
        };
        let [origin_option, port_option] = match self {
            RelayProgram::PowerShell => ["-Origin", "-Port"],
            RelayProgram::Node => ["--origin", "--port"],
        };
        let (base, origin) = (self.quoted(&base), self.quoted(origin));
        let mut command = format!("{start} {file} {base} {origin_option} {origin}");
        if !port.is_usual() {
            command.push_str(&format!(" {port_option} {port}"));
        }
        command
    }

    /// A word of a command. The usual address is the same in every shell.
    fn quoted(self, word: &str) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/".contains(c);
        match self {
            _ if word.chars().all(is_plain) => word.to_owned(),
            RelayProgram::PowerShell => quote::power_shell(word),
            RelayProgram::Node => quote::posix(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant_url::parse;

    #[test]
    fn a_relay_starts_with_one_line() {
        use OperatingSystem::{Other, Windows};
        use RelayProgram::{Node, PowerShell};
        let usual = "https://api.talkdeskapp.eu/scim/v2";
        let cases = [
            (
                PowerShell,
                Windows,
                usual,
                "8321",
                "powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 https://api.talkdeskapp.eu/scim/v2 -Origin https://page.example",
            ),
            (
                Node,
                Windows,
                usual,
                "8321",
                "node scimdesk-relay.mjs https://api.talkdeskapp.eu/scim/v2 --origin https://page.example",
            ),
            (
                PowerShell,
                Windows,
                "https://api.talkdeskapp.eu/scim/v2/?aadOptscim062020",
                "8400",
                "powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 https://api.talkdeskapp.eu/scim/v2 -Origin https://page.example -Port 8400",
            ),
            (
                Node,
                Other,
                usual,
                "8400",
                "node scimdesk-relay.mjs https://api.talkdeskapp.eu/scim/v2 --origin https://page.example --port 8400",
            ),
            (
                PowerShell,
                Windows,
                "https://host.example/$(calc);a&b",
                "8321",
                "powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 'https://host.example/$(calc);a&b' -Origin https://page.example",
            ),
            (
                Node,
                Other,
                "https://host.example/$(calc);a&b",
                "8321",
                "node scimdesk-relay.mjs 'https://host.example/$(calc);a&b' --origin https://page.example",
            ),
            (
                PowerShell,
                Other,
                usual,
                "8321",
                "pwsh -NoProfile -File scimdesk-relay.ps1 https://api.talkdeskapp.eu/scim/v2 -Origin https://page.example",
            ),
        ];
        for (program, system, tenant, port, due) in cases {
            let tenant = parse(tenant).expect("a URL");
            let port = RelayPort::parse(port).expect("a port");
            let command = program.start_command(system, &tenant, "https://page.example", port);
            assert_eq!(command, due);
        }
    }

    #[test]
    fn windows_has_power_shell() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                RelayProgram::PowerShell,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
                RelayProgram::Node,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64)", RelayProgram::Node),
            ("", RelayProgram::Node),
        ];
        for (user_agent, due) in cases {
            let system = OperatingSystem::of(user_agent);
            assert_eq!(RelayProgram::likely(system), due, "{user_agent}");
        }
    }
}
