//! The workspace as these checks see it: crates with their dependencies, and
//! Rust files with their tokens.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::paths::{Import, imports};
use super::rules::Rules;
use super::tokens::{TokenKind, Tokens};

/// A crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    pub name: String,
    /// Relative to the repository, empty for the app.
    pub folder: String,
    /// Names of normal and build dependencies; those of tests may point anywhere.
    pub dependencies: Vec<String>,
}

#[derive(Debug)]
pub struct SourceFile<'a> {
    /// Relative to the repository, with `/`.
    pub path: &'a str,
    pub package: &'a str,
    /// The module that the file is, without the crate's name.
    pub module: Vec<String>,
    /// Whether all of it is tests, examples or fuzzing.
    pub test: bool,
    pub lines: usize,
    pub tokens: Tokens<'a>,
}

impl SourceFile<'_> {
    /// The top folder or module within the crate; empty for `lib.rs` and `main.rs`.
    pub fn area(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

#[derive(Debug)]
pub struct Workspace<'a> {
    pub rules: Rules,
    pub packages: &'a [Package],
    pub files: Vec<SourceFile<'a>>,
    /// What files that are no tests import, crate by crate.
    pub imports: Vec<Import>,
}

impl<'a> Workspace<'a> {
    /// Reads files, given as path and text.
    pub fn new(packages: &'a [Package], sources: &'a [(String, String)]) -> Result<Self> {
        let files = sources.iter().filter_map(|(path, text)| {
            let package = owner(packages, path)?;
            let tokens = Tokens::read(text);
            let within = path[package.folder.len()..].trim_start_matches('/');
            let (module, by_path) = module_of(within);
            let inner = tokens.code.get(1).is_some_and(|token| token.is("!"));
            let test = by_path || inner && tokens.code[0].test;
            Some(SourceFile {
                path,
                package: &package.name,
                module,
                test,
                lines: text.lines().count(),
                tokens,
            })
        });
        let mut workspace = Self {
            rules: Rules::read()?,
            packages,
            files: files.collect(),
            imports: Vec::new(),
        };
        workspace.mark_test_modules();
        workspace.imports = imports(packages, &workspace.files);
        Ok(workspace)
    }

    /// Whether a module of a crate has files of its own below it, tests aside.
    pub fn is_folder(&self, package: &str, module: &[String]) -> bool {
        let files = self.files.iter();
        let mut files = files.filter(|file| file.package == package && !file.test);
        files.any(|file| file.module.len() > module.len() && file.module.starts_with(module))
    }

    /// Marks the files that another file declares as `#[cfg(test)] mod name;`.
    fn mark_test_modules(&mut self) {
        let mut declared = BTreeSet::new();
        for file in &self.files {
            for window in file.tokens.code.windows(3) {
                if window[0].test && window[0].is("mod") && window[2].is(";") {
                    let mut module = file.module.clone();
                    module.push(window[1].text.to_owned());
                    declared.insert((file.package, module));
                }
            }
        }
        for file in &mut self.files {
            file.test |= (1..=file.module.len())
                .any(|end| declared.contains(&(file.package, file.module[..end].to_vec())));
        }
    }
}

fn owner<'a>(packages: &'a [Package], path: &str) -> Option<&'a Package> {
    packages
        .iter()
        .filter(|package| Path::new(path).starts_with(&package.folder))
        .max_by_key(|package| package.folder.len())
}

/// The module path of a file of a crate, and whether its path alone says that
/// it is for tests.
fn module_of(path: &str) -> (Vec<String>, bool) {
    let Some(inner) = path.strip_prefix("src/") else {
        return (Vec::new(), true);
    };
    let mut module: Vec<String> = inner
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if matches!(module.last(), Some(last) if ["mod", "lib", "main"].contains(&last.as_str())) {
        module.pop();
    }
    let test = module
        .iter()
        .any(|name| name == "tests" || name.ends_with("_tests"));
    (module, test)
}

