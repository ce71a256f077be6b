//! Evaluates a response to Entra's query whose status is no success.

use super::{Evaluated, Others, description};
use crate::diagnosis::messages::Code;
use crate::diagnosis::response_evidence::error_evidence;
use crate::http::outcome::{HttpResponse, Outcome};
use crate::scim::evidence::Evidence;
use provisioning::talkdesk::USER_NAME;

/// Evaluates the response to a query for `attribute` by its status and by what
/// it says. The other requests of the test may prove that the address is right.
pub(super) fn evaluate(response: &HttpResponse, attribute: &str, others: &Others<'_>) -> Evaluated {
    let mut evidence = error_evidence(response);
    let scim = evidence.contains(&Evidence::ScimError);
    let descriptions = &others.descriptions;
    let described = descriptions.iter().copied().any(description::is_one);
    if described && !scim {
        evidence.push(Evidence::AddressRight);
    }
    if let Some(code) = of_filter(
        response,
        attribute,
        &evidence,
        described,
        others.query_responded,
    ) {
        evidence.insert(0, Evidence::Filter(attribute.to_owned()));
        return (code, evidence);
    }
    let code = match response.status {
        400 => malformed(&evidence),
        401 => refused(response, &evidence),
        403 => Code::Forbidden,
        // A SCIM service may well say in SCIM that a path leads nowhere, so
        // its descriptions decide where there are any.
        404 if described || others.query_responded => Code::EmptyAsNotFound,
        404 if scim && !descriptions.iter().copied().any(is_not_found) => Code::EmptyAsNotFound,
        404 => Code::WrongPath,
        405 => Code::MethodRefused,
        406 => Code::NotAcceptable,
        409 => Code::Conflict,
        415 => Code::UnsupportedMedia,
        429 => Code::Throttled,
        402..=499 => Code::RequestRefused,
        502 | 504 => Code::Gateway,
        503 => Code::Unavailable,
        500..=599 => Code::ServerError,
        _ => Code::OddStatus,
    };
    if !attribute.eq_ignore_ascii_case(USER_NAME) {
        evidence.insert(0, Evidence::Filter(attribute.to_owned()));
    }
    (code, evidence)
}

/// Whether it is the filter for this attribute that the service cannot take:
/// what else was asked was answered, or the service says so.
fn of_filter(
    response: &HttpResponse,
    attribute: &str,
    evidence: &[Evidence],
    described: bool,
    query_responded: bool,
) -> Option<Code> {
    let others_responded = described || query_responded;
    // A service that takes no filter for userName is of no use to Entra, which
    // has findings of its own.
    if attribute.eq_ignore_ascii_case(USER_NAME) {
        return None;
    }
    let service_text = service_text(evidence);
    let names_it =
        service_text.contains("filter") || service_text.contains(&attribute.to_lowercase());
    match response.status {
        400 | 422 | 501 if others_responded || names_it => Some(Code::MatchingFilterRefused),
        // Token and path were good enough for another attribute.
        402 | 403 | 405..=428 | 430..=499 if query_responded => Some(Code::MatchingFilterRefused),
        500 | 505..=599 if others_responded || names_it => Some(Code::MatchingFilterFailed),
        _ => None,
    }
}

/// Everything that the service put in words, in lower case.
fn service_text(evidence: &[Evidence]) -> String {
    let texts = evidence.iter().filter_map(|one| match one {
        Evidence::Detail(text) | Evidence::Challenge(text) | Evidence::ScimType(text) => {
            Some(text.to_lowercase())
        }
        _ => None,
    });
    texts.collect::<Vec<String>>().join("\n")
}

/// Which 400 it is.
fn malformed(evidence: &[Evidence]) -> Code {
    if service_text(evidence).contains("filter") {
        Code::FilterRefused
    } else if evidence
        .iter()
        .any(|one| matches!(one, Evidence::Detail(_)))
    {
        Code::BadRequest
    } else {
        Code::BadRequestSilent
    }
}

/// Which 401 it is, as far as the service says so. “Invalid or expired” says
/// nothing.
fn refused(response: &HttpResponse, evidence: &[Evidence]) -> Code {
    let service_text = service_text(evidence);
    let any = |words: &[&str]| words.iter().any(|word| service_text.contains(word));
    if wants_other_scheme(response) {
        Code::NotBearer
    } else if any(&["expired"]) && !any(&["or expired", "expired or", "/expired", "expired/"]) {
        Code::TokenExpired
    } else if any(&[
        "region",
        "issuer",
        "audience",
        "another account",
        "other account",
    ]) {
        Code::TokenElsewhere
    } else {
        Code::TokenRefused
    }
}

/// Whether the challenges (RFC 9110 section 11.6.1) name schemes, but not the
/// one of tokens.
fn wants_other_scheme(response: &HttpResponse) -> bool {
    const OTHERS: [&str; 4] = ["basic", "digest", "negotiate", "ntlm"];
    let Some(challenge) = response.header("www-authenticate") else {
        return false;
    };
    let challenge = challenge.to_ascii_lowercase();
    let first = challenge.split_whitespace().next().unwrap_or_default();
    OTHERS.contains(&first.trim_end_matches(',')) && !challenge.contains("bearer")
}

fn is_not_found(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Response(response) if response.status == 404)
}
