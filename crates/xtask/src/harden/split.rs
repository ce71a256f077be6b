//! Splits the program into the part of the first view and those that are
//! loaded later.
//!
//! Trunk knows nothing of this and runs wasm-bindgen on the whole program.
//! This step starts again from what cargo built: it takes the program apart
//! at the functions marked with `wasm_split`, runs wasm-bindgen on the main
//! part, merges the other parts into few files, and puts the outcome in the
//! place of trunk's.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use fs_err as fs;
use wasm_split_cli_support::{Options, transform};

use crate::harden::wasm_names;
use crate::project::Project;
use crate::tools::WASM_TARGET;
use crate::tools::wasm_bindgen::{ScriptKind, bind};

use super::minify_names::minify_names;
use super::{ProgramFiles, SiteFile, chunks, files, merge_wasm};

/// Names within the scratch folder; the files of the site have hashes.
const JS: &str = "app.js";
const WASM: &str = "app_bg.wasm";
const LOADER: &str = "parts.js";
/// What the splitting tool puts before the name of a part.
const PART_PREFIX: &str = "split_";
/// What stands before the name of a file of several parts.
const MERGED_PREFIX: &str = "merged_";

/// What the splitting tool calls the function that loads a page, before its
/// name.
const LOAD_PREFIX: &str = "__wasm_split_load_";

/// The program in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitProgram {
    /// The app's script and the wasm of the first view.
    pub app: ProgramFiles,
    /// The wasm of what is loaded later.
    pub parts: Vec<SiteFile>,
    /// Which of the parts each page needs.
    pub pages: BTreeMap<String, Vec<usize>>,
}

/// The files of what is loaded later, and which of them each page needs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    files: Vec<PathBuf>,
    pages: BTreeMap<String, Vec<usize>>,
}

/// Splits the program and writes its parts into the site, in place of what
/// trunk made of it.
pub fn run(project: &Project, site: &Path, name: &str, release: bool) -> Result<SplitProgram> {
    let scratch = project.scratch()?.join("split");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let mut parts = take_apart(project, name, release, &scratch)?;
    if release {
        parts = merge_parts(&parts, &scratch)?;
    }
    bind(
        &scratch.join("main.wasm"),
        &scratch,
        "app",
        ScriptKind::SplitModule,
    )?;
    if release {
        remove_hashes(&scratch)?;
        let mut wasm = vec![scratch.join(WASM)];
        wasm.extend(parts.files.iter().cloned());
        files::optimize(project, &wasm, files::OptimizeFor::Size)?;
    }
    files::remove_app(site, name)?;
    let written = write_wasm(&scratch, &parts, site, name)?;
    let script = scratch.join(JS);
    if release {
        files::minify(project, &script)?;
    }
    let bytes = fs::read(&script)?;
    let app = ProgramFiles {
        js: files::write_hashed(site, name, ".js", &bytes)?,
        wasm: written.wasm,
    };
    Ok(SplitProgram {
        app,
        parts: written.parts,
        pages: written.pages,
    })
}

/// Takes the program apart; gives the parts that load later.
fn take_apart(project: &Project, name: &str, release: bool, scratch: &Path) -> Result<Parts> {
    let profile = if release { "release" } else { "debug" };
    let program = project
        .target_folder()?
        .join(WASM_TARGET)
        .join(profile)
        .join(format!("{name}.wasm"));
    let bytes = fs::read(&program)?;
    let main = scratch.join("main.wasm");
    let (main_module, link_name) = (format!("./{JS}"), format!("./{LOADER}"));
    let mut options = Options::new(&bytes);
    options.output_dir = scratch;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &link_name;
    let split =
        transform(options).map_err(|error| anyhow!("The program cannot be split: {error}."))?;
    if let Some(name) = wasm_names::evaluator(&fs::read(&main)?)? {
        return Err(wasm_names::misplaced_evaluator(&name));
    }
    parts_of_pages(split.split_modules, &split.prefetch_map)
}

/// The parts that each page needs, by their position among the files.
fn parts_of_pages(files: Vec<PathBuf>, needed: &HashMap<String, Vec<String>>) -> Result<Parts> {
    ensure!(!needed.is_empty(), "The program has no page to load later.");
    let position = |stem: &String| {
        let mut stems = files.iter().map(|file| stem_of(file));
        let found = stems.position(|known| known == *stem);
        found.with_context(|| format!("The program was split, but without the part {stem}."))
    };
    let pages = needed.iter().map(|(page, stems)| {
        let positions = stems.iter().map(position).collect::<Result<Vec<_>>>()?;
        Ok((page.clone(), positions))
    });
    let pages = pages.collect::<Result<_>>()?;
    Ok(Parts { files, pages })
}

