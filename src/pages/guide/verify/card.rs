//! The card beside a step: what is known from the tenant, and how to find out.

use leptos::prelude::*;
use setup::tenant_evidence::{EvidenceKind, EvidenceOutcome};

use crate::browser;
use crate::components::fields::select::Select;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::guide::use_open_step;
use crate::pages::guide::verify::paste::PasteBox;
use crate::pages::guide::verify::queries::Queries;
use crate::pages::guide::verify::script::ScriptFold;
use crate::pages::guide::verify::sign_in::SignInSection;
use crate::pages::guide::verify::state::use_verify;
use crate::pages::guide::verify::token_dates::TokenDatesForm;
use crate::state::{App, use_app};
use guide::step_evidence::{self, StepEvidence, StepEvidenceResult};

/// The kinds of evidence that say something about a step.
fn kinds_of(step: &str) -> Vec<EvidenceKind> {
    let all = EvidenceKind::ALL.into_iter();
    all.filter(|kind| kind.concerns(step)).collect()
}

/// The one with evidence, and what is contradicted first; else the first that
/// only reads.
fn usual_kind(app: App, kinds: &[EvidenceKind]) -> Option<EvidenceKind> {
    let rank = |kind: &EvidenceKind| {
        let status = app.setup.with(|setup| setup.evidence_status(*kind));
        match status.current().map(|record| record.outcome) {
            Some(EvidenceOutcome::Contradicted) => 0,
            Some(EvidenceOutcome::Proven) => 1,
            None if *kind != EvidenceKind::OnDemand => 2,
            None => 3,
        }
    };
    kinds.iter().copied().min_by_key(rank)
}

#[component]
pub(super) fn VerifyCard() -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let state = use_verify();
    let kinds = Memo::new(move |_| kinds_of(open.0.get()));
    let kind = Memo::new(move |_| {
        let kinds = kinds.get();
        let chosen = state.kind.get();
        let chosen = kinds.iter().copied().find(|kind| kind.key() == chosen);
        chosen.or_else(|| usual_kind(app, &kinds))
    });
    // The result of one step says nothing below another one.
    Effect::new(move |before: Option<&'static str>| {
        let step = open.0.get();
        if before.is_some_and(|before| before != step) {
            state.forget_result();
        }
        step
    });
    let has_several = Signal::derive(move || kinds.with(|kinds| kinds.len() > 1));
    let options = Signal::derive(move || {
        let kinds = kinds.get().into_iter();
        kinds
            .map(|kind| (kind.key().to_owned(), kind.label().to_owned()))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || kind.get().map_or("", EvidenceKind::key).to_owned());
    view! {
        <section class="verify no-print" aria-labelledby="verify-title">
            {move || kind.get().map(|kind| view! { <EvidenceHead kind/> }.into_any())}
            <div class="verify-body">
                <When is=has_several>
                    <div class="field">
                        <label for="verify-kind">"Verify from"</label>
                        <Select
                            id="verify-kind"
                            options
                            value
                            on_change=move |kind| {
                                state.kind.set(kind);
                                state.forget_result();
                            }
                        />
                    </div>
                </When>
                <Queries kind kinds/>
                <PasteBox kind/>
            </div>
            <When is=Signal::derive(move || kind.get() == Some(EvidenceKind::Credentials))>
                <TokenDatesForm/>
            </When>
            <SignInSection kind kinds/>
            <ScriptFold/>
        </section>
    }
}

/// What is known, and since when.
#[component]
fn EvidenceHead(kind: EvidenceKind) -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let head = Memo::new(move |_| {
        let step = open.step()?;
        Some(app.guide(|input| {
            let all = step_evidence::of_step(step, input);
            let found = all.into_iter().find(|found| found.kind == kind);
            let others = step_evidence::also_verified(kind, step, input);
            head(kind, found.as_ref(), &others)
        }))
    });
    view! {
        <div class="verify-head">
            {move || {
                head.get()
                    .map(|head| {
                        view! {
                            <Icon of=head.icon class=head.class/>
                            <div class="grow">
                                <h3 id="verify-title">{head.title}</h3>
                                <p class="muted">{head.text}</p>
                            </div>
                        }
                            .into_any()
                    })
            }}
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct Head {
    icon: &'static str,
    class: &'static str,
    title: String,
    text: String,
}

fn head(kind: EvidenceKind, found: Option<&StepEvidence>, others: &[usize]) -> Head {
    let Some(found) = found else {
        return Head {
            icon: icons::TODO,
            class: "muted",
            title: format!("Verify from {}", kind.source_name()),
            text: "Send the request in your tenant and paste the response.".to_owned(),
        };
    };
    let now = browser::now();
    let advice = found.age(&now).advice().map(str::to_owned);
    let (icon, class, texts) = match &found.result {
        StepEvidenceResult::Verified(summary) | StepEvidenceResult::PartVerified(summary) => (
            icons::DONE,
            "okc",
            [
                Some(format!("{summary}.")),
                step_evidence::also_verified_text(others),
                advice,
            ],
        ),
        StepEvidenceResult::Contradicted(reason) => (
            icons::WARN,
            "warnc",
            [
                Some(format!("{reason}.")),
                Some("Fix it in Entra, then verify again.".to_owned()),
                None,
            ],
        ),
        StepEvidenceResult::SeenElsewhere(summary) => (
            icons::TODO,
            "muted",
            [
                Some(format!("{summary}.")),
                Some("It came with an imported setup. Verify it here.".to_owned()),
                None,
            ],
        ),
        StepEvidenceResult::Pending(reason) => (
            icons::TODO,
            "muted",
            [Some(format!("{reason}.")), advice, None],
        ),
        StepEvidenceResult::OutOfDate => (
            icons::WARN,
            "warnc",
            [Some("Verify again.".to_owned()), None, None],
        ),
    };
    Head {
        icon,
        class,
        title: found.headline(&now),
        text: texts.into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}
