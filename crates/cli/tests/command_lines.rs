//! Command lines, with their exit codes and everything they write.
//!
//! `UPDATE_GOLDEN=1 cargo test -p scimdesk-cli` writes the files in `golden` anew.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use crate::support::{run, run_words};

/// The name of the golden file, the words, what comes from standard input, and
/// the exit code.
const CASES: &[(&str, &str, &str, u8)] = &[
    ("no-words", "", "", 2),
    ("help", "--help", "", 0),
    ("check-help", "check --help", "", 0),
    ("explain-help", "explain --help", "", 0),
    ("preflight-help", "preflight --help", "", 0),
    ("unknown-format", "check --format xml tests/files", "", 2),
    ("check-sound", "check tests/files/sound.json", "", 0),
    ("check-rules", "check tests/files/broken-rules.json", "", 1),
    (
        "check-rules-json",
        "check --format json tests/files/broken-rules.json",
        "",
        1,
    ),
    (
        "check-sarif",
        "check --format sarif tests/files/lines.entra tests/files/nowhere.json",
        "",
        2,
    ),
    ("check-cut", "check tests/files/cut.json", "", 1),
    ("check-folder", "check tests/files/folder", "", 1),
    (
        "check-no-schema",
        "check tests/files/folder/package.json",
        "",
        2,
    ),
    ("check-nothing", "check tests/files/no-schema", "", 2),
    ("check-other-job", "check tests/files/other-job", "", 0),
    (
        "check-other-job-named",
        "check tests/files/other-job/workday.json",
        "",
        2,
    ),
    ("check-missing", "check tests/files/nowhere.json", "", 2),
    ("check-lines", "check tests/files/lines.entra", "", 1),
    ("check-stdin", "check -", "tolower([mail])", 1),
    ("check-warning", "check -", "ToLower([emploeeType])", 0),
    (
        "check-denied-warning",
        "check --deny warnings -",
        "ToLower([emploeeType])",
        1,
    ),
    (
        "check-target",
        "check --target active --deny warnings -",
        "\"yes\"",
        1,
    ),
    ("check-fine", "check -", "ToLower([mail])", 0),
    ("check-empty", "check -", "", 1),
    (
        "explain-failed",
        "explain tests/files/log-failed.json",
        "",
        1,
    ),
    (
        "explain-failed-json",
        "explain --format json tests/files/log-failed.json",
        "",
        1,
    ),
    ("explain-fine", "explain tests/files/log-fine.json", "", 0),
    ("explain-page", "explain tests/files/log-page.json", "", 3),
    ("explain-empty", "explain tests/files/log-empty.json", "", 3),
    (
        "explain-several",
        "explain tests/files/log-page.json tests/files/log-fine.json",
        "",
        0,
    ),
    ("explain-secret", "explain tests/files/conflict.txt", "", 1),
    (
        "explain-secret-json",
        "explain --format json tests/files/conflict.txt",
        "",
        1,
    ),
    ("explain-schema", "explain tests/files/sound.json", "", 3),
    ("explain-nonsense", "explain -", "hello what", 3),
    ("explain-binary", "explain -", "PK\u{3}\u{4}\u{14}\0", 2),
    (
        "explain-no-log",
        "explain tests/files/sound.json tests/files/log-fine.json",
        "",
        2,
    ),
    ("eval-help", "eval --help", "", 0),
    (
        "eval",
        "eval tests/files/mail.entra --set mail=Ana@Contoso.Example",
        "",
        0,
    ),
    (
        "eval-user",
        "eval tests/files/mail.entra --user tests/files/user.json --format json",
        "",
        0,
    ),
    ("eval-null", "eval - --set city=Lisbon", "[mail]", 0),
    (
        "eval-expected",
        "eval tests/files/mail.entra --set mail=Ana@Contoso.Example --expect ana@contoso.example",
        "",
        0,
    ),
    (
        "eval-other",
        "eval tests/files/mail.entra --set mail=ben@contoso.example --expect ana@contoso.example",
        "",
        1,
    ),
    (
        "eval-fails",
        "eval - --set mail=a",
        "FormatDateTime([mail], , \"yyyy-MM-dd\", \"yyyy\")",
        1,
    ),
    ("eval-invalid", "eval -", "tolower([mail]", 1),
    ("eval-wrong-set", "eval - --set mail", "[mail]", 2),
    (
        "eval-no-user",
        "eval - --user tests/files/mail.entra",
        "[mail]",
        2,
    ),
    (
        "preflight",
        "preflight --mapping tests/files/sound.json tests/files/users.csv",
        "",
        1,
    ),
    (
        "preflight-names",
        "preflight --names --mapping tests/files/sound.json tests/files/users.csv",
        "",
        1,
    ),
    (
        "preflight-json",
        "preflight --format json --mapping tests/files/sound.json tests/files/users.csv",
        "",
        1,
    ),
    (
        "preflight-fine",
        "preflight --mapping tests/files/sound.json tests/files/users-fine.csv",
        "",
        0,
    ),
    (
        "preflight-stdin",
        "preflight --mapping tests/files/sound.json -",
        "userPrincipalName,givenName,surname\nana@contoso.com,Ana,Silva\n",
        0,
    ),
    (
        "preflight-no-identity",
        "preflight --mapping tests/files/sound.json -",
        "first,last\nAna,Silva\n",
        2,
    ),
    (
        "preflight-columns",
        "preflight --column Login=userPrincipalName --column Blocked=!accountEnabled --mapping tests/files/sound.json tests/files/users-header.csv",
        "",
        0,
    ),
    (
        "preflight-wrong-column",
        "preflight --column Logon=userPrincipalName --mapping tests/files/sound.json tests/files/users-header.csv",
        "",
        2,
    ),
    (
        "preflight-bad-mapping",
        "preflight --mapping tests/files/users.csv tests/files/users.csv",
        "",
        2,
    ),
];

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.txt"))
}

