//! Verifies without pasting, for an admin who signs in with the organization's own
//! registration.

use leptos::prelude::*;
use setup::sign_in::SignInSettings;
use setup::tenant_evidence::EvidenceKind;
use sign_in::continuation::only_reads;
use sign_in::messages::{Message, admin_consent_url, continues_after_sign_in};
use sign_in::permission::READ_PERMISSIONS;
use sign_in::redemption::Interrupted;
use sign_in::registration::redirect_uri::RedirectUri;
use sign_in::registration_script::{SCRIPT_SHELLS, script};

use crate::browser::{files, location};
use crate::components::copy_button::CopyButton;
use crate::components::fields::segmented::Segmented;
use crate::components::fields::text_field::TextInput;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::guide::verify::state::use_verify;
use crate::state::sign_in::{SignInState, registration};
use crate::state::use_app;

#[component]
pub(super) fn SignInSection(
    kind: Memo<Option<EvidenceKind>>,
    kinds: Memo<Vec<EvidenceKind>>,
) -> impl IntoView {
    let app = use_app();
    let sign_in = SignInState::of(app);
    let is_signed_in = Signal::derive(move || sign_in.status().is_some());
    // What went wrong is told where the next try is.
    let has_message = Signal::derive(move || sign_in.message.with(Option::is_some));
    // It stays open after signing out.
    let is_open = Memo::new(move |before: Option<&bool>| {
        before.is_some_and(|before| *before) || is_signed_in.get() || has_message.get()
    });
    view! {
        <Fold
            summary=|| view! { <span>"Sign in to Microsoft and verify with one click"</span> }.into_any()
            open=is_open
        >
            <div class="stack">
                {move || {
                    sign_in.message.get().map(|message| view! { <Failure message/> }.into_any())
                }}
                {move || {
                    sign_in.reason.get().map(|reason| view! { <Reason reason/> }.into_any())
                }}
                <When is=is_signed_in otherwise=move || view! { <SignedOut kind/> }>
                    <SignedIn kind kinds/>
                </When>
            </div>
        </Fold>
    }
}

#[component]
fn Failure(message: Message) -> impl IntoView {
    view! {
        <p class="help bad" role="alert">
            {message.what_happened}
            " "
            {message.what_to_do}
        </p>
    }
}

/// Why the browser goes to Microsoft's page.
#[component]
fn Reason(reason: Message) -> impl IntoView {
    view! {
        <p class="muted small">
            {reason.what_happened}
            " "
            {reason.what_to_do}
        </p>
    }
}

/// Who is signed in, and what can be verified.
#[component]
fn SignedIn(kind: Memo<Option<EvidenceKind>>, kinds: Memo<Vec<EvidenceKind>>) -> impl IntoView {
    let state = use_verify();
    let sign_in = SignInState::of(use_app());
    let changes = Signal::derive(move || kind.get() == Some(EvidenceKind::OnDemand));
    let label = move || match changes.get() {
        true => "Run Provision on demand for this user",
        false => "Verify this step",
    };
    let is_busy = move || state.is_sending.get() || sign_in.is_busy.get();
    let verify = move |_| {
        let kinds: Vec<_> = match changes.get_untracked() {
            true => kind.get_untracked().into_iter().collect(),
            false => {
                let kinds = kinds.get_untracked().into_iter();
                kinds.filter(|kind| only_reads(*kind)).collect()
            }
        };
        state.verify_signed_in(&kinds);
    };
    let verify_all = move |_| {
        let all = EvidenceKind::ALL.into_iter();
        let all: Vec<_> = all.filter(|kind| only_reads(*kind)).collect();
        state.verify_signed_in(&all);
    };
    view! {
        <p>{move || sign_in.status().unwrap_or_default()}</p>
        <When is=changes>
            <p class="hint">
                <Icon of=icons::WARN class="warnc"/>
                <span>"It creates or updates this one user in Talkdesk, who uses a license."</span>
            </p>
        </When>
        <div class="row wrap">
            <button type="button" class="btn small primary" disabled=is_busy on:click=verify>
                {label}
            </button>
            <button type="button" class="btn small" disabled=is_busy on:click=verify_all>
                "Verify all steps"
            </button>
            <button
                type="button"
                class="btn small quiet"
                on:click=move |_| sign_in.sign_out()
            >
                "Sign out"
            </button>
        </div>
        <p class="muted small">"Verifying only reads. The sign-in is kept in memory and ends when you reload the page."</p>
    }
}

