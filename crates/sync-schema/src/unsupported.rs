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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unsupported {
    #[error("This mapping is switched off: Entra provisions nobody by it.")]
    MappingOff,
    /// Members that Graph's reference does not have.
    #[error("“{name}” in {object} is in no reference. {}", stays(.count))]
    UnknownMember {
        object: SchemaObject,
        name: String,
        count: usize,
    },
    #[error("“{name}” stands twice in one object of {object}. The last one is read; both stay.")]
    TwiceNamed { object: SchemaObject, name: String },
    /// By its number from 1.
    #[error("Element {number} of the rows has no target. It stays in the file and is no row here.")]
    NoTarget { number: usize },
    #[error("There is more than one row for {target}.")]
    TwoRows { target: String },
    #[error(
        "The source of {target} is of no known kind. It is shown as nothing, and stays in the file unless you choose another one."
    )]
    UnknownSource { target: String },
    #[error("The expression of {target} has no text in the file; it was written from its tree.")]
    TextFromTree { target: String },
    #[error(
        "The text and the tree of {target} say different things. The tree says {tree}. Which one Entra follows is not documented; the changed file has the set-up’s source in both."
    )]
    TextAndTreeDiffer { target: String, tree: String },
    #[error("The expression of {target} has a fault: {diagnostic}")]
    Unsound { target: String, diagnostic: String },
    #[error(
        "The default value of {target} is no text. It is read as none, and stays in the file unless you enter one."
    )]
    DefaultValue { target: String },
    #[error(
        "{target} has the flow type {value}, which the portal does not offer. It is shown as Always and stays in the file."
    )]
    FlowType { target: String, value: String },
    #[error(
        "{target} is sent in every cycle, not only when it has changed. The portal does not show that; it stays."
    )]
    FlowAlways { target: String },
    #[error("The matching precedence of {target} is no whole number from 0. It is read as none.")]
    Priority { target: String },
    /// None of Add, Update and Delete.
    #[error("The operation “{word}” is not known. It goes when you change the operations.")]
    Operation { word: String },
    #[error(
        "The file has no definition of {object}, so no attribute can be added to it. Add missing ones in the portal’s attribute list."
    )]
    NoDefinition {
        /// Directory and object of the target.
        object: String,
    },
    #[error("{target} has a row but is not in the target’s attribute list.")]
    NotListed { target: String },
    #[error(
        "The scoping filter has conditions that the portal does not show and no reference explains. They stay."
    )]
    HiddenScope,
    #[error("There are {count} more remarks like these.")]
    More { count: usize },
    #[error(
        "The scoping filter uses “{name}”, whose meaning is not documented. Preflight says “not certain” for it."
    )]
    ScopeOperator { name: String },
}

fn stays(count: &usize) -> String {
    match count {
        1 => "It stays as it is.".to_owned(),
        count => format!("All {count} stay as they are."),
    }
}
