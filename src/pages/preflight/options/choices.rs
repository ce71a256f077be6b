//! The fields of what a run depends on besides its files.

use leptos::prelude::*;
use preflight::protocol::Scope;
use provisioning::talkdesk::listed_names;

use crate::browser::event;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Checkbox;
use crate::state::schema_file::imported;
use crate::state::use_app;
use preflight::protocol::InputPurpose;
use preflight::run_choices::{RunChoices, app_roles};
use provisioning::format::counted;
use setup::page_data::PageData;

#[component]
pub(crate) fn Choices() -> impl IntoView {
    view! {
        <ScopeChoice/>
        <Skips/>
        <FilterChoice/>
        <KnownNames
            id="pf-roles"
            label="Roles in Talkdesk, one per line"
            member=|bench| &mut bench.talkdesk_roles
        />
        <KnownNames
            id="pf-teams"
            label="Teams in Talkdesk, one per line"
            member=|bench| &mut bench.talkdesk_teams
        />
        <AppRoleNames/>
    }
}

/// A group of choices, which stay as they are during a run.
#[component]
fn ChoiceGroup(legend: &'static str, children: Children) -> impl IntoView {
    let state = use_page().state;
    view! {
        <fieldset class="stack" disabled=move || state.is_running()>
            <legend>{legend}</legend>
            {children()}
        </fieldset>
    }
}

#[component]
fn ScopeChoice() -> impl IntoView {
    view! {
        <ChoiceGroup legend="Scope">
            <ScopeOption scope=Scope::All label="All users in the file"/>
            <ScopeOption scope=Scope::Assigned label="Assigned users only (second file)"/>
        </ChoiceGroup>
    }
}

#[component]
fn ScopeOption(scope: Scope, label: &'static str) -> impl IntoView {
    let state = use_page().state;
    view! {
        <label class="pf-check">
            <input
                type="radio"
                name="pf-scope"
                prop:checked=move || state.choices(|choices| choices.scope == scope)
                on:change=move |_| state.choose(|choices| choices.scope = scope)
            />
            <span>{label}</span>
        </label>
    }
}

#[component]
fn Skips() -> impl IntoView {
    view! {
        <ChoiceGroup legend="Skip">
            <Choice member=|choices| &mut choices.skip_disabled>
                "Disabled accounts (Entra’s default)"
            </Choice>
            <Choice member=|choices| &mut choices.skip_guests>"Guests"</Choice>
        </ChoiceGroup>
    }
}

/// A choice between yes and no. The children are its label.
#[component]
fn Choice(member: fn(&mut RunChoices) -> &mut bool, children: Children) -> impl IntoView {
    let state = use_page().state;
    let is_on = Signal::derive(move || *member(&mut state.choices(RunChoices::clone)));
    view! {
        <Checkbox is_on on_change=move |on| state.choose(|choices| *member(choices) = on)>
            {children()}
        </Checkbox>
    }
}

/// The scoping filter of the schema file that Mappings imported, if there is
/// one.
#[component]
fn FilterChoice() -> impl IntoView {
    let app = use_app();
    view! {
        {move || {
            let filter = imported(app).and_then(|schema| Some(schema.scope.as_ref()?.text()));
            filter.map(|text| view! { <FollowFilter text/> }.into_any())
        }}
    }
}

#[component]
fn FollowFilter(text: String) -> impl IntoView {
    view! {
        <ChoiceGroup legend="Scoping filter of the imported schema file">
            <Choice member=|choices| &mut choices.follow_filter>
                "Check only users that it includes: " <code>{text}</code>
            </Choice>
            <p class="muted small">
                "Where Microsoft doesn’t document what the filter does, the user counts as in scope and has an issue."
            </p>
        </ChoiceGroup>
    }
}

/// A list of names that is stored with the setup.
#[component]
fn KnownNames(
    id: &'static str,
    label: &'static str,
    member: fn(&mut PageData) -> &mut String,
) -> impl IntoView {
    let app = use_app();
    let typed = Memo::new(move |_| {
        app.setup
            .with(|setup| member(&mut setup.page_data()).clone())
    });
    let hint = Signal::derive(
        move || match typed.with(|typed| listed_names(typed).len()) {
            0 => "Leave empty to skip this check. Saved with the setup.".to_owned(),
            count => {
                let count = counted(count as u64, "name", "names");
                format!("{count}. Saved with the setup.")
            }
        },
    );
    let set = move |text| {
        app.edit(|setup| setup.edit_page_data(|bench| *member(bench) = text));
    };
    view! { <LinesField id label hint value=typed on_input=set/> }
}

/// The names of app roles, for assignments that only have their ids.
#[component]
fn AppRoleNames() -> impl IntoView {
    let state = use_page().state;
    let hint = Signal::derive(move || {
        let count = state.choices(|choices| app_roles(&choices.app_roles).len());
        let count = counted(count as u64, "pair", "pairs");
        format!("{count}. Only needed if the file has IDs instead of names.")
    });
    let value = Signal::derive(move || state.choices(|choices| choices.app_roles.clone()));
    view! {
        <div hidden=move || !has_assignments(state)>
            <LinesField
                id="pf-app-roles"
                label="App roles: ID and name, one pair per line"
                hint
                value
                on_input=move |text| state.choose(|choices| choices.app_roles = text)
            />
        </div>
    }
}

fn has_assignments(state: PreflightState) -> bool {
    state.input_files(|input_files| {
        let mut all = input_files.all().iter();
        all.any(|input_file| input_file.purpose == InputPurpose::Assigned)
    })
}

/// A box for several lines with its label and its hint, which stays as it is
/// during a run.
#[component]
fn LinesField(
    id: &'static str,
    label: &'static str,
    #[prop(into)] hint: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
) -> impl IntoView {
    let state = use_page().state;
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <textarea
                class="in"
                id=id
                rows="3"
                spellcheck="false"
                aria-describedby=hint_id.clone()
                disabled=move || state.is_running()
                prop:value=move || value.get()
                on:input=move |input| on_input.run(event::value(&input))
            ></textarea>
            <p class="help" id=hint_id>
                {move || hint.get()}
            </p>
        </div>
    }
}
