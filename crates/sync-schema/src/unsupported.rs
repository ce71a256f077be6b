//! What was read but not understood, or understood only in part.

use serde::{Deserialize, Serialize};

/// The kind of object that a member stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchemaObject {
    Schema,
    Rule,
    Mapping,
    Row,
    /// The source of a row.
    Source,
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
    /// Two members of one object have one name; the last one counts.
    TwiceNamed {
        object: SchemaObject,
        name: String,
    },
    /// A row without a target, by its number from 1.
    NoTarget {
        number: usize,
    },
    /// More than one row for a target.
    TwoRows {
        target: String,
    },
    /// The source of a row is none that is known.
    UnknownSource {
        target: String,
    },
    /// An expression without a text; its text was written from its tree.
    TextFromTree {
        target: String,
    },
    /// The text of an expression and its tree say different things.
    TextAndTreeDiffer {
        target: String,
        tree: String,
    },
    /// The text of an expression has errors.
    Unsound {
        target: String,
        diagnostic: String,
    },
    /// A default value that is no text.
    DefaultValue {
        target: String,
    },
    /// A flow type that the portal does not offer.
    FlowType {
        target: String,
        value: String,
    },
    /// The value is sent in every cycle, not only when it has changed.
    FlowAlways {
        target: String,
    },
    /// A matching priority that is no whole number from 0.
    Priority {
        target: String,
    },
    /// An operation that is none of Add, Update and Delete.
    Operation {
        word: String,
    },
    /// The directory definition of the target lacks.
    NoDefinition {
        /// Its name and object in the mapping.
        object: String,
    },
    /// A row for a target that the directory definition does not list.
    NotListed {
        target: String,
    },
    /// A part of the scoping filter that the portal does not show.
    HiddenScope,
    More {
        count: usize,
    },
    /// An operator of the scoping filter that is not known.
    ScopeOperator {
        name: String,
    },
}
