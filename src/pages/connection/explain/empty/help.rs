//! What can be dropped or pasted, examples, and where to get a log.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

/// A text to try, and what it is.
const EXAMPLES: [(&str, &str); 3] = [
    (
        "You appear to have entered invalid credentials.",
        "The portal, after Test connection",
    ),
    (
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","detail":"User must be Active."}"#,
        "A response from Talkdesk",
    ),
    (
        "EncounteredQuarantineException",
        "Why a job is in quarantine",
    ),
];

#[component]
pub(super) fn InputKinds() -> impl IntoView {
    view! {
        <section aria-labelledby="input-kinds">
            <h2 id="input-kinds">"What you can drop or paste"</h2>
            <ul class="three">
                <li>
                    <span>
                        <b>"A log"</b>
                        <br/>
                        <span class="muted">
                            "Provisioning log as JSON or CSV, or from Log Analytics, up to 200 MB"
                        </span>
                    </span>
                </li>
                <li>
                    <span>
                        <b>"A result"</b>
                        <br/>
                        <span class="muted">
                            "Provision on demand, the job and its quarantine, any Graph or SCIM response"
                        </span>
                    </span>
                </li>
                <li>
                    <span>
                        <b>"A message"</b>
                        <br/>
                        <span class="muted">
                            "Red text from the portal, an error code, or output from curl and PowerShell"
                        </span>
                    </span>
                </li>
            </ul>
        </section>
    }
}

#[component]
pub(super) fn Examples() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let examples = EXAMPLES.into_iter().map(|(text, about)| {
        view! {
            <li>
                <span class="grow">
                    <code class="clip">{text}</code>
                    <span class="muted tiny">{about}</span>
                </span>
                <button
                    type="button"
                    class="btn small"
                    aria-label=format!("Explain example: {about}")
                    on:click=move |_| state.explain(app, text)
                >
                    "Explain"
                </button>
            </li>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="examples">
            <h2 id="examples">"Try an example"</h2>
            <ul class="error-examples">{examples.collect::<Vec<_>>()}</ul>
        </section>
    }
}

/// Where the portal has the log.
#[component]
pub(super) fn LogHelp() -> impl IntoView {
    let app = use_app();
    let application = move || app.setup.with(|setup| setup.application().to_owned());
    view! {
        <aside class="aside" aria-label="Where to get a log">
            <section aria-labelledby="get-log">
                <h2 id="get-log">"Get a provisioning log"</h2>
                <ol class="num-list">
                    <li>
                        "In Entra, open " <b>"Enterprise apps"</b> ", then "
                        <b>{move || application()}</b> "."
                    </li>
                    <li>"Choose " <b>"Provisioning logs"</b> "."</li>
                    <li>"Choose " <b>"Download"</b> ", then " <b>"JSON"</b> "."</li>
                </ol>
            </section>
            <section aria-labelledby="log-facts">
                <h2 id="log-facts">"Good to know"</h2>
                <ul class="ticks">
                    <li>
                        <Icon of=icons::USER/>
                        <span>"You need the Reports Reader role and an Entra ID P1 license."</span>
                    </li>
                    <li>
                        <Icon of=icons::CLOCK/>
                        <span>"Entra keeps 30 days."</span>
                    </li>
                    <li>
                        <Icon of=icons::WARN/>
                        <span>
                            "An empty log isn’t good news. A job in quarantine writes no entries: paste the job instead."
                        </span>
                    </li>
                </ul>
            </section>
        </aside>
    }
}
