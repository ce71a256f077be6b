mod opening;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::import::ImportSource;
use crate::page_data::PageData;
use crate::sample_users::StoredSampleUser;
use crate::{
    FailedTest, GuideStart, PassedTest, PreflightSummary, Setup, SetupId, SetupMethod, StepMark,
    Tenant, Timestamp, page_data, record, sample_users,
};
use provisioning::expectations::ExpectedAttribute;
use provisioning::mapping::{Apply, Row, Source};
use provisioning::talkdesk::regions::REGIONS;
use provisioning::talkdesk::{ROLES, TEAMS};
use provisioning::user::SourceUser;
use provisioning::user::sample::SAMPLE_USERS;

const WITH_USERS: LinkOptions = LinkOptions {
    sample_users: true,
    notes: true,
};

fn now() -> Timestamp {
    Timestamp("2026-11-23T19:00:00.000Z".to_owned())
}

fn empty() -> Setup {
    let id = SetupId("00c0ffee00c0ffee".to_owned());
    Setup::new(id, "Contoso".to_owned(), now())
}

fn stored_user(id: &str) -> StoredSampleUser {
    StoredSampleUser {
        id: id.to_owned(),
        added: now(),
        user: SAMPLE_USERS[0].user(),
        expected: vec![ExpectedAttribute {
            attribute: "userName".to_owned(),
            value: "ana.silva@contoso.com".to_owned(),
        }],
    }
}

/// With something in every member.
fn whole() -> Setup {
    let mut setup = empty();
    setup.tenant = Tenant::Region(REGIONS[1].region);
    setup.application_name = "Talkdesk SCIM".to_owned();
    setup.guide_start = Some(GuideStart {
        when: now(),
        method: SetupMethod::Script,
    });
    let roles = Source::Expression("SingleAppRoleAssignment([appRoleAssignments])".to_owned());
    setup.mapping.put(Row {
        default_value: Some("Agent".to_owned()),
        apply: Apply::OnlyDuringCreation,
        ..Row::new(ROLES, roles)
    });
    let teams = Source::Direct("extensionAttribute2".to_owned());
    setup.mapping.put(Row::new(TEAMS, teams));
    for number in [
        "0.1", "0.3", "1.1", "1.2", "1.4", "2.1", "2.3", "2.12", "2.20",
    ] {
        setup.guide.set_mark(number, Some(StepMark::Done(now())));
    }
    setup
        .guide
        .set_note("2.12", "Agreed with Ana on Monday".to_owned());
    setup.connection_passed = Some(PassedTest {
        when: now(),
        tenant_url: "https://tested.example/scim/v2".to_owned(),
        matching: None,
    });
    setup.connection_failed = Some(FailedTest {
        when: now(),
        tenant_url: "https://tested.example/scim/v2".to_owned(),
        matching: String::new(),
        reason: "refused-reason".to_owned(),
    });
    setup.preflight = Some(PreflightSummary {
        when: now(),
        users: 2_310,
        ..PreflightSummary::default()
    });
    setup.edit_page_data(|data: &mut PageData| {
        data.sample_user = Some(SourceUser::of(&[("mail", "person@contoso.com")]));
        data.own_user = Some(SourceUser::of(&[("mail", "own-person@contoso.com")]));
        data.changed_user = Some(SourceUser::of(&[("mail", "changed-person@contoso.com")]));
        data.change = "leaver".to_owned();
        data.expression = "scratch-expression".to_owned();
        data.talkdesk_roles = "Agent\nTeam Lead".to_owned();
        data.talkdesk_teams = "Sales".to_owned();
    });
    setup
        .put_sample_user(stored_user("1"))
        .expect("there is room");
    let _ = setup.rest.insert("edits".to_owned(), json!({"name": 5}));
    let _ = setup
        .rest
        .insert("future".to_owned(), json!({"evidence": "unknown-member"}));
    setup
}

fn never(_: &str) -> bool {
    false
}

fn compress(content: &LinkContent) -> Vec<u8> {
    compress_to_vec(content.bytes(), 9)
}

fn fragment(setup: &Setup, options: LinkOptions) -> String {
    let content = LinkContent::new(setup, options, never).expect("no secret in it");
    content.fragment(&compress(&content)).expect("short enough")
}

