//! One step of a user's timeline.

use leptos::prelude::*;
use provisioning::talkdesk;
use worker_messages::explain::{SentComparison, SentText, SentValue, StepTone, TimelineStep};

use crate::components::fold::Fold;
use crate::components::icon::{Icon, LabeledIcon, icons};

#[component]
pub(super) fn Step(step: TimelineStep) -> impl IntoView {
    let (icon, class, label) = match step.tone {
        StepTone::Passed => (icons::DONE, "ok", "Passed"),
        StepTone::Failed => (icons::BAD, "bad", "Failed"),
        StepTone::Warned => (icons::WARN, "warn", "With a warning"),
        StepTone::Skipped => (icons::SKIP, "muted", "Skipped"),
        StepTone::Unknown => (icons::Q, "muted", "Not known"),
    };
    let time =
        (!step.time.is_empty()).then(|| view! { <span class="when">{step.time}</span> }.into_any());
    let text = (!step.text.is_empty())
        .then(|| view! { <div class="muted small">{step.text}</div> }.into_any());
    let values = step.values;
    let values = (!values.is_empty()).then(|| view! { <Values values/> }.into_any());
    let details = step.details;
    let details = (!details.is_empty()).then(|| view! { <Details details/> }.into_any());
    view! {
        <li>
            <LabeledIcon of=icon label class/>
            {time}
            <b>{step.title}</b>
            {text}
            {values}
            {details}
        </li>
    }
}

/// What Entra sent beside what the mappings of this setup send.
#[component]
fn Values(values: Vec<SentValue>) -> impl IntoView {
    let rows = values
        .into_iter()
        .map(|value| view! { <ValueRow value/> }.into_any());
    view! {
        <table class="diff">
            <caption class="sr">"What Entra sent beside what this setup sends"</caption>
            <thead>
                <tr>
                    <th scope="col">"Attribute"</th>
                    <th scope="col">"Entra sent"</th>
                    <th scope="col">"This setup sends"</th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

#[component]
fn ValueRow(value: SentValue) -> impl IntoView {
    let differs = matches!(value.setup, SentComparison::Differs(_));
    let sent = match value.sent {
        SentText::NotSent => "Not sent".into_any(),
        SentText::NotLogged => "Not in the log".into_any(),
        SentText::Empty => "Empty".into_any(),
        SentText::Value(text) => view! { <code>{text}</code> }.into_any(),
    };
    let cause = value.is_cause.then(|| {
        view! {
            <Icon of=icons::BAD class="badc tinyi"/>
            " "
        }
        .into_any()
    });
    let setup = match value.setup {
        SentComparison::Same => view! { <span class="muted">"Same"</span> }.into_any(),
        SentComparison::Differs(text) => {
            let text = match text.is_empty() {
                true => "nothing".into_any(),
                false => view! { <code>{text}</code> }.into_any(),
            };
            view! {
                <Icon of=icons::WARN class="warnc tinyi"/>
                " Differs: "
                {text}
            }
            .into_any()
        }
        SentComparison::NotMapped => view! { <span class="muted">"Not mapped"</span> }.into_any(),
        SentComparison::NotKnown => view! { <span class="muted">"Not known"</span> }.into_any(),
    };
    view! {
        <tr class:err=value.is_cause class:chg=differs && !value.is_cause>
            <td>{talkdesk::label(&value.attribute).to_owned()}</td>
            <td>
                {cause}
                {sent}
            </td>
            <td>{setup}</td>
        </tr>
    }
}

#[component]
fn Details(details: Vec<(String, String)>) -> impl IntoView {
    let rows = details.into_iter().map(|(name, value)| {
        view! {
            <tr>
                <td>{name}</td>
                <td>{value}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <Fold summary=|| view! { <span>"Details"</span> }.into_any()>
            <table class="diff">
                <caption class="sr">"Details of the step"</caption>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </Fold>
    }
}
