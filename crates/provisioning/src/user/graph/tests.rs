use super::*;

fn found(text: &str) -> GraphUser {
    read(text).unwrap().users.remove(0)
}

/// One member and the attribute that it becomes. Source of the names: Graph's
/// resource type `user` and the portal's list of source attributes.
#[test]
fn members_become_attributes() {
    let cases = [
        (r#""id": "7e94""#, "objectId", "7e94"),
        (r#""mobilePhone": "+1 425""#, "mobile", "+1 425"),
        (
            r#""officeLocation": "3/12""#,
            "physicalDeliveryOfficeName",
            "3/12",
        ),
        (r#""businessPhones": ["1", "2"]"#, "telephoneNumber", "1"),
        (r#""faxNumber": "9""#, "facsimileTelephoneNumber", "9"),
        (r#""accountEnabled": true"#, "accountEnabled", "True"),
        (r#""accountEnabled": false"#, "accountEnabled", "False"),
        (r#""onPremisesSyncEnabled": true"#, "dirSyncEnabled", "True"),
        (r#""deletedDateTime": null"#, "IsSoftDeleted", "False"),
        (
            r#""deletedDateTime": "2026-01-01T00:00:00Z""#,
            "IsSoftDeleted",
            "True",
        ),
        (r#""surname": "Silva""#, "surname", "Silva"),
        (
            r#""onPremisesExtensionAttributes": {"extensionAttribute1": null, "extensionAttribute15": "x"}"#,
            "extensionAttribute15",
            "x",
        ),
        (
            r#""extension_0123456789abcdef0123456789abcdef_floor": 3"#,
            "extension_0123456789abcdef0123456789abcdef_floor",
            "3",
        ),
        (
            r##""manager": {"@odata.type": "#microsoft.graph.user", "id": "5b0c"}"##,
            "manager",
            "5b0c",
        ),
        (r#""manager": "5b0c""#, "manager", "5b0c"),
    ];
    for (member, name, value) in cases {
        let found = found(&format!(
            "{{\"userPrincipalName\": \"a@contoso.com\", {member}}}"
        ));
        assert_eq!(found.user.one(name), Some(value), "{member}");
        let surprises = found
            .notes
            .iter()
            .filter(|note| **note != GraphUserNote::NotDeletedAssumed);
        assert_eq!(surprises.count(), 0, "{member}");
    }
}

#[test]
fn several_values_and_roles() {
    let found = found(
        r##"{"@odata.context": "#users/$entity", "displayName": "Ana",
            "proxyAddresses": ["SMTP:ana@contoso.com", "smtp:a@contoso.com"],
            "appRoleAssignments@odata.context": "#x",
            "appRoleAssignments": ["Agent", {"displayName": "Team Lead", "value": "team_lead"},
                {"value": "admin"}, {"appRoleId": "00000000-0000-0000-0000-000000000000"}]}"##,
    );
    let many = |texts: &[&str]| {
        let texts = texts.iter().map(|text| (*text).to_owned());
        Some(UserValue::Many(texts.collect()))
    };
    let attribute = |name: &str| found.user.attributes.get(name).cloned();
    assert_eq!(
        attribute("proxyAddresses"),
        many(&["SMTP:ana@contoso.com", "smtp:a@contoso.com"])
    );
    assert_eq!(attribute(APP_ROLES), many(&["Agent", "Team Lead", "admin"]));
    assert!(found.notes.contains(&GraphUserNote::RoleWithoutName(1)));
    assert_eq!(found.name(), "Ana");
}

#[test]
fn what_is_not_taken_is_reported() {
    let found = found(
        r#"{"id": "1", "passwordProfile": {"password": "secret"}, "identities": [{"issuer": "x"}],
            "usageLocation": "PT", "mail": null}"#,
    );
    assert_eq!(
        found.notes,
        [
            GraphUserNote::NotUnderstood("identities".to_owned()),
            GraphUserNote::Password,
            GraphUserNote::NotInPortal("usageLocation".to_owned()),
            GraphUserNote::NotDeletedAssumed,
        ]
    );
    assert_eq!(found.user.one("usageLocation"), Some("PT"));
    assert!(!found.user.attributes.contains_key("mail"));
}

#[test]
fn a_password_is_left_out_wherever_it_stands() {
    let texts = [
        r#"{"testInputObject": {"properties": [{"key": "mail", "value": "a@contoso.com"},
            {"key": "passwordProfile.password", "value": "S3cret"}]}}"#,
        r#"{"properties": [{"key": "mail", "value": "a@contoso.com"},
            {"key": "PasswordProfile.Password", "value": ["S3cret"]}]}"#,
        r#"{"mail": "a@contoso.com", "password": "S3cret"}"#,
        r#"{"mail": "a@contoso.com", "passwordProfile": {"password": "S3cret"}}"#,
        r#"{"mail": "a@contoso.com",
            "onPremisesExtensionAttributes": {"passwordProfile.password": "S3cret"}}"#,
    ];
    for text in texts {
        let found = found(text);
        assert!(found.notes.contains(&GraphUserNote::Password), "{text}");
        assert!(!format!("{:?}", found.user).contains("S3cret"), "{text}");
    }
}

#[test]
fn pages_lists_and_test_objects() {
    let page = read(r#"{"value": [{"id": "1", "displayName": "A"}, {"id": "2"}, 7]}"#).unwrap();
    assert_eq!(page.users.len(), 2);
    assert_eq!(page.users[1].name(), "2");
    let list = read("\u{feff}[{\"mail\": \"a@contoso.com\"}]").unwrap();
    assert_eq!(list.users.len(), 1);
    let input = r##"{"expression": "[mail]", "testInputObject": {"properties": [
        {"key": "mail", "value": "a@contoso.com"}, {"key": "accountEnabled", "value": "false"},
        {"key": "proxyAddresses", "value@odata.type": "#Collection(String)", "value": ["x", "y"]},
        {"key": "surname", "value": null}]}}"##;
    let user = found(input).user;
    assert_eq!(user.one("accountEnabled"), Some("false"));
    assert_eq!(user.attributes.len(), 3);
    assert!(found(input).notes.is_empty());
    let properties = r#"{"properties": [{"key": "mail", "value": "a@contoso.com"}]}"#;
    assert_eq!(found(properties).user.one("mail"), Some("a@contoso.com"));
}

