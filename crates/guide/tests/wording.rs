//! What texts of the guide and of setups must not have: the words that plain
//! US English and Microsoft's style replace.

use std::fs;
use std::path::{Path, PathBuf};

/// Words, and what to write instead.
const EXCLUDED: [(&str, &str); 58] = [
    ("set-up", "setup"),
    ("set-ups", "setups"),
    ("e-mail", "email"),
    ("e-mails", "emails"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("programme", "program"),
    ("colour", "color"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("enrol", "enroll"),
    ("blank", "space"),
    ("blanks", "spaces"),
    ("stand", "appear"),
    ("stands", "appears"),
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("told", "shown"),
    ("tell", "show"),
    ("tells", "shows"),
    ("whoever", "users who"),
    ("whom", "who"),
    ("nobody", "no user"),
    ("somebody", "someone"),
    ("everybody", "everyone"),
    ("anybody", "anyone"),
    ("person", "user"),
    ("people", "users"),
    ("capitals", "upper case"),
    ("begin", "start"),
    ("begins", "starts"),
    ("begun", "started"),
    ("behind", "after"),
    ("finding", "issue"),
    ("findings", "issues"),
    ("verdict", "result"),
    ("verdicts", "results"),
    ("place", "page"),
    ("places", "pages"),
    ("tick", "select"),
    ("ticks", "selects"),
    ("ticked", "selected"),
    ("untick", "clear"),
    ("unticked", "cleared"),
    ("refuse", "reject"),
    ("refuses", "rejects"),
    ("refused", "rejected"),
    ("mandatory", "required"),
    ("anew", "again"),
    ("beside", "next to"),
    ("untouched", "new"),
    ("gone", "deleted"),
    ("texts", "values"),
    ("cannot", "can’t"),
    ("hand-over", "handover"),
    ("life-cycle", "lifecycle"),
    ("please", ""),
];

const EXCLUDED_PHRASES: [&str; 7] = [
    " is due",
    " are due",
    " has to ",
    " have to ",
    " does not ",
    " is not ",
    "in order.",
];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder of the crate");
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs")
            && !path.to_string_lossy().contains("tests")
        {
            files.push(path);
        }
    }
}

/// The texts between quotes, without comments and tests.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut literals = Vec::new();
    for line in code.lines() {
        let line = line.trim_start();
        if line.starts_with("//") || line.starts_with("#[serde") {
            continue;
        }
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let after = &rest[start + 1..];
            let mut end = after.len();
            let mut is_escaped = false;
            for (at, c) in after.char_indices() {
                match c {
                    '"' if !is_escaped => {
                        end = at;
                        break;
                    }
                    _ => is_escaped = c == '\\' && !is_escaped,
                }
            }
            literals.push(after[..end].to_owned());
            rest = after.get(end + 1..).unwrap_or_default();
        }
    }
    literals
}

#[test]
fn texts_have_none_of_the_excluded_words() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&here.join("src"), &mut files);
    sources(&here.join("../setup/src"), &mut files);
    assert!(files.len() > 30, "{} files", files.len());
    let mut found = Vec::new();
    let mut count = 0;
    for file in files {
        let source = fs::read_to_string(&file).expect("a source");
        for literal in literals(&source) {
            count += 1;
            let lower = literal.to_lowercase();
            // One word is a key or a name and no text.
            if !lower.contains(' ') {
                continue;
            }
            let words = lower.split(|c: char| !c.is_alphanumeric() && !"-’".contains(c));
            let words: Vec<&str> = words.collect();
            let excluded = EXCLUDED.iter().filter(|(word, _)| words.contains(word));
            for (word, instead) in excluded {
                found.push(format!("{}: {word} → {instead}: {literal}", file.display()));
            }
            for phrase in EXCLUDED_PHRASES {
                if lower.contains(phrase) {
                    found.push(format!("{}: “{phrase}”: {literal}", file.display()));
                }
            }
        }
    }
    assert!(count > 500, "{count} literals");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_reader_of_literals_finds_texts_and_no_comments() {
    let source = r#"
// "a comment"
const A: &str = "one \"two\" three"; let b = ("x", "y z");
#[serde(rename = "grade")]
#[cfg(test)]
mod tests { const C: &str = "test"; }
"#;
    assert_eq!(literals(source), ["one \\\"two\\\" three", "x", "y z"]);
}
