//! Makes a site that trunk built keep its promises to the browser.
//!
//! Trunk starts the app with an inline script, which the page's content
//! security policy forbids, and vouches for scripts but not for wasm. This
//! hook of trunk replaces the start by `boot.js`, gives every script, style
//! sheet and wasm file an integrity hash, optimises the wasm of a release
//! and refuses a page that would load anything from elsewhere.

mod files;
mod page;
mod short;
mod split;
mod worker;

pub use files::{Aim, optimise};

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, IoContext as _};
use crate::project::Project;

/// The name of the page in a built site.
pub const PAGE: &str = "index.html";

/// What is wrong with a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealError {
    /// It was not started by trunk.
    NoStaging,
    /// The page has no `<link data-trunk rel="rust" data-bin="…">` for the app.
    NoRustLink,
    /// Trunk would run wasm-opt itself.
    TrunkOptimises,
    /// Trunk would start the app itself.
    TrunkInitialises,
    /// The page has no script marked `data-seal="boot"`.
    NoBootScript,
    /// There is not exactly one file of this name pattern.
    NotOneFile {
        /// The pattern.
        pattern: String,
        /// How many there are.
        found: usize,
    },
    /// The boot template lacks a placeholder.
    NoPlaceholder(&'static str),
    /// A file that the site must have is missing.
    NoFile(String),
    /// The policy would block something that is written into the page.
    Inline(String),
    /// The page would load something from an address that is not relative.
    NotRelative(String),
    /// A script or style sheet has no integrity hash.
    NoIntegrity(String),
    /// The first view holds this function of the evaluator, which runs in a
    /// worker.
    Evaluator(String),
    /// A program does not say the names of its functions.
    NoNames(String),
    /// The program cannot be taken apart.
    NotSplit(String),
    /// Something in the page is meant for trunk and was not handled.
    Unhandled(String),
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStaging => f.write_str(
                "seal is a step of trunk; run cargo xtask build, or trunk build, instead.",
            ),
            Self::NoRustLink => f.write_str(
                "index.html needs a <link data-trunk rel=\"rust\" data-bin=\"…\"> for the app.",
            ),
            Self::TrunkOptimises => f.write_str(
                "the rust link in index.html needs data-wasm-opt=\"0\", because this step runs \
                 wasm-opt itself.",
            ),
            Self::TrunkInitialises => f.write_str(
                "the rust link in index.html must not have data-initializer, which names a \
                 module for trunk's own start script.",
            ),
            Self::NoBootScript => f.write_str(
                "index.html needs <script type=\"module\" src=\"src/boot.js\" \
                 data-seal=\"boot\"></script>.",
            ),
            Self::NotOneFile { pattern, found } => {
                write!(
                    f,
                    "trunk left {found} files named {pattern} instead of one."
                )
            }
            Self::NoPlaceholder(name) => write!(f, "src/boot.js lacks the placeholder {name}."),
            Self::NoFile(name) => write!(f, "{name} is missing from the built site."),
            Self::Inline(what) => write!(
                f,
                "index.html contains {what}, which the content security policy blocks; move it \
                 to a file."
            ),
            Self::NotRelative(address) => write!(
                f,
                "index.html loads {address:?}; only addresses relative to the page are allowed."
            ),
            Self::NoIntegrity(address) => {
                write!(f, "index.html loads {address:?} without an integrity hash.")
            }
            Self::Evaluator(name) => write!(
                f,
                "a page's program holds the evaluator, which belongs into a worker: {name}."
            ),
            Self::NoNames(why) => write!(
                f,
                "nobody can tell what is in a program that does not name its functions: {why}."
            ),
            Self::NotSplit(why) => write!(f, "the program cannot be split: {why}."),
            Self::Unhandled(tag) => write!(f, "trunk left {tag} in index.html."),
        }
    }
}

impl std::error::Error for SealError {}

/// Seals the site that trunk is building.
pub fn run() -> Result<(), Error> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or(SealError::NoStaging)?;
    let release = std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let project = Project::find()?;
    let page = staging.join(PAGE);
    let html = fs::read_to_string(&page).doing(format!("read {}", page.display()))?;
    let app = split::run(&project, &staging, &page::app_name(&html)?, release)?;
    let worker = worker::run(&project, &staging, release)?;
    let styles = page::stylesheets(&html);
    if release {
        for sheet in styles.first.iter().chain(&styles.later) {
            files::minify_style(&project, &staging.join(sheet))?;
        }
    }
    let later = Later {
        style: files::join_styles(&staging, "places", &styles.later)?,
        worker,
    };
    let boot = boot(&project, &app, &later, release)?;
    seal(&staging, &html, &styles.first, &boot, &app)
}

