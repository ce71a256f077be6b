use super::*;

#[test]
fn addresses_come_apart_and_together() {
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
fn what_is_no_address_says_why() {
    let long = format!("https://{}", "a".repeat(LONGEST));
    let cases = [
        ("api.talkdeskapp.eu/scim/v2", UrlFault::NoScheme),
        ("localhost:8081/scim", UrlFault::NoScheme),
        ("://x", UrlFault::NoScheme),
        ("ftp://x", UrlFault::OtherScheme("ftp".to_owned())),
        ("mailto:a@b", UrlFault::OtherScheme("mailto".to_owned())),
        ("https://", UrlFault::Host),
        ("https:///scim/v2", UrlFault::Host),
        ("https://a..b/", UrlFault::Host),
        ("https://[::zz]/", UrlFault::Host),
        ("https://a b/", UrlFault::Character(' ')),
        ("https://bücher.example/", UrlFault::Character('ü')),
        ("https://a'b/", UrlFault::Character('\'')),
        ("https://a:99999/", UrlFault::Port),
        ("https://a:/", UrlFault::Port),
        (&long, UrlFault::TooLong),
    ];
    for (text, due) in cases {
        assert_eq!(parse(text), Err(due), "{text}");
    }
}

#[test]
fn names_that_no_resolver_on_the_internet_knows() {
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
fn hosts_are_told_apart() {
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
