use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{NO_ROLE, OTHER_APP, ROLE, assignment, assignments, fresh, setup};

const TYPE: &str = "appRoleAssignment: principalType";
const ROLE_ID: &str = "appRoleAssignment: appRoleId";

fn with(path: &str, value: Value) -> Value {
    let mut body = assignments(json!([assignment("User", ROLE)]));
    *body.pointer_mut(path).expect(path) = value;
    body
}

#[test]
fn users_assigned() {
    let (user, group) = (assignment("User", ROLE), assignment("Group", ROLE));
    let mut paged = assignments(json!([user, group]));
    paged["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
    let mut paged_without_role = paged.clone();
    paged_without_role["value"][0]["appRoleId"] = NO_ROLE.into();
    check(
        EvidenceKind::UsersAssigned,
        &setup(),
        &[
            case(
                "one user",
                TYPE,
                assignments(json!([user])),
                "proven: 1 user assigned",
            ),
            case("the object alone", TYPE, user.clone(), "proven"),
            case(
                "a group",
                TYPE,
                assignments(json!([group])),
                "proven: 1 group assigned",
            ),
            case(
                "both",
                TYPE,
                assignments(json!([user, group, user])),
                "proven: 2 users and 1 group assigned",
            ),
            case(
                "none",
                TYPE,
                assignments(json!([])),
                "contradicted: No users or groups",
            ),
            case(
                "applications only",
                TYPE,
                assignments(json!([assignment("ServicePrincipal", ROLE)])),
                "contradicted: No users or groups",
            ),
            case(
                "all zero",
                ROLE_ID,
                assignments(json!([assignment("User", NO_ROLE)])),
                "contradicted: Default Access on 1 of 1 assignment",
            ),
            case(
                "one is zero",
                ROLE_ID,
                assignments(json!([user, assignment("User", NO_ROLE)])),
                "contradicted: Default Access on 1 of 2 assignments",
            ),
            case(
                "more pages",
                "@odata.nextLink",
                paged,
                "unknown: This is only the first page",
            ),
            case(
                "more pages, and one is zero",
                "@odata.nextLink",
                paged_without_role,
                "contradicted: Default Access on 1 of 2",
            ),
            case(
                "no role",
                ROLE_ID,
                with("/value/0/appRoleId", Value::Null),
                "unknown",
            ),
            case(
                "no type",
                TYPE,
                with("/value/0/principalType", Value::Null),
                "unknown",
            ),
            case(
                "a type that is a number",
                TYPE,
                with("/value/0/principalType", json!(1)),
                "unknown",
            ),
            case(
                "of another app",
                "appRoleAssignment: resourceId",
                with("/value/0/resourceId", json!(OTHER_APP)),
                "contradicted: This response is from another application",
            ),
            case(
                "the id, under another name",
                "appRoleAssignment: resourceDisplayName",
                with("/value/0/resourceDisplayName", json!("Renamed")),
                "proven",
            ),
        ],
    );
}

#[test]
fn users_assigned_to_an_application_without_a_known_id() {
    let name = "/value/0/resourceDisplayName";
    check(
        EvidenceKind::UsersAssigned,
        &fresh(),
        &[
            case(
                "its name",
                "appRoleAssignment: resourceDisplayName",
                with(name, json!("talkdesk scim APP")),
                "proven",
            ),
            case(
                "another name",
                "appRoleAssignment: resourceDisplayName",
                with(name, json!("Salesforce")),
                "contradicted: This response is from the application Salesforce, not from Talkdesk SCIM App",
            ),
            case(
                "no name",
                "appRoleAssignment: resourceDisplayName",
                with(name, Value::Null),
                "proven",
            ),
            case(
                "none",
                TYPE,
                assignments(json!([])),
                "contradicted: No users",
            ),
            case(
                "all zero",
                ROLE_ID,
                with("/value/0/appRoleId", json!(NO_ROLE)),
                "contradicted: Default Access",
            ),
        ],
    );
}
