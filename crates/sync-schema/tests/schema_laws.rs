//! Laws of import and export over generated files of many shapes.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::select;
use provisioning::mapping::{Apply, MappingSet, Operations, Row, Source};
use provisioning::row_lint::lint;
use serde_json::Value;
use sync_schema::diff::differences;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::export::{ExportOptions, apply, export};
use sync_schema::read::{ParsedSchema, canonical, read};
use sync_schema::unsupported::Unsupported;

/// JSON to be written in some style.
#[derive(Debug, Clone)]
enum J {
    Raw(String),
    List(Vec<J>),
    Object(Vec<(String, J)>),
}

#[derive(Debug, Clone, Copy)]
struct Look {
    newline: &'static str,
    unit: &'static str,
    colon: &'static str,
    sorted: bool,
}

fn text(value: &str) -> J {
    J::Raw(Value::from(value).to_string())
}

fn raw(value: &str) -> J {
    J::Raw(value.to_owned())
}

fn object(members: Vec<(&str, J)>) -> J {
    J::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn write(value: &J, look: Look, level: usize) -> String {
    let line = |level: usize| format!("{}{}", look.newline, look.unit.repeat(level));
    let join = |parts: Vec<String>, open: char, close: char| match parts.is_empty() {
        true => format!("{open}{close}"),
        false => {
            let between = format!(",{}", line(level + 1));
            format!(
                "{open}{}{}{}{close}",
                line(level + 1),
                parts.join(&between),
                line(level)
            )
        }
    };
    match value {
        J::Raw(text) => text.clone(),
        J::List(list) => join(
            list.iter().map(|one| write(one, look, level + 1)).collect(),
            '[',
            ']',
        ),
        J::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if look.sorted {
                members.sort_by_key(|(name, _)| name);
            }
            let members = members.into_iter().map(|(name, value)| {
                format!(
                    "{}{}{}",
                    Value::from(name.as_str()),
                    look.colon,
                    write(value, look, level + 1)
                )
            });
            join(members.collect(), '{', '}')
        }
    }
}

const TARGETS: [&str; 8] = [
    "userName",
    "active",
    "name.givenName",
    "externalId",
    "emails[type eq \"work\"].value",
    "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
    "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
    "títle 😀 \"\\",
];

/// Expressions whose trees can be written, some oddly set.
const EXPRESSIONS: [&str; 7] = [
    "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")",
    "Join(\" \", [givenName], [surname])",
    "Join( \" \",[givenName],[surname] )",
    "Not([IsSoftDeleted])",
    "Mid([userPrincipalName], 1, 8)",
    "SingleAppRoleAssignment([appRoleAssignments])",
    "Append([mail], \"\\\"quoted\\\\\")",
];

/// Sources that Entra would refuse, sound by their grammar or not.
const FAULTY: [&str; 6] = [
    "Left([mail])",
    "Left([mail], \"x\")",
    "tolower([mail])",
    "Foo([mail])",
    "Not([x]",
    "Switch([department], \"a\", \"b\", \"c\", \"d\")",
];

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        4 => select(vec!["mail", "objectId", "extension_0_x"])
            .prop_map(|name| Source::Direct(name.to_owned())),
        4 => "\\PC{0,6}|%a%|[\"\\\\\n]{1,3}".prop_map(Source::Constant),
        4 => select(EXPRESSIONS.to_vec()).prop_map(|text| Source::Expression(text.to_owned())),
        4 => Just(Source::None),
        1 => Just(Source::Expression(OTHER_TREE.to_owned())),
        1 => select(FAULTY.to_vec()).prop_map(|text| Source::Expression(text.to_owned())),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let default = prop::option::of("[a-z\"]{0,3}");
    (
        select(TARGETS.to_vec()),
        source(),
        default,
        0..3u32,
        any::<bool>(),
    )
        .prop_map(
            |(target, source, default_value, precedence, creation)| Row {
                target: target.to_owned(),
                source,
                default_value,
                matching_precedence: Some(precedence),
                apply: if creation {
                    Apply::OnlyDuringCreation
                } else {
                    Apply::Always
                },
            },
        )
}

