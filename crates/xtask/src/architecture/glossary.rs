//! Words that the project's glossary replaces, and where they still are.
//!
//! Text for people is not checked: it has its own words.

use super::tokens::Kind;
use super::workspace::{SourceFile, Workspace, split_words, types};

/// Where a word must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// In identifiers and comments: it has no other use in this field.
    Everywhere,
    /// In identifiers; plain English has the word too.
    Identifiers,
    /// In names of types.
    Types,
    /// As a whole identifier.
    Whole,
    /// As the first word of an identifier.
    First,
}

use Scope::{Everywhere, First, Identifiers, Types, Whole};

/// Words, where they must not be, and what to write instead.
const WORDS: [(&[&str], Scope, &str); 33] = [
    (
        &["desk", "desks", "ward", "wards", "papers"],
        Everywhere,
        "…State",
    ),
    (
        &["place", "places"],
        Identifiers,
        "page, section, folder, position or path",
    ),
    (
        &["told", "tell", "tells", "telling"],
        Everywhere,
        "message, response or notify",
    ),
    (
        &["hear", "hears", "heard", "news"],
        Everywhere,
        "event, on_message or response",
    ),
    (&["ask", "asks", "asked", "asking"], Identifiers, "request"),
    (
        &["job", "jobs"],
        Identifiers,
        "request; a job is Entra's synchronization job",
    ),
    (&["answer", "answers", "answered"], Identifiers, "response"),
    (
        &["say", "says", "said"],
        Identifiers,
        "message, print or announce",
    ),
    (&["words"], Whole, "message or Display"),
    (&["fault", "faults"], Identifiers, "Diagnostic or Error"),
    (
        &["mistake", "mistakes", "trouble", "troubles", "damage"],
        Everywhere,
        "Diagnostic or Error",
    ),
    (&["problem", "problems"], Identifiers, "Diagnostic"),
    (&["found"], Types, "Diagnostic"),
    (&["mend", "mends", "mended", "mending"], Everywhere, "fix"),
    (
        &["standing", "standings"],
        Everywhere,
        "status or Availability",
    ),
    (&["kept"], Identifiers, "persisted, stored or retained"),
    (&["lasting"], Everywhere, "app scope"),
    (
        &["judge", "judges", "judged"],
        Everywhere,
        "evaluate, validate or diagnose",
    ),
    (&["most"], First, "MAX_…"),
    (&["grade", "grades"], Identifiers, "severity"),
    (
        &["aim", "aims", "wish", "wishes"],
        Identifiers,
        "target or options",
    ),
    (
        &["turn", "turns"],
        Identifiers,
        "trigger, tab_lock, conversion or page, as it is meant",
    ),
    (
        &["shelf", "aside", "workbench"],
        Identifiers,
        "KeyValueStorage, UnreadableRecord, page data",
    ),
    (&["farewell"], Everywhere, "delete_on_unload"),
    (&["leftover", "leftovers"], Identifiers, "orphaned_user"),
    (
        &["vacant", "rehearse"],
        Identifiers,
        "CheckAbsent, ProbeDelete",
    ),
    (
        &["splice", "spot", "crowd"],
        Types,
        "TextEdit, LineCol, Limit",
    ),
    (
        &["got", "heard", "way"],
        Types,
        "FetchResult, ProbeResult, ProbeMode",
    ),
    (&["el", "several"], Whole, "Element or fragment, or view!"),
    (&["seal", "seals", "sealed"], Everywhere, "harden"),
    (
        &["sitting", "paint", "paints"],
        Identifiers,
        "edit_session, highlight",
    ),
    (
        &["remains", "gone", "unlisted"],
        Types,
        "Cleanup, VerifyDeleted, VerifyUnlisted",
    ),
    (
        &["brought", "asked", "given"],
        Types,
        "SharedLink, CheckInput, MappedValue or DroppedFile",
    ),
];

