//! Reading test counts out of what the runners write.

use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TestCounts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl TestCounts {
    fn add(&mut self, kind: &str, number: &str) {
        let Ok(number) = number.parse::<u64>() else {
            return;
        };
        match kind {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }

    /// Adds what one line of `cargo test` tells, if it is a result line.
    pub fn read_cargo_line(&mut self, line: &str) {
        let Some(result) = line.trim().strip_prefix("test result: ") else {
            return;
        };
        for part in result.split([';', '.']) {
            if let Some((number, kind)) = part.trim().split_once(' ') {
                self.add(kind, number);
            }
        }
    }

    /// Reads the closing lines of Node's TAP reporter.
    pub fn from_tap(text: &str) -> Self {
        let mut counts = Self::default();
        for line in text.lines().filter_map(|line| line.strip_prefix("# ")) {
            if let Some((kind, number)) = line.split_once(' ') {
                counts.add(kind, number);
            }
        }
        counts
    }

    /// Reads the report of Playwright's JSON reporter, also the names of flaky
    /// tests; none if it is not one.
    ///
    /// Errors outside of any test, such as a file that cannot be read, count
    /// as failures, and so do flaky tests that once broke an invariant.
    pub fn from_playwright(text: &str) -> Option<(Self, Vec<String>)> {
        let report: Value = serde_json::from_str(text).ok()?;
        let number = |name: &str| report["stats"][name].as_u64();
        let errors = report["errors"].as_array().map_or(0, Vec::len);
        let mut flaky = Vec::new();
        let broken = add_flaky(&report, "", &mut flaky);
        let counts = Self {
            passed: number("expected")? + number("flaky")?.saturating_sub(broken),
            failed: number("unexpected")? + errors as u64 + broken,
            skipped: number("skipped")?,
        };
        Some((counts, flaky))
    }

    /// Counts a runner that ended badly without naming a failed test, or that
    /// ran nothing at all, as one failure.
    pub fn with_outcome(mut self, succeeded: bool) -> Self {
        let ran_nothing = self.passed + self.failed + self.skipped == 0;
        if ran_nothing || (!succeeded && self.failed == 0) {
            self.failed += 1;
        }
        self
    }
}

/// What the messages of assertions begin with that must hold in every run, such
/// as that no request goes to a third party.
const INVARIANT: &str = "INVARIANT:";

/// Adds the flaky tests of a suite, with the titles of the suites that they are
/// in. Gives the number of those that broke an invariant.
fn add_flaky(suite: &Value, titles: &str, flaky: &mut Vec<String>) -> u64 {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let titled = |value: &Value| format!("{titles} › {}", value["title"].as_str().unwrap_or("?"));
    let mut broken = 0;
    for inner in list(&suite["suites"]) {
        broken += add_flaky(&inner, &titled(&inner), flaky);
    }
    for spec in list(&suite["specs"]) {
        let mut tests = list(&spec["tests"]);
        tests.retain(|test| test["status"] == "flaky");
        if !tests.is_empty() {
            flaky.push(titled(&spec));
            let results = tests.iter().flat_map(|test| list(&test["results"]));
            let mut errors = results.flat_map(|result| list(&result["errors"]));
            let is_broken = errors.any(|error| error["message"].to_string().contains(INVARIANT));
            broken += u64::from(is_broken);
        }
    }
    broken
}

impl AddAssign for TestCounts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for TestCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn counts(passed: u64, failed: u64, skipped: u64) -> TestCounts {
        TestCounts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn result_lines_of_cargo_add_up() {
        let mut sum = TestCounts::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; \
             finished in 0.05s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            sum.read_cargo_line(line);
        }
        assert_eq!(sum, counts(15, 2, 1));
    }

    #[test]
    fn the_end_of_tap_is_read() {
        let text = "TAP version 13\n# pass this on\nok 1 - x\n1..1\n# tests 6\n# suites 0\n\
                    # pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 9.1\n";
        assert_eq!(TestCounts::from_tap(text), counts(3, 2, 1));
    }

    #[test]
    fn the_report_of_playwright_is_read() {
        let text = r#"{"errors":[{}],"stats":{"expected":4,"unexpected":1,"flaky":2,"skipped":3},
            "suites":[{"title":"a.mjs","specs":[{"title":"b","tests":[{"status":"flaky",
                "results":[{"errors":[{"message":"Error: INVARIANT: a"}]}]}]}],
                "suites":[{"title":"c","specs":[
                    {"title":"d","tests":[{"status":"expected"}]},
                    {"title":"e","tests":[{"status":"flaky"}]}]}]}]}"#;
        let flaky = vec![" › a.mjs › c › e".to_owned(), " › a.mjs › b".to_owned()];
        let due = Some((counts(5, 3, 3), flaky));
        assert_eq!(TestCounts::from_playwright(text), due);
        assert_eq!(TestCounts::from_playwright("{}"), None);
    }

    #[test]
    fn a_runner_that_died_counts_as_a_failure() {
        assert_eq!(TestCounts::default().with_outcome(true), counts(0, 1, 0));
        assert_eq!(counts(5, 0, 0).with_outcome(false), counts(5, 1, 0));
        assert_eq!(counts(5, 2, 0).with_outcome(false), counts(5, 2, 0));
        assert_eq!(counts(5, 0, 0).with_outcome(true), counts(5, 0, 0));
    }

    #[test]
    fn skipped_tests_are_named_only_if_there_are_any() {
        assert_eq!(counts(1, 0, 0).to_string(), "1 passed, 0 failed");
        assert_eq!(counts(1, 2, 3).to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
