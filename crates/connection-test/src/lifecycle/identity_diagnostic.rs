//! What is wrong with how a service identifies its users, and its words.

use crate::scim::user_id::{UserId, UserIdError};

/// Something about the identity of users that is wrong with a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityDiagnostic {
    CreatedId(UserIdError),
    ListedId(UserIdError),
    /// An id that the service gave for the test user is another user's, who has
    /// this name.
    OtherUser {
        id: UserId,
        name: String,
    },
    /// A user that was the test user has another name by now.
    Renamed {
        id: UserId,
        name: String,
    },
    Several,
}

/// The longest text of a service that a message repeats, in characters.
const MAX_REPEATED: usize = 200;

impl IdentityDiagnostic {
    pub fn message(&self) -> String {
        let cut = |text: &str| text.chars().take(MAX_REPEATED).collect::<String>();
        match self {
            IdentityDiagnostic::CreatedId(error) => format!(
                "In the response to the create request: {}",
                lower(&error.to_string())
            ),
            IdentityDiagnostic::ListedId(error) => {
                format!("In a list of users: {}", lower(&error.to_string()))
            }
            IdentityDiagnostic::OtherUser { id, name } => format!(
                "The service returned the ID {} for the test user, but that ID shows {}. The test didn’t change that user and looked for its own user by name.",
                cut(id.as_str()),
                cut(name)
            ),
            IdentityDiagnostic::Renamed { id, name } => format!(
                "The user with the ID {} was the test user, and the service now calls it {}. The test changes and deletes only a user with its own address, so check this user in the service.",
                cut(id.as_str()),
                cut(name)
            ),
            IdentityDiagnostic::Several => {
                "The service has more than one user with the test’s address.".to_owned()
            }
        }
    }
}

fn lower(sentence: &str) -> String {
    sentence.replacen("The", "the", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_diagnostic_is_bounded_sentences() {
        let id = UserId::parse(&"a".repeat(1_000)).expect("an id");
        let name = "b".repeat(100_000);
        for diagnostic in [
            IdentityDiagnostic::CreatedId(UserIdError::DotSegment),
            IdentityDiagnostic::ListedId(UserIdError::TooLong),
            IdentityDiagnostic::OtherUser {
                id: id.clone(),
                name: name.clone(),
            },
            IdentityDiagnostic::Renamed { id, name },
            IdentityDiagnostic::Several,
        ] {
            let message = diagnostic.message();
            assert!(message.ends_with('.') && message.len() < 800, "{message}");
        }
    }
}
