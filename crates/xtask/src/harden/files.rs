//! The files of a site: finding, hashing, optimising.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::report::kilobytes;
use anyhow::{Result, ensure};

use crate::process::{capture, command, joined};
use crate::project::Project;
use crate::report::print;
use crate::tools;

use super::SiteFile;

/// What wasm-opt makes of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptimizeFor {
    /// The smallest one, for what a page loads.
    Size,
    /// The fastest one.
    Speed,
}

/// What today's rustc emits and wasm-opt must therefore accept.
const WASM_OPT_FLAGS: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The names in a folder, sorted.
pub fn names(site: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The paths of all files below a folder, sorted, with slashes on every system.
pub fn paths_below(folder: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        for name in names(&folder.join(&below))? {
            let path = format!("{below}{name}");
            if folder.join(&path).is_dir() {
                folders.push(path + "/");
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// Takes away what trunk made of the app: its script and its wasm.
pub fn remove_app(site: &Path, app: &str) -> Result<()> {
    let prefix = format!("{app}-");
    let is_program = |name: &&String| {
        name.starts_with(&prefix) && (name.ends_with(".js") || name.ends_with("_bg.wasm"))
    };
    let all = names(site)?;
    let programs: Vec<&String> = all.iter().filter(is_program).collect();
    ensure!(
        programs.len() == 2,
        "trunk should have made one script and one wasm file of {app}, but made {programs:?}."
    );
    for name in programs {
        fs::remove_file(site.join(name))?;
    }
    Ok(())
}

/// Writes a file whose name tells its content, such as `boot-0f3a.js`.
pub fn write_hashed(site: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<SiteFile> {
    let name = format!("{stem}-{}{ending}", short_hash(bytes));
    fs::write(site.join(&name), bytes)?;
    Ok(SiteFile {
        address: format!("./{name}"),
        integrity: integrity(bytes),
    })
}

/// Puts style sheets into one file, in their order: one request, and what
/// they have in common is compressed once.
pub fn join_styles(site: &Path, stem: &str, addresses: &[String]) -> Result<SiteFile> {
    let mut joined = Vec::new();
    for address in addresses {
        let path = site.join(address);
        joined.append(&mut fs::read(&path)?);
        fs::remove_file(&path)?;
    }
    write_hashed(site, stem, ".css", &joined)
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The hash that stands in names.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Makes wasm files smaller or faster.
pub fn optimize(project: &Project, wasm: &[PathBuf], goal: OptimizeFor) -> Result<()> {
    let script = &tools::npm_tool(project, tools::WASM_OPT)?;
    // The lowest kilobyte is the end of the stack, where nothing has an address.
    let level: &[&str] = match goal {
        OptimizeFor::Size => &["-Oz", "--low-memory-unused"],
        OptimizeFor::Speed => &["-O3"],
    };
    // wasm-opt from npm has one thread, and the parts of the app take it a while.
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for path in wasm {
            threads.push(scope.spawn(move || {
                let mut optimizer = command("node");
                optimizer.arg(script).args(level).args(WASM_OPT_FLAGS);
                optimizer.arg(path).arg("-o").arg(path);
                shrink(&mut optimizer, "wasm-opt", path)
            }));
        }
        threads.into_iter().try_for_each(joined)
    })
}

/// Makes a script that is a module smaller.
pub fn minify(project: &Project, script: &Path) -> Result<()> {
    let mut minifier = command("node");
    minifier
        .arg(tools::npm_tool(project, tools::TERSER)?)
        .args(["--module", "--compress", "--mangle", "--output"]);
    minifier.arg(script).arg("--").arg(script);
    shrink(&mut minifier, "terser", script)
}

/// What Node runs to make a style sheet smaller. Of esbuild only the library is
/// used: its command is another kind of file on each system.
const MINIFY_STYLE: &str = "\
const [library, path] = process.argv.slice(1); \
const fs = require('node:fs'); \
const { transformSync } = require(library); \
const css = fs.readFileSync(path, 'utf8'); \
fs.writeFileSync(path, transformSync(css, { loader: 'css', minify: true }).code);";

/// Makes a style sheet smaller.
pub fn minify_style(project: &Project, sheet: &Path) -> Result<()> {
    let mut minifier = command("node");
    minifier
        .args(["--eval", MINIFY_STYLE, "--"])
        .arg(tools::npm_tool(project, tools::ESBUILD)?)
        .arg(sheet);
    shrink(&mut minifier, "esbuild", sheet)
}

fn shrink(tool: &mut Command, what: &str, path: &Path) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let before = fs::metadata(path)?.len();
    capture(tool, &format!("{what} on {name}"))?;
    print(format!(
        "{what} made {name} {:.0} kB instead of {:.0} kB.",
        kilobytes(fs::metadata(path)?.len()),
        kilobytes(before)
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_browsers_compute() {
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
