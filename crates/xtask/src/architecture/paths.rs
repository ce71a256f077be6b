//! What a file names: its imports and paths, resolved to modules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::tokens::{SourceToken, TokenKind, after_group};
use super::workspace::{SourceFile, Workspace};

/// Re-exports of re-exports end after so many steps, should they form a ring.
const MAX_REEXPORTS: usize = 16;

/// A path as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathReference {
    pub segments: Vec<String>,
    pub line: usize,
    /// The module it is written in, which may be inline.
    pub module: Vec<String>,
}

impl PathReference {
    pub fn text(&self) -> String {
        self.segments.join("::")
    }
}

/// What a module has, as far as paths through it need to know.
#[derive(Debug, Default)]
struct Module {
    items: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// The modules of one crate, without its tests.
#[derive(Debug)]
pub struct Modules {
    /// The crate's own name in paths of its programs.
    name: String,
    modules: HashMap<Vec<String>, Module>,
    /// References of each file, by its position in the workspace.
    pub references: Vec<(usize, PathReference)>,
}

impl Modules {
    pub fn of(workspace: &Workspace<'_>, package: &str) -> Self {
        let mut modules = Self {
            name: package.replace('-', "_"),
            modules: HashMap::new(),
            references: Vec::new(),
        };
        for (index, file) in workspace.files.iter().enumerate() {
            if file.package == package && !file.test {
                modules.read(index, file);
            }
        }
        modules
    }

    /// The module that a reference leads to, through re-exports; none if it
    /// leads out of the crate.
    pub fn resolve(&self, reference: &PathReference) -> Option<Vec<String>> {
        self.walk(&reference.module, &reference.segments, MAX_REEXPORTS)
    }

    pub fn exists(&self, module: &[String]) -> bool {
        self.modules.contains_key(module)
    }

    /// Whether a module has modules of its own, and so is a folder.
    pub fn is_folder(&self, module: &[String]) -> bool {
        self.modules
            .keys()
            .any(|other| other.len() > module.len() && other.starts_with(module))
    }

    fn walk(&self, from: &[String], segments: &[String], steps: usize) -> Option<Vec<String>> {
        let steps = steps.checked_sub(1)?;
        let (first, mut rest) = segments.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => {
                let mut at = from.split_last()?.1.to_vec();
                while let Some(("super", more)) = rest.split_first().map(|(a, b)| (a.as_str(), b)) {
                    at.pop();
                    rest = more;
                }
                at
            }
            name if name == self.name => Vec::new(),
            _ => {
                let child = [from, std::slice::from_ref(first)].concat();
                if self.exists(&child) {
                    child
                } else {
                    let import = self.modules.get(from)?.imports.get(first)?;
                    if import == segments {
                        return None;
                    }
                    self.walk(from, import, steps)?
                }
            }
        };
        for (position, segment) in rest.iter().enumerate() {
            let child = [at.as_slice(), std::slice::from_ref(segment)].concat();
            if self.exists(&child) {
                at = child;
                continue;
            }
            let Some(module) = self.modules.get(&at) else {
                return Some(at);
            };
            if module.items.contains(segment) {
                return Some(at);
            }
            let through = match module.imports.get(segment) {
                Some(import) => self.walk(&at, import, steps),
                None => self.through_globs(&at, module, segment, steps),
            };
            let Some(target) = through else {
                return Some(at);
            };
            // What was imported may be a module with more behind it.
            let more = [&["self".to_owned()], &rest[position + 1..]].concat();
            return self.walk(&target, &more, steps);
        }
        Some(at)
    }

    fn through_globs(
        &self,
        at: &[String],
        module: &Module,
        name: &str,
        steps: usize,
    ) -> Option<Vec<String>> {
        let targets = module
            .globs
            .iter()
            .filter_map(|glob| self.walk(at, glob, steps));
        targets.into_iter().find_map(|target| {
            let child = [target.as_slice(), &[name.to_owned()]].concat();
            if self.exists(&child) {
                return Some(child);
            }
            let there = self.modules.get(&target)?;
            let has = there.items.contains(name) || there.imports.contains_key(name);
            (has && target != at).then_some(target)
        })
    }

