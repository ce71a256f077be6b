use crate::callback::Callback;
use crate::encoding::{base64url, equal_in_constant_time, form, parse_form};
use crate::error::entra::{EntraError, EntraErrorKind};

fn code(code: &str, state: Option<&str>) -> Option<Callback> {
    Some(Callback::Code {
        code: code.to_owned(),
        state: state.map(str::to_owned),
    })
}

#[test]
fn addresses_of_a_return() {
    let error = |description: &str| {
        Some(Callback::Error {
            error: "access_denied".to_owned(),
            description: description.to_owned(),
            state: Some("S".to_owned()),
        })
    };
    let long = format!("#code={}&state=S", "c".repeat(20_000));
    let cases: &[(&str, &str, Option<Callback>)] = &[
        ("", "", None),
        ("", "#", None),
        ("", "#/guide", None),
        ("", "#/code=1&state=2", None),
        ("?utm_source=x", "#/guide", None),
        ("", "#code=c&state=S", code("c", Some("S"))),
        ("", "code=c&state=S&session_state=1", code("c", Some("S"))),
        ("?code=c&state=S", "", code("c", Some("S"))),
        ("?code=c&state=S", "#/guide", code("c", Some("S"))),
        ("", "#code=c", code("c", None)),
        ("", "#code=a%2Bb%2F&state=S", code("a+b/", Some("S"))),
        (
            "",
            "#error=access_denied&error_description=It+is%20no.&state=S",
            error("It is no."),
        ),
        ("", "#error=access_denied&state=S", error("")),
        (
            "?admin_consent=True&tenant=x",
            "",
            Some(Callback::AdminConsent),
        ),
        (
            "?error=access_denied&error_description=No.&admin_consent=True",
            "",
            Some(Callback::AdminConsentError {
                error: "access_denied".to_owned(),
                description: "No.".to_owned(),
            }),
        ),
        ("?admin_consent=False", "", Some(Callback::Malformed)),
        (
            "?admin_consent=True&error=access_denied&code=c",
            "",
            Some(Callback::Malformed),
        ),
        (
            "?admin_consent=True&code=c&state=S",
            "",
            Some(Callback::Malformed),
        ),
        (
            "?code=c&state=S",
            "#code=d&state=S",
            Some(Callback::Malformed),
        ),
        ("", "#code=c&code=d&state=S", Some(Callback::Malformed)),
        ("", "#code=c&state=S&state=T", Some(Callback::Malformed)),
        ("", "#code=c&error=e&state=S", Some(Callback::Malformed)),
        ("", "#code=&state=S", Some(Callback::Malformed)),
        ("", "#code=a%20b&state=S", Some(Callback::Malformed)),
        ("", "#code=%ff&state=S", Some(Callback::Malformed)),
        ("", "#state=S", Some(Callback::Malformed)),
        ("", &long, Some(Callback::Malformed)),
    ];
    for (query, fragment, expected) in cases {
        let parsed = Callback::parse(query, fragment);
        assert!(parsed == *expected, "{query} {fragment}: {parsed:?}");
    }
}

#[test]
fn errors_of_entra() {
    use EntraErrorKind::*;
    let cases = [
        (
            "access_denied",
            "AADSTS65004: User declined",
            ConsentDeclined,
        ),
        ("access_denied", "", ConsentDeclined),
        (
            "access_denied",
            "AADSTS90094: The grant requires admin permission.",
            AdminConsentNeeded,
        ),
        (
            "invalid_grant",
            "AADSTS65001: The user or administrator",
            AdminConsentNeeded,
        ),
        ("consent_required", "", AdminConsentNeeded),
        (
            "invalid_grant",
            "AADSTS50076: Due to a change",
            MultifactorNeeded,
        ),
        (
            "interaction_required",
            "AADSTS50079: Due to a change",
            MultifactorNeeded,
        ),
        (
            "invalid_grant",
            "AADSTS53000: Device is not",
            DeviceNotCompliant,
        ),
        (
            "invalid_grant",
            "AADSTS53003: Access has been blocked",
            BlockedByPolicy,
        ),
        ("access_denied", "AADSTS50105: not assigned", NotAssigned),
        (
            "invalid_grant",
            "AADSTS70002: Error validating. AADSTS54005: redeemed",
            CodeRedeemed,
        ),
        (
            "invalid_grant",
            "AADSTS54005: OAuth2 Authorization code",
            CodeRedeemed,
        ),
        ("invalid_grant", "AADSTS70008: The provided", CodeExpired),
        (
            "invalid_grant",
            "AADSTS501481: The Code_Verifier",
            VerifierMismatch,
        ),
        (
            "invalid_request",
            "AADSTS9002326: Cross-origin",
            NotSinglePage,
        ),
        (
            "invalid_client",
            "AADSTS7000218: The request body",
            NotSinglePage,
        ),
        (
            "invalid_request",
            "AADSTS50011: The redirect URI",
            RedirectUriMismatch,
        ),
        (
            "unauthorized_client",
            "AADSTS700016: Application",
            UnknownClient,
        ),
        ("invalid_request", "AADSTS90002: Tenant", UnknownTenant),
        (
            "invalid_grant",
            "AADSTS700005: Provided",
            AccountOfOtherTenant,
        ),
        (
            "temporarily_unavailable",
            "AADSTS90033: A transient",
            Temporary,
        ),
        ("server_error", "", Temporary),
        ("invalid_scope", "AADSTS: nothing", Other),
        (
            "invalid_scope",
            "AADSTS99999999999999999999: nothing",
            Other,
        ),
    ];
    for (error, description, expected) in cases {
        let read = EntraError::read(error, description);
        assert_eq!(read.kind, expected, "{error} {description}");
        let has_number = description.len() > 7 && description.as_bytes()[6].is_ascii_digit();
        assert_eq!(
            read.code.is_some(),
            has_number && !description.contains("99999"),
            "{description}"
        );
        assert!(read.detail.chars().count() <= 200);
    }
    let read = EntraError::read(
        "e",
        "AADSTS1: It\r\nis\u{1b}[2J so.\r\nTrace ID: 5\r\nCorrelation ID: 6",
    );
    assert_eq!((read.code, read.detail.as_str()), (Some(1), "It is[2J so."));
}

#[test]
fn encodings() {
    assert_eq!(
        form(&[("a", "x y/é&="), ("b", "-._~")]),
        "a=x%20y%2F%C3%A9%26%3D&b=-._~"
    );
    let parsed = parse_form("a=x%20y%2F%C3%A9%26%3D&b&&c=1=2").expect("it is UTF-8");
    let parsed: Vec<_> = parsed
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(parsed, [("a", "x y/é&="), ("b", ""), ("c", "1=2")]);
    assert_eq!(parse_form("a=%ff"), None);
    // RFC 7636, appendix A.
    assert_eq!(base64url(&[3, 236, 255, 224, 193]), "A-z_4ME");
    for (left, right, equal) in [
        ("", "", true),
        ("a", "a", true),
        ("a", "b", false),
        ("a", "", false),
        ("", "a", false),
        ("ab", "a", false),
        ("a", "a\0", false),
        ("ba", "aa", false),
    ] {
        assert_eq!(
            equal_in_constant_time(left, right),
            equal,
            "{left:?} {right:?}"
        );
    }
}
