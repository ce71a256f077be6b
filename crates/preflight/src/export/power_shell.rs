//! Text for PowerShell.

use std::fmt::Write as _;

/// A text as an expression of PowerShell, in ASCII. Windows PowerShell reads a
/// file without byte order mark in the code page of the machine, where the
/// bytes of `Ò` hold a quotation mark, and all versions take typographic
/// quotation marks for plain ones. So everything but printable ASCII is written
/// as a number, in UTF-16 as .NET counts characters.
pub(super) fn power_shell_literal(text: &str) -> String {
    let (mut parts, mut plain) = (Vec::new(), String::new());
    let quoted = |plain: &str| format!("'{}'", plain.replace('\'', "''"));
    for character in text.chars() {
        if matches!(character, ' '..='~') {
            plain.push(character);
            continue;
        }
        if !plain.is_empty() {
            parts.push(quoted(&std::mem::take(&mut plain)));
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            let mut part = String::new();
            let _ = write!(part, "[char]0x{unit:04X}");
            parts.push(part);
        }
    }
    if !plain.is_empty() || parts.is_empty() {
        parts.push(quoted(&plain));
    }
    match parts.as_slice() {
        [only] if only.starts_with('\'') => only.clone(),
        // A flat list, because nested sums of many parts are too deep for the
        // parser.
        _ => format!("(-join @({}))", parts.join(", ")),
    }
}

/// The list of these users, and a command that shows each.
pub(super) fn refused_list<'t>(ids: impl Iterator<Item = &'t str>) -> String {
    let mut text =
        String::from("# Users that Preflight expects Talkdesk to reject\n$rejected = @(\n");
    for id in ids {
        let _ = writeln!(text, "    {}", power_shell_literal(id));
    }
    text.push_str(")\n$rejected | ForEach-Object { Get-MgUser -UserId $_ }\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_printable_ascii_is_written_as_it_is() {
        for (text, expected) in [
            ("", "''"),
            ("a'1", "'a''1'"),
            ("$(x) `\"", "'$(x) `\"'"),
            ("Ò; calc; #", "(-join @([char]0x00D2, '; calc; #'))"),
            ("a’b", "(-join @('a', [char]0x2019, 'b'))"),
            ("a\u{85}\n", "(-join @('a', [char]0x0085, [char]0x000A))"),
            ("😀", "(-join @([char]0xD83D, [char]0xDE00))"),
        ] {
            assert_eq!(power_shell_literal(text), expected, "{text:?}");
        }
    }

    /// `tests/services/users-files/refused.test.mjs` runs the text.
    #[test]
    fn the_text_that_the_service_tests_run_is_up_to_date() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/services/users-files"
        );
        let ids = std::fs::read_to_string(format!("{folder}/refused.json")).unwrap();
        let ids: Vec<String> = serde_json::from_str(&ids).unwrap();
        let text = refused_list(ids.iter().map(String::as_str));
        assert!(text.is_ascii());
        let golden = format!("{folder}/refused.ps1");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&golden).unwrap(), text);
    }

    proptest::proptest! {
        #[test]
        fn any_text_stays_in_one_line_of_ascii(text in ".{0,40}") {
            let literal = power_shell_literal(&text);
            proptest::prop_assert!(literal.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        }
    }
}
