//! The request of a step, and where it goes below the Tenant URL.

use crate::http::http_text::response;
use crate::http::outcome::Outcome;
use crate::http::request::{Method, SCIM_MEDIA_TYPE};
use crate::redact::MARK;
use crate::scim::user_id::UserId;
use crate::tenant_url::TenantUrl;
use crate::tenant_url::entra_flag::without_flag;
use provisioning::format::percent_encoded;
use provisioning::talkdesk::USER_NAME;

/// A request without address and token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRequest {
    pub method: Method,
    /// The user's id, if it stands in the path.
    pub id: Option<UserId>,
    /// Path and query below the Tenant URL.
    pub target: String,
    /// What is sent along, as JSON text.
    pub body: Option<String>,
    /// Sent in place of the admin's token.
    pub made_up_token: Option<String>,
}

impl StepRequest {
    /// The request as it is sent, with a mark in place of the token.
    pub fn text(&self, tenant: &TenantUrl) -> String {
        let token = match self.made_up_token {
            Some(_) => "(a made-up token)",
            None => MARK,
        };
        let mut text = format!(
            "{} {}\nAccept: {SCIM_MEDIA_TYPE}\nAuthorization: Bearer {token}",
            self.method.name(),
            below(tenant, &self.target)
        );
        if let Some(body) = &self.body {
            let pretty = serde_json::from_str::<serde_json::Value>(body)
                .and_then(|value| serde_json::to_string_pretty(&value));
            text.push_str(&format!(
                "\nContent-Type: {SCIM_MEDIA_TYPE}\n\n{}",
                pretty.as_deref().unwrap_or(body)
            ));
        }
        text
    }

    /// The request and what came of it, for a ticket.
    pub fn exchange_text(&self, tenant: &TenantUrl, outcome: &Outcome) -> String {
        let after = match outcome.ms() {
            Some(ms) => format!("\nAfter {ms} ms:"),
            None => String::new(),
        };
        format!("{}\n{after}\n{}", self.text(tenant), response(outcome))
    }
}

/// The address of the question that Entra asks to test a connection: `guid` is
/// the value that nobody has for a matching attribute.
pub fn query_url(tenant: &TenantUrl, attribute: &str, guid: &str) -> String {
    below(tenant, &by_filter(attribute, guid))
}

/// Path and query that find a user by name.
pub fn by_name(name: &str) -> String {
    by_filter(USER_NAME, name)
}

/// Path and query that find a user by an attribute. The value is a JSON string
/// (RFC 7644 section 3.4.2.2) in a query, so it is written for both. The
/// attribute is named as in the mapping; its blanks are written as Entra writes
/// those of a filter.
pub fn by_filter(attribute: &str, value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    format!(
        "/Users?filter={}+eq+{}",
        percent_encoded(attribute).to_string().replace("%20", "+"),
        percent_encoded(&quoted)
    )
}

/// The path of a user by id, which is one segment: see [`UserId`].
pub fn by_id(id: &UserId) -> String {
    format!("/Users/{}", percent_encoded(id.as_str()))
}

/// The whole address of something below the Tenant URL. A query of the Tenant
/// URL goes along, except for Entra's own flag, which speaks to Entra and not
/// to the service.
pub fn below(tenant: &TenantUrl, target: &str) -> String {
    let tenant = without_flag(tenant);
    let base = format!("{}{}", tenant.origin(), tenant.path.trim_end_matches('/'));
    match tenant.query.filter(|query| !query.is_empty()) {
        Some(query) if target.contains('?') => format!("{base}{target}&{query}"),
        Some(query) => format!("{base}{target}?{query}"),
        None => format!("{base}{target}"),
    }
}
