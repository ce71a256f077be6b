//! The secret token: what was typed, what is wrong with it, and a type that
//! keeps it from wandering off.

mod claims;

use std::cell::RefCell;

use crate::redact::Redactor;
use provisioning::talkdesk::regions::RegionFacts;

/// From here on a token is unlikely to be one. Administrators report that
/// Entra can pass the test with a very long secret and then fail to save it;
/// no limit is published, so this line is ours and only warns.
pub const LONG: usize = 1_024;

/// From here on servers commonly refuse the header that carries it.
pub const TOO_LONG: usize = 8_192;

/// How many tokens that were sent are redacted later on. Somebody who tries
/// more of them between two reloads has other worries.
const MAX_SENT: usize = 8;

thread_local! {
    /// The tokens that were sent since the app was opened, the last one at the
    /// end. A service may answer with any of them.
    static SENT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The secret token as it was typed.
///
/// It cannot be cloned, displayed or written down, and prints as its length
/// only. It lends its text to the request header and to the redaction of
/// evidence, both within this folder.
pub struct SecretToken {
    typed: String,
    is_made_up: bool,
}

impl std::fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretToken(redacted)")
    }
}

/// Something wrong or odd about a typed token. It never holds the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenFault {
    /// Nothing was typed.
    Empty,
    /// A line break stands in it, or before or after it.
    LineBreak,
    /// Blanks stand before or after it.
    OuterBlanks,
    /// It stands in quotes, straight or typographic.
    Quotes,
    /// The word Bearer was pasted with it.
    Bearer,
    /// Invisible characters that no header can hold.
    Invisible,
    /// Other characters that no header can hold.
    Unsendable,
    /// Blanks stand within it.
    InnerBlanks,
    /// Longer than [`TOO_LONG`].
    TooLong,
    /// Longer than [`LONG`].
    Long,
    /// It says of itself that its time is over.
    Expired,
    /// It says of itself that it was made for another region.
    OtherRegion {
        /// The name of the region that it was made for.
        made_for: &'static str,
    },
}

/// How much a finding on typed text matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The test cannot or should not run before it is mended.
    Blocks,
    /// The test can run; the admin should know.
    Warns,
}

impl TokenFault {
    /// Whether the test has to wait for it.
    pub fn severity(self) -> Severity {
        match self {
            TokenFault::InnerBlanks
            | TokenFault::Long
            | TokenFault::Expired
            | TokenFault::OtherRegion { .. } => Severity::Warns,
            _ => Severity::Blocks,
        }
    }

    /// What is wrong and what to do, in words.
    pub fn words(self) -> String {
        let words = match self {
            TokenFault::Empty => "Paste the STS token that you will give to Entra.",
            TokenFault::LineBreak => {
                "There is a line break in the token. Entra would send it, and the service would refuse it."
            }
            TokenFault::OuterBlanks => {
                "There are blanks before or after the token. Entra’s field keeps them."
            }
            TokenFault::Quotes => "The token stands in quotes, which are not part of it.",
            TokenFault::Bearer => {
                "The word “Bearer” was pasted with the token. Entra adds it by itself, so it would be sent twice."
            }
            TokenFault::Invisible => {
                "There are invisible characters in the token, which often come with a copy from a document or a chat."
            }
            TokenFault::Unsendable => {
                "There are characters in the token that cannot be sent in a header, such as accented letters. Copy it again from where it was made."
            }
            TokenFault::InnerBlanks => {
                "There are blanks inside the token. Tokens have none: a line break may have become one when it was pasted, or more than the token was copied."
            }
            TokenFault::TooLong => {
                "This is longer than 8,192 characters, more than servers take in a header. More than the token may have been copied."
            }
            TokenFault::Long => {
                "This is longer than 1,024 characters, unusual for an STS token. Administrators report that Entra can pass the test with such a secret and then fail to save it."
            }
            TokenFault::Expired => {
                "By this computer’s clock the token has expired: it carries its own end. Make a new one."
            }
            TokenFault::OtherRegion { made_for } => {
                return format!(
                    "This token says that it was made for {made_for}, but the Tenant URL is another region’s. A token is good only in the region where it was made."
                );
            }
        };
        words.to_owned()
    }

    /// What the button that mends it says, where something can mend it.
    pub fn fix_label(self) -> Option<&'static str> {
        match self {
            TokenFault::LineBreak => Some("Remove the line breaks"),
            TokenFault::OuterBlanks => Some("Remove the blanks around it"),
            TokenFault::Quotes => Some("Remove the quotes"),
            TokenFault::Bearer => Some("Keep the token only"),
            TokenFault::Invisible => Some("Remove them"),
            TokenFault::InnerBlanks => Some("Remove the blanks inside"),
            TokenFault::Empty
            | TokenFault::Unsendable
            | TokenFault::TooLong
            | TokenFault::Long
            | TokenFault::Expired
            | TokenFault::OtherRegion { .. } => None,
        }
    }
}

impl SecretToken {
    /// Takes what was typed, whatever it is.
    pub fn typed(text: String) -> SecretToken {
        SecretToken {
            typed: text,
            is_made_up: false,
        }
    }

