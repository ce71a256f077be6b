//! What a visitor of the site downloads.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::{Error, IoContext as _, kilobytes};
use crate::html;
use crate::report::say;
use crate::seal;

/// The most that the first view may weigh with brotli, in bytes.
const BUDGET: u64 = 130_000;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Size {
    name: String,
    raw: u64,
    brotli: u64,
    first_view: bool,
}

/// The sizes of a built site.
#[derive(Debug)]
pub struct Sizes {
    files: Vec<Size>,
}

impl Sizes {
    /// Reads and compresses every file of the site.
    pub fn measure(site: &Path) -> Result<Self, Error> {
        let first_view = first_view(site)?;
        let mut files = Vec::new();
        for path in files_below(site)? {
            let bytes = fs::read(&path).doing(format!("read {}", path.display()))?;
            let relative = path.strip_prefix(site).unwrap_or(&path);
            let name = relative.to_string_lossy().replace('\\', "/");
            files.push(Size {
                raw: bytes.len() as u64,
                brotli: brotli_size(&bytes)?,
                first_view: first_view.contains(&name),
                name,
            });
        }
        files.sort_by_key(|file| (!file.first_view, std::cmp::Reverse(file.brotli)));
        Ok(Self { files })
    }

    /// Prints the table.
    pub fn print(&self) {
        let width = self.files.iter().map(|file| file.name.len()).max();
        let width = width.unwrap_or(0).max("first view (*)".len());
        let row = |name: &str, raw: u64, brotli: u64, mark: &str| {
            say(format!(
                "{name:width$}  {:>9.1}  {:>9.1}  {mark}",
                kilobytes(raw),
                kilobytes(brotli)
            ));
        };
        say(format!("\n{:width$}  {:>9}  {:>9}", "kB", "raw", "brotli"));
        for file in &self.files {
            row(
                &file.name,
                file.raw,
                file.brotli,
                if file.first_view { "*" } else { "" },
            );
        }
        let sum = |size: fn(&Size) -> u64| self.first_view().map(size).sum();
        row("first view (*)", sum(|file| file.raw), self.weight(), "\n");
    }

    /// Fails if the first view is over its budget, and else says how far it
    /// is below.
    pub fn within_budget(&self) -> Result<(), Error> {
        let size = self.weight();
        match BUDGET.checked_sub(size) {
            None => Err(Error::OverBudget {
                size,
                budget: BUDGET,
            }),
            Some(room) => {
                say(format!(
                    "The first view is {:.1} kB under its budget of {} kB.",
                    kilobytes(room),
                    BUDGET / 1000
                ));
                Ok(())
            }
        }
    }

    fn first_view(&self) -> impl Iterator<Item = &Size> {
        self.files.iter().filter(|file| file.first_view)
    }

    fn weight(&self) -> u64 {
        self.first_view().map(|file| file.brotli).sum()
    }
}

/// The files without which nothing is shown: the page, its scripts and style
/// sheets, and the app's wasm.
fn first_view(site: &Path) -> Result<Vec<String>, Error> {
    let path = site.join(seal::PAGE);
    let page = fs::read_to_string(&path).doing(format!("read {}", path.display()))?;
    let mut names = vec![seal::PAGE.to_owned(), seal::app_wasm(site)?];
    for tag in html::tags(&page) {
        let address = match tag.name.as_str() {
            "script" => tag.get("src"),
            "link" if tag.has_rel("stylesheet") || tag.has_rel("modulepreload") => tag.get("href"),
            _ => None,
        };
        names.extend(address.map(|address| address.trim_start_matches("./").to_owned()));
    }
    Ok(names)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let doing = || format!("list {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).doing(doing())? {
        let path = entry.doing(doing())?.path();
        if path.is_dir() {
            files.append(&mut files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Bytes with brotli.
pub fn brotli_size(bytes: &[u8]) -> Result<u64, Error> {
    // Quality and window are those of servers that compress ahead of time.
    let mut compressed = brotli::CompressorReader::new(bytes, 1 << 16, 11, 22);
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        match compressed.read(&mut buffer).doing("compress a file")? {
            0 => return Ok(size),
            count => size += count as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(brotli: u64) -> Sizes {
        let file = |name: &str, brotli, first_view| Size {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            first_view,
        };
        Sizes {
            files: vec![
                file("a.wasm", brotli, true),
                file("later.wasm", 1_000_000, false),
            ],
        }
    }

    #[test]
    fn only_the_first_view_counts() {
        assert!(sizes(BUDGET).within_budget().is_ok());
        assert!(matches!(
            sizes(BUDGET + 1).within_budget(),
            Err(Error::OverBudget { size: 130_001, .. })
        ));
    }

    #[test]
    fn text_compresses() {
        let text = "the same words again and again ".repeat(100);
        assert!(brotli_size(text.as_bytes()).unwrap() < 100);
    }
}
