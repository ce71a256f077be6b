//! `cargo xtask test`: every kind of tests, with one sum at the end.

mod counts;

use std::ffi::OsString;
use std::path::PathBuf;
use std::thread;

use anyhow::Result;
use fs_err as fs;

use crate::args::{TestSelection, TestSuite};
use crate::process::{command, joined, show, show_and_read};
use crate::project::Project;
use crate::report::{Stages, print};
use crate::site;
use crate::tools::{chromium, ensure_shell_tools, ensure_web_servers, node};

use counts::TestCounts;

/// Runs the selected tests; the last line printed is the sum.
pub fn run(selection: &TestSelection) -> Result<()> {
    let project = Project::find()?;
    let mut tests = Tests {
        stages: Stages::default(),
        sum: TestCounts::default(),
        flaky: Vec::new(),
    };
    // One after the other: tests in the browser have time limits that a compiler
    // beside them would break.
    let is_due = |suite| selection.only.is_none_or(|only| only == suite);
    if is_due(TestSuite::Host) {
        tests.stage("host tests", || host(&project))?;
    }
    if is_due(TestSuite::Services) {
        let ahead = is_due(TestSuite::Browser);
        tests.stage("service tests", || beside_site(&project, ahead))?;
    }
    if is_due(TestSuite::Browser) && tests.site(&project)? {
        tests.browser(&project, &selection.playwright)?;
    }
    tests.stages.print_table();
    if !tests.flaky.is_empty() {
        print("\nFlaky: these failed, and passed at the second try.");
        tests.flaky.iter().for_each(print);
    }
    print(format!("\n{}", tests.sum));
    tests.stages.outcome()
}

struct Tests {
    stages: Stages,
    sum: TestCounts,
    /// Tests that passed at the second try only.
    flaky: Vec<String>,
}

impl Tests {
    /// Runs one runner; if it cannot even start, that counts as one failure.
    fn stage(
        &mut self,
        name: &'static str,
        runner: impl FnOnce() -> Result<TestCounts>,
    ) -> Result<()> {
        let sum = &mut self.sum;
        self.stages.run(name, || {
            let counts = runner().inspect_err(|_| sum.failed += 1)?;
            *sum += counts;
            Ok((counts.to_string(), counts.failed == 0))
        })
    }

    /// Builds the site; says whether there is one to test.
    fn site(&mut self, project: &Project) -> Result<bool> {
        let mut is_built = false;
        let sum = &mut self.sum;
        self.stages.run("release site", || {
            site::build_release(project, &[])
                .and_then(|sizes| {
                    is_built = true;
                    sizes.within_budgets()
                })
                .inspect_err(|_| sum.failed += 1)?;
            Ok(("built".to_owned(), true))
        })?;
        Ok(is_built)
    }

    fn browser(&mut self, project: &Project, arguments: &[OsString]) -> Result<()> {
        let mut flaky = Vec::new();
        self.stage("browser tests", || {
            let (counts, names) = playwright(project, arguments)?;
            flaky = names;
            Ok(counts)
        })?;
        self.flaky = flaky;
        Ok(())
    }
}

/// xtask apart, because what it is made of is there already, and would be
/// compiled again with the features that the other crates want of it.
fn host(project: &Project) -> Result<TestCounts> {
    ensure_web_servers()?;
    let mut sum = TestCounts::default();
    for packages in ["--workspace --exclude xtask", "--package xtask"] {
        let mut counts = TestCounts::default();
        let mut cargo = command("cargo");
        cargo
            .args(["test", "--no-fail-fast"])
            .args(packages.split(' '))
            .current_dir(project.root());
        let status = show_and_read(&mut cargo, |line| counts.read_cargo_line(line))?;
        sum += counts.with_outcome(status.success());
    }
    Ok(sum)
}

/// Runs the service tests, while the site is compiled with what they leave of
/// the processor: commands that they run have time limits.
fn beside_site(project: &Project, ahead: bool) -> Result<TestCounts> {
    let modest_cargo = || {
        let mut nice = command("nice");
        nice.args(["-n", "19", "cargo"]);
        nice
    };
    thread::scope(|scope| {
        let ahead = scope.spawn(|| match ahead && cfg!(unix) {
            true => site::compile_ahead(project, true, modest_cargo),
            false => Ok(()),
        });
        let counts = services(project);
        joined(ahead)?;
        counts
    })
}

fn services(project: &Project) -> Result<TestCounts> {
    node::check()?;
    ensure_shell_tools()?;
    let mut sum = TestCounts::default();
    for (folder, what) in [
        ("tests/services", "the practice service"),
        ("tests/relay", "the relay"),
        ("tests/bench", "the bench"),
    ] {
        sum += node_tests(project, folder, what)?;
    }
    Ok(sum)
}

fn node_tests(project: &Project, folder: &str, what: &str) -> Result<TestCounts> {
    let report = fresh_report(project, &format!("{}.tap", folder.replace('/', "-")))?;
    let folder = project.path(folder);
    node::ensure_packages(&folder, what)?;
    let mut node = command("node");
    node.current_dir(&folder)
        .args(["--test", "--test-reporter=spec"])
        .args(["--test-reporter-destination=stdout", "--test-reporter=tap"])
        .arg(format!("--test-reporter-destination={}", report.display()));
    let status = show(&mut node)?;
    let text = fs::read_to_string(&report).unwrap_or_default();
    Ok(TestCounts::from_tap(&text).with_outcome(status.success()))
}

/// Runs the browser tests; gives their counts and the flaky ones.
fn playwright(project: &Project, arguments: &[OsString]) -> Result<(TestCounts, Vec<String>)> {
    node::check()?;
    let folder = project.path("tests/browser");
    node::ensure_packages(&project.path("tests/services"), "the practice service")?;
    node::ensure_packages(&folder, "the browser tests")?;
    let chromium = chromium::ensure()?;
    let report = fresh_report(project, "browser.json")?;
    let mut node = command("node");
    node.current_dir(&folder)
        .arg("node_modules/@playwright/test/cli.js")
        .args(["test", "--reporter=list,json"])
        .args(arguments)
        .env("SCIMDESK_DIST", project.dist())
        .env("SCIMDESK_CHROMIUM", chromium)
        .env("SCIMDESK_RESULTS", &report)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let status = show(&mut node)?;
    let text = fs::read_to_string(&report).unwrap_or_default();
    let (counts, flaky) = TestCounts::from_playwright(&text).unwrap_or_default();
    Ok((counts.with_outcome(status.success()), flaky))
}

/// The path of a report, with no report of an earlier run there.
fn fresh_report(project: &Project, name: &str) -> Result<PathBuf> {
    let path = project.scratch()?.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(path),
    }
}