fn set() -> impl Strategy<Value = MappingSet> {
    let operations = (any::<bool>(), any::<bool>(), any::<bool>());
    (prop::collection::vec(row(), 0..8), operations).prop_map(|(rows, (create, update, delete))| {
        MappingSet {
            rows,
            operations: Operations {
                create,
                update,
                delete,
            },
        }
    })
}

fn look() -> impl Strategy<Value = Look> {
    let newline = select(vec![("", ""), ("\n", "  "), ("\r\n", "\t"), ("\n", "")]);
    let colon = select(vec![":", ": ", " : "]);
    (newline, colon, any::<bool>()).prop_map(|((newline, unit), colon, sorted)| Look {
        newline,
        unit,
        colon,
        sorted,
    })
}

/// What the tree of a source says whose text says something else.
const OTHER_TREE: &str = "Not([city])";

/// A source whose text and tree differ, unless both are [`OTHER_TREE`].
fn differing(source: &Source) -> J {
    let says = match source {
        Source::None => return raw("null"),
        Source::Direct(name) => format!("[{name}]"),
        Source::Constant(text) => entra_expression::quote(text),
        Source::Expression(text) => text.clone(),
    };
    object(vec![
        ("expression", text(&says)),
        ("name", text("Not")),
        ("type", text("Function")),
        ("unknown", raw("1.50")),
        (
            "parameters",
            raw(r#"[{"key": "source", "value": {"type": "Attribute", "name": "city"}}]"#),
        ),
    ])
}

/// The element of a row, with members and forms that a rewriting program
/// would lose.
fn element(row: &Row, odd: u8) -> J {
    let row = canonical(row);
    let source = match &row.source {
        Source::None => raw("null"),
        Source::Direct(name) => object(vec![("type", text("Attribute")), ("name", text(name))]),
        Source::Constant(constant) => object(vec![
            ("name", text(constant)),
            ("type", text("Constant")),
            ("expression", text(&entra_expression::quote(constant))),
            ("parameters", raw("[ ]")),
        ]),
        Source::Expression(expression) => {
            let expr = entra_expression::parse(expression).expr();
            let tree = expr.and_then(|expr| entra_expression::graph::to_tree(&expr).ok());
            match tree {
                Some(tree) => raw(&tree.to_string()),
                None => object(vec![
                    ("expression", text(expression)),
                    ("name", text("Left")),
                    ("type", text("Function")),
                    ("parameters", raw("[]")),
                ]),
            }
        }
    };
    let source = if odd > 150 {
        differing(&row.source)
    } else {
        source
    };
    let flow = match (row.apply, odd % 3) {
        (Apply::Always, 0) => raw("0"),
        (Apply::OnlyDuringCreation, 0) => raw("1"),
        (Apply::Always, _) => text("Always"),
        (Apply::OnlyDuringCreation, _) => text("ObjectAddOnly"),
    };
    let default = row.default_value.as_deref().map_or(raw("null"), text);
    let mut members = vec![
        ("defaultValue", default),
        ("flowType", flow),
        (
            "matchingPriority",
            raw(&row.matching_precedence.unwrap_or(0).to_string()),
        ),
        ("targetAttributeName", text(&row.target)),
        ("source", source),
    ];
    if odd.is_multiple_of(2) {
        members.push((
            "unknown",
            raw("[1.50, 1e3, \"\\u0041\\/\", {\"b\": 1, \"a\": 2}]"),
        ));
    }
    object(members)
}

#[derive(Debug, Clone)]
struct File {
    bytes: Vec<u8>,
    text: String,
    rows: usize,
}

fn file() -> impl Strategy<Value = File> {
    let encoding = select(vec![
        SchemaFileEncoding::Utf8,
        SchemaFileEncoding::Utf16Little,
        SchemaFileEncoding::Utf16Big,
    ]);
    let odds = (
        any::<[u8; 8]>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    (set(), look(), encoding, odds).prop_map(
        |(set, look, encoding, (odd, wrapped, mark, directories))| {
            let rows: Vec<J> = set
                .rows
                .iter()
                .zip(odd)
                .map(|(row, odd)| element(row, odd))
                .collect();
            let words = [
                (set.operations.create, "Add"),
                (set.operations.update, "Update"),
                (set.operations.delete, "Delete"),
            ];
            let words: Vec<_> = words
                .iter()
                .filter(|(on, _)| *on)
                .map(|(_, word)| *word)
                .collect();
            let comma = if odd[0] % 2 == 0 { ", " } else { "," };
            let mapping = |source: &str, rows: Vec<J>| {
                object(vec![
                    ("enabled", raw("true")),
                    ("sourceObjectName", text(source)),
                    ("targetObjectName", text(&format!("urn:x:{source}"))),
                    ("attributeMappings", J::List(rows)),
                    ("flowTypes", text(&words.join(comma))),
                    ("scope", raw("null")),
                ])
            };
            let rule = object(vec![
                ("sourceDirectoryName", text("Azure Active Directory")),
                ("targetDirectoryName", text("target")),
                ("priority", raw("1.0")),
                (
                    "objectMappings",
                    J::List(vec![
                        mapping("Group", Vec::new()),
                        mapping("User", rows.clone()),
                    ]),
                ),
            ]);
            let definition = object(vec![
                ("name", text("userName")),
                ("type", text("String")),
                ("anchor", raw("false")),
            ]);
            let user = object(vec![
                ("attributes", J::List(vec![definition])),
                ("name", text("urn:x:User")),
            ]);
            let directory = object(vec![
                ("objects", J::List(vec![user])),
                ("name", text("target")),
            ]);
            let mut schema = vec![
                ("version", text("v1")),
                ("synchronizationRules", J::List(vec![rule])),
            ];
            if directories {
                schema.insert(
                    usize::from(odd[1] % 2),
                    ("directories", J::List(vec![directory])),
                );
            }
            let mut root = object(schema);
            if wrapped {
                root = object(vec![
                    ("id", text("scim")),
                    ("schema", root),
                    ("version", raw("-0.0")),
                ]);
            }
            let written = write(&root, look, 0);
            let marked = if mark {
                format!("\u{feff}{written}")
            } else {
                written.clone()
            };
            File {
                bytes: encoding.encode(&marked),
                text: written,
                rows: rows.len(),
            }
        },
    )
}

/// A file without the parts that an export may change.
fn rest(text: &str) -> Value {
    let mut root: Value = serde_json::from_str(text).unwrap();
    let schema = match root.get_mut("schema") {
        Some(schema) => schema,
        None => &mut root,
    };
    let mapping = &mut schema["synchronizationRules"][0]["objectMappings"][1];
    mapping["attributeMappings"] = Value::Null;
    mapping["flowTypes"] = Value::Null;
    if schema.get("directories").is_some() {
        schema["directories"][0]["objects"][0]["attributes"] = Value::Null;
    }
    root
}

fn elements(text: &str) -> Vec<Value> {
    let root: Value = serde_json::from_str(text).unwrap();
    let schema = root.get("schema").unwrap_or(&root);
    let list = &schema["synchronizationRules"][0]["objectMappings"][1]["attributeMappings"];
    list.as_array().cloned().unwrap_or_default()
}

fn decode(bytes: &[u8]) -> String {
    sync_schema::encoding::decode(bytes).unwrap().text
}

/// Whether the text and the tree of the row for a target differ.
fn differs_in(notes: &[Unsupported], row: &Row) -> bool {
    let differ = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { target, .. } if *target == row.target);
    notes.iter().any(differ)
}

/// Whether the text and the tree of any row differ.
fn differs(read: &ParsedSchema) -> bool {
    let differ = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { .. });
    read.notes.iter().any(differ)
}

