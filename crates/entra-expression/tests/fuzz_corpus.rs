//! Holds every text that the fuzzer found worth keeping against the laws.
//!
//! `cargo xtask fuzz` looks for more. The corpus holds one JSON string a line.

#![allow(clippy::unwrap_used)] // A corpus that is no JSON has to stop the test.

use crate::laws;

fn each(corpus: &str, law: fn(&str)) {
    let mut count = 0;
    for line in corpus.lines() {
        let text: String = serde_json::from_str(line).unwrap();
        law(&text);
        count += 1;
    }
    assert!(count > 30, "the corpus is nearly empty: {count}");
}

#[test]
fn expressions() {
    each(
        include_str!("../fuzz/corpus/expression.jsonl"),
        laws::expression,
    );
}

#[test]
fn trees() {
    each(include_str!("../fuzz/corpus/tree.jsonl"), laws::tree);
}
