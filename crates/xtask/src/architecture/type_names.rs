//! Names of types: none twice among public ones, none of the prelude.

use std::collections::BTreeMap;

use super::workspace::{Workspace, types};

/// Public types that share their name with another of the workspace.
pub fn duplicates(workspace: &Workspace<'_>) -> Vec<String> {
    let mut named: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in workspace.files.iter().filter(|file| !file.test) {
        for (name, line, public) in types(file) {
            if public && !workspace.rules.types.shared.contains_key(name) {
                named.entry(name).or_default().push(file.at(line));
            }
        }
    }
    named
        .into_iter()
        .filter(|(_, definitions)| definitions.len() > 1)
        .map(|(name, definitions)| {
            let count = definitions.len();
            format!("{name} is {count} types: {}", definitions.join(", "))
        })
        .collect()
}

/// Definitions that hide a name of the prelude.
pub fn shadowed_prelude(workspace: &Workspace<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    for file in &workspace.files {
        for (name, line, _) in types(file) {
            if workspace.rules.types.prelude.iter().any(|it| it == name) {
                findings.push(format!(
                    "{}: {name} hides the prelude's {name}",
                    file.at(line)
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::workspace::Package;
    use super::*;

    fn both(first: &str, second: &str) -> (Vec<String>, Vec<String>) {
        let packages = [Package {
            name: "app".to_owned(),
            folder: String::new(),
            dependencies: vec![],
        }];
        let source = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let sources = [source("src/lib.rs", first), source("src/b.rs", second)];
        let workspace = Workspace::new(&packages, &sources).unwrap();
        (duplicates(&workspace), shadowed_prelude(&workspace))
    }

    #[test]
    fn public_types_have_names_of_their_own() {
        let (duplicates, _) = both(
            "pub struct A; pub(crate) enum B {} struct C; pub trait Http {}",
            "pub type A = u8; pub struct B<T>(T); pub struct C; pub struct Http;\
             #[cfg(test)] pub struct A;",
        );
        assert_eq!(
            duplicates,
            [
                "A is 2 types: src/lib.rs:1, src/b.rs:1",
                "B is 2 types: src/lib.rs:1, src/b.rs:1"
            ]
        );
    }

    #[test]
    fn what_is_no_definition_does_not_count() {
        let text = "pub trait T { type A; } impl X { pub fn r#type() {} } pub use a::{A, B};";
        assert_eq!(
            both(text, "pub struct A; pub struct B;").0,
            Vec::<String>::new()
        );
    }

    #[test]
    fn prelude_names_are_not_defined_again() {
        let (_, shadowed) = both(
            "enum From {} impl From<u8> for A {}",
            "pub type Result = ();",
        );
        assert_eq!(
            shadowed,
            [
                "src/lib.rs:1: From hides the prelude's From",
                "src/b.rs:1: Result hides the prelude's Result"
            ]
        );
    }
}
