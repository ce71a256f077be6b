//! Everything about a file as text.

mod refusal;

pub use refusal::{correct, refusal};

use super::MAX_BYTES;
use super::diff::SchemaDifference;
use super::encoding::SchemaFileEncoding;
use super::error::{Expected, JsonError, Limit, OtherFile, SchemaFileError};
use super::locate::PickReason;
use super::unsupported::{SchemaObject, Unsupported};
use provisioning::mapping::Source;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFileMessage {
    pub what: String,
    pub todo: &'static str,
}

const MEGABYTE: usize = 1_000_000;

const GET_AGAIN: &str = "Get the file again: in the portal open Attribute mapping, Show advanced options, then “Review your schema here” and Download; or use the script on the Scripts page.";

pub fn file_error(error: &SchemaFileError) -> SchemaFileMessage {
    let words = |what: &str, todo| SchemaFileMessage {
        what: what.to_owned(),
        todo,
    };
    match error {
        SchemaFileError::TooLarge { bytes } => SchemaFileMessage {
            what: format!(
                "The file has {} MB. At most {} MB are read.",
                bytes.div_ceil(MEGABYTE),
                MAX_BYTES / MEGABYTE
            ),
            todo: "A schema has one or two. Check that it is the right file.",
        },
        SchemaFileError::Empty => words("There is nothing in the file.", GET_AGAIN),
        SchemaFileError::Unreadable => words(
            "The browser could not read the file.",
            "It may have been moved or changed since you picked it. Pick it again.",
        ),
        SchemaFileError::NotText { byte } => SchemaFileMessage {
            what: format!(
                "The file is no text: byte {} belongs to no character of UTF-8 or UTF-16.",
                byte + 1
            ),
            todo: GET_AGAIN,
        },
        SchemaFileError::Damaged { spot, error } => SchemaFileMessage {
            what: format!(
                "Line {}, column {}: {}",
                spot.line,
                spot.column,
                json_error(error)
            ),
            todo: match error {
                JsonError::CutShort { .. } => {
                    "The end of the file is missing. Download or copy all of it again."
                }
                _ => "Correct that place in a text editor, or get the file again.",
            },
        },
        SchemaFileError::WebPage => words(
            "This is a web page, not a schema; perhaps the page to sign in.",
            GET_AGAIN,
        ),
        SchemaFileError::OtherFile(other) => other_file(*other),
        SchemaFileError::TooMany { what, count } => SchemaFileMessage {
            what: format!(
                "There are {count} {}. At most {} are read.",
                match what {
                    Limit::Mappings => "mappings of objects",
                    Limit::Rows => "rows in the mapping",
                    Limit::Clauses => "clauses in the scoping filter",
                    Limit::Attributes => "attributes in the target’s list",
                },
                what.max()
            ),
            todo: "No schema of Entra has so many. Check that it is the right file.",
        },
        SchemaFileError::NoUsers { mappings } => SchemaFileMessage {
            what: format!(
                "No mapping in the schema begins at users. It has: {}.",
                mappings.join(", ")
            ),
            todo: "Get the schema of the job that provisions users from Entra to Talkdesk.",
        },
        SchemaFileError::NotUsers => words(
            "The chosen mapping does not begin at users, so no rows of users are written into it.",
            "Choose the mapping of users.",
        ),
        SchemaFileError::NoMapping => words(
            "The schema has no mapping of objects.",
            "Save the provisioning settings in the portal once, so that Entra makes the mappings, then get the file again.",
        ),
    }
}

fn other_file(other: OtherFile) -> SchemaFileMessage {
    let (what, todo) = match other {
        OtherFile::GraphError => (
            "This is an error that Microsoft Graph answered, not a schema.",
            "Read its message, then ask again.",
        ),
        OtherFile::Setup => (
            "This is a set-up of scimdesk, not a schema of Entra.",
            "Import it under Set-ups.",
        ),
        OtherFile::ParsedExpression => (
            "This is the tree of one expression, not a schema.",
            "It belongs into the box below the expression that cannot be written.",
        ),
        OtherFile::ScimSchema => (
            "This describes SCIM attributes; Entra’s schema of the provisioning job is another file.",
            GET_AGAIN,
        ),
        OtherFile::SynchronizationJob => (
            "This is a provisioning job without its schema.",
            "Ask Microsoft Graph for the same address with /schema behind the job’s id.",
        ),
        OtherFile::Unknown => (
            "This is JSON, but no schema of a provisioning job: it has no list “synchronizationRules”.",
            GET_AGAIN,
        ),
    };
    SchemaFileMessage {
        what: what.to_owned(),
        todo,
    }
}

