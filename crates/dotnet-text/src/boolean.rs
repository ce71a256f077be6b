//! `CBool` of a text: `Conversions.ToBoolean` of Visual Basic in the invariant culture.

use super::utf16;

/// The text as a truth value: `True` or `False` in any case, a hexadecimal or octal number as
/// Visual Basic writes it (`&HF`, `&O7`), or whatever `Double.Parse` takes with signs, parentheses,
/// the currency sign, group separators, an exponent and white space. Nothing where .NET throws.
pub fn to_boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    if text.eq_ignore_ascii_case("false") {
        return Some(false);
    }
    if let Some(number) = radix_number(text) {
        return number.map(|number| number != 0);
    }
    match Scan::new(text).number() {
        Some(number) => Some(number != 0.0),
        None => named_number(text).then_some(true),
    }
}

/// `IsHexOrOctValue`: blanks, `&`, a letter and digits. The inner value is nothing where it throws.
fn radix_number(text: &str) -> Option<Option<u64>> {
    let rest = text
        .trim_start_matches([' ', '\u{3000}'])
        .strip_prefix('&')?;
    let mut chars = rest.chars();
    let letter = chars.next()?;
    let digits = chars.as_str();
    if digits.is_empty() {
        return None;
    }
    Some(match letter {
        'h' | 'H' => {
            let hex = digits.strip_prefix("0x").or(digits.strip_prefix("0X"));
            unsigned(hex.unwrap_or(digits), 16)
        }
        'o' | 'O' => unsigned(digits, 8),
        _ => None,
    })
}

/// Digits without a sign, which Rust would take.
fn unsigned(digits: &str, radix: u32) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    u64::from_str_radix(digits, radix).ok().filter(|_| plain)
}

/// What `Double.Parse` takes that is no number of digits. None of them is zero.
fn named_number(text: &str) -> bool {
    let text = text.trim();
    let name = text.strip_prefix(['+', '-']).unwrap_or(text);
    name.eq_ignore_ascii_case("Infinity") || name.eq_ignore_ascii_case("NaN")
}

/// The state of `Number.TryParseNumber` with the styles that Visual Basic asks for, which are
/// everything but hexadecimal digits.
struct Scan<'a> {
    rest: &'a str,
    /// A sign or a parenthesis was seen.
    sign: bool,
    /// A parenthesis is open.
    open: bool,
    currency: bool,
}

/// Exponents beyond this one are all alike: zero or infinite.
const MAX_EXPONENT: i32 = 9_999;

impl<'a> Scan<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            sign: false,
            open: false,
            currency: false,
        }
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let first = self.rest.chars().next().filter(|c| wanted(*c))?;
        self.rest = self.rest.get(first.len_utf8()..).unwrap_or_default();
        Some(first)
    }

    fn take_sign(&mut self) -> bool {
        let found = !self.sign && self.take(|c| c == '+' || c == '-').is_some();
        self.sign |= found;
        found
    }

    fn take_currency(&mut self) -> bool {
        let found = !self.currency && self.take(|c| c == '¤').is_some();
        self.currency |= found;
        found
    }

    fn number(mut self) -> Option<f64> {
        self.leading();
        let mut text = self.digits()?;
        if let Some(exponent) = self.exponent() {
            text.push('e');
            text.push_str(&exponent.to_string());
        }
        self.trailing();
        let ends = self.rest.chars().all(|c| c == '\0');
        if self.open || !ends {
            return None;
        }
        text.parse().ok()
    }

    /// White space, a sign or an opening parenthesis, the currency sign. Behind a sign white space
    /// counts only when the currency sign came.
    fn leading(&mut self) {
        loop {
            let blanks = !self.sign || self.currency;
            if blanks && self.take(is_white).is_some() || self.take_sign() {
                continue;
            }
            if !self.sign && self.take(|c| c == '(').is_some() {
                self.sign = true;
                self.open = true;
                continue;
            }
            if !self.take_currency() {
                return;
            }
        }
    }

    /// Digits with at most one point, group separators taken away; nothing without a digit.
    fn digits(&mut self) -> Option<String> {
        let mut text = String::with_capacity(utf16::length(self.rest) + 8);
        let (mut some, mut point) = (false, false);
        loop {
            if let Some(digit) = self.take(|c| c.is_ascii_digit()) {
                some = true;
                text.push(digit);
            } else if !point && self.take(|c| c == '.').is_some() {
                point = true;
                text.push('.');
            } else if !(some && !point && self.take(|c| c == ',').is_some()) {
                return some.then_some(text);
            }
        }
    }

    /// The exponent; without a digit behind the `e` it is none and ends the number.
    fn exponent(&mut self) -> Option<i32> {
        let before = self.rest;
        self.take(|c| c == 'e' || c == 'E')?;
        let negative = self.take(|c| c == '+' || c == '-') == Some('-');
        let mut value = None;
        while let Some(digit) = self.take(|c| c.is_ascii_digit()) {
            let digit = i32::try_from(u32::from(digit) - u32::from('0'));
            let so_far = value.unwrap_or(0) * 10 + digit.unwrap_or(0);
            value = Some(so_far.min(MAX_EXPONENT));
        }
        if value.is_none() {
            self.rest = before;
        }
        value.map(|value| if negative { -value } else { value })
    }

    /// White space, a sign where none came, the closing parenthesis, the currency sign.
    fn trailing(&mut self) {
        loop {
            if self.take(is_white).is_some() || self.take_sign() {
                continue;
            }
            if self.open && self.take(|c| c == ')').is_some() {
                self.open = false;
                continue;
            }
            if !self.take_currency() {
                return;
            }
        }
    }
}

