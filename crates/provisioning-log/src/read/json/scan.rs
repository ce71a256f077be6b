//! Where the values of JSON end, without reading them.

/// A value that is passed over, as far as it has come.
#[derive(Debug, Default)]
pub(super) struct SkippedValue {
    depth: u32,
    text: bool,
    escaped: bool,
}

/// The name of the member that begins here, and where its value begins.
pub(super) fn member_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let end = string_end(bytes, at + 1)?;
    let name = text.get(at + 1..end - 1)?;
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let colon = end + bytes.get(end..)?.iter().position(|byte| !blank(byte))?;
    if bytes.get(colon) != Some(&b':') {
        return None;
    }
    let value = colon + 1;
    let value = value + bytes.get(value..)?.iter().position(|byte| !blank(byte))?;
    Some((name, value))
}

/// The position behind the quotation mark that ends a text.
fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

impl SkippedValue {
    /// The end of the value, if it is in these bytes; goes on where it was left.
    pub(super) fn end(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            if self.text {
                if self.escaped {
                    self.escaped = false;
                    at += 1;
                    continue;
                }
                at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
                match bytes.get(at - 1) {
                    Some(b'"') => self.text = false,
                    _ => self.escaped = true,
                }
                if !self.text && self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            match byte {
                b'"' => self.text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
}
