//! The tables of `tests/verdicts` together: every public report that led to a
//! rule is in one of them, and each kind has further inputs.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde_json::Value;

const TABLES: [(&str, &str, &[&str]); 5] = [
    (
        "mapping-sets",
        include_str!("../../../tests/verdicts/mapping-sets.json"),
        &[
            "R13", "R14", "R14-off", "R14-pre", "R15b", "R35", "R64-pre", "H1", "H2", "H3", "H4",
            "H5", "H7", "H8", "H9",
        ],
    ),
    (
        "users-files",
        include_str!("../../../tests/verdicts/users-files.json"),
        &[
            "R21", "R42A", "R42B", "R42-hand", "R43", "R44", "I1", "I2", "I3", "I4", "I5", "I6",
            "I7", "I9",
        ],
    ),
    (
        "live-tests",
        include_str!("../../../tests/verdicts/live-tests.json"),
        &["R04-live", "R05-live", "R22-live", "R32", "J2", "J4"],
    ),
    (
        "lifecycle-tests",
        include_str!("../../../tests/verdicts/lifecycle-tests.json"),
        &["R33-live", "R49-live", "R65-live", "J1", "J5"],
    ),
    (
        "expressions",
        include_str!("../../../tests/verdicts/expressions.json"),
        &[
            "R08",
            "R10-expr",
            "R12-preview",
            "R36",
            "R40",
            "R67",
            "K-b",
            "K-c",
            "K-d",
            "K-e",
            "K-f",
            "K-g",
            "K-h",
            "K-i",
            "K-j",
            "K-k",
            "K-l",
            "K-m",
            "K-n",
            "K-o",
            "M-match",
        ],
    ),
];

#[test]
fn every_report_has_its_case_and_each_kind_further_ones() {
    let mut reports = 0;
    for (name, text, known) in TABLES {
        let cases: Vec<Value> = serde_json::from_str(text).unwrap();
        let ids: BTreeSet<&str> = cases
            .iter()
            .map(|case| case["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), cases.len(), "{name}: an id is there twice");
        for id in known {
            assert!(ids.contains(id), "{name} lacks {id}");
        }
        let further = ids.iter().filter(|id| !known.contains(id)).count();
        assert!(further >= 5, "{name}: {further} further cases");
        for case in &cases {
            assert!(case["source"].is_string(), "{name}: {case}");
        }
        reports += known.len();
    }
    assert_eq!(reports, 61);
}
