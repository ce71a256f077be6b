//! The tab that explains an error: one box for everything that an admin may
//! have in the clipboard.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::explanation_view::ExplanationCard;
use super::redacted_input::{RedactedInput, RedactedText};
use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use connection_test::pasted_output::explain::EXAMPLES;

const BOX_ID: &str = "error-text";

#[component]
pub(super) fn ExplainTab() -> impl IntoView {
    let content = use_connection_page().explained;
    let is_empty = Signal::derive(move || content.is_empty());
    view! {
        <div class="explain section">
            <div class="stack loose no-print">
                <div class="stack">
                    <RedactedInput
                        id=BOX_ID
                        rows="7"
                        label="Message, response, log entry or error code"
                        placeholder="Paste here"
                        content
                    />
                    <BoxButtons content is_empty/>
                </div>
                <ExplanationCard content is_primary=Signal::stored(true)/>
                <When is=is_empty>
                    <PasteKinds/>
                    <Examples/>
                </When>
            </div>
            <WhereToLook/>
        </div>
    }
}

#[component]
fn BoxButtons(content: RedactedText, is_empty: Signal<bool>) -> impl IntoView {
    let clear = move || {
        content.clear();
        browser::focus(BOX_ID);
    };
    view! {
        <div class="row wrap">
            <button
                type="button"
                class="btn"
                class:primary=move || is_empty.get()
                on:click=move |_| content.paste(BOX_ID)
            >
                <Icon of=icons::PASTE/>
                "Paste"
            </button>
            <When is=Signal::derive(move || !is_empty.get())>
                <button type="button" class="btn quiet" on:click=move |_| clear()>
                    "Clear"
                </button>
            </When>
            <span class="hint">
                <Icon of=icons::LOCK/>
                <span>"Nothing is uploaded or stored. Tokens are removed at once."</span>
            </span>
        </div>
    }
}

#[component]
fn PasteKinds() -> impl IntoView {
    view! {
        <section aria-labelledby="paste-kinds">
            <h2 id="paste-kinds">"What you can paste"</h2>
            <ul class="three">
                <li>
                    <span>
                        <b>"A message"</b>
                        <br/>
                        <span class="muted">
                            "Red text from the portal, an error code, or one word such as license"
                        </span>
                    </span>
                </li>
                <li>
                    <span>
                        <b>"A response"</b>
                        <br/>
                        <span class="muted">
                            "Output of curl or PowerShell, any SCIM or Graph response"
                        </span>
                    </span>
                </li>
                <li>
                    <span>
                        <b>"Log entries"</b>
                        <br/>
                        <span class="muted">
                            "One line or JSON from the provisioning log, up to 256 kB"
                        </span>
                    </span>
                </li>
            </ul>
        </section>
    }
}

#[component]
fn Examples() -> impl IntoView {
    let content = use_connection_page().explained;
    let examples = EXAMPLES.into_iter().map(|example| {
        view! {
            <li>
                <span class="grow">
                    <code class="clip">{example.text}</code>
                    <span class="muted tiny">{example.about}</span>
                </span>
                <button
                    type="button"
                    class="btn small"
                    aria-label=format!("Explain example: {}", example.about)
                    on:click=move |_| {
                        content.set(example.text);
                        browser::focus(BOX_ID);
                    }
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

/// Where the portal shows what went wrong.
#[component]
fn WhereToLook() -> impl IntoView {
    let page = use_connection_page();
    let application = move || page.app.setup.with(|setup| setup.application().to_owned());
    view! {
        <aside class="aside" aria-label="Where to look">
            <section aria-labelledby="get-error">
                <h2 id="get-error">"Get the error of a user"</h2>
                <ol class="num-list">
                    <li>
                        "In Entra, open " <b>"Enterprise apps"</b> ", then "
                        <b>{move || application()}</b> "."
                    </li>
                    <li>"Choose " <b>"Provisioning logs"</b> " and open a failed entry."</li>
                    <li>"Copy the error code, or the whole entry as JSON."</li>
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
                        <span>"Entra keeps the log for 30 days."</span>
                    </li>
                    <li>
                        <Icon of=icons::WARN/>
                        <span>
                            "An empty log isn’t good news. A job in quarantine writes no entries."
                        </span>
                    </li>
                </ul>
            </section>
        </aside>
    }
}
