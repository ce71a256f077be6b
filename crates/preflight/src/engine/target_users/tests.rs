use super::*;

#[test]
fn responses_of_scim_are_read_and_compared() {
    let text = br#"{"totalResults":3,"Resources":[
        {"userName":"Ana@x.org","active":true,"externalId":"e1","name":{"givenName":"Ana","familyName":"S"},
         "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User":{"rolesString":"Agent"}},
        {"userName":"b@x.org","active":false}]}
        {"Resources":[{"userName":"B@x.org"}]}"#;
    let mut reader = UsersReader::default();
    reader.push(text).unwrap();
    reader.finish().unwrap();
    let mut talkdesk = TargetUsers::new(USER_NAME);
    while reader.next().unwrap().is_some() {
        talkdesk.take(&reader).unwrap();
    }
    assert_eq!(
        talkdesk.matching(USER_NAME, "ANA@x.org"),
        TargetMatch::One(0)
    );
    assert_eq!(talkdesk.matching(EXTERNAL_ID, "e1"), TargetMatch::One(0));
    assert_eq!(talkdesk.matching(EXTERNAL_ID, "E1"), TargetMatch::None);
    assert_eq!(
        talkdesk.matching(USER_NAME, "b@x.org"),
        TargetMatch::Several(1)
    );
    let ana = talkdesk.get(0).unwrap();
    assert_eq!(
        (ana.active(), ana.value(ROLES)),
        (Some(true), Some("Agent"))
    );
    let cases = [
        (ACTIVE, "True", false),
        (ACTIVE, "False", true),
        (GIVEN_NAME, "Ana", false),
        (GIVEN_NAME, "ana", true),
        (TEAMS, "Sales", true),
        ("title", "x", false),
    ];
    for (target, value, expected) in cases {
        assert_eq!(ana.differs(target, value), expected, "{target} {value}");
    }
}

#[test]
fn what_is_held_has_a_limit() {
    let mut talkdesk = TargetUsers::new(USER_NAME);
    talkdesk.most = 10_000;
    let mut reader = UsersReader::default();
    let rows = (0..1000).map(|number| format!("user{number}@x.org\n"));
    let list = format!("userName\n{}", rows.collect::<String>());
    reader.push(list.as_bytes()).unwrap();
    reader.finish().unwrap();
    let refused = std::iter::from_fn(|| {
        reader.next().unwrap()?;
        Some(talkdesk.take(&reader))
    });
    let refused = refused.filter_map(Result::err).next();
    assert_eq!(refused, Some(UsersFileError::MuchToHold { limit: 10_000 }));
    assert!(talkdesk.all.len() < 300);
}

#[test]
fn lists_of_other_origin_are_read_by_their_headers() {
    let cases = [
        (
            "userName,active",
            "a@x.org,true",
            Some("a@x.org"),
            Some(true),
        ),
        (
            "Name,Email,Role,Active",
            "A,a@x.org,Agent,True",
            Some("a@x.org"),
            Some(true),
        ),
        (
            "E-mail,User name,Status",
            "m@x.org,u@x.org,Inactive",
            Some("u@x.org"),
            Some(false),
        ),
        (
            "MAIL,Status",
            "m@x.org,Deactivated",
            Some("m@x.org"),
            Some(false),
        ),
        ("Username,Status", "u@x.org,Pending", Some("u@x.org"), None),
        ("External ID,Status", "e1,active", None, Some(true)),
    ];
    for (headers, row, user_name, active) in cases {
        let mut reader = UsersReader::default();
        reader
            .push(format!("{headers}\n{row}\n").as_bytes())
            .unwrap();
        reader.finish().unwrap();
        let mut talkdesk = TargetUsers::new(USER_NAME);
        while reader.next().unwrap().is_some() {
            talkdesk.take(&reader).unwrap();
        }
        assert!(identifies(reader.headers()), "{headers}");
        let own = talkdesk.get(0).unwrap();
        assert_eq!(
            (own.value(USER_NAME), own.active()),
            (user_name, active),
            "{headers}"
        );
    }
    assert!(!identifies(&["Name".to_owned(), "Role".to_owned()]));
}
