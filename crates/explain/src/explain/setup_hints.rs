//! What this setup adds: whether it maps the attribute, and what it matches by.

use connection_test::tenant_url::entra_flag;
use provisioning_log::cause::{CauseKind, CauseSubject, FixLocation};

use super::SetupContext;
use crate::explanation::{ExplainedCause, Explanation};

/// Adds what the setup says about the attribute of the cause, and about the
/// matching attribute.
pub(super) fn add(mut explanation: Explanation, setup: &SetupContext<'_>) -> Explanation {
    let ExplainedCause::Operation(cause) = &explanation.cause else {
        return explanation;
    };
    let (fix, kind) = (cause.info().fix, cause.kind);
    if let Some(CauseSubject::Attribute(name)) = &cause.subject
        && let Some(set) = setup.mappings
        && !matches!(fix, FixLocation::MatchingAttribute)
    {
        let maps = set.maps(name);
        let note = match maps {
            true => format!("This setup maps {name}."),
            false => format!(
                "This setup doesn’t map {name}, so the portal has a row that the setup lacks."
            ),
        };
        explanation.setup_notes.push(note);
    }
    if kind == CauseKind::ActiveAsText
        && let Some(query) = setup.tenant.and_then(|tenant| tenant.query.as_deref())
        && entra_flag::in_query(query).is_some()
    {
        explanation.setup_notes.push(
            "This setup’s Tenant URL has the flag already. Compare it with the one in Entra, and choose Restart provisioning after a change."
                .to_owned(),
        );
    }
    if matches!(fix, FixLocation::MatchingAttribute) {
        let own = setup.matching.attributes().join(", ");
        let is_other = cause.attribute().is_some_and(|name| {
            let attributes = setup.matching.attributes();
            !attributes.iter().any(|own| own.eq_ignore_ascii_case(name))
        });
        let note = match is_other {
            true => format!(
                "This setup matches by {own}, so the portal has another matching attribute."
            ),
            false => format!("This setup matches by {own}."),
        };
        explanation.setup_notes.push(note);
    }
    explanation
}
