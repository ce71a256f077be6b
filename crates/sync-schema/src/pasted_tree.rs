//! A tree that Microsoft's own parser wrote, pasted by the admin.

use entra_expression::graph;
use serde::{Deserialize, Serialize};

use super::MAX_BYTES;
use super::error::SchemaFileError;
use super::json::{self, Json};
use super::source;
use provisioning::mapping::Source;

/// What was pasted for the row of a target: a response of `parseExpression`,
/// or only its `parsedExpression`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedTree {
    pub target: String,
    pub text: String,
}

/// Why a pasted text is not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PastedError {
    #[error("What you pasted isn’t valid JSON. {0}")]
    Damaged(SchemaFileError),
    #[error(
        "What you pasted contains no expression tree. Paste the whole response of parseExpression."
    )]
    NoTree,
    /// Microsoft's parser refused the expression without saying why.
    #[error("Microsoft’s parser rejects the expression.")]
    RefusedSilently,
    /// Microsoft's parser refused the expression; what it said.
    #[error("Microsoft’s parser rejects the expression: {0}")]
    Refused(String),
    /// What the tree says.
    #[error("What you pasted is the tree of a different expression: {0}")]
    Another(String),
}

/// The tree within a pasted text, as it is written there.
///
/// # Errors
///
/// When it holds none, or the one of another source.
pub fn tree(text: &str, wanted: &Source) -> Result<String, PastedError> {
    if text.len() > MAX_BYTES {
        let bytes = text.len();
        return Err(PastedError::Damaged(SchemaFileError::TooLarge { bytes }));
    }
    let text = text.trim_start_matches('\u{feff}');
    let root = json::parse(text).map_err(PastedError::Damaged)?;
    if root.get("parsingSucceeded").and_then(Json::boolean) == Some(false) {
        let message = root.get("error").and_then(|error| error.text_of("message"));
        return Err(match message.unwrap_or_default() {
            "" => PastedError::RefusedSilently,
            message => PastedError::Refused(message.to_owned()),
        });
    }
    let tree = root.get("parsedExpression").unwrap_or(&root);
    let read = graph::from_tree(&tree.value()).map_err(|_| PastedError::NoTree)?;
    if !source::says(tree, wanted) {
        return Err(PastedError::Another(read.to_string()));
    }
    Ok(text.get(tree.span.clone()).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = r#"{"expression": "ToUpper([mail])", "name": "ToUpper", "extra": 1.0,
        "parameters": [{"key": "anyKey", "value": {"name": "mail", "type": "Attribute"}}], "type": "Function"}"#;

    #[test]
    fn a_tree_is_taken_as_it_is_when_it_says_the_same() {
        let wanted = Source::Expression("ToUpper( [mail] )".to_owned());
        assert_eq!(tree(TREE, &wanted).as_deref(), Ok(TREE));
        let response =
            format!(r#"{{"parsingSucceeded": true, "parsedExpression": {TREE}, "error": null}}"#);
        assert_eq!(tree(&response, &wanted).as_deref(), Ok(TREE));
    }

    #[test]
    fn anything_else_is_distinguished() {
        let wanted = Source::Expression("ToLower([mail])".to_owned());
        assert_eq!(
            tree(TREE, &wanted),
            Err(PastedError::Another("ToUpper([mail], )".to_owned()))
        );
        let refused =
            r#"{"parsingSucceeded": false, "error": {"message": "No."}, "parsedExpression": null}"#;
        assert_eq!(
            tree(refused, &wanted),
            Err(PastedError::Refused("No.".to_owned()))
        );
        assert_eq!(tree("{}", &wanted), Err(PastedError::NoTree));
        assert!(matches!(tree("{", &wanted), Err(PastedError::Damaged(_))));
    }
}
