//! What is said about the status of the relay.

use super::browser_access::BrowserAccess;
use super::port::{RelayPort, RelayPortError};
use super::status::{RelayStatus, VERSION};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayStatusKind {
    /// The page looks for the relay, or the relay waits for its code.
    Waiting,
    Good,
    /// Something has to be done.
    Warning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayStatusMessage {
    pub kind: RelayStatusKind,
    pub headline: String,
    /// What to do.
    pub text: String,
}

impl RelayStatusMessage {
    /// Nothing is checked while the port is not valid.
    pub fn invalid_port(error: RelayPortError) -> RelayStatusMessage {
        RelayStatusMessage {
            kind: RelayStatusKind::Warning,
            headline: "The port isn’t valid".to_owned(),
            text: error.to_string(),
        }
    }

    /// Nothing is checked while the page may send no requests.
    pub fn requests_locked() -> RelayStatusMessage {
        RelayStatusMessage {
            kind: RelayStatusKind::Warning,
            headline: "Network access is off".to_owned(),
            text: "A users file or a log was opened. Reload the page to test through the relay."
                .to_owned(),
        }
    }

    pub fn of(status: &RelayStatus, port: RelayPort, access: BrowserAccess) -> RelayStatusMessage {
        let message = |kind, headline: &str, text: String| RelayStatusMessage {
            kind,
            headline: headline.to_owned(),
            text,
        };
        let warning =
            |headline: &str, text: String| message(RelayStatusKind::Warning, headline, text);
        match status {
            RelayStatus::NotReachable if access.is_blocking() => warning(
                "The browser doesn’t let this page reach the relay",
                access.message().to_owned(),
            ),
            RelayStatus::NotReachable => {
                let looking = format!("Checking localhost:{port} every 2 seconds.");
                let text = format!("{looking} {}", access.message());
                message(RelayStatusKind::Waiting, "Waiting for the relay", text.trim_end().to_owned())
            }
            RelayStatus::OtherProgram => warning(
                "Another program uses this port",
                format!("A program that isn’t the relay responds at localhost:{port}. Choose “The relay doesn’t start”, enter another port, and start the relay with the new command."),
            ),
            RelayStatus::OtherVersion(version) if *version < VERSION => warning(
                "This relay is an older version",
                "Stop it with Ctrl+C, download the relay again, and start the new file.".to_owned(),
            ),
            RelayStatus::OtherVersion(_) => warning(
                "This relay is a newer version",
                "Reload this page. If you see this again, stop the relay with Ctrl+C, download it again, and start the new file.".to_owned(),
            ),
            RelayStatus::NotPaired => message(
                RelayStatusKind::Waiting,
                "The relay is running",
                "Enter the code that it prints.".to_owned(),
            ),
            RelayStatus::WrongCode => warning(
                "This isn’t the relay’s code",
                format!("Enter the code that the relay shows now. Each start makes a new one. If the code is right, a program that isn’t the relay uses port {port}: choose “The relay doesn’t start” and enter another port."),
            ),
            RelayStatus::OtherBase(base) => warning(
                "The relay was started for another Tenant URL",
                format!("It sends requests to {base} only. Stop it with Ctrl+C and start it with the command shown here."),
            ),
            RelayStatus::Ready(base) => message(
                RelayStatusKind::Good,
                "Paired with the relay",
                format!("Requests from this page to {base} go through it."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_checked_is_not_waited_for() {
        let error = RelayPort::parse("80").expect_err("it is reserved");
        for message in [
            RelayStatusMessage::invalid_port(error),
            RelayStatusMessage::requests_locked(),
        ] {
            assert_eq!(message.kind, RelayStatusKind::Warning);
            assert!(!message.text.contains("Checking"), "{message:?}");
        }
    }

    #[test]
    fn each_status_says_what_to_do() {
        use RelayStatusKind::{Good, Waiting, Warning};
        let base = || "https://api.talkdeskapp.eu/scim/v2".to_owned();
        let allowed = BrowserAccess::Allowed;
        let cases = [
            (
                RelayStatus::NotReachable,
                allowed,
                Waiting,
                "Checking localhost:8321 every 2 seconds.",
            ),
            (
                RelayStatus::NotReachable,
                BrowserAccess::Prompts,
                Waiting,
                "Checking localhost:8321 every 2 seconds. If the browser asks about your local network, choose Allow.",
            ),
            (
                RelayStatus::NotReachable,
                BrowserAccess::Denied,
                Warning,
                "Local network access",
            ),
            (
                RelayStatus::NotReachable,
                BrowserAccess::Refused,
                Warning,
                "Firefox",
            ),
            (
                RelayStatus::OtherProgram,
                allowed,
                Warning,
                "localhost:8321",
            ),
            (
                RelayStatus::OtherVersion(1),
                allowed,
                Warning,
                "download the relay again",
            ),
            (
                RelayStatus::OtherVersion(3),
                allowed,
                Warning,
                "Reload this page",
            ),
            (RelayStatus::NotPaired, allowed, Waiting, "Enter the code"),
            (RelayStatus::WrongCode, allowed, Warning, "shows now"),
            (RelayStatus::WrongCode, allowed, Warning, "port 8321"),
            (
                RelayStatus::OtherBase(base()),
                allowed,
                Warning,
                "api.talkdeskapp.eu",
            ),
            (
                RelayStatus::Ready(base()),
                allowed,
                Good,
                "api.talkdeskapp.eu",
            ),
            // What responds needs no permission any more.
            (
                RelayStatus::NotPaired,
                BrowserAccess::Denied,
                Waiting,
                "Enter the code",
            ),
        ];
        let mut headlines = std::collections::HashSet::new();
        for (status, access, kind, part) in cases {
            let message = RelayStatusMessage::of(&status, RelayPort::default(), access);
            assert_eq!(message.kind, kind, "{status:?}");
            assert!(message.text.contains(part), "{}", message.text);
            assert!(message.text.ends_with('.'), "{}", message.text);
            headlines.insert(message.headline);
        }
        assert_eq!(headlines.len(), 9);
    }
}
