//! Commands that remove a test user without this page. The token is never in
//! the text: it is typed at a prompt.

use super::leftover::Leftover;
use crate::connection::check::{SCIM_MEDIA_TYPE, below, by_id, by_name};
use crate::connection::tenant_url::{TenantUrl, parse};

/// What is offered: a name, and the command in two lines.
pub type Command = (&'static str, String);

/// What to do with the commands, in a sentence or two.
pub fn how(left: &Leftover) -> &'static str {
    if left.id.is_some() {
        "Each asks for the token without showing it, and deletes this one user. Status 204 means deleted, 404 that it is not there any more."
    } else {
        "Each asks for the token without showing it, and looks for this one user. If “totalResults” is 0, nothing is left. Otherwise delete the user in the service, or with the same command, DELETE in place of GET and /Users/ with the user’s id at the end of the address."
    }
}

/// The commands for both shells; nothing if the noted address is none.
///
/// Addresses stand in quotes. [`parse`] lets no quote into one, and names and
/// ids are percent-encoded.
pub fn commands(left: &Leftover) -> Option<[Command; 2]> {
    let tenant: TenantUrl = parse(&left.tenant_url).ok()?;
    let (method, target) = match &left.id {
        Some(id) => ("DELETE", by_id(id)),
        None => ("GET", by_name(&left.user_name)),
    };
    let url = below(&tenant, &target);
    // The header goes through a pipe, because other users of the computer can
    // see the words of a command.
    let posix = format!(
        "printf 'Secret token: '; read -rs SCIM_TOKEN; echo\nprintf 'Authorization: Bearer %s' \"$SCIM_TOKEN\" | curl -sS -i -m 20 -X {method} -H @- -H 'Accept: {SCIM_MEDIA_TYPE}' '{url}'; unset SCIM_TOKEN"
    );
    let show = if left.id.is_some() {
        "StatusCode"
    } else {
        "Content"
    };
    let power_shell = format!(
        "$token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password\n(Invoke-WebRequest -UseBasicParsing -TimeoutSec 20 -Method {method} -Uri '{url}' -Headers @{{ Authorization = \"Bearer $token\"; Accept = '{SCIM_MEDIA_TYPE}' }}).{show}; Remove-Variable token"
    );
    Some([
        ("curl on macOS and Linux", posix),
        ("Windows PowerShell", power_shell),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_user_is_deleted_and_an_unknown_one_looked_for() {
        let mut left = Leftover {
            tenant_url: "https://api.talkdeskapp.eu/scim/v2?aadOptscim062020".to_owned(),
            user_name: "scimdesk-test-00000000@contoso.com".to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: Some("a'b".to_owned()),
        };
        for (_, text) in commands(&left).expect("commands") {
            assert!(text.contains("DELETE"), "{text}");
            assert!(
                text.contains("'https://api.talkdeskapp.eu/scim/v2/Users/a%27b'"),
                "{text}"
            );
            assert_eq!(text.lines().count(), 2);
        }
        left.id = None;
        for (_, text) in commands(&left).expect("commands") {
            assert!(text.contains("GET") && !text.contains("DELETE"), "{text}");
            assert!(
                text.contains("userName+eq+%22scimdesk-test-00000000%40contoso.com%22"),
                "{text}"
            );
        }
        left.tenant_url = "nowhere".to_owned();
        assert_eq!(commands(&left), None);
    }
}
