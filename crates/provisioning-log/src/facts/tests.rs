use super::{ErrorFacts, ObjectType, ProvisioningAction};

#[test]
fn details_of_a_scoping_step_are_read_under_each_name() {
    let mut facts = ErrorFacts::default();
    for (name, value) in [
        ("Active in the source system", "False"),
        ("Assigned", "true"),
        ("User has the required role", "True"),
        ("IsInProvisioningScope", "False"),
        ("IsActive", "True"),
        ("active", "False"),
        ("SkipReason", "RedundantExport"),
        ("PropertyName", "(Null)"),
        ("Assigned", "maybe"),
    ] {
        facts.read_step_detail(name, value);
    }
    let flags = [
        facts.is_active,
        facts.assigned,
        facts.has_role,
        facts.in_scope,
    ];
    assert_eq!(flags, [Some(false), Some(true), Some(true), Some(false)]);
    assert_eq!(facts.skip_reason.as_deref(), Some("RedundantExport"));
    assert_eq!(facts.property_name, None);
}

#[test]
fn a_value_of_the_target_is_no_detail_of_the_scope() {
    let mut facts = ErrorFacts::default();
    facts.read_step_detail("active", "False");
    assert_eq!(facts.is_active, None);
}

#[test]
fn sentences_name_the_action_and_the_object() {
    use ProvisioningAction::{Create, Delete, Disable, Update};
    let cases = [
        (
            "Failed to create User 'ana' in customappsso",
            Some(Create),
            Some(ObjectType::User),
        ),
        (
            "Failed to update Group 'Sales'",
            Some(Update),
            Some(ObjectType::Group),
        ),
        (
            "Failed to disable User 'ana'",
            Some(Disable),
            Some(ObjectType::User),
        ),
        (
            "Failed to delete User 'ana'",
            Some(Delete),
            Some(ObjectType::User),
        ),
        ("Failed to match an entry", None, None),
        ("", None, None),
    ];
    for (message, action, object) in cases {
        let facts = ErrorFacts::of_message(message);
        assert_eq!((facts.action, facts.object), (action, object), "{message}");
    }
}

#[test]
fn facts_that_are_known_stay() {
    let mut facts = ErrorFacts {
        action: Some(ProvisioningAction::Disable),
        http_status: Some(409),
        ..ErrorFacts::default()
    };
    facts.read_message("Failed to create User 'ana'; Error: StatusCode: BadRequest");
    assert_eq!(facts.action, Some(ProvisioningAction::Disable));
    assert_eq!(facts.http_status, Some(409));
    assert!(facts.ends_access());
}
