//! What was read but not understood, or understood only in part.

use serde::{Deserialize, Serialize};

/// The kind of object that a member stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchemaObject {
    /// The schema itself.
    Schema,
    /// The rule.
    Rule,
    /// The mapping of objects.
    Mapping,
    /// A row.
    Row,
    /// The source of a row.
    Source,
}

/// One remark. Whatever it is about stays in the file as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unsupported {
    /// The mapping is switched off.
    MappingOff,
    /// Members that Graph's reference does not have.
    UnknownMember {
        /// Where they stand.
        place: SchemaObject,
        /// Their name.
        name: String,
        /// How many there are.
        count: usize,
    },
    /// Two members of one object have one name; the last one counts.
    TwiceNamed {
        /// Where they stand.
        place: SchemaObject,
        /// Their name.
        name: String,
    },
    /// A row without a target, by its number from 1.
    NoTarget {
        /// The number.
        number: usize,
    },
    /// More than one row for a target.
    TwoRows {
        /// The target.
        target: String,
    },
    /// The source of a row is none that is known.
    UnknownSource {
        /// The row's target.
        target: String,
    },
    /// An expression without a text; its text was written from its tree.
    TextFromTree {
        /// The row's target.
        target: String,
    },
    /// The text of an expression and its tree say different things.
    TextAndTreeDiffer {
        /// The row's target.
        target: String,
        /// What the tree says.
        tree: String,
    },
    /// The text of an expression has faults.
    Unsound {
        /// The row's target.
        target: String,
        /// The first fault, as a sentence.
        fault: String,
    },
    /// A default value that is no text.
    DefaultValue {
        /// The row's target.
        target: String,
    },
    /// A flow type that the portal does not offer.
    FlowType {
        /// The row's target.
        target: String,
        /// The flow type.
        value: String,
    },
    /// The value is sent in every cycle, not only when it has changed.
    FlowAlways {
        /// The row's target.
        target: String,
    },
    /// A matching priority that is no whole number from 0.
    Priority {
        /// The row's target.
        target: String,
    },
    /// An operation that is none of Add, Update and Delete.
    Operation {
        /// The word.
        word: String,
    },
    /// The directory definition of the target lacks.
    NoDefinition {
        /// Its name and object in the mapping.
        object: String,
    },
    /// A row for a target that the directory definition does not list.
    NotListed {
        /// The target.
        target: String,
    },
    /// A part of the scoping filter that the portal does not show.
    HiddenScope,
    /// So many more remarks.
    More {
        /// How many.
        count: usize,
    },
    /// An operator of the scoping filter that is not known.
    ScopeOperator {
        /// Its name.
        name: String,
    },
}
