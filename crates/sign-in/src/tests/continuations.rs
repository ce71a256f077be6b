//! What is stored of an interrupted verification, and when it counts.

use serde_json::{Value, json};
use setup::SetupId;
use setup::tenant_evidence::EvidenceKind;

use super::entra::{NOW, ROUTE, TENANT, attempt, good_fragment, request, returned_at};
use crate::continuation::Continuation;
use crate::pending::PendingSignIn;
use crate::permission::Permission;
use crate::redemption::{Interrupted, Return};

const SETUP: &str = "00c0ffee00c0ffee";
const USER: &str = "c0ffee00-0000-4000-8000-000000000010";

fn setup_id() -> SetupId {
    SetupId(SETUP.to_owned())
}

fn continuation(kinds: &[EvidenceKind]) -> Continuation {
    Continuation::new(setup_id(), kinds, Some(EvidenceKind::Healthy), USER)
}

fn stored_with(continuation: Continuation, permissions: &[Permission]) -> String {
    let pending = PendingSignIn::new(attempt(), request(TENANT, permissions), ROUTE, NOW);
    let pending = pending.with_continuation(continuation);
    pending.to_json().expect("it is JSON")
}

fn stored() -> Value {
    let continuation = continuation(&[EvidenceKind::Configured, EvidenceKind::Healthy]);
    let text = stored_with(continuation, &[Permission::SynchronizationRead]);
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn what_was_interrupted_is_read_again() {
    let text = stored().to_string();
    let read = PendingSignIn::from_json(&text).expect("it is sound");
    let continuation = read.continuation().expect("it is stored");
    assert!(continuation.is_of(&setup_id()));
    assert!(!continuation.is_of(&SetupId("other".to_owned())));
    assert_eq!(
        continuation.kinds(),
        [EvidenceKind::Configured, EvidenceKind::Healthy]
    );
    assert_eq!(continuation.shown(), Some(EvidenceKind::Healthy));
    assert_eq!(continuation.user(), Some(USER));
    assert_eq!(
        stored()["continuation"],
        json!({"setup": SETUP, "kinds": ["configured", "healthy"], "shown": "healthy", "user": USER})
    );
    // All kinds fit into what is read.
    let all = stored_with(
        Continuation::new(SetupId("a".repeat(64)), &EvidenceKind::ALL, None, USER),
        &crate::permission::PERMISSIONS,
    );
    let read = PendingSignIn::from_json(&all).expect("it is sound");
    assert_eq!(read.continuation().expect("it is stored").kinds().len(), 9);
}

#[test]
fn provision_on_demand_is_restored_and_never_continued() {
    let on_demand = EvidenceKind::OnDemand;
    let all = Continuation::new(setup_id(), &EvidenceKind::ALL, Some(on_demand), USER);
    assert!(!all.kinds().contains(&on_demand));
    for (kinds, shown, user, waits) in [
        (&[on_demand][..], Some(on_demand), USER, true),
        (&[on_demand], Some(on_demand), "0b1c", false),
        (&[on_demand], None, USER, false),
        (&[], Some(EvidenceKind::Started), USER, false),
        (&[EvidenceKind::Started], Some(on_demand), USER, false),
    ] {
        let continuation = Continuation::new(setup_id(), kinds, shown, user);
        assert_eq!(continuation.waits_for_button(), waits, "{continuation:?}");
    }
    let typed = Continuation::new(setup_id(), &[], None, &format!(" {} ", USER.to_uppercase()));
    assert_eq!(typed.user(), Some(USER));
}

/// The sign-in itself stays sound: it just ends where the admin was.
#[test]
fn a_continuation_that_this_app_did_not_write_is_ignored() {
    let changes = [
        ("setup", json!("")),
        ("setup", json!("a".repeat(65))),
        ("setup", json!("a b")),
        ("setup", Value::Null),
        ("kinds", json!(["onDemand"])),
        ("kinds", json!(["configured", "onDemand"])),
        ("kinds", json!(["Configured"])),
        ("kinds", json!(["configured", "configured"])),
        ("kinds", json!("configured")),
        ("shown", json!("other")),
        ("user", json!("../users")),
        ("user", json!(format!("{USER}0"))),
        ("more", json!(1)),
    ];
    let read = |stored: &Value| PendingSignIn::from_json(&stored.to_string());
    for (name, value) in changes {
        let mut changed = stored();
        changed["continuation"][name] = value;
        let pending = read(&changed).expect("the rest is sound");
        assert_eq!(pending.continuation(), None, "{changed}");
        assert_eq!(pending.route(), Some(ROUTE));
    }
    for value in [json!([]), json!("x"), json!({}), Value::Null] {
        let mut changed = stored();
        changed["continuation"] = value;
        let pending = read(&changed).expect("the rest is sound");
        assert_eq!(pending.continuation(), None, "{changed}");
    }
    // What an earlier version of the app stored has none.
    let mut earlier = stored();
    let _ = earlier
        .as_object_mut()
        .map(|all| all.remove("continuation"));
    let pending = read(&earlier).expect("the rest is sound");
    assert_eq!(pending.continuation(), None);
}

#[test]
fn only_a_return_of_the_stored_sign_in_continues() {
    use Permission::{ApplicationRead, SynchronizationRead, SynchronizationWrite};
    const BOTH: &[Permission] = &[SynchronizationRead, SynchronizationWrite];
    const READ: &[Permission] = &[SynchronizationRead];
    const WRITE: &[Permission] = &[SynchronizationWrite];
    let state = attempt().state;
    let error = |code: u32| format!("#error=e&error_description=AADSTS{code}%3a+x&state={state}");
    let other = "#code=0.code&state=wrong".to_owned();
    let two = format!("#code=0.code&code=1&state={state}");
    // What was requested, the return, how many seconds later, and what the next try
    // requests.
    type Case = (
        &'static [Permission],
        String,
        u64,
        Option<&'static [Permission]>,
    );
    let cases: [Case; 11] = [
        (BOTH, good_fragment(), 30, Some(BOTH)),
        (BOTH, good_fragment(), 600, None),
        // Declined, and approval by an administrator required.
        (BOTH, error(65_004), 30, Some(READ)),
        (BOTH, error(90_094), 30, Some(READ)),
        (WRITE, error(65_004), 30, Some(WRITE)),
        (READ, error(65_004), 30, Some(READ)),
        (BOTH, error(50_076), 30, Some(BOTH)),
        (BOTH, error(65_004), 600, None),
        (BOTH, other, 30, None),
        (BOTH, two, 30, None),
        (BOTH, "#error=access_denied&state=S".to_owned(), 30, None),
    ];
    for (requested, fragment, seconds, expected) in cases {
        let continuation = continuation(&[EvidenceKind::Started]);
        let text = stored_with(continuation.clone(), requested);
        match returned_at(&fragment, Some(text), NOW + seconds) {
            Return::SignIn { interrupted, .. } => assert_eq!(
                interrupted,
                expected.map(|permissions| Interrupted {
                    continuation,
                    permissions: permissions.to_vec(),
                }),
                "{requested:?} {fragment} {seconds}"
            ),
            other => panic!("{fragment}: {other:?}"),
        }
    }
    // Without a continuation there is nothing to go on with.
    let pending = PendingSignIn::new(attempt(), request(TENANT, &[ApplicationRead]), ROUTE, NOW);
    match returned_at(&good_fragment(), pending.to_json(), NOW) {
        Return::SignIn { interrupted, .. } => assert_eq!(interrupted, None),
        other => panic!("{other:?}"),
    }
}
