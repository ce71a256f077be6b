use super::*;
use provisioning::mapping::{Row, Source};
use provisioning::talkdesk::regions::Region;
use provisioning::talkdesk::{ROLES, USER_NAME};
use setup::tenant_evidence::{EvidenceOutcome, EvidenceRecord, ResponseFormat};
use setup::{GuideStart, PassedTest, PreflightSummary, SetupId, SetupMethod};

fn now() -> Timestamp {
    Timestamp("2026-11-30T19:00:00.000Z".to_owned())
}

fn named(name: &str) -> Setup {
    Setup::new(SetupId("00".to_owned()), name.to_owned(), now())
}

fn preview(setup: &Setup, source: ImportSource, open: Option<&Setup>) -> ImportPreview {
    let setup = setup.clone();
    ImportPreview::new(&ImportCandidate { setup, source }, open)
}

/// With a region, roles, marks and evidence.
fn whole() -> Setup {
    let mut setup = named("Contoso");
    setup.tenant = Tenant::Region(Region::Canada);
    setup.guide_start = Some(GuideStart {
        when: now(),
        method: SetupMethod::ByHand,
    });
    setup
        .mapping
        .put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    // A step that combines two numbers.
    setup.guide.set_mark("1.1", Some(StepMark::Done(now())));
    setup.guide.set_mark("1.2", Some(StepMark::Done(now())));
    setup
        .guide
        .set_mark("2.1", Some(StepMark::NotNeeded(now())));
    setup.guide.set_note("1.1", "by Ana".to_owned());
    setup.connection_passed = Some(PassedTest {
        when: now(),
        tenant_url: setup.tenant.url().unwrap_or_default(),
        matching: None,
    });
    setup.preflight = Some(PreflightSummary {
        when: now(),
        users: 3,
        created: 3,
        ..PreflightSummary::default()
    });
    setup
}

#[test]
fn a_preview_says_what_comes_and_what_differs() {
    let setup = whole();
    let alone = preview(&setup, ImportSource::File, None);
    assert_eq!(alone.name, "Contoso");
    assert_eq!(alone.region, "Canada");
    let url = "https://api.talkdeskappca.com/scim/v2";
    assert_eq!(alone.tenant_url.as_deref(), Some(url));
    assert_eq!(alone.baseline.label(), "the mappings of Talkdesk’s guide");
    assert_eq!(alone.settings, []);
    assert_eq!((alone.mappings, alone.notes, alone.sample_users), (6, 1, 0));
    let kinds = |preview: &ImportPreview| {
        let all = preview.differences.iter();
        all.map(|one| (one.target.clone(), one.kind))
            .collect::<Vec<_>>()
    };
    let roles = || (ROLES.to_owned(), DifferenceKind::OnlyImported);
    assert_eq!(kinds(&alone), [roles()]);
    let steps: Vec<_> = alone.steps_by_hand.iter().map(|step| step.number).collect();
    assert_eq!(steps, ["1.1"]);
    assert_eq!(alone.steps_by_hand[0].when, now());
    assert!(alone.steps_needed > 10);

    let mut open = named("Fabrikam");
    let _ = open.mapping.remove(USER_NAME);
    open.mapping.put(Row::new(
        "name.givenName",
        Source::Direct("displayName".to_owned()),
    ));
    open.mapping
        .put(Row::new("title", Source::Direct("jobTitle".to_owned())));
    open.mapping.operations.delete = false;
    let beside = preview(&setup, ImportSource::File, Some(&open));
    assert_eq!(beside.baseline.label(), "“Fabrikam”");
    let settings: Vec<_> = beside
        .settings
        .iter()
        .map(|(label, here, imported)| (*label, here.as_str(), imported.as_str()))
        .collect();
    assert_eq!(
        settings,
        [
            ("Service region", "No region yet", "Canada"),
            ("Tenant URL", "", url),
            (
                "Target Object Actions",
                "Create, Update",
                "Create, Update, Delete"
            ),
        ]
    );
    let mut found = kinds(&beside);
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut expected = vec![
        ("name.givenName".to_owned(), DifferenceKind::Changed),
        ("title".to_owned(), DifferenceKind::OnlyHere),
        roles(),
        (USER_NAME.to_owned(), DifferenceKind::OnlyImported),
    ];
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found, expected);
    let changed = beside.differences.iter();
    let mut changed = changed.filter(|one| one.kind == DifferenceKind::Changed);
    let fields = &changed.next().expect("one changed").fields;
    let field = ("Source attribute", "displayName", "givenName");
    assert!(
        fields
            .iter()
            .any(|(label, here, there)| (*label, here.as_str(), there.as_str()) == field),
        "{fields:?}"
    );
}