#[component]
fn SignedOut(kind: Memo<Option<EvidenceKind>>) -> impl IntoView {
    let app = use_app();
    let state = use_verify();
    let sign_in = SignInState::of(app);
    let was_tried = RwSignal::new(false);
    let settings = Memo::new(move |_| app.setup.with(|setup| setup.sign_in_settings()));
    let edit = move |change: &dyn Fn(&mut SignInSettings)| {
        let mut settings = settings.get_untracked();
        change(&mut settings);
        app.edit(|setup| setup.set_sign_in_settings(settings));
    };
    let diagnostics = move || {
        let diagnostics = registration(&settings.get()).err().unwrap_or_default();
        match was_tried.get() {
            true => diagnostics.join(" "),
            false => String::new(),
        }
    };
    let continues = move || {
        let interrupted = sign_in.interrupted()?;
        Some(continues_after_sign_in(&interrupted.permissions))
    };
    let consent = move || {
        registration(&settings.get())
            .ok()
            .map(|one| admin_consent_url(&one))
    };
    view! {
        <p>
            "Uses an app registration in your tenant. Requests go only from this browser to Microsoft, and only the two IDs are stored."
        </p>
        <div class="two">
            <TextInput
                id="sign-in-tenant"
                label="Tenant ID or domain"
                placeholder="contoso.onmicrosoft.com"
                value=Signal::derive(move || settings.get().tenant)
                on_input=move |text: String| edit(&|settings| text.clone_into(&mut settings.tenant))
            />
            <TextInput
                id="sign-in-client"
                label="Application (client) ID"
                placeholder="00000000-0000-0000-0000-000000000000"
                value=Signal::derive(move || settings.get().client_id)
                on_input=move |text: String| edit(&|settings| text.clone_into(&mut settings.client_id))
            />
        </div>
        <p class="help bad" role="status">
            {diagnostics}
        </p>
        {move || continues().map(|text| view! { <p class="muted small">{text}</p> }.into_any())}
        <div class="row wrap">
            <button
                type="button"
                class="btn small"
                disabled=move || sign_in.is_busy.get()
                on:click=move |_| {
                    was_tried.set(true);
                    if let Ok(registration) = registration(&settings.get_untracked()) {
                        let Interrupted { continuation, permissions } = untrack(|| sign_in.interrupted())
                            .unwrap_or_else(|| Interrupted {
                                continuation: state.continuation(&[], kind.get_untracked()),
                                permissions: READ_PERMISSIONS[..1].to_vec(),
                            });
                        sign_in.sign_in(registration, permissions, continuation);
                    }
                }
            >
                {move || if sign_in.is_busy.get() { "Signing in…" } else { "Sign in" }}
            </button>
            {move || {
                consent()
                    .map(|href| {
                        view! {
                            <a class="small" href=href target="_blank" rel="noreferrer noopener">
                                "Grant admin consent"
                            </a>
                        }
                            .into_any()
                    })
            }}
        </div>
        <RegistrationScript/>
    }
}

/// The script that creates the registration.
#[component]
fn RegistrationScript() -> impl IntoView {
    let app = use_app();
    let shell = RwSignal::new(0);
    let redirect_uri = RedirectUri::of_page(&location::base());
    let body = match redirect_uri {
        Err(error) => view! { <p class="help bad">{error.message()}</p> }.into_any(),
        Ok(uri) => {
            let shown = uri.to_string();
            let chosen = move || {
                SCRIPT_SHELLS
                    .get(shell.get())
                    .copied()
                    .unwrap_or(SCRIPT_SHELLS[0])
            };
            let save = move |_| {
                let chosen = untrack(chosen);
                let name = chosen.file_name();
                let text = script(chosen, &uri);
                match files::save_file(name, "text/plain", &text) {
                    Ok(()) => app.announce(format!("{name} saved")),
                    Err(_) => app.show_error("This browser doesn’t let the page save a file."),
                }
            };
            view! {
                <p>
                    "This script creates a single-tenant app registration with "
                    <code>{shown}</code>
                    " as a Single-page application redirect URI, then prints both IDs."
                </p>
                <Segmented
                    name="registration-shell"
                    label="Shell of the registration script"
                    options=SCRIPT_SHELLS.map(|shell| shell.label()).to_vec()
                    chosen=shell
                />
                <pre class="code cmd" tabindex="0" role="group" aria-label="Command of the registration script">
                    {move || chosen().run_command()}
                </pre>
                <div class="row wrap">
                    <button type="button" class="btn small" on:click=save>
                        {move || format!("Save {}", chosen().file_name())}
                    </button>
                    <CopyButton
                        what="Command of the registration script"
                        label="Copy command"
                        text=move |()| untrack(chosen).run_command().to_owned()
                    />
                </div>
            }
                .into_any()
        }
    };
    view! {
        <Fold class="plain small" summary=|| view! { <span>"Create the app registration"</span> }.into_any()>
            <div class="stack">{body}</div>
        </Fold>
    }
}
