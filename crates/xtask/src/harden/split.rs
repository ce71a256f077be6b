//! Splits the program into the part of the first view and those that are
//! loaded later.
//!
//! Trunk knows nothing of this and runs wasm-bindgen on the whole program.
//! This step starts again from what cargo built: it takes the program apart
//! at the functions marked with `wasm_split`, runs wasm-bindgen on the main
//! part, and puts the outcome in the place of trunk's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use fs_err as fs;
use wasm_split_cli_support::{Options, transform};

use crate::harden::wasm_names;
use crate::project::Project;
use crate::tools::WASM_TARGET;
use crate::tools::wasm_bindgen::{ScriptKind, bind};

use super::minify_names::minify_names;
use super::{ProgramFiles, SiteFile, files};

/// Names within the scratch folder; the files of the site have hashes.
const JS: &str = "app.js";
const WASM: &str = "app_bg.wasm";
const LOADER: &str = "parts.js";
/// What the splitting tool puts before the name of a part.
const PART_PREFIX: &str = "split_";

/// What the names of the loader's functions for pages begin with.
const LOAD_PREFIX: &str = "export const __wasm_split_load_";

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

/// Splits the program and writes its parts into the site, in place of what
/// trunk made of it.
pub fn run(project: &Project, site: &Path, name: &str, release: bool) -> Result<SplitProgram> {
    let scratch = project.scratch()?.join("split");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let parts = take_apart(project, name, release, &scratch)?;
    bind(
        &scratch.join("main.wasm"),
        &scratch,
        "app",
        ScriptKind::SplitModule,
    )?;
    if release {
        remove_hashes(&scratch)?;
        let mut wasm = vec![scratch.join(WASM)];
        wasm.extend(parts.iter().cloned());
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

/// Takes the program apart; gives the files of the parts that load later.
fn take_apart(
    project: &Project,
    name: &str,
    release: bool,
    scratch: &Path,
) -> Result<Vec<PathBuf>> {
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
    Ok(split.split_modules)
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
fn write_wasm(scratch: &Path, parts: &[PathBuf], site: &Path, name: &str) -> Result<WrittenWasm> {
    let read = |file: &str| fs::read_to_string(scratch.join(file));
    let (mut js, mut loader) = (read(JS)?, read(LOADER)?);
    let names: Vec<_> = parts.iter().map(|part| file_name(part)).collect();
    let pages = parts_of_pages(&loader, &names)?;
    let mut files_of_parts = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        files_of_parts.push(write_part(part, site)?);
        let written = format!("fetch(new URL(\"./{}\", import.meta.url))", names[index]);
        loader = put(&loader, &written, &format!("scimdesk.part({index})"))?;
    }
    let path = scratch.join(WASM);
    let bytes = fs::read(&path)?;
    let wasm = files::write_hashed(site, name, "_bg.wasm", &bytes)?;
    js = put(&js, WASM, wasm.name())?;
    let script = scratch.join(JS);
    fs::write(&script, one_script(&js, &loader)?)?;
    Ok(WrittenWasm {
        wasm,
        parts: files_of_parts,
        pages,
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Which parts the loader fetches for each page, by their place in `parts`.
fn parts_of_pages(loader: &str, parts: &[String]) -> Result<BTreeMap<String, Vec<usize>>> {
    let mut pages = BTreeMap::new();
    for function in loader.split(LOAD_PREFIX).skip(1) {
        let page = function.split(' ').next().unwrap_or_default();
        let shared = function
            .rsplit_once("[")
            .and_then(|(_, rest)| rest.split_once(']'))
            .map(|(names, _)| names.split(','))
            .with_context(|| format!("The loader of {page} does not say which parts it needs."))?;
        let mut needed = Vec::new();
        let shared = shared.map(|name| format!("{}.wasm", name.trim().trim_start_matches("__")));
        for file in shared.chain([format!("{PART_PREFIX}{page}.wasm")]) {
            needed.extend(parts.iter().position(|part| *part == file));
        }
        pages.insert(page.to_owned(), needed);
    }
    ensure!(!pages.is_empty(), "The loader loads no page.");
    Ok(pages)
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
    let file = file_name(part);
    let stem = file
        .trim_end_matches(".wasm")
        .trim_start_matches(PART_PREFIX);
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
function makeLoad() {}
/* setups, report */
const __chunk_7 = makeLoad(() => fetch(new URL("./chunk_7.wasm", import.meta.url)), []);
export const __wasm_split_load_setups = wrap(makeLoad(() => fetch(new URL("./split_setups.wasm", import.meta.url))
, [__chunk_7]));
export const __wasm_split_load_report = wrap(makeLoad(() => fetch(new URL("./split_report.wasm", import.meta.url))
, []));
"#;

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
        let parts = ["split_report.wasm", "chunk_7.wasm", "split_setups.wasm"].map(|name| {
            write(name, name);
            scratch.join(name)
        });
        let written = write_wasm(&scratch, &parts, &site, "my-app").unwrap();
        let script = fs::read_to_string(scratch.join(JS)).unwrap();
        assert!(script.contains(written.wasm.name()));
        for index in 0..parts.len() {
            assert!(script.contains(&format!("scimdesk.part({index})")));
        }
        assert!(
            !script.contains("fetch(") && !script.contains("split_setups.wasm"),
            "{script}"
        );
        assert!(written.parts[0].address.starts_with("./report-"));
        assert!(written.parts[1].integrity.starts_with("sha384-"));
        let pages = [("report", vec![0]), ("setups", vec![1, 2])];
        let pages = pages.map(|(page, parts)| (page.to_owned(), parts));
        assert_eq!(written.pages, BTreeMap::from(pages));
        write(LOADER, "something else");
        assert!(write_wasm(&scratch, &parts, &site, "my-app").is_err());
        fs::remove_dir_all(&base).unwrap();
    }

    #[test]
    fn the_app_is_one_script_that_imports_nothing() {
        let script = one_script(BOUND, LOADING).unwrap();
        assert!(!script.contains("import {") && !script.contains("import *"));
        assert!(!script.contains("export "));
        assert!(script.contains("const __wasm_split_load_setups = wrap"));
        let imported = "__wasm_split_load_setups, __wasm_split_load_report";
        assert!(script.contains(&format!("const import1 = {{ {imported} }};")));
        assert!(script.contains("\"./parts.js\": import1"));
        let foreign = format!("{BOUND}import {{ a }} from './snippets/a.js';\n");
        assert!(one_script(&foreign, LOADING).is_err());
        assert!(one_script("", LOADING).is_err(), "nothing to begin with");
    }
}
