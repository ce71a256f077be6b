//! Which crate and which folder of the app may use which, and the checks of it.

use std::collections::BTreeSet;

use super::paths::{Modules, PathReference};
use super::workspace::{SourceFile, Workspace};

const APP: &str = "scimdesk";

/// Crates of the workspace, each with those of the workspace that it may use.
#[rustfmt::skip]
const CRATES: [(&str, &[&str]); 14] = [
    ("dotnet-text", &[]),
    ("entra-expression", &["dotnet-text"]),
    ("provisioning", &["dotnet-text", "entra-expression"]),
    ("sync-schema", &["dotnet-text", "entra-expression", "provisioning"]),
    ("preflight", &["dotnet-text", "entra-expression", "provisioning"]),
    ("connection-test", &["dotnet-text", "provisioning"]),
    ("setup", &["connection-test", "dotnet-text", "entra-expression", "provisioning",
                "sync-schema"]),
    ("guide", &["connection-test", "provisioning", "setup"]),
    ("worker-messages", &["dotnet-text", "entra-expression", "preflight", "provisioning",
                          "sync-schema"]),
    ("scimdesk-worker", &["dotnet-text", "entra-expression", "preflight", "provisioning",
                          "sync-schema", "worker-messages"]),
    ("scimdesk-bench", &["dotnet-text", "entra-expression", "preflight", "provisioning",
                         "scimdesk-worker", "worker-messages"]),
    ("entra-expression-fuzz", &["dotnet-text", "entra-expression"]),
    ("xtask", &[]),
    (APP, &["connection-test", "dotnet-text", "entra-expression", "guide", "preflight",
            "provisioning", "setup", "sync-schema", "worker-messages"]),
];

/// Crates that may use the browser.
const BROWSER_CRATES: [&str; 3] = [APP, "scimdesk-worker", "scimdesk-bench"];

/// What stands for the browser among dependencies; a name that ends in `-` or
/// `_` is the beginning of one.
const BROWSER_LIBRARIES: [&str; 7] = [
    "leptos",
    "leptos_",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "gloo-",
];

/// Folders of the app, each with those that it may use. `lib.rs`, `main.rs`
/// and `app.rs` may use all.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("browser", &[]),
    ("components", &["browser"]),
    ("state", &["browser"]),
    ("pages", &["browser", "components", "state"]),
    ("shell", &["app", "browser", "components", "pages", "state"]),
];
const START: [&str; 2] = ["", "app"];

/// Pages that may use another page, with the reason.
const PAGE_EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// Folders of the app besides `browser` that may name the browser's API, with
/// the reason.
const BROWSER_API_EXCEPTIONS: [(&str, &str); 1] = [(
    "components",
    "the element builder and its events are typed by web-sys until views are written with view!",
)];

/// Crates whose edges are not in the plan.
pub fn crate_dependencies(workspace: &Workspace<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    let is_ours = |name: &String| {
        workspace
            .packages
            .iter()
            .any(|package| package.name == *name)
    };
    for package in workspace.packages {
        let manifest = match package.folder.as_str() {
            "" => "Cargo.toml".to_owned(),
            folder => format!("{folder}/Cargo.toml"),
        };
        let Some((_, allowed)) = CRATES.iter().find(|(name, _)| *name == package.name) else {
            findings.push(format!(
                "{manifest}: the crate {} is not in the plan; add it to CRATES in \
                 crates/xtask/src/architecture/plan.rs, with what it may use",
                package.name
            ));
            continue;
        };
        for dependency in &package.dependencies {
            if is_ours(dependency)
                && *dependency != package.name
                && !allowed.contains(&dependency.as_str())
            {
                findings.push(format!(
                    "{manifest}: {} uses {dependency}, but may use only {}",
                    package.name,
                    list(allowed)
                ));
            }
            if is_browser_library(dependency) && !BROWSER_CRATES.contains(&package.name.as_str()) {
                findings.push(format!(
                    "{manifest}: {} uses {dependency}, which only a browser has; move the code \
                     that needs it to src/browser, and give the crate a trait instead",
                    package.name
                ));
            }
        }
    }
    findings
}

