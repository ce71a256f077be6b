//! Attribute mappings: the rows that Entra applies to each user.
//!
//! [`list`] is the overview, [`target`] the page of an attribute that Talkdesk
//! has, with recipes, and [`row`] the page of any other row. [`requests`] shows
//! what Entra would send for one user. [`schema_file`] and [`scripts`] carry
//! the whole set to the portal. The rules are in the crate `provisioning`
//! (`recipe`, `diagnostics`, `row_edit`).

mod baseline;
mod blocked_rows;
mod diagnostic_view;
mod edit_session;
mod links;
mod list;
mod portal_fields;
mod requests;
mod row;
mod schema_file;
mod scripts;
mod target;
mod unsaved_drafts;
mod value;

use leptos::prelude::*;
use provisioning::portal::portal_diff;

use crate::browser;
use crate::components::bridge::from_element;
use crate::components::element::{self, El, button, el, link, several};
use crate::components::page_title::page_title;
use crate::pages::mappings::diagnostic_view::fix_button;
use crate::pages::mappings::list::names;
use crate::pages::mappings::list::portal_steps;
use crate::pages::mappings::portal_fields::copy_button;
use crate::pages::mappings::row::row_page;
use crate::pages::mappings::target::target_page;
use crate::state::preview_client::PreviewState;
use crate::state::route::Route;
use crate::state::{App, use_app};
use provisioning::mapping::Operations;
use provisioning::set_status::next_action::{self, NextAction};
use provisioning::set_status::row_status::set_text;
use provisioning::talkdesk as attributes;

/// `#/mappings` and `#/mappings/<target>`
pub fn view() -> AnyView {
    from_element(page(use_app()))
}

pub fn page(app: App) -> El {
    several().live(move || {
        let Route::Mappings(name) = app.route.get() else {
            return several();
        };
        // What a page reads while it is built must not build it anew.
        untrack(|| match name.as_deref() {
            Some("schema") => schema_file::page(app),
            Some("scripts") => scripts::page(app),
            part => rows(app, part),
        })
    })
}

/// The pages that show values: the list, or one row.
fn rows(app: App, part: Option<&str>) -> El {
    let preview = PreviewState::of(app);
    preview.follow(app);
    let Some(part) = part else {
        return list_page(app, preview, None);
    };
    let full = links::target(part);
    let has_row = app.setup.with(|setup| setup.mapping.row(&full).is_some());
    match attributes::target(&full) {
        Some(target) => target_page(app, preview, target),
        None if has_row => row_page(app, preview, &full),
        None => list_page(app, preview, Some(&full)),
    }
}

fn list_page(app: App, preview: PreviewState, unknown: Option<&str>) -> El {
    let all = copy_button(app, "All mappings", "Copy all mappings", move || {
        app.setup.with_untracked(|setup| {
            let evaluation = untrack(|| preview.evaluation(&setup.mapping));
            set_text(&setup.mapping, &evaluation)
        })
    });
    let unknown = unknown.map(|name| {
        el("div")
            .class("notice")
            .attr("role", "alert")
            .child(el("h2").text(&format!("Talkdesk has no attribute “{name}”")))
            .child(el("p").text(
                "The set-up has no row for it either. The address may be cut short, or the row was deleted. The rows are below.",
            ))
    });
    let below = el("div")
        .class("stack far")
        .child(portal_steps::section(app, preview))
        .child(operations(app))
        .child(names::section(app));
    several()
        .child(el("div").class("head").child(page_title("Mappings")).child(all))
        .child(el("p").class("lead").text(
            "The rows of the portal’s table, what has to happen to each, and what Entra would send for one user.",
        ))
        .maybe(unknown)
        .child(next_step(app, preview))
        .child(
            el("div")
                .class("workbench")
                .child(list::list(app, preview))
                .child(requests::panel(app, preview)),
        )
        .child(below)
}

/// The one thing to do next.
fn next_step(app: App, preview: PreviewState) -> El {
    let next = Memo::new(move |_| {
        let table = baseline::table(app);
        app.setup.with(|setup| {
            let lines = portal_diff::row_diffs(&table.rows, &setup.mapping);
            next_action::next(&lines, &setup.mapping, &preview.evaluation(&setup.mapping))
        })
    });
    let apply = Memo::new(move |_| {
        app.setup
            .with(|setup| portal_diff::talkdesk_set(&setup.mapping) != setup.mapping)
    });
    let act = move || match next.get() {
        NextAction::Fix(finding, _) => {
            let fix = finding.set_fix;
            let class = if fix.is_some() {
                "button"
            } else {
                "button primary"
            };
            let open = link(
                class,
                &links::of(&finding.target),
                &format!("Open {}", finding.short_target()),
            );
            several()
                .maybe(fix.map(|fix| fix_button(app, fix, "primary", Some("next-title"))))
                .child(open)
        }
        NextAction::Checking => several(),
        NextAction::Carry(_) | NextAction::Nothing | NextAction::NotChecked(_) => {
            button("primary", "Show the clicks", || {
                browser::reveal(portal_steps::TITLE);
                browser::focus(portal_steps::TITLE);
            })
        }
    };
    let reset = move || match apply.get() {
        true => button("", "Apply the Talkdesk set", move || apply_set(app)),
        false => el("span")
            .class("muted")
            .text("This is Talkdesk’s published set."),
    };
    el("section")
        .class("panel next-step no-print")
        .attr("aria-labelledby", "next-title")
        .live_class("mend", move || matches!(next.get(), NextAction::Fix(..)))
        .child(
            el("div")
                .class("body stack")
                .child(
                    el("h2")
                        .attr("id", "next-title")
                        .attr("tabindex", "-1")
                        .live_text(move || next.get().headline()),
                )
                .child(
                    el("p")
                        .live_text(move || next.get().detail(baseline::table(app).file.as_deref())),
                )
                .child(
                    el("div")
                        .class("row")
                        .live(act)
                        .live(reset)
                        .child(link("", "#/mappings/schema", "Schema file"))
                        .child(link("", "#/mappings/scripts", "Scripts")),
                ),
        )
}

fn apply_set(app: App) {
    app.edit_mapping("Talkdesk’s set applied; roles and teams kept", |mapping| {
        *mapping = portal_diff::talkdesk_set(mapping);
    });
    browser::focus("next-title");
}

/// What Entra may do with users in Talkdesk.
fn operations(app: App) -> El {
    type Member = fn(&mut Operations) -> &mut bool;
    let members: [(&str, Member); 3] = [
        ("Create", |operations| &mut operations.create),
        ("Update", |operations| &mut operations.update),
        ("Delete", |operations| &mut operations.delete),
    ];
    let boxes = members.map(|(name, member)| {
        let tick = el("input")
            .attr("type", "checkbox")
            .live_checked(move || {
                let mut operations = app.setup.with(|setup| setup.mapping.operations);
                *member(&mut operations)
            })
            .on("change", move |event| {
                let on = element::checked(&event);
                app.edit(|setup| *member(&mut setup.mapping.operations) = on);
            });
        el("label").child(tick).text(name)
    });
    el("fieldset")
        .class("operations")
        .child(el("legend").text("Target Object Actions"))
        .child(el("div").class("row").children(boxes))
        .child(el("p").class("hint").text(
            "Leavers are deactivated by an update. Delete acts 30 days after somebody was deleted in Entra; whether Talkdesk then deletes or deactivates the user is not documented.",
        ))
}
