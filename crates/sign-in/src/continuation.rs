//! What the page goes on with after a sign-in. It is stored while the browser is at
//! Microsoft's page, and holds no secret.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use setup::SetupId;
use setup::tenant_evidence::EvidenceKind;

use crate::guid::Guid;

/// The id of a setup is shorter.
const MAX_SETUP_ID: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    setup: SetupId,
    kinds: Vec<EvidenceKind>,
    shown: Option<EvidenceKind>,
    user: Option<Guid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StoredContinuation {
    setup: String,
    /// Keys of kinds.
    kinds: Vec<String>,
    shown: Option<String>,
    user: Option<String>,
}

/// Whether reading it changes nothing in the tenant.
pub fn only_reads(kind: EvidenceKind) -> bool {
    kind != EvidenceKind::OnDemand
}

impl Continuation {
    /// `shown` is the kind that is chosen on the page, `user` the object ID for
    /// Provision on demand as typed. Of the kinds only those count that read.
    pub fn new(
        setup: SetupId,
        kinds: &[EvidenceKind],
        shown: Option<EvidenceKind>,
        user: &str,
    ) -> Continuation {
        Continuation {
            setup,
            kinds: kinds
                .iter()
                .copied()
                .filter(|kind| only_reads(*kind))
                .collect(),
            shown,
            user: Guid::parse(user.trim()),
        }
    }

    /// Whether it is about this setup; for another one nothing is requested.
    pub fn is_of(&self, setup: &SetupId) -> bool {
        self.setup == *setup
    }

    /// What to read without another press of a button. Provision on demand is never
    /// among them.
    pub fn kinds(&self) -> &[EvidenceKind] {
        &self.kinds
    }

    pub fn shown(&self) -> Option<EvidenceKind> {
        self.shown
    }

    /// The object ID of the user for Provision on demand.
    pub fn user(&self) -> Option<&str> {
        self.user.as_ref().map(Guid::as_str)
    }

    /// Whether the admin was about to run Provision on demand, which waits for its
    /// button.
    pub fn waits_for_button(&self) -> bool {
        self.kinds.is_empty() && self.shown == Some(EvidenceKind::OnDemand) && self.user.is_some()
    }

    /// Whether there is more to go on with than what is shown.
    pub fn has_work(&self) -> bool {
        !self.kinds.is_empty() || self.waits_for_button()
    }

    /// What a sign-in that failed restores.
    #[must_use]
    pub fn without_kinds(self) -> Continuation {
        Continuation {
            kinds: Vec::new(),
            ..self
        }
    }

    pub(crate) fn to_stored(&self) -> Option<Value> {
        let stored = StoredContinuation {
            setup: self.setup.0.clone(),
            kinds: self
                .kinds
                .iter()
                .map(|kind| kind.key().to_owned())
                .collect(),
            shown: self.shown.map(|kind| kind.key().to_owned()),
            user: self.user().map(str::to_owned),
        };
        serde_json::to_value(stored).ok()
    }

    /// None for what this app did not write, as a whole.
    pub(crate) fn from_stored(stored: Value) -> Option<Continuation> {
        let stored: StoredContinuation = serde_json::from_value(stored).ok()?;
        let StoredContinuation {
            setup,
            kinds: keys,
            shown,
            user,
        } = stored;
        let is_id = !setup.is_empty()
            && setup.len() <= MAX_SETUP_ID
            && setup.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_id {
            return None;
        }
        let mut kinds = Vec::new();
        for key in keys {
            let kind = EvidenceKind::of_key(&key).filter(|kind| only_reads(*kind))?;
            if kinds.contains(&kind) {
                return None;
            }
            kinds.push(kind);
        }
        Some(Continuation {
            setup: SetupId(setup),
            kinds,
            shown: match shown {
                Some(key) => Some(EvidenceKind::of_key(&key)?),
                None => None,
            },
            user: match user {
                Some(id) => Some(Guid::parse(&id)?),
                None => None,
            },
        })
    }
}
