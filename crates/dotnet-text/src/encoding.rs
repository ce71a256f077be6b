//! `Convert.ToBase64String` over UTF-16LE, and upper-case hexadecimal digits of UTF-8.

/// Base64 of the text's UTF-16 units, low byte first: `Encoding.Unicode`.
pub fn base64_utf16(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            if position > chunk.len() {
                out.push('=');
            } else {
                let digit = bits >> (18 - 6 * position) & 63;
                out.push(char::from(DIGITS[digit as usize]));
            }
        }
    }
    out
}

/// Two upper-case hexadecimal digits for each byte of the text's UTF-8.
pub fn hex_utf8(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
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
