//! `cargo xtask lint --architecture`: the plan of the code, checked.
//!
//! What is checked is written down in `architecture.toml`. The layout itself is
//! explained in ARCHITECTURE.md.

mod cycles;
mod glossary;
mod paths;
mod plan;
mod rules;
mod tokens;
mod type_names;
mod user_text;
mod workspace;

use std::collections::BTreeMap;

use anyhow::Result;
use fs_err as fs;

use crate::process::{capture, command};
use crate::project::Project;
use crate::report::print;

use workspace::{Workspace, packages};

const MAX_LINES: usize = 400;
const MAX_FILES: usize = 15;

const TEXTS: &str = "words that texts for people must not have";

/// One row of the table.
struct Check {
    name: &'static str,
    findings: Vec<String>,
    /// What was looked at, as proof that something was.
    looked_at: String,
    /// Whether a finding is an error; else it is advice.
    required: bool,
}

/// All checks of one state of the code.
pub struct ArchitectureReport {
    checks: Vec<Check>,
}

impl ArchitectureReport {
    pub fn of(project: &Project) -> Result<Self> {
        let packages = packages(&project.metadata()?, project.root());
        let sources = sources(project)?;
        let workspace = Workspace::new(&packages, &sources)?;
        let mut report = Self::of_workspace(&workspace);
        let texts = user_text::in_files(&workspace.rules.text, project)?;
        let check = report.checks.iter_mut().find(|check| check.name == TEXTS);
        if let Some(check) = check {
            check.findings.extend(texts);
        }
        Ok(report)
    }

    fn of_workspace(workspace: &Workspace<'_>) -> Self {
        let rules = &workspace.rules;
        let crates = workspace.packages.len();
        let dependencies = workspace.packages.iter().map(|it| it.dependencies.len());
        let dependencies: usize = dependencies.sum();
        let all = workspace.files.len();
        let files = workspace.files.iter().filter(|file| !file.test).count();
        let mut cycles = Vec::new();
        let mut in_one_folder = 0;
        for package in workspace.packages {
            let of_package = cycles::of(workspace, &package.name);
            cycles.extend(of_package.between_folders);
            in_one_folder += of_package.files_in_one_folder;
        }
        let browser_exceptions = rules.browser.exceptions.len();
        let shared_types = rules.types.shared.len();
        let word_exceptions = rules.glossary.exceptions.len();
        let text_exceptions = rules.text.exceptions.len();
        let check = |name, findings, looked_at| Check {
            name,
            findings,
            looked_at,
            required: true,
        };
        let mut checks = vec![
            check(
                "dependencies between crates",
                plan::crate_dependencies(workspace),
                format!("{crates} crates, {dependencies} dependencies"),
            ),
            check(
                "directions between folders of src/",
                plan::folder_directions(workspace),
                format!("{} imports", workspace.imports.len()),
            ),
            check(
                "import cycles between folders",
                cycles,
                format!("{files} files; {in_one_folder} files in cycles within a folder"),
            ),
            check(
                "browser APIs where they belong",
                plan::browser_apis(workspace),
                format!("{files} files, {browser_exceptions} exceptions"),
            ),
            check(
                "public type names used twice",
                type_names::duplicates(workspace),
                format!("{files} files, {shared_types} exceptions"),
            ),
            check(
                "prelude names hidden",
                type_names::shadowed_prelude(workspace),
                format!("{all} files"),
            ),
            check(
                "words that the glossary replaces",
                glossary::findings(workspace),
                format!("{all} files, {word_exceptions} exceptions"),
            ),
            check(
                TEXTS,
                user_text::in_code(workspace),
                format!("{files} files, {text_exceptions} exceptions"),
            ),
        ];
        let looked_at = format!("at most {MAX_LINES} lines, {MAX_FILES} files");
        checks.push(Check {
            required: false,
            ..check("sizes of files and folders", sizes(workspace), looked_at)
        });
        Self { checks }
    }

    fn errors(&self) -> usize {
        let required = self.checks.iter().filter(|check| check.required);
        required.map(|check| check.findings.len()).sum()
    }

    /// Prints the findings and a table; gives how many are errors.
    pub fn print(&self) -> usize {
        for check in self.checks.iter().filter(|it| !it.findings.is_empty()) {
            let advice = if check.required { "" } else { " (advice)" };
            let (name, count) = (check.name, check.findings.len());
            print(format!("\n== {name}{advice}: {count}"));
            check.findings.iter().for_each(print);
        }
        let width = self.checks.iter().map(|check| check.name.len()).max();
        let width = width.unwrap_or(0);
        let title = "architecture";
        print(format!("\n{title:width$}  {:>8}  looked at", "findings"));
        for check in &self.checks {
            let (name, count) = (check.name, check.findings.len());
            print(format!("{name:width$}  {count:>8}  {}", check.looked_at));
        }
        self.errors()
    }
}

fn sizes(workspace: &Workspace<'_>) -> Vec<String> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in &workspace.files {
        if let Some((folder, _)) = file.path.rsplit_once('/') {
            *folders.entry(folder).or_default() += 1;
        }
        if file.lines > MAX_LINES {
            findings.push(format!(
                "{}: {} lines; make it two files",
                file.path, file.lines
            ));
        }
    }
    for (folder, files) in folders {
        if files > MAX_FILES {
            findings.push(format!("{folder}/: {files} files; group them in folders"));
        }
    }
    findings
}

/// The Rust files of the repository, also those that are not committed yet.
fn sources(project: &Project) -> Result<Vec<(String, String)>> {
    let mut list = command("git");
    list.current_dir(project.root()).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.rs",
    ]);
    let listed = capture(&mut list, "git ls-files")?;
    let mut sources = Vec::new();
    for path in listed.lines() {
        let full = project.path(path);
        // A file that was removed without git knowing is still listed.
        if full.is_file() {
            sources.push((path.to_owned(), fs::read_to_string(&full)?));
        }
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_counts_what_is_wrong() {
        let packages = packages(
            &serde_json::json!({"packages": [{"name": "scimdesk", "manifest_path": "/r/Cargo.toml",
                "dependencies": [{"name": "leptos"}]}]}),
            std::path::Path::new("/r"),
        );
        let long = format!("mod state;{}", "\n".repeat(MAX_LINES + 1));
        let sources = [
            ("src/lib.rs".to_owned(), long),
            (
                "src/state.rs".to_owned(),
                "pub struct RowDesk; enum From {}".to_owned(),
            ),
        ];
        let report =
            ArchitectureReport::of_workspace(&Workspace::new(&packages, &sources).unwrap());
        assert_eq!(report.errors(), 2);
        let counts: Vec<_> = report
            .checks
            .iter()
            .map(|check| check.findings.len())
            .collect();
        assert_eq!(counts, [0, 0, 0, 0, 0, 1, 1, 0, 1]);
    }
}
