//! `cargo xtask test`: every kind of tests, with one sum at the end.

mod results;

use std::ffi::OsString;
use std::num::NonZeroUsize;
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

use results::TestResults;

/// Runs the selected tests; the last line printed is the sum.
pub fn run(selection: &TestSelection) -> Result<()> {
    let project = Project::find()?;
    let mut tests = Tests {
        stages: Stages::default(),
        sum: TestResults::default(),
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
    if !tests.sum.flaky.is_empty() {
        print("\nFlaky: these failed, and passed at the second try.");
        tests.sum.flaky.iter().for_each(print);
    }
    if !tests.sum.failures.is_empty() {
        print("\nFailed:");
        tests.sum.failures.iter().for_each(print);
    }
    print(format!("\n{}", tests.sum.counts));
    tests.stages.outcome()
}

struct Tests {
    stages: Stages,
    sum: TestResults,
}

impl Tests {
    /// Runs one runner; if it cannot even start, that counts as one failure.
    fn stage(
        &mut self,
        name: &'static str,
        runner: impl FnOnce() -> Result<TestResults>,
    ) -> Result<()> {
        let sum = &mut self.sum;
        self.stages.run(name, || {
            let results = runner().inspect_err(|error| sum.add_failure(name, error))?;
            let counts = results.counts;
            *sum += results;
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
                .inspect_err(|error| sum.add_failure("release site", error))?;
            Ok(("built".to_owned(), true))
        })?;
        Ok(is_built)
    }

    fn browser(&mut self, project: &Project, arguments: &[OsString]) -> Result<()> {
        self.stage("browser tests", || playwright(project, arguments))
    }
}

/// xtask apart, because what it is made of is there already, and would be
/// compiled again with the features that the other crates want of it.
fn host(project: &Project) -> Result<TestResults> {
    ensure_web_servers()?;
    let mut sum = TestResults::default();
    for packages in ["--workspace --exclude xtask", "--package xtask"] {
        let mut lines = Vec::new();
        let mut cargo = command("cargo");
        cargo
            .args(["test", "--no-fail-fast"])
            .args(packages.split(' '))
            .current_dir(project.root());
        let status = show_and_read(&mut cargo, |line| lines.push(line.to_owned()))?;
        let results = TestResults::from_cargo(lines.iter().map(String::as_str));
        sum += results.with_outcome("cargo test", status.success());
    }
    Ok(sum)
}

/// Runs the service tests, while the site is compiled with what they leave of
/// the processor: commands that they run have time limits.
fn beside_site(project: &Project, ahead: bool) -> Result<TestResults> {
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

fn services(project: &Project) -> Result<TestResults> {
    node::check()?;
    ensure_shell_tools()?;
    let mut sum = TestResults::default();
    for (folder, what) in [
        ("tests/services", "the practice service"),
        ("tests/relay", "the relay"),
        ("tests/bench", "the bench"),
    ] {
        sum += node_tests(project, folder, what)?;
    }
    Ok(sum)
}

fn node_tests(project: &Project, folder: &str, what: &str) -> Result<TestResults> {
    let report = fresh_report(project, &format!("{}.tap", folder.replace('/', "-")))?;
    let folder = project.path(folder);
    node::ensure_packages(&folder, what)?;
    // By itself Node leaves one core to its own process, which does next to nothing here.
    let files_at_once = thread::available_parallelism().map_or(2, NonZeroUsize::get);
    let mut node = command("node");
    node.current_dir(&folder)
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("--test-concurrency={files_at_once}"))
        .args(["--test-reporter-destination=stdout", "--test-reporter=tap"])
        .arg(format!("--test-reporter-destination={}", report.display()));
    let status = show(&mut node)?;
    let text = fs::read_to_string(&report).unwrap_or_default();
    Ok(TestResults::from_tap(&text).with_outcome(what, status.success()))
}

fn playwright(project: &Project, arguments: &[OsString]) -> Result<TestResults> {
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
    let results = TestResults::from_playwright(&text).unwrap_or_default();
    Ok(results.with_outcome("Playwright", status.success()))
}

/// The path of a report, with no report of an earlier run there.
fn fresh_report(project: &Project, name: &str) -> Result<PathBuf> {
    let path = project.scratch()?.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(path),
    }
}