/// The crates that `cargo metadata --no-deps` lists.
pub fn packages(metadata: &serde_json::Value, root: &Path) -> Vec<Package> {
    let list = metadata["packages"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|package| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let manifest = text(&package["manifest_path"]);
            let folder = Path::new(&manifest).parent().unwrap_or(root);
            let folder = folder.strip_prefix(root).unwrap_or(folder);
            let dependencies = package["dependencies"].as_array();
            Package {
                name: text(&package["name"]),
                folder: folder.to_string_lossy().replace('\\', "/"),
                dependencies: dependencies
                    .into_iter()
                    .flatten()
                    .filter(|dependency| dependency["kind"] != "dev")
                    .map(|dependency| text(&dependency["name"]))
                    .collect(),
            }
        })
        .collect()
}

/// Words of an identifier in lower case: `scim_request`, `SCIMRequest2` and
/// `SCIM_REQUEST` have `scim` and `request`.
pub fn split_words(identifier: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = '_';
    let mut characters = identifier.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_alphabetic() {
            previous = '_';
            continue;
        }
        let next_is_lower = characters.peek().is_some_and(|next| next.is_lowercase());
        let starts = previous == '_'
            || character.is_uppercase() && (previous.is_lowercase() || next_is_lower);
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        previous = character;
    }
    words
}

/// What defines a type or a trait.
pub const TYPE_KEYWORDS: [&str; 5] = ["struct", "enum", "union", "trait", "type"];

/// What follows the name of a type that is defined.
const AFTER_NAME: [&str; 7] = ["{", "(", ";", "<", "=", ":", "where"];

/// A type that is defined with some visibility: its name, line, and whether
/// other modules of the crate or other crates see it.
pub fn types<'a>(file: &'a SourceFile<'_>) -> Vec<(&'a str, usize, bool)> {
    let code = &file.tokens.code;
    let mut types = Vec::new();
    for (at, window) in code.windows(3).enumerate() {
        let [keyword, name, next] = window else {
            continue;
        };
        let defines = !keyword.test
            && TYPE_KEYWORDS.iter().any(|text| keyword.is(text))
            && name.kind == TokenKind::Ident
            && AFTER_NAME.iter().any(|text| next.is(text));
        if defines {
            // The nearest token comes first: `pub(crate)` is `)`, `crate`, `(`, `pub`.
            let before: Vec<&str> = code[..at].iter().rev().take(4).map(|it| it.text).collect();
            let public = matches!(
                before.as_slice(),
                ["pub", ..] | [")", "crate", "(", "pub"] | ["unsafe", "pub", ..]
            );
            types.push((name.text, name.line, public));
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_modules_of_their_crate() {
        let packages = [
            Package {
                name: "app".to_owned(),
                folder: String::new(),
                dependencies: vec![],
            },
            Package {
                name: "lang".to_owned(),
                folder: "crates/lang".to_owned(),
                dependencies: vec![],
            },
        ];
        let source = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let sources = [
            source("src/lib.rs", "mod state;"),
            source("src/pages/guide/mod.rs", "#[cfg(test)] mod goldens;"),
            source("src/pages/guide/goldens.rs", "use x;"),
            source("crates/lang/src/a/b.rs", ""),
            source("crates/lang/src/a/tests.rs", ""),
            source("crates/lang/tests/laws.rs", ""),
        ];
        let workspace = Workspace::new(&packages, &sources).unwrap();
        let seen: Vec<_> = workspace
            .files
            .iter()
            .map(|file| (file.package, file.module.join("::"), file.test))
            .collect();
        let due = [
            ("app", "", false),
            ("app", "pages::guide", false),
            ("app", "pages::guide::goldens", true),
            ("lang", "a::b", false),
            ("lang", "a::tests", true),
            ("lang", "", true),
        ];
        assert_eq!(
            seen,
            due.map(|(name, module, test)| (name, module.to_owned(), test))
        );
    }

    #[test]
    fn cargo_lists_crates_and_their_dependencies() {
        let metadata = serde_json::json!({"packages": [{"name": "a", "manifest_path": "/r/crates/a/Cargo.toml",
            "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}]}]});
        let read = packages(&metadata, Path::new("/r"));
        let due = Package {
            name: "a".to_owned(),
            folder: "crates/a".to_owned(),
            dependencies: vec!["b".to_owned()],
        };
        assert_eq!(read, [due]);
    }

    #[test]
    fn identifiers_have_split_words() {
        assert_eq!(split_words("MOST_ROWS"), ["most", "rows"]);
        assert_eq!(split_words("SCIMRequest2"), ["scim", "request"]);
        assert_eq!(split_words("readAllOf_it"), ["read", "all", "of", "it"]);
    }
}
