//! Fixes of generated mistakes: each leads to a base address, none is longer
//! than the mistake unless something was missing, and none undoes itself.

use crate::tenant_url::address::{AddressFault, check};
use crate::tenant_url::address_path::PathFault;
use crate::token::Severity;

const TALKDESK: &str = "https://api.talkdeskapp.eu";
const OTHER: &str = "https://scim.example.com";
const PREFIXED: &str = "https://scim.example.com/tenants/7";

/// What people have after `/scim/v2`, and what else goes wrong with it.
const TAILS: [&str; 34] = [
    "/Groups",
    "/Users",
    "/users/",
    "/ServiceProviderConfig",
    "/Schemas",
    "/ResourceTypes",
    "/Bulk",
    "/Me",
    "/Users/5f3a-11",
    "/Users/.search",
    "/.search",
    "/Users?filter=userName+eq+%22x%22",
    "/scim/v2",
    "/scim/v2/Users",
    "/v2",
    "/scim",
    "/",
    "//",
    ".",
    "...",
    ",",
    "\"",
    "\".",
    "”",
    " ",
    ";",
    "/..",
    "/./",
    "&",
    "%20",
    "%22",
    "?",
    "#",
    "=",
];

/// Both flags in every place where people put them.
fn flagged() -> Vec<String> {
    let mut tails = Vec::new();
    for flag in [
        "aadOptscim062020",
        "AzureAdScimPatch062020",
        "aadOptSCIM062020",
        "AADOPTSCIM062020",
        "azureadscimpatch062020",
    ] {
        for (before, after) in [
            ("?", ""),
            ("&", ""),
            ("/", ""),
            ("?", "=true"),
            ("/?", ""),
            ("/&", ""),
            ("", ""),
            ("%3F", ""),
            ("#", ""),
            ("?/", ""),
            ("??", ""),
            ("/Users?", ""),
            ("/Users&", ""),
            ("/", "/Users"),
            ("?", "/"),
            (";", "="),
        ] {
            tails.push(format!("{before}{flag}{after}"));
        }
    }
    tails
}

fn blocks(text: &str) -> bool {
    check(text).url.is_none()
}

/// The text after so many first fixes.
fn fixed(mut text: String) -> String {
    for _ in 0..6 {
        match check(&text).findings.into_iter().find_map(|one| one.fix) {
            Some(fix) => text = fix,
            None => return text,
        }
    }
    panic!("the fixes of {text} do not end");
}

#[test]
fn the_path_of_another_service_is_kept_before_an_endpoint_or_a_flag() {
    let own = "https://api.example.com/scim/v2/organizations/acme";
    for tail in [
        "/Users",
        "/Users/7",
        "/ServiceProviderConfig",
        "/aadOptscim062020",
        "/Users/aadOptscim062020",
        "&AzureAdScimPatch062020",
    ] {
        let findings = check(&format!("{own}{tail}")).findings;
        assert_eq!(findings[0].fix.as_deref(), Some(own), "{tail}");
    }
}

#[test]
fn one_mistake_after_the_path_has_one_fix_to_the_base_address() {
    let tails = TAILS.iter().map(|tail| (*tail).to_owned());
    for tail in tails.chain(flagged()) {
        for host in [TALKDESK, OTHER, PREFIXED] {
            let base = format!("{host}/scim/v2");
            let typed = format!("{base}{tail}");
            // A path of its own below Talkdesk's host is another mistake.
            let findings = check(&typed).findings;
            assert!(!findings.is_empty(), "{typed} is said to be fine");
            for found in &findings {
                let fix = found.fix.clone().expect("each has a fix");
                assert!(fix.len() <= typed.len(), "{typed} → {fix}");
                assert!(!blocks(&fix), "{typed} → {fix}");
                let again = check(&fix);
                let same = again
                    .findings
                    .iter()
                    .find(|one| one.fault == found.fault && one.fix.as_ref() != Some(&fix));
                assert_eq!(same, None, "{typed} → {fix}");
            }
            assert_eq!(fixed(typed.clone()), base, "{typed}");
        }
    }
}