fn json_error(error: &JsonError) -> String {
    match error {
        JsonError::Unexpected { found, due } => match found {
            '“' | '”' | '„' | '‘' | '’' => format!(
                "{found} stands where {} is due. A word processor has changed the quotation marks.",
                expected(*due)
            ),
            '/' => format!(
                "/ stands where {} is due. JSON has no comments.",
                expected(*due)
            ),
            c if c.is_control() => format!(
                "a control character stands where {} is due.",
                expected(*due)
            ),
            c => format!("{c} stands where {} is due.", expected(*due)),
        },
        JsonError::CutShort { due, open } => {
            let open = open.map(|line| format!(" What was opened in line {line} is still open."));
            format!(
                "the file ends where {} is due.{}",
                expected(*due),
                open.unwrap_or_default()
            )
        }
        JsonError::BadEscape => "a backslash that begins nothing JSON has.".to_owned(),
        JsonError::Control => "a line break or another control character within a text.".to_owned(),
        JsonError::BadNumber => "this is no number.".to_owned(),
        JsonError::TooDeep => format!("brackets are nested more than {} deep.", super::MAX_DEPTH),
        JsonError::After => "there is more text behind the end of the JSON.".to_owned(),
    }
}

fn expected(due: Expected) -> &'static str {
    match due {
        Expected::Value => "a value",
        Expected::Name => "a name in quotation marks",
        Expected::Colon => "a colon",
        Expected::CommaOrBrace => "a comma or }",
        Expected::CommaOrBracket => "a comma or ]",
        Expected::Quote => "a quotation mark",
    }
}

pub fn why(why: PickReason) -> &'static str {
    match why {
        PickReason::OnlyOne => "It is the only mapping in the file.",
        PickReason::OnlyUsers => "It is the only one that goes from Entra’s users to users.",
        PickReason::FirstUsers => "It is the first of several that go from Entra’s users to users.",
        PickReason::Nearest => {
            "No mapping goes from Entra’s users to users; this one comes closest."
        }
        PickReason::Requested => "You picked it.",
    }
}

pub fn encoding(encoding: SchemaFileEncoding) -> &'static str {
    match encoding {
        SchemaFileEncoding::Utf8 => "UTF-8",
        SchemaFileEncoding::Utf16Little | SchemaFileEncoding::Utf16Big => "UTF-16",
    }
}

pub fn source(source: &Source) -> String {
    match source {
        Source::Direct(name) => name.clone(),
        Source::Constant(text) => format!("the constant “{text}”"),
        Source::Expression(text) => text.clone(),
        Source::None => "nothing".to_owned(),
    }
}

fn object(object: SchemaObject) -> &'static str {
    match object {
        SchemaObject::Schema => "the schema",
        SchemaObject::Rule => "the rule",
        SchemaObject::Mapping => "the mapping",
        SchemaObject::Row => "rows",
        SchemaObject::Source => "sources of rows",
    }
}

