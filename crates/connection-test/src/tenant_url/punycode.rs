//! Decodes the labels of internationalized domain names (RFC 3492).

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// Decodes what follows `xn--`. Nothing if it is not punycode, or decodes to
/// nothing but ASCII or to control characters.
pub fn decode(label: &str) -> Option<String> {
    let (basic, digits) = match label.rfind('-') {
        Some(at) if at > 0 => (&label[..at], &label[at + 1..]),
        _ => ("", label),
    };
    if digits.is_empty() {
        return None;
    }
    let mut letters: Vec<char> = basic.chars().collect();
    let (mut letter, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut rest = digits.bytes().peekable();
    while rest.peek().is_some() {
        let (before, mut weight, mut k) = (at, 1_u32, BASE);
        loop {
            let digit = value(rest.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        bias = adapted(at - before, count, before == 0);
        letter = letter.checked_add(at / count)?;
        at %= count;
        letters.insert(at as usize, char::from_u32(letter)?);
        at += 1;
    }
    let is_text = !letters.iter().any(|letter| letter.is_control());
    is_text.then(|| letters.into_iter().collect())
}

fn value(digit: u8) -> Option<u32> {
    match digit {
        b'a'..=b'z' => Some(u32::from(digit - b'a')),
        b'A'..=b'Z' => Some(u32::from(digit - b'A')),
        b'0'..=b'9' => Some(u32::from(digit - b'0') + 26),
        _ => None,
    }
}

fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded() {
        for (label, due) in [
            ("bcher-kva", Some("bücher")),
            ("mnchen-3ya", Some("münchen")),
            ("tlkdeskapp-zqi", Some("tаlkdeskapp")),
            ("tlkdeskapp-58j", Some("tlkәdeskapp")),
            ("80ak6aa92e", Some("аррӏе")),
            // RFC 3492 section 7.1, (A) and (B).
            ("egbpdaj6bu4bxfgehfvwxn", Some("ليهمابتكلموشعربي؟")),
            ("ihqwcrb4cv8a8dqg056pqjye", Some("他们为什么不说中文")),
            ("", None),
            ("-", None),
            ("a-", None),
            // A control character.
            ("a", None),
            ("a_b-1", None),
            ("99999999999999", None),
        ] {
            assert_eq!(decode(label).as_deref(), due, "{label}");
        }
    }
}
