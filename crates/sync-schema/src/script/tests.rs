use super::*;
use provisioning::talkdesk;

/// What may stand in a name, and what shells would take for something else.
pub const HOSTILE: &str = "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n'@\n@PLAN@ #@ end az";

fn hostile_set() -> MappingSet {
    let mut set = MappingSet::default();
    set.put(Row::new(
        talkdesk::ROLES,
        Source::Constant(HOSTILE.to_owned()),
    ));
    let switch = r#"Switch([department], "$(touch HACKED) 'é'", "Sales", "Inside `Sales`")"#;
    set.put(Row {
        apply: Apply::OnlyDuringCreation,
        default_value: Some("It's".to_owned()),
        ..Row::new(talkdesk::TEAMS, Source::Expression(switch.to_owned()))
    });
    set.put(Row::new(FLOOR, Source::Constant("3".to_owned())));
    set
}

/// An attribute of an own extension, which the script has to add.
const FLOOR: &str = "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor";

fn made(shell: Shell, steps: &[ScriptStep], name: &str, users: &str) -> String {
    let plan = ScriptPlan {
        application: name,
        tenant_url: Some("https://api.talkdeskapp.com/scim/v2"),
        set: &hostile_set(),
        steps,
        users_file: users,
    };
    script(shell, &plan).expect("its rows are sound")
}

/// Applies an ed script, whose commands go from the last line to the first.
fn patched(text: &str, edits: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let mut commands = edits.lines();
    while let Some(line) = commands.next() {
        let (numbers, command) = line.split_at_checked(line.len().checked_sub(1)?)?;
        let (first, last) = numbers.split_once(',').unwrap_or((numbers, numbers));
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        let replaced = match command {
            "a" => first..first,
            _ => first.checked_sub(1)?..last,
        };
        let added = match command {
            "d" => Vec::new(),
            _ => commands.by_ref().take_while(|line| *line != ".").collect(),
        };
        lines.splice(replaced, added);
    }
    Some(lines.join("\n"))
}

/// The scripts as files, so that other tests can run and check them. The first
/// variant of a shell is stored whole, the others as what `diff -e` says of
/// them. Run with `UPDATE_GOLDEN=1` to write them again.
#[test]
fn scripts_are_as_they_were_tried() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/script/golden");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap_or_default();
    let check = |name: &str, base: &str, text: &str| {
        let update = std::env::var_os("UPDATE_GOLDEN").is_some();
        if name == base {
            if update {
                std::fs::write(format!("{folder}/{name}"), text).expect(name);
            }
            assert_eq!(text, read(name), "{name}");
            return;
        }
        let edits = format!("{name}.ed");
        if update {
            let whole = format!("{folder}/{name}");
            std::fs::write(&whole, text).expect(name);
            let made = std::process::Command::new("diff")
                .args(["-e", base, name])
                .current_dir(folder)
                .output();
            std::fs::remove_file(&whole).expect(name);
            let made = made.expect("diff is there").stdout;
            std::fs::write(format!("{folder}/{edits}"), made).expect(name);
        }
        let expected = patched(&read(base), &read(&edits));
        assert_eq!(Some(text), expected.as_deref(), "{name}");
    };
    let cases = [
        (Shell::PowerShell, "all.ps1"),
        (Shell::BashAz, "all-az.sh"),
        (Shell::BashCurl, "all-curl.sh"),
    ];
    for (shell, name) in cases {
        let all = made(shell, &SCRIPT_STEPS, "Talkdesk", "users.csv");
        let hostile = made(shell, &SCRIPT_STEPS, HOSTILE, "o'Hara ’s users.csv");
        let few = made(shell, &[ScriptStep::Groups], "Talkdesk", "users.csv");
        let bare = made(shell, &[], "Talkdesk", "users.csv");
        for (kind, text) in [
            ("", all),
            ("hostile-", hostile),
            ("few-", few),
            ("bare-", bare),
        ] {
            let base = match shell {
                Shell::PowerShell => "all.ps1",
                _ => "all-az.sh",
            };
            check(&format!("{kind}{name}"), base, &text);
        }
    }
}

