//! What one press of a button verifies: kinds of evidence, one request after the other.

use std::collections::VecDeque;

use setup::tenant_evidence::EvidenceKind;

use crate::error::request::RequestFailure;
use crate::permission::Permission;
use crate::session::Session;
use crate::sign_in_needed::SignInNeeded;

/// What the request of a kind needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestNeeds {
    pub permissions: Vec<Permission>,
    /// Whether it has everything that it is made of, such as the ID of the job.
    pub is_complete: bool,
}

/// The kinds that are still to be read.
#[derive(Debug)]
pub struct VerificationRun {
    waiting: VecDeque<EvidenceKind>,
    may_leave: bool,
}

/// What to do after a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterFailure {
    /// Note it for its kind, and read the next one.
    NoteAndContinue,
    /// The kinds that are left would fail alike; `left` are those for which a new
    /// sign-in is enough.
    Stop { left: Vec<EvidenceKind> },
}

impl VerificationRun {
    /// One that an admin starts.
    pub fn started(kinds: &[EvidenceKind]) -> VerificationRun {
        VerificationRun {
            waiting: kinds.iter().copied().collect(),
            may_leave: true,
        }
    }

    /// One that goes on after a sign-in. It does not ask for another one, so a return
    /// never leads to Microsoft's page again.
    pub fn continued(kinds: &[EvidenceKind]) -> VerificationRun {
        VerificationRun {
            may_leave: false,
            ..VerificationRun::started(kinds)
        }
    }

    /// The kinds that are still to be read.
    pub fn waiting(&self) -> Vec<EvidenceKind> {
        self.waiting.iter().copied().collect()
    }

    /// The one sign-in that brings the permissions of all requests, if one is needed.
    /// Call it before the first request. A request that lacks an ID counts if another
    /// one of the run can be sent, because that one may bring it.
    pub fn sign_in_first(
        &self,
        needs: &[RequestNeeds],
        session: &Session,
        now: u64,
    ) -> Option<SignInNeeded> {
        if !self.may_leave || !needs.iter().any(|one| one.is_complete) {
            return None;
        }
        let permissions = needs.iter().map(|one| one.permissions.as_slice());
        session.sign_in_for_all(permissions, now)
    }

    /// The kind to read now.
    pub fn next_kind(&mut self) -> Option<EvidenceKind> {
        self.waiting.pop_front()
    }

    /// What to do when the request of a kind failed.
    pub fn after_failure(&mut self, kind: EvidenceKind, failure: &RequestFailure) -> AfterFailure {
        if failure.is_about_one_request() {
            return AfterFailure::NoteAndContinue;
        }
        let rest = std::mem::take(&mut self.waiting);
        AfterFailure::Stop {
            left: match failure.has_ended() {
                true => std::iter::once(kind).chain(rest).collect(),
                false => Vec::new(),
            },
        }
    }
}

/// What to request at the next try, after Microsoft returned without a sign-in. The
/// permission to write is left out if it was one of several, because the others may be
/// granted without it.
pub fn permissions_after_refusal(requested: &[Permission]) -> Vec<Permission> {
    let reads: Vec<Permission> = requested
        .iter()
        .copied()
        .filter(|one| *one != Permission::SynchronizationWrite)
        .collect();
    match reads.is_empty() {
        true => requested.to_vec(),
        false => reads,
    }
}
