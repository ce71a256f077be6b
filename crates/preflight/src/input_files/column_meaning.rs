//! What True means in a column that is taken for a truth value.

use crate::users_file::{self, Meaning};
use provisioning::entra::{BOOLEAN, ENABLED, SOFT_DELETED};

use crate::input_files::{InputFile, InputPurpose};

impl InputFile {
    /// The first column of which nobody has said what True means in it.
    pub fn unanswered(&self) -> Option<&str> {
        let mut columns = self.look()?.columns.iter();
        let open = columns.find(|column| {
            let needs = column.attribute.as_deref().is_some_and(needs_meaning);
            needs && column.meaning == Meaning::Unknown
        })?;
        (self.purpose != InputPurpose::Talkdesk).then_some(open.name.as_str())
    }
}

/// Whether it has to be known what True means in a column for this attribute.
fn needs_meaning(attribute: &str) -> bool {
    BOOLEAN.contains(&attribute)
}

/// How a column is read that somebody takes for an attribute: as its header
/// says, if it is about this attribute, or else nobody knows yet.
pub fn meaning_of(header: &str, attribute: Option<&str>) -> Meaning {
    let Some(attribute) = attribute.filter(|attribute| needs_meaning(attribute)) else {
        return Meaning::default();
    };
    let known = users_file::recognize(header).filter(|known| known.attribute == attribute);
    known.map_or(Meaning::Unknown, |known| known.meaning)
}

/// What is asked of a column that is taken for a truth value; an answer of
/// [`Meaning::choices`] ends the sentence.
pub fn question(attribute: &str) -> &'static str {
    match attribute {
        ENABLED | SOFT_DELETED => "A user with True in this column is",
        _ => "True in this column is",
    }
}
