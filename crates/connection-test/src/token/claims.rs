//! What a token says about itself, where it is a JSON Web Token (RFC 7519).
//! Talkdesk's tokens are opaque today; its older documentation speaks of such
//! ones, and they still go round.

use serde_json::Value;

use provisioning::talkdesk::regions::{REGIONS, RegionFacts};

/// What is of use of a token's claims. It holds nothing of the token itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Claims {
    /// When it ends, in seconds since 1970 (`exp`).
    pub(super) expires: Option<u64>,
    /// The region whose hosts it names as issuer or audience.
    pub(super) region: Option<&'static RegionFacts>,
}

/// Reads the claims, if the text is such a token.
pub(super) fn read(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_head, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let claims: Value = serde_json::from_slice(&decoded(claims)?).ok()?;
    let claims = claims.as_object()?;
    let expires = claims.get("exp").and_then(Value::as_f64);
    let named = ["iss", "aud"]
        .into_iter()
        .filter_map(|name| claims.get(name))
        .flat_map(texts);
    Some(Claims {
        expires: expires.map(|seconds| seconds as u64),
        region: named.into_iter().find_map(region),
    })
}

/// The text, or the texts of a list, of which a token's audience may be one.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The region that an issuer or audience belongs to.
fn region(name: &str) -> Option<&'static RegionFacts> {
    let host = name.split_once("://").map_or(name, |(_, rest)| rest);
    let host = host.split(['/', ':']).next()?.to_ascii_lowercase();
    REGIONS.iter().find(|facts| {
        host == facts.host
            || facts.token_host.is_some_and(|known| {
                host.strip_suffix(known)
                    .is_some_and(|account| account.is_empty() || account.ends_with('.'))
            })
    })
}

/// Decodes base64 as tokens have it (RFC 4648 section 5, without padding).
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            b'=' => continue,
            _ => return None,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::talkdesk::regions::Region;

    #[test]
    fn base64_is_read() {
        for (text, due) in [
            ("", Some("")),
            ("YQ", Some("a")),
            ("YWI", Some("ab")),
            ("YWJj", Some("abc")),
            ("YQ==", Some("a")),
            ("Pz8_", Some("???")),
            ("a b", None),
            ("é", None),
        ] {
            assert_eq!(decoded(text).as_deref(), due.map(str::as_bytes), "{text}");
        }
    }

    #[test]
    fn claims_tell_end_and_region() {
        // {"exp":1700000000,"iss":"https://contoso.talkdeskid.eu"}
        let token =
            "e30.eyJleHAiOjE3MDAwMDAwMDAsImlzcyI6Imh0dHBzOi8vY29udG9zby50YWxrZGVza2lkLmV1In0.c2ln";
        assert_eq!(
            read(token),
            Some(Claims {
                expires: Some(1_700_000_000),
                region: Some(Region::Europe.facts()),
            })
        );
        // {"aud":["x","https://api.talkdeskapp.com/"]}
        let token = "e30.eyJhdWQiOlsieCIsImh0dHBzOi8vYXBpLnRhbGtkZXNrYXBwLmNvbS8iXX0.c2ln";
        let region = read(token).and_then(|claims| claims.region);
        assert_eq!(region, Some(Region::UnitedStates.facts()));
        // {}
        assert_eq!(read("e30.e30.c2ln"), Some(Claims::default()));
        for other in [
            "",
            "abc",
            "a.b.c",
            "e30.e30",
            "e30.e30.e30.e30",
            "e30.W10.x",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn only_hosts_of_talkdesk_name_a_region() {
        assert_eq!(region("talkdeskid.com"), Some(Region::UnitedStates.facts()));
        assert_eq!(region("https://nottalkdeskid.com"), None);
        assert_eq!(region("https://talkdeskid.com.example"), None);
    }
}
