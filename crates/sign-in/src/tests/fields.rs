use super::entra::{CLIENT, OTHER_TENANT, TENANT};
use crate::registration::redirect_uri::{RedirectUri, RedirectUriError};
use crate::registration::{EntraTenant, Registration, RegistrationDiagnostic};

/// The tenant, or what to fix.
type Parsed<'a> = Result<&'a str, &'a [RegistrationDiagnostic]>;

#[test]
fn registrations() {
    use RegistrationDiagnostic::*;
    let spaced = format!("  {} ", TENANT.to_uppercase());
    let long = format!("{}.com", "a".repeat(64));
    let longest = format!("{}com", "abc.".repeat(63));
    let braces = format!("{{{CLIENT}}}");
    let cases: &[(&str, &str, Parsed)] = &[
        (TENANT, CLIENT, Ok(TENANT)),
        (&spaced, CLIENT, Ok(TENANT)),
        ("Contoso.com", CLIENT, Ok("contoso.com")),
        (
            "contoso.onmicrosoft.com",
            CLIENT,
            Ok("contoso.onmicrosoft.com"),
        ),
        ("xn--mnchen-3ya.de", CLIENT, Ok("xn--mnchen-3ya.de")),
        ("", CLIENT, Err(&[TenantEmpty])),
        ("  ", "", Err(&[TenantEmpty, ClientIdEmpty])),
        ("Common", CLIENT, Err(&[TenantShared])),
        ("organizations", CLIENT, Err(&[TenantShared])),
        ("consumers", CLIENT, Err(&[TenantShared])),
        (
            "9188040D-6C67-4C5B-B112-36A304B66DAD",
            CLIENT,
            Err(&[TenantOfPersonalAccounts]),
        ),
        ("contoso", CLIENT, Err(&[TenantUnreadable])),
        ("contoso..com", CLIENT, Err(&[TenantUnreadable])),
        ("-contoso.com", CLIENT, Err(&[TenantUnreadable])),
        ("contoso.com/x", CLIENT, Err(&[TenantUnreadable])),
        ("contoso.com?x", CLIENT, Err(&[TenantUnreadable])),
        ("https://contoso.com", CLIENT, Err(&[TenantUnreadable])),
        ("127.0.0.1", CLIENT, Err(&[TenantUnreadable])),
        ("..", CLIENT, Err(&[TenantUnreadable])),
        ("münchen.de", CLIENT, Err(&[TenantUnreadable])),
        (&long, CLIENT, Err(&[TenantUnreadable])),
        (&longest, CLIENT, Err(&[TenantUnreadable])),
        (TENANT, "", Err(&[ClientIdEmpty])),
        (TENANT, "scimdesk", Err(&[ClientIdUnreadable])),
        (TENANT, &braces, Err(&[ClientIdUnreadable])),
        (
            TENANT,
            "a4f2f0b83c1e-4b0a-9c59-6f3c5c9d0b02-",
            Err(&[ClientIdUnreadable]),
        ),
        (TENANT, TENANT, Err(&[ClientIdIsTenant])),
    ];
    for (tenant, client_id, expected) in cases {
        let parsed = Registration::parse(tenant, client_id);
        let parsed = parsed
            .as_ref()
            .map(|registration| registration.tenant.to_string());
        match expected {
            Ok(text) => assert_eq!(parsed.as_deref(), Ok(*text), "{tenant}"),
            Err(diagnostics) => {
                assert_eq!(parsed, Err(&diagnostics.to_vec()), "{tenant} {client_id}");
            }
        }
    }
    assert!(matches!(
        EntraTenant::parse(OTHER_TENANT),
        Ok(EntraTenant::Id(_))
    ));
    assert!(matches!(
        EntraTenant::parse("contoso.com"),
        Ok(EntraTenant::Domain(_))
    ));
}

#[test]
fn addresses_of_the_page() {
    let path = |length: usize| format!("https://a.example/{}", "a".repeat(length - 18));
    let (longest, too_long) = (path(256), path(257));
    let cases: &[(&str, Result<&str, RedirectUriError>)] = &[
        (
            "https://scimdesk.github.io/scimdesk/",
            Ok("https://scimdesk.github.io/scimdesk/"),
        ),
        ("https://a.example/?q=1#/guide", Ok("https://a.example/")),
        ("https://a.example/x#code=?", Ok("https://a.example/x")),
        ("https://a.example:8443/", Ok("https://a.example:8443/")),
        ("http://localhost:8080/", Ok("http://localhost:8080/")),
        ("http://localhost/", Ok("http://localhost/")),
        ("http://127.0.0.1:8080/", Err(RedirectUriError::NotSecure)),
        (
            "http://localhost.example/",
            Err(RedirectUriError::NotSecure),
        ),
        ("http://a.example/", Err(RedirectUriError::NotSecure)),
        ("file:///tmp/index.html", Err(RedirectUriError::Unusable)),
        ("https:///x", Err(RedirectUriError::Unusable)),
        ("https://a.example", Err(RedirectUriError::Unusable)),
        ("https://user@a.example/", Err(RedirectUriError::Unusable)),
        ("https://a.example/it's/", Err(RedirectUriError::Unusable)),
        ("https://a.example/*/", Err(RedirectUriError::Unusable)),
        ("https://a.example/é/", Err(RedirectUriError::Unusable)),
        ("https://a.example/a b/", Err(RedirectUriError::Unusable)),
        ("", Err(RedirectUriError::Unusable)),
        (&longest, Ok(&longest)),
        (&too_long, Err(RedirectUriError::TooLong)),
    ];
    for (address, expected) in cases {
        let made = RedirectUri::of_page(address);
        let made = made
            .as_ref()
            .map(RedirectUri::as_str)
            .map_err(|error| *error);
        assert_eq!(made, *expected, "{address}");
    }
}