    fn read(&mut self, index: usize, file: &SourceFile<'_>) {
        let code: Vec<SourceToken<'_>> = file
            .tokens
            .code
            .iter()
            .copied()
            .filter(|t| !t.test)
            .collect();
        // The module at each depth of braces that an inline module opened.
        let mut inline: Vec<usize> = Vec::new();
        let mut module = file.module.clone();
        self.modules.entry(module.clone()).or_default();
        let mut depth = 0_usize;
        let mut at = 0;
        while at < code.len() {
            let token = code[at];
            let is = |offset: usize, text: &str| code.get(at + offset).is_some_and(|t| t.is(text));
            if token.is("mod") && is(2, "{") {
                module.push(code[at + 1].text.to_owned());
                self.modules.entry(module.clone()).or_default();
                depth += 1;
                inline.push(depth);
                at += 3;
            } else if token.is("use") {
                at = self.read_use(index, &code, at + 1, &module);
            } else if token.kind == TokenKind::Ident && is(1, ":") && is(2, ":") {
                at = self.read_path(index, &code, at, &module);
            } else {
                match token.text {
                    "{" if token.kind == TokenKind::Punct => depth += 1,
                    "}" if token.kind == TokenKind::Punct => {
                        if inline.last() == Some(&depth) {
                            inline.pop();
                            module.pop();
                        }
                        depth = depth.saturating_sub(1);
                    }
                    _ if depth == inline.len() => self.read_item(&code, at, &module),
                    _ => {}
                }
                at += 1;
            }
        }
    }

