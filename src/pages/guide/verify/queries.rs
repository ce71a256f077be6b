//! The request of a kind of evidence, in three forms.

use leptos::prelude::*;
use setup::tenant_evidence::EvidenceKind;
use worker_messages::verify::EvidenceQuery;

use crate::components::copy_button::CopyButton;
use crate::components::fields::segmented::Segmented;
use crate::components::fields::text_field::TextInput;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::guide::verify::state::{record, use_verify};
use crate::state::use_app;

const GRAPH_EXPLORER: usize = 0;
const POWERSHELL: usize = 1;

#[component]
pub(super) fn Queries(
    kind: Memo<Option<EvidenceKind>>,
    kinds: Memo<Vec<EvidenceKind>>,
) -> impl IntoView {
    let app = use_app();
    let state = use_verify();
    let wanted = Memo::new(move |_| {
        let setup = app.setup.with(record);
        (kinds.get(), setup, state.pilot.get())
    });
    Effect::new(move |_| {
        let (kinds, setup, pilot) = wanted.get();
        state.request_queries(&kinds, setup, pilot);
    });
    let query = Memo::new(move |_| state.query(kind.get()?));
    let needs_user = Signal::derive(move || kind.get() == Some(EvidenceKind::OnDemand));
    view! {
        <div class="stack verify-query">
            <h4>"1. Send the request"</h4>
            <Segmented
                name="verify-tool"
                label="Send it with"
                options=vec!["Graph Explorer", "PowerShell", "az rest"]
                chosen=state.tool
            />
            <When is=needs_user>
                <TextInput
                    id="verify-pilot"
                    label="Object ID of one user"
                    placeholder="00000000-0000-0000-0000-000000000000"
                    value=state.pilot
                    on_input=move |id| state.pilot.set(id)
                />
            </When>
            {move || query.get().map(|query| view! { <Query query/> }.into_any())}
        </div>
    }
}

#[component]
fn Query(query: EvidenceQuery) -> impl IntoView {
    let state = use_verify();
    let EvidenceQuery {
        request,
        graph_explorer,
        powershell,
        az_rest,
        needs,
        effect,
        missing,
        body,
        address,
        ..
    } = query;
    // The field of Graph Explorer takes the address only.
    let copied = StoredValue::new([address, powershell.clone(), az_rest.clone()]);
    let shown = StoredValue::new([request, powershell, az_rest]);
    let of = move |texts: StoredValue<[String; 3]>| {
        let tool = state.tool.get();
        texts.with_value(|texts| texts.get(tool).cloned().unwrap_or_default())
    };
    let text = move || of(shown);
    let is_whole = missing.is_none();
    let body_text = body.clone();
    let body = body.map(|body| {
        view! {
            <div class="stack" hidden=move || state.tool.get() != GRAPH_EXPLORER>
                <pre class="code cmd" tabindex="0" role="group" aria-label="Request body">
                    {body}
                </pre>
                <div class="row">
                    <CopyButton
                        what="Request body"
                        label="Copy body"
                        text=move |()| body_text.clone().unwrap_or_default()
                    />
                </div>
            </div>
        }
        .into_any()
    });
    let what = move || match state.tool.get() {
        GRAPH_EXPLORER => "Request",
        POWERSHELL => "PowerShell command",
        _ => "az rest command",
    };
    view! {
        <pre class="code cmd" tabindex="0" role="group" aria-label=what>
            {text}
        </pre>
        <div class="row wrap">
            <a
                class="btn small"
                href=graph_explorer
                target="_blank"
                rel="noreferrer noopener"
                hidden=move || state.tool.get() != GRAPH_EXPLORER || !is_whole
            >
                "Open Graph Explorer"
                <span class="said">", opens a new tab"</span>
            </a>
            <CopyButton what="Request" label="Copy" text=move |()| untrack(|| of(copied))/>
        </div>
        {body}
        {missing
            .map(|missing| {
                view! {
                    <p class="hint">
                        <span>
                            {missing.text}
                            {missing
                                .step
                                .map(|step| {
                                    view! {
                                        " "
                                        <a href=format!("#/guide/{step}")>"Open that step"</a>
                                    }
                                        .into_any()
                                })}
                        </span>
                    </p>
                }
                    .into_any()
            })}
        {effect
            .map(|text| {
                view! {
                    <p class="hint">
                        <Icon of=icons::WARN class="warnc"/>
                        <span>{text}</span>
                    </p>
                }
                    .into_any()
            })}
        <p class="muted small">{needs}</p>
    }
}
