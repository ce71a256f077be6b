//! Laws of import and export over generated files of many shapes.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::select;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::{Apply, MappingSet, Operations, Row, Source};
use serde_json::Value;
use sync_schema::diff::compare;
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

mod laws;
