//! Import cycles between folders.
//!
//! The parts of a folder are its files and its subfolders, each subfolder as a
//! whole. Two parts, of which at least one is a folder, must not need each
//! other, directly or through others. A folder's own head (`name.rs`, `mod.rs`,
//! `lib.rs`) is no part: it names what is inside, and what is inside may use
//! what it defines. What it only re-exports counts as where it is defined.

use std::collections::{BTreeMap, BTreeSet};

use super::workspace::Workspace;

/// Imports from one part of a folder to another, as texts.
type Edges = BTreeMap<(String, String), Vec<String>>;

/// Cycles of one crate, each as a text with examples of what makes it.
#[derive(Debug, Default)]
pub struct Cycles {
    pub between_folders: Vec<String>,
    /// Files of one folder that need each other.
    pub files_in_one_folder: usize,
}

pub fn of(workspace: &Workspace<'_>, package: &str) -> Cycles {
    let mut levels: BTreeMap<&[String], Edges> = BTreeMap::new();
    for import in &workspace.imports {
        let file = &workspace.files[import.file];
        let Some(to) = import.to.as_ref().filter(|_| file.package == package) else {
            continue;
        };
        let from = &import.from;
        let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        if let (Some(part), Some(other)) = (from.get(common), to.get(common)) {
            let edges = levels.entry(&from[..common]).or_default();
            let examples = edges.entry((part.clone(), other.clone())).or_default();
            let (at, path) = (file.at(import.line), import.segments.join("::"));
            examples.push(format!("{at} names {path}"));
        }
    }
    let mut cycles = Cycles::default();
    for (folder, edges) in &levels {
        for ring in rings(edges) {
            let mut children = ring
                .iter()
                .map(|part| [*folder, &[part.to_string()]].concat());
            if children.any(|child| workspace.is_folder(package, &child)) {
                let text = describe(package, folder, &ring, edges);
                cycles.between_folders.push(text);
            } else {
                cycles.files_in_one_folder += ring.len();
            }
        }
    }
    cycles
}

/// Groups of parts that all reach each other.
fn rings(edges: &Edges) -> BTreeSet<BTreeSet<&str>> {
    let edges = edges.keys().map(|(from, to)| (from.as_str(), to.as_str()));
    let edges: BTreeSet<(&str, &str)> = edges.collect();
    let mut reached = edges.clone();
    loop {
        let further = reached.iter().flat_map(|(from, through)| {
            let next = edges.iter().filter(move |(start, _)| start == through);
            next.map(move |(_, to)| (*from, *to))
        });
        let further: Vec<_> = further.filter(|edge| !reached.contains(edge)).collect();
        if further.is_empty() {
            break;
        }
        reached.extend(further);
    }
    let in_rings = reached.iter().filter(|(from, to)| from == to);
    let ring = |part: &str| {
        let others = reached.iter().filter(|(from, _)| *from == part);
        let others = others.map(|(_, other)| *other);
        others
            .filter(|other| reached.contains(&(*other, part)))
            .collect()
    };
    in_rings.map(|(part, _)| ring(part)).collect()
}

fn describe(package: &str, folder: &[String], ring: &BTreeSet<&str>, edges: &Edges) -> String {
    let (folder, names) = (
        folder.join("/"),
        Vec::from_iter(ring.iter().copied()).join(", "),
    );
    let mut text = format!("{package} {folder}: {names} need each other");
    for ((from, to), examples) in edges {
        if ring.contains(from.as_str()) && ring.contains(to.as_str()) {
            let (count, example) = (examples.len(), &examples[0]);
            text.push_str(&format!("\n    {from} → {to} ({count}): {example}"));
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
        of(&Workspace::new(&packages, &sources).unwrap(), "app")
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
            (
                "src/a.rs",
                "use crate::b::Y; pub struct X; #[cfg(test)] mod tests;",
            ),
            ("src/a/tests.rs", "use super::X;"),
            ("src/b.rs", "use crate::a::X; pub struct Y;"),
        ]);
        assert!(cycles.between_folders.is_empty());
        assert_eq!(cycles.files_in_one_folder, 2);
    }
}
