use super::*;
use crate::mapping::{Apply, MappingSet, Row, Source};
use crate::talkdesk::ROLES;
use crate::user::sample::{SAMPLE_USERS, changed};
use crate::user::user_diff::USER_CHANGES;

fn request(set: MappingSet, example: usize) -> PreviewRequest {
    let user = SAMPLE_USERS[example].user();
    PreviewRequest {
        set,
        changed: changed(&user),
        user,
        roles: String::new(),
        teams: String::new(),
        now: 1_767_225_600,
        skip: Vec::new(),
    }
}

fn made(set: MappingSet, example: usize) -> Preview {
    run(&request(set, example), |_| {})
}

#[test]
fn every_row_has_a_value_and_every_request_is_there() {
    let mut set = MappingSet::default();
    let role = "SingleAppRoleAssignment([appRoleAssignments])";
    set.put(Row::new(ROLES, Source::Expression(role.to_owned())));
    set.put(Row {
        default_value: Some("none".to_owned()),
        ..Row::new("title", Source::Direct("jobTitle".to_owned()))
    });
    let preview = made(set, 2);
    assert_eq!(preview.rows.len(), 7);
    assert_eq!(preview.rows[1], PreviewValue::One("True".to_owned()));
    assert_eq!(preview.rows[3], PreviewValue::Null);
    assert!(
        matches!(&preview.rows[5], PreviewValue::Failed { span: (0, 45), .. }),
        "{:?}",
        preview.rows
    );
    assert_eq!(preview.rows[6], PreviewValue::Default("none".to_owned()));
    let words: Vec<_> = preview
        .requests
        .iter()
        .map(|request| (request.kind, request.outcome))
        .collect();
    assert_eq!(
        words,
        [
            (RequestKind::Match, RequestOutcome::Accepted),
            (RequestKind::Create, RequestOutcome::NotSent),
            (RequestKind::Update, RequestOutcome::Unknown),
            (RequestKind::UpdateFlag, RequestOutcome::Unknown),
            (RequestKind::Disable, RequestOutcome::Unknown),
            (RequestKind::DisableFlag, RequestOutcome::Unknown),
        ]
    );
    let create = &preview.requests[1];
    assert!(
        create
            .reasons
            .contains(&"Talkdesk requires familyName, but there is no value.".to_owned())
    );
    assert!(create.left_out.is_empty(), "{:?}", create.left_out);
    assert!(preview.requests[4].body.contains("\"False\""));
}

#[test]
fn a_preview_says_that_roles_are_only_added() {
    let mut set = MappingSet::default();
    let roles = "AppRoleAssignmentsComplex([appRoleAssignments])";
    set.put(Row::new("roles", Source::Expression(roles.to_owned())));
    let mut before = SAMPLE_USERS[0].user();
    let mut put = |roles: &[&str]| {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let roles = crate::user::UserValue::Many(roles);
        let _ = before
            .attributes
            .insert("appRoleAssignments".to_owned(), roles);
        before.clone()
    };
    let (user, changed) = (put(&["A", "B"]), put(&["A", "C"]));
    let preview = run(
        &PreviewRequest {
            user,
            changed,
            ..request(set, 0)
        },
        |_| {},
    );
    assert!(preview.requests[1].body.contains("\"roles\": ["));
    let update = &preview.requests[2];
    assert!(
        update.body.contains("\\\"value\\\":\\\"C\\\""),
        "{}",
        update.body
    );
    assert!(
        update
            .reasons
            .iter()
            .any(|why| why.contains("never sends a removed role"))
    );
    assert!(update.left_out.iter().any(|left| left.target == "roles"));
}

#[test]
fn a_set_that_switches_nobody_off_says_so() {
    let mut set = MappingSet::default();
    let _ = set.remove("active");
    let preview = made(set, 0);
    assert_eq!(preview.requests[4].outcome, RequestOutcome::NotSent);
    assert!(preview.requests[4].reasons[0].contains("stay active"));
}

#[test]
fn operations_that_are_not_ticked_send_nothing() {
    let mut set = MappingSet::default();
    set.operations.create = false;
    set.operations.update = false;
    let preview = made(set, 0);
    assert_eq!(preview.requests[0].outcome, RequestOutcome::Accepted);
    for request in &preview.requests[1..] {
        assert_eq!(
            request.outcome,
            RequestOutcome::NotSent,
            "{:?}",
            request.kind
        );
        assert!(request.line.is_empty());
    }
}

