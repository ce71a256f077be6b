//! Whether Microsoft's answer and the value here agree.

use leptos::prelude::*;
use provisioning::expression::microsoft::{self, Agreement, MicrosoftComparison, ValuePair};

use crate::pages::expressions::state::{EvaluationStatus, use_editor};

/// Values of an answer that are shown at most.
const MAX_SHOWN: usize = 50;

#[component]
pub fn Verdict(
    /// What was pasted as Microsoft's answer.
    answer: RwSignal<String>,
) -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let answer = answer.get();
            if answer.trim().is_empty() {
                return view! {
                    <p class="hint">"Whether both agree is said here, value by value."</p>
                }
                    .into_any();
            }
            state.shown.with(|shown| compared(&answer, shown))
        }}
    }
}

fn compared(answer: &str, shown: &EvaluationStatus) -> AnyView {
    let EvaluationStatus::Evaluated(question, response) = shown else {
        return view! {
            <p class="callout warn">"There is no value here to compare with yet."</p>
        }
        .into_any();
    };
    match microsoft::compare(answer, &question.expression, &response.outcome) {
        Err(error) => view! { <p class="callout bad">{error.to_string()}</p> }.into_any(),
        Ok(comparison) => view! { <Comparison comparison/> }.into_any(),
    }
}

/// The words for a verdict, and its class.
fn class_and_text(verdict: Agreement) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Agreement::Agrees => ("ok", "Microsoft agrees", ""),
        Agreement::BothRefuse => ("ok", "Microsoft gives no value either", ""),
        Agreement::Differs => (
            "bad",
            "Microsoft differs",
            "Trust Microsoft’s value. If the user is the same in both, please report the difference with the expression.",
        ),
        Agreement::OnlyMicrosoftRefuses => (
            "bad",
            "Microsoft gives no value",
            "Trust Microsoft. What it says is below.",
        ),
        Agreement::OnlyHereRefused => (
            "bad",
            "Microsoft gives a value, and there is none here",
            "Trust Microsoft’s value.",
        ),
        Agreement::CannotEvaluate => (
            "warn",
            "Microsoft cannot evaluate this here",
            "The expression reads app roles. They belong to an application, and neither this request nor the portal’s expression builder has one, so the answer says nothing about the value here. To see the real value, use Provision on demand in the application for one user.",
        ),
        Agreement::OtherExpression => (
            "warn",
            "This answer is about another expression",
            "Send the request as it stands above, or open the expression that the answer is about.",
        ),
    }
}

#[component]
fn Comparison(comparison: MicrosoftComparison) -> impl IntoView {
    let (class, headline, detail) = class_and_text(comparison.agreement);
    let is_nothing = comparison.values.is_empty();
    let agrees = comparison.agreement == Agreement::Agrees;
    let values = comparison.values;
    view! {
        <div class=format!("callout stack {class}")>
            <b>{headline}</b>
            {(!detail.is_empty()).then(|| view! { <p>{detail}</p> }.into_any())}
            {(!is_nothing).then(|| view! { <Pairs values/> }.into_any())}
            {(is_nothing && agrees).then(|| view! { <p>"Both send nothing."</p> }.into_any())}
            {quoted("Microsoft says: ", comparison.error)}
            {quoted("Microsoft prints the expression as ", comparison.printed)}
        </div>
    }
}

fn quoted(says: &'static str, text: Option<String>) -> Option<AnyView> {
    text.map(|text| {
        view! {
            <p>
                {says}
                <code>{text}</code>
            </p>
        }
        .into_any()
    })
}

#[component]
fn Pairs(values: Vec<ValuePair>) -> impl IntoView {
    let rows = values.into_iter().take(MAX_SHOWN);
    let rows = rows.map(|pair| view! { <Pair pair/> }.into_any());
    view! {
        <table class="pairs">
            <thead>
                <tr>
                    <th scope="col">"Here"</th>
                    <th scope="col">"Microsoft"</th>
                    <th scope="col"></th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

#[component]
fn Pair(pair: ValuePair) -> impl IntoView {
    let (class, word) = match pair.same {
        true => ("tag ok", "same"),
        false => ("tag bad", "differs"),
    };
    view! {
        <tr>
            {cell(pair.here)}
            {cell(pair.microsoft)}
            <td>
                <span class=class>{word}</span>
            </td>
        </tr>
    }
}

fn cell(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! {
            <td>
                <code>{text}</code>
            </td>
        }
        .into_any(),
        None => view! { <td class="hint">"nothing"</td> }.into_any(),
    }
}
