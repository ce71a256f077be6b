//! What was read but not understood, or understood only in part.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of object that a member stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchemaObject {
    Schema,
    Rule,
    Mapping,
    Row,
    Source,
}

impl fmt::Display for SchemaObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Schema => "the schema",
            Self::Rule => "the rule",
            Self::Mapping => "the mapping",
            Self::Row => "rows",
            Self::Source => "sources of rows",
        })
    }
}

/// One remark. Whatever it is about stays in the file as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unsupported {
    MappingOff,
    /// Members that Graph's reference does not have.
    UnknownMember {
        object: SchemaObject,
        name: String,
        count: usize,
    },
    TwiceNamed {
        object: SchemaObject,
        name: String,
    },
    /// By its number from 1.
    NoTarget {
        number: usize,
    },
    TwoRows {
        target: String,
    },
    UnknownSource {
        target: String,
    },
    TextFromTree {
        target: String,
    },
    TextAndTreeDiffer {
        target: String,
        tree: String,
    },
    Unsound {
        target: String,
        diagnostic: String,
    },
    DefaultValue {
        target: String,
    },
    FlowType {
        target: String,
        value: String,
    },
    FlowAlways {
        target: String,
    },
    Priority {
        target: String,
    },
    /// None of Add, Update and Delete.
    Operation {
        word: String,
    },
    NoDefinition {
        /// Directory and object of the target.
        object: String,
    },
    NotListed {
        target: String,
    },
    HiddenScope,
    More {
        count: usize,
    },
    ScopeOperator {
        name: String,
    },
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MappingOff => f.write_str(
                "This mapping is switched off: Entra provisions nobody by it.",
            ),
            Self::UnknownMember {
                object,
                name,
                count,
            } => write!(f, "“{name}” in {object} is in no reference. {}", stays(*count)),
            Self::TwiceNamed { object, name } => write!(
                f,
                "“{name}” stands twice in one object of {object}. The last one is read; both stay."
            ),
            Self::NoTarget { number } => write!(
                f,
                "Element {number} of the rows has no target. It stays in the file and is no row here."
            ),
            Self::TwoRows { target } => write!(f, "There is more than one row for {target}."),
            Self::UnknownSource { target } => write!(
                f,
                "The source of {target} is of no known kind. It is shown as nothing, and stays in the file unless you choose another one."
            ),
            Self::TextFromTree { target } => write!(
                f,
                "The expression of {target} has no text in the file; it was written from its tree."
            ),
            Self::TextAndTreeDiffer { target, tree } => write!(
                f,
                "The text and the tree of {target} say different things. The tree says {tree}. Which one Entra follows is not documented; the changed file has the set-up’s source in both."
            ),
            Self::Unsound { target, diagnostic } => {
                write!(f, "The expression of {target} has a fault: {diagnostic}")
            }
            Self::DefaultValue { target } => write!(
                f,
                "The default value of {target} is no text. It is read as none, and stays in the file unless you enter one."
            ),
            Self::FlowType { target, value } => write!(
                f,
                "{target} has the flow type {value}, which the portal does not offer. It is shown as Always and stays in the file."
            ),
            Self::FlowAlways { target } => write!(
                f,
                "{target} is sent in every cycle, not only when it has changed. The portal does not show that; it stays."
            ),
            Self::Priority { target } => write!(
                f,
                "The matching precedence of {target} is no whole number from 0. It is read as none."
            ),
            Self::Operation { word } => write!(
                f,
                "The operation “{word}” is not known. It goes when you change the operations."
            ),
            Self::NoDefinition { object } => write!(
                f,
                "The file has no definition of {object}, so no attribute can be added to it. Add missing ones in the portal’s attribute list."
            ),
            Self::NotListed { target } => write!(
                f,
                "{target} has a row but is not in the target’s attribute list."
            ),
            Self::HiddenScope => f.write_str(
                "The scoping filter has conditions that the portal does not show and no reference explains. They stay.",
            ),
            Self::More { count } => write!(f, "There are {count} more remarks like these."),
            Self::ScopeOperator { name } => write!(
                f,
                "The scoping filter uses “{name}”, whose meaning is not documented. Preflight says “not certain” for it."
            ),
        }
    }
}

fn stays(count: usize) -> String {
    match count {
        1 => "It stays as it is.".to_owned(),
        count => format!("All {count} stay as they are."),
    }
}