proptest! {
    #[test]
    fn nothing_to_change_changes_nothing(file in file()) {
        let read = read(&file.bytes, None).unwrap();
        prop_assert_eq!(read.set.rows.len(), file.rows);
        let made = export(&file.bytes, read.pick, &read.set, &ExportOptions::default()).unwrap();
        prop_assert_eq!(made.refusals.len(), 0);
        if !differs(&read) {
            prop_assert_eq!(made.splices.len(), 0);
            prop_assert_eq!(apply(&file.bytes, &made), file.bytes);
        }
    }

    #[test]
    fn what_was_exported_is_read_back(file in file(), set in set()) {
        let pick = read(&file.bytes, None).unwrap().pick;
        let made = export(&file.bytes, pick, &set, &ExportOptions::default()).unwrap();
        // Nothing with a mistake goes into a file that has not got it already.
        let old = read(&file.bytes, None).unwrap();
        let refused = |row: &&Row| lint(&row.source).is_some();
        let faulty = set.rows.iter().filter(refused).count();
        prop_assert!(made.refusals.len() <= faulty);
        let has = |row: &Row| old.set.rows.iter().any(|old| {
            old.target == row.target && canonical(old).source == canonical(row).source
        });
        if made.refusals.is_empty() {
            prop_assert!(set.rows.iter().filter(refused).all(has));
        }
        if !made.refusals.is_empty() {
            prop_assert_eq!(made.splices.len(), 0);
            return Ok(());
        }
        let changed = apply(&file.bytes, &made);
        let read = read(&changed, None).unwrap();
        let says_two_things = |note: &Unsupported| match note {
            Unsupported::TextAndTreeDiffer { target, .. } => !set.rows.iter().any(|row| row.target == *target && refused(&row)),
            _ => false,
        };
        prop_assert!(!read.notes.iter().any(says_two_things), "{:?}", read.notes);
        let rows = |set: &MappingSet| set.rows.iter().map(canonical).collect::<Vec<_>>();
        prop_assert_eq!(rows(&read.set), rows(&set));
        prop_assert_eq!(read.set.operations, set.operations);
        prop_assert_eq!(differences(&read.set, &set), vec![]);
        let again = export(&changed, pick, &set, &ExportOptions::default()).unwrap();
        prop_assert_eq!(again.splices.len(), 0);
    }

    #[test]
    fn only_what_has_to_change_changes(file in file(), set in set()) {
        let before = read(&file.bytes, None).unwrap();
        let made = export(&file.bytes, before.pick, &set, &ExportOptions::default()).unwrap();
        let changed = decode(&apply(&file.bytes, &made));
        if !made.refusals.is_empty() {
            prop_assert_eq!(changed, decode(&file.bytes));
            return Ok(());
        }
        prop_assert_eq!(rest(&changed), rest(&file.text));
        // Every member of a row that the set-up has too is still there,
        // except for those that it says otherwise.
        let old = elements(&file.text);
        let before_notes = before.notes.clone();
        let (mut left, new) = (before.set.rows.iter().zip(&old).collect::<Vec<_>>(), elements(&changed));
        for (row, element) in set.rows.iter().zip(&new) {
            let Some(at) = left.iter().position(|(old, _)| old.target == row.target) else {
                continue;
            };
            let (before, was) = left.remove(at);
            if canonical(before) == canonical(row) && !differs_in(&before_notes, row) {
                prop_assert_eq!(element, was);
            }
            prop_assert_eq!(element.get("unknown"), was.get("unknown"));
        }
    }

    #[test]
    fn no_damage_breaks_the_reader(file in file(), at in any::<prop::sample::Index>(), with in "\\PC{0,2}", cut in any::<bool>()) {
        let at = at.index(file.text.len() + 1);
        prop_assume!(file.text.is_char_boundary(at));
        let (head, tail) = file.text.split_at(at);
        let damaged = if cut { head.to_owned() } else { format!("{head}{with}{tail}") };
        if let Ok(read) = read(damaged.as_bytes(), None) {
            let made = export(damaged.as_bytes(), read.pick, &read.set, &ExportOptions::default()).unwrap();
            prop_assert_eq!(made.refusals.len(), 0);
            if !differs(&read) {
                prop_assert_eq!(made.splices.len(), 0);
            }
        }
    }
}