#[test]
fn what_is_no_user_is_explained() {
    let cases = [
        (" ", GraphError::Empty),
        (
            "{\"id\": \"1\",\n }",
            GraphError::Syntax { line: 2, column: 2 },
        ),
        ("7", GraphError::NoUser),
        ("{}", GraphError::NoUser),
        (r#"{"value": []}"#, GraphError::NobodyInList),
        (r#"{"value": [{"appId": "1"}]}"#, GraphError::NoUser),
        (r#"{"properties": []}"#, GraphError::NoUser),
        (
            r#"{"error": {"code": "Request_ResourceNotFound", "message": "Not there."}}"#,
            GraphError::Refused {
                code: "Request_ResourceNotFound".to_owned(),
                message: "Not there.".to_owned(),
            },
        ),
    ];
    for (text, error) in cases {
        assert_eq!(read(text), Err(error), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(matches!(read(&deep), Err(GraphError::Syntax { .. })));
    let long = " ".repeat(10) + &"x".repeat(MAX_BYTES + 1);
    assert!(matches!(read(&long), Err(GraphError::TooLong { .. })));
}

#[test]
fn everything_is_bounded() {
    let members: Vec<String> = (0..400).map(|at| format!("\"a{at:03}\": \"x\"")).collect();
    let many = found(&format!("{{\"id\": \"1\", {}}}", members.join(", ")));
    assert!(many.user.attributes.len() <= MAX_ATTRIBUTES + 1);
    assert!(many.notes.contains(&GraphUserNote::TooMany(101)));
    let long = found(&format!(
        "{{\"id\": \"1\", \"mail\": \"{}\"}}",
        "é".repeat(20_000)
    ));
    assert_eq!(long.user.one("mail").map(str::len), Some(MAX_VALUE));
    assert!(
        long.notes
            .contains(&GraphUserNote::TooLarge("mail".to_owned()))
    );
    let page: Vec<String> = (0..150).map(|at| format!("{{\"id\": \"{at}\"}}")).collect();
    let page = read(&format!("[{}]", page.join(","))).unwrap();
    assert_eq!((page.users.len(), page.more), (MAX_USERS, 50));
}
