//! What the palette can find.

use leptos::prelude::*;

use crate::components::icon::icons;
use crate::pages::expressions;
use crate::shell::sidebar;
use crate::state::App;
use crate::state::mapping_links;
use crate::state::route::{PAGES, SidebarPage};
use crate::state::theme::{THEMES, Theme};
use entra_expression::functions;
use guide::checklist::STEPS;
use guide::content;
use guide::input::{GuideInput, MappingCheck};
use provisioning::talkdesk::TARGETS;
use setup::SetupId;

#[derive(Debug, Clone)]
pub enum PaletteTarget {
    /// An address within the app.
    Address(String),
    /// Another setup to open.
    Setup(SetupId),
    Action(fn(App)),
}

#[derive(Debug, Clone)]
pub struct PaletteItem {
    pub group: &'static str,
    pub icon: &'static str,
    pub label: String,
    /// A few words at the end of the line.
    pub detail: String,
    /// Other words by which it is found.
    pub keywords: &'static str,
    pub target: PaletteTarget,
    /// Whether it is shown before anything is typed.
    pub is_first: bool,
}

/// Everything that can be found, in the order of the groups.
pub fn items(app: App) -> Vec<PaletteItem> {
    let mut items = pages();
    items.extend(mappings(app));
    items.extend(steps(app));
    items.extend(function_items());
    items.extend(setups(app));
    items.extend(actions());
    items
}

fn address(
    group: &'static str,
    icon: &'static str,
    label: impl Into<String>,
    detail: impl Into<String>,
    address: impl Into<String>,
) -> PaletteItem {
    PaletteItem {
        group,
        icon,
        label: label.into(),
        detail: detail.into(),
        keywords: "",
        target: PaletteTarget::Address(address.into()),
        is_first: false,
    }
}

fn pages() -> Vec<PaletteItem> {
    let keywords = |page| match page {
        SidebarPage::Guide => "steps checklist",
        SidebarPage::Mappings => "attributes rows",
        SidebarPage::Expressions => "editor evaluate",
        SidebarPage::Connection => "test token tenant url error",
        SidebarPage::Preflight => "users file csv check",
    };
    let pages = PAGES.into_iter().map(|page| PaletteItem {
        keywords: keywords(page),
        is_first: true,
        ..address("Pages", sidebar::icon(page), page.name(), "", page.href())
    });
    let more = [
        ("Schema file", icons::FILE, "#/mappings/schema"),
        ("Script", icons::FILE, "#/mappings/scripts"),
        ("Handover report", icons::PRINT, "#/guide/report"),
        ("Setups", icons::FILE, "#/setups"),
    ];
    let more = more.map(|(label, icon, href)| PaletteItem {
        is_first: true,
        ..address("Pages", icon, label, "", href)
    });
    pages.chain(more).collect()
}

fn mappings(app: App) -> Vec<PaletteItem> {
    let targets = TARGETS.iter().map(|target| {
        let is_mapped = app
            .setup
            .with(|setup| setup.mapping.row(target.name).is_some());
        let detail = if is_mapped { "" } else { "Not mapped" };
        let href = mapping_links::of(target.name);
        address("Mappings", icons::MAP, target.short, detail, href)
    });
    targets.collect()
}

fn steps(app: App) -> Vec<PaletteItem> {
    let steps = STEPS.iter().map(|step| {
        let title = app.setup.with(|setup| {
            let mappings = MappingCheck::NotChecked;
            content::title(step, &GuideInput::new(setup, &mappings))
        });
        let href = format!("#/guide/{}", step.number);
        address("Guide", icons::GUIDE, title, step.numbers.join(", "), href)
    });
    steps.collect()
}

fn function_items() -> Vec<PaletteItem> {
    let functions = functions::documented().filter_map(|info| {
        let example = info.examples.first()?;
        let href = expressions::link_to(example.expression)?;
        Some(address(
            "Functions",
            icons::FX,
            info.name,
            "Open its example",
            href,
        ))
    });
    functions.collect()
}

fn setups(app: App) -> Vec<PaletteItem> {
    let open = app.open_id.get();
    let summaries = app.summaries().into_iter();
    let others = summaries.filter(|summary| summary.id != open);
    let setups = others.map(|summary| PaletteItem {
        target: PaletteTarget::Setup(summary.id),
        ..address("Setups", icons::FILE, summary.name, summary.about, "")
    });
    setups.collect()
}

fn actions() -> Vec<PaletteItem> {
    let action = |label: &str, icon, keywords, act: fn(App)| PaletteItem {
        keywords,
        target: PaletteTarget::Action(act),
        ..address("Actions", icon, label, "", "")
    };
    let theme = THEMES.map(|theme| match theme {
        Theme::System => action("Theme: follow the system", icons::THEME, "color", |app| {
            app.set_theme(Theme::System);
        }),
        Theme::Light => action("Theme: light", icons::THEME, "color", |app| {
            app.set_theme(Theme::Light);
        }),
        Theme::Dark => action("Theme: dark", icons::THEME, "color night", |app| {
            app.set_theme(Theme::Dark);
        }),
    });
    let more = [
        action("New setup", icons::PLUS, "create customer", |app| {
            app.create();
            crate::browser::go("#/setups");
        }),
        action("Show keyboard shortcuts", icons::KEYS, "keys help", |app| {
            app.shortcuts_open.set(true);
        }),
    ];
    more.into_iter().chain(theme).collect()
}
