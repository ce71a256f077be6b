//! Which crate and which folder of the app may use which.

use std::collections::BTreeSet;

use super::paths::Import;
use super::rules::Rules;
use super::workspace::{SourceFile, Workspace};

const APP: &str = "scimdesk";

/// Modules of the app that start it, and may use everything.
const START: [&str; 2] = ["", "app"];

/// Crates whose edges are not in the plan.
pub fn crate_dependencies(workspace: &Workspace<'_>) -> Vec<String> {
    let rules = &workspace.rules;
    let mut findings = Vec::new();
    let is_ours = |name: &String| workspace.packages.iter().any(|it| it.name == *name);
    for package in workspace.packages {
        let name = &package.name;
        let manifest = match package.folder.as_str() {
            "" => "Cargo.toml".to_owned(),
            folder => format!("{folder}/Cargo.toml"),
        };
        let Some(allowed) = rules.crates.get(name) else {
            findings.push(format!(
                "{manifest}: the crate {name} is not in the plan; add it to \
                 crates/xtask/architecture.toml, with what it may use"
            ));
            continue;
        };
        for used in &package.dependencies {
            if is_ours(used) && used != name && !allowed.contains(used) {
                let allowed = list(allowed);
                findings.push(format!(
                    "{manifest}: {name} uses {used}, but may use only {allowed}"
                ));
            }
            if is_browser_library(rules, used) && !rules.browser.crates.contains(name) {
                findings.push(format!(
                    "{manifest}: {name} uses {used}, which only a browser has; move the code that \
                     needs it to src/browser, and give the crate a trait instead"
                ));
            }
        }
    }
    findings
}

/// Imports in the app against the directions of its folders.
pub fn folder_directions(workspace: &Workspace<'_>) -> Vec<String> {
    let folders = &workspace.rules.folders;
    let mut findings = Vec::new();
    let is_app = |file: &&SourceFile<'_>| file.package == APP && !file.test;
    for file in workspace.files.iter().filter(is_app) {
        let area = file.area();
        if !START.contains(&area) && !folders.contains_key(area) {
            let known = Vec::from_iter(folders.keys().cloned());
            findings.push(format!(
                "{}: src/{area} is no folder of the plan; it has {}",
                file.path,
                list(&known)
            ));
        }
    }
    let mut seen = BTreeSet::new();
    for import in &workspace.imports {
        let file = &workspace.files[import.file];
        if file.package == APP
            && let Some(to) = &import.to
            && let Some(reason) = against_plan(&workspace.rules, file, to)
            && seen.insert((import.file, to))
        {
            findings.push(finding(file, import, &reason));
        }
    }
    findings
}

fn against_plan(rules: &Rules, file: &SourceFile<'_>, to: &[String]) -> Option<String> {
    let from = file.area();
    let target = to.first()?;
    if from == target {
        let (page, other) = (file.module.get(1)?, to.get(1)?);
        return (from == "pages" && page != other).then(|| {
            format!(
                "a page names another page ({other}); what both need belongs into state, \
                 components or a crate"
            )
        });
    }
    // The modules that start the app are no folders, and have no rule.
    let allowed = rules.folders.get(from)?;
    let is_known = rules.folders.contains_key(target) || START.contains(&target.as_str());
    (is_known && !allowed.contains(target))
        .then(|| format!("{from} names {target}, but may name only {}", list(allowed)))
}

/// Paths to the browser where it does not belong, each library once for a file.
pub fn browser_apis(workspace: &Workspace<'_>) -> Vec<String> {
    let rules = &workspace.rules.browser;
    let may_use = |area: &str| area == "browser" || rules.exceptions.contains_key(area);
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for import in workspace.imports.iter().filter(|it| it.to.is_none()) {
        let file = &workspace.files[import.file];
        let Some(library) = browser_library(&workspace.rules, &import.segments) else {
            continue;
        };
        let where_to = if !rules.crates.iter().any(|name| name == file.package) {
            "is only for src/ and crates/worker"
        } else if file.package == APP && library != "leptos" && !may_use(file.area()) {
            "is only for src/browser; call a function there"
        } else {
            continue;
        };
        if seen.insert((import.file, library)) {
            findings.push(finding(file, import, &format!("{library} {where_to}")));
        }
    }
    findings
}

/// The library of the browser that a path leads to, also through Leptos.
fn browser_library<'a>(rules: &Rules, path: &'a [String]) -> Option<&'a str> {
    let (first, rest) = path.split_first()?;
    if !is_browser_library(rules, first) {
        return None;
    }
    if !first.starts_with("leptos") {
        return Some(first);
    }
    let through_leptos = rest.iter().find(|name| is_browser_library(rules, name));
    Some(through_leptos.map_or("leptos", String::as_str))
}

