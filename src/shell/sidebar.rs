//! The sidebar: the open setup, the pages, colors and shortcuts.

use leptos::prelude::*;

use crate::components::element::{self, El, el};
use crate::state::App;
use crate::state::route::{PAGES, Route, SidebarPage};
use crate::state::theme::{THEMES, Theme};
use guide::progress;
use provisioning::portal;
use setup::Setup;

pub fn sidebar(app: App) -> El {
    el("header")
        .class("rail")
        .child(
            el("a")
                .class("brand")
                .attr("href", SidebarPage::Guide.href())
                .child(
                    el("img")
                        .attr("src", "icon.svg")
                        .attr("alt", "")
                        .attr("width", "20")
                        .attr("height", "20"),
                )
                .text("scimdesk"),
        )
        .child(setup_card(app))
        .child(nav(app))
        .child(foot(app))
}

fn setup_card(app: App) -> El {
    el("a")
        .class("setup-card")
        .attr("href", "#/setups")
        .live_attr("aria-current", move || {
            let here = app.route.with(|route| *route == Route::Setups);
            here.then(|| "page".to_owned())
        })
        .child(el("b").live_text(move || app.setup.with(|setup| setup.shown_name().to_owned())))
        .child(el("span").live_text(move || app.setup.with(Setup::about)))
}

fn nav(app: App) -> El {
    let items = PAGES.into_iter().map(|page| {
        let link = el("a")
            .attr("href", page.href())
            .text(page.name())
            .live_attr("aria-current", move || {
                let here = app.route.with(Route::nav_page) == Some(page);
                here.then(|| "page".to_owned())
            })
            .child(el("span").live_text(move || app.setup.with(|setup| status(page, setup))));
        el("li").child(link)
    });
    el("nav")
        .attr("aria-label", "Places")
        .child(el("ul").class("places").children(items))
}

/// The text beside a page.
fn status(page: SidebarPage, setup: &Setup) -> String {
    match page {
        SidebarPage::Guide => {
            let progress = progress::overall(setup);
            format!("{} of {}", progress.done, progress.needed)
        }
        SidebarPage::Mappings => portal::summary(&setup.mapping),
        SidebarPage::Connection if setup.passed().is_some() => "passed".to_owned(),
        _ => String::new(),
    }
}

fn foot(app: App) -> El {
    let options = THEMES.into_iter().map(|theme| {
        el("option").attr("value", theme.word()).text(match theme {
            Theme::System => "System colours",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        })
    });
    let colours = el("select")
        .attr("aria-label", "Colours")
        .children(options)
        .live_value(move || app.theme.get().word().to_owned())
        .on("change", move |event| {
            app.set_theme(Theme::parse(&element::value(&event)));
        });
    let shortcuts = element::button("quiet small", "Shortcuts ", move || {
        app.shortcuts_open.set(true)
    })
    .child(el("kbd").attr("aria-hidden", "true").text("?"));
    el("div")
        .class("foot")
        .child(
            el("p").text(
                "Nothing you type leaves this browser, except to the SCIM endpoint you name.",
            ),
        )
        .child(el("div").class("row").child(colours).child(shortcuts))
}
