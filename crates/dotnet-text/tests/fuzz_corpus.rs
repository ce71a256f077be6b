//! Holds every text of the fuzzer's corpus against the laws.
//!
//! `cargo xtask fuzz` looks for more. The corpus holds one JSON string a line.

use crate::laws;

#[test]
fn regular_expressions() {
    let mut count = 0;
    for line in include_str!("../fuzz/corpus/regex.jsonl").lines() {
        let text: String = serde_json::from_str(line).unwrap();
        laws::regex(&text);
        count += 1;
    }
    assert!(count > 30, "the corpus is nearly empty: {count}");
}
