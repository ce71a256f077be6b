//! What is checked: the tables of `architecture.toml`.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;

type Names = Vec<String>;
/// Exceptions, with their reasons.
type Reasons = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub crates: BTreeMap<String, Names>,
    pub folders: BTreeMap<String, Names>,
    pub browser: BrowserRules,
    pub types: TypeRules,
    pub glossary: GlossaryRules,
    pub text: TextRules,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrowserRules {
    pub crates: Names,
    pub libraries: Names,
    pub exceptions: Reasons,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeRules {
    pub prelude: Names,
    pub shared: Reasons,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryRules {
    pub words: Vec<ReplacedWords>,
    pub exceptions: Vec<WordException>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplacedWords {
    pub words: Names,
    #[serde(rename = "in")]
    pub scope: WordScope,
    pub instead: String,
}

/// Where a word must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordScope {
    Everywhere,
    Identifiers,
    Type,
    Function,
    First,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordException {
    pub word: String,
    #[serde(default)]
    pub folder: String,
    #[serde(default)]
    pub within: String,
    #[serde(rename = "reason")]
    pub _reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRules {
    /// Folders of Rust code.
    pub folders: Names,
    /// Other files, of which everything counts.
    pub files: Names,
    pub words: Vec<TextWords>,
    pub exceptions: Vec<WordException>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    pub words: Names,
    pub instead: String,
}

impl Rules {
    pub fn read() -> Result<Self> {
        toml::from_str(include_str!("../../architecture.toml"))
            .context("crates/xtask/architecture.toml is not in order")
    }
}
