use super::*;
use crate::tenant_url::path_rules::PathCode;
use provisioning::talkdesk::regions::Region;

mod fixes;

fn diagnostics(typed: &str) -> Vec<(TenantUrlCode, Option<String>)> {
    validate(typed)
        .diagnostics
        .into_iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.fix))
        .collect()
}

fn only(code: TenantUrlCode, fix: &str) -> Vec<(TenantUrlCode, Option<String>)> {
    vec![(code, (!fix.is_empty()).then(|| fix.to_owned()))]
}

fn path(code: &PathCode, is_talkdesk: bool) -> TenantUrlCode {
    let code = code.clone();
    TenantUrlCode::Path { code, is_talkdesk }
}

#[test]
fn a_known_url_has_no_diagnostic() {
    for typed in [
        "https://api.talkdeskapp.com/scim/v2",
        "https://API.talkdeskapp.eu/scim/v2",
        "https://scim.example.com/talkdesk/scim/v2",
    ] {
        assert_eq!(diagnostics(typed), [], "{typed}");
        assert!(validate(typed).url.is_some());
    }
}

#[test]
fn each_code_and_its_fix() {
    use PathCode::{Case, NoScimPath, TrailingSlash};
    use TenantUrlCode::*;
    let users = PathCode::Endpoint { name: "Users" };
    let flag = Flag {
        flag: EntraFlag::Current,
        form: FlagForm::Documented,
    };
    let eu = "https://api.talkdeskapp.eu/scim/v2";
    let europe = Region::Europe.facts();
    let cases = [
        ("", only(Empty, "")),
        (" \n", only(Empty, "")),
        (
            " https://api.talkdeskapp.eu/scim/v2\n",
            only(SurroundingCharacters, eu),
        ),
        (
            "“https://api.talkdeskapp.eu/scim/v2”",
            only(SurroundingCharacters, eu),
        ),
        (
            "<https://api.talkdeskapp.eu/scim/v2>",
            only(SurroundingCharacters, eu),
        ),
        (
            "api.talkdeskapp.eu/scim/v2",
            only(Unparsable(UrlParseError::NoScheme), eu),
        ),
        (
            "//api.talkdeskapp.eu/scim/v2",
            only(Unparsable(UrlParseError::NoScheme), eu),
        ),
        (
            "ftp://api.talkdeskapp.eu",
            only(Unparsable(UrlParseError::OtherScheme("ftp".to_owned())), ""),
        ),
        (
            "https://api.talkdeskapp.eu/ scim/v2",
            only(Unparsable(UrlParseError::Character(' ')), eu),
        ),
        (
            "https:///scim/v2",
            only(Unparsable(UrlParseError::Host), ""),
        ),
        (
            "not an address",
            only(Unparsable(UrlParseError::NoScheme), ""),
        ),
        ("http://api.talkdeskapp.eu/scim/v2", only(PlainHttp, eu)),
        (
            "http://[::1]:8081/scim/v2",
            only(OtherLoopback, "http://127.0.0.1:8081/scim/v2"),
        ),
        ("http://127.0.0.1:8081/scim/v2", only(Loopback, "")),
        ("http://localhost:8081/scim/v2", only(Loopback, "")),
        ("https://10.0.0.7/scim/v2", only(Ip, "")),
        (
            "https://me:pw@api.talkdeskapp.eu/scim/v2",
            only(Credentials, eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2#users",
            only(Fragment, eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2/Users",
            only(path(&users, true), eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2/users/",
            only(path(&users, true), eu),
        ),
        (
            "https://api.talkdeskapp.eu",
            only(path(&NoScimPath, true), eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v3",
            only(path(&NoScimPath, true), eu),
        ),
        (
            "https://scim.example.com/scim/",
            only(path(&NoScimPath, false), "https://scim.example.com/scim/v2"),
        ),
        (
            "https://scim.example.com/Scim/V2",
            only(path(&Case, false), "https://scim.example.com/scim/v2"),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2/",
            only(path(&TrailingSlash, true), eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2?aadOptscim062020",
            only(flag, eu),
        ),
        ("https://api.talkdeskapp.eu/scim/v2?a=b", only(Query, eu)),
        (
            "https://api.talkdeskap.eu/scim/v2",
            only(Typo { region: europe }, eu),
        ),
        (
            "https://contoso.talkdeskid.eu/scim/v2",
            only(Typo { region: europe }, eu),
        ),
        (
            "https://contoso.mytalkdesk.com/scim/v2",
            only(OtherTalkdeskHost, ""),
        ),
        ("https://api.mytalkdesk.au/scim/v2", only(Unconfirmed, "")),
        ("https://scim.contoso.local/scim/v2", only(PrivateName, "")),
    ];
    for (typed, due) in cases {
        assert_eq!(diagnostics(typed), due, "{typed}");
    }
}

#[test]
fn unusual_hosts() {
    use TenantUrlCode::*;
    let us = Region::UnitedStates.facts();
    let other = |host: &str| OtherHost {
        host: host.to_owned(),
    };
    let at = |host: &str| Some(format!("https://{host}/scim/v2"));
    let looks = |letters: &str| Confusable {
        unicode_host: letters.to_owned(),
        region: Some(us),
    };
    let cases = [
        (
            "0x7f.1",
            vec![(other("127.0.0.1"), at("127.0.0.1")), (Loopback, None)],
        ),
        (
            "127.1",
            vec![(other("127.0.0.1"), at("127.0.0.1")), (Loopback, None)],
        ),
        (
            "2130706433",
            vec![(other("127.0.0.1"), at("127.0.0.1")), (Loopback, None)],
        ),
        (
            "0177.0.0.1",
            vec![(other("127.0.0.1"), at("127.0.0.1")), (Loopback, None)],
        ),
        ("256", vec![(other("0.0.1.0"), at("0.0.1.0")), (Ip, None)]),
        (
            "10.0.0.07",
            vec![(other("10.0.0.7"), at("10.0.0.7")), (Ip, None)],
        ),
        (
            "[::ffff:127.0.0.1]",
            vec![
                (other("[::ffff:7f00:1]"), at("[::ffff:7f00:1]")),
                (OtherLoopback, at("127.0.0.1")),
            ],
        ),
        ("[::ffff:7f00:1]", vec![(OtherLoopback, at("127.0.0.1"))]),
        ("localhost.", vec![(OtherLoopback, at("127.0.0.1"))]),
        ("[2001:DB8::1]", vec![(Ip, None)]),
        (
            "api.talkdeskapp.com:80",
            vec![(OtherPort { port: 80 }, at("api.talkdeskapp.com"))],
        ),
        ("api.talkdeskapp.com:443", vec![]),
        (
            "api.talkdeskapp.com.",
            vec![(Typo { region: us }, at("api.talkdeskapp.com"))],
        ),
        (
            "api.xn--tlkdeskapp-zqi.com",
            vec![(looks("api.tаlkdeskapp.com"), at("api.talkdeskapp.com"))],
        ),
        (
            "api.xn--tlkdeskapp-58j.com",
            vec![(looks("api.tlkәdeskapp.com"), at("api.talkdeskapp.com"))],
        ),
        (
            "xn--80a6a1d.xn--tlkdk-4vee2b3ga1u.xn--m-0tbi",
            vec![(looks("арі.tаlkdеѕkарр.соm"), at("api.talkdeskapp.com"))],
        ),
        (
            "sso.xn--tlkdesk-2fg.example",
            vec![(
                Confusable {
                    unicode_host: "sso.tаlkdesk.example".to_owned(),
                    region: None,
                },
                None,
            )],
        ),
        (
            "scim.xn--bcher-kva.com",
            vec![(
                Internationalized {
                    unicode_host: "scim.bücher.com".to_owned(),
                },
                None,
            )],
        ),
    ];
    for (host, due) in cases {
        assert_eq!(
            diagnostics(&format!("https://{host}/scim/v2")),
            due,
            "{host}"
        );
    }
    for (typed, error, fix) in [
        ("https://256.0.0.1/scim/v2", UrlParseError::Ipv4, None),
        ("https://[1::2::3]/scim/v2", UrlParseError::Ipv6, None),
        (
            "https://xn--a.example/scim/v2",
            UrlParseError::Punycode,
            None,
        ),
        ("https://a.example:+8091/scim/v2", UrlParseError::Port, None),
        (
            "https://bücher.example/scim/v2",
            UrlParseError::Character('ü'),
            None,
        ),
        (
            "https://api.tаlkdeskapp.com/scim/v2",
            UrlParseError::Character('а'),
            at("api.talkdeskapp.com"),
        ),
        (
            "https://ａpi.talkdeskapp。com/scim/v2",
            UrlParseError::Character('ａ'),
            at("api.talkdeskapp.com"),
        ),
    ] {
        assert_eq!(
            diagnostics(typed),
            vec![(Unparsable(error), fix)],
            "{typed}"
        );
    }
}

#[test]
fn all_fixes_together_lead_to_the_base_url() {
    let mut text = " http://me@api.talkdeskap.eu/scim/v2/Users/?a=b#c ".to_owned();
    for _ in 0..10 {
        let checked = validate(&text);
        match checked
            .diagnostics
            .into_iter()
            .find_map(|diagnostic| diagnostic.fix)
        {
            Some(fix) => text = fix,
            None => break,
        }
    }
    assert_eq!(text, "https://api.talkdeskapp.eu/scim/v2");
}

#[test]
fn an_error_leaves_no_url_to_test() {
    for (typed, testable) in [
        ("https://api.talkdeskapp.eu/scim/v2/Users", false),
        ("http://scim.example.com/scim/v2", false),
        ("https://api.talkdeskapp.eu/", false),
        (" https://api.talkdeskapp.eu/scim/v2", false),
        ("http://[::1]/scim/v2", false),
        ("http://127.1:8081/scim/v2", false),
        ("https://api.xn--tlkdeskapp-zqi.com/scim/v2", false),
        ("https://api.talkdeskapp.com:80/scim/v2", true),
        ("https://scim.example.com/own/path", true),
        ("https://api.talkdeskapp.eu/scim/v2/", true),
        ("https://api.talkdeskapp.eu/scim/v2?aadOptscim062020", true),
        ("http://127.0.0.1:8081/scim/v2", true),
    ] {
        assert_eq!(validate(typed).url.is_some(), testable, "{typed}");
    }
}

#[test]
fn every_fix_has_its_own_label() {
    for typed in [
        "http://x.example.com/scim/v2",
        "x.example.com",
        "https://x.example.com/scim/v2/",
        "https://127.1/scim/v2",
        "https://x.example.com:80/scim/v2",
        "https://api.tаlkdeskapp.com/scim/v2",
        "https://api.xn--tlkdeskapp-zqi.com/scim/v2",
    ] {
        for diagnostic in validate(typed).diagnostics {
            if diagnostic.fix.is_none() {
                continue;
            }
            assert_ne!(diagnostic.code.fix_label(), "Correct it", "{typed}");
            assert!(diagnostic.code.to_string().ends_with('.'));
        }
    }
}