#[test]
fn long_values_and_bodies_are_cut() {
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Constant("é".repeat(40_000))));
    let preview = made(set, 0);
    let PreviewValue::One(text) = &preview.rows[5] else {
        panic!("a value");
    };
    assert_eq!(text.chars().count(), MAX_SHOWN + 1);
    assert!(preview.requests[1].body.contains("are shown"));
}

#[test]
fn the_time_is_the_given_one() {
    let mut set = MappingSet::default();
    let now = r#"FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")"#;
    set.put(Row::new(ROLES, Source::Expression(now.to_owned())));
    let preview = made(set, 0);
    assert_eq!(preview.rows[5], PreviewValue::One("2026".to_owned()));
}

#[test]
fn a_row_that_was_ended_is_named_and_the_others_go_on() {
    let role = "SingleAppRoleAssignment([appRoleAssignments])";
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Expression(role.to_owned())));
    let skip = |skip: &[usize]| {
        let begun = std::cell::RefCell::new(Vec::new());
        let request = PreviewRequest {
            skip: skip.to_vec(),
            ..request(set.clone(), 0)
        };
        let preview = run(&request, |row| begun.borrow_mut().push(row));
        (preview, begun.into_inner())
    };
    let (preview, begun) = skip(&[5]);
    // Three times for the user, and once for what the set does.
    assert_eq!(begun[..15], [0, 1, 2, 3, 4].repeat(3));
    assert_eq!(begun[15..], [1, 0, 2, 3, 4]);
    assert_eq!(preview.rows[5], PreviewValue::Ended);
    assert_eq!(preview.rows[2], PreviewValue::One("Ana".to_owned()));
    for (index, request) in preview.requests.iter().enumerate().skip(1) {
        assert_eq!(
            request.outcome,
            RequestOutcome::Unknown,
            "{:?}",
            request.kind
        );
        assert_eq!(request.left_out[0].target, ROLES, "{index}");
        assert!(request.left_out[0].why.contains("was stopped"));
        assert!(!request.body.contains("rolesString"));
        assert!(!request.reasons.iter().any(|why| why.contains("fails")));
    }
    assert_eq!(preview.requests[0].outcome, RequestOutcome::Accepted);
    let (preview, _) = skip(&[0]);
    assert_eq!(preview.requests[0].outcome, RequestOutcome::Unknown);
    assert!(preview.requests[1].line.starts_with("POST"));
    // An index from an older set harms nothing.
    assert_eq!(skip(&[99]).0, skip(&[]).0);
}

#[test]
fn an_update_says_what_is_not_in_it_and_why() {
    let mut set = MappingSet::default();
    let direct = |target: &str, name: &str| Row::new(target, Source::Direct(name.to_owned()));
    set.put(direct("title", "jobTitle"));
    set.put(Row {
        apply: Apply::OnlyDuringCreation,
        ..direct(ROLES, "department")
    });
    let update = |key: &str| {
        let user = SAMPLE_USERS[0].user();
        let change = USER_CHANGES.iter().find(|change| change.key == key);
        let request = PreviewRequest {
            changed: change.map_or(user.clone(), |change| change.of(&user)),
            ..request(set.clone(), 0)
        };
        let [default, flag] = [2, 3].map(|index| run(&request, |_| {}).requests[index].clone());
        assert_eq!(default.left_out, flag.left_out);
        assert_eq!(default.reasons.len(), flag.reasons.len());
        let left = default.left_out.iter();
        let left: Vec<String> = left
            .map(|left| format!("{} {}", left.target, left.why))
            .collect();
        (default.line.is_empty(), default.reasons[0].clone(), left)
    };
    let (silent, why, left) = update("cleared");
    assert!(silent && why.starts_with("No mapped value changes"));
    assert!(
        left[0].starts_with("title no longer has a value"),
        "{left:?}"
    );
    let (silent, _, left) = update("department");
    assert!(silent);
    assert_eq!(
        left,
        [format!(
            "{ROLES} changes, but applies only during object creation"
        )]
    );
    let (silent, _, left) = update("name");
    assert!(!silent && left.is_empty());
    let (silent, why, left) = update("nothing at all");
    assert!(silent && left.is_empty());
    assert_eq!(why, "Nothing changes: Entra sends no request.");
}