/// Imports in the app against the directions of its folders.
pub fn folder_directions(workspace: &Workspace<'_>) -> Vec<String> {
    let modules = Modules::of(workspace, APP);
    let mut findings = Vec::new();
    for file in app_files(workspace) {
        let area = file.area();
        if !START.contains(&area) && !FOLDERS.iter().any(|(name, _)| *name == area) {
            findings.push(format!(
                "{}: src/{area} is no folder of the plan; it has {}",
                file.path,
                list(&FOLDERS.map(|(name, _)| name))
            ));
        }
    }
    let mut seen = BTreeSet::new();
    for (index, reference) in &modules.references {
        let file = &workspace.files[*index];
        if let Some(to) = modules.resolve(reference)
            && let Some(reason) = against_plan(file, &to)
            && seen.insert((index, to))
        {
            findings.push(at(file, reference, &reason));
        }
    }
    findings
}

fn against_plan(file: &SourceFile<'_>, to: &[String]) -> Option<String> {
    let from = file.area();
    let target = to.first()?.as_str();
    if START.contains(&from) {
        return None;
    }
    if from == target {
        let (page, other) = (file.module.get(1)?, to.get(1)?);
        let excepted = PAGE_EXCEPTIONS
            .iter()
            .any(|(user, used, _)| user == page && used == other);
        return (from == "pages" && page != other && !excepted).then(|| {
            format!(
                "a page names another page ({other}); what both need belongs into state, \
                 components or a crate"
            )
        });
    }
    let (_, allowed) = FOLDERS.iter().find(|(name, _)| *name == from)?;
    let known = FOLDERS.iter().any(|(name, _)| *name == target) || START.contains(&target);
    (known && !allowed.contains(&target))
        .then(|| format!("{from} names {target}, but may name only {}", list(allowed)))
}

/// Paths to the browser where it does not belong, each library once for a file.
pub fn browser_apis(workspace: &Workspace<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    for package in workspace.packages {
        let modules = Modules::of(workspace, &package.name);
        let mut seen = BTreeSet::new();
        for (index, reference) in &modules.references {
            let file = &workspace.files[*index];
            let is_ours = modules.resolve(reference).is_some();
            let Some(library) = browser_library(reference).filter(|_| !is_ours) else {
                continue;
            };
            let misplaced = !BROWSER_CRATES.contains(&file.package)
                || file.package == APP && library != "leptos" && !may_use_browser(file.area());
            if !misplaced || !seen.insert((*index, library)) {
                continue;
            }
            if !BROWSER_CRATES.contains(&file.package) {
                let reason = format!("{library} is only for src/ and crates/worker");
                findings.push(at(file, reference, &reason));
            } else {
                let reason = format!("{library} is only for src/browser; call a function there");
                findings.push(at(file, reference, &reason));
            }
        }
    }
    findings
}

fn may_use_browser(area: &str) -> bool {
    area == "browser" || BROWSER_API_EXCEPTIONS.iter().any(|(name, _)| *name == area)
}

/// The library of the browser that a path leads to, also through Leptos.
fn browser_library(reference: &PathReference) -> Option<&str> {
    let name = |segment: &String| segment.replace('_', "-");
    let first = reference.segments.first()?;
    let is_leptos = first.starts_with("leptos");
    if !is_leptos && !is_browser_library(&name(first)) {
        return None;
    }
    let through_leptos = reference.segments[1..]
        .iter()
        .find(|segment| is_leptos && is_browser_library(&name(segment)));
    match through_leptos {
        Some(library) => Some(library),
        None if is_leptos => Some("leptos"),
        None => Some(first),
    }
}

fn is_browser_library(name: &str) -> bool {
    BROWSER_LIBRARIES.iter().any(|library| {
        if library.ends_with(['-', '_']) {
            name.starts_with(library) || name.starts_with(&library.replace('_', "-"))
        } else {
            name == *library
        }
    })
}

/// Exceptions of these checks, for the table.
pub fn exceptions() -> usize {
    PAGE_EXCEPTIONS.len() + BROWSER_API_EXCEPTIONS.len()
}

fn app_files<'a>(workspace: &'a Workspace<'a>) -> impl Iterator<Item = &'a SourceFile<'a>> {
    let is_app = |file: &&SourceFile<'_>| file.package == APP && !file.test;
    workspace.files.iter().filter(is_app)
}

fn at(file: &SourceFile<'_>, reference: &PathReference, reason: &str) -> String {
    format!(
        "{}: {}: {reason}",
        file.at(reference.line),
        reference.text()
    )
}

fn list(names: &[&str]) -> String {
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
        let findings = crate_dependencies(&Workspace::new(&packages, &[]));
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
        let findings = folder_directions(&Workspace::new(&packages, &sources));
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
        let findings = browser_apis(&Workspace::new(&packages, &sources));
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