#[test]
fn what_is_missing_is_added_once_and_nothing_else() {
    for (path, due) in [
        ("", "/scim/v2"),
        ("/", "/scim/v2"),
        ("/scim", "/scim/v2"),
        ("/scim/", "/scim/v2"),
        ("/v2", "/scim/v2"),
        ("/scim/v1", "/scim/v2"),
        ("/scim/v2.0", "/scim/v2"),
        ("/scimv2", "/scim/v2"),
        ("/SCIM/V2", "/scim/v2"),
        ("/scim//v2", "/scim/v2"),
        ("//scim/v2", "/scim/v2"),
        ("/scim/Users", "/scim/v2"),
        ("/v2/Groups", "/scim/v2"),
        ("/Users", "/scim/v2"),
        ("/Schemas", "/scim/v2"),
        ("/aadOptscim062020", "/scim/v2"),
        ("?AzureAdScimPatch062020", "/scim/v2"),
    ] {
        for host in [TALKDESK, OTHER, PREFIXED] {
            let typed = format!("{host}{path}");
            let due = format!("{host}{due}");
            let fix = fixed(typed.clone());
            // Talkdesk's host has no other path, so a prefix goes too.
            assert_eq!(fix, due, "{typed}");
            assert_eq!(fixed(fix.clone()), fix, "{typed}");
            assert!(!blocks(&fix), "{typed}");
        }
    }
}

#[test]
fn mistakes_together_are_all_fixed() {
    let starts = ["", " ", "\"", "(", "\u{feff}"];
    let hosts = [
        TALKDESK,
        "http://api.talkdeskapp.eu",
        "api.talkdeskapp.eu",
        "https://me:pw@api.talkdeskapp.eu",
        "https://api.talkdeskap.eu",
        "HTTPS://API.TALKDESKAPP.EU",
        "https://api.talkdeskapp.eu:80",
    ];
    let mut tails: Vec<String> = TAILS.iter().map(|tail| (*tail).to_owned()).collect();
    tails.extend(flagged());
    tails.extend(
        [
            "/scim/v2/Groups?aadOptscim062020#x",
            "?a=b&aadOptscim062020",
        ]
        .map(str::to_owned),
    );
    for start in starts {
        for host in hosts {
            for tail in &tails {
                for end in ["", "\"", ".", " \n", "\"."] {
                    let typed = format!("{start}{host}/scim/v2{tail}{end}");
                    let low = fixed(typed.clone()).to_ascii_lowercase();
                    assert_eq!(low, format!("{TALKDESK}/scim/v2"), "{typed}");
                }
            }
        }
    }
}

/// Other services have paths of their own, which are not called wrong.
#[test]
fn a_path_of_another_service_is_a_warning_at_most() {
    for path in [
        "/own/path",
        "/scim/v2/organizations/contoso",
        "/scim/v2/enterprises/me",
        "/users/api",
        "/api/v2.1/scim",
        "/me",
        "/scim-2",
    ] {
        let typed = format!("{OTHER}{path}");
        let found = check(&typed);
        assert!(found.url.is_some(), "{typed}: {:?}", found.findings);
        assert!(
            found
                .findings
                .iter()
                .all(|one| one.fault.severity() == Severity::Warns)
        );
    }
}

/// Every fault of a path says what is wrong and what its button does.
#[test]
fn every_fault_has_words() {
    let mut seen = 0;
    for tail in TAILS.iter().map(|tail| (*tail).to_owned()).chain(flagged()) {
        for host in [TALKDESK, OTHER] {
            for found in check(&format!("{host}/scim/v2{tail}")).findings {
                let (words, label) = (found.fault.words(), found.fault.fix_label());
                assert!(words.ends_with('.') && !words.contains("{"), "{words}");
                assert!(label != "Correct it", "{:?}", found.fault);
                if let AddressFault::Flag { .. }
                | AddressFault::Path {
                    fault: PathFault::Flag(_),
                    ..
                } = found.fault
                {
                    seen += 1;
                    assert!(words.contains("aadOptscim062020"), "{words}");
                    assert!(words.contains("Leave it out unless"), "{words}");
                    assert!(words.contains("/scim/v2?aadOptscim062020."), "{words}");
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
