//! The page's content security policy, which `index.html` holds: the header
//! files repeat it, and a build can limit the hosts that it allows.

use anyhow::{Context as _, Result, bail, ensure};

use super::html::{HtmlTag, replace, tags};

/// What a policy in the page cannot say, and a header can.
const HEADER_ONLY: &str = "frame-ancestors 'none'";
const CONNECT: &str = "connect-src";

/// How `cargo xtask build` hands the allowed hosts to the hook of trunk.
pub const CONNECT_SRC: &str = "SCIMDESK_CONNECT_SRC";

/// A host that the page may send requests to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectSource {
    /// As in the command line.
    host: String,
}

impl ConnectSource {
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The source as a policy names it. This computer, where the relay listens,
    /// has no certificate, and the port is the admin's choice.
    fn expression(&self) -> String {
        match self.host.split_once(':') {
            None if is_this_computer(&self.host) => format!("http://{}:*", self.host),
            Some((name, _)) if is_this_computer(name) => format!("http://{}", self.host),
            _ => format!("https://{}", self.host),
        }
    }
}

fn is_this_computer(name: &str) -> bool {
    matches!(name, "localhost" | "127.0.0.1")
}

impl ConnectSource {
    /// Reads a host as it is typed in the command line.
    pub fn parse(text: &str) -> Result<Self> {
        let host = text.to_ascii_lowercase();
        let (name, port) = match host.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (host.as_str(), None),
        };
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let is_port = |port: &str| port == "*" || port.parse::<u16>().is_ok_and(|port| port > 0);
        let labels = name.strip_prefix("*.").unwrap_or(name);
        ensure!(
            labels.split('.').all(is_label) && port.is_none_or(is_port),
            "{text:?} is not a host; write it like api.talkdeskapp.com, *.talkdeskid.com, \
             scim.example.com:8443 or localhost."
        );
        Ok(Self { host })
    }
}

/// The hosts that `cargo xtask build` was started with; none of them means no
/// limit.
pub fn connect_sources() -> Result<Vec<ConnectSource>> {
    let text = std::env::var(CONNECT_SRC).unwrap_or_default();
    text.split_ascii_whitespace()
        .map(ConnectSource::parse)
        .collect()
}

/// The policy that the page holds.
pub fn of_page(html: &str) -> Result<String> {
    Ok(policy_tag(html)?.1)
}

/// The policy for a header: what the page holds, and who may frame it.
pub fn for_header(policy: &str) -> String {
    format!("{policy}; {HEADER_ONLY}")
}

/// Lets the page connect to its own files and to these hosts only; without any,
/// the policy stays as it is.
pub fn limit_connections(html: &str, sources: &[ConnectSource]) -> Result<String> {
    if sources.is_empty() {
        return Ok(html.to_owned());
    }
    let (tag, policy) = policy_tag(html)?;
    let source = &html[tag.range.clone()];
    let limited = limited(&policy, sources)?;
    ensure!(
        source.contains(&policy),
        "The content security policy in index.html must be written without character references."
    );
    Ok(replace(
        html,
        vec![(tag.range, source.replace(&policy, &limited))],
    ))
}

fn limited(policy: &str, sources: &[ConnectSource]) -> Result<String> {
    let mut found = false;
    let directives: Vec<String> = policy
        .split(';')
        .map(|directive| {
            let directive = directive.trim();
            if directive.split_ascii_whitespace().next() != Some(CONNECT) {
                return directive.to_owned();
            }
            found = true;
            let hosts: Vec<String> = sources.iter().map(ConnectSource::expression).collect();
            format!("{CONNECT} 'self' {}", hosts.join(" "))
        })
        .collect();
    ensure!(found, "The policy in index.html has no {CONNECT}.");
    Ok(directives.join("; "))
}

fn policy_tag(html: &str) -> Result<(HtmlTag, String)> {
    let is_policy = |tag: &HtmlTag| {
        tag.name == "meta"
            && tag
                .get("http-equiv")
                .is_some_and(|name| name.eq_ignore_ascii_case("Content-Security-Policy"))
    };
    let mut policies = tags(html).into_iter().filter(is_policy);
    let tag = policies
        .next()
        .context("index.html has no content security policy.")?;
    if policies.next().is_some() {
        bail!("index.html has more than one content security policy.");
    }
    let policy = tag.get("content").unwrap_or_default().to_owned();
    ensure!(
        !policy.is_empty() && policy.bytes().all(|byte| matches!(byte, b' '..=b'~')),
        "The content security policy in index.html is empty or not plain text."
    );
    Ok((tag, policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta charset=utf-8>\n<meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; connect-src 'self' https: http://localhost:*; base-uri 'none'\">";

    fn sources(hosts: &str) -> Vec<ConnectSource> {
        let hosts = hosts.split_whitespace();
        hosts
            .map(|host| ConnectSource::parse(host).unwrap())
            .collect()
    }

    #[test]
    fn the_header_says_what_the_page_says_and_who_may_frame_it() {
        let policy = of_page(PAGE).unwrap();
        assert_eq!(
            for_header(&policy),
            "default-src 'none'; connect-src 'self' https: http://localhost:*; base-uri 'none'; \
             frame-ancestors 'none'"
        );
    }

    #[test]
    fn the_page_of_this_project_has_a_policy_for_both() {
        let page = include_str!("../../../../index.html");
        let policy = of_page(page).unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("frame-ancestors"));
        let limited = limit_connections(page, &sources("api.talkdeskapp.com")).unwrap();
        let policy = of_page(&limited).unwrap();
        assert!(policy.contains("connect-src 'self' https://api.talkdeskapp.com;"));
        assert!(!policy.contains("https: "));
    }

    #[test]
    fn only_named_hosts_are_left() {
        let hosts = "API.talkdeskapp.com *.talkdeskid.eu scim.example.com:8443 localhost \
                     localhost:8400 127.0.0.1:*";
        let limited = limit_connections(PAGE, &sources(hosts)).unwrap();
        assert_eq!(
            of_page(&limited).unwrap(),
            "default-src 'none'; connect-src 'self' https://api.talkdeskapp.com \
             https://*.talkdeskid.eu https://scim.example.com:8443 http://localhost:* \
             http://localhost:8400 http://127.0.0.1:*; base-uri 'none'"
        );
        assert_eq!(limit_connections(PAGE, &[]).unwrap(), PAGE);
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            "*",
            "https://a.example",
            "a.example/scim",
            "a.example;script-src",
            "a.example 'unsafe-inline'",
            "'self'",
            "a..example",
            "-a.example",
            "a.*.example",
            "a.example:",
            "a.example:0",
            "a.example:70000",
            "[::1]",
            "ä.example",
        ] {
            let error = ConnectSource::parse(text).unwrap_err().to_string();
            assert!(error.contains("is not a host"), "{text}");
        }
    }

    #[test]
    fn a_page_without_one_clear_policy_is_refused() {
        let without_connect = PAGE.replace("connect-src", "img-src");
        let twice = format!("{PAGE}{PAGE}");
        let referenced = PAGE.replace("'none'; c", "&#39;none&#39;; c");
        let empty = PAGE.replace(
            "default-src 'none'; connect-src 'self' https: http://localhost:*; base-uri 'none'",
            "",
        );
        let hosts = sources("a.example");
        for (html, part) in [
            ("<p>", "has no content security policy"),
            (&without_connect, "has no connect-src"),
            (&twice, "more than one"),
            (&referenced, "character references"),
            (&empty, "is empty"),
        ] {
            let error = limit_connections(html, &hosts).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
