//! Whatever a service answers and whenever the admin cancels, a test ends, and
//! either the removal of its user was confirmed or the user is named.

mod model;

use super::*;
use crate::lifecycle::evaluation::{Ending, StepVerdict, ending, verdict};
use crate::lifecycle::steps::PATCH_FORMS;
use crate::scim::user_id::UserId;

use model::*;

#[test]
fn a_good_service_sees_every_step_once_and_in_order() {
    let mut service = Service::default();
    let run = simulate(RunPurpose::Life, &mut service, &mut |_| Kind::Good);
    let made: Vec<StepId> = run.results().iter().map(|done| done.step).collect();
    let due: Vec<StepId> = StepId::STEPS
        .iter()
        .map(|step| step.id)
        .filter(|id| !is_extra(*id, &run.needs))
        .collect();
    assert_eq!(made, due);
    assert_eq!(ending(&run), Some(Ending::Completed));
    assert!(!service.user);
}

#[test]
fn one_failure_at_any_step_is_cleaned_up() {
    for at in 0..20 {
        for kind in KINDS {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth == at { kind } else { Kind::Good };
            let run = simulate(RunPurpose::Life, &mut service, &mut kind_of);
            assert_nobody_is_forgotten(&run, &service);
            // A single failure leaves nobody. A service that says that the
            // user is gone without deleting it, and then lists nobody, cannot
            // be found out; this one lists it.
            assert!(!service.user, "{kind:?} at {at}: {:#?}", run.results());
        }
    }
}

#[test]
fn a_failure_that_stays_names_the_user() {
    for at in 0..20 {
        for kind in KINDS {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth >= at { kind } else { Kind::Good };
            let run = simulate(RunPurpose::Life, &mut service, &mut kind_of);
            if kind != Kind::Status(404) {
                assert_nobody_is_forgotten(&run, &service);
            }
        }
    }
}

/// Two failures of every kind at every pair of steps, and many at random.
#[test]
fn no_combination_of_failures_forgets_a_user() {
    for first in 0..20 {
        for second in first + 1..24 {
            for one in KINDS {
                for other in KINDS {
                    // A service that says 404 of a user it has cannot be seen
                    // through twice in a row.
                    if other == Kind::Status(404) || one == Kind::Status(404) {
                        continue;
                    }
                    let mut service = Service::default();
                    let mut kind_of = |nth| match nth {
                        nth if nth == first => one,
                        nth if nth == second => other,
                        _ => Kind::Good,
                    };
                    let run = simulate(RunPurpose::Life, &mut service, &mut kind_of);
                    assert_nobody_is_forgotten(&run, &service);
                }
            }
        }
    }
    let mut noise = 12_345_u32;
    for _ in 0..20_000 {
        let mut service = Service::default();
        let mut kind_of = |_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let kind = KINDS.get((noise >> 16) as usize % 40).copied();
            kind.filter(|kind| *kind != Kind::Status(404))
                .unwrap_or(Kind::Good)
        };
        let run = simulate(RunPurpose::Life, &mut service, &mut kind_of);
        assert_nobody_is_forgotten(&run, &service);
    }
}

#[test]
fn nothing_is_created_before_reading_and_deleting_work() {
    for (at, step) in [(0, StepId::CheckAbsent), (1, StepId::ProbeDelete)] {
        for kind in [
            Kind::Silent,
            Kind::Lost,
            Kind::Status(401),
            Kind::Status(405),
            Kind::Status(500),
        ] {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth == at { kind } else { Kind::Good };
            let run = simulate(RunPurpose::Life, &mut service, &mut kind_of);
            assert_eq!(run.results().last().map(|done| done.step), Some(step));
            assert_eq!(run.times(StepId::Create), 0);
        }
    }
}

