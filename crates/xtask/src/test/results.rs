//! Reading counts and failed tests out of what the runners write.

use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

/// Lines of a failed test's output that its report repeats.
const FAILURE_LINES: usize = 8;

/// What the runners tell of their tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestResults {
    pub counts: TestCounts,
    /// Failed tests, each with the beginning of what it printed.
    pub failures: Vec<String>,
    /// Tests that passed at the second try only.
    pub flaky: Vec<String>,
}

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TestCounts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl TestResults {
    /// Reads the output of `cargo test`.
    pub fn from_cargo<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut results = Self::default();
        let mut room = 0;
        for line in lines {
            if let Some(result) = line.trim().strip_prefix("test result: ") {
                for part in result.split([';', '.']) {
                    if let Some((number, kind)) = part.trim().split_once(' ') {
                        results.counts.add(kind, number);
                    }
                }
            } else if let Some(name) = line.strip_prefix("---- ") {
                let name = name.strip_suffix(" stdout ----").unwrap_or(name);
                results.failures.push(name.to_owned());
                room = FAILURE_LINES;
            } else if line == "failures:" {
                room = 0;
            } else if room > 0
                && !line.is_empty()
                && let Some(failure) = results.failures.last_mut()
            {
                failure.push_str("\n    ");
                failure.push_str(line);
                room -= 1;
            }
        }
        results
    }

    /// Reads what Node's TAP reporter wrote.
    pub fn from_tap(text: &str) -> Self {
        let mut results = Self::default();
        for line in text.lines() {
            if let Some((kind, number)) = line.strip_prefix("# ").and_then(|it| it.split_once(' '))
            {
                results.counts.add(kind, number);
            } else if let Some(failure) = line.trim_start().strip_prefix("not ok ") {
                results.failures.push(failure.to_owned());
            }
        }
        results
    }

    /// Reads the report of Playwright's JSON reporter; none if it is not one.
    ///
    /// Errors outside of any test, such as a file that cannot be read, count
    /// as failures, and so do flaky tests that once broke an invariant.
    pub fn from_playwright(text: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(text).ok()?;
        let number = |name: &str| report["stats"][name].as_u64();
        let errors = list(&report["errors"]);
        let mut results = Self {
            failures: errors
                .iter()
                .map(|error| beginning(&error["message"]))
                .collect(),
            ..Self::default()
        };
        let broken = results.add_suite(&report, "");
        results.counts = TestCounts {
            passed: number("expected")? + number("flaky")?.saturating_sub(broken),
            failed: number("unexpected")? + errors.len() as u64 + broken,
            skipped: number("skipped")?,
        };
        Some(results)
    }

    /// Adds the failed and the flaky tests of a suite, with the titles of the
    /// suites that they are in. Gives the number of those that broke an invariant.
    fn add_suite(&mut self, suite: &Value, titles: &str) -> u64 {
        let titled =
            |value: &Value| format!("{titles} › {}", value["title"].as_str().unwrap_or("?"));
        let mut broken = 0;
        for inner in list(&suite["suites"]) {
            broken += self.add_suite(inner, &titled(inner));
        }
        for spec in list(&suite["specs"]) {
            for test in list(&spec["tests"]) {
                let results = list(&test["results"]).iter();
                let mut errors = results.flat_map(|result| list(&result["errors"]));
                let message = errors
                    .clone()
                    .next()
                    .map(|error| beginning(&error["message"]));
                let failure = || format!("{}\n    {}", titled(spec), message.unwrap_or_default());
                match test["status"].as_str() {
                    Some("unexpected") => self.failures.push(failure()),
                    Some("flaky") => {
                        let is_broken =
                            errors.any(|error| error["message"].to_string().contains(INVARIANT));
                        broken += u64::from(is_broken);
                        self.flaky.push(failure());
                    }
                    _ => {}
                }
            }
        }
        broken
    }

    /// Counts a runner that could not start as one failure.
    pub fn add_failure(&mut self, runner: &str, error: &impl fmt::Display) {
        self.counts.failed += 1;
        self.failures.push(format!("{runner}: {error:#}"));
    }

    /// Counts a runner that ended badly without naming a failed test, or that
    /// ran nothing at all, as one failure.
    pub fn with_outcome(mut self, runner: &str, succeeded: bool) -> Self {
        let TestCounts {
            passed,
            failed,
            skipped,
        } = self.counts;
        let ran_nothing = passed + failed + skipped == 0;
        if ran_nothing || (!succeeded && failed == 0) {
            self.counts.failed += 1;
            self.failures
                .push(format!("{runner}: it ended without a result"));
        }
        self
    }
}

