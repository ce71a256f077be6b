//! What a step shows, on the page and on paper.

use leptos::prelude::*;

use crate::browser;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::components::links::OutsideLink;
use crate::components::value_box::ValueBox;
use crate::pages::guide::rich::rich;
use crate::pages::guide::step_view::clicks::Clicks;
use crate::pages::guide::step_view::portal::Portal;
use crate::pages::guide::{actions, evidence};
use crate::state::{App, use_app};
use guide::checklist::ChecklistStep;
use guide::content::{self, StepContent, StepLink};
use guide::input::GuideInput;
use guide::rich_text::RichText;
use guide::status::{self, StepStatus};
use guide::step_evidence::{self, StepEvidenceResult};
use guide::{marks, step_list};
use provisioning::entra::labels::PortalLabel;
use setup::{StepMark, Timestamp};

#[component]
pub fn StepHead(
    step: &'static ChecklistStep,
    lead: RichText,
    /// The heading takes the focus when the step opens.
    id: &'static str,
) -> impl IntoView {
    let app = use_app();
    let number = move || {
        let origin = step.origin();
        match app.guide(|input| status::position(step, input)) {
            Some(at) => format!("Step {at} · {origin}"),
            None => origin,
        }
    };
    let title = move || app.guide(|input| content::title(step, input));
    view! {
        <header>
            <span class="muted small">{number}</span>
            <h2 class="h1" id=(!id.is_empty()).then_some(id) tabindex="-1">
                {title}
            </h2>
            <p>{rich(lead)}</p>
        </header>
    }
}

/// What to do, beside the portal.
#[component]
pub fn Instructions(step: &'static ChecklistStep, content: StepContent) -> impl IntoView {
    let has_screen = content.screen.is_some();
    view! {
        <div class="step-cols" class:alone=!has_screen>
            <div>
                <Clicks clicks=content.clicks/>
                {content
                    .notes
                    .into_iter()
                    .map(|note| {
                        view! {
                            <p class="hint guide-note">
                                <Icon of=icons::INFO/>
                                <span>
                                    <b>"Note: "</b>
                                    {rich(note)}
                                </span>
                            </p>
                        }
                            .into_any()
                    })
                    .collect::<Vec<_>>()}
                <Links links=content.links/>
                <Expect step page=content.page/>
                <EvidenceText step/>
            </div>
            {content.screen.map(|screen| view! { <Portal screen/> }.into_any())}
        </div>
    }
}

#[component]
fn Links(links: Vec<StepLink>) -> impl IntoView {
    let links = links.into_iter().map(|link| {
        let link = match link.href.starts_with('#') {
            true => view! { <a href=link.href>{link.text}</a> }.into_any(),
            false => view! { <OutsideLink href=link.href label=link.text/> }.into_any(),
        };
        view! { <li>{link}</li> }.into_any()
    });
    let links = links.collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <ul class="guide-links">{links}</ul> }.into_any())
}

/// What the sample user gets from the mapping, and the page that prepares the
/// step or proves it. The line is there before the value is.
#[component]
fn Expect(step: &'static ChecklistStep, page: Option<StepLink>) -> impl IntoView {
    let app = use_app();
    let page = page?;
    let Some(target) = step_list::mapped_target(step) else {
        return Some(
            view! {
                <p class="guide-page">
                    <a class="btn small" href=page.href>
                        {page.text}
                    </a>
                </p>
            }
            .into_any(),
        );
    };
    // The value arrives after the step.
    let value = move || {
        expected(app, target).map(|(user, value)| {
            view! {
                {format!("{user} gets ")}
                <code class="s">{value}</code>
            }
            .into_any()
        })
    };
    Some(
        view! {
            <div class="row expect">
                <span class="grow">{value}</span>
                <a class="small" href=page.href>
                    {page.text}
                </a>
            </div>
        }
        .into_any(),
    )
}

fn expected(app: App, target: &str) -> Option<(String, String)> {
    app.mapping_facts.with(|facts| {
        let (_, value) = facts.values.iter().find(|(name, _)| name == target)?;
        Some((facts.user.clone(), value.clone()))
    })
}

/// How it is known that the step is done, and since when.
#[component]
fn EvidenceText(step: &'static ChecklistStep) -> impl IntoView {
    let app = use_app();
    let known = Memo::new(move |_| {
        app.guide(|input| {
            (
                status::status(step, input),
                marks::mark(step, &input.setup.guide),
                marks::partly_marked(step, &input.setup.guide),
                contradictions(step, input),
            )
        })
    });
    view! {
        {move || {
            let (status, mark, partly, contradictions) = known.get();
            evidence_text(app, step, &status, mark, &partly, &contradictions)
        }}
    }
}

/// What responses from the tenant say against the step.
fn contradictions(step: &ChecklistStep, input: &GuideInput) -> Vec<(String, Timestamp)> {
    let all = step_evidence::of_step(step, input).into_iter();
    let against = all.filter_map(|found| match found.result {
        StepEvidenceResult::Contradicted(reason) | StepEvidenceResult::Pending(reason) => {
            Some((reason, found.when))
        }
        _ => None,
    });
    against.collect()
}

