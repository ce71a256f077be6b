//! The fields of what a run depends on besides its files.

use leptos::prelude::*;
use preflight::protocol::Scope;
use provisioning::talkdesk::listed_names;

use crate::browser::event;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{Section, Tick};
use crate::state::schema_file::imported;
use crate::state::use_app;
use preflight::protocol::InputPurpose;
use preflight::run_choices::{RunChoices, app_roles};
use provisioning::format::counted;
use setup::page_data::PageData;

#[component]
pub(crate) fn Choices() -> impl IntoView {
    view! {
        <Section class="pf-choices" id="pf-choices-title" title="Choices">
            <div class="form">
                <ScopeChoice/>
                <Skips/>
                <FilterChoice/>
                <div class="field">
                    <KnownNames
                        id="pf-roles"
                        label="Roles that exist in Talkdesk, one in each line"
                        member=|bench| &mut bench.talkdesk_roles
                    />
                </div>
                <div class="field">
                    <KnownNames
                        id="pf-teams"
                        label="Teams that exist in Talkdesk, one in each line"
                        member=|bench| &mut bench.talkdesk_teams
                    />
                </div>
                <AppRoleNames/>
            </div>
        </Section>
    }
}

/// A group of choices, which stay as they are during a run.
#[component]
fn ChoiceGroup(legend: &'static str, children: Children) -> impl IntoView {
    let state = use_page().state;
    view! {
        <fieldset disabled=move || state.is_running()>
            <legend>{legend}</legend>
            {children()}
        </fieldset>
    }
}

#[component]
fn ScopeChoice() -> impl IntoView {
    view! {
        <ChoiceGroup legend="Who is in scope">
            <ScopeOption scope=Scope::All label="Everybody in the users file"/>
            <ScopeOption
                scope=Scope::Assigned
                label="Only who is assigned, which a second file says"
            />
        </ChoiceGroup>
    }
}

#[component]
fn ScopeOption(scope: Scope, label: &'static str) -> impl IntoView {
    let state = use_page().state;
    view! {
        <label class="pf-tick">
            <input
                type="radio"
                name="pf-scope"
                prop:checked=move || state.choices(|choices| choices.scope == scope)
                on:change=move |_| state.choose(|choices| choices.scope = scope)
            />
            {label}
        </label>
    }
}

#[component]
fn Skips() -> impl IntoView {
    view! {
        <ChoiceGroup legend="Who is passed over">
            <Choice member=|choices| &mut choices.skip_disabled>
                "Disabled accounts, as Entra does"
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
        <Tick is_on on_change=move |on| state.choose(|choices| *member(choices) = on)>
            {children()}
        </Tick>
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
                <span>"Only whom it lets in: " <code>{text}</code></span>
            </Choice>
            <p class="hint">
                "Where it is not documented what the filter does with a user, the user counts as in scope and has a finding."
            </p>
        </ChoiceGroup>
    }
}

/// A list of names that is kept with the setup.
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
            0 => "Without it, names are not checked. Kept with the set-up.".to_owned(),
            count => {
                let count = counted(count as u64, "name", "names");
                format!("{count}. Kept with the set-up.")
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
        format!("{count}. Only needed when the file has ids in place of names.")
    });
    let value = Signal::derive(move || state.choices(|choices| choices.app_roles.clone()));
    view! {
        <div class="field" hidden=move || !has_assignments(state)>
            <LinesField
                id="pf-app-roles"
                label="App roles, id and name, one pair in each line"
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
        <label for=id>{label}</label>
        <textarea
            id=id
            rows="3"
            spellcheck="false"
            aria-describedby=hint_id.clone()
            disabled=move || state.is_running()
            prop:value=move || value.get()
            on:input=move |input| on_input.run(event::value(&input))
        ></textarea>
        <p class="hint" id=hint_id>
            {move || hint.get()}
        </p>
    }
}
