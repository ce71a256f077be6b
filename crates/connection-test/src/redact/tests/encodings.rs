//! Encoders, and a decoder that is independent of the redactor's.

use base64::Engine;
use base64::alphabet;
use base64::prelude::{BASE64_STANDARD as STANDARD, BASE64_URL_SAFE as URL_SAFE};

/// Name and encoder.
pub(super) type Encoding = (&'static str, fn(&str) -> String);

pub(super) const ENCODINGS: [Encoding; 31] = [
    ("plain", str::to_owned),
    ("upper case", |text| text.to_ascii_uppercase()),
    ("percent", |text| percent(text, false)),
    ("percent, all", |text| percent(text, true)),
    ("percent, lower case", |text| {
        percent(text, true).to_ascii_lowercase()
    }),
    ("%u", |text| each(text, |c| format!("%u{:04x}", c as u32))),
    ("JSON", json),
    ("JSON with \\/", |text| json(text).replace('/', "\\/")),
    ("\\u", |text| each(text, |c| format!("\\u{:04X}", c as u32))),
    ("\\u{}", |text| {
        each(text, |c| format!("\\u{{{:x}}}", c as u32))
    }),
    ("\\x", |text| {
        text.bytes().map(|b| format!("\\x{b:02x}")).collect()
    }),
    ("entities", html),
    ("decimal entities", |text| {
        each(text, |c| format!("&#{};", c as u32))
    }),
    ("hex entities", |text| {
        each(text, |c| format!("&#x{:X};", c as u32))
    }),
    ("padded entities", |text| {
        each(text, |c| format!("&#00000{};", c as u32))
    }),
    ("padded hex entities", |text| {
        each(text, |c| format!("&#x0000{:x};", c as u32))
    }),
    ("entities without semicolon", |text| {
        each(text, |c| format!("&#{}", c as u32))
    }),
    ("base64", |text| STANDARD.encode(text)),
    ("base64 after one byte", |text| {
        STANDARD.encode(format!("x{text}"))
    }),
    ("base64 after two bytes", |text| {
        STANDARD.encode(format!("xy{text}zz"))
    }),
    ("base64url", |text| URL_SAFE.encode(text).replace('=', "")),
    ("base64url after one byte", |text| {
        URL_SAFE.encode(format!("_{text}~"))
    }),
    ("hex", |text| hex(text, "")),
    ("hex, upper case", |text| hex(text, "").to_ascii_uppercase()),
    ("hex with colons", |text| hex(text, ":")),
    ("hex with blanks", |text| hex(text, " ")),
    ("blanks", |text| between(text, " ")),
    ("line breaks", |text| between(text, "\n")),
    ("soft hyphens", |text| between(text, "\u{ad}")),
    ("zero-width", |text| between(text, "\u{200b}")),
    ("full-width", |text| {
        let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).filter(|_| c.is_ascii_graphic());
        text.chars().map(|c| wide(c).unwrap_or(c)).collect()
    }),
];

/// Not combined with another one, which would need a decoder for both.
pub(super) const ALONE: [Encoding; 3] = [
    ("NUL", |text| between(text, "\0")),
    ("reversed", |text| text.chars().rev().collect()),
    ("UTF-16 in base64", |text| {
        STANDARD.encode(between(text, "\0"))
    }),
];

fn each(text: &str, write: impl Fn(char) -> String) -> String {
    text.chars().map(write).collect()
}

fn between(text: &str, mark: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(mark)
}

fn percent(text: &str, all: bool) -> String {
    let write = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' if !all => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(write).collect()
}

fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn html(text: &str) -> String {
    each(text, |c| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '+' => "&plus;".to_owned(),
        '/' => "&sol;".to_owned(),
        '=' => "&equals;".to_owned(),
        '_' => "&lowbar;".to_owned(),
        other => other.to_string(),
    })
}

fn hex(text: &str, separator: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(separator)
}

