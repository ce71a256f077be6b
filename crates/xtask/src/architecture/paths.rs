//! What a file names: its imports and paths, resolved to modules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::tokens::{SourceToken, TokenKind, after_group};
use super::workspace::{Package, SourceFile};

/// Re-exports of re-exports end after so many steps, should they form a ring.
const MAX_REEXPORTS: usize = 16;

const ITEM_KEYWORDS: [&str; 8] = [
    "struct", "enum", "union", "trait", "type", "fn", "const", "static",
];

/// An import, or a path elsewhere.
#[derive(Debug)]
pub struct Import {
    /// The file, by its position in the workspace.
    pub file: usize,
    pub line: usize,
    /// The path as written.
    pub segments: Vec<String>,
    /// The module it is written in, which may be inline.
    pub from: Vec<String>,
    /// The module that it leads to, through re-exports; none if it leads out of
    /// the crate.
    pub to: Option<Vec<String>>,
}

/// What the files that are no tests import, crate by crate.
pub fn imports(packages: &[Package], files: &[SourceFile<'_>]) -> Vec<Import> {
    let mut imports = Vec::new();
    for package in packages {
        let mut modules = Modules {
            name: package.name.replace('-', "_"),
            ..Modules::default()
        };
        for (index, file) in files.iter().enumerate() {
            if file.package == package.name && !file.test {
                modules.read(index, file);
            }
        }
        for mut import in std::mem::take(&mut modules.imports) {
            import.to = modules.walk(&import.from, &import.segments, MAX_REEXPORTS);
            imports.push(import);
        }
    }
    imports
}

/// What a module has, as far as paths through it need to know.
#[derive(Debug, Default)]
struct Module {
    items: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// The modules of one crate.
#[derive(Debug, Default)]
struct Modules {
    /// The crate's own name in paths of its programs.
    name: String,
    modules: HashMap<Vec<String>, Module>,
    imports: Vec<Import>,
}

impl Modules {
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
                if self.modules.contains_key(&child) {
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
            if self.modules.contains_key(&child) {
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
            if self.modules.contains_key(&child) {
                return Some(child);
            }
            let there = self.modules.get(&target)?;
            let has = there.items.contains(name) || there.imports.contains_key(name);
            (has && target != at).then_some(target)
        })
    }

    fn read(&mut self, index: usize, file: &SourceFile<'_>) {
        let code = file.tokens.code.iter().filter(|token| !token.test);
        let code: Vec<SourceToken<'_>> = code.copied().collect();
        let mut module = file.module.clone();
        self.modules.entry(module.clone()).or_default();
        // The depth of braces that each inline module opened.
        let mut inline: Vec<usize> = Vec::new();
        let mut depth = 0_usize;
        let mut at = 0;
        while let Some(token) = code.get(at) {
            let is = |offset: usize, text: &str| code.get(at + offset).is_some_and(|t| t.is(text));
            if token.is("mod") && is(2, "{") {
                module.push(code[at + 1].text.to_owned());
                self.modules.entry(module.clone()).or_default();
                depth += 1;
                inline.push(depth);
                at += 3;
            } else if token.is("use") {
                let end = (at..code.len()).find(|at| code[*at].is(";"));
                let end = end.unwrap_or(code.len());
                self.read_tree(index, &module, &code[at + 1..end], &[]);
                at = end + 1;
            } else if token.kind == TokenKind::Ident && is(1, ":") && is(2, ":") {
                let is_whole = at == 0 || !code[at - 1].is(":");
                let line = token.line;
                let mut segments = vec![token.text.to_owned()];
                at += 1;
                while let Some([first, second, name]) = code.get(at..at + 3)
                    && first.is(":")
                    && second.is(":")
                    && name.kind == TokenKind::Ident
                {
                    segments.push(name.text.to_owned());
                    at += 3;
                }
                if is_whole {
                    self.push(index, line, segments, &module);
                }
            } else {
                if token.is("{") {
                    depth += 1;
                } else if token.is("}") {
                    if inline.last() == Some(&depth) {
                        inline.pop();
                        module.pop();
                    }
                    depth = depth.saturating_sub(1);
                } else if depth == inline.len()
                    && ITEM_KEYWORDS.iter().any(|word| token.is(word))
                    && let Some(name) = code.get(at + 1)
                    && name.kind == TokenKind::Ident
                    && let Some(module) = self.modules.get_mut(&module)
                {
                    module.items.insert(name.text.to_owned());
                }
                at += 1;
            }
        }
    }

    /// Reads what stands between `use` and its semicolon.
    fn read_tree(
        &mut self,
        index: usize,
        module: &[String],
        code: &[SourceToken<'_>],
        prefix: &[String],
    ) {
        let mut at = 0;
        while let Some(first) = code.get(at) {
            let mut segments = prefix.to_vec();
            let mut alias = None;
            let (mut is_glob, mut is_group) = (false, false);
            while let Some(token) = code.get(at).filter(|token| !token.is(",")) {
                at += 1;
                match token.text {
                    "{" => {
                        let end = after_group(code, at - 1);
                        self.read_tree(index, module, &code[at..end - 1], &segments);
                        is_group = true;
                        at = end;
                    }
                    "as" => {
                        alias = code.get(at).map(|token| token.text.to_owned());
                        at += 1;
                    }
                    "*" => is_glob = true,
                    "self" if !segments.is_empty() => {}
                    name if token.kind == TokenKind::Ident => segments.push(name.to_owned()),
                    _ => {}
                }
            }
            at += 1;
            let (Some(last), false) = (segments.last(), is_group) else {
                continue;
            };
            let known = self.modules.entry(module.to_vec()).or_default();
            if is_glob {
                known.globs.push(segments.clone());
            } else {
                let name = alias.unwrap_or_else(|| last.clone());
                known.imports.insert(name, segments.clone());
            }
            self.push(index, first.line, segments, module);
        }
    }

    fn push(&mut self, file: usize, line: usize, segments: Vec<String>, from: &[String]) {
        self.imports.push(Import {
            file,
            line,
            segments,
            from: from.to_vec(),
            to: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::{Package, Workspace};

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
        let workspace = Workspace::new(&packages, &sources).unwrap();
        let of_file = workspace
            .imports
            .iter()
            .filter(|import| workspace.files[import.file].path == file);
        let targets = of_file.filter_map(|import| import.to.as_ref());
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
