//! What a visitor of the site downloads.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use fs_err as fs;

use crate::harden;
use crate::report::{kilobytes, print};

/// The most that the first view may weigh with brotli, in bytes. The goal is
/// 160 kB; this keeps it from growing on the way there.
const BUDGET: u64 = 262_000;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileSize {
    name: String,
    raw: u64,
    brotli: u64,
    first_view: bool,
}

/// The sizes of a built site.
#[derive(Debug)]
pub struct SiteSizes {
    files: Vec<FileSize>,
}

impl SiteSizes {
    /// Reads and compresses every file of the site. The first view are the
    /// files without which nothing is shown: the page, its scripts and style
    /// sheets, and the app's wasm.
    pub fn measure(site: &Path) -> Result<Self> {
        let page = fs::read_to_string(site.join(harden::PAGE))?;
        let needed = harden::first_view_files(&page);
        let mut files = Vec::new();
        for path in files_below(site)? {
            let bytes = fs::read(&path)?;
            let relative = path.strip_prefix(site).unwrap_or(&path);
            let name = relative.to_string_lossy().replace('\\', "/");
            files.push(FileSize {
                raw: bytes.len() as u64,
                brotli: brotli_size(&bytes)?,
                first_view: name == harden::PAGE
                    || harden::is_app_wasm(&name)
                    || needed.contains(&name),
                name,
            });
        }
        let programs = files.iter().filter(|file| harden::is_app_wasm(&file.name));
        let programs = programs.count();
        ensure!(
            programs == 1,
            "The built site has {programs} programs instead of one."
        );
        files.sort_by_key(|file| (!file.first_view, std::cmp::Reverse(file.brotli)));
        Ok(Self { files })
    }

    pub fn print(&self) {
        let width = self.files.iter().map(|file| file.name.len()).max();
        let width = width.unwrap_or(0).max("first view (*)".len());
        let row = |name: &str, raw: u64, brotli: u64, mark: &str| {
            let (raw, brotli) = (kilobytes(raw), kilobytes(brotli));
            print(format!("{name:width$}  {raw:>9.1}  {brotli:>9.1}  {mark}"));
        };
        print(format!("\n{:width$}  {:>9}  {:>9}", "kB", "raw", "brotli"));
        for file in &self.files {
            let mark = if file.first_view { "*" } else { "" };
            row(&file.name, file.raw, file.brotli, mark);
        }
        let raw = self.first_view().map(|file| file.raw).sum();
        row("first view (*)", raw, self.weight(), "\n");
    }

    /// Fails if the first view is over its budget, and else says how far it
    /// is below.
    pub fn within_budget(&self) -> Result<()> {
        let size = self.weight();
        let budget = BUDGET / 1000;
        let room = kilobytes(BUDGET.abs_diff(size));
        ensure!(
            size <= BUDGET,
            "The first view weighs {:.1} kB, which is {room:.1} kB over its budget of {budget} kB.",
            kilobytes(size)
        );
        print(format!(
            "The first view is {room:.1} kB under its budget of {budget} kB."
        ));
        Ok(())
    }

    fn first_view(&self) -> impl Iterator<Item = &FileSize> {
        self.files.iter().filter(|file| file.first_view)
    }

    fn weight(&self) -> u64 {
        self.first_view().map(|file| file.brotli).sum()
    }
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Bytes with brotli.
pub fn brotli_size(bytes: &[u8]) -> Result<u64> {
    // Quality and window are those of servers that compress ahead of time.
    let mut compressed = brotli::CompressorReader::new(bytes, 1 << 16, 11, 22);
    Ok(std::io::copy(&mut compressed, &mut std::io::sink())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(brotli: u64) -> SiteSizes {
        let file = |name: &str, brotli, first_view| FileSize {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            first_view,
        };
        SiteSizes {
            files: vec![
                file("a.wasm", brotli, true),
                file("later.wasm", 1_000_000, false),
            ],
        }
    }

    #[test]
    fn only_the_first_view_counts() {
        assert!(sizes(BUDGET).within_budget().is_ok());
        let error = sizes(BUDGET + 1).within_budget().unwrap_err();
        assert!(error.to_string().contains("over its budget"), "{error}");
    }

    #[test]
    fn text_compresses() {
        let text = "the same words again and again ".repeat(100);
        assert!(brotli_size(text.as_bytes()).unwrap() < 100);
    }
}
