//! The secrets of a job: Microsoft Graph shows their names and never their values.

use serde_json::Value;

use super::graph;
use super::json::{document, elements, text};
use crate::explanation::Explanation;
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

pub(super) fn explain(input: &str, recognition: &Recognition) -> Explanation {
    let document = document(input).unwrap_or_default();
    let secrets = elements(&document);
    let named = |name: &str| {
        secrets
            .iter()
            .copied()
            .find(|secret| text(secret, &["key"]).is_some_and(|key| key.eq_ignore_ascii_case(name)))
    };
    let has_names = secrets
        .iter()
        .any(|secret| text(secret, &["key"]).is_some());
    let is_list_of_secrets =
        text(&document, &["@odata.context"]).is_some_and(|it| it.contains("/secrets"));
    if !has_names && !is_list_of_secrets {
        return graph::explain_list(input, recognition);
    }
    // A secret that is not set has an empty value or none.
    let is_saved =
        |name: &str| named(name).is_some_and(|secret| text(secret, &["value"]).is_some());
    let presence = |name: &str| match is_saved(name) {
        true => "Saved",
        false => "Missing",
    };
    let cause = match is_saved("BaseAddress") && is_saved("SecretToken") {
        true => InputCause::SecretsSaved,
        false => InputCause::SecretsMissing,
    };
    Explanation::of_input(recognition, cause)
        .read("Tenant URL (BaseAddress)", presence("BaseAddress"))
        .read("Secret token (SecretToken)", presence("SecretToken"))
        .read(
            "Notification email",
            notification(named("SyncNotificationSettings")),
        )
        .with_hidden("Whether the values are right, and what they are.")
}

/// The settings of notifications are JSON in a text.
fn notification(secret: Option<&Value>) -> String {
    let settings = secret
        .and_then(|secret| text(secret, &["value"]))
        .and_then(|settings| serde_json::from_str::<Value>(settings).ok());
    let Some(settings) = settings else {
        return "Not known".to_owned();
    };
    let is_on = super::json::at(&settings, &["Enabled"]).and_then(Value::as_bool);
    let recipients = text(&settings, &["Recipients"]);
    match (is_on, recipients) {
        (Some(true), Some(recipients)) => format!("On, to {recipients}"),
        (Some(true), None) => "On, without a recipient".to_owned(),
        (Some(false), _) => "Off".to_owned(),
        (None, _) => "Not known".to_owned(),
    }
}
