use super::*;
use crate::steps::request::{below, by_name};
use crate::tenant_url::{TenantUrl, parse};

fn url(id: CheckId, tenant: &TenantUrl, input: &CheckInput) -> String {
    below(tenant, &id.request(input).target)
}

fn input() -> CheckInput {
    CheckInput {
        guid: "g-1".to_owned(),
        email: Some("ada@contoso.com".to_owned()),
        user_id: UserId::parse("5f3").ok(),
        ..CheckInput::default()
    }
}

#[test]
fn each_check_finds_itself() {
    for (nth, check) in CheckId::STEPS.iter().enumerate() {
        assert_eq!(check.id as usize, nth);
        assert_eq!(check.id.step(), check);
    }
    assert_eq!(CheckId::STEPS.len(), CheckId::ReadUser as usize + 1);
}

#[test]
fn requests_are_what_entra_sends() {
    let cases = [
        (
            "https://api.talkdeskapp.eu/scim/v2",
            CheckId::Query,
            "https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+%22g-1%22",
        ),
        (
            "https://api.talkdeskapp.eu/scim/v2/",
            CheckId::Schemas,
            "https://api.talkdeskapp.eu/scim/v2/Schemas",
        ),
        (
            "https://a.example/scim/v2?aadOptscim062020",
            CheckId::Query,
            "https://a.example/scim/v2/Users?filter=userName+eq+%22g-1%22",
        ),
        (
            "https://a.example/scim/v2?k=v",
            CheckId::Query,
            "https://a.example/scim/v2/Users?filter=userName+eq+%22g-1%22&k=v",
        ),
        (
            "https://a.example/scim/v2",
            CheckId::FindUser,
            "https://a.example/scim/v2/Users?filter=userName+eq+%22ada%40contoso.com%22",
        ),
        (
            "https://a.example/scim/v2",
            CheckId::ReadUser,
            "https://a.example/scim/v2/Users/5f3",
        ),
        (
            "https://a.example/scim/v2?k=v&AzureAdScimPatch062020=true",
            CheckId::Schemas,
            "https://a.example/scim/v2/Schemas?k=v",
        ),
        (
            "https://a.example/scim/v2/&AADoptscim062020",
            CheckId::Schemas,
            "https://a.example/scim/v2/Schemas",
        ),
        (
            "https://a.example:8443?k=v",
            CheckId::Config,
            "https://a.example:8443/ServiceProviderConfig?k=v",
        ),
    ];
    for (tenant, id, due) in cases {
        let tenant = parse(tenant).expect(tenant);
        assert_eq!(url(id, &tenant, &input()), due);
    }
}

#[test]
fn a_test_requests_the_matching_attributes_of_the_setup() {
    let tenant = parse("https://a.example/scim/v2").expect("an address");
    let mut input = CheckInput {
        matching: Matching::by(&["externalId", "emails[type eq \"work\"].value", "userName"]),
        other_value: Some("4045ea11".to_owned()),
        ..input()
    };
    let work = "emails%5Btype+eq+%22work%22%5D.value";
    for (id, due) in [
        (CheckId::Query, "externalId+eq+%22g-1%22".to_owned()),
        (CheckId::SecondQuery, format!("{work}+eq+%22g-1%22")),
        (CheckId::ThirdQuery, "userName+eq+%22g-1%22".to_owned()),
        (CheckId::WrongToken, "externalId+eq+%22g-1%22".to_owned()),
        (
            CheckId::FindUser,
            "userName+eq+%22ada%40contoso.com%22".to_owned(),
        ),
        (
            CheckId::FindByOther,
            "externalId+eq+%224045ea11%22".to_owned(),
        ),
    ] {
        let due = format!("https://a.example/scim/v2/Users?filter={due}");
        assert_eq!(url(id, &tenant, &input), due);
        assert!(id.is_wanted(&input), "{id:?}");
    }
    assert_eq!(
        CheckId::Query.target_for_people(&input),
        "/Users?filter=externalId eq \"g-1…\""
    );
    input.matching = Matching::default();
    for id in [
        CheckId::SecondQuery,
        CheckId::ThirdQuery,
        CheckId::FindByOther,
    ] {
        assert!(!id.is_wanted(&input), "{id:?}");
    }
}

#[test]
fn names_and_ids_cannot_break_out_of_their_segment() {
    let id = |text: &str| UserId::parse(text).expect(text);
    let cases = [
        (
            by_name("a@b.example"),
            "/Users?filter=userName+eq+%22a%40b.example%22",
        ),
        (
            by_name("o\"or\\"),
            "/Users?filter=userName+eq+%22o%5C%22or%5C%5C%22",
        ),
        (
            by_filter("a&b=\"c\"#", "x"),
            "/Users?filter=a%26b%3D%22c%22%23+eq+%22x%22",
        ),
        (
            by_name("a+b &é"),
            "/Users?filter=userName+eq+%22a%2Bb%20%26%C3%A9%22",
        ),
        (
            by_id(&id("a/Groups?x=1#y")),
            "/Users/a%2FGroups%3Fx%3D1%23y",
        ),
        (by_id(&id("%252e%252e")), "/Users/%25252e%25252e"),
        (by_id(&id("a\\b")), "/Users/a%5Cb"),
    ];
    for (target, due) in cases {
        assert_eq!(target, due);
    }
    // Encoding cannot hold these in their segment.
    for text in ["", ".", "..", "%2e%2E", "../Groups?x=1#y"] {
        assert!(UserId::parse(text).is_err(), "{text}");
    }
}
