//! The files of a site: finding, hashing, optimising.

use fs_err as fs;
use std::cmp::Reverse;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::report::kilobytes;
use anyhow::{Result, ensure};

use crate::process::{capture, command, joined, show_or_fail};
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

/// Optimizes wasm files with Binaryen's library.
const OPTIMIZE: &str = include_str!("optimize.mjs");

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
///
/// wasm-opt from npm has one thread, so each core gets a process, and its share
/// of the files by their sizes.
pub fn optimize(project: &Project, wasm: &[PathBuf], goal: OptimizeFor) -> Result<()> {
    let library = &tools::npm_tool(project, tools::BINARYEN)?;
    let goal = match goal {
        OptimizeFor::Size => "size",
        OptimizeFor::Speed => "speed",
    };
    let mut files = Vec::new();
    for path in wasm {
        files.push((path, fs::metadata(path)?.len()));
    }
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let shares = shares(files, cores).into_iter().map(|share| {
            scope.spawn(move || {
                let mut optimizer = command("node");
                optimizer.args(["--input-type=module", "--eval", OPTIMIZE, "--"]);
                optimizer.arg(library).arg(goal).args(share);
                show_or_fail(&mut optimizer, "Optimizing wasm")
            })
        });
        let threads = Vec::from_iter(shares);
        threads.into_iter().try_for_each(joined)
    })
}

/// Deals files out, so that the largest share is as small as a simple rule makes
/// it: the largest file goes to the smallest share, and so on.
fn shares<T>(mut files: Vec<(T, u64)>, count: usize) -> Vec<Vec<T>> {
    files.sort_by_key(|(_, bytes)| Reverse(*bytes));
    let mut shares: Vec<(u64, Vec<T>)> = Vec::new();
    for (file, bytes) in files {
        if shares.len() < count {
            shares.push((bytes, vec![file]));
        } else if let Some((sum, share)) = shares.iter_mut().min_by_key(|(sum, _)| *sum) {
            *sum += bytes;
            share.push(file);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
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
    fn shares_are_about_as_large() {
        let files = vec![("a", 3), ("b", 9), ("c", 4), ("d", 1), ("e", 4)];
        assert_eq!(shares(files, 2), [vec!["b", "d"], vec!["c", "e", "a"]]);
        assert_eq!(shares(vec![("a", 1)], 2), [vec!["a"]]);
        assert!(shares(Vec::<(&str, u64)>::new(), 2).is_empty());
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
