//! Lists of addresses as exports write them into one cell.

/// Prefixes of addresses whose text can hold any separator.
const MAX_PREFIX: usize = 8;

/// Splits a cell with addresses such as `SMTP:a@x.org+smtp:b@x.org`. They are
/// joined by `+`, `,`, `;`, blanks or line breaks. A plus sign before the @ is
/// a part of the address, and in what is no mail address (`x500:/o=…`) only
/// what stands before the next prefix is a separator.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at_seen) = (0, false);
    for (at, character) in text.char_indices() {
        if at < start {
            continue;
        }
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        let own = text.get(start..at).unwrap_or_default();
        if own.is_empty() {
            at_seen = false;
        }
        at_seen |= character == '@';
        let separates = match character {
            '\n' | '\r' => true,
            ',' | ';' => is_mail(own) || prefix(rest.trim_start()).is_some(),
            '+' => is_mail(own) && at_seen || prefix(rest).is_some(),
            c if c.is_whitespace() => is_mail(own) || prefix(rest.trim_start()).is_some(),
            _ => false,
        };
        if separates {
            found.push(own);
            start = at + character.len_utf8();
        }
    }
    found.push(text.get(start..).unwrap_or_default());
    found.retain_mut(|part| {
        *part = part.trim();
        !part.is_empty()
    });
    found
}

/// Whether a text is no address of another kind than mail's.
fn is_mail(text: &str) -> bool {
    let own = prefix(text.trim_start());
    own.is_none_or(|own| own.eq_ignore_ascii_case("smtp") || own.eq_ignore_ascii_case("sip"))
}

/// The prefix of an address, as in `smtp:`.
fn prefix(text: &str) -> Option<&str> {
    let (own, _) = text.split_once(':')?;
    let fits = (2..=MAX_PREFIX).contains(&own.len());
    let plain = own.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fits && plain).then_some(own)
}

/// The primary address: the one whose prefix is written in capitals.
pub(crate) fn primary(addresses: &[String]) -> Option<&str> {
    let found = addresses.iter().find_map(|text| text.strip_prefix("SMTP:"));
    found.map(str::trim).filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_split_where_exports_join_them() {
        for (text, expected) in [
            ("", &[][..]),
            ("SMTP:a@x.org", &["SMTP:a@x.org"]),
            (
                "SMTP:a@x.org+smtp:b@x.org",
                &["SMTP:a@x.org", "smtp:b@x.org"],
            ),
            (
                "smtp:b@x.org,SMTP:a@x.org",
                &["smtp:b@x.org", "SMTP:a@x.org"],
            ),
            (
                "smtp:b@x.org; SMTP:a@x.org;",
                &["smtp:b@x.org", "SMTP:a@x.org"],
            ),
            (
                "smtp:b@x.org SMTP:a@x.org",
                &["smtp:b@x.org", "SMTP:a@x.org"],
            ),
            (
                "smtp:b@x.org\r\nSMTP:a@x.org",
                &["smtp:b@x.org", "SMTP:a@x.org"],
            ),
            // Tags before the @ are a part of the address.
            (
                "SMTP:a+tag@x.org+smtp:b@x.org",
                &["SMTP:a+tag@x.org", "smtp:b@x.org"],
            ),
            (
                "a@x.org+b@x.org, c@x.org",
                &["a@x.org", "b@x.org", "c@x.org"],
            ),
            (
                "x500:/o=Exchange Labs/ou=A, B (FY;1)/cn=c+SMTP:a@x.org",
                &["x500:/o=Exchange Labs/ou=A, B (FY;1)/cn=c", "SMTP:a@x.org"],
            ),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }

    #[test]
    fn only_capitals_make_an_address_the_primary_one() {
        let lists = [
            (&["smtp:b@x.org", "SMTP:a@x.org"][..], Some("a@x.org")),
            (&["smtp:b@x.org"], None),
            (&["b@x.org"], None),
            (&["SMTP:"], None),
            (&[], None),
        ];
        for (list, expected) in lists {
            let list: Vec<_> = list.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(primary(&list), expected, "{list:?}");
        }
    }
}
