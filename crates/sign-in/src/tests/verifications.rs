//! Which sign-in a run begins with, and what it does after a failure.

use setup::tenant_evidence::EvidenceKind::{self, *};

use super::entra::{NOW, signed_in};
use crate::error::graph::GraphAccessError;
use crate::error::request::RequestFailure;
use crate::permission::Permission::{self, *};
use crate::session::Session;
use crate::sign_in_needed::{SignInNeeded, SignInReason};
use crate::verification::{AfterFailure, RequestNeeds, VerificationRun};

const APPLICATION: &[Permission] = &[ApplicationRead];
const JOB: &[Permission] = &[SynchronizationRead];
const SECRETS: &[Permission] = &[SynchronizationWrite];
const LOG: &[Permission] = &[AuditLogRead, DirectoryRead];

fn session(scope: &str) -> Session {
    let mut session = Session::default();
    session.start(signed_in(scope));
    session
}

fn needs(of: &[&[Permission]]) -> Vec<RequestNeeds> {
    of.iter()
        .map(|permissions| RequestNeeds {
            permissions: permissions.to_vec(),
            is_complete: true,
        })
        .collect()
}

#[test]
fn one_sign_in_is_for_all_requests() {
    // The model of Entra was asked for Synchronization.Read.All and AuditLog.Read.All.
    const GRANTED: &str = "Application.Read.All Synchronization.Read.All AuditLog.Read.All";
    use SignInReason::*;
    type Wanted = Option<(&'static [Permission], SignInReason)>;
    let cases: &[(&str, &[&[Permission]], u64, Wanted)] = &[
        (GRANTED, &[APPLICATION, JOB], 40, None),
        (GRANTED, &[], 40, None),
        (
            GRANTED,
            &[APPLICATION, SECRETS, LOG, SECRETS],
            40,
            Some((&[SynchronizationWrite, DirectoryRead], MorePermissions)),
        ),
        (
            GRANTED,
            &[LOG, JOB],
            9_999,
            Some((&[SynchronizationRead, AuditLogRead, DirectoryRead], Ended)),
        ),
        // AuditLog.Read.All was left out, so Directory.Read.All would not help.
        ("Synchronization.Read.All", &[LOG, JOB], 40, None),
        (
            "Synchronization.Read.All",
            &[APPLICATION, LOG, SECRETS],
            40,
            Some((&[ApplicationRead, SynchronizationWrite], MorePermissions)),
        ),
    ];
    for (scope, requests, later, expected) in cases {
        let run = VerificationRun::started(&[Application]);
        let wanted = run.sign_in_first(&needs(requests), &session(scope), NOW + later);
        let expected = expected.map(|(permissions, reason)| SignInNeeded {
            permissions: permissions.to_vec(),
            reason,
        });
        assert_eq!(wanted, expected, "{scope} {requests:?} {later}");
    }
    let run = VerificationRun::started(&[Application]);
    let signed_out = run.sign_in_first(&needs(&[JOB, APPLICATION]), &Session::default(), NOW);
    assert_eq!(
        signed_out,
        Some(SignInNeeded {
            permissions: vec![ApplicationRead, SynchronizationRead],
            reason: SignedOut,
        })
    );
}

/// A page that returns from a sign-in and leaves for one would never stop.
#[test]
fn a_continued_run_never_leaves() {
    for session in [session("Synchronization.Read.All"), Session::default()] {
        let run = VerificationRun::continued(&EvidenceKind::ALL);
        assert_eq!(run.sign_in_first(&needs(&[SECRETS]), &session, NOW), None);
        let run = VerificationRun::started(&EvidenceKind::ALL);
        let wanted = run.sign_in_first(&needs(&[SECRETS]), &session, NOW);
        assert!(wanted.is_some());
    }
}

#[test]
fn nobody_signs_in_for_requests_that_cannot_be_made() {
    let session = session("Synchronization.Read.All");
    for (complete, expected) in [
        (&[false][..], None),
        (&[false, false], None),
        // The first may bring what the second lacks.
        (
            &[true, false],
            Some(&[ApplicationRead, SynchronizationWrite][..]),
        ),
    ] {
        let mut needs = needs(&[APPLICATION, SECRETS]);
        needs.truncate(complete.len());
        for (one, is_complete) in needs.iter_mut().zip(complete) {
            one.is_complete = *is_complete;
        }
        let run = VerificationRun::started(&[Application]);
        let wanted = run.sign_in_first(&needs, &session, NOW + 40);
        let wanted = wanted.map(|wanted| wanted.permissions);
        assert_eq!(wanted.as_deref(), expected, "{complete:?}");
    }
}

/// The kinds that a run requests when the request of one kind fails, and what is left.
fn requested(failing: EvidenceKind, failure: &RequestFailure) -> (usize, Vec<EvidenceKind>) {
    let mut run = VerificationRun::started(&[Application, Credentials, Mappings, Healthy]);
    let mut count = 0;
    while let Some(kind) = run.next_kind() {
        count += 1;
        if kind != failing {
            continue;
        }
        match run.after_failure(kind, failure) {
            AfterFailure::NoteAndContinue => {}
            AfterFailure::Stop { left } => {
                assert!(run.waiting().is_empty() && run.next_kind().is_none());
                return (count, left);
            }
        }
    }
    (count, Vec::new())
}

#[test]
fn a_failure_of_one_kind_leaves_the_others() {
    use RequestFailure::{Graph, NotGranted, SignIn};
    let sign_in = |reason| SignIn {
        permissions: SECRETS.to_vec(),
        reason,
    };
    let left = vec![Credentials, Mappings, Healthy];
    let cases = [
        (NotGranted(SECRETS.to_vec()), 4, vec![]),
        (sign_in(SignInReason::MorePermissions), 4, vec![]),
        (
            Graph(GraphAccessError::PermissionMissing(SECRETS.to_vec())),
            4,
            vec![],
        ),
        (
            Graph(GraphAccessError::RoleMissing(SECRETS.to_vec())),
            4,
            vec![],
        ),
        (Graph(GraphAccessError::LicenseMissing), 4, vec![]),
        (Graph(GraphAccessError::Unreachable), 2, vec![]),
        (
            Graph(GraphAccessError::Throttled { retry_after: None }),
            2,
            vec![],
        ),
        // A new sign-in is enough for what is left.
        (Graph(GraphAccessError::TokenRejected), 2, left.clone()),
        (sign_in(SignInReason::Ended), 2, left),
        // Someone signed out meanwhile, and wants nothing to go on.
        (sign_in(SignInReason::SignedOut), 2, vec![]),
    ];
    for (failure, count, left) in cases {
        assert_eq!(
            requested(Credentials, &failure),
            (count, left),
            "{failure:?}"
        );
        let message = failure.message();
        assert!(!message.what_happened.is_empty() && !message.what_to_do.is_empty());
    }
}
