//! Makes a site that trunk built keep its promises to the browser.
//!
//! Trunk starts the app with an inline script, which the page's content
//! security policy forbids, and vouches for scripts but not for wasm. This
//! hook of trunk replaces the start by `boot.js`, gives every script, style
//! sheet and wasm file an integrity hash, optimizes the wasm of a release
//! and refuses a page that would load anything from elsewhere.

mod chunks;
mod files;
mod html;
mod merge_wasm;
mod minify_names;
mod page;
pub mod policy;
mod split;
pub mod version;
pub mod wasm_names;
mod worker;

pub use files::{OptimizeFor, optimize, paths_below};
pub use html::first_view_files;
pub use page::app_name;
pub use worker::build as build_worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use fs_err as fs;

use crate::project::Project;

/// The name of the page in a built site.
pub const PAGE: &str = "index.html";

/// The name of the file in a built site that tells hosts what to send with it.
pub const HEADERS_FILE: &str = "_headers";

/// Hardens the site that trunk is building; gives its folder.
pub fn run() -> Result<PathBuf> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("harden is a step of trunk; run cargo xtask build instead.")?;
    let release = std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let project = Project::find()?;
    let html = fs::read_to_string(staging.join(PAGE))?;
    let html = policy::limit_connections(&html, &policy::connect_sources()?)?;
    let html = version::add_to_page(&html, &version::of_source(&project))?;
    let program = split::run(&project, &staging, &page::app_name(&html)?, release)?;
    let worker = worker::run(&project, &staging, release)?;
    let styles = page::stylesheets(&html);
    if release {
        for sheet in styles.first.iter().chain(styles.pages.values().flatten()) {
            files::minify_style(&project, &staging.join(sheet))?;
        }
    }
    let mut page_styles = BTreeMap::new();
    for (page, sheets) in &styles.pages {
        ensure!(
            program.pages.contains_key(page),
            "index.html has a style sheet for {page:?}, which is no page of its own chunk."
        );
        let joined = files::join_styles(&staging, page, sheets)?;
        page_styles.insert(page.clone(), joined);
    }
    let later = LoadedLater {
        styles: page_styles,
        parts: program.parts,
        pages: program.pages,
        worker,
    };
    let page_files = serde_json::to_string(&later.page_files())?;
    fs::write(project.scratch()?.join(PAGE_FILES), page_files)?;
    let boot = boot(&project, &program.app, &later, release)?;
    harden(&staging, &html, &styles.first, &boot, &program.app)?;
    Ok(staging)
}

/// The boot script with names and hashes filled in.
fn boot(
    project: &Project,
    app: &ProgramFiles,
    later: &LoadedLater,
    release: bool,
) -> Result<String> {
    let template = fs::read_to_string(project.path("src/boot.js"))?;
    let filled = page::fill_boot(&template, app, later)?;
    if !release {
        return Ok(filled);
    }
    let script = project.scratch()?.join("boot.js");
    fs::write(&script, filled)?;
    files::minify(project, &script)?;
    Ok(fs::read_to_string(&script)?)
}

/// Fails early, before anything is compiled, if the page's source cannot be
/// hardened.
pub fn check_source(project: &Project) -> Result<()> {
    page::app_name(&fs::read_to_string(project.path(PAGE))?)?;
    Ok(())
}

/// The file, outside the site, that says what each page loads.
const PAGE_FILES: &str = "page-files.json";

/// The names of the files that each page of the last build loads when it is
/// opened, besides those of every page.
pub fn page_files(project: &Project) -> Result<BTreeMap<String, Vec<String>>> {
    let text = fs::read_to_string(project.scratch()?.join(PAGE_FILES))?;
    serde_json::from_str(&text).context("The list of the files of pages cannot be read.")
}

/// Whether a file of a hardened site is the app's wasm.
pub fn is_app_wasm(name: &str) -> bool {
    name.ends_with("_bg.wasm") && !name.starts_with(worker::STEM)
}

