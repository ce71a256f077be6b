//! The sign-in to Microsoft: who is signed in, and requests to Microsoft Graph.
//! The token is in memory only; a reload ends the sign-in.

use leptos::prelude::*;
use setup::Setup;
use setup::sign_in::SignInSettings;
use sign_in::attempt::{Attempt, AuthorizeRequest};
use sign_in::continuation::Continuation;
use sign_in::error::SignInError;
use sign_in::error::graph::GraphAccessError;
use sign_in::error::request::RequestFailure;
use sign_in::messages::Message;
use sign_in::pending::{PendingSignIn, STORAGE_KEY};
use sign_in::permission::Permission;
use sign_in::redemption::{self, Interrupted, Redemption, Return, TokenReply};
use sign_in::registration::Registration;
use sign_in::registration::redirect_uri::RedirectUri;
use sign_in::session::{Access, Session};
use sign_in::sign_in_needed::{SignInNeeded, SignInReason};
use sign_in::verification::{RequestNeeds, VerificationRun};
use sign_in::{GRAPH_URL, messages};

use crate::browser::event::always;
use crate::browser::storage::session;
use crate::browser::{self, clock, location, microsoft};
use crate::state::App;

/// Where the admin was, if the return does not say.
const GUIDE: &str = "#/guide";

/// A request to Microsoft Graph.
#[derive(Debug, Clone)]
pub struct GraphRequest {
    /// Below the version, such as `servicePrincipals?$top=1`.
    pub path: String,
    /// JSON to post; nothing to read.
    pub body: Option<String>,
    pub permissions: Vec<Permission>,
}

/// A handle to the sign-in of this tab.
#[derive(Debug, Clone, Copy)]
pub struct SignInState {
    app: App,
    session: StoredValue<Session, LocalStorage>,
    session_changed: Trigger,
    /// What went wrong last.
    pub message: RwSignal<Option<Message>>,
    /// Why the browser is on its way to Microsoft.
    pub reason: RwSignal<Option<Message>>,
    /// What the last sign-in that failed was for.
    interrupted: RwSignal<Option<Interrupted>>,
    /// What to go on with after the return, until it is taken.
    returned: RwSignal<Option<Continuation>>,
    /// Whether the browser is on its way to Microsoft, or the code is redeemed.
    pub is_busy: RwSignal<bool>,
}

impl SignInState {
    pub fn of(app: App) -> Self {
        app.page_state(|| {
            let is_busy = RwSignal::new(false);
            let reason = RwSignal::new(None);
            // Back from Microsoft's page with the browser's own button.
            always(
                "pageshow",
                Box::new(move |_| {
                    is_busy.set(false);
                    reason.set(None);
                }),
            );
            Self {
                app,
                session: StoredValue::new_local(Session::default()),
                session_changed: Trigger::new(),
                message: RwSignal::new(None),
                reason,
                interrupted: RwSignal::new(None),
                returned: RwSignal::new(None),
                is_busy,
            }
        })
    }

    /// Who is signed in and for how long, as a sentence. Whoever reads it follows
    /// its changes.
    pub fn status(&self) -> Option<String> {
        self.session_changed.track();
        let own = self.registration();
        self.session.with_value(|session| {
            let _ = own.filter(|own| session.is_with(own))?;
            let account = session.account()?;
            let left = session.seconds_left(seconds())?;
            let name = account.user_name.as_deref().unwrap_or_default();
            Some(messages::sign_in_status(name, left))
        })
    }

    /// The registration of the open setup. Whoever reads it follows its changes.
    fn registration(&self) -> Option<Registration> {
        let settings = self.app.setup.with(|setup| setup.sign_in_settings());
        registration(&settings).ok()
    }

    pub fn sign_out(&self) {
        self.session.update_value(Session::forget);
        self.session_changed.notify();
    }

    /// What a sign-in interrupted in the open setup, to go on with after the next one.
    /// Whoever reads it follows its changes.
    pub fn interrupted(&self) -> Option<Interrupted> {
        let interrupted = self.interrupted.get();
        interrupted.filter(|one| self.app.open_id.with(|id| one.continuation.is_of(id)))
    }

