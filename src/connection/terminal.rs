//! The same test for a terminal. The token is never in the text: it is typed
//! at a prompt and read from a variable.

use super::check::{SCIM_MEDIA_TYPE, query_url};
use super::outcome::TIME_LIMIT_MS;
use super::tenant_url::TenantUrl;

/// A shell that the admin may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// bash or zsh on macOS and Linux.
    Posix,
    /// PowerShell on Windows, which has curl since Windows 10.
    PowerShell,
}

/// The shells in the order in which they are offered.
pub const SHELLS: [Shell; 2] = [Shell::Posix, Shell::PowerShell];

impl Shell {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Shell::Posix => "macOS and Linux",
            Shell::PowerShell => "Windows PowerShell",
        }
    }
}

/// What to do with the commands, in a sentence.
pub const HOW: &str = "The first line asks for the token without showing it, the second asks the service what Entra asks. A passing answer begins with HTTP status 200 and has \"totalResults\":0 in it.";

/// The commands for one shell, one a line.
///
/// The address is set in quotes; [`super::tenant_url::parse`] lets no quote
/// into one.
pub fn command(shell: Shell, tenant: &TenantUrl, guid: &str) -> String {
    let url = query_url(tenant, guid);
    let seconds = TIME_LIMIT_MS / 1_000;
    match shell {
        // The header goes through a pipe, because other users of the computer
        // can see the words of a command.
        Shell::Posix => format!(
            "printf 'Secret token: '; read -rs SCIM_TOKEN; echo\nprintf 'Authorization: Bearer %s' \"$SCIM_TOKEN\" | curl -sS -i -m {seconds} -H @- -H 'Accept: {SCIM_MEDIA_TYPE}' '{url}'; unset SCIM_TOKEN"
        ),
        Shell::PowerShell => format!(
            "$token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password\ncurl.exe -sS -i -m {seconds} -H \"Authorization: Bearer $token\" -H 'Accept: {SCIM_MEDIA_TYPE}' '{url}'; Remove-Variable token"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tenant_url::parse;

    #[test]
    fn commands_ask_what_entra_asks() {
        let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
        for shell in SHELLS {
            let text = command(shell, &tenant, "0-0");
            assert!(
                text.contains(
                    "'https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+%220-0%22'"
                ),
                "{text}"
            );
            assert_eq!(text.lines().count(), 2);
        }
    }
}
