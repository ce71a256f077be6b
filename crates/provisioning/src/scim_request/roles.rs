//! App roles as complex values: what `AppRoleAssignmentsComplex` and its assertive sister make.
//!
//! Source: Microsoft's "Tutorial: Customize user provisioning attribute-mappings", Provisioning a
//! role to a SCIM app. Both functions send the roles as a list: of objects when the user is created,
//! and of texts in an update without the flag `aadOptscim062020`.

use std::borrow::Cow;

use serde_json::Value;

use super::Json;

/// The target that takes complex roles.
const TARGET: &str = "roles";
/// What every role of Entra has as its type.
const TYPE: &str = "WindowsAzureActiveDirectoryRole";
/// What stands for the ids of roles, which are not known here.
const ROLE_ID: &str = "ID of the app role";

/// The roles of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    /// Value and display name of each.
    pub(super) names: Vec<(String, String)>,
    /// Whether an update replaces all of them. Otherwise it only adds.
    pub(super) assertive: bool,
}

impl Roles {
    /// The roles that texts stand for; nothing when they are no complex roles.
    pub(super) fn read(target: &str, texts: &[Cow<'_, str>]) -> Option<Self> {
        if target != TARGET || texts.is_empty() {
            return None;
        }
        let mut assertive = false;
        let names: Option<Vec<_>> = texts
            .iter()
            .map(|text| {
                let role: Value = serde_json::from_str(text).ok()?;
                let member = |name: &str| role.get(name).and_then(Value::as_str);
                if member("type") != Some(TYPE) {
                    return None;
                }
                // The assertive function calls the name display, the other displayName.
                assertive |= member("display").is_some();
                let display = member("display").or_else(|| member("displayName"))?;
                Some((member("value")?.to_owned(), display.to_owned()))
            })
            .collect();
        names.map(|names| Self { names, assertive })
    }

    /// The list in the request that creates a user, and in updates with the flag.
    pub(super) fn objects(&self) -> Json {
        let object = |(value, display): &(String, String)| {
            let mut role = Json::object();
            role.set("primary", Json::Bool(false));
            role.set("type", TYPE.into());
            role.set("display", display.as_str().into());
            role.set("value", value.as_str().into());
            role
        };
        Json::Array(self.names.iter().map(object).collect())
    }

    /// The list in updates without the flag: objects whose value is JSON in a text.
    pub(super) fn texts(&self) -> Json {
        let object = |(value, display): &(String, String)| {
            let text = |text: &str| Value::from(text).to_string();
            let inner = format!(
                "{{\"id\":{},\"value\":{},\"displayName\":{}}}",
                text(ROLE_ID),
                text(value),
                text(display)
            );
            let mut role = Json::object();
            role.set("value", inner.as_str().into());
            role
        };
        Json::Array(self.names.iter().map(object).collect())
    }

    /// What an update sends after these roles; nothing when it sends nothing.
    pub(super) fn update(&self, before: Option<&Self>) -> Option<Self> {
        if before == Some(self) {
            return None;
        }
        let old = before.map_or(&[][..], |before| &before.names);
        let mut next = self.clone();
        if !self.assertive {
            next.names.retain(|role| !old.contains(role));
        }
        (!next.names.is_empty()).then_some(next)
    }

    /// Whether a role of these is gone afterwards, and no update says so.
    pub(super) fn keeps_removed(&self, after: Option<&Self>) -> bool {
        let now = after.map_or(&[][..], |after| &after.names);
        !self.assertive && self.names.iter().any(|role| !now.contains(role))
    }
}