    /// What to go on with after the return, once. Whoever asks follows its changes.
    pub fn take_returned(&self) -> Option<Continuation> {
        let returned = self.returned.get()?;
        self.returned.set(None);
        Some(returned)
    }

    /// The one sign-in that a run begins with.
    pub fn sign_in_first(
        &self,
        run: &VerificationRun,
        needs: &[RequestNeeds],
    ) -> Option<SignInNeeded> {
        let own = untrack(|| self.registration());
        self.session.with_value(|session| {
            let is_own = own.is_some_and(|own| session.is_with(&own));
            let none = Session::default();
            run.sign_in_first(needs, if is_own { session } else { &none }, seconds())
        })
    }

    /// Says why, and leaves for Microsoft's page.
    pub fn sign_in_for(&self, needed: SignInNeeded, continuation: Continuation) {
        let SignInNeeded {
            permissions,
            reason,
        } = needed;
        let settings = self.app.setup.with_untracked(Setup::sign_in_settings);
        if let Ok(registration) = registration(&settings) {
            let reason = reason.message(&permissions);
            self.app.announce(reason.what_happened.clone());
            self.reason.set(Some(reason));
            self.sign_in(registration, permissions, continuation);
        }
    }

    /// The sign-in ended by itself: a new one goes on with this.
    pub fn interrupt(&self, continuation: Continuation) {
        let permissions = self
            .session
            .with_value(|session| session.granted().to_vec());
        self.sign_out();
        self.interrupted.set(Some(Interrupted {
            continuation,
            permissions,
        }));
    }

    /// Leaves for Microsoft's page, to come back signed in with these permissions and
    /// to go on with what is given.
    pub fn sign_in(
        &self,
        registration: Registration,
        permissions: Vec<Permission>,
        continuation: Continuation,
    ) {
        let state = *self;
        self.message.set(None);
        self.is_busy.set(true);
        browser::run(Box::pin(async move {
            let left = state.leave(registration, permissions, continuation).await;
            if let Err(message) = left {
                state.is_busy.set(false);
                state.reason.set(None);
                state.message.set(Some(message));
            }
        }));
    }

    async fn leave(
        &self,
        registration: Registration,
        permissions: Vec<Permission>,
        continuation: Continuation,
    ) -> Result<(), Message> {
        let redirect_uri = RedirectUri::of_page(&location::base()).map_err(|error| Message {
            what_happened: "Microsoft can’t send you back to this page.".to_owned(),
            what_to_do: error.message().to_owned(),
        })?;
        let attempt =
            Attempt::from_random(microsoft::fill_random).map_err(|error| error.message())?;
        let challenge = microsoft::sha256(attempt.verifier()).await;
        let challenge = challenge.ok_or_else(|| SignInError::NoRandomBytes.message())?;
        let request = AuthorizeRequest {
            registration,
            redirect_uri,
            permissions,
        };
        let address = request.url(&attempt, &challenge);
        let route = location::fragment();
        let pending =
            PendingSignIn::new(attempt, request, &route, seconds()).with_continuation(continuation);
        let text = pending
            .to_json()
            .ok_or_else(|| SignInError::NotStored.message())?;
        session::put(STORAGE_KEY, &text);
        // A browser may forbid storage without an error.
        if session::get(STORAGE_KEY).as_deref() != Some(&text) {
            return Err(SignInError::NotStored.message());
        }
        self.app.save();
        microsoft::leave_to(&address);
        Ok(())
    }

    /// Takes in the return from Microsoft's page, if the page was opened by one.
    pub fn resume(app: App) {
        let Some((query, fragment)) = microsoft::take_return() else {
            return;
        };
        let state = Self::of(app);
        let take_pending = || session::take(STORAGE_KEY);
        match redemption::receive(&query, &fragment, take_pending, seconds()) {
            Return::None => {}
            Return::AdminConsent => app.show_message(
                "Back from Microsoft’s consent page. Sign in to see whether the permissions were granted.",
            ),
            Return::AdminConsentDenied(error) => {
                let message = error.message();
                app.show_message(format!("{} {}", message.what_happened, message.what_to_do));
                state.message.set(Some(message));
            }
            Return::SignIn {
                route,
                interrupted,
                outcome,
            } => {
                location::replace(route.as_deref().unwrap_or(GUIDE));
                match outcome {
                    Ok(redemption) => state.redeem(*redemption, interrupted),
                    Err(error) => state.fail(&error, interrupted),
                }
            }
        }
    }

