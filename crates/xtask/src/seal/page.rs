//! The page and the boot script, as texts.

use crate::html::{Tag, replace, tags};

use super::{App, Asset, Later, SealError};

/// Relations of links that the browser does not fetch.
const NOT_FETCHED: [&str; 5] = ["canonical", "license", "author", "help", "me"];

/// The name of the app's binary, from the page's rust link.
pub fn app_name(html: &str) -> Result<String, SealError> {
    let tags = tags(html);
    let link = tags
        .iter()
        .find(|tag| is_rust_link(tag) && tag.get("data-type").is_none_or(|kind| kind == "main"))
        .ok_or(SealError::NoRustLink)?;
    for tag in tags.iter().filter(|tag| is_rust_link(tag)) {
        if tag.get("data-wasm-opt") != Some("0") {
            return Err(SealError::TrunkOptimises);
        }
        if tag.get("data-initializer").is_some() {
            return Err(SealError::TrunkInitialises);
        }
    }
    link.get("data-bin")
        .map(str::to_owned)
        .ok_or(SealError::NoRustLink)
}

fn is_rust_link(tag: &Tag) -> bool {
    tag.name == "link" && tag.get("data-trunk").is_some() && tag.has_rel("rust")
}

fn is_boot_script(tag: &Tag) -> bool {
    tag.name == "script" && tag.get("data-seal") == Some("boot")
}

/// Fills the placeholders of the boot script with file names and hashes.
pub fn fill_boot(template: &str, app: &App, later: &Later) -> Result<String, SealError> {
    let mut text = template.to_owned();
    for (name, value) in [
        ("@APP_JS@", app.js.name()),
        ("@JS_INTEGRITY@", app.js.integrity.as_str()),
        ("@APP_WASM@", app.wasm.name()),
        ("@WASM_INTEGRITY@", &app.wasm.integrity),
        ("@STYLE@", later.style.name()),
        ("@STYLE_INTEGRITY@", &later.style.integrity),
        ("@WORKER_JS@", later.worker.js.name()),
        ("@WORKER_JS_INTEGRITY@", &later.worker.js.integrity),
        ("@WORKER_WASM@", later.worker.wasm.name()),
        ("@WORKER_WASM_INTEGRITY@", &later.worker.wasm.integrity),
    ] {
        if !text.contains(name) {
            return Err(SealError::NoPlaceholder(name));
        }
        text = text.replace(name, value);
    }
    Ok(text)
}

/// Puts the sealed scripts and the joined style sheet into the page.
///
/// The app's script is only announced here: the boot script adds it, with its
/// hash, and can so tell when it did not arrive.
pub fn rewrite(html: &str, js: &Asset, boot: &Asset, style: &Asset) -> Result<String, SealError> {
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
            let link = if has_style || is_later(tag) {
                String::new()
            } else {
                has_style = true;
                link(style)
            };
            edits.push((tag.range.clone(), link));
        }
    }
    if !has_boot {
        return Err(SealError::NoBootScript);
    }
    Ok(replace(html, edits))
}

/// The page's style sheets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Styles {
    /// Addresses of those of the first view, in order.
    pub first: Vec<String>,
    /// Addresses of those that `boot.js` loads after it, in order.
    pub later: Vec<String>,
}

/// The addresses of the page's style sheets.
pub fn stylesheets(html: &str) -> Styles {
    let mut styles = Styles::default();
    for tag in &tags(html) {
        if let Some(address) = stylesheet(tag) {
            let list = match is_later(tag) {
                true => &mut styles.later,
                false => &mut styles.first,
            };
            list.push(address.to_owned());
        }
    }
    styles
}

/// Browsers do not load a style sheet that is disabled, so this is also how the
/// page's source says that a sheet is not for the first view.
fn is_later(tag: &Tag) -> bool {
    tag.get("disabled").is_some()
}

fn stylesheet(tag: &Tag) -> Option<&str> {
    (tag.name == "link" && tag.has_rel("stylesheet"))
        .then(|| tag.get("href"))
        .flatten()
}

fn link(style: &Asset) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\">",
        style.address, style.integrity
    )
}

/// The boot script, and word of the app's script, so that the browser fetches
/// both at once.
fn scripts(js: &Asset, boot: &Asset) -> String {
    format!(
        "<link rel=\"modulepreload\" href=\"{}\" integrity=\"{}\">\n\
         <script type=\"module\" src=\"{}\" integrity=\"{}\"></script>",
        js.address, js.integrity, boot.address, boot.integrity
    )
}

/// Fails if the page would break its own policy or load from elsewhere.
pub fn check(html: &str) -> Result<(), SealError> {
    for tag in &tags(html) {
        check_inline(tag)?;
        check_addresses(tag)?;
        check_integrity(tag)?;
        if tag.get("data-trunk").is_some() {
            return Err(SealError::Unhandled(html[tag.range.clone()].to_owned()));
        }
    }
    Ok(())
}

fn check_inline(tag: &Tag) -> Result<(), SealError> {
    let inline = |what: String| Err(SealError::Inline(what));
    if tag.name == "script" && tag.get("src").is_none() {
        return inline("a script without src".to_owned());
    }
    if tag.name == "style" {
        return inline("a style element".to_owned());
    }
    for (name, _) in &tag.attributes {
        if name == "style" || name.starts_with("on") {
            return inline(format!("the attribute {name} on <{}>", tag.name));
        }
    }
    Ok(())
}

