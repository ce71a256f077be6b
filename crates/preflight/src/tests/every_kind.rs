//! One user for each kind of finding, and beside it a user who is near and
//! does not have it.

use super::*;
use provisioning::scoping_filter::{Clause, ScopeFilter, ScopeGroup, ScopeOperator};
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, GIVEN_NAME};

const HEADERS: &str = "userPrincipalName,mail,givenName,surname,id,accountEnabled,displayName,extensionAttribute1,extensionAttribute2,appRole,employeeId\n";

/// A user as it should be, to whom the cases are near.
const RIGHT: &str = "ana@x.org,ana@x.org,Ana,Silva,1,True,Ana Silva,Agent,Sales,Agent,7";

struct Case {
    /// The row of the user who has the finding.
    row: String,
    /// The row of the user who has it not, with all else the same.
    near: String,
    /// Talkdesk's list for the first, and for the second.
    lists: [Option<String>; 2],
    set: MappingSet,
    /// Options for the first, and for the second.
    options: [PreflightOptions; 2],
}

impl Case {
    /// Where only the row differs: cells of [`RIGHT`] with others in their
    /// position.
    fn rows(column: &str, value: &str, near: &str) -> Self {
        let with = |value: &str| {
            let cells = HEADERS.trim().split(',').zip(RIGHT.split(','));
            let cells: Vec<_> = cells
                .map(|(name, own)| if name == column { value } else { own })
                .collect();
            cells.join(",")
        };
        Self {
            row: with(value),
            near: with(near),
            lists: [None, None],
            set: set(),
            options: [options(), options()],
        }
    }

    fn upn(value: &str, near: &str) -> Self {
        let mut case = Self::rows("userPrincipalName", value, near);
        for row in [&mut case.row, &mut case.near] {
            *row = row.replacen(",ana@x.org", ",", 1);
        }
        case
    }

    fn mapped(target: &str, expression: &str, column: &str, value: &str, near: &str) -> Self {
        let mut case = Self::rows(column, value, near);
        let source = Source::Expression(expression.to_owned());
        case.set.put(Row::new(target, source));
        case
    }

    fn lists(found: &str, near: &str) -> Self {
        let mut case = Self::rows("userPrincipalName", "ana@x.org", "ana@x.org");
        case.lists = [found, near].map(|list| Some(list.to_owned()));
        case
    }
}

