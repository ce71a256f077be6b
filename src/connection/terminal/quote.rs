//! Sets any text in quotes so that a shell takes it as one word and nothing
//! in it as a command.

/// In quotes for bash and zsh, which read nothing within single quotes.
pub fn posix(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// In quotes for PowerShell, which reads nothing within single quotes and
/// takes typographic ones for them
/// (about_Quoting_Rules, about_Parsing).
pub fn power_shell(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted.push('\'');
    quoted
}

/// As the value of a filter in an address of Microsoft Graph: quotes doubled
/// (OData 4.01 URL conventions, section 5.1.1.6.1), then percent-encoded.
pub fn odata(text: &str) -> String {
    let mut encoded = String::from("%27");
    for byte in text.replace('\'', "''").bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded.push_str("%27");
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 12] = [
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
    ];

    #[test]
    fn power_shell_reads_back_what_was_quoted() {
        for text in HOSTILE {
            let quoted = power_shell(text);
            let inner = &quoted[1..quoted.len() - 1];
            // The tokenizer's own rule: within single quotes two quotes of any
            // kind are one, and a single one ends the text.
            let mut read = String::new();
            let mut chars = inner.chars();
            while let Some(c) = chars.next() {
                if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') {
                    assert!(
                        chars
                            .next()
                            .is_some_and(|c| matches!(c, '\'' | '‘' | '’' | '‚' | '‛')),
                        "{quoted} ends early"
                    );
                }
                read.push(c);
            }
            assert_eq!(read, text);
        }
    }

    #[test]
    fn bash_reads_back_what_was_quoted() {
        for text in HOSTILE {
            let said = std::process::Command::new("bash")
                .args(["-c", &format!("printf %s {}", posix(text))])
                .output();
            // Not every computer that builds this has bash.
            let Ok(said) = said else { return };
            assert_eq!(String::from_utf8_lossy(&said.stdout), text);
        }
    }

    #[test]
    fn a_filter_holds_no_character_of_an_address() {
        assert_eq!(odata("Talkdesk"), "%27Talkdesk%27");
        assert_eq!(odata("Bob's & Co"), "%27Bob%27%27s%20%26%20Co%27");
        assert_eq!(odata("é?"), "%27%C3%A9%3F%27");
    }
}
