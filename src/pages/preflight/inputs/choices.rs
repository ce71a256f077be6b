//! The fields of what a run depends on besides its files.

use leptos::prelude::*;
use preflight::protocol::Scope;
use provisioning::talkdesk::listed_names;

use crate::browser::elements::Event;
use crate::components::element::{self, El, el, several};
use crate::pages::preflight::PreflightPage;
use crate::state::schema_file::imported;
use preflight::input_files::InputPurpose;
use preflight::run_choices::{RunChoices, app_roles};
use provisioning::format::counted;
use setup::page_data::PageData;

pub(crate) fn choices(page: PreflightPage) -> El {
    el("section")
        .class("pf-choices")
        .attr("aria-labelledby", "pf-choices-title")
        .child(el("h2").attr("id", "pf-choices-title").text("Choices"))
        .child(
            el("div")
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
                .child(role_names(page)),
        )
}

fn scope(page: PreflightPage) -> El {
    let state = page.state;
    let option = move |scope: Scope, label: &str| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "pf-scope")
            .live_checked(move || state.choices(|choices| choices.scope == scope))
            .live_flag("disabled", move || state.is_running())
            .on("change", move |_| {
                state.choose(|choices| choices.scope = scope)
            });
        el("label").class("pf-tick").child(radio).text(label)
    };
    el("fieldset")
        .child(el("legend").text("Who is in scope"))
        .child(option(Scope::All, "Everybody in the users file"))
        .child(option(
            Scope::Assigned,
            "Only who is assigned, which a second file says",
        ))
}

fn skips(page: PreflightPage) -> El {
    type Member = fn(&mut RunChoices) -> &mut bool;
    let state = page.state;
    let tick = move |label: &str, member: Member| {
        let tick = el("input")
            .attr("type", "checkbox")
            .live_checked(move || *member(&mut state.choices(RunChoices::clone)))
            .live_flag("disabled", move || state.is_running())
            .on("change", move |event| {
                let on = element::checked(&event);
                state.choose(|choices| *member(choices) = on);
            });
        el("label").class("pf-tick").child(tick).text(label)
    };
    el("fieldset")
        .child(el("legend").text("Who is passed over"))
        .child(tick("Disabled accounts, as Entra does", |choices| {
            &mut choices.skip_disabled
        }))
        .child(tick("Guests", |choices| &mut choices.skip_guests))
}

/// The scoping filter of the schema file that Mappings imported, if there is
/// one.
fn filter(page: PreflightPage) -> El {
    let state = page.state;
    let Some(imported) = imported(page.app).and_then(|schema| schema.scope.clone()) else {
        return several();
    };
    let block =
        el("fieldset").child(el("legend").text("Scoping filter of the imported schema file"));
    let tick = el("input")
        .attr("type", "checkbox")
        .live_checked(move || state.choices(|choices| choices.follow_filter))
        .live_flag("disabled", move || state.is_running())
        .on("change", move |event| {
            let on = element::checked(&event);
            state.choose(|choices| choices.follow_filter = on);
        });
    let label = el("span").text("Only whom it lets in: ");
    let label = label.child(el("code").text(&imported.text()));
    block
        .child(el("label").class("pf-tick").child(tick).child(label))
        .child(el("p").class("hint").text(
            "Where it is not documented what the filter does with a user, the user counts as in scope and has a finding.",
        ))
}

type Names = fn(&mut PageData) -> &mut String;

/// A list of names that is kept with the set-up.
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
    area(page, id, label, hint)
        .live_value(move || typed.get())
        .on("input", move |event| {
            let text = element::value(&event);
            app.edit(|setup| setup.edit_page_data(|bench| *member(bench) = text));
        })
        .in_field()
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
    )
    .live_value(move || state.choices(|choices| choices.app_roles.clone()))
    .on("input", move |event| {
        let text = element::value(&event);
        state.choose(|choices| choices.app_roles = text);
    })
    .in_field()
    .live_flag("hidden", move || !wanted.get())
}

/// A box with its label and its hint.
struct Area {
    area: El,
    label: El,
    hint: El,
}

fn area(
    page: PreflightPage,
    id: &str,
    label: &str,
    hint: impl FnMut() -> String + 'static,
) -> Area {
    let hint_id = format!("{id}-hint");
    let state = page.state;
    Area {
        area: el("textarea")
            .attr("id", id)
            .attr("rows", "3")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &hint_id)
            .live_flag("disabled", move || state.is_running()),
        label: el("label").attr("for", id).text(label),
        hint: el("p").class("hint").attr("id", &hint_id).live_text(hint),
    }
}

impl Area {
    fn live_value(mut self, value: impl FnMut() -> String + 'static) -> Self {
        self.area = self.area.live_value(value);
        self
    }

    fn on(mut self, kind: &str, call: impl FnMut(Event) + 'static) -> Self {
        self.area = self.area.on(kind, call);
        self
    }

    fn in_field(self) -> El {
        el("div")
            .class("field")
            .child(self.label)
            .child(self.area)
            .child(self.hint)
    }
}
