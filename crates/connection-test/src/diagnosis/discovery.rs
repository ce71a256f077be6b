//! Evaluates what a service says about itself (RFC 7643 sections 5 to 7).

use serde_json::Value;

use crate::diagnosis::messages::Code;
use crate::scim::content::list;
use crate::scim::evidence::Evidence;
use provisioning::talkdesk::{EXTENSION_SCHEMA, ROLES, TEAMS};

const USER: &str = "User";

/// Whether a value looks like a ServiceProviderConfig.
pub fn is_config(value: &Value) -> bool {
    ["patch", "filter", "authenticationSchemes"]
        .iter()
        .any(|name| value.get(name).is_some())
}

/// Evaluates a ServiceProviderConfig that came with status 200.
pub fn config(value: &Value) -> (Code, Vec<Evidence>) {
    let supported = |name: &str| value.get(name)?.get("supported")?.as_bool();
    let mut evidence = Vec::new();
    for (member, name) in [("patch.supported", "patch"), ("filter.supported", "filter")] {
        if supported(name).is_none() {
            evidence.push(Evidence::Missing(member));
        }
    }
    let limit = value.pointer("/filter/maxResults").and_then(Value::as_u64);
    evidence.extend(limit.map(Evidence::PageLimit));
    let code = match (supported("patch"), supported("filter")) {
        (Some(false), _) => Code::NoPatch,
        (_, Some(false)) => Code::NoFilter,
        (Some(true), Some(true)) => Code::Fine,
        _ => Code::OddDescription,
    };
    (code, evidence)
}

/// The members of a list, or of a bare array, which some services send.
fn resources(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(resources) => Some(resources),
        _ => list(value).ok().map(|list| list.resources),
    }
}

fn is_named(value: &Value, member: &str, name: &str) -> bool {
    value
        .get(member)
        .and_then(Value::as_str)
        .is_some_and(|found| found.eq_ignore_ascii_case(name))
}

/// Evaluates a list of resource types that came with status 200.
pub fn resource_types(value: &Value) -> (Code, Vec<Evidence>) {
    match resources(value) {
        None => (Code::OddDescription, Vec::new()),
        Some(types)
            if types
                .iter()
                .any(|kind| is_named(kind, "name", USER) || is_named(kind, "id", USER)) =>
        {
            (Code::Fine, Vec::new())
        }
        Some(_) => (Code::NoUsers, vec![Evidence::Missing(USER)]),
    }
}

/// Evaluates a list of schemas that came with status 200.
pub fn schemas(value: &Value) -> (Code, Vec<Evidence>) {
    let Some(schemas) = resources(value) else {
        return (Code::OddDescription, Vec::new());
    };
    let Some(extension) = schemas
        .iter()
        .find(|schema| is_named(schema, "id", EXTENSION_SCHEMA))
    else {
        return (Code::NoExtension, vec![Evidence::Missing(EXTENSION_SCHEMA)]);
    };
    let attributes = extension
        .get("attributes")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let mut evidence = Vec::new();
    for full in [ROLES, TEAMS] {
        let name = full.rsplit(':').next().unwrap_or(full);
        let Some(attribute) = attributes.iter().find(|one| is_named(one, "name", name)) else {
            evidence.push(Evidence::Missing(name));
            continue;
        };
        // The type of an attribute is string unless it says so (RFC 7643 section 2.2).
        if attribute.get("type").is_some() && !is_named(attribute, "type", "string") {
            let found = attribute.get("type").and_then(Value::as_str);
            let found = found.unwrap_or("unknown").chars().take(40).collect();
            evidence.push(Evidence::AttributeType { name, found });
        }
    }
    let code = if evidence.is_empty() {
        Code::Fine
    } else {
        Code::ExtensionDiffers
    };
    (code, evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_service_supports() {
        let code_of = |patch: Value, filter: Value| {
            config(&json!({"patch": {"supported": patch}, "filter": {"supported": filter, "maxResults": 200}})).0
        };
        assert_eq!(code_of(json!(true), json!(true)), Code::Fine);
        assert_eq!(code_of(json!(false), json!(true)), Code::NoPatch);
        assert_eq!(code_of(json!(true), json!(false)), Code::NoFilter);
        assert_eq!(code_of(json!("yes"), json!(true)), Code::OddDescription);
        assert_eq!(config(&json!([])).0, Code::OddDescription);
        let (_, evidence) = config(&json!({"filter": {"supported": true, "maxResults": 200}}));
        assert_eq!(
            evidence,
            [
                Evidence::Missing("patch.supported"),
                Evidence::PageLimit(200)
            ]
        );
    }

    fn listed(resources: Value) -> Value {
        let total = resources.as_array().map_or(0, Vec::len);
        json!({"schemas": [crate::scim::content::LIST_RESPONSE], "totalResults": total, "Resources": resources})
    }

    #[test]
    fn what_the_service_keeps() {
        let types = |value: Value| resource_types(&value).0;
        assert_eq!(types(listed(json!([{"name": "User"}]))), Code::Fine);
        assert_eq!(types(json!([{"id": "User"}])), Code::Fine);
        assert_eq!(types(listed(json!([{"name": "Group"}]))), Code::NoUsers);
        assert_eq!(types(json!({"types": []})), Code::OddDescription);
    }

    #[test]
    fn talkdesks_own_attributes() {
        let extension = |attributes: Value| {
            listed(json!([{"id": "other"}, {"id": EXTENSION_SCHEMA, "attributes": attributes}]))
        };
        let roles = json!({"name": "rolesString", "type": "string"});
        let teams = json!({"name": "teamsString"});
        assert_eq!(schemas(&extension(json!([roles, teams]))).0, Code::Fine);
        assert_eq!(
            schemas(&listed(json!([{"id": "other"}]))).0,
            Code::NoExtension
        );
        assert_eq!(schemas(&json!({})).0, Code::OddDescription);
        let odd = json!({"name": "teamsString", "type": "complex"});
        assert_eq!(
            schemas(&extension(json!([odd]))),
            (
                Code::ExtensionDiffers,
                vec![
                    Evidence::Missing("rolesString"),
                    Evidence::AttributeType {
                        name: "teamsString",
                        found: "complex".to_owned()
                    },
                ]
            )
        );
    }
}
