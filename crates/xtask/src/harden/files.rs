//! The files of a site: finding, hashing, optimising.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::report::kilobytes;
use anyhow::{Result, bail};

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

/// The names in a site's top folder, sorted.
pub fn names(site: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The hash in a name such as `app-0f3a_bg.wasm`.
pub fn hash_in(name: &str) -> Option<&str> {
    let stem = name.split('.').next()?;
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-')?.1;
    (!hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// The single name among these.
pub fn only(names: impl Iterator<Item = String>, pattern: &str) -> Result<String> {
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [name] => Ok(name.clone()),
        names => bail!(
            "The built site has {} files named {pattern} instead of one.",
            names.len()
        ),
    }
}

/// Takes away what trunk made of the app.
pub fn remove_app(site: &Path, name: &str) -> Result<()> {
    for suffix in [".js", "_bg.wasm"] {
        let fitting = names(site)?.into_iter().filter(|file| {
            file.strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('-'))
                .and_then(|rest| rest.strip_suffix(suffix))
                .is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        let file = only(fitting, &format!("{name}-HASH{suffix}"))?;
        fs::remove_file(site.join(&file))?;
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
    let script = tools::wasm_opt(project)?;
    let level = match goal {
        OptimizeFor::Size => "-Oz",
        OptimizeFor::Speed => "-O3",
    };
    let one = |path: &Path| {
        let mut optimizer = command("node");
        optimizer.arg(&script).arg(level).args(WASM_OPT_FLAGS);
        optimizer.arg(path).arg("-o").arg(path);
        shrink(&mut optimizer, "wasm-opt", path)
    };
    let one = &one;
    // wasm-opt from npm has one thread, and the parts of the app take it a while.
    thread::scope(|scope| {
        let threads: Vec<_> = wasm
            .iter()
            .map(|path| scope.spawn(move || one(path)))
            .collect();
        threads.into_iter().try_for_each(joined)
    })
}

/// Makes a script that is a module smaller.
pub fn minify(project: &Project, script: &Path) -> Result<()> {
    let mut minifier = command("node");
    minifier
        .arg(tools::terser(project)?)
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
        .arg(tools::esbuild(project)?)
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
    fn hashes_are_distinguished_from_other_parts_of_names() {
        assert_eq!(hash_in("my-app-00ff_bg.wasm"), Some("00ff"));
        assert_eq!(hash_in("boot-12ab.js"), Some("12ab"));
        assert_eq!(hash_in("my-worker_bg.wasm"), None);
        assert_eq!(hash_in("worker.js"), None);
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn one_file_is_wanted() {
        let only = |names: &[&str]| only(names.iter().map(|name| (*name).to_owned()), "x");
        assert!(only(&[]).is_err());
        assert!(only(&["a", "b"]).is_err());
        assert_eq!(only(&["a"]).unwrap(), "a");
    }
}