#[test]
fn every_command_line_writes_what_its_golden_file_says() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (name, words, input, code) in CASES {
        let done = run(words, input.as_bytes());
        let text = format!(
            "$ scimdesk {words}\nexit code {}\n--- standard output\n{}--- standard error\n{}",
            done.code, done.output, done.errors
        );
        if done.code != *code {
            wrong.push(format!("{name}: not {code}\n{text}"));
        }
        if update {
            fs::write(golden(name), &text).expect("the golden file can be written");
        }
        let expected = fs::read_to_string(golden(name)).unwrap_or_default();
        if expected.replace("\r\n", "\n") != text {
            wrong.push(format!("{name}: got\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_golden_file_has_its_case() {
    let files = fs::read_dir(golden("").parent().expect("a folder")).expect("the golden files");
    for file in files {
        let path = file.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let is_known = CASES.iter().any(|(own, ..)| Some(*own) == name);
        assert!(is_known, "{}", path.display());
    }
}

/// No secret and no name of a user leaves a file for a build log.
#[test]
fn neither_secrets_nor_names_are_written() {
    for (name, words, input, _) in CASES {
        if words.contains("--names") {
            continue;
        }
        let done = run(words, input.as_bytes());
        let text = format!("{}{}", done.output, done.errors);
        for private in ["eyJhbGci", "contoso.com", "Silva", "Cleo"] {
            assert!(!text.contains(private), "{name}: {private}\n{text}");
        }
    }
}

/// The name of a cause has the code of the log in it.
#[test]
fn a_secret_in_a_code_of_a_log_is_removed() {
    let log = include_str!("files/log-failed.json");
    let code = "\"errorCode\": \"";
    let secret = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    let log = log.replace(code, &format!("{code}{secret} "));
    let log = log.replace("StatusCode: Conflict", "");
    for words in ["explain -", "explain --format json -"] {
        let done = run(words, log.as_bytes());
        assert!(!done.output.contains("eyJhbGci"), "{}", done.output);
    }
}

#[test]
fn colors_are_only_written_where_they_are_on() {
    let words = || ["check", "-"].map(OsString::from).to_vec();
    let plain = run_words(words(), b"tolower([mail])", false);
    let colored = run_words(words(), b"tolower([mail])", true);
    assert!(!plain.output.contains('\u{1b}'));
    assert!(
        colored
            .output
            .contains("\u{1b}[1;31merror[wrong-case-function]\u{1b}[0m")
    );
}

/// What is in a file cannot move the cursor of a terminal or begin a line of its own.
#[test]
fn control_characters_of_a_file_are_not_written() {
    let done = run("check -", b"\x1b[2Jtolower([a\x07\nb])");
    let escapes = done.output.chars().filter(|c| c.is_control() && *c != '\n');
    assert_eq!(escapes.count(), 0, "{:?}", done.output);
}