#[test]
fn a_lost_creation_is_looked_for() {
    let mut service = Service::default();
    let lost = simulate(RunPurpose::Life, &mut service, &mut |nth| {
        if nth == 2 { Kind::Lost } else { Kind::Good }
    });
    let made: Vec<StepId> = lost
        .results()
        .iter()
        .skip(3)
        .map(|done| done.step)
        .collect();
    assert_eq!(
        made,
        [
            StepId::LookUp,
            StepId::ReadBack,
            StepId::Delete,
            StepId::VerifyDeleted,
            StepId::VerifyUnlisted
        ]
    );
    assert_eq!(ending(&lost), Some(Ending::Broke));
    let silent = simulate(RunPurpose::Life, &mut Service::default(), &mut |nth| {
        if nth == 2 { Kind::Silent } else { Kind::Good }
    });
    assert_eq!(silent.times(StepId::LookUp), MAX_LOOK_UPS);
    assert_eq!(ending(&silent), Some(Ending::LeftPerhaps));
}

/// A refusal proves nothing: one look decides.
#[test]
fn after_every_response_to_the_creation_the_user_is_looked_for() {
    for status in [400, 401, 403, 404, 409, 415, 429, 500, 503] {
        let mut service = Service::default();
        let run = simulate(RunPurpose::Life, &mut service, &mut |nth| {
            if nth == 2 {
                Kind::Status(status)
            } else {
                Kind::Good
            }
        });
        assert_eq!(run.times(StepId::LookUp), 1, "{status}");
        assert_eq!(run.results().len(), 4);
        assert_eq!(ending(&run), Some(Ending::NotCreated), "{status}");
        let run = simulate(RunPurpose::Life, &mut service, &mut |nth| match nth {
            2 => Kind::Response(status),
            _ => Kind::Good,
        });
        assert!(!service.user, "{status}");
        assert_eq!(ending(&run), Some(Ending::RefusedButCreated), "{status}");
        assert_eq!(run.times(StepId::Create), 1);
    }
    // A gateway knows nothing of the service behind it.
    for status in [408, 502, 504] {
        let run = simulate(
            RunPurpose::Life,
            &mut Service::default(),
            &mut |nth| match nth {
                2 => Kind::Status(status),
                _ => Kind::Good,
            },
        );
        assert_eq!(run.times(StepId::LookUp), MAX_LOOK_UPS, "{status}");
        assert_eq!(ending(&run), Some(Ending::LeftPerhaps), "{status}");
    }
}

/// From the rehearsal such a service cannot be told from a good one.
#[test]
fn a_service_that_denies_every_deletion_is_found_out() {
    for purpose in [
        RunPurpose::Life,
        RunPurpose::Removal(UserId::parse("7").ok()),
    ] {
        let mut service = Service {
            user: purpose != RunPurpose::Life,
            denies: true,
            ..Service::default()
        };
        let run = simulate(purpose, &mut service, &mut |_| Kind::Good);
        assert!(service.user);
        assert_eq!(run.times(StepId::Delete), MAX_DELETIONS);
        assert_eq!(ending(&run), Some(Ending::LeftDenied));
        assert_eq!(verdict(&run, StepId::Delete), Some(StepVerdict::NoEffect));
    }
}

#[test]
fn a_removal_looks_for_a_user_without_an_id() {
    for id in [None, UserId::parse("7").ok()] {
        for user in [true, false] {
            let mut service = Service {
                user,
                ..Service::default()
            };
            let run = simulate(RunPurpose::Removal(id.clone()), &mut service, &mut |_| {
                Kind::Good
            });
            assert_eq!(ending(&run), Some(Ending::Removed));
            assert!(!service.user);
        }
        let run = simulate(
            RunPurpose::Removal(id),
            &mut Service::default(),
            &mut |_| Kind::Silent,
        );
        assert_eq!(ending(&run), Some(Ending::LeftPerhaps));
    }
}

#[test]
fn what_cannot_be_evaluated_is_not_tried() {
    // Neither form deactivates: nothing to reactivate.
    let run = simulate(RunPurpose::Life, &mut Service::default(), &mut |_| {
        Kind::Good
    });
    for form in PATCH_FORMS {
        assert_eq!(run.times(StepId::Activate(form)), 1);
    }
    let mut deaf = Service::default();
    let deaf = simulate(RunPurpose::Life, &mut deaf, &mut |nth| {
        if nth == 9 {
            Kind::Status(200)
        } else {
            Kind::Good
        }
    });
    assert_eq!(deaf.times(StepId::Activate(PatchStyle::Default)), 0);
    assert_eq!(deaf.times(StepId::Deactivate(PatchStyle::Flag)), 1);
}
