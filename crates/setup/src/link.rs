//! A setup in the fragment of a link, so that it can be handed over without a
//! server. No secret is in it, and nothing that was measured here: whoever
//! opens it tests for themselves.
//!
//! A link is `#/import/<version>.<characters>.<bytes>.<check>.<payload>`: the
//! payload is the compact JSON of a setup file, compressed (raw DEFLATE, RFC
//! 1951) and in base64 for addresses (RFC 4648, section 5, without padding). The
//! number of its characters tells a link that was cut off from one that was
//! changed on the way, the number of bytes says where to stop decompressing, and
//! the version comes first, so that a link of a later program is recognized.
//!
//! The compression itself is not here: browsers have it (`CompressionStream`
//! and `DecompressionStream` with `deflate-raw`), so that it weighs nothing in
//! the page, and tests use a library.

mod content;
mod payload;

pub use content::{LinkContent, LinkOptions};
pub use payload::LinkPayload;

use provisioning::format::grouped;

use crate::file::FileError;

/// What the fragment of every such link begins with.
pub const PREFIX: &str = "#/import/";

/// The version that this program writes.
const VERSION: u64 = 1;

/// The longest payload, in characters. Safari takes no more than 80,000 in an
/// address.
pub const MAX_PAYLOAD: usize = 64_000;

/// The most bytes that a payload is decompressed to.
pub const MAX_CONTENT: usize = 1_000_000;

/// Longer links are cut by some programs that send them.
pub const RELIABLE_LENGTH: usize = 2_000;

/// Why there is no link, or no setup in one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupLinkError {
    #[error(
        "The setup is too long for a link: {} characters, and at most {} are possible. Save it as a file instead.",
        grouped(*.characters as u64),
        grouped(MAX_PAYLOAD as u64)
    )]
    TooLong { characters: usize },
    /// The leaf that has it, as [`crate::replica::leaf_label`] calls it.
    #[error("A secret token is in {part}. Remove it there, then make the link again.")]
    Secret { part: String },
    /// Opening, from here on.
    #[error(
        "The end of the link is missing, as some mail and chat programs cut long links. Ask for the setup as a file."
    )]
    Cut,
    #[error("The link was changed on its way. Ask for it again, or for the setup as a file.")]
    Damaged,
    #[error(
        "A newer version of scimdesk made this link (format {version}; this one reads up to {}). Reload the page to get the newest version.",
        VERSION
    )]
    Newer { version: u64 },
    #[error("The link is longer than any that scimdesk makes. It wasn’t opened.")]
    TooMuch,
    #[error(transparent)]
    Content(#[from] FileError),
}

/// FNV-1a over 32 bits: finds accidents, which is all it is for.
fn check(header: &str, payload: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    header
        .bytes()
        .chain(payload.bytes())
        .fold(0x811c_9dc5, step)
}

/// What the check covers beside the payload.
fn header(characters: usize, bytes: usize) -> String {
    format!("{VERSION}.{characters}.{bytes}.")
}

#[cfg(test)]
mod tests;
