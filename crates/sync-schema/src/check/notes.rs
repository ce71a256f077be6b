//! What was read but not understood, as diagnostics.

use std::borrow::Cow;

use entra_expression::Severity::{self, Info, Warning};

use crate::json::Json;
use crate::locate;
use crate::unsupported::Unsupported;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};

pub(super) const TEXT_AND_TREE_DIFFER: &str = "text-and-tree-differ";

/// What in the mapping a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotePosition {
    /// A member of the mapping.
    Mapping(&'static str),
    /// A member of the row of the target.
    Row(&'static str),
    /// A member of the source of the row of the target.
    Source(&'static str),
    /// An element of the list of rows, by its number from 1.
    Element(usize),
}

/// Nothing for what another rule says, and for what only matters to a change of
/// the file.
pub(super) fn diagnostic(note: &Unsupported) -> Option<(MappingDiagnostic, NotePosition)> {
    use NotePosition::{Element, Mapping, Row, Source};
    let new = |severity, target: &str, code, headline, message: String, position| {
        Some((made(severity, target, code, headline, message), position))
    };
    match note {
        Unsupported::MappingOff => new(
            Warning,
            "",
            "mapping-off",
            "The mapping is off",
            "Entra provisions no user with it.".to_owned(),
            Mapping("enabled"),
        ),
        Unsupported::TwiceNamed { object, name } => new(
            Warning,
            "",
            "member-twice",
            "A member appears twice",
            format!("“{name}” appears twice in {object}. The last one is used."),
            Mapping("name"),
        ),
        Unsupported::NoTarget { number } => new(
            Warning,
            "",
            "no-target",
            "A mapping without a target",
            format!("Attribute mapping {number} has no targetAttributeName."),
            Element(*number),
        ),
        Unsupported::UnknownSource { target } => new(
            Warning,
            target,
            "unknown-source",
            "Unknown source type",
            "The type of the source isn’t Attribute, Constant or Function.".to_owned(),
            Source("type"),
        ),
        Unsupported::TextAndTreeDiffer { target, tree } => new(
            Warning,
            target,
            TEXT_AND_TREE_DIFFER,
            "The text and the tree disagree",
            format!("The tree is {tree}. Which one Entra uses isn’t documented."),
            Source("expression"),
        ),
        Unsupported::DefaultValue { target } => new(
            Warning,
            target,
            "default-not-text",
            "The default value isn’t text",
            "Enter text in quotation marks, or null.".to_owned(),
            Row("defaultValue"),
        ),
        Unsupported::FlowType { target, value } => new(
            Info,
            target,
            "flow-type",
            "A flow type that the portal doesn’t offer",
            format!("The flow type is {value}. The portal offers Always and ObjectAddOnly."),
            Row("flowType"),
        ),
        Unsupported::FlowAlways { target } => new(
            Info,
            target,
            "flow-always",
            "Sent in every cycle",
            "The value is sent in every cycle, not only when it changed. The portal doesn’t show this.".to_owned(),
            Row("flowBehavior"),
        ),
        Unsupported::Priority { target } => new(
            Warning,
            target,
            "matching-precedence",
            "The matching precedence isn’t valid",
            "The matching precedence isn’t a whole number from 0.".to_owned(),
            Row("matchingPriority"),
        ),
        Unsupported::Operation { word } => new(
            Warning,
            "",
            "unknown-operation",
            "Unknown operation",
            format!("“{word}” isn’t Add, Update or Delete."),
            Mapping("flowTypes"),
        ),
        Unsupported::NotListed { target } => new(
            Warning,
            target,
            "not-in-attribute-list",
            "Not in the attribute list",
            "The attribute is mapped, but the target directory doesn’t list it. Add it in the portal, under Edit attribute list.".to_owned(),
            Row("targetAttributeName"),
        ),
        Unsupported::HiddenScope => new(
            Info,
            "",
            "hidden-scope",
            "Hidden conditions in the scoping filter",
            "The scoping filter has conditions that the portal doesn’t show and that aren’t documented.".to_owned(),
            Mapping("scope"),
        ),
        Unsupported::ScopeOperator { name } => new(
            Info,
            "",
            "scope-operator",
            "Unknown operator in the scoping filter",
            format!("The scoping filter uses “{name}”, which isn’t documented."),
            Mapping("scope"),
        ),
        Unsupported::More { count } => new(
            Warning,
            "",
            "more-issues",
            "Not all issues are listed",
            format!("There are {count} more like these."),
            Mapping("attributeMappings"),
        ),
        // Members that are not documented, and attributes that cannot be added,
        // only matter to a change. The others are said of the rows.
        Unsupported::UnknownMember { .. }
        | Unsupported::TwoRows { .. }
        | Unsupported::TextFromTree { .. }
        | Unsupported::Unsound { .. }
        | Unsupported::NoDefinition { .. } => None,
    }
}

/// That the mapping of groups is on.
pub(super) fn group_mapping(mapping: &Json) -> MappingDiagnostic {
    made(
        Warning,
        "",
        "group-mapping-on",
        "Group mapping is on",
        format!(
            "Talkdesk doesn’t support groups. While “{}” is on, every group fails in every cycle.",
            locate::group_name(mapping)
        ),
    )
}

fn made(
    severity: Severity,
    target: &str,
    code: &'static str,
    headline: &'static str,
    message: String,
) -> MappingDiagnostic {
    MappingDiagnostic {
        code: Cow::Borrowed(code),
        severity,
        target: target.to_owned(),
        subject: DiagnosticSubject::Row,
        headline: Cow::Borrowed(headline),
        message,
        why: Cow::Borrowed(""),
        fixes: Vec::new(),
        set_fix: None,
    }
}
