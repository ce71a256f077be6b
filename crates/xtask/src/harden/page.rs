//! The page and the boot script, as texts.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail, ensure};

use super::html::{HtmlTag, replace, tags};
use super::{LoadedLater, ProgramFiles, SiteFile};

/// Relations of links that the browser does not fetch.
const NOT_FETCHED: [&str; 5] = ["canonical", "license", "author", "help", "me"];

/// The name of the app's binary, from the page's rust link.
pub fn app_name(html: &str) -> Result<String> {
    let tags = tags(html);
    for tag in tags.iter().filter(|tag| is_rust_link(tag)) {
        ensure!(
            tag.get("data-wasm-opt") == Some("0"),
            "The rust link in index.html needs data-wasm-opt=\"0\", because harden runs wasm-opt."
        );
        ensure!(
            tag.get("data-initializer").is_none(),
            "The rust link in index.html must not have data-initializer, which is for trunk's own \
             start script."
        );
    }
    tags.iter()
        .find(|tag| is_rust_link(tag) && tag.get("data-type").is_none_or(|kind| kind == "main"))
        .and_then(|link| link.get("data-bin"))
        .map(str::to_owned)
        .context("index.html needs <link data-trunk rel=\"rust\" data-bin=\"…\"> for the app.")
}

fn is_rust_link(tag: &HtmlTag) -> bool {
    tag.name == "link" && tag.get("data-trunk").is_some() && tag.has_rel("rust")
}

fn is_boot_script(tag: &HtmlTag) -> bool {
    tag.name == "script" && tag.get("data-harden") == Some("boot")
}

/// Fills the placeholders of the boot script with file names and hashes.
pub fn fill_boot(template: &str, app: &ProgramFiles, later: &LoadedLater) -> Result<String> {
    let mut text = template.to_owned();
    let files = |files: Vec<&SiteFile>| -> Vec<[String; 2]> {
        files
            .into_iter()
            .map(|file| [file.name().to_owned(), file.integrity.clone()])
            .collect()
    };
    let styles = files(later.styles.values().collect());
    let styles: BTreeMap<_, _> = later.styles.keys().zip(styles).collect();
    let parts = files(later.parts.iter().collect());
    for (name, value) in [
        ("\"@PARTS@\"", serde_json::to_string(&parts)?),
        ("\"@PAGES@\"", serde_json::to_string(&later.pages)?),
        ("\"@STYLES@\"", serde_json::to_string(&styles)?),
    ] {
        text = put(&text, name, &value)?;
    }
    for (name, value) in [
        ("@APP_JS@", app.js.name()),
        ("@JS_INTEGRITY@", app.js.integrity.as_str()),
        ("@APP_WASM@", app.wasm.name()),
        ("@WASM_INTEGRITY@", &app.wasm.integrity),
        ("@WORKER_JS@", later.worker.js.name()),
        ("@WORKER_JS_INTEGRITY@", &later.worker.js.integrity),
        ("@WORKER_WASM@", later.worker.wasm.name()),
        ("@WORKER_WASM_INTEGRITY@", &later.worker.wasm.integrity),
    ] {
        text = put(&text, name, value)?;
    }
    Ok(text)
}

/// Fills a placeholder of the boot script.
fn put(text: &str, name: &str, value: &str) -> Result<String> {
    ensure!(
        text.contains(name),
        "src/boot.js lacks the placeholder {name}."
    );
    Ok(text.replace(name, value))
}

/// Puts the hardened scripts and the joined style sheet into the page.
///
/// The app's script is only announced here: the boot script adds it, with its
/// hash, and can so tell when it did not arrive.
pub fn rewrite(html: &str, js: &SiteFile, boot: &SiteFile, style: &SiteFile) -> Result<String> {
    let tags = tags(html);
    let mut edits = Vec::new();
    let mut has_boot = false;
    let mut has_style = false;
    for (index, tag) in tags.iter().enumerate() {
        if is_rust_link(tag) {
            edits.push((tag.range.clone(), String::new()));
        } else if is_boot_script(tag) {
            let end = tags
                .get(index + 1)
                .filter(|next| next.name == "/script")
                .map_or(tag.range.end, |next| next.range.end);
            edits.push((tag.range.start..end, scripts(js, boot)));
            has_boot = true;
        } else if stylesheet(tag).is_some() {
            let link = if has_style || page_of(tag).is_some() {
                String::new()
            } else {
                has_style = true;
                link(style)
            };
            edits.push((tag.range.clone(), link));
        }
    }
    ensure!(
        has_boot,
        "index.html needs <script type=\"module\" src=\"src/boot.js\" data-harden=\"boot\">."
    );
    Ok(replace(html, edits))
}

/// The site's style sheets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyleSheets {
    /// Addresses of those of the first view, in order.
    pub first: Vec<String>,
    /// Addresses of those that `boot.js` loads with a page, in order.
    pub pages: BTreeMap<String, Vec<String>>,
}