fn check_addresses(tag: &Tag) -> Result<(), SealError> {
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
        if let Some(address) = fetched.into_iter().find(|address| !is_relative(address)) {
            return Err(SealError::NotRelative(address.to_owned()));
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

fn check_integrity(tag: &Tag) -> Result<(), SealError> {
    let address = match tag.name.as_str() {
        "script" => tag.get("src"),
        "link" if tag.has_rel("modulepreload") => tag.get("href"),
        _ => stylesheet(tag),
    };
    match address {
        Some(address)
            if !tag
                .get("integrity")
                .is_some_and(|hash| hash.starts_with("sha")) =>
        {
            Err(SealError::NoIntegrity(address.to_owned()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = r#"<link data-trunk rel="rust" data-bin="scimdesk-app" data-wasm-opt="0" data-trunk-id="2">"#;
    const BOOT: &str = r#"<script type="module" src="src/boot.js" data-seal="boot"></script>"#;

    fn asset(name: &str) -> Asset {
        Asset {
            address: format!("./{name}"),
            integrity: format!("sha384-{name}"),
        }
    }

    fn rewritten(html: &str) -> Result<String, SealError> {
        rewrite(html, &asset("a.js"), &asset("b.js"), &asset("all.css"))
    }

    #[test]
    fn the_app_is_named_by_its_rust_link() {
        let worker = RUST.replace("scimdesk-app", "worker") + " data-type";
        let worker = worker.replace("data-trunk-id", "data-type=\"worker\" data-trunk-id");
        assert_eq!(
            app_name(&format!("{worker}{RUST}")).unwrap(),
            "scimdesk-app"
        );
        assert_eq!(app_name("<p>"), Err(SealError::NoRustLink));
        assert_eq!(
            app_name(&RUST.replace(" data-wasm-opt=\"0\"", "")),
            Err(SealError::TrunkOptimises)
        );
        assert_eq!(
            app_name(&RUST.replace("data-bin", "data-initializer=\"none\" data-bin")),
            Err(SealError::TrunkInitialises)
        );
    }

    #[test]
    fn boot_gets_checked_after_the_app_it_imports() {
        let html = format!("<head>{RUST}\n<link rel=stylesheet href=./x.css>{BOOT}</head>");
        let sealed = rewritten(&html).unwrap();
        assert_eq!(
            sealed,
            "<head>\n<link rel=\"stylesheet\" href=\"./all.css\" integrity=\"sha384-all.css\">\
             <link rel=\"modulepreload\" href=\"./a.js\" integrity=\"sha384-a.js\">\n\
             <script type=\"module\" src=\"./b.js\" integrity=\"sha384-b.js\"></script></head>"
        );
        check(&sealed).unwrap();
    }

    #[test]
    fn many_style_sheets_become_one() {
        let links = "<link rel=stylesheet href=./x.css><link rel=stylesheet href=./y.css>";
        assert_eq!(stylesheets(links).first, ["./x.css", "./y.css"]);
        let sealed = rewritten(&format!("{links}{BOOT}")).unwrap();
        assert_eq!(sealed.matches("stylesheet").count(), 1);
    }

    #[test]
    fn a_disabled_style_sheet_is_left_to_the_boot_script() {
        let links = "<link rel=stylesheet href=./x.css disabled><link rel=stylesheet href=./y.css>";
        let styles = stylesheets(links);
        assert_eq!(
            (styles.first, styles.later),
            (vec!["./y.css".to_owned()], vec!["./x.css".to_owned()])
        );
        let sealed = rewritten(&format!("{links}{BOOT}")).unwrap();
        assert_eq!(sealed.matches("stylesheet").count(), 1);
        assert!(!sealed.contains("disabled"));
    }

    #[test]
    fn a_page_that_cannot_be_sealed_is_refused() {
        assert_eq!(rewritten("<p>"), Err(SealError::NoBootScript));
    }

    #[test]
    fn inline_code_is_refused() {
        for html in [
            "<script>1</script>",
            "<style>p {}</style>",
            "<p style=\"color: red\">",
            "<p onclick=f()>",
        ] {
            assert!(matches!(check(html), Err(SealError::Inline(_))), "{html}");
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
            assert!(
                matches!(check(html), Err(SealError::NotRelative(_))),
                "{html}"
            );
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
            assert!(
                matches!(check(html), Err(SealError::NoIntegrity(_))),
                "{html}"
            );
        }
        assert!(matches!(
            check("<link data-trunk rel=copy-dir href=a>"),
            Err(SealError::Unhandled(_))
        ));
    }

    #[test]
    fn boot_needs_all_placeholders() {
        let program = |name: &str| App {
            js: asset(&format!("{name}.js")),
            wasm: asset(&format!("{name}.wasm")),
        };
        let later = Later {
            style: asset("s.css"),
            worker: program("w"),
        };
        let all = "@APP_JS@ @JS_INTEGRITY@ @APP_WASM@ @WASM_INTEGRITY@ @STYLE@ @STYLE_INTEGRITY@ \
                   @WORKER_JS@ @WORKER_JS_INTEGRITY@ @WORKER_WASM@ @WORKER_WASM_INTEGRITY@";
        assert_eq!(
            fill_boot(all, &program("a"), &later).unwrap(),
            "a.js sha384-a.js a.wasm sha384-a.wasm s.css sha384-s.css \
             w.js sha384-w.js w.wasm sha384-w.wasm"
        );
        assert_eq!(
            fill_boot("@APP_JS@ @JS_INTEGRITY@ @APP_WASM@", &program("a"), &later),
            Err(SealError::NoPlaceholder("@WASM_INTEGRITY@"))
        );
    }
}
