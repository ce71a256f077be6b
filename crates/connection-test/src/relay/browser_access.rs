//! Whether the browser lets the page reach a program on this computer.

/// How a browser treats a page that asks `localhost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BrowserAccess {
    /// Without a question, as Firefox does.
    #[default]
    Allowed,
    /// It asks the user first, or will (Chromium’s permission for the local
    /// network).
    Prompts,
    /// The user, or whoever manages the browser, denied it.
    Denied,
    /// It refuses plain http on this computer to a page on https (Safari).
    Refused,
}

impl BrowserAccess {
    /// `permission` is the state of Chromium's permission for the local network
    /// (<https://wicg.github.io/local-network-access/>), if the browser has it.
    pub fn of(user_agent: &str, page_is_secure: bool, permission: Option<&str>) -> BrowserAccess {
        match permission {
            Some("denied") => return BrowserAccess::Denied,
            Some("prompt") => return BrowserAccess::Prompts,
            _ => {}
        }
        // Other browsers name Safari too, and on iOS all are Safari.
        let names = |name: &str| user_agent.contains(name);
        let is_safari = names("Safari/") && !names("Chrome/") && !names("Chromium/");
        match is_safari && page_is_secure {
            true => BrowserAccess::Refused,
            false => BrowserAccess::Allowed,
        }
    }

    /// Whether no request of the page reaches a program on this computer.
    pub fn is_blocking(self) -> bool {
        matches!(self, BrowserAccess::Denied | BrowserAccess::Refused)
    }

    /// What to do about it, if anything.
    pub fn message(self) -> &'static str {
        match self {
            BrowserAccess::Allowed => "",
            BrowserAccess::Prompts => "If the browser asks about your local network, choose Allow.",
            BrowserAccess::Denied => {
                "Select the icon to the left of the page’s address, open the site settings, set Local network access to Allow, then reload the page. If it’s locked there, your organization manages it: use another browser, or run one command instead."
            }
            BrowserAccess::Refused => {
                "Safari doesn’t let a page on https reach a program on this computer. Open this page in Edge, Chrome or Firefox, or run one command instead."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36";
    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
    const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

    #[test]
    fn each_browser_has_its_own_way() {
        use BrowserAccess::{Allowed, Denied, Prompts, Refused};
        let cases = [
            (CHROME, true, Some("prompt"), Prompts),
            (CHROME, true, Some("granted"), Allowed),
            (CHROME, true, Some("denied"), Denied),
            (CHROME, true, None, Allowed),
            (FIREFOX, true, None, Allowed),
            (SAFARI, true, None, Refused),
            (SAFARI, false, None, Allowed),
        ];
        for (user_agent, secure, permission, due) in cases {
            let access = BrowserAccess::of(user_agent, secure, permission);
            assert_eq!(access, due, "{user_agent} {secure} {permission:?}");
            assert_eq!(access.message().is_empty(), access == Allowed);
        }
    }
}
