//! Words that texts for people must not have.

use anyhow::Result;
use fs_err as fs;

use super::glossary::is_below;
use super::rules::TextRules;
use super::tokens::TokenKind;
use super::workspace::Workspace;
use crate::project::Project;

/// Words in string literals of the code. A literal of one word is a key, a class
/// or the like, and is not looked at.
pub fn in_code(workspace: &Workspace<'_>) -> Vec<String> {
    let rules = &workspace.rules.text;
    let mut findings = Vec::new();
    for file in &workspace.files {
        let is_looked_at = rules
            .folders
            .iter()
            .any(|folder| is_below(file.path, folder));
        if !is_looked_at || file.test {
            continue;
        }
        for token in &file.tokens.code {
            let is_text = token.kind == TokenKind::Literal && token.text.contains(' ');
            if is_text && !token.test {
                for (offset, line) in token.text.lines().enumerate() {
                    let at = file.at(token.line + offset);
                    findings.extend(of_line(rules, file.path, &at, line));
                }
            }
        }
    }
    findings
}

/// Words in files that are not code.
pub fn in_files(rules: &TextRules, project: &Project) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for path in &rules.files {
        let text = fs::read_to_string(project.path(path))?;
        for (index, line) in text.lines().enumerate() {
            let at = format!("{path}:{}", index + 1);
            findings.extend(of_line(rules, path, &at, line));
        }
    }
    Ok(findings)
}

fn of_line(rules: &TextRules, path: &str, at: &str, line: &str) -> Vec<String> {
    let lower = line.to_lowercase();
    let mut findings = Vec::new();
    for entry in &rules.words {
        let word = entry.words.iter().find(|word| has_word(&lower, word));
        let word = word.filter(|word| {
            !rules.exceptions.iter().any(|it| {
                it.word == **word && is_below(path, &it.folder) && line.contains(&it.within)
            })
        });
        if let Some(word) = word {
            findings.push(format!(
                "{at}: \"{word}\" in a text: write {}",
                entry.instead
            ));
        }
    }
    findings
}

/// Whether a text has a word or phrase that no letter touches.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::super::workspace::Package;
    use super::*;

    fn findings_in(path: &str, text: &str) -> Vec<String> {
        let packages = [Package {
            name: "app".to_owned(),
            folder: String::new(),
            dependencies: vec![],
        }];
        let sources = [(path.to_owned(), text.to_owned())];
        in_code(&Workspace::new(&packages, &sources).unwrap())
    }

    #[test]
    fn words_of_texts_are_found() {
        let text = "fn a() { say(\"No such Set-up.\"); class(\"verdict\"); }";
        let findings = findings_in("src/a.rs", text);
        assert_eq!(findings, ["src/a.rs:1: \"set-up\" in a text: write setup"]);
        assert!(findings_in("crates/xtask/src/a.rs", text).is_empty());
    }

    #[test]
    fn tests_comments_and_longer_words_are_not_texts() {
        let text = "// the set-up\nconst A: &str = \"recommend it\";\n\
                    #[cfg(test)] mod tests { const B: &str = \"the set-up here\"; }";
        assert_eq!(findings_in("src/a.rs", text), Vec::<String>::new());
    }
}