fn is_browser_library(rules: &Rules, name: &str) -> bool {
    let name = name.replace('_', "-");
    let mut libraries = rules.browser.libraries.iter();
    libraries.any(|library| name == *library || library.ends_with('-') && name.starts_with(library))
}

fn finding(file: &SourceFile<'_>, import: &Import, reason: &str) -> String {
    let (at, path) = (file.at(import.line), import.segments.join("::"));
    format!("{at}: {path}: {reason}")
}

fn list(names: &[String]) -> String {
    match names {
        [] => "nothing of ours".to_owned(),
        names => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::Package;
    use super::*;

    fn package(name: &str, folder: &str, dependencies: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            folder: folder.to_owned(),
            dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    fn sources(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        owned.collect()
    }

    #[test]
    fn crates_may_use_what_is_below_them() {
        let packages = [
            package("dotnet-text", "crates/dotnet-text", &["memchr", "web-sys"]),
            package(
                "entra-expression",
                "crates/e",
                &["dotnet-text", "provisioning"],
            ),
            package(
                "provisioning",
                "crates/provisioning",
                &["entra-expression", "gloo-timers"],
            ),
            package("unplanned", "crates/unplanned", &[]),
            package(APP, "", &["leptos", "provisioning"]),
        ];
        let findings = crate_dependencies(&Workspace::new(&packages, &[]).unwrap());
        let due = [
            "dotnet-text uses web-sys",
            "entra-expression uses provisioning",
            "provisioning uses gloo-timers",
            "the crate unplanned is not in the plan",
        ];
        assert_eq!(findings.len(), due.len(), "{findings:#?}");
        for (finding, due) in findings.iter().zip(due) {
            assert!(finding.contains(due), "{finding}");
        }
    }

    #[test]
    fn folders_of_the_app_use_what_is_below_them() {
        let packages = [package(APP, "", &[])];
        let sources = sources(&[
            (
                "src/lib.rs",
                "mod app; mod browser; mod components; mod pages; mod shell; mod state;",
            ),
            ("src/app.rs", "use crate::shell::Shell;"),
            ("src/browser.rs", "pub fn now() {} use crate::state::State;"),
            ("src/state.rs", "use crate::browser::now; pub struct State;"),
            (
                "src/components.rs",
                "use crate::{browser::now, state::State};",
            ),
            ("src/shell.rs", "use crate::pages::guide; pub struct Shell;"),
            ("src/pages.rs", "pub mod guide; pub mod mappings;"),
            (
                "src/pages/guide.rs",
                "use crate::{state::State, shell::Shell, components};",
            ),
            ("src/pages/mappings.rs", "use super::guide;"),
            ("src/talkdesk.rs", ""),
        ]);
        let findings = folder_directions(&Workspace::new(&packages, &sources).unwrap());
        let due = [
            "src/talkdesk.rs: src/talkdesk is no folder of the plan",
            "src/browser.rs:1: crate::state::State: browser names state",
            "src/components.rs:1: crate::state::State: components names state",
            "src/pages/guide.rs:1: crate::shell::Shell: pages names shell",
            "src/pages/mappings.rs:1: super::guide: a page names another page (guide)",
        ];
        assert_eq!(findings.len(), due.len(), "{findings:#?}");
        for (finding, due) in findings.iter().zip(due) {
            assert!(finding.starts_with(due), "{finding}");
        }
    }

    #[test]
    fn the_browser_is_named_only_where_it_belongs() {
        let packages = [package(APP, "", &[]), package("setup", "crates/setup", &[])];
        let sources = sources(&[
            ("src/lib.rs", "mod browser; mod pages;"),
            ("src/browser.rs", "use web_sys::Window;"),
            (
                "src/pages.rs",
                "use leptos::prelude::*; fn f() { leptos::web_sys::window(); }",
            ),
            ("crates/setup/src/lib.rs", "use js_sys::Date; use std::fs;"),
            ("crates/setup/src/tests.rs", "use js_sys::Date;"),
        ]);
        let findings = browser_apis(&Workspace::new(&packages, &sources).unwrap());
        assert_eq!(
            findings,
            [
                "src/pages.rs:1: leptos::web_sys::window: web_sys is only for src/browser; call a \
                 function there",
                "crates/setup/src/lib.rs:1: js_sys::Date: js_sys is only for src/ and \
                 crates/worker",
            ]
        );
    }
}
