use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{
    OTHER_APP, app_role, app_roles, application, context, fresh, list, read_as, setup,
};

const PRINCIPAL: &str = "servicePrincipal: applicationTemplateId";
const FILTER: &str = "servicePrincipals: $filter by displayName";

fn changed(path: &str, value: Value) -> Value {
    let mut body = application();
    *body.pointer_mut(path).expect(path) = value;
    body
}

fn several(ids: &[&str]) -> Value {
    let one = |id: &&str| {
        let mut one = application()["value"][0].clone();
        one["id"] = (*id).into();
        one
    };
    list("servicePrincipals", ids.iter().map(one).collect())
}

#[test]
fn applications() {
    let mut incomplete = several(&[OTHER_APP]);
    incomplete["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
    let mut without_template = application();
    if let Some(one) = without_template["value"][0].as_object_mut() {
        one.remove("applicationTemplateId");
    }
    let template = "/value/0/applicationTemplateId";
    check(
        EvidenceKind::Application,
        &fresh(),
        &[
            case(
                "one custom app",
                PRINCIPAL,
                application(),
                "proven: Talkdesk SCIM App",
            ),
            case(
                "the object alone",
                "GET servicePrincipals/{id}",
                application()["value"][0].clone(),
                "proven",
            ),
            case(
                "from the gallery",
                PRINCIPAL,
                changed(template, json!("0a1b2c3d-0000-0000-0000-000000000000")),
                "contradicted: The application comes from the gallery",
            ),
            case(
                "an app registration",
                "application template of a registration is null",
                changed(template, Value::Null),
                "contradicted: This is an app registration",
            ),
            case(
                "not selected",
                FILTER,
                without_template,
                "unknown: The response has no usable “applicationTemplateId”",
            ),
            case(
                "a template of another type",
                PRINCIPAL,
                changed(template, json!(7)),
                "unknown",
            ),
            case(
                "none",
                FILTER,
                list("servicePrincipals", json!([])),
                "contradicted: There is no application",
            ),
            case(
                "another name",
                FILTER,
                changed("/value/0/displayName", json!("Zendesk")),
                "contradicted: The application is called Zendesk",
            ),
            case(
                "two of the name",
                FILTER,
                several(&[OTHER_APP, "b"]),
                "unknown: 2 applications have this name",
            ),
            case(
                "more pages",
                "@odata.nextLink",
                incomplete,
                "unknown: This is only the first page",
            ),
            case(
                "an id that is no text",
                PRINCIPAL,
                changed("/value/0/id", json!(["x"])),
                "unknown",
            ),
        ],
    );
    check(
        EvidenceKind::Application,
        &setup(),
        &[
            case("the known one", PRINCIPAL, application(), "proven"),
            case(
                "the known one of two",
                FILTER,
                several(&[OTHER_APP, crate::support::APP]),
                "proven",
            ),
            case(
                "another app of the name",
                FILTER,
                several(&[OTHER_APP]),
                "contradicted: This response is from another application",
            ),
            case(
                "none any more",
                FILTER,
                list("servicePrincipals", json!([])),
                "contradicted: There is no application",
            ),
            case(
                "gallery",
                PRINCIPAL,
                changed(template, json!("x")),
                "contradicted: The application comes",
            ),
        ],
    );
}

#[test]
fn roles_of_an_application() {
    let with = |change: fn(&mut Value)| {
        let mut role = app_role("Agent");
        change(&mut role);
        app_roles(json!([role]))
    };
    let roles = "application: appRoles";
    let mut other = app_roles(json!([app_role("Agent")]));
    other["appId"] = OTHER_APP.into();
    let mut anyone = other.clone();
    anyone["appId"] = Value::Null;
    let none =
        json!({"@odata.context": context("applications(appRoles)/$entity"), "appRoles": null});
    check(
        EvidenceKind::AppRoles,
        &setup(),
        &[
            case(
                "one role",
                roles,
                app_roles(json!([app_role("Agent")])),
                "proven: The app role is there",
            ),
            case(
                "no id of the app",
                "application: appId",
                anyone.clone(),
                "unknown: The response has no usable “appId”",
            ),
            case(
                "of the service principal",
                "servicePrincipal: appRoles",
                application(),
                "proven",
            ),
            case(
                "defaults only",
                "new applications have User and msiam_access",
                app_roles(json!([app_role("User"), app_role("msiam_access")])),
                "contradicted: The application has only its default",
            ),
            case(
                "none",
                roles,
                app_roles(json!([])),
                "contradicted: The application has only its default",
            ),
            case(
                "disabled",
                "appRole: isEnabled",
                with(|role| role["isEnabled"] = false.into()),
                "contradicted",
            ),
            case(
                "for applications",
                "appRole: allowedMemberTypes",
                with(|role| role["allowedMemberTypes"] = json!(["Application"])),
                "contradicted",
            ),
            case(
                "no types",
                "appRole: allowedMemberTypes",
                with(|role| role["allowedMemberTypes"] = Value::Null),
                "contradicted",
            ),
            case(
                "of another app",
                "application: appId",
                other,
                "contradicted: This response is from another application",
            ),
            case("no list", roles, none, "unknown"),
        ],
    );
    let shown = read_as(&anyone.to_string(), EvidenceKind::AppRoles, &fresh());
    assert!(shown.starts_with("proven"), "no id is known: {shown}");
}

/// A table of app roles names each role that it needs.
#[test]
fn roles_of_a_table() {
    use provisioning::mapping::{Row, Source};
    use provisioning::talkdesk::ROLES;
    let mut setup = setup();
    let text = r#"Switch(SingleAppRoleAssignment([appRoleAssignments]), "Agent", "Lead", "Supervisor", "Boss", "Admin")"#;
    setup
        .mapping
        .put(Row::new(ROLES, Source::Expression(text.to_owned())));
    let mut off = app_role("Boss");
    off["isEnabled"] = false.into();
    let mut by_value = app_role("lead");
    by_value["value"] = "Lead".into();
    let roles = "application: appRoles";
    check(
        EvidenceKind::AppRoles,
        &setup,
        &[
            case(
                "both",
                roles,
                app_roles(json!([app_role("Lead"), app_role("Boss")])),
                "proven: All 2 app roles",
            ),
            case(
                "by value",
                "appRole: value",
                app_roles(json!([by_value, app_role("Boss")])),
                "proven",
            ),
            case(
                "one is missing",
                roles,
                app_roles(json!([app_role("Lead")])),
                "contradicted: App roles missing in Entra: Boss",
            ),
            case(
                "in another case",
                roles,
                app_roles(json!([app_role("lead"), app_role("Boss")])),
                "contradicted: App roles missing in Entra: Lead",
            ),
            case(
                "one is off",
                "appRole: isEnabled",
                app_roles(json!([app_role("Lead"), off])),
                "contradicted: App roles not enabled for users: Boss",
            ),
        ],
    );
    setup
        .mapping
        .put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    let shown = read_as(
        &app_roles(json!([app_role("Agent")])).to_string(),
        EvidenceKind::AppRoles,
        &setup,
    );
    assert!(shown.starts_with("unknown: No mapping"), "{shown}");
}
