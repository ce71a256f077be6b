//! What can be said of one value by its characters.

pub(crate) mod addresses;
pub(crate) mod names;
pub(crate) mod service_accounts;

use crate::report::finding_kind::FindingKind;
use provisioning::talkdesk::{EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, USER_NAME};

const CONTROL: u8 = 1;
const HIGH: u8 = 2;
/// Ends or breaks a text in a filter.
const BREAKS: u8 = 4;
/// Neither a letter nor a digit nor one of `. _ - + ' @`.
const UNUSUAL: u8 = 8;

/// The class of every byte, so that most values are evaluated by one look at
/// each of their bytes.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation)]
        let b = byte as u8;
        classes[byte] = match b {
            0..=0x1F | 0x7F => CONTROL | UNUSUAL,
            0x80.. => HIGH | UNUSUAL,
            b'"' | b'\\' => BREAKS | UNUSUAL,
            b'.' | b'_' | b'-' | b'+' | b'\'' | b'@' => 0,
            _ if b.is_ascii_alphanumeric() => 0,
            _ => UNUSUAL,
        };
        byte += 1;
    }
    classes
};

fn classes(text: &str) -> u8 {
    let bytes = text.bytes();
    bytes.fold(0, |all, byte| all | CLASSES[usize::from(byte)])
}

/// No limit is below this.
const SHORT: usize = 100;

/// The longest value of a target that is sensible, in characters. 254 is what
/// RFC 5321 leaves for an address; the others are far beyond what people have.
fn longest(target: &str) -> usize {
    match target {
        USER_NAME => 254,
        GIVEN_NAME | FAMILY_NAME => 100,
        EXTERNAL_ID => 256,
        _ => 1000,
    }
}

/// Checks the characters of a value; `matching` when Entra asks for the user
/// with it. `tell` gets each kind once.
pub(crate) fn check(text: &str, target: &str, matching: bool, mut tell: impl FnMut(FindingKind)) {
    if text.len() > SHORT {
        let longest = longest(target);
        if text.len() > longest && text.chars().count() > longest {
            tell(FindingKind::TooLong);
        }
    }
    let trimmed = trimmed(text);
    if trimmed.len() != text.len() {
        tell(FindingKind::OuterBlanks);
    }
    let classes = classes(trimmed);
    let quiet = std::cell::Cell::new(true);
    let mut tell = |kind| {
        quiet.set(false);
        tell(kind);
    };
    if matching && classes & (BREAKS | CONTROL) != 0 {
        tell(FindingKind::BreaksFilter);
    } else if classes & CONTROL != 0 || classes & HIGH != 0 && has_invisible(trimmed) {
        tell(FindingKind::ControlCharacters);
    }
    if classes & HIGH != 0 {
        if is_damaged(trimmed) {
            tell(FindingKind::DamagedText);
        }
        if mixes_scripts(trimmed) {
            tell(FindingKind::MixedScripts);
        }
    }
    if is_type_name(trimmed) {
        tell(FindingKind::TypeName);
    }
    if matching && quiet.get() && classes & UNUSUAL != 0 {
        // That a userName is no address is a finding of its own.
        if target != USER_NAME || provisioning::scim_request::predicted_response::is_email(trimmed)
        {
            tell(FindingKind::RiskyFilter);
        }
    }
}

/// A text without blanks around it.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Characters without width, or that turn the direction of writing. Those
/// that join letters belong to several scripts, and are odd after Latin ones
/// only.
fn has_invisible(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let latin = before.is_ascii();
        before = c;
        match c {
            '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => true,
            '\u{200C}' | '\u{200D}' => latin,
            _ => false,
        }
    })
}

/// The character that stands for lost ones, or UTF-8 that was read as
/// Windows-1252.
fn is_damaged(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let twice = matches!(before, 'Ã' | 'Â') && matches!(c, '\u{80}'..='\u{BF}' | '€' | '‚' | 'ƒ' | '„' | '…' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž' | '‘'..='”' | '•' | '–' | '—' | '˜' | '™' | 'š' | '›' | 'œ' | 'ž' | 'Ÿ');
        before = c;
        twice || c == char::REPLACEMENT_CHARACTER
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
    Wide,
}

/// The scripts whose letters look like each other's.
fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' if c != '×' && c != '÷' => {
            Script::Latin
        }
        'Ͱ'..='Ͽ' | 'ἀ'..='῾' => Script::Greek,
        'Ѐ'..='ԯ' | '\u{1C80}'..='\u{1C8F}' | 'Ꙁ'..='ꚟ' => Script::Cyrillic,
        'Ա'..='֏' => Script::Armenian,
        'Ꭰ'..='ᏽ' => Script::Cherokee,
        'Ａ'..='ｚ' => Script::Wide,
        _ => return None,
    })
}

/// Whether one word has letters of two scripts that look alike. Words of
/// different scripts beside each other are no matter.
fn mixes_scripts(text: &str) -> bool {
    let mut word = None;
    text.chars().any(|c| {
        if !c.is_alphabetic() {
            word = None;
            return false;
        }
        let Some(script) = script(c) else {
            return false;
        };
        *word.get_or_insert(script) != script
    })
}

