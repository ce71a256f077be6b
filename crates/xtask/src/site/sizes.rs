//! What a visitor of the site downloads.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};
use fs_err as fs;

use crate::harden;
use crate::report::{kilobytes, print};

/// How much something may weigh with brotli, in bytes.
struct SizeBudget {
    what: &'static str,
    /// What it should weigh.
    goal: u64,
    /// What it must not exceed, which keeps it from growing on the way there.
    limit: u64,
    measure: fn(&SiteSizes) -> u64,
}

/// The pages of the guide: what a first visit shows, and what later ones do.
const START: &str = "start";
const GUIDE: &str = "guide";

const BUDGETS: [SizeBudget; 4] = [
    SizeBudget {
        what: "the first visit, at the questions of the guide",
        goal: 160_000,
        limit: 200_000,
        measure: |sizes| sizes.opened(START),
    },
    SizeBudget {
        what: "a later visit, at a step of the guide",
        goal: 160_000,
        limit: 257_000,
        measure: |sizes| sizes.opened(GUIDE),
    },
    SizeBudget {
        what: "the chunks that only one page needs, at most",
        goal: 150_000,
        limit: 150_000,
        measure: SiteSizes::largest_own,
    },
    SizeBudget {
        what: "all chunks together",
        goal: 700_000,
        limit: 1_380_000,
        measure: SiteSizes::chunks,
    },
];

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileSize {
    name: String,
    raw: u64,
    brotli: u64,
    /// Whether every page needs it.
    everywhere: bool,
}

/// The sizes of a built site.
#[derive(Debug)]
pub struct SiteSizes {
    files: Vec<FileSize>,
    /// The names of the files that each page needs besides.
    pages: BTreeMap<String, Vec<String>>,
}

impl SiteSizes {
    /// Reads and compresses every file of the site. `pages` names the files that
    /// each page needs besides those without which nothing is shown: the
    /// document, its scripts and style sheets, and the app's wasm.
    pub fn measure(site: &Path, pages: BTreeMap<String, Vec<String>>) -> Result<Self> {
        let page = fs::read_to_string(site.join(harden::PAGE))?;
        let needed = harden::first_view_files(&page);
        let mut files = Vec::new();
        for name in harden::paths_below(site)? {
            let bytes = fs::read(site.join(&name))?;
            files.push(FileSize {
                raw: bytes.len() as u64,
                brotli: brotli_size(&bytes)?,
                everywhere: name == harden::PAGE
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
        files.sort_by_key(|file| (!file.everywhere, std::cmp::Reverse(file.brotli)));
        Ok(Self { files, pages })
    }

    pub fn print(&self) {
        let width = self.files.iter().map(|file| file.name.len()).max();
        let width = width.unwrap_or(0);
        print(format!("\n{:width$}  {:>9}  {:>9}", "kB", "raw", "brotli"));
        for file in &self.files {
            let mark = if file.everywhere { "*" } else { "" };
            let (raw, brotli) = (kilobytes(file.raw), kilobytes(file.brotli));
            let name = &file.name;
            print(format!("{name:width$}  {raw:>9.1}  {brotli:>9.1}  {mark}"));
        }
        print("Every page needs the files with a star.");
        let head = ("opened", "own chunks", "chunks");
        print(format!(
            "\n{:16}{:>9}{:>13}{:>9}",
            "kB brotli", head.0, head.1, head.2
        ));
        for (page, files) in &self.pages {
            let (opened, own) = (kilobytes(self.opened(page)), kilobytes(self.own(page)));
            let count = files.len();
            print(format!("{page:16}{opened:>9.1}{own:>13.1}{count:>9}"));
        }
        print("");
    }

    /// Fails if something is over its limit, and else says how far each is from
    /// its goal.
    pub fn within_budgets(&self) -> Result<()> {
        let mut over = Vec::new();
        for budget in &BUDGETS {
            let size = (budget.measure)(self);
            let (goal, limit) = (budget.goal / 1_000, budget.limit / 1_000);
            print(format!(
                "{:>7.1} kB  {}; goal {goal} kB, limit {limit} kB",
                kilobytes(size),
                budget.what
            ));
            if size > budget.limit {
                over.push(budget.what);
            }
        }
        ensure!(over.is_empty(), "Over the limit: {}.", over.join(", "));
        Ok(())
    }

    /// What is downloaded when a page is opened by its address.
    fn opened(&self, page: &str) -> u64 {
        let files = self.pages.get(page).map(Vec::as_slice).unwrap_or_default();
        self.sum(|file| file.everywhere || files.contains(&file.name))
    }

    /// The wasm that only one page needs.
    fn own(&self, page: &str) -> u64 {
        let is_own = |name: &String| {
            let mut pages = self.pages.iter().filter(|(_, files)| files.contains(name));
            pages.next().is_some_and(|(first, _)| first == page) && pages.next().is_none()
        };
        self.sum(|file| file.name.ends_with(".wasm") && is_own(&file.name))
    }

    fn largest_own(&self) -> u64 {
        let pages = self.pages.keys().map(|page| self.own(page));
        pages.max().unwrap_or_default()
    }

    fn chunks(&self) -> u64 {
        let is_chunk = |name: &String| self.pages.values().any(|files| files.contains(name));
        self.sum(|file| file.name.ends_with(".wasm") && is_chunk(&file.name))
    }

    fn sum(&self, counts: impl Fn(&FileSize) -> bool) -> u64 {
        let files = self.files.iter().filter(|file| counts(file));
        files.map(|file| file.brotli).sum()
    }
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

    fn sizes() -> SiteSizes {
        let file = |name: &str, brotli| FileSize {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            everywhere: name.starts_with("app"),
        };
        let needs = |page: &str, files: &[&str]| {
            let files = files.iter().map(|file| (*file).to_owned()).collect();
            (page.to_owned(), files)
        };
        SiteSizes {
            files: vec![
                file("app.js", 1),
                file("app_bg.wasm", 20),
                file("start.wasm", 300),
                file("shared.wasm", 4_000),
                file("guide.wasm", 50_000),
                file("guide.css", 600_000),
                file("worker.wasm", 7_000_000),
            ],
            pages: BTreeMap::from([
                needs(START, &["start.wasm", "shared.wasm"]),
                needs(GUIDE, &["guide.wasm", "shared.wasm", "guide.css"]),
            ]),
        }
    }

    #[test]
    fn each_page_counts_with_what_it_needs() {
        let sizes = sizes();
        assert_eq!(sizes.opened(START), 4_321);
        assert_eq!(sizes.opened(GUIDE), 654_021);
        assert_eq!((sizes.own(START), sizes.own(GUIDE)), (300, 50_000));
        assert_eq!(sizes.largest_own(), 50_000);
        assert_eq!(sizes.chunks(), 54_300);
    }

    #[test]
    fn what_is_over_its_limit_is_named() {
        let mut sizes = sizes();
        let error = sizes.within_budgets().unwrap_err().to_string();
        assert_eq!(
            error,
            "Over the limit: a later visit, at a step of the guide."
        );
        sizes.files.retain(|file| file.name != "guide.css");
        assert!(sizes.within_budgets().is_ok());
    }

    #[test]
    fn text_compresses() {
        let text = "the same words again and again ".repeat(100);
        assert!(brotli_size(text.as_bytes()).unwrap() < 100);
    }
}
