//! One open step: what to do, values to copy, notes, the drawn portal.

use leptos::prelude::*;

use crate::browser;
use crate::components::copy_value::copy_value;
use crate::components::element::{self, El, button, el, link, outside_link, several, text};
use crate::components::region_field::region_field;
use crate::pages::guide as guide_page;
use crate::pages::guide::pane_view::{marker, pane_view};
use crate::state::App;
use guide::fill;
use guide::progress::{self, StepState};
use guide::step::{GuideStep, SourceDispute, StepAction, StepBlock};
use setup::{MAX_NOTE, Setup, StepMark};

/// A text of the guide with the setup's values, code marked as code.
fn guide_text(template: &str, setup: &Setup) -> El {
    let filled = fill::text(template, setup);
    several().children(
        fill::pieces(&filled)
            .into_iter()
            .map(|(piece, code)| match code {
                true => el("code").text(&piece),
                false => text(&piece),
            }),
    )
}

/// The inside of the open step. It is made anew when the setup changes,
/// except for the fields in it.
pub fn step_body(app: App, step: &'static GuideStep) -> El {
    let mut content = el("div").class("step-text stack");
    if step.is_added {
        content = content.child(el("p").class("tag").text("added to the published guide"));
    }
    content = content.live(move || why_greyed(app, step));
    for block in step.blocks {
        content = match block {
            StepBlock::RegionField => {
                content.child(region_field("step-region", app.tenant(), app.set_tenant()))
            }
            other => content.live(move || app.setup.with(|setup| piece(app, other, setup))),
        };
    }
    if step.number == "2.5" {
        content = content.live(move || passed(app));
    }
    content = content
        .maybe(
            step.proof
                .map(|proof| el("p").child(link("button", proof.href, proof.text))),
        )
        .maybe(labels(step))
        .child(note(app, step.number))
        .live(move || buttons(app, step));
    el("div")
        .class("step-body")
        .child(content)
        .live(move || match &step.pane {
            Some(pane) => app.setup.with(|setup| pane_view(pane, setup)),
            None => several(),
        })
}

fn piece(app: App, block: &StepBlock, setup: &Setup) -> El {
    match block {
        StepBlock::Text(text) => el("p").child(guide_text(text, setup)),
        StepBlock::Do(actions) => el("ol")
            .class("actions")
            .children(actions.iter().map(|action| act(action, setup))),
        StepBlock::Copy(value) => {
            let filled = fill::value(*value, setup);
            match filled.text {
                Ok(text) => copy_value(app, &filled.what, &text),
                Err(missing) => el("p").class("missing").text(&missing),
            }
        }
        StepBlock::Published { target, what, text } => {
            let row = setup.mapping.row(target);
            if row.is_some_and(|row| row.source.text() == *text) {
                return several();
            }
            several()
                .child(el("p").text("This set-up differs from the published guide, which has:"))
                .child(copy_value(app, what, text))
        }
        StepBlock::Note(text) => callout("", "Note", text, setup),
        StepBlock::Added { text, source } => {
            callout("added", "Added to the published guide", text, setup)
                .child(el("small").text(&format!("Source: {source}.")))
        }
        StepBlock::Disputed(dispute) => disputed(dispute),
        StepBlock::Link(text, href) => el("p").child(outside_link(href, text)),
        // It holds a field and is therefore not made anew.
        StepBlock::RegionField => several(),
    }
}

fn act(action: &StepAction, setup: &Setup) -> El {
    el("li")
        .maybe(action.marker.map(marker))
        .child(el("span").child(guide_text(action.text, setup)))
}

fn callout(class: &str, head: &str, text: &str, setup: &Setup) -> El {
    el("div")
        .class(&format!("callout {class}"))
        .child(el("b").text(head))
        .child(guide_text(text, setup))
}

