//! Opening a link.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::{MAX_CONTENT, MAX_PAYLOAD, SetupLinkError, VERSION, check, header};
use crate::import::{ImportCandidate, ImportSource};
use crate::{SetupId, file};

/// Longer text is not looked at: the longest link with its address.
const MAX_TEXT: usize = MAX_PAYLOAD + 4_000;

/// The payload of a link that arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPayload {
    compressed: Vec<u8>,
    bytes: usize,
}

impl LinkPayload {
    /// Reads a whole link or what follows `#/import/` in it. What comes after
    /// the payload is ignored: programs take the punctuation of a sentence for a
    /// part of a link.
    ///
    /// # Errors
    ///
    /// It is cut off, was changed, or is of a later version.
    pub fn parse(link: &str) -> Result<Self, SetupLinkError> {
        if link.len() > MAX_TEXT {
            return Err(SetupLinkError::TooMuch);
        }
        let text = link.trim();
        let text = text.rsplit_once('/').map_or(text, |(_, text)| text);
        let mut parts = text.splitn(5, '.');
        let mut part = || parts.next().ok_or(SetupLinkError::Cut);
        let first = part()?;
        let characters = part();
        let version = number(first);
        if let (Some(version), Ok(_)) = (version, &characters)
            && version > VERSION
        {
            return Err(SetupLinkError::Newer { version });
        }
        let (characters, bytes) = (characters?, part()?);
        let (sum, rest) = (part()?, part()?);
        let damaged = || SetupLinkError::Damaged;
        if version != Some(VERSION) {
            return Err(damaged());
        }
        let characters = size(characters).ok_or_else(damaged)?;
        let bytes = size(bytes).ok_or_else(damaged)?;
        if characters > MAX_PAYLOAD || bytes > MAX_CONTENT {
            return Err(SetupLinkError::TooMuch);
        }
        if rest.len() < characters {
            return Err(SetupLinkError::Cut);
        }
        let payload = rest.get(..characters).ok_or_else(damaged)?;
        if sum != format!("{:08x}", check(&header(characters, bytes), payload)) {
            return Err(damaged());
        }
        let compressed = BASE64_URL_SAFE_NO_PAD.decode(payload);
        let compressed = compressed.map_err(|_| damaged())?;
        Ok(Self { compressed, bytes })
    }

    /// What is to be decompressed.
    pub fn compressed(&self) -> &[u8] {
        &self.compressed
    }

    /// How many bytes it decompresses to. Whoever decompresses stops behind
    /// them, whatever else there is.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The setup, from the decompressed bytes.
    ///
    /// # Errors
    ///
    /// They are not as many as the link says, or no setup.
    pub fn candidate(&self, decompressed: &[u8]) -> Result<ImportCandidate, SetupLinkError> {
        if decompressed.len() != self.bytes {
            return Err(SetupLinkError::Damaged);
        }
        let text = std::str::from_utf8(decompressed).map_err(|_| SetupLinkError::Damaged)?;
        let mut setup = file::read_one(text)?;
        setup.id = SetupId::default();
        // Nothing in a link is evidence, whoever made it.
        setup.connection_passed = None;
        setup.connection_failed = None;
        setup.preflight = None;
        setup.rest.retain(|name, _| {
            [crate::page_data::MEMBER, crate::sample_users::MEMBER].contains(&name.as_str())
        });
        Ok(ImportCandidate {
            setup,
            source: ImportSource::Link,
        })
    }
}

/// A number as the program writes one.
fn number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

fn size(text: &str) -> Option<usize> {
    usize::try_from(number(text)?).ok()
}
