//! `cargo xtask test`: every kind of tests, with one sum at the end.

mod counts;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use fs_err as fs;

use crate::args::{TestSelection, TestSuite};
use crate::process::{command, show, show_and_read};
use crate::project::Project;
use crate::report::{Stages, print};
use crate::site;
use crate::tools::{chromium, ensure_shell_tools, node};

use counts::TestCounts;

/// Runs the selected tests; the last line printed is the sum.
pub fn run(selection: &TestSelection) -> Result<()> {
    let project = Project::find()?;
    let mut tests = Tests {
        stages: Stages::default(),
        sum: TestCounts::default(),
        is_built: false,
    };
    match selection.only {
        Some(TestSuite::Host) => tests.stage("host tests", || host(&project))?,
        Some(TestSuite::Services) => {
            tests.stage("service tests", || services(&project))?;
        }
        Some(TestSuite::Browser) => {
            tests.site(&project)?;
            tests.browser(&project, &selection.playwright)?;
        }
        None => tests.all(&project, &selection.playwright)?,
    }
    tests.stages.print_table();
    print(format!("\n{}", tests.sum));
    tests.stages.outcome()
}

struct Tests {
    stages: Stages,
    sum: TestCounts,
    /// Whether there is a site to test.
    is_built: bool,
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

    /// Everything, one after the other: commands that the service tests run, and
    /// tests in the browser, have time limits that a compiler beside them would
    /// break.
    fn all(&mut self, project: &Project, playwright: &[OsString]) -> Result<()> {
        self.stage("host tests", || host(project))?;
        self.stage("service tests", || services(project))?;
        self.site(project)?;
        self.browser(project, playwright)
    }

    fn site(&mut self, project: &Project) -> Result<()> {
        let (sum, is_built) = (&mut self.sum, &mut self.is_built);
        self.stages.run("release site", || {
            site::build_release(project)
                .and_then(|sizes| {
                    *is_built = true;
                    sizes.within_budget()
                })
                .inspect_err(|_| sum.failed += 1)?;
            Ok(("built".to_owned(), true))
        })
    }

    /// The browser tests, if there is a site to test.
    fn browser(&mut self, project: &Project, arguments: &[OsString]) -> Result<()> {
        if !self.is_built {
            return Ok(());
        }
        self.stage("browser tests", || playwright(project, arguments))
    }
}

fn host(project: &Project) -> Result<TestCounts> {
    let mut counts = TestCounts::default();
    let mut cargo = command("cargo");
    cargo
        .args(["test", "--workspace", "--no-fail-fast"])
        .current_dir(project.root());
    let status = show_and_read(&mut cargo, |line| counts.read_cargo_line(line))?;
    Ok(counts.with_outcome(status.success()))
}

fn services(project: &Project) -> Result<TestCounts> {
    node::check()?;
    ensure_shell_tools()?;
    let mut sum = TestCounts::default();
    for (folder, what) in [
        ("tests/services", "the practice service"),
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

fn playwright(project: &Project, arguments: &[OsString]) -> Result<TestCounts> {
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
    Ok(TestCounts::from_playwright(&text)
        .unwrap_or_default()
        .with_outcome(status.success()))
}

/// The path of a report, with no report of an earlier run there.
fn fresh_report(project: &Project, name: &str) -> Result<PathBuf> {
    let path = project.scratch()?.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(path),
    }
}
