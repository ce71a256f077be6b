//! What SARIF 2.1.0 requires and a reader relies on: rules by their index, regions
//! within the file, and fixes that fix.

use serde_json::Value;

use crate::support::run;

const FILES: &[&str] = &[
    "tests/files/broken-rules.json",
    "tests/files/lines.entra",
    "tests/files/cut.json",
    "tests/files/folder/nested/roles.entra",
];

fn sarif(path: &str) -> Value {
    let done = run(&format!("check --format sarif {path}"), b"");
    serde_json::from_str(&done.output).expect("JSON")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn number(value: &Value, name: &str) -> usize {
    let number = value[name].as_u64().expect("a number");
    usize::try_from(number).expect("a small number")
}

/// The bytes of a region, as a reader of SARIF finds them.
fn bytes(text: &str, region: &Value) -> std::ops::Range<usize> {
    let at = |line: &str, column: &str| {
        let (line, column) = (number(region, line), number(region, column));
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
        let own = lines.get(line - 1).copied().unwrap_or_default();
        let chars = own.chars().count();
        assert!(column <= chars + 1, "column {column} of {own:?}");
        before
            + own
                .chars()
                .take(column - 1)
                .map(char::len_utf8)
                .sum::<usize>()
    };
    at("startLine", "startColumn")..at("endLine", "endColumn")
}

fn text(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a file of the tests")
}

#[test]
fn results_have_rules_levels_and_regions() {
    for path in FILES {
        let log = sarif(path);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = list(&run["tool"]["driver"], "rules");
        let results = list(run, "results");
        assert!(!results.is_empty(), "{path}");
        for result in results {
            let rule = &rules[number(result, "ruleIndex")];
            assert_eq!(rule["id"], result["ruleId"]);
            for text in ["shortDescription", "help"] {
                assert_ne!(rule[text]["text"].as_str().unwrap_or_default(), "");
            }
            let level = result["level"].as_str().expect("a level");
            assert!(["error", "warning", "note"].contains(&level));
            let location = &result["locations"][0]["physicalLocation"];
            assert_eq!(location["artifactLocation"]["uri"], *path);
            let range = bytes(&text(path), &location["region"]);
            assert!(range.start <= range.end && range.end <= text(path).len());
        }
    }
}

/// A file and a rule: what of the file its regions are.
const REGIONS: &[(&str, &str, &[&str])] = &[
    (
        "tests/files/broken-rules.json",
        "wrong-case-function",
        // The t is written as an escape.
        &[r"\u0074olower", r"\u0074olower"],
    ),
    (
        "tests/files/broken-rules.json",
        "wrong-case-attribute",
        &["\"Mail\""],
    ),
    (
        "tests/files/broken-rules.json",
        "unsupported-target",
        &["\"title\""],
    ),
    (
        "tests/files/broken-rules.json",
        "group-mapping-on",
        &["true"],
    ),
    (
        "tests/files/lines.entra",
        "wrong-case-function",
        &["tolower"],
    ),
    ("tests/files/lines.entra", "unknown-attribute", &["surnme"]),
];

#[test]
fn a_region_is_what_the_issue_is_about() {
    for (path, rule, expected) in REGIONS {
        let (log, text) = (sarif(path), text(path));
        let results = list(&log["runs"][0], "results").iter();
        let own = results.filter(|result| result["ruleId"] == *rule);
        let regions = own.map(|result| &result["locations"][0]["physicalLocation"]["region"]);
        let found: Vec<&str> = regions.map(|region| &text[bytes(&text, region)]).collect();
        let found: Vec<&str> = found
            .iter()
            .map(|part| part.trim_matches(['[', ']']))
            .collect();
        assert_eq!(found, *expected, "{path} {rule}");
    }
}

/// How many results a file has of a rule.
fn count(log: &Value, rule: &Value) -> usize {
    let results = list(&log["runs"][0], "results").iter();
    results.filter(|result| result["ruleId"] == *rule).count()
}

#[test]
fn a_fix_leaves_a_file_without_the_issue() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut fixes = 0;
    for path in FILES {
        let (log, text) = (sarif(path), text(path));
        let results = list(&log["runs"][0], "results");
        for result in results {
            for fix in list(result, "fixes") {
                let change = &fix["artifactChanges"][0];
                let mut fixed = text.clone();
                for replacement in list(change, "replacements").iter().rev() {
                    let range = bytes(&text, &replacement["deletedRegion"]);
                    let inserted = replacement["insertedContent"]["text"].as_str();
                    fixed.replace_range(range, inserted.unwrap_or_default());
                }
                let end = path.rsplit('.').next().unwrap_or_default();
                let copy = folder.join(format!("fixed.{end}"));
                std::fs::write(&copy, &fixed).expect("the folder of tests");
                let after = sarif(copy.to_str().expect("a path of text"));
                let (rule, label) = (&result["ruleId"], &fix["description"]["text"]);
                assert!(
                    count(&after, rule) < count(&log, rule),
                    "{path} {rule} {label}\n{fixed}"
                );
                fixes += 1;
            }
        }
    }
    assert!(fixes >= 5, "{fixes}");
}
