//! Quotes any text so that a shell takes it as one word and nothing in it as a
//! command.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters (RFC 3986 section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// For bash and zsh, which expand nothing within single quotes.
pub fn posix(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// For PowerShell, which expands nothing within single quotes and accepts
/// typographic ones as well (about_Quoting_Rules, about_Parsing).
///
/// The result is ASCII: read as Windows-1252, a byte of another character can be
/// a typographic quotation mark. Other characters are added by their code.
pub fn power_shell(text: &str) -> String {
    let quote = |c: char| match c {
        '\'' => "''".to_owned(),
        _ if c.is_ascii() => c.to_string(),
        _ => {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            units
                .map(|unit| format!("' + [char]0x{unit:04x} + '"))
                .collect()
        }
    };
    let quoted: String = text.chars().map(quote).collect();
    match text.is_ascii() {
        true => format!("'{quoted}'"),
        false => format!("('{quoted}')"),
    }
}

/// The value of a filter in a URL of Microsoft Graph: quotes are doubled (OData
/// 4.01 URL conventions, section 5.1.1.6.1), then percent-encoded.
pub fn odata(text: &str) -> String {
    let text = text.replace('\'', "''");
    format!("%27{}%27", utf8_percent_encode(&text, RESERVED))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 13] = [
        "https://host.example/scim/v2/Users?filter=userName+eq+%220-0%22&k=v",
        "it's",
        "''",
        "$(touch /tmp/x)",
        "`touch x`",
        "\"; rm -rf /; \"",
        "a & b | c > d < e ; f",
        "%PATH% %22x%22 !history ^ ~",
        "two words\tand a tab",
        "line one\nline two\r\nthree",
        "back\\slash\\",
        "typographic ’quotes‘ ‚here‛ and “these”",
        "Ò; Start-Process calc; # Ñ Â 😀",
    ];

    /// Parses what PowerShell does: strings in single quotes, in which two quotes
    /// are one, and characters by their code, added in parentheses.
    fn read_back(quoted: &str) -> String {
        let inner = quoted
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .unwrap_or(quoted);
        let (mut units, mut rest) = (Vec::new(), inner);
        loop {
            if let Some(text) = rest.strip_prefix('\'') {
                rest = text;
                loop {
                    let (head, tail) = rest.split_once('\'').expect("it is closed");
                    units.extend(head.encode_utf16());
                    rest = tail;
                    let Some(tail) = rest.strip_prefix('\'') else {
                        break;
                    };
                    units.push(u16::from(b'\''));
                    rest = tail;
                }
            } else {
                let number = rest.strip_prefix("[char]0x").expect("a character");
                units.push(u16::from_str_radix(&number[..4], 16).expect("its number"));
                rest = &number[4..];
            }
            match rest.strip_prefix(" + ") {
                Some(next) => rest = next,
                None => break,
            }
        }
        assert_eq!(rest, "", "{quoted} ends early");
        String::from_utf16(&units).expect("UTF-16")
    }

    #[test]
    fn power_shell_quotes_round_trip() {
        for text in HOSTILE {
            let quoted = power_shell(text);
            assert!(quoted.is_ascii(), "{quoted}");
            assert_eq!(read_back(&quoted), text);
        }
        assert_eq!(power_shell("it's"), "'it''s'");
        assert_eq!(power_shell("\u{2019}"), "('' + [char]0x2019 + '')");
    }

    #[test]
    fn posix_quotes_round_trip() {
        for text in HOSTILE {
            let output = std::process::Command::new("bash")
                .args(["-c", &format!("printf %s {}", posix(text))])
                .output();
            // Not every computer that builds this has bash.
            let Ok(output) = output else { return };
            assert_eq!(String::from_utf8_lossy(&output.stdout), text);
        }
    }

    #[test]
    fn odata_values_are_encoded() {
        assert_eq!(odata("Talkdesk"), "%27Talkdesk%27");
        assert_eq!(odata("Bob's & Co"), "%27Bob%27%27s%20%26%20Co%27");
        assert_eq!(odata("é?"), "%27%C3%A9%3F%27");
    }
}