/// The boot script with names and hashes filled in.
fn boot(project: &Project, app: &App, later: &Later, release: bool) -> Result<String, Error> {
    let template = project.path("src/boot.js");
    let read = |path: &Path| fs::read_to_string(path).doing(format!("read {}", path.display()));
    let filled = page::fill_boot(&read(&template)?, app, later)?;
    if !release {
        return Ok(filled);
    }
    let script = project.scratch()?.join("boot.js");
    fs::write(&script, filled).doing(format!("write {}", script.display()))?;
    files::minify(project, &script)?;
    read(&script)
}

/// Fails early, before anything is compiled, if the page's source cannot be
/// sealed.
pub fn check_source(project: &Project) -> Result<(), Error> {
    let path = project.path(PAGE);
    let html = fs::read_to_string(&path).doing(format!("read {}", path.display()))?;
    page::app_name(&html)?;
    Ok(())
}

/// The address of the app's wasm file in a sealed site.
pub fn app_wasm(site: &Path) -> Result<String, Error> {
    let wasm = files::names(site)?
        .into_iter()
        .filter(|name| name.ends_with("_bg.wasm") && files::hash_in(name).is_some())
        .filter(|name| !name.starts_with(worker::STEM))
        .collect();
    Ok(files::only(wasm, "NAME-HASH_bg.wasm")?)
}

fn seal(site: &Path, html: &str, styles: &[String], boot: &str, app: &App) -> Result<(), Error> {
    let boot = files::write_hashed(site, "boot", ".js", boot.as_bytes())?;
    let style = files::join_styles(site, "style", styles)?;
    let sealed = page::rewrite(html, &app.js, &boot, &style)?;
    page::check(&sealed)?;
    if !site.join("_headers").is_file() {
        return Err(SealError::NoFile("_headers".to_owned()).into());
    }
    let path = site.join(PAGE);
    fs::write(&path, sealed).doing(format!("write {}", path.display()))
}

/// A file of the site that the page may load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address, relative to the page and starting with `./`.
    pub address: String,
    /// The value of an integrity attribute for it.
    pub integrity: String,
}

impl Asset {
    /// Its name in the site's folder.
    pub fn name(&self) -> &str {
        self.address.trim_start_matches("./")
    }
}

/// The script and wasm of a program: the app or the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// What wasm-bindgen wrote.
    pub js: Asset,
    /// The compiled program.
    pub wasm: Asset,
}

/// What `boot.js` loads when the first view stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The style sheet of all places that the first view does not show.
    pub style: Asset,
    /// The worker's program.
    pub worker: App,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"<!doctype html><html><head>
<link rel="stylesheet" href="./app-1.css">
<link data-trunk rel="rust" data-bin="my-app" data-wasm-opt="0" data-trunk-id="0">
<script type="module" src="src/boot.js" data-seal="boot"></script>
</head><body></body></html>"#;

    #[test]
    fn a_site_is_sealed_on_disk() {
        let site = std::env::temp_dir().join(format!("xtask-seal-{}", std::process::id()));
        fs::remove_dir_all(&site).ok();
        fs::create_dir_all(&site).unwrap();
        let write = |name: &str, text: &str| fs::write(site.join(name), text).unwrap();
        write(PAGE, SOURCE);
        write("app-1.css", "p { color: red }");
        let app = App {
            js: files::write_hashed(&site, "my-app", ".js", b"1;").unwrap(),
            wasm: files::write_hashed(&site, "my-app", "_bg.wasm", b"wasm").unwrap(),
        };
        write("worker.js", "1;");
        write("worker_bg.wasm", "more wasm");
        let worker = App {
            js: files::write_hashed(&site, worker::STEM, ".js", b"2;").unwrap(),
            wasm: files::write_hashed(&site, worker::STEM, "_bg.wasm", b"wasm 2").unwrap(),
        };
        let boot = format!(
            "'{} {}'; '{}{}';",
            app.js.address, app.js.integrity, app.wasm.address, app.wasm.integrity
        );
        let styles = page::stylesheets(SOURCE).first;

        let without_headers = seal(&site, SOURCE, &styles, &boot, &app);
        write("app-1.css", "p { color: red }");
        assert!(matches!(
            without_headers,
            Err(Error::Seal(SealError::NoFile(_)))
        ));
        write("_headers", "");
        seal(&site, SOURCE, &styles, &boot, &app).unwrap();

        let wasm = app_wasm(&site).unwrap();
        assert_ne!(wasm, worker.wasm.name());
        let html = fs::read_to_string(site.join(PAGE)).unwrap();
        let boot = files::names(&site)
            .unwrap()
            .into_iter()
            .find(|name| name.starts_with("boot-"))
            .unwrap();
        let boot_text = fs::read_to_string(site.join(&boot)).unwrap();
        assert!(boot_text.contains(&format!("'{} {}'", app.js.address, app.js.integrity)));
        assert!(boot_text.contains(&format!("'./{wasm}sha384-")));
        assert!(html.contains(app.js.name()));
        assert!(html.contains(&boot));
        assert!(!html.contains("data-trunk"));
        fs::remove_dir_all(&site).unwrap();
    }
}
