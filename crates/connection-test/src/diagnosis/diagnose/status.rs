//! Judges an answer to Entra's question whose status is no success.

use super::{Judged, Others, description};
use crate::diagnosis::messages::Code;
use crate::diagnosis::response_evidence::error_evidence;
use crate::http::outcome::{Answer, Outcome};
use crate::scim::evidence::Evidence;
use provisioning::talkdesk::USER_NAME;

/// Evaluates the response to a query for `attribute` by its status and by what
/// it says. The other requests of the test may prove that the address is right.
pub(super) fn judge(answer: &Answer, attribute: &str, others: &Others<'_>) -> Judged {
    let mut evidence = error_evidence(answer);
    let scim = evidence.contains(&Evidence::ScimError);
    let descriptions = &others.descriptions;
    let described = descriptions.iter().copied().any(description::is_one);
    if described && !scim {
        evidence.push(Evidence::AddressRight);
    }
    if let Some(code) = of_filter(
        answer,
        attribute,
        &evidence,
        described,
        others.query_answered,
    ) {
        evidence.insert(0, Evidence::Filter(attribute.to_owned()));
        return (code, evidence);
    }
    let code = match answer.status {
        400 => malformed(&evidence),
        401 => refused(answer, &evidence),
        403 => Code::Forbidden,
        // A SCIM service may well say in SCIM that a path leads nowhere, so
        // its descriptions decide where there are any.
        404 if described || others.query_answered => Code::EmptyAsNotFound,
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
    answer: &Answer,
    attribute: &str,
    evidence: &[Evidence],
    described: bool,
    query_answered: bool,
) -> Option<Code> {
    let others_answered = described || query_answered;
    // A service that takes no filter for userName is of no use to Entra, which
    // has findings of its own.
    if attribute.eq_ignore_ascii_case(USER_NAME) {
        return None;
    }
    let said = said(evidence);
    let names_it = said.contains("filter") || said.contains(&attribute.to_lowercase());
    match answer.status {
        400 | 422 | 501 if others_answered || names_it => Some(Code::MatchingFilterRefused),
        // Token and path were good enough for another attribute.
        402 | 403 | 405..=428 | 430..=499 if query_answered => Some(Code::MatchingFilterRefused),
        500 | 505..=599 if others_answered || names_it => Some(Code::MatchingFilterFailed),
        _ => None,
    }
}

/// Everything that the service put in words, in lower case.
fn said(evidence: &[Evidence]) -> String {
    let texts = evidence.iter().filter_map(|one| match one {
        Evidence::Said(text) | Evidence::Challenge(text) | Evidence::ScimType(text) => {
            Some(text.to_lowercase())
        }
        _ => None,
    });
    texts.collect::<Vec<String>>().join("\n")
}

/// Which 400 it is.
fn malformed(evidence: &[Evidence]) -> Code {
    if said(evidence).contains("filter") {
        Code::FilterRefused
    } else if evidence.iter().any(|one| matches!(one, Evidence::Said(_))) {
        Code::BadRequest
    } else {
        Code::BadRequestSilent
    }
}

/// Which 401 it is, as far as the service says so. “Invalid or expired” says
/// nothing.
fn refused(answer: &Answer, evidence: &[Evidence]) -> Code {
    let said = said(evidence);
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if asks_for_something_else(answer) {
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
fn asks_for_something_else(answer: &Answer) -> bool {
    const OTHERS: [&str; 4] = ["basic", "digest", "negotiate", "ntlm"];
    let Some(challenge) = answer.header("www-authenticate") else {
        return false;
    };
    let challenge = challenge.to_ascii_lowercase();
    let first = challenge.split_whitespace().next().unwrap_or_default();
    OTHERS.contains(&first.trim_end_matches(',')) && !challenge.contains("bearer")
}

fn is_not_found(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Answered(answer) if answer.status == 404)
}
