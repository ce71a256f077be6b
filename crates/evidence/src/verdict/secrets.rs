//! The stored credentials and the notification settings. Microsoft Graph shows
//! no value but that of the settings.

use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::{ids_in_context, other_application};
use super::{
    Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason, incomplete,
};
use crate::EvidencePlan;
use crate::json::{boolean, elements, number, text};

/// What hides a value.
const HIDDEN: &str = "*";

/// Names of secrets of OAuth client credentials.
const OTHER_SIGN_IN: [&str; 3] = ["Oauth2ClientId", "Oauth2ClientSecret", "ClientSecret"];

/// Evaluates the list of secrets.
pub(crate) fn secrets(document: &Value, plan: &EvidencePlan) -> (Vec<EvidenceResult>, EntraIds) {
    let result = |kind, verdict| EvidenceResult::whole(kind, verdict);
    let both = |verdict: EvidenceVerdict| {
        vec![
            result(EvidenceKind::Credentials, verdict.clone()),
            result(EvidenceKind::Notification, verdict),
        ]
    };
    let context = ids_in_context(document);
    if let Some(other) = other_application(context.service_principal.as_deref(), &plan.ids) {
        let results = both(EvidenceVerdict::contradicted(other));
        return (results, EntraIds::default());
    }
    if let Some(why) = incomplete(document, plan) {
        let results = both(EvidenceVerdict::unknown(why));
        return (results, EntraIds::default());
    }
    let all = elements(document);
    let results = vec![
        result(EvidenceKind::Credentials, credentials(all, plan)),
        result(EvidenceKind::Notification, notification(all)),
    ];
    (results, context)
}

/// The value of a secret. One that is not set has an empty value or none.
fn value<'v>(all: &'v [Value], name: &str) -> Option<&'v str> {
    let is_named =
        |one: &&Value| text(one, &["key"]).is_some_and(|key| key.eq_ignore_ascii_case(name));
    text(all.iter().find(is_named)?, &["value"])
}

fn credentials(all: &[Value], plan: &EvidencePlan) -> EvidenceVerdict {
    let has = |name: &str| value(all, name).is_some();
    if !has("SecretToken") && OTHER_SIGN_IN.iter().any(|name| has(name)) {
        return EvidenceVerdict::unknown(UnknownReason::OtherSignIn);
    }
    let Some(planned) = plan.tenant_url.as_deref() else {
        return EvidenceVerdict::unknown(UnknownReason::NoTenantUrl);
    };
    let mut reasons = Vec::new();
    match value(all, "BaseAddress") {
        None => reasons.push(Contradiction::NoBaseAddress),
        Some(HIDDEN) => {}
        Some(address) if bare_address(planned) != bare_address(address) => {
            reasons.push(Contradiction::BaseAddressDiffers);
        }
        Some(_) => {}
    }
    if !has("SecretToken") {
        reasons.push(Contradiction::NoSecretToken);
    }
    EvidenceVerdict::of(reasons, ProvenFact::Credentials)
}

/// An address without what does not change where it leads.
fn bare_address(address: &str) -> String {
    let bare = address.trim().trim_end_matches('/');
    match bare.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            format!(
                "{}{path}",
                format!("{scheme}://{host}").to_ascii_lowercase()
            )
        }
        None => bare.to_owned(),
    }
}

/// The settings are JSON in a text, and one text for two settings.
fn notification(all: &[Value]) -> EvidenceVerdict {
    let hidden = || EvidenceVerdict::unknown(UnknownReason::SettingsHidden);
    let Some(settings) = value(all, "SyncNotificationSettings") else {
        return EvidenceVerdict::Contradicted {
            reasons: vec![
                Contradiction::NotificationOff,
                Contradiction::DeletionLimitOff,
            ],
        };
    };
    let Ok(settings) = serde_json::from_str::<Value>(settings) else {
        return hidden();
    };
    let Some(is_on) = boolean(&settings, &["Enabled"]) else {
        return hidden();
    };
    let recipients = text(&settings, &["Recipients"]).unwrap_or_default();
    let recipients = recipients
        .split([',', ';'])
        .filter(|one| one.contains('@'))
        .count();
    let limit = number(&settings, &["DeleteThresholdValue"]).unwrap_or_default();
    let has_limit = boolean(&settings, &["DeleteThresholdEnabled"]) == Some(true) && limit > 0;
    let mut reasons = Vec::new();
    if !is_on {
        reasons.push(Contradiction::NotificationOff);
    } else if recipients == 0 {
        reasons.push(Contradiction::NoRecipients);
    }
    if !has_limit {
        reasons.push(Contradiction::DeletionLimitOff);
    }
    EvidenceVerdict::of(reasons, ProvenFact::Notification { recipients, limit })
}
