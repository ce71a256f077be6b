//! The code that the relay prints and the page asks for: 130 bits in
//! Crockford's base 32 (<https://www.crockford.com/base32.html>).

use std::fmt;

use provisioning::format::counted;

/// How many characters a code has, without the dashes between its groups.
pub const CODE_LENGTH: usize = 26;

/// How the relay prints it, for an empty field.
pub const CODE_SHAPE: &str = "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX";

/// All digits, and all letters but I, L, O and U.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A whole pairing code, without dashes. It is a secret, so it cannot be cloned,
/// shown or sent.
#[derive(PartialEq, Eq)]
pub struct PairingCode(String);

/// What is wrong with a typed pairing code, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingCodeError {
    #[error("Enter the code that the relay prints.")]
    Empty,
    #[error("{} missing.", missing(*.has))]
    TooShort { has: usize },
    #[error("The code has {CODE_LENGTH} characters; this has {has}.")]
    TooLong { has: usize },
    /// Counted from 1, without dashes.
    #[error(
        "Character {at}, “{found}”, isn’t part of a code. Codes have digits and letters, except U."
    )]
    Character { found: char, at: usize },
}

fn missing(has: usize) -> String {
    let missing = CODE_LENGTH - has;
    let be = if missing == 1 { "is" } else { "are" };
    format!(
        "{} {be}",
        counted(missing as u64, "character", "characters")
    )
}

impl PairingCodeError {
    /// Whether more typing may put it right.
    pub fn is_incomplete(self) -> bool {
        matches!(
            self,
            PairingCodeError::Empty | PairingCodeError::TooShort { .. }
        )
    }
}

impl PairingCode {
    /// Reads a code as people type and paste it: in any case, with any dashes and
    /// spaces, and with letters that look like digits in their place.
    pub fn parse(typed: &str) -> Result<PairingCode, PairingCodeError> {
        let mut code = String::with_capacity(CODE_LENGTH);
        let mut has = 0;
        for found in typed.chars().filter(|c| !is_separator(*c)) {
            has += 1;
            let meant = match found.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !ALPHABET.contains(meant) {
                return Err(PairingCodeError::Character { found, at: has });
            }
            code.push(meant);
        }
        match has {
            0 => Err(PairingCodeError::Empty),
            CODE_LENGTH => Ok(PairingCode(code)),
            _ if has < CODE_LENGTH => Err(PairingCodeError::TooShort { has }),
            _ => Err(PairingCodeError::TooLong { has }),
        }
    }

    /// The key of the proofs.
    pub(super) fn key(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PairingCode(…)")
    }
}

/// Also the dashes that word processors and terminals put in.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS";

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let cases = [
            CODE,
            "0123456789ABCDEFGHJKMNPQRS",
            "0123-4567-89ab-cdef-ghjk-mnpq-rs",
            " 0123 4567 89AB CDEF\tGHJK MNPQ RS\n",
            "O1234567-89AB–CDEF—GHJK‑MNPQ_RS",
            "oI23-4567-89AB-CDEF-GHJK-MNPQ-RS",
            "0l23-4567-89AB-CDEF-GHJK-MNPQ-RS",
            "--0123-4567-89AB-CDEF-GHJK-MNPQ-RS--",
        ];
        for typed in cases {
            let code = PairingCode::parse(typed);
            let key = code.as_ref().map(PairingCode::key);
            assert_eq!(key, Ok(CODE.replace('-', "").as_bytes()), "{typed}");
        }
    }

    #[test]
    fn an_error_says_what_is_wrong_and_where() {
        use PairingCodeError::{Character, Empty, TooLong, TooShort};
        let cases = [
            ("", Empty, "Enter the code that the relay prints."),
            (" - ", Empty, "Enter the code that the relay prints."),
            ("0123-4", TooShort { has: 5 }, "21 characters are missing."),
            (
                "0123-4567-89AB-CDEF-GHJK-MNPQ-R",
                TooShort { has: 25 },
                "1 character is missing.",
            ),
            (
                "0123-4567-89AB-CDEF-GHJK-MNPQ-RST",
                TooLong { has: 27 },
                "The code has 26 characters; this has 27.",
            ),
            (
                "0123-U567",
                Character { found: 'U', at: 5 },
                "Character 5, “U”, isn’t part of a code. Codes have digits and letters, except U.",
            ),
            (
                "01é",
                Character { found: 'é', at: 3 },
                "Character 3, “é”, isn’t part of a code. Codes have digits and letters, except U.",
            ),
        ];
        for (typed, due, message) in cases {
            let error = PairingCode::parse(typed).expect_err("an error");
            assert_eq!(
                (error, error.to_string()),
                (due, message.to_owned()),
                "{typed}"
            );
            let incomplete = matches!(due, Empty | TooShort { .. });
            assert_eq!(error.is_incomplete(), incomplete, "{typed}");
        }
    }

    #[test]
    fn a_code_is_not_shown() {
        let code = PairingCode::parse(CODE).expect("a code");
        assert_eq!(format!("{code:?}"), "PairingCode(…)");
    }

    #[test]
    fn the_alphabet_has_130_bits_in_a_code() {
        assert_eq!(ALPHABET.len().pow(2), 1 << 10);
        assert_eq!(CODE_LENGTH * 5, 130);
        assert_eq!(CODE_SHAPE.replace('-', "").len(), CODE_LENGTH);
    }
}
