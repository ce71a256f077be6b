//! The pasted text as it may be shown and sent: without secrets, and without the
//! ids of tenant and application.

use connection_test::pasted_output::redact::RedactedPaste;
use connection_test::redact::MARK;

use crate::explanation::Explanation;
use crate::scim_filter::is_guid;

const TENANT: &str = "[tenant ID]";
const APPLICATION: &str = "[app ID]";

/// Members whose value is the id of the tenant, in lower case.
const TENANT_NAMES: [&str; 2] = ["tenantid", "aadtenantid"];

/// How a job's id begins: `scim.<tenant>.<application>`.
const JOB_PREFIX: &str = "scim.";

/// In characters, of a GUID with and without its hyphens.
const GUID: usize = 36;
const BARE_GUID: usize = 32;

/// In characters, of the text in a ticket.
const MAX_IN_TICKET: usize = 4_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedactedEvidence {
    pub text: String,
    /// How many values were replaced.
    pub redacted: usize,
}

/// What may be shown of a paste.
pub fn evidence(paste: &RedactedPaste) -> RedactedEvidence {
    let mut text = paste.text().to_owned();
    for (id, mark) in ids(paste.text()) {
        text = text.replace(&id, mark);
    }
    let redacted = [MARK, TENANT, APPLICATION]
        .iter()
        .map(|mark| text.matches(mark).count())
        .sum();
    RedactedEvidence { text, redacted }
}

/// The ids of the tenant and of applications, each once.
fn ids(text: &str) -> Vec<(String, &'static str)> {
    let mut ids: Vec<(String, &'static str)> = Vec::new();
    let mut add = |id: &str, mark| {
        if !ids.iter().any(|(known, _)| known == id) && ids.len() < MAX_IDS {
            ids.push((id.to_owned(), mark));
        }
    };
    for (at, _) in text.match_indices(JOB_PREFIX) {
        let rest = text.get(at + JOB_PREFIX.len()..).unwrap_or_default();
        let Some((tenant, rest)) = rest.split_at_checked(BARE_GUID) else {
            continue;
        };
        let is_tenant = tenant.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_tenant {
            continue;
        }
        add(tenant, TENANT);
        let application = rest.strip_prefix('.').and_then(|rest| rest.get(..GUID));
        if let Some(application) = application.filter(|id| is_guid(id)) {
            add(application, APPLICATION);
        }
    }
    let low = text.to_ascii_lowercase();
    for name in TENANT_NAMES {
        for (at, _) in low.match_indices(name) {
            let after = text.get(at + name.len()..).unwrap_or_default();
            let value = after.trim_start_matches(['"', '\\', ':', '=', ' ']);
            if let Some(tenant) = value.get(..GUID).filter(|id| is_guid(id)) {
                add(tenant, TENANT);
                add(&tenant.replace('-', ""), TENANT);
            }
        }
    }
    ids
}

/// More ids than the text of one tenant has.
const MAX_IDS: usize = 20;

impl Explanation {
    /// As plain text for a ticket, with the beginning of the evidence.
    pub fn ticket(&self, evidence: &RedactedEvidence) -> String {
        let text = self.text();
        let kind = self.recognition.kind.name();
        let evidence = &evidence.text;
        match evidence.char_indices().nth(MAX_IN_TICKET) {
            Some((at, _)) => format!(
                "{text}\n\nRecognized as {kind}.\n\n{}\n(shortened)\n",
                evidence.get(..at).unwrap_or_default()
            ),
            None => format!("{text}\n\nRecognized as {kind}.\n\n{evidence}\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connection_test::pasted_output::redact::redact_paste;
    use connection_test::token::SecretToken;

    fn shown(text: &str) -> RedactedEvidence {
        evidence(&redact_paste(text, &SecretToken::typed(String::new())))
    }

    #[test]
    fn ids_are_replaced_and_counted() {
        let shown = shown(
            r#"{"id":"scim.0123456789abcdef0123456789abcdef.11111111-2222-3333-4444-555555555555","error":"Bearer abcdef123456789","tenantId":"01234567-89ab-cdef-0123-456789abcdef"}"#,
        );
        assert_eq!(
            shown.text,
            r#"{"id":"scim.[tenant ID].[app ID]","error":"Bearer [token]","tenantId":"[tenant ID]"}"#
        );
        assert_eq!(shown.redacted, 4);
    }

    #[test]
    fn other_text_stays() {
        for text in ["", "scim.1.2", "tenantId: none", "scim.é", "tenantid"] {
            assert_eq!(shown(text).text, text);
        }
    }
}
