//! What every host must send with the site. Each header file is made of these.

use std::path::Path;

use anyhow::{Result, ensure};
use fs_err as fs;

use crate::harden::{self, PAGE, policy};

/// For files that are named by their content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// For all others: kept, but never used without asking the server.
pub const REVALIDATE: &str = "no-cache";

/// Headers of every response besides the content security policy. There is no
/// `Cross-Origin-Embedder-Policy`: under it, a service that sends no
/// `Cross-Origin-Resource-Policy` looks as if it could not be reached. Style
/// sheets are not in `Integrity-Policy`: Chromium 156 complains about the word,
/// and the specification blocks those that are fetched without `crossorigin`,
/// even with an integrity value.
const FIXED: [(&str, &str); 7] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Integrity-Policy", "blocked-destinations=(script)"),
];

/// A media type that servers do not all know or give the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    pub ending: &'static str,
    pub name: &'static str,
    /// Whether it is text, which is sent as UTF-8.
    pub is_text: bool,
}

impl MediaType {
    /// The whole value of `Content-Type`.
    pub fn content_type(&self) -> String {
        match self.is_text {
            true => format!("{}; charset=utf-8", self.name),
            false => self.name.to_owned(),
        }
    }
}

/// The kinds of files in the site.
pub const MEDIA_TYPES: [MediaType; 11] = [
    text("html", "text/html"),
    text("css", "text/css"),
    text("js", "text/javascript"),
    text("mjs", "text/javascript"),
    text("json", "application/json"),
    text("webmanifest", "application/manifest+json"),
    text("ps1", "text/plain"),
    text("txt", "text/plain"),
    text("svg", "image/svg+xml"),
    binary("png", "image/png"),
    binary("wasm", "application/wasm"),
];

const fn text(ending: &'static str, name: &'static str) -> MediaType {
    MediaType {
        ending,
        name,
        is_text: true,
    }
}

const fn binary(ending: &'static str, name: &'static str) -> MediaType {
    MediaType {
        ending,
        name,
        is_text: false,
    }
}

/// The site that the header files are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedSite {
    policy: String,
    /// Paths below the site's folder, sorted.
    files: Vec<String>,
}

impl HostedSite {
    /// Reads a built site.
    pub fn read(folder: &Path) -> Result<Self> {
        let page = fs::read_to_string(folder.join(PAGE))?;
        let files = harden::paths_below(folder)?;
        Self::new(&page, files)
    }

    pub fn new(page: &str, mut files: Vec<String>) -> Result<Self> {
        // Hosts read this file and do not serve it.
        files.retain(|file| file != harden::HEADERS_FILE);
        for file in &files {
            ensure!(
                media_type(file).is_some(),
                "The media type of {file} is not known; add it to hosting/headers.rs."
            );
        }
        let policy = policy::for_header(&policy::of_page(page)?);
        Ok(Self { policy, files })
    }

    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Names and values of the headers of every response.
    pub fn headers(&self) -> Vec<(&'static str, &str)> {
        let policy = ("Content-Security-Policy", self.policy.as_str());
        std::iter::once(policy).chain(FIXED).collect()
    }
}

/// The headers of every response, in the format of Cloudflare and Netlify. The
/// site has it for the local server, which never lets a browser keep a file, so
/// it says nothing about that.
pub fn headers_file(page: &str) -> Result<String> {
    let site = HostedSite::new(page, Vec::new())?;
    Ok(super::static_hosts::rule("/*", &site.headers()))
}

pub fn media_type(file: &str) -> Option<&'static MediaType> {
    let ending = file.rsplit_once('.')?.1;
    MEDIA_TYPES.iter().find(|kind| kind.ending == ending)
}

/// Whether the name tells the content, as in `boot-0123456789abcdef.js`.
pub fn is_named_by_content(file: &str) -> bool {
    let stem = [".js", ".css", "_bg.wasm", ".wasm"]
        .into_iter()
        .find_map(|ending| file.strip_suffix(ending));
    stem.and_then(|stem| stem.rsplit_once('-'))
        .is_some_and(|(_, hash)| {
            hash.len() == 16
                && hash
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

/// The same as a regular expression that nginx and Apache understand.
pub const NAMED_BY_CONTENT: &str = r"-[0-9a-f]{16}(\.js|\.css|(_bg)?\.wasm)$";

/// The value of `Cache-Control` for a file.
pub fn cache_control(file: &str) -> &'static str {
    match is_named_by_content(file) {
        true => IMMUTABLE,
        false => REVALIDATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_immutable() {
        let pattern = regex::Regex::new(NAMED_BY_CONTENT).unwrap();
        for (file, expected) in [
            ("boot-0123456789abcdef.js", true),
            ("scimdesk-app-0123456789abcdef_bg.wasm", true),
            ("part-0123456789abcdef.wasm", true),
            ("relay/scimdesk-relay.mjs", false),
            ("scimdesk-relay-0123456789abcdef.mjs", false),
            ("index.html", false),
            ("index-0123456789abcdef.html", false),
            ("boot-0123456789ABCDEF.js", false),
            ("boot-0123456789abcde.js", false),
            ("boot-00123456789abcdef.js", false),
            ("boot_0123456789abcdef.js", false),
            ("sw.js", false),
        ] {
            assert_eq!(is_named_by_content(file), expected, "{file}");
            assert_eq!(pattern.is_match(file), expected, "{file}");
        }
    }

    #[test]
    fn a_file_of_an_unknown_kind_is_named() {
        let page = include_str!("../../../../index.html");
        let error = HostedSite::new(page, vec!["a.xyz".to_owned()]).unwrap_err();
        assert!(error.to_string().contains("a.xyz"));
    }
}