/// What Export-Csv writes for a collection or an object.
fn is_type_name(text: &str) -> bool {
    text.starts_with("System.")
        && (text.ends_with("[]") || text.contains("Collections.") || text == "System.Object")
        || text.starts_with("Microsoft.Graph.PowerShell.Models.")
        || text.starts_with("Microsoft.Open.")
}

/// A text as words of eight bytes, and what is left of it as one more. In wasm
/// a comparison of bytes is a loop over each of them.
pub(crate) fn eight_byte_words(bytes: &[u8]) -> (impl Iterator<Item = u64>, u64) {
    let (whole, rest) = bytes.as_chunks();
    let mut last = 0;
    for byte in rest {
        last = last << 8 | u64::from(*byte);
    }
    (whole.iter().map(|word| u64::from_le_bytes(*word)), last)
}

pub(crate) fn same(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let ((a, a_rest), (b, b_rest)) = (
        eight_byte_words(a.as_bytes()),
        eight_byte_words(b.as_bytes()),
    );
    a_rest == b_rest && a.eq(b)
}

/// Whether texts are the same but for case.
pub(crate) fn same_folded(a: &str, b: &str) -> bool {
    if same(a, b) {
        return true;
    }
    match a.is_ascii() && b.is_ascii() {
        true => a.eq_ignore_ascii_case(b),
        false => a.to_lowercase() == b.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, target: &str, matching: bool) -> Vec<FindingKind> {
        let mut found = Vec::new();
        check(text, target, matching, |kind| found.push(kind));
        found
    }

    #[test]
    fn values_are_checked_by_their_characters() {
        use FindingKind::{
            BreaksFilter, ControlCharacters, DamagedText, MixedScripts, OuterBlanks, TooLong,
            TypeName,
        };
        let limit = "x".repeat(100);
        let accents = "é".repeat(100);
        let beyond = "é".repeat(101);
        let cases: [(&str, &[FindingKind]); 32] = [
            ("", &[]),
            ("Ana", &[]),
            ("Ana Maria", &[]),
            ("O’Neil-Šťastný", &[]),
            ("O'Neil", &[]),
            ("李小龍", &[]),
            ("علی‌رضا", &[]),
            (&limit, &[]),
            (&accents, &[]),
            (&beyond, &[TooLong]),
            (" Ana", &[OuterBlanks]),
            ("Ana\u{A0}", &[OuterBlanks]),
            ("Ana\n", &[OuterBlanks]),
            ("A\tna", &[ControlCharacters]),
            ("A\0na", &[ControlCharacters]),
            ("A\u{200B}na", &[ControlCharacters]),
            ("A\u{200D}na", &[ControlCharacters]),
            ("A\u{AD}na", &[ControlCharacters]),
            ("\u{202E}Ana", &[ControlCharacters]),
            ("Аna", &[MixedScripts]),
            ("Αna", &[MixedScripts]),
            ("Ａna", &[MixedScripts]),
            ("Анна", &[]),
            ("Анна Smith", &[]),
            ("Анна-Smith", &[]),
            ("5µm", &[]),
            ("Andr\u{FFFD}", &[DamagedText]),
            ("AndrÃ©", &[DamagedText]),
            ("São Ângela Ãmn", &[]),
            ("System.String[]", &[TypeName]),
            ("System administrator", &[]),
            ("a \"b\" \\c", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text, GIVEN_NAME, false), expected, "{text:?}");
        }
        assert_eq!(kinds("a\"b", EXTERNAL_ID, true), [BreaksFilter]);
    }

    #[test]
    fn matching_values_are_checked_for_the_query() {
        let cases: [(&str, &[FindingKind]); 11] = [
            ("ana.silva-x_y+z@contoso.com", &[]),
            ("o'neil@contoso.com", &[]),
            ("a\"b@contoso.com", &[FindingKind::BreaksFilter]),
            ("a\\b@contoso.com", &[FindingKind::BreaksFilter]),
            ("a\u{1}b@contoso.com", &[FindingKind::BreaksFilter]),
            ("a#b@contoso.com", &[FindingKind::RiskyFilter]),
            ("a&b%@contoso.com", &[FindingKind::RiskyFilter]),
            ("josé@contoso.com", &[FindingKind::RiskyFilter]),
            ("аna@contoso.com", &[FindingKind::MixedScripts]),
            ("a\u{200B}b@contoso.com", &[FindingKind::ControlCharacters]),
            // That it is no address is another finding.
            ("a b", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text, USER_NAME, true), expected, "{text:?}");
        }
        let long = format!("{}@contoso.com", "x".repeat(254 - 12));
        assert_eq!(kinds(&long, USER_NAME, true), []);
        assert_eq!(
            kinds(&format!("x{long}"), USER_NAME, true),
            [FindingKind::TooLong]
        );
    }

    #[test]
    fn case_is_folded_for_every_script() {
        assert!(same_folded("Ana@X.org", "ana@x.ORG"));
        assert!(same_folded("JOSÉ", "josé"));
        assert!(!same_folded("jose", "josé"));
    }
}
