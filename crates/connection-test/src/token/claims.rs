//! The claims of a token that is a JSON Web Token (RFC 7519). Talkdesk's tokens
//! are opaque today; its older documentation has such tokens, and some are still
//! in use.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

use provisioning::talkdesk::regions::{REGIONS, RegionFacts};

/// RFC 7515 has no padding; some issuers add it all the same.
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Claims {
    /// `exp`, in seconds since 1970.
    pub(super) expires: Option<u64>,
    /// The region whose hosts it names as issuer or audience.
    pub(super) region: Option<&'static RegionFacts>,
}

pub(super) fn read(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_head, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let claims: Value = serde_json::from_slice(&BASE64_URL.decode(claims).ok()?).ok()?;
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

/// `aud` is a string or a list of strings.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn region(name: &str) -> Option<&'static RegionFacts> {
    let host = name.split_once("://").map_or(name, |(_, rest)| rest);
    let host = host.split(['/', ':']).next()?.to_ascii_lowercase();
    REGIONS
        .iter()
        .find(|facts| host == facts.host || issues_tokens(facts, &host))
}

/// Whether a host, or an account below it, issues the tokens of a region.
pub(crate) fn issues_tokens(facts: &RegionFacts, host: &str) -> bool {
    let account = facts.token_host.and_then(|known| host.strip_suffix(known));
    account.is_some_and(|account| account.is_empty() || account.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::talkdesk::regions::Region;

    #[test]
    fn expiry_and_region_are_read() {
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
    fn only_hosts_of_talkdesk_have_a_region() {
        assert_eq!(region("talkdeskid.com"), Some(Region::UnitedStates.facts()));
        assert_eq!(region("https://nottalkdeskid.com"), None);
        assert_eq!(region("https://talkdeskid.com.example"), None);
    }
}