fn disputed(dispute: &SourceDispute) -> El {
    el("div")
        .class("callout warn")
        .child(el("b").text(&format!("{} Sources differ.", dispute.about)))
        .child(
            el("ul")
                .class("sides")
                .child(el("li").text(dispute.one))
                .child(el("li").text(dispute.other)),
        )
        .child(el("p").text(dispute.resolution))
}

/// The word that the same test passed in Connection.
fn passed(app: App) -> El {
    app.setup.with(|setup| match setup.passed() {
        Some(when) => el("p")
            .class("callout")
            .child(el("b").text("The same test passed here"))
            .text(&format!(
                "On {}. If the portal says so too, tick this step.",
                when.to_minute()
            )),
        None => several(),
    })
}

fn why_greyed(app: App, step: &GuideStep) -> El {
    match app.setup.with(|setup| progress::state(step, setup)) {
        StepState::NotApplicable(why) => el("p")
            .class("callout warn")
            .child(el("b").text("Not needed now"))
            .text(&format!("{why} "))
            .child(link("", "#/mappings", "Choose in Mappings")),
        _ => several(),
    }
}

fn labels(step: &GuideStep) -> Option<El> {
    if step.labels.is_empty() {
        return None;
    }
    let mut details = el("details")
        .class("labels")
        .child(el("summary").text("I see something else"));
    for label in step.labels {
        let others = label.other_texts.iter().map(|other| el("li").text(other));
        details = details
            .child(el("p").text(&format!(
                "In place of “{}” other portals show:",
                label.published
            )))
            .child(el("ul").children(others));
    }
    Some(details)
}

fn note(app: App, number: &'static str) -> El {
    let read = move || app.setup.with(|setup| setup.guide.note(number).to_owned());
    let is_added = RwSignal::new(false);
    let shows = Memo::new(move |_| is_added.get() || !read().is_empty());
    let write = move |text: String| {
        is_added.set(true);
        app.edit(|setup| setup.guide.set_note(number, text));
    };
    el("div").live(move || match shows.get() {
        false => button("quiet", "Add a note", move || {
            is_added.set(true);
            browser::focus_soon("step-note");
        }),
        true => el("div")
            .class("field")
            .child(
                el("label")
                    .attr("for", "step-note")
                    .text("Your note on this step"),
            )
            .child(
                el("textarea")
                    .attr("id", "step-note")
                    .attr("rows", "2")
                    .attr("maxlength", &MAX_NOTE.to_string())
                    .attr("aria-describedby", "step-note-limit")
                    .live_value(read)
                    .on("input", move |event| write(element::value(&event))),
            )
            .child(
                el("p")
                    .class("error")
                    .attr("id", "step-note-limit")
                    .attr("aria-live", "polite")
                    .live_text(move || match read().encode_utf16().count() < MAX_NOTE {
                        true => String::new(),
                        false => format!(
                            "A note holds at most {MAX_NOTE} characters. Longer text is cut off."
                        ),
                    }),
            ),
    })
}

fn buttons(app: App, step: &'static GuideStep) -> El {
    let number = step.number;
    let state = app.setup.with(|setup| progress::state(step, setup));
    let row = el("div").class("row no-print");
    let row = match &state {
        StepState::Done(when) => row
            .child(
                el("span")
                    .class("tag ok")
                    .text(&format!("done {}", when.to_minute())),
            )
            .child(button("", "Continue", move || guide_page::go_on(app))),
        _ => row.child(button("primary", "Done, next", move || {
            guide_page::done_next(app)
        })),
    };
    if !progress::is_optional(step) {
        return row;
    }
    match state {
        StepState::Done(_) => row,
        StepState::NotNeeded(_) => row.child(button("", "It is needed after all", move || {
            app.mark(number, None);
        })),
        StepState::Open | StepState::NotApplicable(_) => {
            row.child(button("", "Not needed", move || {
                app.mark(number, Some(StepMark::NotNeeded(browser::now())));
                guide_page::open_next(app, number);
            }))
        }
    }
}
