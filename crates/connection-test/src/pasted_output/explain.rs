//! Explains a message, a response, a log entry or a word: everything that an
//! admin with an error may have in the clipboard.

use super::classify::{PastedOutput, classify};
use super::diagnose::{PasteDiagnosis, diagnose_paste, of_codes, of_texts};
use super::redact::RedactedPaste;
use crate::checks::matching::Matching;
use crate::diagnosis::messages::VerdictSeverity;
use crate::provisioning_codes::ProvisioningCode;
use crate::provisioning_codes::search::{CodeMatch, search};
use crate::tenant_url::TenantUrl;
use provisioning::format::counted;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteExplanation {
    pub diagnosis: PasteDiagnosis,
    /// Further codes that the text names, or all that fit its words.
    pub codes: Vec<&'static ProvisioningCode>,
}

/// A text to try, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    pub text: &'static str,
    pub about: &'static str,
}

pub const EXAMPLES: [Example; 3] = [
    Example {
        text: "You appear to have entered invalid credentials.",
        about: "The portal, after Test connection",
    },
    Example {
        text: r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401","detail":"The token is not valid."}"#,
        about: "A response from Talkdesk",
    },
    Example {
        text: "EncounteredQuarantineException",
        about: "Why a job is in quarantine",
    },
];

/// `tenant` is the one of the setup, if it is known, and `matching` that of the
/// setup. Nothing for an empty text.
pub fn explain(
    paste: &RedactedPaste,
    tenant: Option<&TenantUrl>,
    matching: &Matching,
) -> Option<PasteExplanation> {
    let output = classify(paste);
    let PastedOutput::Codes(_, log) = &output else {
        let diagnosis = diagnose_paste(&output, tenant, matching)?;
        return Some(PasteExplanation {
            diagnosis,
            codes: Vec::new(),
        });
    };
    let hits = match log {
        // The reasons of a log are not a question in words.
        Some(log) => {
            let mut hits = search(&log.searchable());
            hits.retain(|hit| hit.kind != CodeMatch::Keywords);
            hits
        }
        None => search(paste.text()),
    };
    let by_words = hits
        .first()
        .is_some_and(|hit| hit.kind == CodeMatch::Keywords);
    let mut codes: Vec<_> = hits.into_iter().map(|hit| hit.row).collect();
    let diagnosis = if by_words {
        of_words(codes.len())
    } else {
        let diagnosis = of_codes(&codes, log.as_ref());
        // The first one is the diagnosis.
        codes.drain(..codes.len().min(1));
        diagnosis
    };
    Some(PasteExplanation { diagnosis, codes })
}

fn of_words(count: usize) -> PasteDiagnosis {
    let headline = counted(count as u64, "match", "matches");
    let texts = [
        headline.as_str(),
        "The text has no error code. These errors fit its words.",
        "Choose the one that fits. For a certain answer, paste the error code, which the log shows under Status.",
    ];
    let read_as = "Recognized as keywords.";
    of_texts(VerdictSeverity::Skipped, texts, read_as, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pasted_output::redact::redact_paste;
    use crate::token::SecretToken;

    fn explained(text: &str) -> Option<PasteExplanation> {
        let token = SecretToken::typed(String::new());
        explain(&redact_paste(text, &token), None, &Matching::default())
    }

    fn summary(text: &str) -> (String, Vec<&'static str>) {
        let explanation = explained(text).expect(text);
        let codes = explanation.codes.iter().map(|row| row.means);
        (explanation.diagnosis.headline, codes.collect())
    }

    const EXISTS: &str = "The user already exists in Talkdesk but wasn’t matched";
    const GONE: &str = "The Talkdesk user that Entra remembers is gone";

    #[test]
    fn codes_lines_and_words_are_found() {
        for text in ["EntryConflict", "entry_conflict", "ContosoEntryConflict"] {
            assert_eq!(summary(text), (EXISTS.to_owned(), Vec::new()), "{text}");
        }
        let two = summary("Failure EntryConflict, Failure ContosoInvalidAnchor");
        assert_eq!(two, (EXISTS.to_owned(), vec![GONE]));
        let word = summary("license");
        assert_eq!(
            word,
            ("1 match".to_owned(), vec!["No license left for this user"])
        );
        let (headline, codes) = summary("zzzz");
        assert_eq!(
            (headline.as_str(), codes.len()),
            ("This text isn’t recognized", 0)
        );
        assert_eq!(explained(" \n"), None);
    }

    #[test]
    fn a_log_names_all_of_its_codes() {
        let entry = |name: &str, code: &str| {
            format!(
                r#"{{"sourceIdentity":{{"displayName":"{name}"}},"provisioningStatusInfo":{{"status":"failure","errorInformation":{{"errorCode":"{code}","reason":"Some license."}}}}}}"#
            )
        };
        let log = format!(
            r#"{{"value":[{},{}]}}"#,
            entry("Ana", "EntryConflict"),
            entry("Rui", "InvalidAnchor")
        );
        let explanation = explained(&log).expect("a log");
        assert_eq!(explanation.diagnosis.headline, EXISTS);
        assert_eq!(explanation.diagnosis.evidence[0], "2 entries: 2 failure.");
        assert_eq!(explanation.codes.len(), 1);
        // Words of a reason name no code.
        let unknown = format!("[{}]", entry("Ana", "BrandNew"));
        let explanation = explained(&unknown).expect("a log");
        assert_eq!(
            explanation.diagnosis.headline,
            "This error code isn’t documented"
        );
        assert!(explanation.codes.is_empty());
    }

    #[test]
    fn responses_are_diagnosed_and_every_example_is_recognized() {
        let response = summary("HTTP/1.1 401 Unauthorized\n\n");
        assert_eq!(response.0, "The service rejects the token (401)");
        for example in EXAMPLES {
            let explanation = explained(example.text).expect(example.text);
            let severity = explanation.diagnosis.severity;
            assert_eq!(severity, VerdictSeverity::Bad, "{}", example.text);
        }
    }
}
