use super::*;
use crate::mapping::Apply;
use crate::portal::default_mappings::USER_ROWS;

fn direct(name: &str) -> Source {
    Source::Direct(name.to_owned())
}

fn verdicts(portal: &[Row], set: &MappingSet) -> Vec<(String, RowChange)> {
    let lines = row_diffs(portal, set).into_iter();
    lines.map(|line| (line.target, line.change)).collect()
}

/// The published advice: keep 1, 2, 7 and 8, edit 19, delete the others, add
/// roles and teams.
#[test]
fn default_rows_have_the_published_changes_in_the_portals_order() {
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    let found = verdicts(&untouched(), &set);
    let retained = [0, 1, 6, 7];
    for (index, row) in USER_ROWS.iter().enumerate() {
        let verdict = match index {
            _ if retained.contains(&index) => RowChange::Keep,
            18 => RowChange::Edit,
            _ => RowChange::Delete,
        };
        assert_eq!(found[index], (row.target.to_owned(), verdict));
    }
    assert_eq!(
        found[22..],
        [
            (ROLES.to_owned(), RowChange::Add),
            (TEAMS.to_owned(), RowChange::Off)
        ]
    );
    assert_eq!(count_changes(&row_diffs(&untouched(), &set)), [1, 1, 17]);
}

#[test]
fn a_change_says_what_it_replaces() {
    let mut set = MappingSet::default();
    set.put(Row::new(ROLES, Source::Constant("Agent".to_owned())));
    set.put(Row {
        apply: Apply::OnlyDuringCreation,
        ..Row::new("title", direct("jobTitle"))
    });
    set.put(Row {
        matching_precedence: Some(1),
        ..Row::new("userName", direct("mail"))
    });
    let _ = set.remove("name.givenName");
    let lines = row_diffs(&untouched(), &set);
    let note = |target: &str, file| {
        let line = lines.iter().find(|line| line.target == target);
        line.and_then(|line| line.note(&set, file))
            .unwrap_or_default()
    };
    let cases = [
        ("active", ""),
        ("externalId", "Entra’s default is mailNickname"),
        ("userName", "Entra’s default is userPrincipalName"),
        ("displayName", ""),
        ("name.givenName", "Entra maps it by default"),
        (ROLES, ""),
        (
            "title",
            "Apply this mapping: Only during object creation, not Always",
        ),
        (TEAMS, ""),
    ];
    for (target, expected) in cases {
        assert_eq!(note(target, false), expected, "{target}");
    }
    assert_eq!(note("externalId", true), "The file has mailNickname");
}

type Change = fn(&mut Row);

#[test]
fn every_setting_of_a_row_counts_and_blanks_do_not() {
    let row = |change: Change| {
        let mut row = Row::new(
            "externalId",
            Source::Expression("ToLower([mail])".to_owned()),
        );
        change(&mut row);
        row
    };
    let cases: [(Change, RowChange, &str); 6] = [
        (|_| {}, RowChange::Keep, ""),
        (
            |row| row.source = Source::Expression(" ToLower( [mail] ) ".to_owned()),
            RowChange::Keep,
            "",
        ),
        (
            |row| row.source = Source::Constant("x".to_owned()),
            RowChange::Edit,
            "Mapping type",
        ),
        (
            |row| row.default_value = Some("x".to_owned()),
            RowChange::Edit,
            "Default value if null (optional)",
        ),
        (
            |row| row.matching_precedence = Some(2),
            RowChange::Edit,
            "Match objects using this attribute",
        ),
        (
            |row| row.apply = Apply::OnlyDuringCreation,
            RowChange::Edit,
            "Apply this mapping",
        ),
    ];
    for (change, verdict, label) in cases {
        let set = MappingSet {
            rows: vec![row(change)],
            ..MappingSet::default()
        };
        let lines = row_diffs(&[row(|_| {})], &set);
        assert_eq!(lines[0].change, verdict, "{label}");
        if verdict == RowChange::Edit {
            assert_eq!(lines[0].differences(&set)[0].0, label);
        }
    }
}

#[test]
fn the_set_ups_order_leads_and_a_second_row_is_one_too_many() {
    let set = MappingSet {
        rows: vec![
            Row::new("name.familyName", direct("surname")),
            Row::new("userName", direct("mail")),
            Row::new("userName", direct("userPrincipalName")),
        ],
        ..MappingSet::default()
    };
    let portal = [
        Row::new("displayName", direct("displayName")),
        Row::new("userName", direct("mail")),
        Row::new("title", direct("jobTitle")),
        Row::new("title", direct("department")),
        Row::new("name.familyName", direct("surname")),
    ];
    let found = verdicts(&portal, &set);
    let expected = [
        ("displayName", RowChange::Delete),
        ("name.familyName", RowChange::Keep),
        ("userName", RowChange::Keep),
        ("title", RowChange::Delete),
        ("title", RowChange::Delete),
        ("userName", RowChange::Add),
    ];
    let expected: Vec<_> = expected
        .map(|(target, verdict)| (target.to_owned(), verdict))
        .to_vec();
    assert_eq!(found[..6], expected);
}

#[test]
fn the_talkdesk_set_keeps_what_was_chosen_for_roles_and_teams() {
    let mut set = MappingSet {
        rows: vec![Row::new("title", direct("jobTitle"))],
        ..MappingSet::default()
    };
    set.operations.delete = false;
    let chosen = Row {
        default_value: Some("Agent".to_owned()),
        ..Row::new(ROLES, direct("extensionAttribute1"))
    };
    set.put(chosen.clone());
    let published = talkdesk_set(&set);
    assert_eq!(published.rows.len(), 6);
    assert_eq!(published.row(ROLES), Some(&chosen));
    assert_eq!(published.row("title"), None);
    assert_eq!(talkdesk_set(&published), published);
}

#[test]
fn expressions_are_compared_as_they_are_written_but_for_spaces() {
    let row = |text: &str| Row::new(ROLES, Source::Expression(text.to_owned()));
    let change = |now: &str, wanted: &str| {
        let mut set = MappingSet::default();
        set.put(row(wanted));
        let diffs = written_diffs(&[row(now)], &set);
        let found = diffs.iter().find(|diff| diff.target == ROLES);
        found.map(|diff| diff.change)
    };
    for (now, wanted, expected) in [
        ("Not([a])", "Not( [a] )", RowChange::Keep),
        ("Join(\"; \", [a])", "Join(\";\", [a])", RowChange::Edit),
        ("[a b]", "[ab]", RowChange::Edit),
        ("Not([a])", "NOT([a])", RowChange::Edit),
        ("\"open", "\"open", RowChange::Keep),
    ] {
        assert_eq!(change(now, wanted), Some(expected), "{now} {wanted}");
    }
}
