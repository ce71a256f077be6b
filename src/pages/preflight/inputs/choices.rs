//! The fields of what a run depends on besides its files.

use leptos::prelude::*;
use preflight::protocol::Scope;
use provisioning::talkdesk::listed_names;

use crate::components::element::{self, El, el, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::widgets::{section, tick};
use crate::state::schema_file::imported;
use preflight::protocol::InputPurpose;
use preflight::run_choices::{RunChoices, app_roles};
use provisioning::format::counted;
use setup::page_data::PageData;

pub(crate) fn choices(page: PreflightPage) -> El {
    let form = el("div")
        .class("form")
        .child(scope(page))
        .child(skips(page))
        .live(move || filter(page))
        .child(known(
            page,
            "pf-roles",
            "Roles that exist in Talkdesk, one in each line",
            |bench| &mut bench.talkdesk_roles,
        ))
        .child(known(
            page,
            "pf-teams",
            "Teams that exist in Talkdesk, one in each line",
            |bench| &mut bench.talkdesk_teams,
        ))
        .child(role_names(page));
    section("pf-choices", "pf-choices-title", "Choices").child(form)
}

/// A group of choices, which stay as they are during a run.
fn fieldset(page: PreflightPage, legend: &str) -> El {
    let state = page.state;
    el("fieldset")
        .live_flag("disabled", move || state.is_running())
        .child(el("legend").text(legend))
}

fn scope(page: PreflightPage) -> El {
    let state = page.state;
    let option = move |scope: Scope, label: &str| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "pf-scope")
            .live_checked(move || state.choices(|choices| choices.scope == scope))
            .on("change", move |_| {
                state.choose(|choices| choices.scope = scope)
            });
        el("label").class("pf-tick").child(radio).text(label)
    };
    fieldset(page, "Who is in scope")
        .child(option(Scope::All, "Everybody in the users file"))
        .child(option(
            Scope::Assigned,
            "Only who is assigned, which a second file says",
        ))
}

fn choice(page: PreflightPage, member: fn(&mut RunChoices) -> &mut bool) -> El {
    let state = page.state;
    tick(
        move || *member(&mut state.choices(RunChoices::clone)),
        move |on| state.choose(|choices| *member(choices) = on),
    )
}

fn skips(page: PreflightPage) -> El {
    let disabled = choice(page, |choices| &mut choices.skip_disabled);
    let guests = choice(page, |choices| &mut choices.skip_guests);
    fieldset(page, "Who is passed over")
        .child(disabled.text("Disabled accounts, as Entra does"))
        .child(guests.text("Guests"))
}

/// The scoping filter of the schema file that Mappings imported, if there is
/// one.
fn filter(page: PreflightPage) -> El {
    let Some(imported) = imported(page.app).and_then(|schema| schema.scope.clone()) else {
        return several();
    };
    let label = el("span").text("Only whom it lets in: ");
    let label = label.child(el("code").text(&imported.text()));
    fieldset(page, "Scoping filter of the imported schema file")
        .child(choice(page, |choices| &mut choices.follow_filter).child(label))
        .child(el("p").class("hint").text(
            "Where it is not documented what the filter does with a user, the user counts as in scope and has a finding.",
        ))
}

type Names = fn(&mut PageData) -> &mut String;

/// A list of names that is kept with the setup.
fn known(page: PreflightPage, id: &'static str, label: &str, member: Names) -> El {
    let app = page.app;
    let typed = Memo::new(move |_| {
        app.setup
            .with(|setup| member(&mut setup.page_data()).clone())
    });
    let hint = move || {
        let count = typed.with(|typed| listed_names(typed).len() as u64);
        if count == 0 {
            "Without it, names are not checked. Kept with the set-up.".to_owned()
        } else {
            format!("{}. Kept with the set-up.", counted(count, "name", "names"))
        }
    };
    let set = move |text| {
        app.edit(|setup| setup.edit_page_data(|bench| *member(bench) = text));
    };
    area(page, id, label, hint, move || typed.get(), set)
}

/// The names of app roles, for assignments that only have their ids.
fn role_names(page: PreflightPage) -> El {
    let state = page.state;
    let wanted = Memo::new(move |_| {
        state.input_files(|input_files| {
            let mut all = input_files.all().iter();
            all.any(|input_file| input_file.purpose == InputPurpose::Assigned)
        })
    });
    let hint = move || {
        let count = state.choices(|choices| app_roles(&choices.app_roles).len() as u64);
        format!(
            "{}. Only needed when the file has ids in place of names.",
            counted(count, "pair", "pairs")
        )
    };
    area(
        page,
        "pf-app-roles",
        "App roles, id and name, one pair in each line",
        hint,
        move || state.choices(|choices| choices.app_roles.clone()),
        move |text| state.choose(|choices| choices.app_roles = text),
    )
    .live_flag("hidden", move || !wanted.get())
}

/// A box with its label and its hint.
fn area(
    page: PreflightPage,
    id: &str,
    label: &str,
    hint: impl FnMut() -> String + 'static,
    value: impl FnMut() -> String + 'static,
    set: impl Fn(String) + 'static,
) -> El {
    let hint_id = format!("{id}-hint");
    let state = page.state;
    let area = el("textarea")
        .attr("id", id)
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &hint_id)
        .live_flag("disabled", move || state.is_running())
        .live_value(value)
        .on("input", move |event| set(element::value(&event)));
    el("div")
        .class("field")
        .child(el("label").attr("for", id).text(label))
        .child(area)
        .child(el("p").class("hint").attr("id", &hint_id).live_text(hint))
}
