//! Icons. Their shapes are symbols in `index.html`, so that they weigh nothing
//! in the program.

use leptos::prelude::*;

/// The addresses of the symbols.
pub mod icons {
    pub const BAD: &str = "#i-bad";
    pub const CHECK: &str = "#i-check";
    pub const CLOCK: &str = "#i-clock";
    pub const COPY: &str = "#i-copy";
    pub const DASH: &str = "#i-dash";
    pub const DONE: &str = "#i-done";
    pub const DOWN: &str = "#i-down";
    pub const EDIT: &str = "#i-edit";
    pub const EQ: &str = "#i-eq";
    pub const FILE: &str = "#i-file";
    pub const FX: &str = "#i-fx";
    pub const GUIDE: &str = "#i-guide";
    pub const INFO: &str = "#i-info";
    pub const KEYS: &str = "#i-keys";
    pub const LEFT: &str = "#i-left";
    pub const LINK: &str = "#i-link";
    pub const LOCK: &str = "#i-lock";
    pub const LOGO: &str = "#i-logo";
    pub const MAP: &str = "#i-map";
    pub const MORE: &str = "#i-more";
    pub const NOTE: &str = "#i-note";
    pub const NOW: &str = "#i-now";
    pub const PASTE: &str = "#i-paste";
    pub const PLUG: &str = "#i-plug";
    pub const PLUS: &str = "#i-plus";
    pub const PRE: &str = "#i-pre";
    pub const PRINT: &str = "#i-print";
    pub const Q: &str = "#i-q";
    pub const RIGHT: &str = "#i-right";
    pub const SAVE: &str = "#i-save";
    pub const SEARCH: &str = "#i-search";
    pub const SKIP: &str = "#i-skip";
    pub const SLIDERS: &str = "#i-sliders";
    pub const SPIN: &str = "#i-spin";
    pub const THEME: &str = "#i-theme";
    pub const TODO: &str = "#i-todo";
    pub const TRASH: &str = "#i-trash";
    pub const UNDO: &str = "#i-undo";
    pub const UP: &str = "#i-up";
    pub const USER: &str = "#i-user";
    pub const WARN: &str = "#i-warn";
    pub const X: &str = "#i-x";
}

/// An icon beside words that say the same.
#[component]
pub fn Icon(
    /// One of [`icons`].
    of: &'static str,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = match class {
        "" => "i".to_owned(),
        more => format!("i {more}"),
    };
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=of></use_>
        </svg>
    }
}

/// An icon that stands for words.
#[component]
pub fn LabeledIcon(
    /// One of [`icons`].
    of: &'static str,
    /// What the icon says.
    #[prop(into)]
    label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("i {class}").trim_end().to_owned() role="img" aria-label=label>
            <use_ href=of></use_>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_icon_is_in_the_page() {
        let page = include_str!("../../index.html");
        let source = include_str!("icon.rs");
        let names = source.lines().filter_map(|line| {
            let (_, name) = line.split_once("&str = \"#")?;
            name.strip_suffix("\";")
        });
        for name in names {
            assert!(page.contains(&format!("<symbol id=\"{name}\"")), "{name}");
        }
    }
}
