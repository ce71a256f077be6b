use super::*;
use crate::input::MappingCheck;
use connection_test::checks::check::CheckInput;
use connection_test::checks::run::CheckRun;
use connection_test::diagnosis::diagnose::diagnose;
use connection_test::http::outcome::{Body, End, Outcome, RawResponse, Skip};
use connection_test::lifecycle::report::report;
use connection_test::lifecycle::run::{RunPurpose, TestUser};
use connection_test::lifecycle::steps::StepId;
use connection_test::scim::user_id::UserId;
use connection_test::steps::runner::{Ended, TestRun};
use connection_test::steps::step::StepResult;
use connection_test::tenant_url::parse;
use connection_test::token::SecretToken;
use proptest::prelude::*;
use provisioning::mapping::{Row, Source};
use provisioning::talkdesk::ROLES;
use provisioning::talkdesk::regions::Region;
use serde_json::{Value, json};
use setup::tenant_evidence::{EvidenceKind, EvidenceOutcome, EvidenceRecord, ResponseFormat};
use setup::{FailedTest, PassedTest, PreflightSummary, Setup, SetupId, Tenant, record};

const TOKEN: &str = "s3cret-token-9";

fn now() -> Timestamp {
    Timestamp("2026-11-30T19:00:00.000Z".to_owned())
}

fn whole() -> Setup {
    let mut setup = Setup::new(
        SetupId("00c0ffee".to_owned()),
        "Contoso | *EU*".to_owned(),
        now(),
    );
    setup.tenant = Tenant::Region(Region::Europe);
    setup.application_name = "Talkdesk SCIM".to_owned();
    setup.mapping.put(Row {
        default_value: Some("Agent".to_owned()),
        ..Row::new(ROLES, Source::Constant("Team Lead".to_owned()))
    });
    setup.connection_failed = Some(FailedTest {
        when: now(),
        tenant_url: setup.tenant.url().unwrap_or_default(),
        matching: "userName".to_owned(),
        reason: "The token has expired".to_owned(),
    });
    setup.preflight = Some(PreflightSummary {
        when: now(),
        users: 3,
        created: 3,
        mapping: setup::mapping_fingerprint(&setup.mapping),
        ..PreflightSummary::default()
    });
    setup.guide.set_note("1.1", "a private note".to_owned());
    setup
}

/// A response that says this, redacted as the client redacts it.
fn response(text: &str, redactor: &Redactor) -> Outcome {
    let raw = RawResponse {
        status: 401,
        headers: vec![("www-authenticate", format!("Bearer {text}"))],
        relay: None,
        relay_proof: None,
        body: Body {
            text: format!("{{\"detail\":\"{text} is unknown\"}}"),
            end: End::Whole,
        },
        ms: 42,
    };
    Outcome::Response(raw.redacted_by(redactor))
}

/// A ticket with both tests, in which this text is wherever a service or an
/// admin can put it.
fn with_tests(setup: &Setup, text: &str) -> VendorTicket {
    let redactor = SecretToken::typed(TOKEN.to_owned()).redactor();
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let input = CheckInput {
        guid: "g-1".to_owned(),
        email: Some(format!("{text}@contoso.com")),
        ..CheckInput::default()
    };
    let outcomes = vec![
        response(text, &redactor),
        Outcome::NotSent(Skip::NoAttribute),
        Outcome::NotSent(Skip::NoAttribute),
        response(text, &redactor),
    ];
    let checks = CheckRun::with_outcomes(input, outcomes);
    let diagnosis = diagnose(&tenant, &checks);
    let user = TestUser {
        user_name: format!("{text}@contoso.com"),
        nobody: UserId::nobody(),
    };
    let mut run = LifecycleRun::new(RunPurpose::Life, user);
    run.add(StepResult {
        step: StepId::CheckAbsent,
        id: None,
        outcome: response(text, &redactor),
    });
    run.end(Ended::Cancelled);
    let report = report(&run, &tenant).expect("it has ended");
    let guide = GuideInput::new(setup, &MappingCheck::NotChecked);
    VendorTicket::new(&VendorTicketInput {
        guide,
        connection: Some(CheckReport {
            tenant: &tenant,
            run: &checks,
            diagnosis: &diagnosis,
            when: "2026-11-30 18:58 UTC",
        }),
        lifecycle: Some(LifecycleResult {
            run: &run,
            tenant: &tenant,
            report: &report,
            when: "2026-11-30 18:59 UTC",
        }),
        app_version: "0.1.0",
        now: &now(),
        redactor: &redactor,
    })
}

