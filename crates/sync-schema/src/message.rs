//! What is not an error of a file, as text.

mod refusal;

pub use refusal::{correct, refusal};

use super::diff::SchemaDifference;
use super::encoding::SchemaFileEncoding;
use super::locate::PickReason;
use provisioning::mapping::Source;

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

fn origin(source: &Source) -> String {
    match source {
        Source::Direct(name) => name.clone(),
        Source::Constant(text) => format!("the constant “{text}”"),
        Source::Expression(text) => text.clone(),
        Source::None => "nothing".to_owned(),
    }
}

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
        SchemaDifference::Source { target, file, set } => format!(
            "{target} comes from {}; the set-up says {}.",
            origin(file),
            origin(set)
        ),
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
        SchemaDifference::OnlyFile { target, source } => format!(
            "{target} comes from {}; the set-up has no such row.",
            origin(source)
        ),
        SchemaDifference::OnlySet { target, source } => format!(
            "{target} has no row in the file; the set-up takes it from {}.",
            origin(source)
        ),
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
        SchemaDifference::OnlyFile { target, source } => {
            Some(format!("{target} comes from {}.", origin(source)))
        }
        _ => None,
    }
}

/// What saving a changed schema brings about.
pub const CONSEQUENCE: &str = "Saving any of this makes Entra’s next cycle an initial one: it looks at every user in scope again, which takes from 20 minutes to hours. A changed source alone changes existing users only then.";

pub const MATCHING_CONSEQUENCE: &str = "The way users are found changes. Entra keeps the links to users it knows; new ones are found the new way, and whoever is not found is created a second time. Try one user with Provision on demand first.";