    /// A token that opens nothing, for a service to refuse.
    pub fn made_up(text: String) -> SecretToken {
        SecretToken {
            typed: text,
            is_made_up: true,
        }
    }

    /// Everything wrong with it, what to mend first at the front.
    pub fn findings(&self) -> Vec<TokenFault> {
        findings(&self.typed)
    }

    /// The same, and what it says of itself that does not suit the moment, in
    /// seconds since 1970, or the region of the Tenant URL.
    pub fn findings_for(&self, now: f64, region: Option<&RegionFacts>) -> Vec<TokenFault> {
        let mut found = self.findings();
        let Some(claims) = claims::read(self.typed.trim()) else {
            return found;
        };
        if claims.expires.is_some_and(|end| end as f64 <= now) {
            found.push(TokenFault::Expired);
        }
        // Two hosts that share their tokens are one region here.
        if let (Some(made), Some(asked)) = (claims.region, region)
            && made.region != asked.region
            && (made.token_host != asked.token_host || made.token_host.is_none())
        {
            found.push(TokenFault::OtherRegion {
                made_for: made.name,
            });
        }
        found
    }

    /// Whether it can be sent as it is.
    pub fn is_sendable(&self) -> bool {
        !self
            .findings()
            .iter()
            .any(|fault| fault.severity() == Severity::Blocks)
    }

    /// The text for the field after one fault is mended, if something can.
    pub fn mended(&self, fault: TokenFault) -> Option<SecretToken> {
        mend(&self.typed, fault).map(SecretToken::typed)
    }

    /// What takes this token out of texts, and those that were sent before.
    pub fn redactor(&self) -> Redactor {
        let core = self.typed.trim();
        let inner = unquoted(core).map_or(core, str::trim);
        let own = [core, inner, after_bearer(inner).unwrap_or(inner)];
        SENT.with_borrow(|sent| Redactor::new(sent.iter().map(String::as_str).chain(own)))
    }

    /// The value of the `Authorization` header, for the HTTP client alone. From
    /// then on the token is taken out of every answer.
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

    /// The text of the field, for the field that it was typed into alone.
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

/// Blanks that a person would call blanks, the unbreakable ones included.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c)
}

/// Characters that show nothing: marks of joining and direction, the byte
/// order mark, control characters.
fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The text within a pair of quotes, if a pair stands round it.
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
    // A token may well begin with these letters; the word needs a blank.
    let token = rest.trim_start();
    (token.len() < rest.len() && !token.is_empty()).then_some(token)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

fn findings(typed: &str) -> Vec<TokenFault> {
    let core = typed.trim();
    if core.is_empty() {
        return vec![TokenFault::Empty];
    }
    let mut found = Vec::new();
    if typed.contains(is_line_break) {
        found.push(TokenFault::LineBreak);
    }
    if typed.starts_with(is_blank) || typed.ends_with(is_blank) {
        found.push(TokenFault::OuterBlanks);
    }
    let inner = unquoted(core).map(str::trim);
    if inner.is_some() {
        found.push(TokenFault::Quotes);
    }
    let inner = inner.unwrap_or(core);
    let token = after_bearer(inner);
    if token.is_some() {
        found.push(TokenFault::Bearer);
    }
    let token = token.unwrap_or(inner);
    if token.contains(is_invisible) {
        found.push(TokenFault::Invisible);
    }
    if token.contains(|c: char| !c.is_ascii() && !is_invisible(c) && !c.is_whitespace()) {
        found.push(TokenFault::Unsendable);
    }
    if token.contains(is_blank) {
        found.push(TokenFault::InnerBlanks);
    }
    // A blank outside ASCII cannot be sent, unlike an ordinary one.
    if token.contains(|c: char| is_blank(c) && !c.is_ascii())
        && !found.contains(&TokenFault::Unsendable)
    {
        found.push(TokenFault::Unsendable);
    }
    match token.len() {
        length if length > TOO_LONG => found.push(TokenFault::TooLong),
        length if length > LONG => found.push(TokenFault::Long),
        _ => {}
    }
    found
}

fn mend(typed: &str, fault: TokenFault) -> Option<String> {
    let core = typed.trim();
    match fault {
        TokenFault::LineBreak => Some(typed.replace(is_line_break, "")),
        TokenFault::OuterBlanks => Some(core.to_owned()),
        TokenFault::Quotes => unquoted(core).map(|inner| inner.trim().to_owned()),
        TokenFault::Bearer => {
            after_bearer(unquoted(core).map_or(core, str::trim)).map(str::to_owned)
        }
        TokenFault::Invisible => Some(typed.replace(is_invisible, "")),
        TokenFault::InnerBlanks => Some(core.replace(is_blank, "")),
        TokenFault::Empty
        | TokenFault::Unsendable
        | TokenFault::TooLong
        | TokenFault::Long
        | TokenFault::Expired
        | TokenFault::OtherRegion { .. } => None,
    }
}

#[cfg(test)]
mod tests;
