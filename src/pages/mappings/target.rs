//! One target: its recipes, and the exact fields for the portal.

mod fields;
mod recipe;

use leptos::prelude::*;

use crate::components::element::{El, el, link, outside_link, several};
use crate::components::page_title::page_title;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::portal_fields::{copy_button, field_view, for_the_user, up, waits};
use crate::pages::mappings::requests;
use crate::pages::mappings::row::settings::settings;
use crate::pages::mappings::target::recipe::{RecipeFormState, recipe_form};
use crate::state::App;
use crate::state::preview_client::PreviewState;
use provisioning::portal;
use provisioning::recipe::RecipeKind;
use provisioning::recipe::catalog;
use provisioning::recipe::form::RecipeForm;
use provisioning::recipe::guidance::{Guidance, notes};
use provisioning::set_status;
use provisioning::talkdesk::{Requirement, TARGETS, TargetAttribute};

/// The words for how much a target is needed.
pub fn need(target: &TargetAttribute) -> &'static str {
    match target.requirement {
        Requirement::Mandatory => "mandatory",
        Requirement::Disputed => "needed for leavers",
        Requirement::Optional => "optional",
    }
}

/// `#/mappings/<short name>`
pub fn target_page(app: App, preview: PreviewState, target: &'static TargetAttribute) -> El {
    let form = RecipeFormState::open(app, target);
    let chosen = Memo::new(move |_| form.draft.with(|draft| draft.choice().id));
    let head = el("div")
        .class("head")
        .child(page_title(target.short))
        .child(el("span").class("tag").text(need(target)));
    let knowledge = move || {
        let kind =
            catalog::find(target, chosen.get()).map_or(RecipeKind::Custom, |choice| choice.kind);
        several().children(notes(target, kind).into_iter().map(note_view))
    };
    let right = el("div")
        .class("stack")
        .child(for_the_user(app, preview, form.saved_row))
        .child(result(form, preview))
        .live(move || warnings(app, preview, target))
        .child(requests::panel(app, preview))
        .child(el("h2").class("part-head").text("Good to know"))
        .live(knowledge);
    several()
        .child(up())
        .child(head)
        .child(el("p").class("lead").text(target.rule))
        .child(
            el("div")
                .class("mapping")
                .child(
                    el("div")
                        .class("stack")
                        .child(recipe_form(form))
                        .child(settings(form.edit_session, app, target.name)),
                )
                .child(right),
        )
        .child(neighbours(target))
}

/// What the setup has now, field by field.
fn result(form: RecipeFormState, preview: PreviewState) -> El {
    let saved = move || form.draft.with(RecipeForm::is_saved);
    let state = move || match saved() {
        true => el("span").class("tag ok").text("in the set-up"),
        false => el("span").class("tag warn").text("not complete"),
    };
    let waiting = move || {
        match saved() {
        true => several(),
        false => el("p").class("callout warn").text(
            "Your entries go to the set-up once they are complete. Until then they are kept in this tab only, and the set-up has what stands below.",
        ),
    }
    };
    let head = el("div")
        .class("panel-head")
        .child(el("h2").attr("id", "result-title").text("In the portal"))
        .live(state);
    let maps = Memo::new(move |_| {
        form.app
            .setup
            .with(|setup| setup.mapping.maps(form.target.name))
    });
    let body = el("div")
        .class("body stack")
        .live(waiting)
        .live(move || match maps.get() {
            true => several().maybe(custom_attribute(form.app, form.target)),
            false => several(),
        })
        .live(move || row_fields(form, preview));
    el("section")
        .class("panel result")
        .attr("aria-labelledby", "result-title")
        .child(head)
        .child(body)
}

fn row_fields(form: RecipeFormState, preview: PreviewState) -> El {
    let (app, short) = (form.app, form.target.short);
    let Some(row) = form.saved_row.get() else {
        return el("p").text(&format!(
            "No row. If the portal’s table has one for {short}, delete it."
        ));
    };
    if let Some(waits) = waits(app, preview, &row.target) {
        return waits;
    }
    let fields = portal::fields(&row)
        .into_iter()
        .map(|field| field_view(app, short, field));
    let what = format!("All fields of {short}");
    let all = copy_button(
        app,
        &what,
        &format!("Copy all fields of {short}"),
        move || portal::row_text(&row),
    );
    el("div")
        .class("stack")
        .child(el("h3").text("Edit Attribute"))
        .children(fields)
        .child(all)
}

/// The custom attribute that has to be there before the row can be made.
fn custom_attribute(app: App, target: &TargetAttribute) -> Option<El> {
    let fields = portal::custom_attribute(target.name)?;
    let fields = fields.map(|field| field_view(app, target.short, field));
    let part = el("div")
        .class("stack")
        .child(el("h3").text("First, under Edit attribute list"))
        .children(fields)
        .child(
            el("p")
                .class("hint")
                .text("Leave the other boxes of that line empty."),
        );
    Some(part)
}

/// What is wrong with the row that the setup has. Those of the form stand
/// beside its fields.
fn warnings(app: App, preview: PreviewState, target: &TargetAttribute) -> El {
    let found = app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        set_status::of_target(&setup.mapping, &evaluation, target.name)
    });
    let shown = found.iter().filter(|what| what.field().is_none());
    several().children(shown.map(|what| diagnostic(app, what)))
}

fn note_view(note: &'static Guidance) -> El {
    match &note.dispute {
        None => {
            let source = note.source.map(|href| outside_link(href, "Source"));
            el("p")
                .class("callout")
                .text(note.text)
                .text(" ")
                .maybe(source)
        }
        Some(dispute) => el("div")
            .class("callout warn")
            .child(el("b").text(&format!("{}: sources differ", note.text)))
            .child(
                el("ul")
                    .class("sides")
                    .children(dispute.sides.map(|side| el("li").text(side))),
            )
            .child(el("p").text(dispute.find_out)),
    }
}

/// The ways to the targets before and behind.
fn neighbours(target: &TargetAttribute) -> El {
    let at = TARGETS.iter().position(|other| other.name == target.name);
    let way = |index: Option<usize>, word: &str| {
        index.and_then(|index| TARGETS.get(index)).map(|other| {
            let href = format!("#/mappings/{}", other.short);
            let class = format!("button {}", word.to_ascii_lowercase());
            link(&class, &href, &format!("{word}: {}", other.short))
        })
    };
    el("nav")
        .class("row neighbours no-print")
        .attr("aria-label", "Targets")
        .maybe(way(at.and_then(|at| at.checked_sub(1)), "Previous"))
        .maybe(way(at.map(|at| at + 1), "Next"))
}
