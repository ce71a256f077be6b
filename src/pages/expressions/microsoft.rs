//! Checking with Microsoft's own evaluator, by way of Graph Explorer.

use leptos::prelude::*;
use provisioning::expression::microsoft::{
    self, Agreement, MicrosoftComparison, ParseRequest, ValuePair, is_service_principal,
    is_synchronization_id,
};

use crate::browser::event::is_open;
use crate::components::copy_value::copy_value;
use crate::components::element::{self, El, el, hint, outside_link, several};
use crate::components::text_field::TextField;
use crate::pages::expressions::state::{EditorState, EvaluationStatus};
use provisioning::entra::links::{GRAPH_EXPLORER, PARSE_EXPRESSION};

/// Values of an answer that are shown at most.
const MAX_SHOWN: usize = 50;

pub fn microsoft(state: EditorState) -> El {
    let principal = RwSignal::new(String::new());
    let job_id = RwSignal::new(String::new());
    let response = RwSignal::new(String::new());
    let request = Memo::new(move |_| {
        let (principal, job_id) = (principal.get(), job_id.get());
        state.text.with(|text| {
            state
                .user
                .with(|user| microsoft::request(text, user, &principal, &job_id))
        })
    });
    let fields = el("div")
        .class("form")
        .child(
            TextField {
                id: "graph-principal",
                label: "Object ID of the enterprise application (optional)",
                placeholder: "00000000-0000-0000-0000-000000000000",
                hint: "In the portal: the application, Overview, Object ID.",
            }
            .make(
                move || principal.get(),
                move |text| principal.set(text),
                move || wrong(&principal.get(), is_service_principal, "This is not an object ID: 32 hexadecimal digits in five groups."),
            ),
        )
        .child(
            TextField {
                id: "graph-job",
                label: "Job ID (optional)",
                placeholder: "scim.…",
                hint: "In the portal: Provisioning, View technical information. Or ask Graph for …/synchronization/jobs.",
            }
            .make(
                move || job_id.get(),
                move |text| job_id.set(text),
                move || wrong(&job_id.get(), is_synchronization_id, "This is not a job ID: letters, digits, dots and dashes."),
            ),
        );
    let area = el("textarea")
        .class("mono")
        .attr("id", "microsoft-answer")
        .attr("rows", "6")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .on("input", move |event| response.set(element::value(&event)));
    let opened = RwSignal::new(false);
    el("details")
        .class("microsoft")
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(el("summary").child(el("h2").text("Check with Microsoft")))
        .child(
            el("div")
                .class("stack")
                .child(hint("Microsoft’s own evaluator answers to a request that you send from Graph Explorer with your sign-in. scimdesk sends nothing. The request holds only those attributes of the sample user that the expression reads."))
                .child(el("p").class("row").child(outside_link(GRAPH_EXPLORER, "Open Graph Explorer")).child(outside_link(PARSE_EXPRESSION, "Microsoft’s page of the request")))
                .child(fields)
                .live(move || match opened.get() {
                    true => request.with(|request| match request {
                        Some(request) => show_request(state, request),
                        None => hint("The request appears here once the expression is complete."),
                    }),
                    // Nobody sees it, and it would be made at every letter.
                    false => several(),
                })
                .child(
                    el("div")
                        .class("beside")
                        .child(
                            el("div")
                                .class("field")
                                .child(el("label").attr("for", "microsoft-answer").text("Microsoft’s answer, pasted"))
                                .child(area),
                        )
                        .child(el("div").attr("role", "status").live(move || verdict(state, response))),
                ),
        )
}

fn wrong(text: &str, fits: fn(&str) -> bool, class_and_text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !fits(text)).then(|| class_and_text.to_owned())
}

fn show_request(state: EditorState, request: &ParseRequest) -> El {
    several()
        .child(hint(&format!("Method {}", request.method)))
        .child(copy_value(state.app, "Address", &request.url))
        .child(copy_value(state.app, "Request body", &request.body))
}

fn verdict(state: EditorState, response: RwSignal<String>) -> El {
    let text = response.get();
    if text.trim().is_empty() {
        return hint("Whether both agree is said here, value by value.");
    }
    let compared = state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(question, evaluated) => Some(microsoft::compare(
            &text,
            &question.expression,
            &evaluated.outcome,
        )),
        _ => None,
    });
    match compared {
        None => el("p")
            .class("callout warn")
            .text("There is no value here to compare with yet."),
        Some(Err(why)) => el("p").class("callout bad").text(&why.to_string()),
        Some(Ok(comparison)) => comparison_view(&comparison),
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

fn comparison_view(comparison: &MicrosoftComparison) -> El {
    let (class, headline, detail) = class_and_text(comparison.agreement);
    let rows = comparison.values.iter().take(MAX_SHOWN).map(pair);
    let values = (!comparison.values.is_empty()).then(|| {
        let heads = ["Here", "Microsoft", ""].map(|head| el("th").attr("scope", "col").text(head));
        el("table")
            .class("pairs")
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(rows))
    });
    let nothing = (comparison.values.is_empty() && comparison.agreement == Agreement::Agrees)
        .then(|| el("p").text("Both send nothing."));
    let quoted = |says: &str, text: &Option<String>| {
        let text = text.as_ref()?;
        Some(el("p").text(says).child(el("code").text(text)))
    };
    el("div")
        .class(&format!("callout stack {class}"))
        .child(el("b").text(headline))
        .maybe((!detail.is_empty()).then(|| el("p").text(detail)))
        .maybe(values)
        .maybe(nothing)
        .maybe(quoted("Microsoft says: ", &comparison.error))
        .maybe(quoted(
            "Microsoft prints the expression as ",
            &comparison.printed,
        ))
}

fn pair(pair: &ValuePair) -> El {
    let cell = |text: &Option<String>| match text {
        Some(text) => el("td").child(el("code").text(text)),
        None => el("td").class("hint").text("nothing"),
    };
    let (class, word) = match pair.same {
        true => ("tag ok", "same"),
        false => ("tag bad", "differs"),
    };
    el("tr")
        .child(cell(&pair.here))
        .child(cell(&pair.microsoft))
        .child(el("td").child(el("span").class(class).text(word)))
}