#[test]
fn what_was_typed_stands_in_one_piece_of_json_only() {
    for shell in SHELLS {
        let script = made(shell, &SCRIPT_STEPS, HOSTILE, "users.csv");
        let (begin, end) = match shell {
            Shell::PowerShell => ("@'\n", "\n'@\n"),
            _ => ("<<'PLAN'\n", "\nPLAN\n"),
        };
        let (head, rest) = script.split_once(begin).expect("it has a plan");
        let (plan, tail) = rest.split_once(end).expect("the plan ends");
        let plan: Value = serde_json::from_str(plan).expect("the plan is JSON");
        assert_eq!(plan["displayName"], HOSTILE);
        assert!(script.is_ascii());
        assert!(!head.contains("HACKED") && !tail.contains("HACKED"));
        assert!(
            !head.contains("#@") && !tail.contains("#@"),
            "no mark is left"
        );
    }
}

#[test]
fn a_step_that_is_left_out_leaves_no_trace() {
    for shell in SHELLS {
        let few = made(shell, &[ScriptStep::Mappings], "Talkdesk", "users.csv");
        for word in ["SecretToken", "appRoleAssignedTo", "/start", "Group\""] {
            assert!(!few.contains(word), "{word} in {shell:?}");
        }
        assert!(few.contains("parseExpression"));
        let bare = made(shell, &[], "Talkdesk", "users.csv");
        assert!(!bare.contains("parseExpression") && bare.contains("instantiate"));
    }
    assert_eq!(scopes(&[ScriptStep::Start]).len(), 2);
    assert_eq!(scopes(&SCRIPT_STEPS).len(), 4);
}

#[test]
fn rows_with_errors_are_never_handed_out() {
    let with = |source: Source, steps: &[ScriptStep]| {
        let mut set = MappingSet::default();
        set.put(Row::new(talkdesk::FAMILY_NAME, source));
        let plan = ScriptPlan {
            application: "Talkdesk",
            tenant_url: None,
            set: &set,
            steps,
            users_file: "users.csv",
        };
        script(Shell::BashAz, &plan)
    };
    let long = format!("Append([mail], \"{}\")", "x".repeat(10_000));
    let faulty = [
        "Not([x]",
        "Left([mail])",
        "Left([mail], \"x\")",
        r#"Switch([department], "a", "b", "c", "d")"#,
        "tolower([mail])",
        "Foo([mail])",
        "SelectUniqueValue([mail])",
        &long,
    ];
    let rows = faulty.map(|text| Source::Expression(text.to_owned()));
    let rows = rows.into_iter().chain([
        Source::Direct("Mail".to_owned()),
        Source::Constant(String::new()),
    ]);
    for source in rows {
        let found = with(source.clone(), &SCRIPT_STEPS).expect_err("it is refused");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].target, talkdesk::FAMILY_NAME);
        assert_eq!(
            Some(&found[0]),
            first_error(talkdesk::FAMILY_NAME, &source).as_ref()
        );
        // A script without the rows does not carry them.
        let without = with(source.clone(), &[ScriptStep::Start]).expect("it has no rows");
        assert!(source.text().is_empty() || !without.contains(source.text()));
    }
    assert!(with(Source::Direct("mail".to_owned()), &SCRIPT_STEPS).is_ok());
}

#[test]
fn placeholders_are_filled_once() {
    assert_eq!(
        text::fill("a @X@ b", &[("@X@", "@Y@"), ("@Y@", "no")]),
        "a @Y@ b"
    );
    let template = "1\n#@ begin a\n2\n  #@ begin b\n3\n  #@ end b\n#@ end a\n4\n";
    assert_eq!(text::keep(template, &["a"]), "1\n2\n4\n");
    assert_eq!(text::keep(template, &["b"]), "1\n4\n");
    assert_eq!(text::keep(template, &["a", "b"]), "1\n2\n3\n4\n");
}
