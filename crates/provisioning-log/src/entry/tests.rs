use super::*;

fn status(status: OperationStatus) -> LoggedStatus {
    LoggedStatus::Known(status)
}

fn step(status: LoggedStatus) -> LogStep<'static> {
    LogStep {
        status,
        ..LogStep::default()
    }
}

#[test]
fn the_outcome_is_the_worst_of_entry_and_steps() {
    use EntryOutcome::{Failed, Skipped, Succeeded, Unknown, Warned};
    use OperationStatus as Of;
    let (success, failure) = (status(Of::Success), status(Of::Failure));
    let (skip, warning) = (status(Of::Skipped), status(Of::Warning));
    let (missing, odd) = (LoggedStatus::Missing, LoggedStatus::Unrecognized);
    for (of_entry, of_step, code, expected) in [
        (success, success, None, Succeeded),
        (success, missing, None, Succeeded),
        (success, failure, None, Failed),
        (success, skip, None, Skipped),
        (success, warning, None, Warned),
        (success, odd, None, Unknown),
        (success, success, Some("EntryConflict"), Warned),
        (skip, success, Some("RedundantExport"), Skipped),
        (skip, failure, None, Failed),
        (skip, warning, None, Warned),
        (warning, skip, None, Warned),
        (failure, success, None, Failed),
        (missing, success, None, Unknown),
        (missing, missing, None, Unknown),
        (missing, success, Some("EntryConflict"), Failed),
        (odd, success, None, Unknown),
        (odd, failure, None, Failed),
    ] {
        let entry = LogEntry {
            status: of_entry,
            steps: vec![step(of_step)],
            error: EntryError {
                code: code.map(Cow::Borrowed),
                ..EntryError::default()
            },
            ..LogEntry::default()
        };
        assert_eq!(
            entry.outcome(),
            expected,
            "{of_entry:?} {of_step:?} {code:?}"
        );
    }
}

#[test]
fn the_user_is_found_in_steps_when_identities_are_empty() {
    let mut entry = LogEntry {
        steps: vec![LogStep {
            description: Some("Received User 'bo@contoso.com' change".into()),
            ..LogStep::default()
        }],
        ..LogEntry::default()
    };
    assert_eq!(entry.subject().identifier, Some("bo@contoso.com"));
    entry.steps.push(LogStep {
        details: vec![LoggedDetail {
            key: "ReportableIdentifier".into(),
            value: "ana@contoso.com".into(),
        }],
        ..LogStep::default()
    });
    assert_eq!(entry.subject().identifier, Some("ana@contoso.com"));
    entry.source.details = vec![LoggedDetail {
        key: "UserPrincipalName".into(),
        value: "cleo@contoso.com".into(),
    }];
    assert_eq!(entry.subject().identifier, Some("cleo@contoso.com"));
}

#[test]
fn an_old_value_that_was_not_logged_is_that_of_matching() {
    let property = ModifiedProperty {
        name: "name.givenName".into(),
        old: None,
        new: Some("Ana".into()),
    };
    let entry = LogEntry {
        steps: vec![LogStep {
            step_type: Some(StepType::Matching),
            details: vec![LoggedDetail {
                key: "namegivenName".into(),
                value: "(EmptyString)".into(),
            }],
            ..LogStep::default()
        }],
        ..LogEntry::default()
    };
    assert_eq!(entry.old_value(&property), Some("(EmptyString)"));
    assert_eq!(LoggedValue::of("(EmptyString)"), LoggedValue::Empty);
    assert_eq!(LoggedValue::of("(Null)"), LoggedValue::Null);
}

#[test]
fn the_property_of_a_step_has_its_real_name() {
    for (logged, expected) in [
        ("namegivenName", "name.givenName"),
        ("name.familyName", "name.familyName"),
        (
            "urnietfparamsscimschemasextensiontalkdesk20UserrolesString",
            "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
        ),
        ("department", "department"),
    ] {
        let entry = LogEntry {
            steps: vec![LogStep {
                details: vec![LoggedDetail {
                    key: "PropertyName".into(),
                    value: logged.into(),
                }],
                ..LogStep::default()
            }],
            ..LogEntry::default()
        };
        assert_eq!(entry.facts().property_name.as_deref(), Some(expected));
    }
}

#[test]
fn groups_are_not_users() {
    for (of_type, expected) in [
        ("Group", Some(ObjectType::Group)),
        ("User", Some(ObjectType::User)),
        (
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            Some(ObjectType::Group),
        ),
        (
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            Some(ObjectType::User),
        ),
        ("Device", None),
    ] {
        let mut entry = LogEntry::default();
        entry.target.identity_type = Some(of_type.into());
        assert_eq!(entry.object_type(), expected, "{of_type}");
    }
}
