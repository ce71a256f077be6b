//! Base64url, percent-encoding, form parameters and a comparison in constant time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const RESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub fn is_base64url(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Parameters of a query or a form.
pub fn form(parameters: &[(&str, &str)]) -> String {
    let encoded = parameters
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, &RESERVED)));
    encoded.collect::<Vec<_>>().join("&")
}

/// The parameters of a query or a form, in their order. None if one is not UTF-8.
pub fn parse_form(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    let pairs = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decoded(name)?, decoded(value)?))
    });
    pairs.collect()
}

fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    let bytes = percent_decode_str(&spaced);
    bytes.decode_utf8().ok().map(|text| text.into_owned())
}

/// Compares two secrets in a time that depends on their lengths only, so that a
/// guess cannot be improved character by character.
pub fn equal_in_constant_time(left: &str, right: &str) -> bool {
    let longest = left.len().max(right.len());
    let byte = |text: &str, at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    let difference = (0..longest).fold(0, |sum, at| sum | (byte(left, at) ^ byte(right, at)));
    std::hint::black_box(difference) == 0 && left.len() == right.len()
}