fn stem_of(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Merges the parts into few files.
fn merge_parts(parts: &Parts, scratch: &Path) -> Result<Parts> {
    let contents = parts.files.iter().map(fs::read);
    let contents = contents.collect::<Result<Vec<_>, _>>()?;
    let sizes = contents.iter().map(|bytes| merge_wasm::content_size(bytes));
    let sizes = sizes.collect::<Result<Vec<_>>>()?;
    let mut merged = Parts {
        files: Vec::new(),
        pages: parts
            .pages
            .keys()
            .map(|page| (page.clone(), Vec::new()))
            .collect(),
    };
    for (index, chunk) in chunks::plan(&sizes, &parts.pages).into_iter().enumerate() {
        let own: Vec<_> = chunk
            .parts
            .iter()
            .map(|part| contents[*part].clone())
            .collect();
        let name = match chunk.pages.first() {
            Some(page) if chunk.pages.len() == 1 => page.clone(),
            _ => format!("shared_{index}"),
        };
        let path = scratch.join(format!("{MERGED_PREFIX}{name}.wasm"));
        fs::write(&path, merge_wasm::merge(&own)?)?;
        for page in &chunk.pages {
            merged.pages.entry(page.clone()).or_default().push(index);
        }
        merged.files.push(path);
    }
    Ok(merged)
}

/// Takes the hashes out of the names between script and wasm.
fn remove_hashes(scratch: &Path) -> Result<()> {
    let paths = [JS, WASM].map(|name| scratch.join(name));
    let minified = minify_names(&fs::read(&paths[0])?, &fs::read(&paths[1])?)?;
    for (path, bytes) in paths.iter().zip(minified) {
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// The wasm files that were written into the site.
struct WrittenWasm {
    wasm: SiteFile,
    parts: Vec<SiteFile>,
    pages: BTreeMap<String, Vec<usize>>,
}

/// Writes all wasm into the site under names by content, and makes one script
/// of wasm-bindgen's and the loader's.
fn write_wasm(scratch: &Path, parts: &Parts, site: &Path, name: &str) -> Result<WrittenWasm> {
    let read = |file: &str| fs::read_to_string(scratch.join(file));
    let (mut js, loader) = (read(JS)?, read(LOADER)?);
    let path = scratch.join(WASM);
    let bytes = fs::read(&path)?;
    let wasm = files::write_hashed(site, name, "_bg.wasm", &bytes)?;
    js = put(&js, WASM, wasm.name())?;
    let script = scratch.join(JS);
    fs::write(&script, one_script(&js, &loader_script(&loader, parts)?)?)?;
    let written = parts.files.iter().map(|part| write_part(part, site));
    Ok(WrittenWasm {
        wasm,
        parts: written.collect::<Result<_>>()?,
        pages: parts.pages.clone(),
    })
}

/// The script that loads pages: what the splitting tool wrote for that, with
/// the files as they are now, which `boot.js` fetches.
fn loader_script(loader: &str, parts: &Parts) -> Result<String> {
    let is_of_part = |line: &&str| {
        line.starts_with("/* ")
            || line.starts_with("const __chunk_")
            || line.starts_with(&format!("export const {LOAD_PREFIX}"))
    };
    let common: Vec<_> = loader
        .lines()
        .take_while(|line| !is_of_part(line))
        .collect();
    for function in ["getSharedImports", "wrapAsyncCb", "makeLoad"] {
        ensure!(
            common
                .iter()
                .any(|line| line.starts_with(&format!("function {function}("))),
            "The splitting tool wrote no function {function}."
        );
    }
    let wrap = match loader.contains("debugWrap(WebAssembly") {
        true => "debugWrap",
        false => "",
    };
    let mut script = common.join("\n");
    script.push_str(&format!(
        "
const splitParts = Array.from({{ length: {} }}, (_, index) => makeLoad(() => {{
    const src = scimdesk.part(index);
    src.catch(() => {{}});
    return async (imports) => {wrap}(WebAssembly.instantiateStreaming(src, imports));
}}, []));
const splitPage = (...needed) => wrapAsyncCb(() => Promise.all(needed.map((index) => splitParts[index]())));
",
        parts.files.len()
    ));
    for (page, needed) in &parts.pages {
        let needed: Vec<_> = needed.iter().map(usize::to_string).collect();
        let needed = needed.join(", ");
        script.push_str(&format!(
            "export const {LOAD_PREFIX}{page} = splitPage({needed});\n"
        ));
    }
    Ok(script)
}

/// Makes one script of wasm-bindgen's and the loader's, which import each
/// other. The integrity of a script counts where an element names it, and not
/// where another script imports it, so the app must be one script. It tells
/// `boot.js` how to begin by an event.
fn one_script(js: &str, loader: &str) -> Result<String> {
    let mut script = String::new();
    let mut modules = Vec::new();
    for line in js.lines() {
        let import = line.strip_prefix("import * as ").and_then(|rest| {
            let (name, from) = rest.split_once(' ')?;
            from.contains(&format!("\"./{LOADER}\"")).then_some(name)
        });
        match import {
            Some(name) => modules.push(name),
            None if line.starts_with("import ") || line.starts_with("import{") => {
                bail!(
                    "The app's script imports another one, whose integrity no browser would \
                     check: {line}"
                );
            }
            None => {
                script.push_str(line);
                script.push('\n');
            }
        }
    }
    let mut names = Vec::new();
    for line in loader.lines().filter(|line| !line.starts_with("import ")) {
        let own = line.strip_prefix("export ").unwrap_or(line);
        if let Some(rest) = line.strip_prefix("export const ") {
            names.extend(rest.split_whitespace().next());
        }
        script.push_str(own);
        script.push('\n');
    }
    for module in modules {
        script.push_str(&format!("const {module} = {{ {} }};\n", names.join(", ")));
    }
    script.push_str(
        "dispatchEvent(new CustomEvent(\"scimdesk-program\", { detail: __wbg_init }));\n",
    );
    ensure!(
        js.contains("function __wbg_init("),
        "wasm-bindgen wrote no function __wbg_init."
    );
    Ok(script)
}

/// Writes a part into the site.
fn write_part(part: &Path, site: &Path) -> Result<SiteFile> {
    let stem = stem_of(part);
    let stem = stem
        .trim_start_matches(PART_PREFIX)
        .trim_start_matches(MERGED_PREFIX);
    files::write_hashed(site, stem, ".wasm", &fs::read(part)?)
}

/// Replaces a text that must be there.
fn put(text: &str, before: &str, after: &str) -> Result<String> {
    ensure!(
        text.contains(before),
        "{before:?} is not where it was expected in the split program's scripts."
    );
    Ok(text.replace(before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: &str = "import * as import1 from \"./parts.js\"\nfunction __wbg_get_imports() { return { \"./parts.js\": import1 } }\nnew URL('app_bg.wasm', import.meta.url);\nasync function __wbg_init() {}\n";
    const LOADING: &str = r#"import { initSync } from "./app.js";
function getSharedImports() {}
function wrapAsyncCb(callee) {}
function makeLoad() {}
/* setups, report */
const __chunk_7 = makeLoad(() => fetch(new URL("./chunk_7.wasm", import.meta.url)), []);
export const __wasm_split_load_setups = wrapAsyncCb(makeLoad(() => fetch(new URL("./split_setups.wasm", import.meta.url))
, [__chunk_7]));
"#;

    fn needed(pages: &[(&str, &[&str])]) -> HashMap<String, Vec<String>> {
        let pages = pages.iter();
        let owned = |stems: &[&str]| stems.iter().map(|stem| (*stem).to_owned()).collect();
        pages
            .map(|(page, stems)| ((*page).to_owned(), owned(stems)))
            .collect()
    }

    #[test]
    fn parts_are_named_by_content_and_fetched_by_the_boot_script() {
        let base = std::env::temp_dir().join(format!("xtask-split-{}", std::process::id()));
        fs::remove_dir_all(&base).ok();
        let (scratch, site) = (base.join("scratch"), base.join("site"));
        fs::create_dir_all(&scratch).unwrap();
        fs::create_dir_all(&site).unwrap();
        let write = |name: &str, text: &str| fs::write(scratch.join(name), text).unwrap();
        write(JS, BOUND);
        write(LOADER, LOADING);
        write(WASM, "main");
        let files = [
            "split_report.wasm",
            "merged_shared_1.wasm",
            "split_setups.wasm",
        ]
        .map(|name| {
            write(name, name);
            scratch.join(name)
        });
        let needed = needed(&[
            ("report", &["split_report"]),
            ("setups", &["merged_shared_1", "split_setups"]),
        ]);
        let parts = parts_of_pages(files.to_vec(), &needed).unwrap();
        let written = write_wasm(&scratch, &parts, &site, "my-app").unwrap();
        let script = fs::read_to_string(scratch.join(JS)).unwrap();
        assert!(script.contains(written.wasm.name()));
        assert!(script.contains("length: 3 ") && script.contains("scimdesk.part(index)"));
        assert!(script.contains("__wasm_split_load_report = splitPage(0);"));
        assert!(script.contains("__wasm_split_load_setups = splitPage(1, 2);"));
        assert!(
            !script.contains("fetch(") && !script.contains("split_setups.wasm"),
            "{script}"
        );
        assert!(written.parts[0].address.starts_with("./report-"));
        assert!(written.parts[1].address.starts_with("./shared_1-"));
        assert!(written.parts[1].integrity.starts_with("sha384-"));
        assert_eq!(written.pages, parts.pages);
        write(LOADER, "something else");
        assert!(write_wasm(&scratch, &parts, &site, "my-app").is_err());
        fs::remove_dir_all(&base).unwrap();
        assert!(
            parts_of_pages(Vec::new(), &needed).is_err(),
            "no such parts"
        );
    }

    #[test]
    fn the_app_is_one_script_that_imports_nothing() {
        let script = one_script(BOUND, LOADING).unwrap();
        assert!(!script.contains("import {") && !script.contains("import *"));
        assert!(!script.contains("export "));
        assert!(script.contains("const __wasm_split_load_setups = wrap"));
        let imported = "__wasm_split_load_setups";
        assert!(script.contains(&format!("const import1 = {{ {imported} }};")));
        assert!(script.contains("\"./parts.js\": import1"));
        let foreign = format!("{BOUND}import {{ a }} from './snippets/a.js';\n");
        assert!(one_script(&foreign, LOADING).is_err());
        assert!(one_script("", LOADING).is_err(), "nothing to begin with");
    }
}
