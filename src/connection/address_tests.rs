use super::*;
use crate::talkdesk::regions::Region;

/// The faults' names, each with its correction.
fn found(typed: &str) -> Vec<(AddressFault, Option<String>)> {
    check(typed)
        .findings
        .into_iter()
        .map(|found| (found.fault, found.fix))
        .collect()
}

fn only(fault: AddressFault, fix: &str) -> Vec<(AddressFault, Option<String>)> {
    vec![(fault, (!fix.is_empty()).then(|| fix.to_owned()))]
}

#[test]
fn a_known_address_is_fine() {
    for typed in [
        "https://api.talkdeskapp.com/scim/v2",
        "https://API.talkdeskapp.eu/scim/v2",
        "https://scim.example.com/talkdesk/scim/v2",
    ] {
        assert_eq!(found(typed), [], "{typed}");
        assert!(check(typed).url.is_some());
    }
}

#[test]
fn each_fault_is_found_and_mended() {
    use AddressFault::*;
    let eu = "https://api.talkdeskapp.eu/scim/v2";
    let europe = Region::Europe.facts();
    let cases = [
        ("", only(Empty, "")),
        (" \n", only(Empty, "")),
        (
            " https://api.talkdeskapp.eu/scim/v2\n",
            only(Surrounded, eu),
        ),
        ("“https://api.talkdeskapp.eu/scim/v2”", only(Surrounded, eu)),
        ("<https://api.talkdeskapp.eu/scim/v2>", only(Surrounded, eu)),
        (
            "api.talkdeskapp.eu/scim/v2",
            only(Unreadable(UrlFault::NoScheme), eu),
        ),
        (
            "//api.talkdeskapp.eu/scim/v2",
            only(Unreadable(UrlFault::NoScheme), eu),
        ),
        (
            "ftp://api.talkdeskapp.eu",
            only(Unreadable(UrlFault::OtherScheme("ftp".to_owned())), ""),
        ),
        (
            "https://api.talkdeskapp.eu/ scim/v2",
            only(Unreadable(UrlFault::Character(' ')), eu),
        ),
        ("https:///scim/v2", only(Unreadable(UrlFault::Host), "")),
        ("not an address", only(Unreadable(UrlFault::NoScheme), "")),
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
        ("https://api.talkdeskapp.eu/scim/v2/Users", only(Users, eu)),
        ("https://api.talkdeskapp.eu/scim/v2/users/", only(Users, eu)),
        (
            "https://api.talkdeskapp.eu",
            only(NoScimPath { sure: true }, eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v3",
            only(NoScimPath { sure: true }, eu),
        ),
        (
            "https://scim.example.com/scim/",
            only(
                NoScimPath { sure: false },
                "https://scim.example.com/scim/v2",
            ),
        ),
        (
            "https://scim.example.com/Scim/V2",
            only(
                NoScimPath { sure: false },
                "https://scim.example.com/scim/v2",
            ),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2/",
            only(TrailingSlash, eu),
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2?aadOptscim062020",
            only(EntraFlag, eu),
        ),
        ("https://api.talkdeskapp.eu/scim/v2?a=b", only(Query, eu)),
        (
            "https://api.talkdeskap.eu/scim/v2",
            only(Typo { meant: europe }, eu),
        ),
        (
            "https://contoso.talkdeskid.eu/scim/v2",
            only(Typo { meant: europe }, eu),
        ),
        (
            "https://contoso.mytalkdesk.com/scim/v2",
            only(OtherTalkdeskHost, ""),
        ),
        ("https://api.mytalkdesk.au/scim/v2", only(Unconfirmed, "")),
        ("https://scim.contoso.local/scim/v2", only(PrivateName, "")),
    ];
    for (typed, due) in cases {
        assert_eq!(found(typed), due, "{typed}");
    }
}

#[test]
fn several_faults_are_all_found_and_the_fixes_lead_home() {
    let mut text = " http://me@api.talkdeskap.eu/scim/v2/Users/?a=b#c ".to_owned();
    for _ in 0..10 {
        let check = check(&text);
        match check.findings.into_iter().find_map(|found| found.fix) {
            Some(fix) => text = fix,
            None => break,
        }
    }
    assert_eq!(text, "https://api.talkdeskapp.eu/scim/v2");
}

#[test]
fn what_blocks_gives_no_address_to_test() {
    for (typed, testable) in [
        ("https://api.talkdeskapp.eu/scim/v2/Users", false),
        ("http://scim.example.com/scim/v2", false),
        ("https://api.talkdeskapp.eu/", false),
        (" https://api.talkdeskapp.eu/scim/v2", false),
        ("http://[::1]/scim/v2", false),
        ("https://scim.example.com/own/path", true),
        ("https://api.talkdeskapp.eu/scim/v2/", true),
        ("https://api.talkdeskapp.eu/scim/v2?aadOptscim062020", true),
        ("http://127.0.0.1:8081/scim/v2", true),
    ] {
        assert_eq!(check(typed).url.is_some(), testable, "{typed}");
    }
}

#[test]
fn every_fix_offered_has_a_label_of_its_own() {
    for typed in [
        "http://x.example.com/scim/v2",
        "x.example.com",
        "https://x.example.com/scim/v2/",
    ] {
        for found in check(typed).findings {
            assert_ne!(found.fault.fix_label(), "Correct it", "{typed}");
            assert!(found.fault.words().ends_with('.'));
        }
    }
}