    fn read_item(&mut self, code: &[SourceToken<'_>], at: usize, module: &[String]) {
        const KEYWORDS: [&str; 8] = [
            "struct", "enum", "union", "trait", "type", "fn", "const", "static",
        ];
        let name = code
            .get(at + 1)
            .filter(|name| name.kind == TokenKind::Ident);
        if let (true, Some(name)) = (KEYWORDS.iter().any(|word| code[at].is(word)), name)
            && let Some(module) = self.modules.get_mut(module)
        {
            module.items.insert(name.text.to_owned());
        }
    }

    /// Reads a path such as `crate::a::B`; gives the position after it.
    fn read_path(
        &mut self,
        index: usize,
        code: &[SourceToken<'_>],
        start: usize,
        module: &[String],
    ) -> usize {
        let mut segments = vec![code[start].text.to_owned()];
        let mut at = start + 1;
        while let Some([first, second, name]) = code.get(at..at + 3) {
            if !(first.is(":") && second.is(":") && name.kind == TokenKind::Ident) {
                break;
            }
            segments.push(name.text.to_owned());
            at += 3;
        }
        let qualified = start > 0 && code[start - 1].is(":");
        if !qualified {
            self.references.push((
                index,
                PathReference {
                    segments,
                    line: code[start].line,
                    module: module.to_vec(),
                },
            ));
        }
        at
    }

    /// Reads the tree of a `use`; gives the position after its semicolon.
    fn read_use(
        &mut self,
        index: usize,
        code: &[SourceToken<'_>],
        start: usize,
        module: &[String],
    ) -> usize {
        let end = (start..code.len())
            .find(|at| code[*at].is(";"))
            .unwrap_or(code.len());
        let mut leaves = Vec::new();
        read_tree(&code[start..end], &[], &mut leaves);
        for leaf in leaves {
            if let Some(module) = self.modules.get_mut(module) {
                match leaf.name {
                    Some(name) => {
                        module.imports.insert(name, leaf.segments.clone());
                    }
                    None => module.globs.push(leaf.segments.clone()),
                }
            }
            self.references.push((
                index,
                PathReference {
                    segments: leaf.segments,
                    line: leaf.line,
                    module: module.to_vec(),
                },
            ));
        }
        end + 1
    }
}

/// One import of a `use`; a glob brings no name of its own.
struct Leaf {
    segments: Vec<String>,
    name: Option<String>,
    line: usize,
}

fn read_tree(code: &[SourceToken<'_>], prefix: &[String], leaves: &mut Vec<Leaf>) {
    let mut at = 0;
    while at < code.len() {
        let mut segments = prefix.to_vec();
        let mut name = None;
        let mut is_leaf = true;
        let line = code[at].line;
        while at < code.len() && !code[at].is(",") {
            let token = code[at];
            if token.is("{") {
                let end = after_group(code, at);
                read_tree(&code[at + 1..end - 1], &segments, leaves);
                is_leaf = false;
                at = end;
            } else if token.is("as") {
                name = code.get(at + 1).map(|token| Some(token.text.to_owned()));
                at += 2;
            } else if token.is("*") {
                name = Some(None);
                at += 1;
            } else {
                let is_self = token.is("self") && !segments.is_empty();
                if token.kind == TokenKind::Ident && !is_self {
                    segments.push(token.text.to_owned());
                }
                at += 1;
            }
        }
        at += 1;
        if is_leaf && !segments.is_empty() {
            let name = name.unwrap_or_else(|| segments.last().cloned());
            leaves.push(Leaf {
                segments,
                name,
                line,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::Package;
    use super::*;

    fn resolved(sources: &[(&str, &str)], file: &str) -> Vec<String> {
        let packages = [Package {
            name: "my-app".to_owned(),
            folder: String::new(),
            dependencies: vec![],
        }];
        let sources: Vec<_> = sources
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let workspace = Workspace::new(&packages, &sources);
        let modules = Modules::of(&workspace, "my-app");
        let targets = modules.references.iter().filter_map(|(index, reference)| {
            let is_file = workspace.files[*index].path == file;
            is_file.then(|| modules.resolve(reference)).flatten()
        });
        targets.map(|module| module.join("::")).collect()
    }

    const LIBRARY: [(&str, &str); 5] = [
        ("src/lib.rs", "pub mod a; mod b;"),
        (
            "src/a.rs",
            "pub mod c; pub use c::{Deep, more::*}; pub struct Own;",
        ),
        ("src/a/c.rs", "pub mod more; pub struct Deep;"),
        ("src/a/c/more.rs", "pub struct Far;"),
        ("src/main.rs", "use my_app::a::Own; fn main() {}"),
    ];

    fn names_of(text: &'static str) -> Vec<String> {
        let mut sources = LIBRARY.to_vec();
        sources.push(("src/b.rs", text));
        resolved(&sources, "src/b.rs")
    }

    #[test]
    fn imports_lead_to_the_module_that_defines_the_item() {
        assert_eq!(names_of("use crate::a::Own;"), ["a"]);
        assert_eq!(
            names_of("use super::a::{Deep, Far as Near};"),
            ["a::c", "a::c::more"]
        );
        assert_eq!(names_of("use crate::a::{self, c::*};"), ["a", "a::c"]);
        assert_eq!(
            names_of("use std::fs; use leptos::prelude::*;"),
            Vec::<String>::new()
        );
        assert_eq!(resolved(&LIBRARY, "src/main.rs"), ["a"]);
    }

    #[test]
    fn paths_in_bodies_and_macros_count() {
        assert_eq!(
            names_of("use crate::a; fn f() { a::c::g(); view! { <crate::a::Own/> } }"),
            ["a", "a::c", "a"]
        );
    }

    #[test]
    fn inline_modules_have_their_own_parent() {
        assert_eq!(names_of("mod inner { use super::super::a::Own; }"), ["a"]);
        assert_eq!(
            names_of("#[cfg(test)] mod t { use crate::a::Own; }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn rings_of_imports_end() {
        let sources = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "pub use crate::b::X;"),
            (
                "src/b.rs",
                "pub use crate::a::X; use self::X as Y; use Y as Z;",
            ),
        ];
        resolved(&sources, "src/b.rs");
    }
}