/// One case for each kind; a new kind does not compile without one.
fn case(kind: FindingKind) -> Case {
    let user = |active: &str, name: &str| {
        format!(r#"{{"userName":"{name}","externalId":"1","active":{active}}}"#)
    };
    match kind {
        FindingKind::MandatoryMissing => Case::rows("surname", "", "S"),
        FindingKind::NotEmail => Case::upn("ana.x.org", "ana@x.org"),
        FindingKind::Duplicate => Case::upn("BEA@x.org", "bea1@x.org"),
        FindingKind::SeveralInTalkdesk => {
            let one = user("true", "ana@x.org");
            Case::lists(&format!("{one}{}", user("true", "ANA@x.org")), &one)
        }
        FindingKind::NoMatchingValue => {
            let mut case = Case::rows("employeeId", "", "7");
            let mut row = Row::new(EXTERNAL_ID, Source::Direct("employeeId".to_owned()));
            row.matching_precedence = Some(0);
            case.set.put(row);
            case
        }
        FindingKind::BreaksFilter => Case::upn("a\\na@x.org", "a'na@x.org"),
        FindingKind::TwoAppRoles => {
            let text = "SingleAppRoleAssignment([appRoleAssignments])";
            Case::mapped(ROLES, text, "appRole", "\"Agent\nTeam Lead\"", "Agent")
        }
        FindingKind::EvaluationError => {
            let text = r#"FormatDateTime([employeeId], , "yyyy-MM-dd", "dd")"#;
            Case::mapped(GIVEN_NAME, text, "employeeId", "x", "2024-01-05")
        }
        FindingKind::RoleUnknown => Case::rows("extensionAttribute1", "Agents", "Agent"),
        FindingKind::TeamUnknown => Case::rows("extensionAttribute2", "Sale", "Sales"),
        FindingKind::RoleCase => Case::rows("extensionAttribute1", "team lead", "Team Lead"),
        FindingKind::TeamCase => Case::rows("extensionAttribute2", "sales", "Sales"),
        FindingKind::RoleBlanks => {
            Case::rows("extensionAttribute1", "Agent; Team Lead", "Agent;Team Lead")
        }
        FindingKind::TeamBlanks => Case::rows("extensionAttribute2", "Sales;", "Sales"),
        FindingKind::ValueStays => {
            let mut case = Case::rows("surname", "", "S");
            case.lists = [(); 2].map(|()| Some(user("true", "ana@x.org")));
            case
        }
        FindingKind::ExistsUnmatched => {
            let other = user("true", "old@x.org");
            Case::lists(&other, &other.replace("\"1\"", "\"2\""))
        }
        FindingKind::OnlyBlanks => Case::rows("givenName", "  ", " A"),
        FindingKind::UpnMailDiffer => Case::rows("mail", "a@x.org", "ANA@x.org"),
        FindingKind::StateUnclear => Case::rows("accountEnabled", "perhaps", "Active"),
        FindingKind::UpnMailCase => Case::rows("mail", "ANA@x.org", "ana@x.org"),
        FindingKind::RiskyFilter => Case::upn("a#na@x.org", "a+na@x.org"),
        FindingKind::DuplicateExternalId => {
            let mut case = Case::rows("employeeId", "98", "9");
            let source = Source::Direct("employeeId".to_owned());
            case.set.put(Row::new(EXTERNAL_ID, source));
            case
        }
        FindingKind::ActiveNotBoolean => {
            let text = r#"Switch([employeeId], "True", "x", "maybe")"#;
            Case::mapped(ACTIVE, text, "employeeId", "x", "y")
        }
        FindingKind::InactiveAlthoughEnabled => {
            let text = r#"Switch([employeeId], "True", "x", "False")"#;
            Case::mapped(ACTIVE, text, "employeeId", "x", "y")
        }
        FindingKind::ActiveAlthoughDisabled => {
            let mut case = Case::mapped(
                ACTIVE,
                r#"IIF([employeeId]="x", "True", Not([IsSoftDeleted]))"#,
                "employeeId",
                "x",
                "y",
            );
            for row in [&mut case.row, &mut case.near] {
                *row = row.replace(",True,", ",False,");
            }
            for options in &mut case.options {
                options.skip_disabled = false;
            }
            case
        }
        FindingKind::ActiveNoValue => {
            let text = r#"Switch([employeeId], , "y", "True")"#;
            Case::mapped(ACTIVE, text, "employeeId", "x", "y")
        }
        FindingKind::UnsupportedTarget => {
            Case::mapped("title", "Left([employeeId], 5)", "employeeId", "x", "")
        }
        FindingKind::TooLong => Case::rows("givenName", &"a".repeat(101), &"é".repeat(100)),
        FindingKind::ControlCharacters => Case::rows("givenName", "A\u{200B}na", "A\u{301}na"),
        FindingKind::OuterBlanks => Case::rows("surname", "Silva ", "da Silva"),
        // Cyrillic A before Latin letters; a word of each.
        FindingKind::MixedScripts => {
            Case::rows("givenName", "\u{410}na", "\u{410}\u{43D}\u{430} Ana")
        }
        FindingKind::DamagedText => Case::rows("givenName", "JosÃ©", "JosÃ"),
        FindingKind::TypeName => Case::rows("givenName", "System.String[]", "System"),
        FindingKind::RaggedRow => {
            let mut case = Case::rows("userPrincipalName", "ana@x.org", "ana@x.org");
            case.row.push_str(",beyond");
            case.near.push(',');
            case
        }
        FindingKind::Deactivates => {
            let text = r#"Switch([employeeId], "True", "gone", "False")"#;
            let mut case = Case::mapped(ACTIVE, text, "employeeId", "gone", "7");
            case.lists = [(); 2].map(|()| Some(user("true", "ana@x.org")));
            case
        }
        FindingKind::Reactivates => {
            Case::lists(&user("false", "ana@x.org"), &user("true", "ana@x.org"))
        }
        FindingKind::CaseOnlyUpdate => {
            let list = |name: &str| {
                format!(
                    r#"{{"userName":"{name}","externalId":"1","active":true,"name":{{"givenName":"Ana","familyName":"Silva"}}}}"#
                )
            };
            Case::lists(&list("Ana@x.org"), &list("ana@x.org"))
        }
        FindingKind::DefaultRole => Case::rows("extensionAttribute1", "", "Agent"),
        FindingKind::Disabled => Case::rows("accountEnabled", "False", "True"),
        FindingKind::ScopeUnsure => {
            let mut case = Case::rows("userPrincipalName", "ana@x.org", "ana@x.org");
            let clause = Clause {
                attribute: "employeeId".to_owned(),
                operator: ScopeOperator::Equals,
                values: vec!["7".to_owned()],
            };
            let group = ScopeGroup {
                name: String::new(),
                clauses: vec![clause],
            };
            for (options, hidden) in case.options.iter_mut().zip([true, false]) {
                options.filter = Some(ScopeFilter {
                    groups: vec![group.clone()],
                    hidden,
                });
            }
            case
        }
        FindingKind::Guest => Case::upn("ana_b.org#EXT#@x.org", "ana_b.org@x.org"),
        FindingKind::SharedMailbox => {
            Case::rows("displayName", "Porto Meeting Room", "Ana Meeting")
        }
        FindingKind::ServiceAccount => Case::upn("svc-x@x.org", "svetlana-x@x.org"),
        FindingKind::InitialDomain => Case::upn("ana@x.onmicrosoft.com", "ana@x.microsoft.com"),
    }
}

/// The kinds of the user between two others.
fn found(
    row: &str,
    list: Option<&str>,
    set: &MappingSet,
    options: &PreflightOptions,
) -> Vec<FindingKind> {
    let before = "bea@x.org,,Bea,Reis,98,True,,Agent,Sales,Agent,98";
    let after = "cid@x.org,,Cid,Reis,99,True,,Agent,Sales,Agent,2024-01-05";
    let csv = format!("{HEADERS}{before}\n{row}\n{after}\n");
    let mut files = vec![(InputPurpose::Users, csv.as_bytes())];
    files.extend(list.map(|list| (InputPurpose::Talkdesk, list.as_bytes())));
    let (mut run, report) = run_files(&files, set, options, 50).unwrap();
    let kinds = kinds(&mut run, 1);
    let opened = open(&mut run, 1, csv.as_bytes());
    let shown: Vec<_> = opened.findings.iter().map(|finding| finding.kind).collect();
    for kind in &kinds {
        assert!(shown.contains(kind), "{kind:?} is told of the opened user");
        let counted = report.findings.iter().find(|counted| counted.kind == *kind);
        assert!(counted.is_some_and(|counted| counted.users > 0), "{kind:?}");
    }
    kinds
}

#[test]
fn every_kind_is_found_and_what_is_near_is_not() {
    for kind in FindingKind::ALL {
        let Case {
            row,
            near,
            lists: [list, near_list],
            set,
            options: [options, near_options],
        } = case(*kind);
        let kinds = found(&row, list.as_deref(), &set, &options);
        assert!(kinds.contains(kind), "{kind:?} {row}: {kinds:?}");
        let kinds = found(&near, near_list.as_deref(), &set, &near_options);
        assert!(!kinds.contains(kind), "{kind:?} {near}: {kinds:?}");
    }
    let kinds = found(RIGHT, None, &set(), &options());
    assert_eq!(kinds, [], "who is as it should be");
}