fn without_tests(setup: &Setup, app_version: &str) -> VendorTicket {
    VendorTicket::new(&VendorTicketInput {
        guide: GuideInput::new(setup, &MappingCheck::NotChecked),
        connection: None,
        lifecycle: None,
        app_version,
        now: &now(),
        redactor: &SecretToken::typed(TOKEN.to_owned()).redactor(),
    })
}

/// The JSON at the end, in its fence.
fn data(ticket: &VendorTicket) -> Value {
    let (_, end) = ticket.markdown.rsplit_once("\n## Data\n\n").expect("data");
    let (fence, rest) = end.split_once("json\n").expect("a fence");
    let json = rest.strip_suffix(&format!("{fence}\n")).expect("its end");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn a_ticket_has_what_was_set_up_and_what_the_tests_showed() {
    let ticket = with_tests(&whole(), "x");
    for expected in [
        "# SCIM provisioning from Microsoft Entra ID to Talkdesk\n\nscimdesk (0.1.0), 2026-11-30 19:00 UTC\n",
        "| Setup | Contoso \\| \\*EU\\* |",
        "| Service region | Europe |",
        "| Tenant URL | https://api.talkdeskapp.eu/scim/v2 |",
        "| Application | Talkdesk SCIM |",
        "\n## Connection test\n\nTalkdesk rejects the token (401) (2026-11-30 18:58 UTC)\n",
        "42 ms",
        "Authorization: Bearer [token]",
        "https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+%22g-1%22",
        "\n## Lifecycle test\n\n",
        "(2026-11-30 18:59 UTC)",
        "\n## Preflight\n\nAll 3 users would be accepted (2026-11-30 19:00 UTC)\n",
        "\n## Evidence\n\n| Fact | Value | Proof | From |\n",
        "| Open |",
        "| userName | Direct | userPrincipalName |  | 1 | Always |",
        "rolesString | Constant | Team Lead | Agent |  | Always |",
        "- What Talkdesk logged for these requests.\n",
    ] {
        assert!(
            ticket.markdown.contains(expected),
            "{expected}\n{}",
            ticket.markdown
        );
    }
    assert!(!ticket.markdown.contains("a private note"));
    let data = data(&ticket);
    let expected = [
        ("/scimdeskVendorTicket", json!(1)),
        ("/scimdeskVersion", json!("0.1.0")),
        ("/made", json!("2026-11-30T19:00:00.000Z")),
        ("/settings/serviceRegion", json!("Europe")),
        (
            "/settings/tenantUrl",
            json!("https://api.talkdeskapp.eu/scim/v2"),
        ),
        ("/connectionTest/data/code", json!("TokenRefused")),
        ("/connectionTest/data/checks/0/status", json!(401)),
        ("/mappings/0/attribute", json!("userName")),
        ("/mappings/0/matchingPrecedence", json!(1)),
        ("/mappings/5/defaultValue", json!("Agent")),
        ("/evidence/0/name", json!("Application")),
        ("/evidence/0/proof", json!("Open")),
    ];
    for (pointer, value) in expected {
        assert_eq!(data.pointer(pointer), Some(&value), "{pointer}");
    }
    assert!(
        data.pointer("/lifecycleTest/text")
            .is_some_and(Value::is_string)
    );
    assert_eq!(ticket.file_name, "contoso-eu-talkdesk-ticket-2026-11-30.md");
}

#[test]
fn what_is_not_known_is_listed_as_unknown() {
    let empty = Setup::new(SetupId("00".to_owned()), String::new(), now());
    let failed = whole();
    let mut passed = whole();
    passed.connection_failed = None;
    passed.connection_passed = Some(PassedTest {
        when: now(),
        tenant_url: passed.tenant.url().unwrap_or_default(),
        matching: None,
    });
    let mut moved = passed.clone();
    moved.tenant = Tenant::Region(Region::Canada);
    moved.preflight = None;
    // The setup, the result of the connection test, and what is not known.
    let cases: [(&Setup, Option<&str>, &[&str]); 4] = [
        (
            &empty,
            None,
            &[
                "The service region and the Tenant URL: none is chosen.",
                "Whether Entra can connect: the connection test wasn’t run.",
                "How many users would be rejected: Preflight wasn’t run.",
            ],
        ),
        (
            &failed,
            Some("Failed: The token has expired (2026-11-30 19:00 UTC)"),
            &[
                "The responses of the connection test: they are stored only until the page is closed.",
            ],
        ),
        (
            &passed,
            Some("Passed (2026-11-30 19:00 UTC)"),
            &[
                "The responses of the connection test: they are stored only until the page is closed.",
            ],
        ),
        (
            &moved,
            Some(
                "Tested with another Tenant URL or other matching attributes (2026-11-30 19:00 UTC)",
            ),
            &["How many users would be rejected: Preflight wasn’t run."],
        ),
    ];
    for (setup, result, not_known) in cases {
        let ticket = without_tests(setup, "");
        let data = data(&ticket);
        let found = data
            .pointer("/connectionTest/result")
            .and_then(Value::as_str);
        assert_eq!(found, result);
        assert_eq!(data["lifecycleTest"], Value::Null);
        assert_eq!(data["scimdeskVersion"], Value::Null);
        assert!(ticket.markdown.contains("scimdesk (version unknown)"));
        assert!(
            ticket
                .markdown
                .contains("\n## Lifecycle test\n\nNot run.\n")
        );
        let listed = data["notKnown"].as_array().expect("a list");
        let always = [
            "The version of scimdesk.",
            "What Talkdesk logged for these requests.",
            "Whether the mappings have errors: they weren’t checked.",
        ];
        for text in not_known.iter().chain(&always) {
            assert!(listed.contains(&json!(text)), "{text} in {listed:?}");
        }
    }
    let ticket = without_tests(&empty, "");
    assert!(ticket.markdown.contains("| Tenant URL | Unknown |"));
    assert_eq!(data(&ticket)["settings"]["tenantUrl"], Value::Null);
    let known = with_tests(&whole(), "x");
    let known = data(&known);
    let listed = known["notKnown"].as_array().expect("a list");
    assert_eq!(listed.len(), 3, "{listed:?}");
}

/// A record that was read here counts, and one of a file or for another
/// application does not.
#[test]
fn what_is_known_of_entra_depends_on_what_was_read_from_it() {
    let unread = "What is set in Entra now: scimdesk knows only what was marked by hand and what its tests showed.";
    let record = |minute: u32| {
        let setup = whole();
        EvidenceRecord {
            kind: EvidenceKind::Application,
            when: Timestamp(format!("2026-11-30T18:{minute}:00.000Z")),
            outcome: EvidenceOutcome::Proven,
            summary: "Talkdesk SCIM exists as a custom app".to_owned(),
            proven: vec!["1.4".to_owned()],
            contradictions: Vec::new(),
            format: ResponseFormat::Json,
            basis: setup.evidence_basis(EvidenceKind::Application),
            is_imported: false,
        }
    };
    let imported = EvidenceRecord {
        is_imported: true,
        ..record(30)
    };
    let outdated = EvidenceRecord {
        basis: "Another application".to_owned(),
        ..record(30)
    };
    let contradicted = EvidenceRecord {
        kind: EvidenceKind::UsersAssigned,
        outcome: EvidenceOutcome::Contradicted,
        ..record(40)
    };
    let read =
        "What changed in Entra since 2026-11-30 18:30 UTC, and what isn’t Verified under Evidence.";
    let read_later =
        "What changed in Entra since 2026-11-30 18:40 UTC, and what isn’t Verified under Evidence.";
    for (records, expected) in [
        (vec![], unread),
        (vec![record(30)], read),
        (vec![record(30), contradicted], read_later),
        (vec![imported], unread),
        (vec![outdated], unread),
    ] {
        let mut setup = whole();
        for record in records {
            assert!(setup.record_evidence(record, &now()));
        }
        let ticket = without_tests(&setup, "0.1.0");
        let listed = data(&ticket)["notKnown"].clone();
        let listed = listed.as_array().expect("a list");
        for text in [unread, read, read_later] {
            assert_eq!(listed.contains(&json!(text)), text == expected, "{text}");
            let line = format!("\n- {text}\n");
            assert_eq!(ticket.markdown.contains(&line), text == expected, "{text}");
        }
    }
}

#[test]
fn nothing_from_outside_writes_markdown() {
    let ticket = with_tests(&whole(), "```\\n# big <b> | x");
    let lines = ticket.markdown.lines();
    let fences: Vec<_> = lines.filter(|line| line.starts_with("````")).collect();
    assert_eq!(
        fences,
        ["````text", "````", "````text", "````", "````json", "````"]
    );
}

/// Puts a text into every text of a value, one after the other.
fn planted(value: &Value, token: &str) -> Vec<Value> {
    match value {
        Value::String(text) => vec![json!(format!("{text} {token}")), json!(token)],
        Value::Array(values) => {
            let mut all = Vec::new();
            for (index, value) in values.iter().enumerate() {
                for other in planted(value, token) {
                    let mut values = values.clone();
                    values[index] = other;
                    all.push(Value::Array(values));
                }
            }
            all
        }
        Value::Object(members) => {
            let mut all = Vec::new();
            for (name, value) in members {
                for other in planted(value, token) {
                    let mut members = members.clone();
                    let _ = members.insert(name.clone(), other);
                    all.push(Value::Object(members));
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

fn assert_clean(ticket: &VendorTicket, token: &str) {
    for text in [&ticket.markdown, &ticket.file_name] {
        assert!(!text.contains(token), "{text}");
    }
}

#[test]
fn no_token_gets_into_a_ticket_whatever_field_it_was_pasted_into() {
    let record = record::write(&whole());
    let mut read = 0;
    for record in planted(&record, TOKEN) {
        // Some members are read as one of a few values only.
        let Ok(setup) = record::from_value(record) else {
            continue;
        };
        assert_clean(&without_tests(&setup, "0.1.0"), TOKEN);
        read += 1;
    }
    assert!(read > 40, "{read}");
    let mut custom = whole();
    custom.tenant = Tenant::Custom(format!("https://u:{TOKEN}@a.example/scim?x={TOKEN}"));
    assert_clean(&without_tests(&custom, "0.1.0"), TOKEN);
    assert_clean(&with_tests(&whole(), TOKEN), TOKEN);
}

#[test]
fn a_secret_that_nobody_typed_here_is_found_by_its_label() {
    let mut setup = whole();
    let secret = "Zk3bW8pQ1xT7vN5r";
    setup.name = format!("EU, client_secret={secret}");
    setup.mapping.put(Row::new(
        "title",
        Source::Constant(format!("Bearer {secret}")),
    ));
    assert_clean(&without_tests(&setup, "0.1.0"), secret);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_token_gets_out_in_any_company(before in "\\PC{0,12}", after in "\\PC{0,12}") {
        let text = format!("{before}{TOKEN}{after}");
        let mut setup = whole();
        setup.name = text.clone();
        setup.application_name = text.clone();
        setup.tenant = Tenant::Custom(text.clone());
        setup.mapping.put(Row {
            default_value: Some(text.clone()),
            ..Row::new(&text, Source::Expression(text.clone()))
        });
        assert_clean(&with_tests(&setup, &text), TOKEN);
    }

    #[test]
    fn tickets_of_any_text_are_json(text in ".*") {
        let mut setup = whole();
        setup.name = text.clone();
        setup.mapping.put(Row::new("title", Source::Constant(text.clone())));
        let ticket = with_tests(&setup, &text);
        prop_assert!(data(&ticket).is_object());
    }
}