    fn redeem(&self, redemption: Redemption, interrupted: Option<Interrupted>) {
        let state = *self;
        self.is_busy.set(true);
        browser::run(Box::pin(async move {
            let response = microsoft::post_form(&redemption.url(), redemption.form()).await;
            let reply = match &response {
                Some(response) => TokenReply::Response {
                    status: response.status,
                    body: &response.body,
                },
                None => TokenReply::None,
            };
            state.is_busy.set(false);
            match redemption.finish(reply, seconds()) {
                Ok(signed_in) => {
                    state
                        .session
                        .update_value(|session| session.start(signed_in));
                    state.session_changed.notify();
                    state.go_on(interrupted.map(|one| one.continuation));
                }
                Err(error) => {
                    let interrupted = interrupted.and_then(|one| one.after_error(&error));
                    state.fail(&error, interrupted);
                }
            }
        }));
    }

    fn go_on(&self, continuation: Option<Continuation>) {
        let continuation =
            continuation.filter(|one| self.app.open_id.with_untracked(|id| one.is_of(id)));
        let waits = continuation
            .as_ref()
            .is_some_and(Continuation::waits_for_button);
        self.app.show_message(match waits {
            true => messages::RUN_ON_DEMAND,
            false => "Signed in to Microsoft.",
        });
        self.returned.set(continuation);
    }

    /// What was chosen is restored, and what was to be read waits for the next sign-in.
    fn fail(&self, error: &SignInError, interrupted: Option<Interrupted>) {
        let shown = interrupted.as_ref().map(|one| one.continuation.clone());
        self.returned.set(shown.map(Continuation::without_kinds));
        self.interrupted
            .set(interrupted.filter(|one| one.continuation.has_work()));
        let message = error.message();
        self.app.announce(message.what_happened.clone());
        self.message.set(Some(message));
    }

    /// Sends a request and gives the body of its response, also of one that is an
    /// error about the request itself.
    pub async fn send(&self, request: GraphRequest) -> Result<String, RequestFailure> {
        let GraphRequest {
            path,
            body,
            permissions,
        } = request;
        let own = untrack(|| self.registration());
        let authorization = self.session.with_value(|session| {
            if !own.is_some_and(|own| session.is_with(&own)) {
                return Err(RequestFailure::SignIn {
                    permissions: permissions.clone(),
                    reason: SignInReason::SignedOut,
                });
            }
            match session.access(&permissions, seconds()) {
                Access::Ready(token) => Ok(token.authorization()),
                Access::SignIn {
                    permissions,
                    reason,
                } => Err(RequestFailure::SignIn {
                    permissions,
                    reason,
                }),
                Access::NotGranted(permissions) => Err(RequestFailure::NotGranted(permissions)),
            }
        })?;
        let url = format!("{GRAPH_URL}{}", path.trim_start_matches('/'));
        let response = match body {
            Some(body) => microsoft::post_json(&url, &authorization, body).await,
            None => microsoft::get_all(&url, &authorization, GRAPH_URL).await,
        };
        let unreachable = RequestFailure::Graph(GraphAccessError::Unreachable);
        let response = response.ok_or(unreachable)?;
        let error = self.session.with_value(|session| {
            let Access::Ready(token) = session.access(&permissions, seconds()) else {
                return None;
            };
            let (status, body) = (response.status, &response.body);
            GraphAccessError::of_response(status, response.retry_after, body, &permissions, token)
        });
        error.map_or(Ok(response.body), |error| Err(RequestFailure::Graph(error)))
    }
}

/// The registration of a setup, or what to fix in it.
pub fn registration(settings: &SignInSettings) -> Result<Registration, Vec<&'static str>> {
    Registration::parse(&settings.tenant, &settings.client_id)
        .map_err(|diagnostics| diagnostics.iter().map(|one| one.message()).collect())
}

fn seconds() -> u64 {
    clock::unix_seconds().unsigned_abs()
}
