//! What is not an error of a file, as text.

mod comparison;
mod refusal;

pub use comparison::{
    change_list, details, headline, label, operations, remark, source_text, values,
};
pub use refusal::{correct, refusal};

use super::encoding::SchemaFileEncoding;
use super::locate::{FileShape, PickReason};

pub fn why(why: PickReason) -> &'static str {
    match why {
        PickReason::OnlyOne => "The only mapping in the file.",
        PickReason::OnlyUsers => "The only mapping from Entra users to users.",
        PickReason::FirstUsers => "The first of several mappings from Entra users to users.",
        PickReason::Nearest => {
            "No mapping goes from Entra users to users. This one is the closest."
        }
        PickReason::Requested => "You chose it.",
    }
}

pub fn encoding(encoding: SchemaFileEncoding) -> &'static str {
    match encoding {
        SchemaFileEncoding::Utf8 => "UTF-8",
        SchemaFileEncoding::Utf16Little | SchemaFileEncoding::Utf16Big => "UTF-16",
    }
}

pub fn shape(shape: FileShape) -> &'static str {
    match shape {
        FileShape::Schema => "Schema of a provisioning job",
        FileShape::Wrapped => "Template with a schema",
        FileShape::Listed => "List of templates; the schema of one of them was read",
    }
}

/// What saving a changed schema causes.
pub const CONSEQUENCE: &str = "After a schema change, the next cycle is a full one: Entra evaluates every user in scope again, which takes from 20 minutes to hours.";

pub const MATCHING_CONSEQUENCE: &str = "Users that Entra already knows stay linked. New users are found the new way, and users who aren’t found are created a second time. Try one user with Provision on demand first.";
