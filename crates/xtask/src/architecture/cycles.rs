//! Import cycles between folders.
//!
//! The parts of a folder are its files and its subfolders, each subfolder as a
//! whole. Two parts, of which at least one is a folder, must not need each
//! other, directly or through others. A folder's own head (`name.rs`, `mod.rs`,
//! `lib.rs`) is no part: it names what is inside, and what is inside may use
//! what it defines. What it only re-exports counts as where it is defined.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::Modules;
use super::workspace::Workspace;

/// An import from one part of a folder to another.
type Edges = BTreeMap<(String, String), Vec<String>>;

/// Cycles of one crate, each as a text with examples of what makes it.
#[derive(Debug, Default)]
pub struct Cycles {
    pub between_folders: Vec<String>,
    /// Files of one folder that need each other.
    pub files_in_one_folder: usize,
}

pub fn of(workspace: &Workspace<'_>, package: &str) -> Cycles {
    let modules = Modules::of(workspace, package);
    let mut levels: BTreeMap<Vec<String>, Edges> = BTreeMap::new();
    for (index, reference) in &modules.references {
        let Some(to) = modules.resolve(reference) else {
            continue;
        };
        let from = &reference.module;
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let (Some(part), Some(other)) = (from.get(common), to.get(common)) else {
            continue;
        };
        let example = format!(
            "{} names {}",
            workspace.files[*index].at(reference.line),
            reference.text()
        );
        levels
            .entry(from[..common].to_vec())
            .or_default()
            .entry((part.clone(), other.clone()))
            .or_default()
            .push(example);
    }
    let mut cycles = Cycles::default();
    for (folder, edges) in &levels {
        for ring in rings(edges) {
            let is_folder = |part: &String| modules.is_folder(&child(folder, part));
            if ring.iter().any(is_folder) {
                cycles
                    .between_folders
                    .push(describe(package, folder, &ring, edges));
            } else {
                cycles.files_in_one_folder += ring.len();
            }
        }
    }
    cycles
}

fn child(folder: &[String], part: &str) -> Vec<String> {
    let mut child = folder.to_vec();
    child.push(part.to_owned());
    child
}

/// Groups of parts that all reach each other.
fn rings(edges: &Edges) -> Vec<BTreeSet<String>> {
    let parts: BTreeSet<&String> = edges.keys().flat_map(|(from, to)| [from, to]).collect();
    let reach: BTreeMap<&String, BTreeSet<&String>> = parts
        .iter()
        .map(|part| (*part, reached(part, edges)))
        .collect();
    let mut rings = BTreeSet::new();
    for part in &parts {
        let ring: BTreeSet<String> = reach[part]
            .iter()
            .filter(|other| reach[*other].contains(*part))
            .map(|other| (*other).clone())
            .collect();
        if ring.len() > 1 {
            rings.insert(ring);
        }
    }
    rings.into_iter().collect()
}

fn reached<'a>(start: &'a String, edges: &'a Edges) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(part) = waiting.pop() {
        for ((from, to), _) in edges.range((part.clone(), String::new())..) {
            if from != part {
                break;
            }
            if reached.insert(to) {
                waiting.push(to);
            }
        }
    }
    reached
}

fn describe(package: &str, folder: &[String], ring: &BTreeSet<String>, edges: &Edges) -> String {
    let names: Vec<&str> = ring.iter().map(String::as_str).collect();
    let mut text = format!(
        "{} {}: {} need each other",
        package,
        folder.join("/"),
        names.join(", ")
    );
    for ((from, to), examples) in edges {
        if ring.contains(from) && ring.contains(to) {
            let example = examples.first().map_or("", String::as_str);
            text.push_str(&format!(
                "\n    {from} → {to} ({}): {example}",
                examples.len()
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::workspace::Package;
    use super::*;

    fn cycles(sources: &[(&str, &str)]) -> Cycles {
        let packages = [Package {
            name: "app".to_owned(),
            folder: String::new(),
            dependencies: vec![],
        }];
        let sources: Vec<_> = sources
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        of(&Workspace::new(&packages, &sources), "app")
    }

    #[test]
    fn a_ring_of_folders_is_named_with_its_imports() {
        let cycles = cycles(&[
            ("src/lib.rs", "mod a; mod b; mod c;"),
            ("src/a.rs", "mod x; pub use x::X;"),
            ("src/a/x.rs", "use crate::b::Y; pub struct X;"),
            ("src/b.rs", "use crate::c::Z; pub struct Y;"),
            ("src/c.rs", "use crate::a::X; pub struct Z;"),
        ]);
        assert_eq!(cycles.between_folders.len(), 1);
        let text = &cycles.between_folders[0];
        assert!(text.contains("a, b, c need each other"), "{text}");
        assert!(text.contains("src/c.rs:1 names crate::a::X"), "{text}");
    }

    #[test]
    fn a_re_export_hides_no_cycle() {
        let cycles = cycles(&[
            ("src/lib.rs", "mod a; mod b; pub use a::X;"),
            ("src/a.rs", "mod x; pub use x::X; use crate::b::Y;"),
            ("src/a/x.rs", "pub struct X;"),
            ("src/b.rs", "use crate::X; pub struct Y;"),
        ]);
        assert_eq!(cycles.between_folders.len(), 1);
    }

    #[test]
    fn heads_and_tests_may_name_anything() {
        let cycles = cycles(&[
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "mod x; pub use x::X; pub struct Error;"),
            (
                "src/a/x.rs",
                "use super::Error; #[cfg(test)] mod tests { use crate::b::Y; }",
            ),
            ("src/b.rs", "use crate::a::X; pub struct Y;"),
        ]);
        assert!(cycles.between_folders.is_empty(), "{cycles:?}");
    }

    #[test]
    fn files_of_one_folder_are_only_counted() {
        let cycles = cycles(&[
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "use crate::b::Y; pub struct X;"),
            ("src/b.rs", "use crate::a::X; pub struct Y;"),
        ]);
        assert!(cycles.between_folders.is_empty());
        assert_eq!(cycles.files_in_one_folder, 2);
    }
}
