//! The request of each step, in the two forms in which Entra writes changes.

use serde_json::{Value, json};

use super::course::TestUser;
use super::steps::{Form, StepId};
use crate::connection::check::{Method, by_id, by_name};
use crate::connection::user_id::UserId;
use crate::talkdesk::attributes::{ACTIVE, FAMILY_NAME, GIVEN_NAME};

/// A request without address and token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What it does.
    pub method: Method,
    /// The user's id, if it stands in the path.
    pub id: Option<UserId>,
    /// Path and query below the Tenant URL.
    pub target: String,
    /// What is sent along, as JSON text.
    pub body: Option<String>,
}

impl StepId {
    /// Its request. `id` is the user's, where the step needs one; without it
    /// the path has a mark in its place, to be shown and not to be sent.
    pub fn request(self, user: &TestUser, id: Option<&UserId>) -> Request {
        let id = id.filter(|_| self.takes_id());
        let target = match self {
            StepId::Vacant | StepId::Find | StepId::LookUp | StepId::Unlisted => {
                by_name(&user.user_name)
            }
            StepId::Rehearse => by_id(&user.nobody),
            StepId::Create => "/Users".to_owned(),
            _ => id.map_or_else(|| "/Users/(id)".to_owned(), by_id),
        };
        Request {
            method: self.step().method,
            id: id.cloned(),
            target,
            body: self.body(user).map(|body| body.to_string()),
        }
    }

    fn body(self, user: &TestUser) -> Option<Value> {
        Some(match self {
            StepId::Create => json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                "userName": user.user_name,
                "externalId": user.external_id(),
                "name": {"givenName": "Scimdesk", "familyName": "Test"},
                "active": true,
            }),
            StepId::Update(form) => {
                let [given, family] = new_names(form);
                patch(match form {
                    Form::Default => json!([
                        {"op": "Replace", "path": GIVEN_NAME, "value": given},
                        {"op": "Replace", "path": FAMILY_NAME, "value": family},
                    ]),
                    Form::Flag => json!([
                        {"op": "replace", "value": {GIVEN_NAME: given, FAMILY_NAME: family}},
                    ]),
                })
            }
            StepId::Off(form) => switch(form, false),
            StepId::On(form) => switch(form, true),
            _ => return None,
        })
    }
}

/// First and last name that an update in this form gives the user.
pub fn new_names(form: Form) -> [&'static str; 2] {
    match form {
        Form::Default => ["Scimdesk Default", "Test Default"],
        Form::Flag => ["Scimdesk Flag", "Test Flag"],
    }
}

fn switch(form: Form, on: bool) -> Value {
    patch(match form {
        Form::Default => {
            let text = if on { "True" } else { "False" };
            json!([{"op": "Replace", "path": ACTIVE, "value": text}])
        }
        Form::Flag => json!([{"op": "replace", "path": ACTIVE, "value": on}]),
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

    fn id(text: &str) -> UserId {
        UserId::parse(text).expect(text)
    }

    fn user() -> TestUser {
        TestUser {
            user_name: "scimdesk-test-0a1b2c3d@contoso.com".to_owned(),
            nobody: id("0-0"),
        }
    }

    /// The bodies of Microsoft's own samples, with our values.
    #[test]
    fn changes_are_written_as_entra_writes_them() {
        let operations = |step: StepId| {
            let body = step.request(&user(), Some(&id("7"))).body;
            let body = body.expect("a body");
            let value: Value = serde_json::from_str(&body).expect("JSON");
            value["Operations"].clone()
        };
        assert_eq!(
            operations(StepId::Update(Form::Default)),
            json!([
                {"op": "Replace", "path": "name.givenName", "value": "Scimdesk Default"},
                {"op": "Replace", "path": "name.familyName", "value": "Test Default"},
            ])
        );
        assert_eq!(
            operations(StepId::Update(Form::Flag)),
            json!([{"op": "replace", "value": {"name.givenName": "Scimdesk Flag", "name.familyName": "Test Flag"}}])
        );
        assert_eq!(
            operations(StepId::Off(Form::Default)),
            json!([{"op": "Replace", "path": "active", "value": "False"}])
        );
        assert_eq!(
            operations(StepId::Off(Form::Flag)),
            json!([{"op": "replace", "path": "active", "value": false}])
        );
        assert_eq!(
            operations(StepId::On(Form::Default)),
            json!([{"op": "Replace", "path": "active", "value": "True"}])
        );
    }

    #[test]
    fn requests_go_where_they_should() {
        let by_name = "/Users?filter=userName+eq+%22scimdesk-test-0a1b2c3d%40contoso.com%22";
        let cases = [
            (StepId::Vacant, Method::Get, by_name),
            (StepId::Rehearse, Method::Delete, "/Users/0-0"),
            (StepId::Create, Method::Post, "/Users"),
            (StepId::Delete, Method::Delete, "/Users/a%2Fb"),
            (StepId::Gone, Method::Get, "/Users/a%2Fb"),
            (StepId::Unlisted, Method::Get, by_name),
        ];
        for (step, method, target) in cases {
            let request = step.request(&user(), Some(&id("a/b")));
            assert_eq!((request.method, request.target.as_str()), (method, target));
            assert_eq!(request.id.is_some(), target == "/Users/a%2Fb");
        }
        let body = StepId::Create.request(&user(), None).body.expect("a body");
        let value: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(value["externalId"], "scimdesk-test-0a1b2c3d");
        assert_eq!(value["active"], true);
    }
}
