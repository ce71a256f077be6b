//! Words that the project's glossary replaces, and where they still are.
//!
//! Text for people is not checked: it has its own words.

mod words;

use std::collections::BTreeMap;

use super::tokens::TokenKind;
use super::workspace::{SourceFile, TYPE_KEYWORDS, Workspace, split_words};

use words::Scope::{Everywhere, First, Function, Identifiers, Type};
use words::{EXCEPTIONS, MODULES, WORDS};

/// These tables name the words, and the tests of the check too.
const ITSELF: &str = "crates/xtask/src/architecture/glossary";

/// Words of the glossary in identifiers, comments and names of modules; each
/// identifier once for a file.
pub fn findings(workspace: &Workspace<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    for file in workspace
        .files
        .iter()
        .filter(|file| !file.path.starts_with(ITSELF))
    {
        module_name(file, &mut findings);
        let mut uses: BTreeMap<(&str, &str), (usize, usize, &str)> = BTreeMap::new();
        let mut count = |what, word, line, instead| {
            uses.entry((what, word)).or_insert((line, 0, instead)).1 += 1;
        };
        let mut before = "";
        for token in &file.tokens.code {
            if token.kind == TokenKind::Ident {
                for (word, instead) in words_of(file.path, token.text, before) {
                    count(token.text, word, token.line, instead);
                }
            }
            before = token.text;
        }
        for comment in &file.tokens.comments {
            for (offset, line) in comment.text.lines().enumerate() {
                for (word, instead) in words_of_comment(line) {
                    count("comment", word, comment.line + offset, instead);
                }
            }
        }
        for ((what, word), (line, count, instead)) in uses {
            let at = file.at(line);
            findings.push(format!(
                "{at}: {what} ({count}): instead of {word}: {instead}"
            ));
        }
    }
    findings
}

fn words_of<'a>(
    path: &'a str,
    name: &'a str,
    before: &'a str,
) -> impl Iterator<Item = (&'static str, &'static str)> + 'a {
    let parts = split_words(name);
    WORDS
        .into_iter()
        .filter_map(move |(words, scope, instead)| {
            let of = |part: &String| words.iter().copied().find(|word| word == part);
            let word = match scope {
                Everywhere | Identifiers => parts.iter().find_map(of),
                Type if TYPE_KEYWORDS.contains(&before) && parts.len() == 1 => {
                    parts.first().and_then(of)
                }
                Function if before == "fn" && parts.len() == 1 => parts.first().and_then(of),
                First if parts.len() > 1 => parts.first().and_then(of),
                Type | Function | First => None,
            };
            let word = word.filter(|word| !excepted(word, path, &parts.join("_")))?;
            Some((word, instead))
        })
}

fn words_of_comment(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let parts = split_words(text);
    WORDS
        .into_iter()
        .filter_map(move |(words, scope, instead)| {
            let of = |part: &String| words.iter().copied().find(|word| word == part);
            let word = parts.iter().find_map(of)?;
            (scope == Everywhere).then_some((word, instead))
        })
}

fn module_name(file: &SourceFile<'_>, findings: &mut Vec<String>) {
    let Some(name) = file.module.last() else {
        return;
    };
    for (folders, names) in MODULES {
        let is_in = folders.iter().any(|folder| is_below(file.path, folder));
        if is_in && names.contains(&name.as_str()) {
            findings.push(format!(
                "{}: the glossary has another name for this module; see the row with {name} in it",
                file.path
            ));
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/') || rest.is_empty())
}

fn excepted(word: &str, path: &str, text: &str) -> bool {
    EXCEPTIONS.iter().any(|(name, folder, within, _)| {
        *name == word && is_below(path, folder) && text.contains(within)
    })
}

pub const fn exceptions() -> usize {
    EXCEPTIONS.len()
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
        findings(&Workspace::new(
            &packages,
            &[(path.to_owned(), text.to_owned())],
        ))
    }

    #[test]
    fn words_are_noticed_in_identifiers_and_comments_but_not_in_texts() {
        let text = "struct RowDesk; // judges it\nconst MOST_ROWS: &str = \"desk\";\n\
                    #[test] fn what_is_said() {}";
        let findings = findings_in("src/a.rs", text);
        let due = [
            "src/a.rs:1: RowDesk",
            "src/a.rs:2: MOST_ROWS",
            "src/a.rs:3: what_is_said",
        ];
        assert_eq!(findings.len(), 4, "{findings:#?}");
        for due in due {
            assert!(
                findings.iter().any(|finding| finding.starts_with(due)),
                "{due}"
            );
        }
        let comment = "src/a.rs:1: comment (1): instead of judges";
        assert!(
            findings.iter().any(|finding| finding.starts_with(comment)),
            "{findings:#?}"
        );
    }

    #[test]
    fn plain_english_stays_in_comments() {
        let text = "// What it is asked in place of the most useful answer\nfn placeholder() {}";
        assert_eq!(findings_in("src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn the_fields_own_words_stay() {
        assert!(findings_in("src/a.rs", "struct NotFound; fn in_place() {}").is_empty());
        assert!(!findings_in("src/a.rs", "struct Found;").is_empty());
        assert!(findings_in("crates/sync-schema/src/a.rs", "fn job_id() {}").is_empty());
    }

    #[test]
    fn renamed_modules_are_named() {
        assert_eq!(findings_in("src/pages/connection/narrow.rs", "").len(), 1);
        assert!(findings_in("src/pages/guide/narrow.rs", "").is_empty());
    }
}
