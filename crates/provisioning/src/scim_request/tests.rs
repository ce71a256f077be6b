use entra_expression::evaluate::Environment;

use super::*;
use crate::evaluate::CompiledSet;
use crate::mapping::{Apply, MappingSet, Row, Source};
use crate::portal::default_mappings::user_rows;
use crate::talkdesk::{ROLES, TEAMS};
use crate::user::SourceUser;
use crate::user::sample::{SAMPLE_USERS, changed, leaver};
use crate::user::user_diff::USER_CHANGES;

fn expression(text: &str) -> Source {
    Source::Expression(text.to_owned())
}

fn talkdesk_set() -> MappingSet {
    let mut set = MappingSet::default();
    set.put(Row::new(
        ROLES,
        expression("SingleAppRoleAssignment([appRoleAssignments])"),
    ));
    set.put(Row::new(
        TEAMS,
        Source::Constant("Sales;Support".to_owned()),
    ));
    set
}

fn with<T>(set: &MappingSet, user: &SourceUser, look: impl FnOnce(&EvaluatedUser<'_>) -> T) -> T {
    let set = CompiledSet::new(set);
    look(&set.evaluate(&user.record(), &mut Environment::default()))
}

fn posted(set: &MappingSet, user: &SourceUser) -> PostRequest {
    with(set, user, post)
}

fn patched(
    set: &MappingSet,
    before: &SourceUser,
    after: &SourceUser,
    form: PatchStyle,
) -> Option<ScimJson> {
    let set = CompiledSet::new(set);
    let mut environment = Environment::default();
    let (before, after) = (before.record(), after.record());
    let before = set.evaluate(&before, &mut environment);
    let after = set.evaluate(&after, &mut environment);
    patch(&before, &after, form)
}

/// The bodies that the practice service is sent in `tests/services`. Write them
/// again with `SCIMDESK_BLESS=1`.
#[test]
fn the_bodies_are_those_of_the_files() {
    let set = talkdesk_set();
    let ana = SAMPLE_USERS[0].user();
    let changed = changed(&ana);
    let leaver = leaver(&ana);
    let patch = |after: &SourceUser, form| patched(&set, &ana, after, form);
    let cases = [
        ("post.json", Some(posted(&set, &ana).body)),
        ("patch-default.json", patch(&changed, PatchStyle::Default)),
        ("patch-flag.json", patch(&changed, PatchStyle::Flag)),
        ("disable-default.json", patch(&leaver, PatchStyle::Default)),
        ("disable-flag.json", patch(&leaver, PatchStyle::Flag)),
    ];
    let cases = cases.map(|(name, body)| (name.to_owned(), body));
    // Every other change that Mappings offers and that these rows send.
    let forms = [("default", PatchStyle::Default), ("flag", PatchStyle::Flag)];
    let offered = USER_CHANGES.iter().flat_map(|change| {
        forms.map(|(word, form)| {
            let name = format!("change-{}-{word}.json", change.key);
            (name, patch(&change.of(&ana), form))
        })
    });
    let offered: Vec<_> = offered.filter(|(_, body)| body.is_some()).collect();
    assert_eq!(offered.len(), 10);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/scim_request/golden");
    for (name, body) in cases.into_iter().chain(offered) {
        let text = format!("{}\n", body.expect(&name).pretty());
        let path = format!("{folder}/{name}");
        if std::env::var_os("SCIMDESK_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name}");
    }
}

/// RFC 7643 section 8: `schemas` first of all, no null, real booleans, one
/// object for each complex attribute.
#[test]
fn the_default_rows_make_a_resource_of_the_rfcs_shape() {
    let body = posted(&user_rows(), &SAMPLE_USERS[0].user()).body;
    assert_eq!(body.get("active"), Some(&ScimJson::Bool(true)));
    let text = serde_json::to_string(&body).unwrap();
    for part in [
        r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"#,
        r#""name":{"givenName":"Ana","familyName":"Silva","formatted":"Ana Silva"}"#,
        r#""emails":[{"type":"work","value":"ana.silva@contoso.com"}]"#,
        r#""phoneNumbers":[{"type":"work","value":"+351 21 555 0100"},{"type":"mobile","value":"+351 91 555 0101"}]"#,
        r#""urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"10427","department":"Customer Care"}"#,
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("null") && !text.contains("manager"));
}

#[test]
fn the_extension_is_sent_and_its_schema_is_not_named() {
    let body = posted(&talkdesk_set(), &SAMPLE_USERS[0].user()).body;
    let schemas = ScimJson::Array(vec![CORE_SCHEMA.into()]);
    assert_eq!(body.get("schemas"), Some(&schemas));
    assert!(body.get(crate::talkdesk::EXTENSION_SCHEMA).is_some());
}

#[test]
fn what_is_not_sent_is_reported_with_its_reason() {
    let mut set = MappingSet::default();
    let cases = [
        (
            "active",
            Source::Constant("yes".to_owned()),
            OmitReason::NotBoolean("yes".to_owned()),
        ),
        (
            "name.familyName",
            Source::Direct("surname".to_owned()),
            OmitReason::NoValue,
        ),
        (
            ROLES,
            expression("SingleAppRoleAssignment([appRoleAssignments])"),
            OmitReason::Failed,
        ),
        (
            TEAMS,
            expression(r#"Split("Sales;Support", ";")"#),
            OmitReason::SeveralValues(2),
        ),
        (
            "externalId",
            expression(r#"IIF("a"="a", IgnoreAttributeFlow, "x")"#),
            OmitReason::Ignored,
        ),
    ];
    for (target, source, _) in &cases {
        set.put(Row::new(target, source.clone()));
    }
    let left_out = posted(&set, &SAMPLE_USERS[2].user()).left_out;
    assert_eq!(left_out.len(), cases.len());
    for (target, _, why) in cases {
        let found = left_out.iter().find(|left| left.target == target);
        assert_eq!(found.map(|left| &left.why), Some(&why), "{target}");
    }
}

/// Microsoft's "Provisioning a role to a SCIM app"; R12 of the field cases.
#[test]
fn complex_roles_are_lists_and_only_added() {
    use crate::user::UserValue;
    let user = |roles: &[&str]| {
        let mut user = SAMPLE_USERS[0].user();
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let _ = user
            .attributes
            .insert("appRoleAssignments".to_owned(), UserValue::Many(roles));
        user
    };
    let set = |function: &str| {
        let mut set = MappingSet::default();
        set.put(Row::new(
            "roles",
            expression(&format!("{function}([appRoleAssignments])")),
        ));
        set
    };
    let adds = set("AppRoleAssignmentsComplex");
    let object = |name: &str| {
        format!(
            r#"{{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"{name}","value":"{name}"}}"#
        )
    };
    let text = |name: &str| {
        format!(
            r#"{{"value":"{{\"id\":\"ID of the app role\",\"value\":\"{name}\",\"displayName\":\"{name}\"}}"}}"#
        )
    };
    let json = |json: Option<&ScimJson>| serde_json::to_string(&json).unwrap();
    for (roles, list) in [
        (&["A"][..], format!("[{}]", object("A"))),
        (&["A", "B"], format!("[{},{}]", object("A"), object("B"))),
    ] {
        let body = posted(&adds, &user(roles)).body;
        assert_eq!(json(body.get("roles")), list);
    }
    assert!(posted(&adds, &user(&[])).body.get("roles").is_none());
    let operations = |set: &MappingSet, before: &[&str], after: &[&str], form| {
        let patch = patched(set, &user(before), &user(after), form);
        patch.map(|patch| json(patch.get("Operations")))
    };
    let default =
        |before: &[&str], after: &[&str]| operations(&adds, before, after, PatchStyle::Default);
    let add = |value: &str| {
        Some(format!(
            r#"[{{"op":"Add","path":"roles","value":[{value}]}}]"#
        ))
    };
    assert_eq!(default(&[], &["A"]), add(&text("A")));
    assert_eq!(default(&["A"], &["A", "B"]), add(&text("B")));
    assert_eq!(default(&["A"], &["B"]), add(&text("B")));
    assert_eq!(default(&["A", "B"], &["A"]), None);
    assert_eq!(default(&["A"], &[]), None);
    assert_eq!(
        operations(&adds, &["A"], &["A", "B"], PatchStyle::Flag),
        Some(format!(
            r#"[{{"op":"add","path":"roles","value":[{}]}}]"#,
            object("B")
        ))
    );
    let retained = |set: &MappingSet, before: &[&str], after: &[&str]| {
        let set = CompiledSet::new(set);
        let mut environment = Environment::default();
        let (before, after) = (user(before).record(), user(after).record());
        let before = set.evaluate(&before, &mut environment);
        let after = set.evaluate(&after, &mut environment);
        let found = unsent(&before, &after);
        found
            .iter()
            .any(|left| left.why == OmitReason::RoleRetained)
    };
    assert!(retained(&adds, &["A", "B"], &["A"]) && retained(&adds, &["A"], &[]));
    assert!(retained(&adds, &["A"], &["B"]));
    assert!(!retained(&adds, &["A"], &["A", "B"]) && !retained(&adds, &["A"], &["A"]));
    let replaces = set("AssertiveAppRoleAssignmentsComplex");
    assert!(!retained(&replaces, &["A", "B"], &["A"]));
    assert_eq!(
        operations(&replaces, &["A", "B"], &["A"], PatchStyle::Flag),
        Some(format!(
            r#"[{{"op":"replace","path":"roles","value":[{}]}}]"#,
            object("A")
        ))
    );
}

/// RFC 7644 section 3.5.2, and Microsoft's page on the flag.
#[test]
fn updates_send_what_changed_in_both_forms() {
    let always = |target: &str, source: Source| Row::new(target, source);
    let direct = |name: &str| Source::Direct(name.to_owned());
    let rows = vec![
        always("userName", direct("mail")),
        always("active", direct("accountEnabled")),
        always("title", direct("jobTitle")),
        always(r#"emails[type eq "work"].value"#, direct("mail")),
        Row {
            apply: Apply::OnlyDuringCreation,
            ..always("nickName", direct("nick"))
        },
        Row {
            default_value: Some("none".to_owned()),
            ..always(TEAMS, direct("team"))
        },
    ];
    let set = MappingSet {
        rows,
        ..MappingSet::default()
    };
    let base = [
        ("mail", "a@b.c"),
        ("accountEnabled", "True"),
        ("jobTitle", "Agent"),
    ];
    let before = SourceUser::of(&base);
    let same = |extra: &[(&str, &str)]| {
        let mut user = before.clone();
        for (name, value) in extra {
            let _ = user.attributes.insert((*name).to_owned(), (*value).into());
        }
        user
    };
    let operations = |after: &SourceUser, form| {
        let body = patched(&set, &before, after, form)?;
        assert_eq!(
            body.get("schemas"),
            Some(&ScimJson::Array(vec![PATCH_SCHEMA.into()]))
        );
        serde_json::to_string(body.get("Operations")?).ok()
    };
    let mut without = before.clone();
    let _ = without.attributes.remove("jobTitle");
    let cases = [
        (same(&[]), None, None),
        // A value that goes away stays in the target.
        (without, None, None),
        (same(&[("nick", "Annie")]), None, None),
        (
            same(&[("jobTitle", "Lead")]),
            Some(r#"[{"op":"Replace","path":"title","value":"Lead"}]"#),
            Some(r#"[{"op":"replace","path":"title","value":"Lead"}]"#),
        ),
        (
            same(&[("accountEnabled", "False"), ("jobTitle", "Lead")]),
            Some(
                r#"[{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"title","value":"Lead"}]"#,
            ),
            Some(r#"[{"op":"replace","value":{"active":false,"title":"Lead"}}]"#),
        ),
        (
            same(&[("mail", "d@b.c")]),
            Some(
                r#"[{"op":"Replace","path":"userName","value":"d@b.c"},{"op":"Replace","path":"emails[type eq \"work\"].value","value":"d@b.c"}]"#,
            ),
            Some(
                r#"[{"op":"replace","path":"userName","value":"d@b.c"},{"op":"replace","path":"emails[type eq \"work\"].value","value":"d@b.c"}]"#,
            ),
        ),
        // The default value stands in the target since the creation.
        (
            same(&[("team", "Sales")]),
            Some(
                r#"[{"op":"Replace","path":"urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString","value":"Sales"}]"#,
            ),
            Some(
                r#"[{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString","value":"Sales"}]"#,
            ),
        ),
    ];
    for (after, default, flag) in cases {
        assert_eq!(operations(&after, PatchStyle::Default).as_deref(), default);
        assert_eq!(operations(&after, PatchStyle::Flag).as_deref(), flag);
    }
    let empty = SourceUser::default();
    let added = patched(&set, &empty, &before, PatchStyle::Flag).unwrap();
    assert!(added.pretty().contains(r#""op": "add""#));
    assert!(!added.pretty().contains("nickName"));
}

#[test]
fn users_are_looked_for_by_the_matching_value() {
    let query = |name: &str| {
        let user = SourceUser::of(&[("userPrincipalName", name)]);
        with(&MappingSet::default(), &user, match_query)
    };
    let found = query("ana+1@contoso.com").unwrap();
    assert_eq!(found.filter, r#"userName eq "ana+1@contoso.com""#);
    assert_eq!(
        found.path,
        "/Users?filter=userName+eq+%22ana%2B1%40contoso.com%22"
    );
    assert_eq!(query("o\"x\\y").unwrap().filter, r#"userName eq "o\"x\\y""#);
    let nobody = with(&MappingSet::default(), &SourceUser::default(), match_query);
    assert_eq!(nobody, None);
}
