//! The set as clicks in the portal, to tick one after the other.

use std::collections::BTreeSet;

use leptos::prelude::*;
use provisioning::portal::portal_diff::{self, PortalStep};

use crate::components::element::{self, El, el, link, several};
use crate::pages::mappings::baseline;
use crate::pages::mappings::links;
use crate::pages::mappings::portal_fields::field_view;
use crate::state::App;
use crate::state::preview_client::PreviewState;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::entra::labels::{ATTRIBUTE_MAPPING, EDIT_ATTRIBUTE_LIST, PROVISION_OBJECTS};
use provisioning::set_status::row_status::held_back;
use provisioning::talkdesk::short;
use setup::SetupId;

pub const TITLE: &str = "clicks-title";

pub fn section(app: App, preview: PreviewState) -> El {
    let clicks = Memo::new(move |_| {
        let rows = baseline::table(app).rows;
        app.setup.with(|setup| {
            let lines = portal_diff::row_diffs(&rows, &setup.mapping);
            let clicks = portal_diff::portal_steps(&lines, &setup.mapping).into_iter();
            let evaluation = preview.evaluation(&setup.mapping);
            let held = |click: &PortalStep| held_back(&setup.mapping, &evaluation, target(click)?);
            let with_held = clicks.map(|click| (held(&click), click));
            with_held.collect::<Vec<_>>()
        })
    });
    let done = ticked(app);
    let setup = app.open_id.get_untracked();
    let setup_of_list = setup.clone();
    let count = move || {
        done.with(|done| {
            clicks.with(|clicks| {
                let ticked = clicks
                    .iter()
                    .filter(|(_, click)| done.contains(&mark(&setup, click)));
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
                .map(|(index, (held, click))| match held {
                    Some(what) => held_item(what),
                    None => item(app, index, click, mark(&setup_of_list, click)),
                });
            el("ol").class("clicks").children(items)
        })
    };
    let labels = [ATTRIBUTE_MAPPING, PROVISION_OBJECTS, EDIT_ATTRIBUTE_LIST];
    let labels = labels.iter().map(|label| {
        el("li")
            .child(el("b").text(label.published))
            .text(": ")
            .text(&label.other_texts.join("; "))
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

/// The clicks that are ticked, of all setups. They outlive the place, because
/// somebody half-way through them looks at a row and comes back; the next
/// visit to the portal begins anew.
fn ticked(app: App) -> RwSignal<BTreeSet<String>> {
    app.page_state(|| TickedSteps(RwSignal::new(BTreeSet::new())))
        .0
}

#[derive(Clone, Copy)]
struct TickedSteps(RwSignal<BTreeSet<String>>);

/// What a click is ticked by. A click with other values is another one.
fn mark(setup: &SetupId, click: &PortalStep) -> String {
    let values = click.fields.iter().map(|field| field.value.as_str());
    let names = click.names.iter().map(String::as_str);
    let parts: Vec<&str> = values.chain(names).collect();
    format!("{} {} {}", setup.0, click.key, parts.join("\n"))
}

/// The full name of the target whose row a click is about.
fn target(click: &PortalStep) -> Option<&str> {
    click.key.split_once(' ').map(|(_, target)| target)
}

/// A row that the portal would not take as it is: what is wrong, in place of
/// what to fill in.
fn held_item(what: &MappingDiagnostic) -> El {
    let name = what.short_target();
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", &format!("The row of {name} waits"))
        .attr("disabled", "");
    el("li").child(tick).child(
        el("div")
            .class("stack")
            .child(
                el("p")
                    .class("row tight")
                    .child(el("b").text(&format!("The row of {name} waits")))
                    .child(el("span").class("tag bad").text(&what.headline)),
            )
            .child(el("p").text(&what.message))
            .child(el("p").child(link(
                "",
                &links::of(&what.target),
                &format!("Mend the row of {name}"),
            ))),
    )
}

fn item(app: App, index: usize, click: &PortalStep, key: String) -> El {
    let id = format!("click-{index}");
    let done = ticked(app);
    let is_done = {
        let key = key.clone();
        move || done.with(|done| done.contains(&key))
    };
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", &id)
        .live_checked(is_done.clone())
        .on("change", move |event| {
            let on = element::checked(&event);
            done.update(|done| {
                if on {
                    let _ = done.insert(key.clone());
                } else {
                    let _ = done.remove(&key);
                }
            });
        });
    let what = target(click).map_or("the attribute", short).to_owned();
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