/// What was not understood.
pub fn note(note: &Unsupported) -> String {
    match note {
        Unsupported::MappingOff => "This mapping is switched off: Entra provisions nobody by it.".to_owned(),
        Unsupported::UnknownMember { object: at, name, count: 1 } => {
            format!("“{name}” in {} is in no reference. It stays as it is.", object(*at))
        }
        Unsupported::UnknownMember { object: at, name, count } => format!(
            "“{name}” in {} is in no reference. All {count} stay as they are.",
            object(*at)
        ),
        Unsupported::TwiceNamed { object: at, name } => format!(
            "“{name}” stands twice in one object of {}. The last one is read; both stay.",
            object(*at)
        ),
        Unsupported::NoTarget { number } => {
            format!("Element {number} of the rows has no target. It stays in the file and is no row here.")
        }
        Unsupported::TwoRows { target } => format!("There is more than one row for {target}."),
        Unsupported::UnknownSource { target } => format!(
            "The source of {target} is of no known kind. It is shown as nothing, and stays in the file unless you choose another one."
        ),
        Unsupported::TextFromTree { target } => {
            format!("The expression of {target} has no text in the file; it was written from its tree.")
        }
        Unsupported::TextAndTreeDiffer { target, tree } => format!(
            "The text and the tree of {target} say different things. The tree says {tree}. Which one Entra follows is not documented; the changed file has the set-up’s source in both."
        ),
        Unsupported::Unsound { target, diagnostic } => format!("The expression of {target} has a fault: {diagnostic}"),
        Unsupported::DefaultValue { target } => format!(
            "The default value of {target} is no text. It is read as none, and stays in the file unless you enter one."
        ),
        Unsupported::FlowType { target, value } => format!(
            "{target} has the flow type {value}, which the portal does not offer. It is shown as Always and stays in the file."
        ),
        Unsupported::FlowAlways { target } => format!(
            "{target} is sent in every cycle, not only when it has changed. The portal does not show that; it stays."
        ),
        Unsupported::Priority { target } => {
            format!("The matching precedence of {target} is no whole number from 0. It is read as none.")
        }
        Unsupported::Operation { word } => format!("The operation “{word}” is not known. It goes when you change the operations."),
        Unsupported::NoDefinition { object } => format!(
            "The file has no definition of {object}, so no attribute can be added to it. Add missing ones in the portal’s attribute list."
        ),
        Unsupported::NotListed { target } => format!("{target} has a row but is not in the target’s attribute list."),
        Unsupported::More { count } => format!("There are {count} more remarks like these."),
        Unsupported::HiddenScope => "The scoping filter has conditions that the portal does not show and no reference explains. They stay.".to_owned(),
        Unsupported::ScopeOperator { name } => {
            format!("The scoping filter uses “{name}”, whose meaning is not documented. Preflight says “not certain” for it.")
        }
    }
}

/// A difference between the file and the set-up.
pub fn difference(difference: &SchemaDifference) -> String {
    let precedence = |number: &Option<u32>| match number {
        Some(number) => format!("finds users with precedence {number}"),
        None => "does not find users by it".to_owned(),
    };
    let default = |text: &Option<String>| match text {
        Some(text) => format!("“{text}”"),
        None => "none".to_owned(),
    };
    match difference {
        SchemaDifference::Source { target, file, set } => {
            format!(
                "{target} comes from {}; the set-up says {}.",
                source(file),
                source(set)
            )
        }
        SchemaDifference::Default { target, file, set } => format!(
            "{target} has the default {}; the set-up says {}.",
            default(file),
            default(set)
        ),
        SchemaDifference::Matching { target, file, set } => format!(
            "{target}: the file {}; the set-up {}.",
            precedence(file),
            precedence(set)
        ),
        SchemaDifference::Apply { target, file, set } => format!(
            "{target} is applied “{}”; the set-up says “{}”.",
            file.label(),
            set.label()
        ),
        SchemaDifference::OnlyFile {
            target,
            source: from,
        } => {
            format!(
                "{target} comes from {}; the set-up has no such row.",
                source(from)
            )
        }
        SchemaDifference::OnlySet {
            target,
            source: from,
        } => {
            format!(
                "{target} has no row in the file; the set-up takes it from {}.",
                source(from)
            )
        }
        SchemaDifference::Order => {
            "The rows stand in another order. The order changes nothing for users.".to_owned()
        }
        SchemaDifference::Operation { name, file: true } => {
            format!("{name} is ticked in the file; in the set-up it is not.")
        }
        SchemaDifference::Operation { name, file: false } => {
            format!("{name} is not ticked in the file; in the set-up it is.")
        }
    }
}

/// A row that only the file has, in short.
pub fn row(difference: &SchemaDifference) -> Option<String> {
    match difference {
        SchemaDifference::OnlyFile {
            target,
            source: from,
        } => Some(format!("{target} comes from {}.", source(from))),
        _ => None,
    }
}

/// What saving a changed schema brings about.
pub const CONSEQUENCE: &str = "Saving any of this makes Entra’s next cycle an initial one: it looks at every user in scope again, which takes from 20 minutes to hours. A changed source alone changes existing users only then.";

pub const MATCHING_CONSEQUENCE: &str = "The way users are found changes. Entra keeps the links to users it knows; new ones are found the new way, and whoever is not found is created a second time. Try one user with Provision on demand first.";