#[test]
fn evidence_is_marked_or_stays_behind() {
    let mut setup = whole();
    let messages = |setup: &Setup, source| -> Vec<String> {
        let evidence = preview(setup, source, None).evidence.into_iter();
        let text = |one: PreviewEvidence| format!("{}: {}", one.name, one.transfer.message());
        evidence.map(text).collect()
    };
    assert_eq!(
        messages(&setup, ImportSource::File),
        [
            "Connection test: Passed on 2026-11-30 19:00 UTC. Marked as imported.",
            "Preflight: All 3 users would be accepted on 2026-11-30 19:00 UTC. Marked as imported.",
        ]
    );
    assert_eq!(
        messages(&setup, ImportSource::Link),
        [
            "Connection test: Not carried over. Run it here.",
            "Preflight: Not carried over. Run it here.",
        ]
    );
    setup.tenant = Tenant::Unknown;
    assert_eq!(
        messages(&setup, ImportSource::File)[0],
        "Connection test: Tested with other settings on 2026-11-30 19:00 UTC. Marked as imported."
    );
    assert_eq!(messages(&named("x"), ImportSource::File), [""; 0]);
}

#[test]
fn evidence_from_the_tenant_is_listed() {
    let mut setup = named("Contoso");
    for kind in [EvidenceKind::Application, EvidenceKind::Credentials] {
        let record = EvidenceRecord {
            kind,
            when: now(),
            outcome: EvidenceOutcome::Proven,
            summary: "As planned".to_owned(),
            proven: Vec::new(),
            contradictions: Vec::new(),
            format: ResponseFormat::Json,
            basis: setup.evidence_basis(kind),
            is_imported: false,
        };
        assert!(setup.record_evidence(record, &now()));
    }
    setup.tenant = Tenant::Region(Region::Canada);
    let listed = preview(&setup, ImportSource::File, None).evidence;
    let listed: Vec<_> = listed
        .iter()
        .map(|one| format!("{}: {}", one.name, one.transfer.message()))
        .collect();
    assert_eq!(
        listed,
        [
            "Application: As planned on 2026-11-30 19:00 UTC. Marked as imported.",
            "Stored credentials: Verified with other settings on 2026-11-30 19:00 UTC. Marked as imported.",
        ]
    );
}

#[test]
fn what_is_missing_is_something_to_do() {
    const TOKEN: &str = "Enter the secret token in Connection. A setup never contains it.";
    const START: &str = "Answer the questions at the start of the guide.";
    let without_mappings = Setup {
        mapping: MappingSet {
            rows: Vec::new(),
            ..MappingSet::default()
        },
        ..whole()
    };
    let custom = |url: &str| Setup {
        tenant: Tenant::Custom(url.to_owned()),
        ..whole()
    };
    let cases = [
        (whole(), vec![TOKEN]),
        (
            named(" "),
            vec![
                "Enter a name for the setup.",
                "Choose the service region.",
                START,
                TOKEN,
            ],
        ),
        (custom(" "), vec!["Enter the Tenant URL.", TOKEN]),
        (custom("https://a.example"), vec![TOKEN]),
        (
            without_mappings,
            vec![
                "Map userName. Talkdesk rejects users without it.",
                "Map givenName. Talkdesk rejects users without it.",
                "Map familyName. Talkdesk rejects users without it.",
                "Choose a matching attribute, so that Entra finds existing users.",
                TOKEN,
            ],
        ),
    ];
    for (setup, expected) in cases {
        let missing = preview(&setup, ImportSource::Link, None).missing;
        assert_eq!(missing, expected);
    }
}
