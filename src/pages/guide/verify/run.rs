//! Sends the requests for an admin who signed in, and collects what they proved.

use leptos::prelude::*;
use setup::SetupId;
use setup::tenant_evidence::EvidenceKind;
use sign_in::continuation::Continuation;
use sign_in::error::request::RequestFailure;
use sign_in::messages::Message;
use sign_in::permission::granted_in;
use sign_in::verification::{AfterFailure, RequestNeeds, VerificationRun};
use worker_messages::verify::{EvidenceQuery, EvidenceUpdate, VerifyRequest, VerifyResponse};

use crate::browser;
use crate::pages::guide::verify::state::{ReadStatus, VerifyState, record};
use crate::state::sign_in::{GraphRequest, SignInState};

/// Why a kind was not read.
enum Unread {
    /// A sentence for the admin.
    Message(String),
    Failed(RequestFailure),
}

impl From<RequestFailure> for Unread {
    fn from(failure: RequestFailure) -> Self {
        Self::Failed(failure)
    }
}

impl From<String> for Unread {
    fn from(text: String) -> Self {
        Self::Message(text)
    }
}

impl VerifyState {
    /// Verifies these kinds, one after the other. If permissions are missing, the page
    /// leaves for one sign-in that requests them all.
    pub(super) fn verify_signed_in(&self, kinds: &[EvidenceKind]) {
        self.run(VerificationRun::started(kinds));
    }

    /// What to go on with after a sign-in. What is chosen only because the step begins
    /// with it stays open, unless it is what the admin is about to run.
    pub(super) fn continuation(
        &self,
        kinds: &[EvidenceKind],
        shown: Option<EvidenceKind>,
    ) -> Continuation {
        let chosen = EvidenceKind::of_key(&self.kind.get_untracked());
        let on_demand = shown.filter(|kind| *kind == EvidenceKind::OnDemand);
        let id = self.app.open_id.get_untracked();
        let user = self.pilot.get_untracked();
        Continuation::new(id, kinds, on_demand.or(chosen), &user)
    }

    /// Restores what was chosen before a sign-in and goes on reading.
    pub(super) fn go_on(&self, continuation: &Continuation) {
        if !self.app.open_id.with_untracked(|id| continuation.is_of(id)) {
            return;
        }
        if let Some(kind) = continuation.shown() {
            self.kind.set(kind.key().to_owned());
        }
        if let Some(user) = continuation.user() {
            self.pilot.set(user.to_owned());
        }
        if !continuation.kinds().is_empty() {
            self.run(VerificationRun::continued(continuation.kinds()));
        }
    }

    fn run(&self, run: VerificationRun) {
        let state = *self;
        SignInState::of(self.app).message.set(None);
        self.is_sending.set(true);
        browser::run(Box::pin(async move {
            state.read_all(run).await;
            state.is_sending.set(false);
        }));
    }

    async fn read_all(&self, mut run: VerificationRun) {
        let sign_in = SignInState::of(self.app);
        let id = self.app.open_id.get_untracked();
        let kinds = run.waiting();
        let needs = self.needs(&kinds).await;
        // What comes now is about another setup than the open one.
        if !self.is_open(&id) {
            return;
        }
        if let Some(needed) = sign_in.sign_in_first(&run, &needs) {
            sign_in.sign_in_for(needed, self.continuation(&kinds, kinds.first().copied()));
            return;
        }
        self.read.set(ReadStatus::Reading);
        let mut all = EvidenceUpdate::default();
        while let Some(kind) = run.next_kind() {
            let result = self.read_one(sign_in, kind, &id).await;
            if !self.is_open(&id) {
                return;
            }
            match result {
                Ok(update) => {
                    self.app.edit(|setup| setup.apply_evidence(&update.change));
                    all.add(update);
                }
                Err(Unread::Message(text)) => all.add_unread(kind.label(), text),
                Err(Unread::Failed(failure)) => match run.after_failure(kind, &failure) {
                    AfterFailure::NoteAndContinue => {
                        all.add_unread(kind.label(), sentences(&failure.message()));
                    }
                    AfterFailure::Stop { left } => {
                        if !left.is_empty() {
                            sign_in.interrupt(self.continuation(&left, left.first().copied()));
                        }
                        let message = failure.message();
                        self.app.announce(message.what_happened.clone());
                        sign_in.message.set(Some(message));
                    }
                },
            }
        }
        self.show(all);
    }

    /// What was read stays until the next result, also when the run was stopped.
    fn show(&self, all: EvidenceUpdate) {
        if all.lines.is_empty() {
            self.read.set(ReadStatus::Nothing);
            return;
        }
        let lines = all.lines.iter();
        let texts: Vec<String> = lines
            .map(|line| format!("{}: {}", line.label, line.text))
            .collect();
        self.app.announce(texts.join(" "));
        self.read.set(ReadStatus::Read(all));
    }

    fn is_open(&self, id: &SetupId) -> bool {
        self.app.open_id.with_untracked(|open| open == id)
    }

    /// The requests of kinds for the setup as it is now. Each is made anew before it is
    /// sent, because the one before may have brought an ID that it needs.
    async fn queries(&self, kinds: &[EvidenceKind]) -> Result<Vec<EvidenceQuery>, String> {
        let request = VerifyRequest::Queries {
            kinds: kinds.iter().map(|kind| kind.key().to_owned()).collect(),
            pilot: self.pilot.get_untracked(),
            setup: self.app.setup.with_untracked(record),
        };
        match self.request(request).await? {
            VerifyResponse::Queries(queries) => Ok(queries),
            VerifyResponse::Refused(why) => Err(why),
            VerifyResponse::Read(_) | VerifyResponse::Script(_) => Ok(Vec::new()),
        }
    }

    async fn needs(&self, kinds: &[EvidenceKind]) -> Vec<RequestNeeds> {
        let queries = self.queries(kinds).await.unwrap_or_default();
        let needs = queries.iter().map(|query| RequestNeeds {
            permissions: granted_in(&query.permissions.join(" ")),
            is_complete: query.missing.is_none(),
        });
        needs.collect()
    }

    async fn read_one(
        &self,
        sign_in: SignInState,
        kind: EvidenceKind,
        id: &SetupId,
    ) -> Result<EvidenceUpdate, Unread> {
        let query = self.queries(&[kind]).await?.into_iter().next();
        let Some(query) = query.filter(|_| self.is_open(id)) else {
            return Err(Unread::Message(NO_RESULT.to_owned()));
        };
        if let Some(missing) = query.missing {
            return Err(Unread::Message(missing.text));
        }
        let request = GraphRequest {
            path: query.path,
            body: query.body,
            permissions: granted_in(&query.permissions.join(" ")),
        };
        let body = sign_in.send(request).await?;
        if !self.is_open(id) {
            return Err(Unread::Message(NO_RESULT.to_owned()));
        }
        let request = VerifyRequest::Read {
            text: body,
            kind: Some(kind.key().to_owned()),
            setup: self.app.setup.with_untracked(record),
            now: browser::now().0,
            is_sent_here: true,
        };
        match self.request(request).await? {
            VerifyResponse::Read(update) => Ok(update),
            VerifyResponse::Refused(why) => Err(Unread::Message(why)),
            VerifyResponse::Queries(_) | VerifyResponse::Script(_) => {
                Err(Unread::Message(NO_RESULT.to_owned()))
            }
        }
    }
}

/// Where the worker gives nothing, or the setup was closed meanwhile.
const NO_RESULT: &str = "The result didn’t arrive. Verify again.";

fn sentences(message: &Message) -> String {
    format!("{} {}", message.what_happened, message.what_to_do)
}
