//! The secret token as it was typed, its diagnostics, and a type that cannot be
//! printed or copied.

mod claims;

use std::cell::RefCell;

use thiserror::Error;

pub(crate) use claims::issues_tokens;

use crate::redact::Redactor;
use provisioning::talkdesk::regions::RegionFacts;

/// A longer token has a warning. Administrators report that Entra can pass the
/// test with a very long secret and then fail to save it; no limit is published.
const MAX_USUAL_LENGTH: usize = 1_024;

/// Servers commonly reject a longer header.
const MAX_HEADER_LENGTH: usize = 8_192;

/// How many sent tokens are redacted later on. Few people try more of them
/// between two reloads.
const MAX_SENT: usize = 8;

thread_local! {
    /// The tokens that were sent since the app was opened, the last one at the
    /// end. A response may have any of them in it.
    static SENT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// It cannot be cloned, displayed or serialized. Only the request header, the
/// redactor and the field have its text.
pub struct SecretToken {
    typed: String,
    is_made_up: bool,
}

impl std::fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretToken(redacted)")
    }
}

/// It never has the token in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum TokenDiagnostic {
    #[error("Paste the STS token that you enter in Entra.")]
    Empty,
    /// A line break in it, or before or after it.
    #[error(
        "The token contains a line break. Entra would send it, and the service would reject it."
    )]
    LineBreak,
    /// Before or after it, other than line breaks.
    #[error("There are spaces before or after the token. Entra’s field keeps them.")]
    OuterBlanks,
    #[error("The token is in quotes, which aren’t part of it.")]
    Quotes,
    #[error("Remove “Bearer”. Entra adds it, so it would be sent twice.")]
    Bearer,
    #[error("The token contains invisible characters, often copied from a document or a chat.")]
    Invisible,
    /// Visible characters that no header can have.
    #[error(
        "The token contains characters that can’t be sent in a header, such as accented letters. Copy it again from its source."
    )]
    Unsendable,
    #[error("The token contains spaces. Check that you copied only the token.")]
    InnerBlanks,
    /// Longer than `MAX_HEADER_LENGTH`.
    #[error(
        "This is longer than 8,192 characters, more than servers accept in a header. Check that you copied only the token."
    )]
    TooLong,
    /// Longer than `MAX_USUAL_LENGTH`.
    #[error(
        "This is longer than 1,024 characters, which is unusual for an STS token. Admins report that Entra can pass its test with such a secret and then fail to save it."
    )]
    Long,
    /// By its claims.
    #[error(
        "The token has expired, going by its own expiry time and this computer’s clock. Get a new one."
    )]
    Expired,
    #[error(
        "This token was issued for {issued_for}, but the Tenant URL is in another region. A token works only in the region where it was issued."
    )]
    OtherRegion { issued_for: &'static str },
}

/// The severity of a diagnostic of a form field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputSeverity {
    /// The test cannot run before it is fixed.
    Error,
    Warning,
}

impl TokenDiagnostic {
    pub fn severity(self) -> InputSeverity {
        match self {
            TokenDiagnostic::InnerBlanks
            | TokenDiagnostic::Long
            | TokenDiagnostic::Expired
            | TokenDiagnostic::OtherRegion { .. } => InputSeverity::Warning,
            _ => InputSeverity::Error,
        }
    }

    /// The label of the button that fixes it, if there is a fix.
    pub fn fix_label(self) -> Option<&'static str> {
        match self {
            TokenDiagnostic::LineBreak => Some("Remove the line breaks"),
            TokenDiagnostic::OuterBlanks => Some("Remove the spaces around it"),
            TokenDiagnostic::Quotes => Some("Remove the quotes"),
            TokenDiagnostic::Bearer => Some("Keep only the token"),
            TokenDiagnostic::Invisible => Some("Remove them"),
            TokenDiagnostic::InnerBlanks => Some("Remove the spaces"),
            TokenDiagnostic::Empty
            | TokenDiagnostic::Unsendable
            | TokenDiagnostic::TooLong
            | TokenDiagnostic::Long
            | TokenDiagnostic::Expired
            | TokenDiagnostic::OtherRegion { .. } => None,
        }
    }
}

impl SecretToken {
    pub fn typed(text: String) -> SecretToken {
        SecretToken {
            typed: text,
            is_made_up: false,
        }
    }

    /// An invalid token, for a service to reject.
    pub fn made_up(text: String) -> SecretToken {
        SecretToken {
            typed: text,
            is_made_up: true,
        }
    }

    /// What to fix first comes first.
    pub fn diagnostics(&self) -> Vec<TokenDiagnostic> {
        diagnostics(&self.typed)
    }

    /// The same, with the claims compared with the time, in seconds since 1970, and
    /// the region of the Tenant URL.
    pub fn diagnostics_for(&self, now: f64, region: Option<&RegionFacts>) -> Vec<TokenDiagnostic> {
        let mut diagnostics = self.diagnostics();
        let Some(claims) = claims::read(self.typed.trim()) else {
            return diagnostics;
        };
        if claims.expires.is_some_and(|end| end as f64 <= now) {
            diagnostics.push(TokenDiagnostic::Expired);
        }
        // Two hosts that share their tokens are one region here.
        if let (Some(made), Some(expected)) = (claims.region, region)
            && made.region != expected.region
            && (made.token_host != expected.token_host || made.token_host.is_none())
        {
            diagnostics.push(TokenDiagnostic::OtherRegion {
                issued_for: made.name,
            });
        }
        diagnostics
    }

