//! The list of targets, and the way to each of them.

use leptos::prelude::*;

use super::findings::{self, Standing};
use super::left;
use super::portal;
use super::schema_page;
use super::scripts_page;
use super::set::Operations;
use super::target_page::{copy_button, need, target_page};
use crate::frame::page::title;
use crate::frame::route::Route;
use crate::frame::state::{App, Undo};
use crate::talkdesk::attributes::{self, TARGETS, TargetAttribute};
use crate::ui::dom::{self, El, button, el, several};

/// `#/mappings` and `#/mappings/<short name>`
pub fn page(app: App) -> El {
    several().live(move || {
        let Route::Mappings(name) = app.route.get() else {
            return several();
        };
        // What a page reads while it is built must not build it anew.
        untrack(|| match name.as_deref() {
            Some("schema") => schema_page::page(app),
            Some("scripts") => scripts_page::page(app),
            other => match other.map(attributes::target) {
                Some(Some(target)) => target_page(app, target),
                _ => list(app, other),
            },
        })
    })
}

fn list(app: App, unknown: Option<&str>) -> El {
    let all = copy_button(app, "All mappings", "Copy all mappings", move || {
        app.setup
            .with_untracked(|setup| portal::set_text(&setup.mapping))
    });
    let unknown = unknown.map(|name| {
        el("div")
            .class("notice")
            .attr("role", "alert")
            .child(el("h2").text(&format!("Talkdesk has no attribute “{name}”")))
            .child(el("p").text("The address may be cut short. The attributes are below."))
    });
    several()
        .child(el("div").class("head").child(title("Mappings")).child(all))
        .child(el("p").class("lead").text(
            "What Talkdesk takes from Entra, attribute by attribute. Open one to choose where it comes from and to copy its fields into the portal. Delete every other row there.",
        ))
        .maybe(unknown)
        .child(
            el("ul")
                .class("targets panel")
                .children(TARGETS.iter().map(|target| row(app, target))),
        )
        .live(move || foreign(app))
        .child(operations(app))
}

fn row(app: App, target: &'static TargetAttribute) -> El {
    let name = el("span")
        .class("target")
        .child(el("code").text(target.short))
        .child(el("small").text(need(target)));
    let source = el("code").class("source").live_text(move || {
        app.setup.with(|setup| {
            let row = setup.mapping.row(target.name);
            row.map(portal::source_line).unwrap_or_default()
        })
    });
    let state = el("span").class("state").live(move || {
        app.setup.with(|setup| {
            let standing = findings::standing(&setup.mapping, target.name);
            let found = findings::of_target(&setup.mapping, target.name);
            let class = match standing {
                Standing::Ready => "tag ok",
                Standing::Off => "tag",
                Standing::Check => "tag warn",
                Standing::Mend => "tag bad",
            };
            let unfinished = left::is_unfinished(&setup.id, target)
                .then(|| el("span").class("tag warn").text("unfinished changes"));
            let first = found.first().map(|what| what.headline());
            several()
                .maybe(unfinished)
                .child(el("span").class(class).text(standing.word()))
                .maybe(first.map(|headline| el("small").text(headline)))
        })
    });
    let link = el("a")
        .attr("href", &format!("#/mappings/{}", target.short))
        .child(name)
        .child(source)
        .child(state);
    el("li").child(link)
}

/// Rows for attributes that Talkdesk does not have.
fn foreign(app: App) -> El {
    let rows = app
        .setup
        .with(|setup| findings::unsupported(&setup.mapping));
    if rows.is_empty() {
        return several();
    }
    let rows = rows.into_iter().map(|(target, source)| {
        let label = format!("Remove the row of {target}");
        let name = el("span").class("target").child(el("code").text(&target));
        let remove = button("small", "Remove", move || {
            let before = app.setup.with_untracked(|setup| setup.mapping.clone());
            app.edit(|setup| {
                setup.mapping.remove(&target);
            });
            app.offer_undo(
                format!("Row of {target} removed"),
                Undo::Mapping(Box::new(before)),
            );
        });
        el("li")
            .class("foreign")
            .child(name)
            .child(el("code").class("source").text(&source))
            .child(remove.attr("aria-label", &label))
    });
    several()
        .child(
            el("h2")
                .class("part-head")
                .text("Talkdesk does not have these"),
        )
        .child(el("ul").class("targets panel").children(rows))
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
                let on = dom::checked(&event);
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
