//! The request of each step, in the two forms in which Entra writes changes.

use serde_json::{Map, Value, json};

use crate::lifecycle::run::LifecycleRun;
use crate::lifecycle::steps::StepId;
use crate::scim::user_id::UserId;
use crate::steps::request::{StepRequest, by_filter, by_id, by_name};
use crate::steps::step::StepKind;
use provisioning::scim_request::PatchStyle;
use provisioning::talkdesk::{ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME};

impl StepId {
    /// Its request in a test. `id` is the user's, where the step needs one;
    /// without it the path has a mark in its place, to be shown and not to be
    /// sent.
    pub(super) fn request(self, run: &LifecycleRun, id: Option<&UserId>) -> StepRequest {
        let user = &run.user;
        let id = id.filter(|_| self.takes_id());
        let target = match self {
            // As Entra looks for it before each update.
            StepId::Find if run.needs.by_external_id => by_filter(EXTERNAL_ID, user.external_id()),
            StepId::CheckAbsent | StepId::Find | StepId::LookUp | StepId::VerifyUnlisted => {
                by_name(&user.user_name)
            }
            StepId::ProbeDelete => by_id(&user.nobody),
            StepId::Create => "/Users".to_owned(),
            _ => id.map_or_else(|| "/Users/(id)".to_owned(), by_id),
        };
        StepRequest {
            method: self.step().method,
            id: id.cloned(),
            target,
            body: self.body(run).map(|body| body.to_string()),
            made_up_token: None,
        }
    }

    fn body(self, run: &LifecycleRun) -> Option<Value> {
        Some(match self {
            StepId::Create => creation(run),
            StepId::Update(form) | StepId::Extend(form) => {
                let [given, family] = new_names(self);
                let mut values = vec![
                    (GIVEN_NAME, given.to_owned()),
                    (FAMILY_NAME, family.to_owned()),
                ];
                let written = run.written(self).into_iter();
                values.extend(written.map(|(attribute, value)| (attribute.target(), value)));
                patch(match form {
                    PatchStyle::Default => values
                        .into_iter()
                        .map(|(path, value)| json!({"op": "Replace", "path": path, "value": value}))
                        .collect(),
                    PatchStyle::Flag => {
                        let values: Map<String, Value> = values
                            .into_iter()
                            .map(|(name, value)| (name.to_owned(), value.into()))
                            .collect();
                        json!([{"op": "replace", "value": values}])
                    }
                })
            }
            StepId::ExtendAlone => {
                let written = run.written(self).into_iter();
                patch(
                    written
                        .map(|(attribute, value)| {
                            json!({"op": "replace", "path": attribute.target(), "value": value})
                        })
                        .collect(),
                )
            }
            StepId::Deactivate(form) => switch(form, false),
            StepId::Activate(form) => switch(form, true),
            _ => return None,
        })
    }
}

/// The user as Entra creates one: the extension's object is sent, and its URN
/// is not among the schemas.
fn creation(run: &LifecycleRun) -> Value {
    let user = &run.user;
    let mut body = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": user.user_name,
        "externalId": user.external_id(),
        "name": {"givenName": "Scimdesk", "familyName": "Test"},
        "active": true,
    });
    let written = run.written(StepId::Create).into_iter();
    let extension: Map<String, Value> = written
        .map(|(attribute, value)| (attribute.short().to_owned(), value.into()))
        .collect();
    if !extension.is_empty() {
        body[EXTENSION_SCHEMA] = extension.into();
    }
    body
}

/// First and last name that a step gives the user. Each step has its own, so
/// that a reading shows which one took effect.
pub fn new_names(step: StepId) -> [&'static str; 2] {
    match step {
        StepId::Extend(PatchStyle::Default) => {
            ["Scimdesk Default Extended", "Test Default Extended"]
        }
        StepId::Extend(PatchStyle::Flag) => ["Scimdesk Flag Extended", "Test Flag Extended"],
        StepId::Update(PatchStyle::Flag) => ["Scimdesk Flag", "Test Flag"],
        _ => ["Scimdesk Default", "Test Default"],
    }
}

fn switch(form: PatchStyle, on: bool) -> Value {
    patch(match form {
        PatchStyle::Default => {
            let text = if on { "True" } else { "False" };
            json!([{"op": "Replace", "path": ACTIVE, "value": text}])
        }
        PatchStyle::Flag => json!([{"op": "replace", "path": ACTIVE, "value": on}]),
    })
}

