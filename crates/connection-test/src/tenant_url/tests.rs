use super::*;

#[test]
fn a_url_is_parsed_and_written_again() {
    for text in [
        "https://api.talkdeskapp.eu/scim/v2",
        "http://127.0.0.1:8081/scim/v2/",
        "https://host.example:443/scim/v2?aadOptscim062020#x",
        "http://[::1]:8081/scim/v2",
        "https://host.example",
    ] {
        assert_eq!(parse(text).map(|url| url.text()).as_deref(), Ok(text));
    }
    let url = parse("HTTPS://me:secret@API.Example.com:8443/a?b=c?d#e").expect("an address");
    assert!(url.credentials);
    assert_eq!(
        (url.host.as_str(), url.port),
        ("api.example.com", Some(8443))
    );
    assert_eq!(url.query.as_deref(), Some("b=c?d"));
    assert!(!url.text().contains("secret"));
}

#[test]
fn an_invalid_url_names_its_error() {
    let long = format!("https://{}", "a".repeat(MAX_LENGTH));
    let cases = [
        ("api.talkdeskapp.eu/scim/v2", UrlParseError::NoScheme),
        ("localhost:8081/scim", UrlParseError::NoScheme),
        ("://x", UrlParseError::NoScheme),
        ("ftp://x", UrlParseError::OtherScheme("ftp".to_owned())),
        (
            "mailto:a@b",
            UrlParseError::OtherScheme("mailto".to_owned()),
        ),
        ("https://", UrlParseError::Host),
        ("https:///scim/v2", UrlParseError::Host),
        ("https://a..b/", UrlParseError::Host),
        ("https://[::zz]/", UrlParseError::Host),
        ("https://a b/", UrlParseError::Character(' ')),
        ("https://bücher.example/", UrlParseError::Character('ü')),
        ("https://a'b/", UrlParseError::Character('\'')),
        ("https://a:99999/", UrlParseError::Port),
        ("https://a:/", UrlParseError::Port),
        (&long, UrlParseError::TooLong),
    ];
    for (text, due) in cases {
        assert_eq!(parse(text), Err(due), "{text}");
    }
}

#[test]
fn private_names_are_recognized() {
    for (host, private) in [
        ("scim", true),
        ("scim.contoso.local", true),
        ("scim.contoso.local.", true),
        ("no-such-host.invalid", true),
        ("router.home.arpa", true),
        ("invalid.contoso.com", false),
        ("contosolocal", true),
        ("contoso.notlocal", false),
        ("api.talkdeskapp.com", false),
        ("10.0.0.1", false),
        ("localhost", false),
    ] {
        let url = parse(&format!("https://{host}/")).expect(host);
        assert_eq!(url.is_private_name(), private, "{host}");
    }
}

#[test]
fn host_kinds() {
    for (host, kind) in [
        ("localhost", HostKind::Loopback),
        ("127.0.0.1", HostKind::Loopback),
        ("127.8.9.1", HostKind::OtherLoopback),
        ("[::1]", HostKind::OtherLoopback),
        ("[fe80::1]", HostKind::Ip),
        ("10.0.0.1", HostKind::Ip),
        ("localhost.example", HostKind::Name),
    ] {
        let url = parse(&format!("https://{host}/")).expect(host);
        assert_eq!(url.host_kind(), kind, "{host}");
    }
}
