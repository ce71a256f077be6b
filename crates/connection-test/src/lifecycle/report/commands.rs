//! Commands that remove a test user without this page. The token is never in
//! the text: it is typed at a prompt.

use crate::http::request::Method;
use crate::lifecycle::orphaned_user::OrphanedUser;
use crate::shell_commands::TokenSource;
use crate::shell_commands::shells::{posix, power_shell};
use crate::steps::request::{below, by_id, by_name};
use crate::tenant_url::parse;

/// The path in a command with a mark in place of an id that is not known.
const UNKNOWN: &str = "/Users/USER-ID";

/// A text to copy: what it does in which shell, and the text.
pub type Command = (&'static str, String);

/// What to do with the commands.
pub fn how(left: &OrphanedUser) -> &'static str {
    if left.verified_id().is_some() {
        "Paste a whole command at once. It asks for the token and doesn’t show it. The first command shows who has the ID: continue only if “userName” in the response is the address above. The second deletes this one user. Status 204 means deleted, and 404 means that there is no such user."
    } else {
        "Paste a whole command at once. It asks for the token and doesn’t show it. The first command looks for this one user: if “totalResults” is 0, no user is left. Otherwise, and only if “userName” in the response is the address above, replace USER-ID in the second command with the ID from the response. It deletes the user."
    }
}

/// The commands for both shells; none if the noted address is no address.
pub fn commands(left: &OrphanedUser) -> Vec<Command> {
    let Ok(tenant) = parse(&left.tenant_url) else {
        return Vec::new();
    };
    let target = left.verified_id().map(by_id);
    let looked_for = match &target {
        Some(target) => below(&tenant, target),
        None => below(&tenant, &by_name(&left.user_name)),
    };
    let look = (Method::Get, looked_for);
    let target = target.as_deref().unwrap_or(UNKNOWN);
    let delete = (Method::Delete, below(&tenant, target));
    let unix = |(method, url): &(Method, String)| posix(TokenSource::Prompt, *method, url);
    let windows = |(method, url): &(Method, String)| power_shell(TokenSource::Prompt, *method, url);
    vec![
        ("Command to find it, macOS and Linux", unix(&look)),
        ("Command to delete it, macOS and Linux", unix(&delete)),
        ("Command to find it, Windows PowerShell", windows(&look)),
        ("Command to delete it, Windows PowerShell", windows(&delete)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scim::user_id::UserId;
    use crate::shell_commands::golden;

    /// A user whose every part would be a command if a shell read it.
    fn hostile(id: Option<&str>) -> OrphanedUser {
        OrphanedUser {
            tenant_url: "http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2?aadOptscim062020".to_owned(),
            user_name: "o'b$(touch${IFS}x)`id`;&|<>!*%PATH%’“@contoso.com".to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: id.and_then(|id| UserId::parse(id).ok()),
            verified: true,
        }
    }

    #[test]
    fn commands_are_as_they_were_tried() {
        let known = commands(&hostile(Some("7'\"$(id)`id`;&|<>!*\\%PATH%/’“")));
        let unknown = commands(&hostile(None));
        let cases = [
            (&known[0], "look-known.sh"),
            (&known[1], "delete-known.sh"),
            (&known[2], "look-known.ps1"),
            (&known[3], "delete-known.ps1"),
            (&unknown[0], "look.sh"),
            (&unknown[1], "delete-found.sh"),
            (&unknown[2], "look.ps1"),
            (&unknown[3], "delete-found.ps1"),
        ];
        for ((_, made), name) in cases {
            assert_eq!(Some(format!("{made}\n")), golden(name), "{name}");
        }
    }

    #[test]
    fn each_is_one_statement_and_says_what_it_does() {
        for left in [hostile(Some("7")), hostile(None)] {
            for (what, text) in commands(&left) {
                assert!(text.contains("Secret token"), "{what}");
                assert_eq!(text.contains("DELETE"), what.contains("delete"));
                // A prompt that reads a line at a time would take the next line
                // for the token, unless the whole stands in brackets.
                let bracketed = (text.starts_with("(\n") && text.ends_with("\n)"))
                    || (text.starts_with("& {\n") && text.ends_with("\n}"));
                assert!(bracketed, "{text}");
            }
        }
    }

    /// An id that nobody has read back may be somebody else's.
    #[test]
    fn an_id_that_was_not_verified_is_in_no_command() {
        let left = OrphanedUser {
            verified: false,
            ..hostile(Some("7"))
        };
        for (what, text) in commands(&left) {
            assert!(!text.contains("/Users/7"), "{what}");
        }
    }

    #[test]
    fn without_an_address_there_is_no_command() {
        let left = OrphanedUser {
            tenant_url: "nowhere".to_owned(),
            ..hostile(None)
        };
        assert_eq!(commands(&left), Vec::new());
    }
}
