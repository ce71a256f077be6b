//! Whether Microsoft's response and the value here agree.

use leptos::prelude::*;
use provisioning::expression::microsoft::{self, Agreement, MicrosoftComparison, ValuePair};

use crate::components::notice::Notice;
use crate::components::status::{Status, StatusKind};
use crate::pages::expressions::state::{EvaluationStatus, use_editor};

/// Values of a response that are shown at most.
const MAX_SHOWN: usize = 50;

#[component]
pub fn Comparison(
    /// What was pasted as Microsoft's response.
    response: RwSignal<String>,
) -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let response = response.get();
            if response.trim().is_empty() {
                return view! { <p class="muted small">"The comparison appears here."</p> }
                    .into_any();
            }
            state.shown.with(|shown| compared(&response, shown))
        }}
    }
}

fn compared(pasted: &str, shown: &EvaluationStatus) -> AnyView {
    let EvaluationStatus::Evaluated(question, response) = shown else {
        return notice(
            StatusKind::Warning,
            "There is no value here to compare with yet",
            "",
        );
    };
    match microsoft::compare(pasted, &question.expression, &response.outcome) {
        Err(error) => notice(
            StatusKind::Bad,
            "This can’t be compared",
            &error.to_string(),
        ),
        Ok(comparison) => view! { <Compared comparison/> }.into_any(),
    }
}

fn notice(kind: StatusKind, title: &'static str, text: &str) -> AnyView {
    let text = text.to_owned();
    view! {
        <Notice kind title>
            <p>{text}</p>
        </Notice>
    }
    .into_any()
}

/// How a comparison is shown, and what it means.
fn message(agreement: Agreement) -> (StatusKind, &'static str, &'static str) {
    match agreement {
        Agreement::Agrees => (StatusKind::Ok, "Microsoft agrees", ""),
        Agreement::BothRefuse => (StatusKind::Ok, "Microsoft has no value either", ""),
        Agreement::Differs => (
            StatusKind::Bad,
            "Microsoft has another value",
            "Trust Microsoft’s value. If the user is the same in both, please report the difference with the expression.",
        ),
        Agreement::OnlyMicrosoftRefuses => (
            StatusKind::Bad,
            "Microsoft has no value",
            "Trust Microsoft. Its message is below.",
        ),
        Agreement::OnlyHereRefused => (
            StatusKind::Bad,
            "Microsoft has a value, and scimdesk has none",
            "Trust Microsoft’s value.",
        ),
        Agreement::CannotEvaluate => (
            StatusKind::Warning,
            "Microsoft can’t evaluate this here",
            "The expression uses app roles, which belong to an application. Neither this request nor the portal’s expression builder has one, so the response says nothing about the value. To see the real value, use Provision on demand for one user.",
        ),
        Agreement::OtherExpression => (
            StatusKind::Warning,
            "This response is about another expression",
            "Send the request above as it is, or open the expression that the response is about.",
        ),
    }
}

#[component]
fn Compared(comparison: MicrosoftComparison) -> impl IntoView {
    let (kind, title, detail) = message(comparison.agreement);
    let is_nothing = comparison.values.is_empty();
    let agrees = comparison.agreement == Agreement::Agrees;
    let values = comparison.values;
    view! {
        {notice(kind, title, detail)}
        {(!is_nothing).then(|| view! { <Pairs values/> }.into_any())}
        {(is_nothing && agrees).then(|| view! { <p>"Both send nothing."</p> }.into_any())}
        {quoted("Microsoft’s message: ", comparison.error)}
        {quoted("Microsoft prints the expression as ", comparison.printed)}
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
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"scimdesk"</th>
                    <th scope="col">"Microsoft"</th>
                    <th scope="col">"Result"</th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

#[component]
fn Pair(pair: ValuePair) -> impl IntoView {
    let (kind, text) = match pair.same {
        true => (StatusKind::Ok, "Same"),
        false => (StatusKind::Bad, "Different"),
    };
    view! {
        <tr>
            {cell(pair.here)}
            {cell(pair.microsoft)}
            <td>
                <Status kind text/>
            </td>
        </tr>
    }
}

fn cell(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! {
            <td>
                <code class="s">{text}</code>
            </td>
        }
        .into_any(),
        None => view! { <td class="muted">"Nothing"</td> }.into_any(),
    }
}
