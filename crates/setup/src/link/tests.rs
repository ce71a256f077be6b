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

#[test]
fn a_link_that_was_cut_off_says_so_wherever_it_was() {
    let link = fragment(&whole(), LinkOptions::default());
    let payload = link.strip_prefix(PREFIX).expect("of ours");
    for end in 0..payload.len() {
        assert_eq!(
            LinkPayload::parse(&payload[..end]),
            Err(SetupLinkError::Cut),
            "{end}"
        );
    }
    // Programs take the end of a sentence for a part of the link.
    for end in [".", ")", " ", "é", "&x=1", "\n"] {
        assert_eq!(open(&format!("{link}{end}")), open(&link), "{end}");
        let address = format!("https://app.example/{link}{end}");
        assert_eq!(open(&address), open(&link), "{end}");
    }
}

#[test]
fn a_link_that_was_changed_is_not_opened() {
    let link = fragment(&empty(), LinkOptions::default());
    let start = PREFIX.len();
    let dot = link.rfind('.').expect("a check");
    for at in start..link.len() {
        for other in ["A", "0", "é"] {
            let changed = format!("{}{other}{}", &link[..at], &link[at + 1..]);
            if changed == link {
                continue;
            }
            let error = open(&changed).expect_err(&changed);
            if at + 8 >= dot && at != dot && other != "é" {
                assert_eq!(error, SetupLinkError::Damaged, "{changed}");
            }
        }
    }
}

#[test]
fn each_reason_has_its_own_message() {
    let record = |version: u64| {
        let mut record = record::write(&empty());
        record["version"] = version.into();
        record.to_string().into_bytes()
    };
    let valid = record(record::VERSION);
    let long_number = "9".repeat(40);
    let zeros = vec![b' '; 2 * MAX_CONTENT];
    let cases = [
        (String::new(), "The end of the link is missing"),
        ("#/import/".to_owned(), "The end of the link is missing"),
        (
            "#/import/2.7".to_owned(),
            "format 2; this one reads up to 1",
        ),
        (
            "#/import/7.a.b.c.d.e".to_owned(),
            "format 7; this one reads up to 1",
        ),
        ("#/import/0.1.1.00000000.A".to_owned(), "changed on its way"),
        ("#/import/x.1.1.00000000.A".to_owned(), "changed on its way"),
        ("#/import/1.x.1.00000000.A".to_owned(), "changed on its way"),
        (
            "#/import/1.+1.1.00000000.A".to_owned(),
            "changed on its way",
        ),
        (
            format!("#/import/1.{long_number}.1.00000000.A"),
            "changed on its way",
        ),
        (
            format!("#/import/1.{}.1.00000000.A", MAX_PAYLOAD + 1),
            "longer than any",
        ),
        ("A".repeat(MAX_PAYLOAD + 4_001), "longer than any"),
        // Decompresses to more than it says, or says more than is read.
        (made_up(&zeros, 100), "changed on its way"),
        (made_up(&zeros, zeros.len()), "longer than any"),
        (made_up(&valid, valid.len() + 1), "changed on its way"),
        (made_up(&[0xff], 1), "changed on its way"),
        (made_up(b"{}", 2), "This isn’t a scimdesk setup"),
        (
            made_up(&record(99), record(99).len()),
            "A newer version of scimdesk wrote this",
        ),
    ];
    for (link, says) in cases {
        let shown: String = link.chars().take(80).collect();
        let error = open(&link).expect_err(&shown).to_string();
        assert!(error.contains(says), "{shown}: {error}");
    }
    assert!(open(&made_up(&valid, valid.len())).is_ok());
}

#[test]
fn a_setup_that_is_too_long_is_refused_with_another_way() {
    let mut setup = empty();
    setup.guide.set_note("1.1", "n".repeat(MAX_CONTENT));
    let error = LinkContent::new(&setup, WITH_USERS, never).expect_err("too long");
    assert!(error.to_string().contains("Save it as a file"), "{error}");
    let content = LinkContent::new(&empty(), WITH_USERS, never).expect("short");
    let error = content.fragment(&[7; MAX_PAYLOAD]).expect_err("too long");
    let characters = (MAX_PAYLOAD * 4).div_ceil(3);
    assert_eq!(error, SetupLinkError::TooLong { characters });
}

#[test]
fn nothing_in_a_link_counts_as_evidence() {
    // A link that somebody else made.
    let content = record::write(&whole()).to_string();
    let opened = open(&made_up(content.as_bytes(), content.len())).expect("a setup");
    assert_eq!(opened.connection_passed, None);
    assert_eq!(opened.connection_failed, None);
    assert_eq!(opened.preflight, None);
    assert_eq!(opened.id, SetupId::default());
    let members: Vec<&str> = opened.rest.keys().map(String::as_str).collect();
    assert_eq!(members, [sample_users::MEMBER, page_data::MEMBER]);
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

proptest! {
    #[test]
    fn any_setup_arrives(
        texts in proptest::collection::vec(".*", 6),
        rows in proptest::collection::vec((".*", ".*", any::<Option<u32>>()), 0..8),
        steps in proptest::collection::vec(("[0-9.~/]{0,5}", ".*", any::<Option<bool>>()), 0..8),
        sample_users: bool,
        notes: bool,
    ) {
        let mut setup = empty();
        setup.name = texts[0].clone();
        setup.application_name = texts[1].clone();
        // What it does to credentials is in a test of its own.
        setup.tenant = Tenant::Custom(texts[2].replace(['@', '?', '#'], ""));
        setup.mapping.rows = rows
            .into_iter()
            .map(|(target, text, matching_precedence)| Row {
                matching_precedence,
                ..Row::new(&target, Source::Expression(text))
            })
            .collect();
        for (number, note, mark) in steps {
            setup.guide.set_note(&number, note);
            setup.guide.set_mark(&number, mark.map(|done| match done {
                true => StepMark::Done(now()),
                false => StepMark::NotNeeded(now()),
            }));
        }
        setup.edit_page_data(|data| {
            data.talkdesk_roles = texts[3].clone();
            data.sample_user = Some(SourceUser::of(&[("mail", &texts[4])]));
        });
        let mut user = stored_user(&texts[5]);
        user.expected[0].value = texts[3].clone();
        setup.put_sample_user(user).expect("there is room");
        let options = LinkOptions { sample_users, notes };
        let link = fragment(&setup, options);
        prop_assert_eq!(open(&link), Ok(expected(&setup, options)));
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".*") {
        let _ = open(&text);
        let _ = open(&format!("{PREFIX}1.{text}"));
    }

    #[test]
    fn no_link_with_a_right_check_breaks_the_reader(
        text in "[0-9]{1,9}\\.[A-Za-z0-9_-]{0,40}",
        bytes in 0_usize..2_000,
    ) {
        let (characters, payload) = text.split_once('.').unwrap_or_default();
        let characters: usize = characters.parse().unwrap_or_default();
        let header = header(characters, bytes);
        let check = check(&header, payload);
        let _ = open(&format!("{header}{check:08x}.{payload}"));
        let header = super::header(payload.len(), bytes);
        let check = super::check(&header, payload);
        let _ = open(&format!("{header}{check:08x}.{payload}"));
    }

    #[test]
    fn no_content_breaks_the_reader(content: Vec<u8>, text in ".*") {
        let _ = open(&made_up(&content, content.len()));
        let record = json!({
            "format": record::FORMAT, "version": record::VERSION, "id": "", "name": text,
            "created": text, "workbench": text, "sampleUsers": {text.clone(): text},
        });
        let record = record.to_string();
        let _ = open(&made_up(record.as_bytes(), record.len()));
    }
}
