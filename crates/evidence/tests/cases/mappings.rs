use provisioning::talkdesk::EXTERNAL_ID;
use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{
    JOB, OTHER_APP, RULE, context, read_for, row_at, schema, setup, users_mapping,
};

fn changed(change: impl Fn(&mut Value)) -> Value {
    let mut body = schema(&setup());
    change(&mut body);
    body
}

fn on_row(target: &'static str, change: impl Fn(&mut Value)) -> Value {
    changed(|schema| {
        let at = row_at(schema, target);
        change(&mut users_mapping(schema)["attributeMappings"][at]);
    })
}

fn without_row(target: &'static str) -> Value {
    changed(|schema| {
        let at = row_at(schema, target);
        let rows = users_mapping(schema)["attributeMappings"].as_array_mut();
        let _ = rows.expect("rows").remove(at);
    })
}

fn with_row(target: &str) -> Value {
    changed(|schema| {
        let rows = users_mapping(schema)["attributeMappings"].as_array_mut();
        let mut row = rows.as_ref().map(|rows| rows[0].clone()).expect("a row");
        row["targetAttributeName"] = target.into();
        row["matchingPriority"] = 0.into();
        rows.expect("rows").push(row);
    })
}

fn on_users(member: &'static str, value: Value) -> Value {
    changed(|schema| users_mapping(schema)[member] = value.clone())
}

const MAPPING: &str = "attributeMapping";
const OBJECT: &str = "objectMapping";
const SCHEMA: &str = "synchronizationSchema: id";

fn groups_on() -> Value {
    changed(|schema| {
        schema["synchronizationRules"][0]["objectMappings"][0]["enabled"] = true.into()
    })
}

#[test]
fn schemas() {
    let filter = json!({"groups": [{"name": "x", "clauses": [{"sourceOperandName": "department", "operatorName": "EQUALS", "targetOperand": {"values": ["Sales"]}}]}]});
    let template = "scim.00000000000000000000000000000000.5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";
    let own = schema(&setup());
    let other_app = context(&format!(
        "servicePrincipals('{OTHER_APP}')/synchronization/jobs('{JOB}')/schema/$entity"
    ));
    check(
        EvidenceKind::Mappings,
        &setup(),
        &[
            case(
                "as planned",
                MAPPING,
                own.clone(),
                "proven: The schema matches this setup",
            ),
            case(
                "in another order",
                MAPPING,
                changed(|schema| {
                    let rows = users_mapping(schema)["attributeMappings"].as_array_mut();
                    rows.expect("rows").reverse();
                }),
                "proven",
            ),
            case(
                "groups on",
                OBJECT,
                groups_on(),
                "contradicted: Group mapping is on",
            ),
            case(
                "users off",
                OBJECT,
                on_users("enabled", json!(false)),
                "contradicted: User mapping is off",
            ),
            case(
                "without Delete",
                "objectMapping: flowTypes",
                on_users("flowTypes", json!("Add, Update")),
                "contradicted: Entra has the operations Create, Update; this setup has",
            ),
            case(
                "flags as a number",
                "objectMapping: flowTypes",
                on_users("flowTypes", json!(7)),
                "proven",
            ),
            case(
                "a scoping filter",
                "objectMapping: scope",
                on_users("scope", filter),
                "contradicted: A scoping filter",
            ),
            case(
                "an empty filter",
                "objectMapping: scope",
                on_users("scope", json!({"groups": []})),
                "proven",
            ),
            case(
                "a default mapping",
                MAPPING,
                with_row("title"),
                "contradicted: Still mapped in Entra: title",
            ),
            case(
                "no active",
                MAPPING,
                without_row("active"),
                "contradicted: active isn’t mapped",
            ),
            case(
                "another source",
                "attributeMappingSource",
                on_row("externalId", |row| {
                    row["source"]["name"] = "mailNickname".into()
                }),
                "contradicted",
            ),
            case(
                "text and tree differ",
                "attributeMappingSource: expression",
                on_row("externalId", |row| {
                    row["source"]["expression"] = "[mail]".into()
                }),
                "contradicted: The mapping for externalId differs",
            ),
            case(
                "no matching attribute",
                "attributeMapping: matchingPriority",
                on_row("userName", |row| row["matchingPriority"] = 0.into()),
                "contradicted: The mapping for userName differs",
            ),
            case(
                "only on creation",
                "attributeMapping: flowType",
                on_row("active", |row| row["flowType"] = "ObjectAddOnly".into()),
                "contradicted: The mapping for active differs",
            ),
            case("twice", MAPPING, with_row(EXTERNAL_ID), "contradicted"),
            case(
                "not in the list",
                "objectDefinition: attributes",
                changed(|schema| {
                    schema["directories"][1]["objects"][0]["attributes"] =
                        json!([{"name": "userName"}])
                }),
                "contradicted: rolesString isn’t in the attribute list",
            ),
            case(
                "no rows",
                OBJECT,
                on_users("attributeMappings", json!([])),
                "contradicted",
            ),
            case(
                "of another job",
                SCHEMA,
                changed(|schema| schema["id"] = "scim.a.b".into()),
                "contradicted: This response is from another job",
            ),
            case(
                "of another app",
                "@odata.context",
                changed(|schema| schema["@odata.context"] = other_app.clone().into()),
                "contradicted: This response is from another application",
            ),
            case(
                "of a template",
                "synchronizationTemplate",
                changed(|schema| schema["id"] = template.into()),
                "unknown: This is the schema of a template",
            ),
            case(
                "a template",
                "synchronizationTemplate",
                json!({"id": "scim", "factoryTag": "scim", "schema": own}),
                "unknown: This is the schema of a template",
            ),
            case(
                "without id",
                SCHEMA,
                changed(|schema| schema["id"] = "scim".into()),
                "unknown",
            ),
            case(
                "no mappings",
                OBJECT,
                changed(|schema| schema["synchronizationRules"] = json!([])),
                "unknown: The schema has no object mappings",
            ),
            case(
                "no users",
                OBJECT,
                on_users("sourceObjectName", json!("Device")),
                "unknown",
            ),
        ],
    );
}

/// One response proves some steps while another one is open again.
#[test]
fn each_step_is_decided_on_its_own() {
    let setup = setup();
    let all = EvidenceKind::Mappings.proves();
    let cases: [(&str, Value, &[&str]); 8] = [
        ("as planned", schema(&setup), &[]),
        ("groups on", groups_on(), &["2.6"]),
        ("users off", on_users("enabled", json!(false)), &["2.8"]),
        ("a default mapping", with_row("title"), &["2.10"]),
        ("no active", without_row("active"), &["2.12", "2.13a"]),
        (
            "no externalId",
            without_row("externalId"),
            &["2.13", "2.13a"],
        ),
        ("no roles", without_row("rolesString"), &["2.16", "2.17a"]),
        (
            "no definition of the target",
            changed(|schema| schema["directories"] = json!([])),
            &["2.14", "2.17a"],
        ),
    ];
    for (name, body, open) in cases {
        let reading = read_for(body.to_string().as_bytes(), None, &setup).expect(name);
        let result = reading.result(EvidenceKind::Mappings).expect(name);
        let expected: Vec<&str> = all
            .iter()
            .copied()
            .filter(|step| !open.contains(step))
            .collect();
        assert_eq!(
            result.proven_steps, expected,
            "{name}: {:?}",
            result.verdict
        );
        assert_eq!(reading.ids.rule.as_deref(), Some(RULE), "{name}");
    }
}
