//! The field of the secret token, with what is wrong about it.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::field_findings::{FieldFinding, FieldFindings, FieldFix, is_blocked};
use crate::browser::{self, event};
use crate::state::connection::ConnectionState;
use connection_test::token::{SecretToken, TokenDiagnostic};

pub(super) const TOKEN_ID: &str = "secret-token";

#[component]
pub(super) fn TokenField() -> impl IntoView {
    let page = use_connection_page();
    let connection = page.connection;
    let readable = RwSignal::new(false);
    let findings = Signal::derive(move || findings(page));
    view! {
        <div class="field no-print">
            <label for=TOKEN_ID>"Secret token"</label>
            <div class="token">
                <input
                    class="in mono"
                    class:bad=move || findings.with(|findings| is_blocked(findings))
                    id=TOKEN_ID
                    type=move || if readable.get() { "text" } else { "password" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="token-help token-findings"
                    aria-invalid=move || findings.with(|findings| is_blocked(findings)).to_string()
                    prop:value=move || connection.token().field_text().to_owned()
                    on:input=move |input| {
                        connection.set_token(SecretToken::typed(event::value(&input)));
                    }
                />
                <button
                    type="button"
                    class="btn plain small"
                    aria-label="Show the token"
                    aria-pressed=move || readable.get().to_string()
                    on:click=move |_| readable.update(|readable| *readable = !*readable)
                >
                    {move || if readable.get() { "Hide" } else { "Show" }}
                </button>
            </div>
            <span class="help" id="token-help">
                "Kept in memory until you close this tab."
            </span>
            <FieldFindings id="token-findings" findings/>
        </div>
    }
}

fn findings(page: ConnectionPage) -> Vec<FieldFinding> {
    let region = page.address().url.and_then(|url| url.region());
    let now = browser::clock::now_ms() as f64 / 1_000.0;
    let mut diagnostics = page.connection.token().diagnostics_for(now, region);
    diagnostics.retain(|diagnostic| *diagnostic != TokenDiagnostic::Empty || page.tried.get());
    let findings = diagnostics.into_iter().map(|diagnostic| FieldFinding {
        severity: diagnostic.severity(),
        text: diagnostic.to_string(),
        fix: diagnostic.fix_label().map(|label| FieldFix {
            label: label.to_owned(),
            apply: Callback::new(move |()| fix(page.connection, diagnostic)),
        }),
    });
    findings.collect()
}

fn fix(connection: ConnectionState, diagnostic: TokenDiagnostic) {
    if let Some(fixed) = untrack(|| connection.token().fixed(diagnostic)) {
        connection.set_token(fixed);
    }
    browser::focus(TOKEN_ID);
}