/// As the browser does it: it stops behind the bytes that the link names.
fn open(link: &str) -> Result<Setup, SetupLinkError> {
    let payload = LinkPayload::parse(link)?;
    let bytes = decompress_to_vec_with_limit(payload.compressed(), payload.bytes());
    let candidate = payload.candidate(&bytes.unwrap_or_default())?;
    assert_eq!(candidate.source, ImportSource::Link);
    Ok(candidate.setup)
}

/// A link of ours around any content.
fn made_up(content: &[u8], bytes: usize) -> String {
    let payload = BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec(content, 9));
    let header = header(payload.len(), bytes);
    format!("{PREFIX}{header}{:08x}.{payload}", check(&header, &payload))
}

/// What arrives of a setup.
fn expected(setup: &Setup, options: LinkOptions) -> Setup {
    let mut setup = Setup {
        id: SetupId::default(),
        connection_passed: None,
        connection_failed: None,
        preflight: None,
        ..setup.clone()
    };
    setup
        .rest
        .retain(|name, _| [page_data::MEMBER, sample_users::MEMBER].contains(&name.as_str()));
    if !options.sample_users {
        let _ = setup.rest.remove(sample_users::MEMBER);
    }
    if setup.rest.contains_key(page_data::MEMBER) {
        setup.edit_page_data(|data| {
            data.expression = String::new();
            if !options.sample_users {
                (data.sample_user, data.own_user, data.changed_user) = (None, None, None);
                data.change = String::new();
            }
        });
    }
    if !options.notes {
        for step in &mut setup.guide.steps {
            step.note.clear();
        }
    }
    setup.rest.retain(|_, value| *value != json!({}));
    setup
}

#[test]
fn what_is_shared_arrives() {
    for setup in [empty(), whole()] {
        for (sample_users, notes) in [(false, false), (false, true), (true, false), (true, true)] {
            let options = LinkOptions {
                sample_users,
                notes,
            };
            let link = fragment(&setup, options);
            assert_eq!(open(&link), Ok(expected(&setup, options)), "{options:?}");
            let fits = |c: char| c.is_ascii_alphanumeric() || "#/-_.".contains(c);
            assert!(link.chars().all(fits), "{link}");
        }
    }
}

#[test]
fn only_what_was_chosen_leaves_the_browser() {
    let json = |options| {
        let content = LinkContent::new(&whole(), options, never).expect("no secret");
        String::from_utf8(content.bytes().to_vec()).expect("JSON is text")
    };
    let without = LinkOptions {
        sample_users: false,
        notes: false,
    };
    let never_in = [
        "tested.example",
        "refused-reason",
        "2310",
        "scratch-expression",
        "unknown-member",
        "edits",
        "00c0ffee00c0ffee",
    ];
    for part in never_in {
        assert!(!json(WITH_USERS).contains(part), "{part}");
    }
    let users = ["person@contoso.com", "ana.silva", "leaver", "sampleUser"];
    for part in users {
        assert!(json(WITH_USERS).contains(part), "{part}");
        assert!(!json(LinkOptions::default()).contains(part), "{part}");
    }
    assert!(json(LinkOptions::default()).contains("Agreed with Ana"));
    assert!(!json(without).contains("Agreed with Ana"));
}

#[test]
fn a_tenant_url_goes_without_its_credentials() {
    let cases = [
        ("https://a.example/scim", "https://a.example/scim"),
        ("https://u:p@a.example/scim?x=@", "https://a.example/scim"),
        (
            "https://a.example/scim?token=t&aadOptscim062020=t#t",
            "https://a.example/scim?aadOptscim062020",
        ),
        (
            "https://a.example/scim?AADoptSCIM062020",
            "https://a.example/scim?AADoptSCIM062020",
        ),
        ("https://a.example?token=u://p@t", "https://a.example"),
        ("https://a.example/scim#token", "https://a.example/scim"),
        ("a.example?token=t", "a.example"),
        ("https://u@p@a.example", "https://a.example"),
        ("https://a.example/@path", "https://a.example/@path"),
        ("a.example", "a.example"),
    ];
    for (url, sent) in cases {
        let mut setup = empty();
        setup.tenant = Tenant::Custom(url.to_owned());
        let opened = open(&fragment(&setup, WITH_USERS)).expect("a link of ours");
        assert_eq!(opened.tenant, Tenant::Custom(sent.to_owned()), "{url}");
    }
}

