//! What every test explains with.

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use explain::explanation::Explanation;
use explain::{SetupContext, explain};
use serde::Deserialize;

/// Explains a text as the page does, with the setup that a new user has.
pub fn explained(input: &str) -> Explanation {
    let paste = redact_paste(input, &SecretToken::typed(String::new()));
    let setup = SetupContext {
        matching: &Matching::default(),
        mappings: None,
        tenant: None,
    };
    explain(&paste, None, &setup)
}

/// The inputs of the table of cases.
pub fn inputs() -> Vec<String> {
    #[derive(Deserialize)]
    struct CaseInput {
        input: String,
    }
    let cases: Vec<CaseInput> = serde_json::from_str(&table()).expect("the table is valid");
    cases.into_iter().map(|case| case.input).collect()
}

pub fn table() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/verdicts/explain.json"
    );
    std::fs::read_to_string(path).expect("the table")
}