fn harden(
    site: &Path,
    html: &str,
    styles: &[String],
    boot: &str,
    app: &ProgramFiles,
) -> Result<()> {
    let boot = files::write_hashed(site, "boot", ".js", boot.as_bytes())?;
    let style = files::join_styles(site, "style", styles)?;
    let hardened = page::rewrite(html, &app.js, &boot, &style)?;
    page::check(&hardened)?;
    Ok(fs::write(site.join(PAGE), hardened)?)
}

/// A file of the site that the page may load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its address, relative to the page and starting with `./`.
    pub address: String,
    /// The value of an integrity attribute for it.
    pub integrity: String,
}

impl SiteFile {
    /// Its name in the site's folder.
    pub fn name(&self) -> &str {
        self.address.trim_start_matches("./")
    }
}

/// The script and wasm of the app or the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramFiles {
    /// What wasm-bindgen wrote.
    pub js: SiteFile,
    pub wasm: SiteFile,
}

/// What `boot.js` loads after the first view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedLater {
    /// The style sheets of pages.
    pub styles: BTreeMap<String, SiteFile>,
    /// The wasm of pages.
    pub parts: Vec<SiteFile>,
    /// Which of `parts` each page needs.
    pub pages: BTreeMap<String, Vec<usize>>,
    pub worker: ProgramFiles,
}

impl LoadedLater {
    fn page_files(&self) -> BTreeMap<&str, Vec<&str>> {
        let files = |(page, parts): (&'_ String, &'_ Vec<usize>)| {
            let parts = parts.iter().filter_map(|part| self.parts.get(*part));
            parts
                .chain(self.styles.get(page))
                .map(SiteFile::name)
                .collect()
        };
        let pages = self.pages.iter();
        pages.map(|page| (page.0.as_str(), files(page))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"<!doctype html><html><head>
<link rel="stylesheet" href="./app-1.css">
<link data-trunk rel="rust" data-bin="my-app" data-wasm-opt="0" data-trunk-id="0">
<script type="module" src="src/boot.js" data-harden="boot"></script>
</head><body></body></html>"#;

    #[test]
    fn a_site_is_hardened_on_disk() {
        let site = std::env::temp_dir().join(format!("xtask-harden-{}", std::process::id()));
        fs::remove_dir_all(&site).ok();
        fs::create_dir_all(&site).unwrap();
        let write = |name: &str, text: &str| fs::write(site.join(name), text).unwrap();
        write(PAGE, SOURCE);
        write("app-1.css", "p { color: red }");
        let program = |stem: &str| ProgramFiles {
            js: files::write_hashed(&site, stem, ".js", stem.as_bytes()).unwrap(),
            wasm: files::write_hashed(&site, stem, "_bg.wasm", stem.as_bytes()).unwrap(),
        };
        let (app, worker) = (program("my-app"), program(worker::STEM));
        let boot = format!(
            "'{} {}'; '{}{}';",
            app.js.address, app.js.integrity, app.wasm.address, app.wasm.integrity
        );
        let styles = page::stylesheets(SOURCE).first;

        harden(&site, SOURCE, &styles, &boot, &app).unwrap();

        let names = files::names(&site).unwrap();
        let wasm: Vec<_> = names.iter().filter(|name| is_app_wasm(name)).collect();
        assert_eq!(wasm, [app.wasm.name()]);
        assert!(names.iter().any(|name| name == worker.wasm.name()));
        let html = fs::read_to_string(site.join(PAGE)).unwrap();
        let boot = names.iter().find(|name| name.starts_with("boot-"));
        let boot = boot.unwrap();
        let boot_text = fs::read_to_string(site.join(boot)).unwrap();
        assert!(boot_text.contains(&format!("'{} {}'", app.js.address, app.js.integrity)));
        assert!(boot_text.contains(&format!("'./{}sha384-", wasm[0])));
        assert!(html.contains(app.js.name()));
        assert!(html.contains(boot));
        assert!(!html.contains("data-trunk"));
        fs::remove_dir_all(&site).unwrap();
    }
}
