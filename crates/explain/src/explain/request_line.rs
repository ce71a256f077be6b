//! Requests without a body: lines of an access log, a URL, a filter.

use provisioning_log::cause::diagnose;
use provisioning_log::facts::{ErrorFacts, OperationStatus, ProvisioningAction, RequestMethod};

use crate::explanation::{ExplainedCause, Explanation, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;
use crate::request_record::{RequestRecord, records};
use crate::scim_filter::{self, FilterForm, ScimFilter, is_guid};

/// Of the statuses that Entra can’t use. It follows no redirect.
const FIRST_FAILED: u16 = 300;

/// How many lines are shown.
const MAX_SHOWN: usize = 5;

pub(super) fn explain(text: &str, recognition: &Recognition) -> Explanation {
    let records = records(text);
    if records.is_empty() {
        return match scim_filter::parse(text) {
            Some(filter) => of_filter(&filter, recognition),
            None => Explanation::of_input(recognition, InputCause::RequestSeen),
        };
    }
    of_records(&records, recognition)
}

fn of_records(records: &[RequestRecord<'_>], recognition: &Recognition) -> Explanation {
    let mut found: Vec<Explanation> = records
        .iter()
        .map(|record| of_record(record, recognition))
        .collect();
    // The sort keeps the order of the lines among equals.
    found.sort_by_key(|explanation| std::cmp::Reverse(explanation.severity));
    let mut found = found.into_iter();
    let Some(mut first) = found.next() else {
        return Explanation::of_input(recognition, InputCause::RequestSeen);
    };
    for other in found.filter(|other| other.cause != ExplainedCause::Input(InputCause::RequestSeen))
    {
        add(&mut first, other);
    }
    if records.len() == 1 {
        return first;
    }
    for record in records
        .iter()
        .filter(|record| is_failed(record))
        .take(MAX_SHOWN)
    {
        first = first.read("Failed request", line(record));
    }
    sender(records, first)
}

fn add(first: &mut Explanation, other: Explanation) {
    if other.cause == first.cause {
        return;
    }
    let same = |further: &&mut FurtherCause| further.cause == other.cause;
    match first.further.iter_mut().find(same) {
        Some(further) => further.count += 1,
        None => first.further.push(FurtherCause {
            cause: other.cause,
            headline: other.headline,
            count: 1,
        }),
    }
}

fn is_failed(record: &RequestRecord<'_>) -> bool {
    record.status.is_some_and(|status| status >= FIRST_FAILED)
}

fn line(record: &RequestRecord<'_>) -> String {
    let method = record.method.map_or("", method_name);
    let status = record
        .status
        .map_or_else(String::new, |status| status.to_string());
    format!("{method} {} {status}", record.target)
}

fn method_name(method: RequestMethod) -> &'static str {
    match method {
        RequestMethod::Get => "GET",
        RequestMethod::Post => "POST",
        RequestMethod::Put => "PUT",
        RequestMethod::Patch => "PATCH",
        RequestMethod::Delete => "DELETE",
    }
}

/// Entra sends no User-Agent, which access logs show as a dash.
fn sender(records: &[RequestRecord<'_>], explanation: Explanation) -> Explanation {
    let agents: Vec<&str> = records
        .iter()
        .filter_map(|record| record.user_agent)
        .collect();
    if agents.is_empty() {
        return explanation;
    }
    match agents.iter().find(|agent| !matches!(**agent, "-" | "")) {
        None => explanation.read("User-Agent", "None, as in Entra’s own requests"),
        Some(agent) => explanation.read("User-Agent", format!("{agent}. Entra sends none.")),
    }
}

fn of_record(record: &RequestRecord<'_>, recognition: &Recognition) -> Explanation {
    let filter = record.filter();
    let parsed = filter.as_deref().and_then(scim_filter::parse);
    if let Some(status) = record.status.filter(|status| *status >= FIRST_FAILED) {
        return of_status(record, status, filter, recognition);
    }
    match parsed {
        Some(filter) => of_filter(&filter, recognition),
        None => Explanation::of_input(recognition, seen(record))
            .read("Request", line(record))
            .read_some("Filter", filter),
    }
}

/// A line without a status doesn’t show how the request ended.
fn seen(record: &RequestRecord<'_>) -> InputCause {
    match record.status {
        Some(_) => InputCause::RequestSeen,
        None => InputCause::RequestWithoutStatus,
    }
}

fn of_status(
    record: &RequestRecord<'_>,
    status: u16,
    filter: Option<String>,
    recognition: &Recognition,
) -> Explanation {
    let facts = ErrorFacts {
        action: record.method.and_then(action_of),
        status: Some(OperationStatus::Failure),
        http_status: Some(status),
        method: record.method,
        filter: filter.clone().map(Into::into),
        ..ErrorFacts::default()
    };
    let explanation = Explanation::of_operation(recognition, diagnose(&facts))
        .with_hidden("Why: the reason is in the body of the response.");
    explanation
        .read("Request", line(record))
        .read_some("Filter", filter)
}

/// What Entra does with a method.
pub(super) fn action_of(method: RequestMethod) -> Option<ProvisioningAction> {
    match method {
        RequestMethod::Get => None,
        RequestMethod::Post => Some(ProvisioningAction::Create),
        RequestMethod::Put | RequestMethod::Patch => Some(ProvisioningAction::Update),
        RequestMethod::Delete => Some(ProvisioningAction::Delete),
    }
}

fn of_filter(filter: &ScimFilter, recognition: &Recognition) -> Explanation {
    let (cause, fixed) = match &filter.form {
        FilterForm::Unquoted(fixed) => (InputCause::FilterUnquoted, Some(fixed)),
        FilterForm::SingleQuotes(fixed) => (InputCause::FilterSingleQuotes, Some(fixed)),
        FilterForm::OpenQuote(fixed) => (InputCause::FilterOpenQuote, Some(fixed)),
        FilterForm::ValuePath(fixed) => (InputCause::FilterValuePath, Some(fixed)),
        FilterForm::Valid if is_guid(&filter.value) && filter.attribute == "userName" => {
            (InputCause::ProbeRequest, None)
        }
        FilterForm::Valid => (InputCause::FilterSupported, None),
    };
    Explanation::of_input(recognition, cause)
        .read("Attribute", &filter.attribute)
        .read("Value", &filter.value)
        .read_some("Valid form", fixed)
}