/// What .NET's number parser skips: not every white space.
const fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

#[cfg(test)]
mod tests {
    use super::to_boolean;

    /// .NET 10 (PowerShell 7.6.9): `Double.TryParse` with the styles that
    /// `Microsoft.VisualBasic.CompilerServices.Conversions` uses, in the invariant culture.
    #[test]
    fn numbers_as_dotnet_reads_them() {
        for text in [
            "(3)",
            " (3) ",
            "(3 )",
            "(3) ",
            "(¤3)",
            "(¤ 3)",
            "¤(3)",
            "(3)¤",
            "(1e3)",
            "3",
            "-3",
            "+3",
            "3-",
            "3 -",
            "3+",
            "3  -",
            "1,000",
            "1,0,0",
            "1,",
            "1,,0",
            "1,5.0",
            "1,.5",
            "¤3",
            "¤ 3",
            "3¤",
            "3 ¤",
            "3¤-",
            "-¤3",
            "¤-3",
            "¤ -3",
            "1e3",
            "1E5",
            "1e+2",
            "1.e5",
            "1e5-",
            ".5",
            "5.",
            "-.5",
            "  3  ",
            "\t3",
            "\u{b}3",
            "\r\n3",
            "3\0",
            "3\0\0",
            "NaN",
            " NaN ",
            "nan",
            "-NaN",
            "Infinity",
            "-Infinity",
            "+Infinity",
            "1e400",
            "1e99999999999",
            "1,000.5",
            "TRUE",
            "&H3",
            "&HF",
            " &H3",
            "&O7",
            "&HFFFFFFFFFFFFFFFF",
        ] {
            assert_eq!(to_boolean(text), Some(true), "{text:?}");
        }
        for text in [
            "(0)",
            "0.0",
            "-0",
            "00",
            "0e0",
            "0,0",
            "0e99999999999",
            "1E-400",
            "1e-99999999999",
            "False",
            "FALSE",
            "&h0",
            "&O0",
        ] {
            assert_eq!(to_boolean(text), Some(false), "{text:?}");
        }
        for text in [
            "",
            " ",
            "( 3 )",
            "( 3)",
            "()",
            "(-3)",
            "(+3)",
            "((3))",
            "(3-)",
            "()3",
            "- 3",
            "-(3)",
            "+-3",
            "+3+",
            "-3-",
            "3-3",
            "$3",
            "($3)",
            "$(3)",
            "3$",
            "3%",
            "¤",
            "¤¤3",
            "( ¤3)",
            "1e",
            "1e+",
            "1e5.0",
            "3 e",
            "3 e1",
            "e5",
            ".e5",
            ".",
            "+",
            "-",
            ",",
            ",3",
            "(,3)",
            "0x3",
            "&HG",
            "&H",
            "&H 3",
            "&H-3",
            "∞",
            "-∞",
            "\u{ff11}",
            "1_0",
            "\u{2212}3",
            "1 000",
            "(3",
            "3)",
            "3 )",
            "1e5)",
            "1.000,5",
            "3.5,1",
            "\u{a0}3",
            "\u{2003}3",
            "\0\u{33}",
            "3\0x",
            "yes",
            " true ",
            "True ",
            "(NaN)",
            "(Infinity)",
        ] {
            assert_eq!(to_boolean(text), None, "{text:?}");
        }
    }
}