fn patch(operations: Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::request::Method;
    use crate::lifecycle::extension::Needs;
    use crate::lifecycle::run::{RunPurpose, TestUser};
    use provisioning::mapping::{MappingSet, Row, Source};
    use provisioning::talkdesk::{ROLES, TEAMS};

    fn id(text: &str) -> UserId {
        UserId::parse(text).expect(text)
    }

    fn new_run() -> LifecycleRun {
        let user = TestUser {
            user_name: "scimdesk-test-0a1b2c3d@contoso.com".to_owned(),
            nobody: id("0-0"),
        };
        LifecycleRun::new(RunPurpose::Life, user)
    }

    fn extended() -> LifecycleRun {
        let mut set = MappingSet::default();
        set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
        set.put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
        let typed = [["Supervisor", "Agent"], ["Sales", ""]].map(|pair| pair.map(str::to_owned));
        let mut run = new_run();
        run.needs = Needs::of(&set, &typed);
        run
    }

    fn operations_of(run: &LifecycleRun, step: StepId) -> Value {
        let body = step.request(run, Some(&id("7"))).body;
        let value: Value = serde_json::from_str(&body.expect("a body")).expect("JSON");
        value["Operations"].clone()
    }

    #[test]
    fn the_user_is_found_by_the_matching_attribute_of_the_setup() {
        let mut set = MappingSet::default();
        for row in &mut set.rows {
            row.matching_precedence = None;
        }
        set.put(Row {
            matching_precedence: Some(1),
            ..Row::new(EXTERNAL_ID, Source::Direct("objectId".to_owned()))
        });
        let mut run = new_run();
        let target = |run: &LifecycleRun, step: StepId| step.request(run, None).target;
        let by_address = "/Users?filter=userName+eq+%22scimdesk-test-0a1b2c3d%40contoso.com%22";
        assert_eq!(target(&run, StepId::Find), by_address);
        run.needs = Needs::of(&set, &Default::default());
        assert_eq!(
            target(&run, StepId::Find),
            "/Users?filter=externalId+eq+%22scimdesk-test-0a1b2c3d%22"
        );
        // What removes the user looks for its address.
        for step in [StepId::CheckAbsent, StepId::LookUp, StepId::VerifyUnlisted] {
            assert_eq!(target(&run, step), by_address);
        }
    }

    /// As `provisioning` writes them for a mapping set (its goldens).
    #[test]
    fn the_extension_is_written_as_entra_writes_it() {
        let run = extended();
        let body = StepId::Create.request(&run, None).body.expect("a body");
        let value: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(
            value[EXTENSION_SCHEMA],
            json!({"rolesString": "Supervisor", "teamsString": "Sales"})
        );
        assert_eq!(value["schemas"].as_array().map(Vec::len), Some(1));
        assert_eq!(
            operations_of(&run, StepId::Extend(PatchStyle::Default)),
            json!([
                {"op": "Replace", "path": "name.givenName", "value": "Scimdesk Default Extended"},
                {"op": "Replace", "path": "name.familyName", "value": "Test Default Extended"},
                {"op": "Replace", "path": ROLES, "value": "Agent"},
                {"op": "Replace", "path": TEAMS, "value": "Sales"},
            ])
        );
        assert_eq!(
            operations_of(&run, StepId::Extend(PatchStyle::Flag)),
            json!([{"op": "replace", "value": {
                "name.givenName": "Scimdesk Flag Extended", "name.familyName": "Test Flag Extended",
                ROLES: "Agent", TEAMS: "Sales",
            }}])
        );
        assert_eq!(
            operations_of(&run, StepId::ExtendAlone),
            json!([{"op": "replace", "path": ROLES, "value": "Agent"}])
        );
        let golden = |text: &str| {
            let value: Value = serde_json::from_str(text).expect("JSON");
            let mut operations = value["Operations"].clone();
            operations[0]["value"] = json!("Agent");
            operations
        };
        let alone =
            include_str!("../../../provisioning/src/scim_request/golden/change-role-flag.json");
        assert_eq!(operations_of(&run, StepId::ExtendAlone), golden(alone));
    }

    /// The bodies of Microsoft's own samples, with our values.
    #[test]
    fn changes_are_written_as_entra_writes_them() {
        let operations = |step: StepId| operations_of(&new_run(), step);
        assert_eq!(
            operations(StepId::Update(PatchStyle::Default)),
            json!([
                {"op": "Replace", "path": "name.givenName", "value": "Scimdesk Default"},
                {"op": "Replace", "path": "name.familyName", "value": "Test Default"},
            ])
        );
        assert_eq!(
            operations(StepId::Update(PatchStyle::Flag)),
            json!([{"op": "replace", "value": {"name.givenName": "Scimdesk Flag", "name.familyName": "Test Flag"}}])
        );
        assert_eq!(
            operations(StepId::Deactivate(PatchStyle::Default)),
            json!([{"op": "Replace", "path": "active", "value": "False"}])
        );
        assert_eq!(
            operations(StepId::Deactivate(PatchStyle::Flag)),
            json!([{"op": "replace", "path": "active", "value": false}])
        );
        assert_eq!(
            operations(StepId::Activate(PatchStyle::Default)),
            json!([{"op": "Replace", "path": "active", "value": "True"}])
        );
    }

    #[test]
    fn requests_go_where_they_should() {
        let by_name = "/Users?filter=userName+eq+%22scimdesk-test-0a1b2c3d%40contoso.com%22";
        let cases = [
            (StepId::CheckAbsent, Method::Get, by_name),
            (StepId::ProbeDelete, Method::Delete, "/Users/0-0"),
            (StepId::Create, Method::Post, "/Users"),
            (StepId::Delete, Method::Delete, "/Users/a%2Fb"),
            (StepId::VerifyDeleted, Method::Get, "/Users/a%2Fb"),
            (StepId::VerifyUnlisted, Method::Get, by_name),
        ];
        for (step, method, target) in cases {
            let request = step.request(&new_run(), Some(&id("a/b")));
            assert_eq!((request.method, request.target.as_str()), (method, target));
            assert_eq!(request.id.is_some(), target == "/Users/a%2Fb");
        }
        let body = StepId::Create
            .request(&new_run(), None)
            .body
            .expect("a body");
        let value: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(value["externalId"], "scimdesk-test-0a1b2c3d");
        assert_eq!(value["active"], true);
    }
}