/// Puts a text into every text and name of a value, one after the other.
fn planted(value: &serde_json::Value, token: &str) -> Vec<serde_json::Value> {
    use serde_json::Value;
    match value {
        Value::String(text) => vec![Value::String(format!("{text} {token}"))],
        Value::Array(values) => {
            let each = values.iter().enumerate();
            let each = each.flat_map(|(index, value)| {
                planted(value, token)
                    .into_iter()
                    .map(move |other| (index, other))
            });
            each.map(|(index, other)| {
                let mut values = values.clone();
                values[index] = other;
                Value::Array(values)
            })
            .collect()
        }
        Value::Object(members) => {
            let each = members.iter().flat_map(|(name, value)| {
                planted(value, token)
                    .into_iter()
                    .map(move |other| (name.clone(), other))
            });
            each.map(|(name, other)| {
                let mut members = members.clone();
                let _ = members.insert(name, other);
                Value::Object(members)
            })
            .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn no_token_gets_into_a_link_whatever_field_it_was_pasted_into() {
    const TOKEN: &str = "s3cret-token-9";
    let is_secret = |text: &str| text.contains(TOKEN);
    let (mut refused, mut left_out) = (0, 0);
    for record in planted(&record::write(&whole()), TOKEN) {
        // Some members are read as one of a few values only.
        let Ok(setup) = record::from_value(record) else {
            continue;
        };
        match LinkContent::new(&setup, WITH_USERS, is_secret) {
            Err(SetupLinkError::Secret { part }) => {
                assert!(!part.contains(TOKEN), "{part}");
                refused += 1;
            }
            Err(other) => panic!("{other}"),
            Ok(content) => {
                assert!(!String::from_utf8_lossy(content.bytes()).contains(TOKEN));
                left_out += 1;
            }
        }
    }
    assert!(refused > 40, "{refused}");
    assert!(left_out > 5, "{left_out}");
    let mut setup = empty();
    setup
        .guide
        .set_note("2.12", format!("The token is {TOKEN}"));
    let error = LinkContent::new(&setup, WITH_USERS, is_secret).expect_err("a secret");
    assert_eq!(
        error.to_string(),
        "A secret token is in the note on step 2.12. Remove it there, then make the link again."
    );
}

/// `cargo test -p setup link -- --nocapture` prints the sizes.
#[test]
fn typical_setups_fit_into_a_link_that_is_not_cut() {
    let mut custom = whole();
    custom.tenant = Tenant::Custom("https://api.talkdeskapp.eu/scim/v2".to_owned());
    for index in 0..10 {
        let target = format!("urn:ietf:params:scim:schemas:extension:x:attribute{index}");
        let text = format!(
            "Switch([department], [extensionAttribute{index}], \"Sales\", \"Sales team {index}\", \"Support\", \"Support team {index}\")"
        );
        custom
            .mapping
            .put(Row::new(&target, Source::Expression(text)));
    }
    let mut full = custom.clone();
    for index in 2..=20 {
        full.put_sample_user(stored_user(&format!("{index:016x}")))
            .expect("there is room");
    }
    let cases = [
        ("new", &empty(), LinkOptions::default(), 700),
        ("guide finished", &whole(), LinkOptions::default(), 1_200),
        ("with sample users", &whole(), WITH_USERS, RELIABLE_LENGTH),
        ("ten more rows", &custom, LinkOptions::default(), 1_500),
        ("20 sample users", &full, WITH_USERS, 3_000),
    ];
    for (name, setup, options, most) in cases {
        let content = LinkContent::new(setup, options, never).expect("no secret");
        let link = fragment(setup, options);
        println!(
            "{name}: {} bytes of JSON, {} characters of link",
            content.bytes().len(),
            link.len()
        );
        assert!(link.len() <= most, "{name}: {}", link.len());
    }
}
