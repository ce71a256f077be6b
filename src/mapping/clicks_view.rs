//! The set as clicks in the portal, to tick one after the other.

use std::collections::BTreeSet;

use leptos::prelude::*;
use provisioning::plan::{self, Click};

use super::next::short;
use super::table;
use super::target_page::field_view;
use crate::entra::labels::{ATTRIBUTE_MAPPING, EDIT_ATTRIBUTE_LIST, PROVISION_OBJECTS};
use crate::frame::state::App;
use crate::ui::dom::{self, El, el, several};

/// Identity of the heading.
pub const TITLE: &str = "clicks-title";

/// The section with the clicks.
pub fn section(app: App) -> El {
    let clicks = Memo::new(move |_| {
        let rows = table::table().rows;
        app.setup.with(|setup| {
            let lines = plan::lines(&rows, &setup.mapping);
            plan::clicks(&lines, &setup.mapping)
        })
    });
    let done = RwSignal::new(BTreeSet::<String>::new());
    let count = move || {
        done.with(|done| {
            clicks.with(|clicks| {
                let ticked = clicks.iter().filter(|click| done.contains(&click.key));
                format!("{} of {}", ticked.count(), clicks.len())
            })
        })
    };
    let list = move || {
        let clicks = clicks.get();
        untrack(|| {
            let items = clicks
                .iter()
                .enumerate()
                .map(|(index, click)| item(app, index, click, done));
            el("ol").class("clicks").children(items)
        })
    };
    let labels = [ATTRIBUTE_MAPPING, PROVISION_OBJECTS, EDIT_ATTRIBUTE_LIST];
    let labels = labels.iter().map(|label| {
        el("li")
            .child(el("b").text(label.published))
            .text(": ")
            .text(&label.elsewhere.join("; "))
    });
    let elsewhere = el("details")
        .class("hint")
        .child(el("summary").text("I see something else"))
        .child(el("ul").children(labels));
    el("section")
        .class("panel")
        .attr("aria-labelledby", TITLE)
        .child(
            el("div")
                .class("panel-head")
                .child(
                    el("h2")
                        .attr("id", TITLE)
                        .attr("tabindex", "-1")
                        .text("In the portal, click by click"),
                )
                .child(el("span").class("tag").live_text(count)),
        )
        .child(el("div").class("body stack").live(list).child(elsewhere))
}

fn item(app: App, index: usize, click: &Click, done: RwSignal<BTreeSet<String>>) -> El {
    let id = format!("click-{index}");
    let key = click.key.clone();
    let is_done = {
        let key = key.clone();
        move || done.with(|done| done.contains(&key))
    };
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", &id)
        .live_checked(is_done.clone())
        .on("change", move |event| {
            let on = dom::checked(&event);
            done.update(|done| {
                if on {
                    let _ = done.insert(key.clone());
                } else {
                    let _ = done.remove(&key);
                }
            });
        });
    let what = click
        .key
        .split_once(' ')
        .map_or("the attribute", |(_, target)| short(target))
        .to_owned();
    let fields = click.fields.clone();
    let names = click
        .names
        .iter()
        .map(|name| el("li").child(el("code").text(name)));
    let names = (!click.names.is_empty()).then(|| el("ul").class("names").children(names));
    let open = is_done.clone();
    el("li").live_class("done", is_done).child(tick).child(
        el("div")
            .class("stack")
            .child(el("label").attr("for", &id).text(&click.text))
            .live(move || match open() {
                true => several(),
                false => {
                    let fields = fields.iter();
                    several().children(fields.map(|field| field_view(app, &what, field.clone())))
                }
            })
            .maybe(names),
    )
}