    pub fn is_sendable(&self) -> bool {
        !self
            .diagnostics()
            .iter()
            .any(|diagnostic| diagnostic.severity() == InputSeverity::Error)
    }

    /// The token after one diagnostic is fixed, if there is a fix.
    pub fn fixed(&self, diagnostic: TokenDiagnostic) -> Option<SecretToken> {
        fix(&self.typed, diagnostic).map(SecretToken::typed)
    }

    /// For this token and those that were sent before.
    pub fn redactor(&self) -> Redactor {
        let core = self.typed.trim();
        let inner = unquoted(core).map_or(core, str::trim);
        let own = [core, inner, after_bearer(inner).unwrap_or(inner)];
        SENT.with_borrow(|sent| Redactor::new(sent.iter().map(String::as_str).chain(own)))
    }

    /// The value of the `Authorization` header, for the HTTP client only. From now
    /// on the token is redacted from every response.
    pub fn authorization(&self) -> String {
        if !self.is_made_up {
            self.remember();
        }
        format!("Bearer {}", self.typed)
    }

    fn remember(&self) {
        let token = self.typed.trim();
        SENT.with_borrow_mut(|sent| {
            sent.retain(|known| known != token);
            if sent.len() == MAX_SENT {
                sent.remove(0);
            }
            sent.push(token.to_owned());
        });
    }

    /// For the field that it was typed into only.
    pub fn field_text(&self) -> &str {
        &self.typed
    }
}

const QUOTES: [(char, char); 6] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
];

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c)
}

/// Joiners, direction marks, the byte order mark, control characters.
fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn unquoted(text: &str) -> Option<&str> {
    QUOTES.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.is_empty()).then_some(inner)
    })
}

/// The token after the word Bearer, with or without the header's name.
fn after_bearer(text: &str) -> Option<&str> {
    let rest = strip_word(text, "authorization:").map_or(text, str::trim_start);
    let rest = strip_word(rest, "bearer")?;
    // A token may start with these letters; the word needs a space.
    let token = rest.trim_start();
    (token.len() < rest.len() && !token.is_empty()).then_some(token)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

fn diagnostics(typed: &str) -> Vec<TokenDiagnostic> {
    let core = typed.trim();
    if core.is_empty() {
        return vec![TokenDiagnostic::Empty];
    }
    let unquoted = unquoted(core).map(str::trim);
    let inner = unquoted.unwrap_or(core);
    let after_bearer = after_bearer(inner);
    let token = after_bearer.unwrap_or(inner);
    let is_unsendable = |c: char| !c.is_ascii() && !is_invisible(c) && !c.is_whitespace();
    let has_unsendable = token.contains(is_unsendable);
    // A space outside ASCII cannot be sent, unlike an ordinary one.
    let has_other_blank = token.contains(|c: char| is_blank(c) && !c.is_ascii());
    let is_too_long = token.len() > MAX_HEADER_LENGTH;
    let checks = [
        (typed.contains(is_line_break), TokenDiagnostic::LineBreak),
        (
            typed.starts_with(is_blank) || typed.ends_with(is_blank),
            TokenDiagnostic::OuterBlanks,
        ),
        (unquoted.is_some(), TokenDiagnostic::Quotes),
        (after_bearer.is_some(), TokenDiagnostic::Bearer),
        (token.contains(is_invisible), TokenDiagnostic::Invisible),
        (has_unsendable, TokenDiagnostic::Unsendable),
        (token.contains(is_blank), TokenDiagnostic::InnerBlanks),
        (
            has_other_blank && !has_unsendable,
            TokenDiagnostic::Unsendable,
        ),
        (is_too_long, TokenDiagnostic::TooLong),
        (
            token.len() > MAX_USUAL_LENGTH && !is_too_long,
            TokenDiagnostic::Long,
        ),
    ];
    let found = checks.into_iter().filter(|(is_found, _)| *is_found);
    found.map(|(_, diagnostic)| diagnostic).collect()
}

fn fix(typed: &str, diagnostic: TokenDiagnostic) -> Option<String> {
    let core = typed.trim();
    match diagnostic {
        TokenDiagnostic::LineBreak => Some(typed.replace(is_line_break, "")),
        TokenDiagnostic::OuterBlanks => Some(core.to_owned()),
        TokenDiagnostic::Quotes => unquoted(core).map(|inner| inner.trim().to_owned()),
        TokenDiagnostic::Bearer => {
            after_bearer(unquoted(core).map_or(core, str::trim)).map(str::to_owned)
        }
        TokenDiagnostic::Invisible => Some(typed.replace(is_invisible, "")),
        TokenDiagnostic::InnerBlanks => Some(core.replace(is_blank, "")),
        TokenDiagnostic::Empty
        | TokenDiagnostic::Unsendable
        | TokenDiagnostic::TooLong
        | TokenDiagnostic::Long
        | TokenDiagnostic::Expired
        | TokenDiagnostic::OtherRegion { .. } => None,
    }
}

#[cfg(test)]
mod tests;
