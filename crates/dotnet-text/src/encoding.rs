//! `Convert.ToBase64String` over UTF-16LE, and upper-case hexadecimal digits of UTF-8.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// Base64 of the text's UTF-16 units, low byte first: `Encoding.Unicode`.
pub fn base64_utf16(text: &str) -> String {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    BASE64_STANDARD.encode(bytes)
}

/// Two upper-case hexadecimal digits for each byte of the text's UTF-8.
pub fn hex_utf8(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes() {
        // Microsoft's example, then .NET Core 3.1.23.
        assert_eq!(
            base64_utf16("Hello world!"),
            "SABlAGwAbABvACAAdwBvAHIAbABkACEA"
        );
        assert_eq!(base64_utf16("a"), "YQA=");
        assert_eq!(base64_utf16("e\u{301}"), "ZQABAw==");
        assert_eq!(base64_utf16(""), "");
        assert_eq!(hex_utf8("😀\0"), "F09F988000");
    }
}