/// Modules that the glossary renames: folders they were in, name, new name. The
/// folders are those of the plan; what the new crates took along counts too.
const MODULES: [(&[&str], &[&str]); 7] = [
    (
        &["src"],
        &[
            "frame", "rail", "places", "listen", "notices", "crash", "dom", "ui",
        ],
    ),
    (
        &[
            "crates/connection-test",
            "src/pages/connection",
            "src/browser",
        ],
        &[
            "narrow", "pace", "turn", "farewell", "engine", "lend", "describe", "nearest", "show",
            "terminal", "scrub", "codes", "course", "ready", "leftover", "desk", "ward", "judge",
        ],
    ),
    (
        &["src/pages/expressions"],
        &[
            "asking", "queue", "mend", "written", "paint", "rows", "origin", "told", "kept",
            "texts",
        ],
    ),
    (
        &["src/pages/mappings"],
        &[
            "standing",
            "waiting",
            "sitting",
            "left",
            "turn",
            "by_hand",
            "next",
            "choices",
            "draft",
            "adding",
            "notes",
            "clicks",
            "held_back",
            "asking",
            "finding",
            "problems",
        ],
    ),
    (
        &["crates/provisioning"],
        &[
            "plan",
            "expected",
            "payload",
            "mistake",
            "apply",
            "change",
            "names",
            "default_rows",
            "schema_file",
        ],
    ),
    (
        &["crates/preflight", "src/pages/preflight"],
        &[
            "ask", "kind", "signs", "truth", "slots", "seen", "pool", "opened", "existing", "join",
            "judge", "generate", "needed", "needs", "lock", "missing", "numbers",
        ],
    ),
    (
        &["crates/sync-schema"],
        &[
            "find", "layout", "lists", "note", "row_edit", "look", "places",
        ],
    ),
];

/// Uses of a word that are the field's own: word, file or folder, identifier or
/// phrase that has it (empty for any), reason.
const EXCEPTIONS: [(&str, &str, &str, &str); 6] = [
    (
        "found",
        "",
        "not_found",
        "HTTP status 404 and std::io::ErrorKind",
    ),
    (
        "job",
        "crates/sync-schema",
        "",
        "Entra's synchronization job",
    ),
    (
        "jobs",
        "crates/sync-schema",
        "",
        "Microsoft Graph's path segment",
    ),
    ("job", "crates/guide", "", "Entra's synchronization job"),
    (
        "answer",
        "crates/guide",
        "",
        "the answer to a question of the guide",
    ),
    (
        "answers",
        "crates/guide",
        "",
        "the answers to questions of the guide",
    ),
];

/// These tables name the words.
const ITSELF: &str = "crates/xtask/src/architecture/glossary.rs";

/// Words of the glossary in identifiers, comments and names of modules.
pub fn findings(workspace: &Workspace<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    for file in workspace.files.iter().filter(|file| file.path != ITSELF) {
        module_name(file, &mut findings);
        let types: Vec<&str> = types(file).into_iter().map(|(name, ..)| name).collect();
        for token in file
            .tokens
            .code
            .iter()
            .filter(|token| token.kind == Kind::Ident)
        {
            check(
                file,
                token.text,
                token.line,
                types.contains(&token.text),
                &mut findings,
            );
        }
        for comment in &file.tokens.comments {
            for (offset, line) in comment.text.lines().enumerate() {
                check_comment(file, line, comment.line + offset, &mut findings);
            }
        }
    }
    findings.dedup();
    findings
}

fn check(
    file: &SourceFile<'_>,
    name: &str,
    line: usize,
    is_type: bool,
    findings: &mut Vec<String>,
) {
    let parts = split_words(name);
    for (words, scope, instead) in WORDS {
        let is_word = |part: &String| words.contains(&part.as_str());
        let word = match scope {
            Everywhere | Identifiers => parts.iter().find(|part| is_word(part)),
            Types if is_type => parts.iter().find(|part| is_word(part)),
            Whole if parts.len() == 1 => parts.first().filter(|part| is_word(part)),
            First => parts
                .first()
                .filter(|part| parts.len() > 1 && is_word(part)),
            Types | Whole => None,
        };
        if let Some(word) = word
            && !excepted(word, file.path, &parts.join("_"))
        {
            findings.push(format!(
                "{}: {name}: instead of {word}: {instead}",
                file.at(line)
            ));
        }
    }
}

fn check_comment(file: &SourceFile<'_>, text: &str, line: usize, findings: &mut Vec<String>) {
    let parts = split_words(text);
    for (words, scope, instead) in WORDS {
        let word = parts.iter().find(|part| words.contains(&part.as_str()));
        if let (Everywhere, Some(word)) = (scope, word)
            && !excepted(word, file.path, &text.to_lowercase())
        {
            findings.push(format!(
                "{}: comment: instead of {word}: {instead}",
                file.at(line)
            ));
        }
    }
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
    fn words_are_found_in_identifiers_and_comments_but_not_in_texts() {
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
        assert!(
            findings[3].contains("comment: instead of judges"),
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
        assert!(findings_in("src/a.rs", "struct NotFound;").is_empty());
        assert!(!findings_in("src/a.rs", "struct Found;").is_empty());
        assert!(findings_in("crates/sync-schema/src/a.rs", "fn job_id() {}").is_empty());
    }

    #[test]
    fn renamed_modules_are_named() {
        assert_eq!(findings_in("src/pages/connection/narrow.rs", "").len(), 1);
        assert!(findings_in("src/pages/guide/narrow.rs", "").is_empty());
    }
}
