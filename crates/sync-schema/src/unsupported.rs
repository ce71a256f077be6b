//! What was read but not understood, or understood only in part.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of object that a member is in.
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
            Self::Row => "the rows",
            Self::Source => "the row sources",
        })
    }
}

/// One remark. What it is about stays in the file as it is.
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
                "This mapping is turned off: Entra provisions no user with it.",
            ),
            Self::UnknownMember {
                object,
                name,
                count,
            } => write!(f, "“{name}” in {object} isn’t documented. {}", stays(*count)),
            Self::TwiceNamed { object, name } => write!(
                f,
                "“{name}” appears twice in {object}. The last one is used; both stay in the file."
            ),
            Self::NoTarget { number } => write!(
                f,
                "Row {number} has no target attribute. It stays in the file and isn’t shown here."
            ),
            Self::TwoRows { target } => write!(f, "There is more than one row for {target}."),
            Self::UnknownSource { target } => write!(
                f,
                "The source type of {target} isn’t recognized. It stays in the file unless you choose another source."
            ),
            Self::TextFromTree { target } => write!(
                f,
                "The expression of {target} has no text in the file, so it’s shown from its tree."
            ),
            Self::TextAndTreeDiffer { target, tree } => write!(
                f,
                "The text and the tree of {target} disagree. The tree is {tree}. Which one Entra uses isn’t documented. The updated file has the source from your setup in both."
            ),
            Self::Unsound { target, diagnostic } => {
                write!(f, "The expression of {target} has an error: {diagnostic}")
            }
            Self::DefaultValue { target } => write!(
                f,
                "The default value of {target} isn’t text. It’s ignored here and stays in the file unless you enter one."
            ),
            Self::FlowType { target, value } => write!(
                f,
                "{target} has the flow type {value}, which the portal doesn’t offer. It’s shown as Always and stays in the file."
            ),
            Self::FlowAlways { target } => write!(
                f,
                "{target} is sent in every cycle, not only when it changed. The portal doesn’t show this; it stays in the file."
            ),
            Self::Priority { target } => write!(
                f,
                "The matching precedence of {target} isn’t a whole number from 0. It’s ignored here."
            ),
            Self::Operation { word } => write!(
                f,
                "The operation “{word}” isn’t recognized. It’s removed if you change the operations."
            ),
            Self::NoDefinition { object } => write!(
                f,
                "The file doesn’t define {object}, so no attribute can be added to it. Add missing attributes in the portal, under Edit attribute list."
            ),
            Self::NotListed { target } => write!(
                f,
                "{target} is mapped but isn’t in the attribute list."
            ),
            Self::HiddenScope => f.write_str(
                "The scoping filter has conditions that the portal doesn’t show and that aren’t documented. They stay in the file.",
            ),
            Self::More { count } => write!(f, "{count} more like these."),
            Self::ScopeOperator { name } => write!(
                f,
                "The scoping filter uses “{name}”, which isn’t documented. Preflight shows “not certain” for it."
            ),
        }
    }
}

fn stays(count: usize) -> String {
    match count {
        1 => "It stays in the file.".to_owned(),
        count => format!("All {count} stay in the file."),
    }
}