/// The addresses of the site's style sheets.
pub fn stylesheets(html: &str) -> StyleSheets {
    let mut styles = StyleSheets::default();
    for tag in &tags(html) {
        if let Some(address) = stylesheet(tag) {
            let list = match page_of(tag) {
                Some(page) => styles.pages.entry(page.to_owned()).or_default(),
                None => &mut styles.first,
            };
            list.push(address.to_owned());
        }
    }
    styles
}

/// The page that a style sheet is for; none when it is for all.
fn page_of(tag: &HtmlTag) -> Option<&str> {
    tag.get("data-page")
}

fn stylesheet(tag: &HtmlTag) -> Option<&str> {
    (tag.name == "link" && tag.has_rel("stylesheet"))
        .then(|| tag.get("href"))
        .flatten()
}

fn link(style: &SiteFile) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\">",
        style.address, style.integrity
    )
}

/// The boot script, and word of the app's script, so that the browser fetches
/// both at once.
fn scripts(js: &SiteFile, boot: &SiteFile) -> String {
    format!(
        "<link rel=\"modulepreload\" href=\"{}\" integrity=\"{}\">\n\
         <script type=\"module\" src=\"{}\" integrity=\"{}\"></script>",
        js.address, js.integrity, boot.address, boot.integrity
    )
}

/// Fails if the page would break its own policy or load from elsewhere.
pub fn check(html: &str) -> Result<()> {
    for tag in &tags(html) {
        check_inline(tag)?;
        check_addresses(tag)?;
        check_integrity(tag)?;
        ensure!(
            tag.get("data-trunk").is_none(),
            "Trunk left {} in index.html.",
            &html[tag.range.clone()]
        );
    }
    Ok(())
}

fn check_inline(tag: &HtmlTag) -> Result<()> {
    let attribute = |(name, _): &&(String, String)| name == "style" || name.starts_with("on");
    let inline = if tag.name == "script" && tag.get("src").is_none() {
        "a script without src".to_owned()
    } else if tag.name == "style" {
        "a style element".to_owned()
    } else if let Some((name, _)) = tag.attributes.iter().find(attribute) {
        format!("the attribute {name} on <{}>", tag.name)
    } else {
        return Ok(());
    };
    bail!("index.html contains {inline}, which the content security policy blocks.")
}

fn check_addresses(tag: &HtmlTag) -> Result<()> {
    for (name, value) in &tag.attributes {
        let fetched = match name.as_str() {
            "src" | "poster" | "data" => vec![value.as_str()],
            "srcset" => value
                .split(',')
                .filter_map(|candidate| candidate.split_ascii_whitespace().next())
                .collect(),
            "href" if tag.name == "link" && !NOT_FETCHED.iter().any(|rel| tag.has_rel(rel)) => {
                vec![value.as_str()]
            }
            "href" if matches!(tag.name.as_str(), "use" | "image" | "base") => {
                vec![value.as_str()]
            }
            _ => continue,
        };
        for address in fetched {
            ensure!(
                is_relative(address),
                "index.html loads {address:?}; only addresses relative to the page are allowed."
            );
        }
    }
    Ok(())
}

/// Whether an address stays below the page's own folder. A `data:` address
/// fetches nothing.
fn is_relative(address: &str) -> bool {
    let address = address.trim();
    if address.starts_with("data:") || address.starts_with('#') {
        return true;
    }
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    !address.starts_with(['/', '\\']) && !first.contains(':') && first != ".."
}

