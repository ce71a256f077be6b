//! Words that the project's glossary replaces, and where they still are.
//!
//! Text for people is not checked: it has its own words.

use std::collections::BTreeMap;

use super::rules::{GlossaryRules, WordScope};
use super::tokens::TokenKind;
use super::workspace::{TYPE_KEYWORDS, Workspace, split_words};

/// The tests of this check name the words.
const ITSELF: &str = "crates/xtask/src/architecture/glossary.rs";

/// Words of the glossary in identifiers and comments; each identifier once for a
/// file.
pub fn findings(workspace: &Workspace<'_>) -> Vec<String> {
    let rules = &workspace.rules.glossary;
    let mut findings = Vec::new();
    for file in workspace.files.iter().filter(|file| file.path != ITSELF) {
        // What has a word, and the word: its first line, how often, and what to write.
        let mut uses: BTreeMap<(&str, &str), (usize, usize, &str)> = BTreeMap::new();
        let mut count = |what, (word, instead), line| {
            uses.entry((what, word)).or_insert((line, 0, instead)).1 += 1;
        };
        let mut before = "";
        for token in &file.tokens.code {
            if token.kind == TokenKind::Ident {
                let text = Text::Identifier(file.path, before);
                for replaced in replaced_words(rules, token.text, text) {
                    count(token.text, replaced, token.line);
                }
            }
            before = token.text;
        }
        for comment in &file.tokens.comments {
            for (offset, line) in comment.text.lines().enumerate() {
                for replaced in replaced_words(rules, line, Text::Comment) {
                    count("comment", replaced, comment.line + offset);
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

/// Where a text is from.
#[derive(Clone, Copy)]
enum Text<'a> {
    Comment,
    /// The path of the file, and the token before.
    Identifier(&'a str, &'a str),
}

/// Words of a text that the glossary replaces, each with what to write instead.
fn replaced_words<'a>(
    rules: &'a GlossaryRules,
    text: &str,
    from: Text<'_>,
) -> Vec<(&'a str, &'a str)> {
    let parts = split_words(text);
    let is_one = parts.len() == 1;
    let replaced = rules.words.iter().filter_map(|entry| {
        let applies = match (entry.scope, from) {
            (WordScope::Everywhere, _) | (WordScope::Identifiers, Text::Identifier(..)) => true,
            (WordScope::Type, Text::Identifier(_, before)) => {
                is_one && TYPE_KEYWORDS.contains(&before)
            }
            (WordScope::Function, Text::Identifier(_, before)) => is_one && before == "fn",
            (WordScope::First, Text::Identifier(..)) => !is_one,
            (_, Text::Comment) => false,
        };
        let count = match entry.scope {
            WordScope::First => 1,
            _ => parts.len(),
        };
        let of = |part: &String| entry.words.iter().find(|word| *word == part);
        let word = parts[..count.min(parts.len())].iter().find_map(of)?;
        let is_excepted = match from {
            Text::Identifier(path, _) => excepted(rules, word, path, &parts.join("_")),
            Text::Comment => false,
        };
        (applies && !is_excepted).then_some((word.as_str(), entry.instead.as_str()))
    });
    replaced.collect()
}

pub(super) fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

fn excepted(rules: &GlossaryRules, word: &str, path: &str, text: &str) -> bool {
    rules
        .exceptions
        .iter()
        .any(|it| it.word == word && is_below(path, &it.folder) && text.contains(&it.within))
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
        findings(&Workspace::new(&packages, &sources).unwrap())
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
}
