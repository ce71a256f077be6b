//! Fixes of generated URLs: each leads to a base URL, none is longer than what
//! was typed unless something was missing, and none undoes itself.

use super::{TenantUrlCode, validate};
use crate::tenant_url::path_rules::PathCode;
use crate::token::InputSeverity;

const TALKDESK: &str = "https://api.talkdeskapp.eu";
const OTHER: &str = "https://scim.example.com";
const PREFIXED: &str = "https://scim.example.com/tenants/7";

/// What people paste after `/scim/v2`, and typing errors.
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

/// Both flags wherever people put them.
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
    validate(text).url.is_none()
}

/// The text after so many first fixes.
fn fixed(mut text: String) -> String {
    for _ in 0..6 {
        match validate(&text)
            .diagnostics
            .into_iter()
            .find_map(|one| one.fix)
        {
            Some(fix) => text = fix,
            None => return text,
        }
    }
    panic!("the fixes of {text} do not end");
}

#[test]
fn the_path_of_another_service_stays_before_an_endpoint_or_a_flag() {
    let own = "https://api.example.com/scim/v2/organizations/acme";
    for tail in [
        "/Users",
        "/Users/7",
        "/ServiceProviderConfig",
        "/aadOptscim062020",
        "/Users/aadOptscim062020",
        "&AzureAdScimPatch062020",
    ] {
        let diagnostics = validate(&format!("{own}{tail}")).diagnostics;
        assert_eq!(diagnostics[0].fix.as_deref(), Some(own), "{tail}");
    }
}

#[test]
fn each_addition_to_the_path_is_fixed() {
    let tails = TAILS.iter().map(|tail| (*tail).to_owned());
    for tail in tails.chain(flagged()) {
        for host in [TALKDESK, OTHER, PREFIXED] {
            let base = format!("{host}/scim/v2");
            let typed = format!("{base}{tail}");
            let diagnostics = validate(&typed).diagnostics;
            assert!(!diagnostics.is_empty(), "{typed} has no diagnostic");
            for diagnostic in &diagnostics {
                let fix = diagnostic.fix.clone().expect("each has a fix");
                assert!(fix.len() <= typed.len(), "{typed} → {fix}");
                assert!(!blocks(&fix), "{typed} → {fix}");
                let again = validate(&fix);
                let same = again
                    .diagnostics
                    .iter()
                    .find(|one| one.code == diagnostic.code && one.fix.as_ref() != Some(&fix));
                assert_eq!(same, None, "{typed} → {fix}");
            }
            assert_eq!(fixed(typed.clone()), base, "{typed}");
        }
    }
}

#[test]
fn a_missing_path_is_added_once() {
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
fn combinations_are_fixed() {
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

#[test]
fn a_path_of_another_service_is_only_a_warning() {
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
        let checked = validate(&typed);
        assert!(checked.url.is_some(), "{typed}: {:?}", checked.diagnostics);
        assert!(
            checked
                .diagnostics
                .iter()
                .all(|one| one.code.severity() == InputSeverity::Warning)
        );
    }
}

#[test]
fn every_path_diagnostic_has_texts() {
    let mut seen = 0;
    for tail in TAILS.iter().map(|tail| (*tail).to_owned()).chain(flagged()) {
        for host in [TALKDESK, OTHER] {
            for diagnostic in validate(&format!("{host}/scim/v2{tail}")).diagnostics {
                let (message, label) = (diagnostic.code.to_string(), diagnostic.code.fix_label());
                assert!(
                    message.ends_with('.') && !message.contains("{"),
                    "{message}"
                );
                assert!(label != "Correct it", "{:?}", diagnostic.code);
                if let TenantUrlCode::Flag { .. }
                | TenantUrlCode::Path {
                    code: PathCode::Flag(_),
                    ..
                } = diagnostic.code
                {
                    seen += 1;
                    assert!(message.contains("aadOptscim062020"), "{message}");
                    assert!(message.contains("Leave it out unless"), "{message}");
                    assert!(message.contains("/scim/v2?aadOptscim062020."), "{message}");
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
