//! The field that a row is added with.

use leptos::prelude::*;
use provisioning::portal::default_mappings::PORTAL_TARGETS;

use crate::browser;
use crate::components::element::{self, El, button, el, several};
use crate::pages::mappings::links;
use crate::state::App;
use provisioning::mapping::{Row, Source};
use provisioning::portal::new_target::{TargetNote, about};
use provisioning::talkdesk::TARGETS;

/// The portal's "Add New Mapping", for any target.
pub fn add(app: App) -> El {
    let name = RwSignal::new(String::new());
    let names = PORTAL_TARGETS
        .iter()
        .map(|target| target.name)
        .chain(TARGETS.iter().map(|target| target.name));
    let options = names.map(|name| el("option").attr("value", name));
    let input = el("input")
        .class("mono")
        .attr("type", "text")
        .attr("id", "add-target")
        .attr("list", "add-targets")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "add-said")
        .live_value(move || name.get())
        .on("input", move |event| name.set(element::value(&event)))
        .on_key(move |press| {
            if press.key == "Enter" {
                create(app, &name.get_untracked());
            }
        });
    let message = el("p")
        .class("warning")
        .attr("id", "add-said")
        .attr("aria-live", "polite")
        .live(move || {
            let about = about(name.get().trim());
            let message = el("span").text(&about.message());
            match about {
                TargetNote::Near(target) => several().child(message).child(button(
                    "quiet small",
                    &format!("Map {}", target.short),
                    move || create(app, target.name),
                )),
                _ => message,
            }
        });
    el("div")
        .class("add-row no-print")
        .child(
            el("div")
                .class("field")
                .child(
                    el("label")
                        .attr("for", "add-target")
                        .text("Add New Mapping: target attribute"),
                )
                .child(input)
                .child(message)
                .child(el("datalist").attr("id", "add-targets").children(options)),
        )
        .child(button("", "Add", move || {
            create(app, &name.get_untracked())
        }))
}

fn create(app: App, name: &str) {
    let name = name.trim();
    if name.is_empty() {
        return browser::focus("add-target");
    }
    let mut target = links::target(&name.replace('%', "%25"));
    if let TargetNote::Near(near) = about(&target) {
        near.name.clone_into(&mut target);
        app.announce(TargetNote::Near(near).message());
    }
    let known = TARGETS.iter().any(|known| known.name == target);
    let exists = app
        .setup
        .with_untracked(|setup| setup.mapping.row(&target).is_some());
    if !known && !exists {
        app.edit(|setup| setup.mapping.put(Row::new(&target, Source::None)));
        app.announce(format!("Row of {target} added"));
    }
    browser::go(&links::of(&target));
}