fn check_integrity(tag: &HtmlTag) -> Result<()> {
    let address = match tag.name.as_str() {
        "script" => tag.get("src"),
        "link" if tag.has_rel("modulepreload") => tag.get("href"),
        _ => stylesheet(tag),
    };
    let has_hash = tag
        .get("integrity")
        .is_some_and(|hash| hash.starts_with("sha"));
    if let Some(address) = address {
        ensure!(
            has_hash,
            "index.html loads {address:?} without an integrity hash."
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = r#"<link data-trunk rel="rust" data-bin="scimdesk-app" data-wasm-opt="0" data-trunk-id="2">"#;
    const BOOT: &str = r#"<script type="module" src="src/boot.js" data-harden="boot"></script>"#;

    /// Whether it failed, with this in the message.
    fn failed<T>(outcome: Result<T>, part: &str) -> bool {
        outcome.is_err_and(|error| error.to_string().contains(part))
    }

    fn site_file(name: &str) -> SiteFile {
        SiteFile {
            address: format!("./{name}"),
            integrity: format!("sha384-{name}"),
        }
    }

    fn rewritten(html: &str) -> Result<String> {
        rewrite(
            html,
            &site_file("a.js"),
            &site_file("b.js"),
            &site_file("all.css"),
        )
    }

    #[test]
    fn the_app_is_named_by_its_rust_link() {
        let worker = RUST.replace("scimdesk-app", "worker") + " data-type";
        let worker = worker.replace("data-trunk-id", "data-type=\"worker\" data-trunk-id");
        assert_eq!(
            app_name(&format!("{worker}{RUST}")).unwrap(),
            "scimdesk-app"
        );
        assert!(failed(app_name("<p>"), "index.html needs <link"));
        let optimizing = RUST.replace(" data-wasm-opt=\"0\"", "");
        assert!(failed(app_name(&optimizing), "data-wasm-opt"));
        let initializing = RUST.replace("data-bin", "data-initializer=\"none\" data-bin");
        assert!(failed(app_name(&initializing), "data-initializer"));
    }

    #[test]
    fn boot_gets_checked_after_the_app_it_imports() {
        let html = format!("<head>{RUST}\n<link rel=stylesheet href=./x.css>{BOOT}</head>");
        let hardened = rewritten(&html).unwrap();
        assert_eq!(
            hardened,
            "<head>\n<link rel=\"stylesheet\" href=\"./all.css\" integrity=\"sha384-all.css\">\
             <link rel=\"modulepreload\" href=\"./a.js\" integrity=\"sha384-a.js\">\n\
             <script type=\"module\" src=\"./b.js\" integrity=\"sha384-b.js\"></script></head>"
        );
        check(&hardened).unwrap();
    }

    #[test]
    fn many_style_sheets_become_one() {
        let links = "<link rel=stylesheet href=./x.css><link rel=stylesheet href=./y.css>";
        assert_eq!(stylesheets(links).first, ["./x.css", "./y.css"]);
        let hardened = rewritten(&format!("{links}{BOOT}")).unwrap();
        assert_eq!(hardened.matches("stylesheet").count(), 1);
    }

    #[test]
    fn the_style_sheet_of_a_page_is_left_to_the_boot_script() {
        let links = "<link rel=stylesheet href=./x.css disabled data-page=guide><link rel=stylesheet href=./y.css>";
        let styles = stylesheets(links);
        assert_eq!(styles.first, ["./y.css"]);
        assert_eq!(styles.pages["guide"], ["./x.css"]);
        let hardened = rewritten(&format!("{links}{BOOT}")).unwrap();
        assert_eq!(hardened.matches("stylesheet").count(), 1);
        assert!(!hardened.contains("disabled"));
    }

    #[test]
    fn a_page_that_cannot_be_hardened_is_refused() {
        assert!(failed(rewritten("<p>"), "index.html needs <script"));
    }

    #[test]
    fn inline_code_is_refused() {
        for html in [
            "<script>1</script>",
            "<style>p {}</style>",
            "<p style=\"color: red\">",
            "<p onclick=f()>",
        ] {
            assert!(failed(check(html), "security policy"), "{html}");
        }
    }

    #[test]
    fn only_relative_addresses_are_fetched() {
        for html in [
            "<img src=https://example.com/a.png>",
            "<img src=//example.com/a.png>",
            "<img src=/a.png>",
            "<img srcset='a.png 1x, http://example.com/b.png 2x'>",
            "<link rel=icon href=/favicon.ico>",
            "<link rel=icon href=../favicon.ico>",
            "<base href=/app/>",
        ] {
            assert!(failed(check(html), "only addresses relative"), "{html}");
        }
        for html in [
            "<a href=https://example.com>",
            "<link rel=canonical href=https://example.com>",
            "<link rel=icon href=./favicon.svg>",
            "<img src=data:image/png;base64,AA>",
            "<svg><use href=#a></svg>",
        ] {
            check(html).unwrap();
        }
    }

    #[test]
    fn code_and_style_need_hashes() {
        for html in [
            "<script src=a.js></script>",
            "<link rel=stylesheet href=a.css>",
        ] {
            assert!(failed(check(html), "without an integrity hash"), "{html}");
        }
        let unhandled = check("<link data-trunk rel=copy-dir href=a>");
        assert!(failed(unhandled, "Trunk left"));
    }

    #[test]
    fn boot_needs_all_placeholders() {
        let program = |name: &str| ProgramFiles {
            js: site_file(&format!("{name}.js")),
            wasm: site_file(&format!("{name}.wasm")),
        };
        let later = LoadedLater {
            styles: BTreeMap::from([("setups".to_owned(), site_file("s.css"))]),
            parts: vec![site_file("p.wasm")],
            pages: BTreeMap::from([("setups".to_owned(), vec![0])]),
            worker: program("w"),
        };
        let all = "\"@PARTS@\" \"@PAGES@\" \"@STYLES@\" @APP_JS@ @JS_INTEGRITY@ @APP_WASM@ \
                   @WASM_INTEGRITY@ @WORKER_JS@ @WORKER_JS_INTEGRITY@ @WORKER_WASM@ \
                   @WORKER_WASM_INTEGRITY@";
        assert_eq!(
            fill_boot(all, &program("a"), &later).unwrap(),
            "[[\"p.wasm\",\"sha384-p.wasm\"]] {\"setups\":[0]} \
             {\"setups\":[\"s.css\",\"sha384-s.css\"]} a.js sha384-a.js a.wasm sha384-a.wasm \
             w.js sha384-w.js w.wasm sha384-w.wasm"
        );
        let some = "\"@PARTS@\" \"@PAGES@\" \"@STYLES@\" @APP_JS@ @JS_INTEGRITY@ @APP_WASM@";
        let lacking = fill_boot(some, &program("a"), &later);
        assert!(failed(lacking, "@WASM_INTEGRITY@"));
    }
}