fn evidence_text(
    app: App,
    step: &'static ChecklistStep,
    status: &StepStatus,
    mark: Option<StepMark>,
    partly: &[&str],
    contradictions: &[(String, Timestamp)],
) -> AnyView {
    let proof = match status {
        StepStatus::Verified { summary, when, .. } => Some((summary.clone(), evidence::ago(when))),
        _ => None,
    };
    let by_hand = match mark {
        Some(StepMark::Done(when)) => Some(evidence::ago(&when)),
        _ => None,
    };
    let can_skip = status::is_optional(step) && status.is_due();
    let has_any =
        proof.is_some() || by_hand.is_some() || !partly.is_empty() || !contradictions.is_empty();
    let contradictions = contradictions.iter().map(|(reason, when)| {
        view! {
            <li>
                <Icon of=icons::WARN class="warnc"/>
                <span class="grow">{reason.clone()}</span>
                <span class="muted small">{evidence::ago(when)}</span>
            </li>
        }
        .into_any()
    });
    let contradictions = contradictions.collect::<Vec<_>>();
    view! {
        {has_any.then(|| view! { <h3 class="topline">"Evidence"</h3> }.into_any())}
        <ul class="proofs">
            {contradictions} {proof
                .map(|(summary, when)| {
                    view! {
                        <li>
                            <Icon of=icons::DONE class="okc"/>
                            <span class="grow">{summary}</span>
                            <span class="muted small">{when}</span>
                        </li>
                    }
                        .into_any()
                })}
            {by_hand
                .map(|when| {
                    view! {
                        <li>
                            <Icon of=icons::CHECK class="muted"/>
                            <span class="grow">"Marked as done by hand"</span>
                            <span class="muted small">{when}</span>
                            <button
                                type="button"
                                class="btn small quiet no-print"
                                on:click=move |_| {
                                    actions::clear_mark(app, step);
                                    browser::focus("open-step");
                                }
                            >
                                "Reopen"
                            </button>
                        </li>
                    }
                        .into_any()
                })}
            {(!partly.is_empty())
                .then(|| {
                    view! {
                        <li>
                            <Icon of=icons::CHECK class="muted"/>
                            {format!("Marked earlier: {}", partly.join(", "))}
                        </li>
                    }
                        .into_any()
                })}
        </ul>
        {can_skip
            .then(|| {
                view! {
                    <button
                        type="button"
                        class="btn small no-print"
                        on:click=move |_| {
                            actions::skip(app, step);
                            browser::focus("open-step");
                        }
                    >
                        "Not needed"
                    </button>
                }
                    .into_any()
            })}
    }
    .into_any()
}

/// What else there is to know, folded.
#[component]
pub fn Extras(
    content: StepContent,
    /// Whether all of it is shown.
    open: bool,
) -> impl IntoView {
    let StepContent {
        published,
        additions,
        disputes,
        other_labels,
        ..
    } = content;
    let disputes = disputes.into_iter().map(|dispute| {
        view! {
            <Fold summary=move || format!("Sources differ: {}", dispute.about) open>
                <ul class="bullets">
                    <li>{dispute.one}</li>
                    <li>{dispute.other}</li>
                </ul>
                <p>{dispute.resolution}</p>
            </Fold>
        }
        .into_any()
    });
    let disputes = disputes.collect::<Vec<_>>();
    view! {
        <div class="folds">
            {(!other_labels.is_empty())
                .then(|| {
                    view! {
                        <Fold summary=|| "My portal looks different" open>
                            {other_labels.into_iter().map(other_texts).collect::<Vec<_>>()}
                        </Fold>
                    }
                        .into_any()
                })}
            {(!additions.is_empty())
                .then(|| {
                    view! {
                        <Fold summary=|| "What Talkdesk’s guide leaves out" open>
                            {additions
                                .into_iter()
                                .map(|addition| {
                                    view! {
                                        <p>
                                            {rich(addition.text)}
                                            <span class="source-line">
                                                {format!("Source: {}", addition.source)}
                                            </span>
                                        </p>
                                    }
                                        .into_any()
                                })
                                .collect::<Vec<_>>()}
                        </Fold>
                    }
                        .into_any()
                })}
            {disputes}
            {(!published.is_empty())
                .then(|| {
                    view! {
                        <Fold summary=|| "What Talkdesk’s guide says" open>
                            {published
                                .into_iter()
                                .map(|text| {
                                    let value = text
                                        .value
                                        .and_then(|value| Some((value.name, value.text.ok()?)));
                                    view! {
                                        <p>{rich(text.text)}</p>
                                        {value
                                            .map(|(what, text)| {
                                                view! { <ValueBox what text/> }.into_any()
                                            })}
                                    }
                                        .into_any()
                                })
                                .collect::<Vec<_>>()}
                        </Fold>
                    }
                        .into_any()
                })}
        </div>
    }
}

fn other_texts(label: &'static PortalLabel) -> AnyView {
    let texts = label.other_texts.iter().copied();
    view! {
        <p>{format!("Instead of “{}”, your portal may show:", label.published)}</p>
        <ul class="bullets">
            {texts.map(|text| view! { <li>{text}</li> }.into_any()).collect::<Vec<_>>()}
        </ul>
    }
    .into_any()
}