/// Whether decoding up to two layers of a text gives the secret.
pub(super) fn can_be_read(text: &str, secret: &str) -> bool {
    let plain = |text: &str| -> String {
        let hidden =
            |c: &char| !c.is_whitespace() && !c.is_control() && !"\u{ad}\u{200b}".contains(*c);
        let narrow = |c: char| match c as u32 {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        text.chars()
            .filter(hidden)
            .map(narrow)
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let secret = plain(secret);
    let reversed: String = secret.chars().rev().collect();
    let mut texts = vec![text.to_owned()];
    for layer in 0..3 {
        for text in &texts {
            let text = plain(text);
            if text.contains(&secret) || text.contains(&reversed) {
                return true;
            }
        }
        if layer < 2 {
            texts = texts.iter().flat_map(|text| decoded(text)).collect();
        }
    }
    false
}

fn decoded(text: &str) -> Vec<String> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"\u{ad}\u{200b}\0".contains(*c))
        .collect();
    let mut all = Vec::new();
    for text in [text, bare.as_str()] {
        all.push(replaced(text, "%", |rest| code(rest, 2, 16)));
        all.push(replaced(text, "%u", |rest| code(rest, 4, 16)));
        all.push(replaced(text, "\\u", |rest| code(rest, 4, 16)));
        all.push(replaced(text, "\\x", |rest| code(rest, 2, 16)));
        all.push(replaced(text, "\\", |rest| {
            rest.chars()
                .next()
                .filter(|c| "\\/\"".contains(*c))
                .map(|c| (c, 1))
        }));
        all.push(replaced(text, "&#", entity));
        for (name, mark) in [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&quot;", "\""),
            ("&plus;", "+"),
            ("&sol;", "/"),
            ("&equals;", "="),
            ("&lowbar;", "_"),
        ] {
            if text.contains(name) {
                all.push(text.replace(name, mark));
            }
        }
    }
    let digits: String = bare.replace([':', '-'], "");
    all.extend([0, 1].map(|from| joined(&digits, 4, from, |c| c.to_digit(16))));
    for alphabet in [alphabet::STANDARD, alphabet::URL_SAFE] {
        let value = |c: char| alphabet.as_str().find(c).map(|at| at as u32);
        all.extend([0, 1, 2, 3].map(|from| joined(&bare, 6, from, value)));
    }
    all.retain(|other| other != text);
    all
}

fn code(rest: &str, digits: usize, radix: u32) -> Option<(char, usize)> {
    let code = u32::from_str_radix(rest.get(..digits)?, radix).ok()?;
    Some((char::from_u32(code)?, digits))
}

fn entity(rest: &str) -> Option<(char, usize)> {
    let (radix, from) = if rest.starts_with('x') {
        (16, 1)
    } else {
        (10, 0)
    };
    let length = rest[from..]
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(rest.len() - from);
    let (character, _) = code(&rest[from..], length, radix)?;
    let semicolon = usize::from(rest[from + length..].starts_with(';'));
    Some((character, from + length + semicolon))
}

fn replaced(text: &str, mark: &str, read: impl Fn(&str) -> Option<(char, usize)>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        out.push_str(&rest[..at]);
        let after = &rest[at + mark.len()..];
        match read(after) {
            Some((character, length)) => {
                out.push(character);
                rest = &after[length..];
            }
            None => {
                out.push_str(mark);
                rest = after;
            }
        }
    }
    out + rest
}

fn joined(text: &str, width: u32, from: usize, value: impl Fn(char) -> Option<u32>) -> String {
    let mut out = Vec::new();
    for run in text.split(|c| value(c).is_none()) {
        let (mut buffer, mut bits) = (0_u64, 0);
        for digit in run.chars().skip(from).filter_map(&value) {
            buffer = (buffer << width | u64::from(digit)) & 0xFFFF;
            bits += width;
            if bits >= 8 {
                bits -= 8;
                out.push((buffer >> bits) as u8);
            }
        }
        out.push(b' ');
    }
    String::from_utf8_lossy(&out).into_owned()
}