/// The first lines of a message, without the colors of a terminal.
fn beginning(message: &Value) -> String {
    let mut text = String::new();
    let mut is_code = false;
    for character in message.as_str().unwrap_or_default().chars() {
        match character {
            '\u{1b}' => is_code = true,
            'm' if is_code => is_code = false,
            _ if !is_code => text.push(character),
            _ => {}
        }
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Vec::from_iter(lines.take(FAILURE_LINES)).join("\n    ")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
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
}

/// What the messages of assertions begin with that must hold in every run, such
/// as that no request goes to a third party.
const INVARIANT: &str = "INVARIANT:";

impl AddAssign for TestResults {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.failures.extend(other.failures);
        self.flaky.extend(other.flaky);
    }
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
    fn the_output_of_cargo_is_read() {
        let results = TestResults::from_cargo([
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; \
             finished in 0.05s",
            "test reads::a_file ... FAILED",
            "",
            "failures:",
            "",
            "---- reads::a_file stdout ----",
            "",
            "thread 'reads::a_file' panicked at tests/reads.rs:4:5:",
            "left is not right",
            "",
            "failures:",
            "    reads::a_file",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(results.counts, counts(15, 2, 1));
        let failure = "reads::a_file\n    thread 'reads::a_file' panicked at tests/reads.rs:4:5:\
                       \n    left is not right";
        assert_eq!(results.failures, [failure]);
    }

    #[test]
    fn the_report_of_node_is_read() {
        let text = "TAP version 13\n# pass this on\nok 1 - x\n    not ok 2 - y\n1..1\n# tests 6\n\
                    # suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n";
        let results = TestResults::from_tap(text);
        assert_eq!(results.counts, counts(3, 2, 1));
        assert_eq!(results.failures, ["2 - y"]);
    }

    #[test]
    fn the_report_of_playwright_is_read() {
        let text = r#"{"errors":[{"message":"a\nb"}],
            "stats":{"expected":4,"unexpected":1,"flaky":2,"skipped":3},
            "suites":[{"title":"a.mjs","specs":[{"title":"b","tests":[{"status":"flaky",
                "results":[{"errors":[{"message":"\u001b[31mError: INVARIANT: a\u001b[0m"}]}]}]}],
                "suites":[{"title":"c","specs":[
                    {"title":"d","tests":[{"status":"expected"}]},
                    {"title":"e","tests":[{"status":"flaky"}]},
                    {"title":"f","tests":[{"status":"unexpected"}]}]}]}]}"#;
        let results = TestResults::from_playwright(text).unwrap_or_default();
        assert_eq!(results.counts, counts(5, 3, 3));
        assert_eq!(results.failures, ["a\n    b", " › a.mjs › c › f\n    "]);
        let flaky = [
            " › a.mjs › c › e\n    ",
            " › a.mjs › b\n    Error: INVARIANT: a",
        ];
        assert_eq!(results.flaky, flaky);
        assert_eq!(TestResults::from_playwright("{}"), None);
    }

    #[test]
    fn a_runner_that_died_counts_as_a_failure() {
        let with_outcome = |before: TestCounts, succeeded| {
            let results = TestResults {
                counts: before,
                ..TestResults::default()
            };
            let results = results.with_outcome("node", succeeded);
            (results.counts, results.failures.len())
        };
        assert_eq!(with_outcome(counts(0, 0, 0), true), (counts(0, 1, 0), 1));
        assert_eq!(with_outcome(counts(5, 0, 0), false), (counts(5, 1, 0), 1));
        assert_eq!(with_outcome(counts(5, 2, 0), false), (counts(5, 2, 0), 0));
        assert_eq!(with_outcome(counts(5, 0, 0), true), (counts(5, 0, 0), 0));
    }

    #[test]
    fn skipped_tests_are_named_only_if_there_are_any() {
        assert_eq!(counts(1, 0, 0).to_string(), "1 passed, 0 failed");
        assert_eq!(counts(1, 2, 3).to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
