//! The questions at the start. Their answers make the list of steps.

mod overview;
mod region;
mod source_row;

use leptos::prelude::*;

use crate::browser::event;
use crate::components::page_head::PageHead;
use crate::pages::guide::actions;
use crate::pages::guide::frame::TITLE;
use crate::pages::guide::start::overview::Overview;
use crate::pages::guide::start::region::RegionRow;
use crate::pages::guide::start::source_row::SourceRow;
use crate::state::use_app;
use guide::start_card;
use guide::status;
use provisioning::entra::DEFAULT_APPLICATION_NAME;
use provisioning::talkdesk::{ROLES, TEAMS};
use setup::SetupMethod;

#[component]
pub fn StartPage() -> impl IntoView {
    view! {
        <PageHead
            title=TITLE
            lead=|| {
                "Entra will create, update and deactivate your Talkdesk users. Answer four questions to get the steps for your tenant."
            }
        />
        <div class="body">
            <div class="start">
                <div>
                    <RegionRow/>
                    <ApplicationRow/>
                    <SourceRow
                        target=ROLES
                        id="roles-source"
                        label="Roles come from"
                        help="One role per user. Each role must already exist in Talkdesk."
                    />
                    <SourceRow
                        target=TEAMS
                        id="teams-source"
                        label="Teams come from"
                        help="You can change this later in Mappings."
                    />
                    <MethodRows/>
                </div>
                <Overview/>
            </div>
        </div>
    }
}

#[component]
fn ApplicationRow() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="ask-row">
            <label class="q" for="application-name">
                "Application name"
            </label>
            <div class="field">
                <input
                    class="in"
                    id="application-name"
                    autocomplete="off"
                    placeholder=DEFAULT_APPLICATION_NAME
                    aria-describedby="application-help"
                    prop:value=move || app.setup.with(|setup| setup.application_name.clone())
                    on:input=move |input| {
                        let name = event::value(&input);
                        app.edit(|setup| setup.application_name = name);
                    }
                />
                <span class="help" id="application-help">
                    "You create it in Entra under this name."
                </span>
            </div>
        </div>
    }
}

/// By hand or by script, and the button that begins.
#[component]
fn MethodRows() -> impl IntoView {
    let app = use_app();
    let is_script = RwSignal::new(
        app.setup
            .with_untracked(|setup| start_card::method(setup) == SetupMethod::Script),
    );
    let begin = move |_| {
        actions::begin(
            app,
            match is_script.get_untracked() {
                true => SetupMethod::Script,
                false => SetupMethod::ByHand,
            },
        );
    };
    let label = move || {
        let has_begun = app.setup.with(|setup| setup.guide.has_marks());
        match (is_script.get(), has_begun) {
            (true, _) => "Get the script",
            (false, true) => "Continue",
            (false, false) => "Start with step 1",
        }
    };
    view! {
        <fieldset class="ask-row">
            <legend class="sr">"How to set it up"</legend>
            <div class="q" aria-hidden="true">
                "How to set it up"
            </div>
            <div class="two">
                <MethodChoice method=SetupMethod::ByHand is_script/>
                <MethodChoice method=SetupMethod::Script is_script/>
            </div>
        </fieldset>
        <div class="ask-row last">
            <span class="wide-only"></span>
            <div class="row wrap">
                <button type="button" class="btn primary" on:click=begin>
                    {move || label()}
                </button>
                <a class="btn quiet" href="#/setups">
                    "Open a setup file"
                </a>
            </div>
        </div>
    }
}

#[component]
fn MethodChoice(method: SetupMethod, is_script: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let own = method == SetupMethod::Script;
    let [name, about] = start_card::method_label(method);
    let expectation = move || match method {
        SetupMethod::ByHand => format!("{}. {about}", app.guide(status::estimate)),
        SetupMethod::Script => about.to_owned(),
    };
    view! {
        <label class="choice">
            <input
                type="radio"
                name="method"
                prop:checked=move || is_script.get() == own
                on:change=move |_| is_script.set(own)
            />
            <span>
                <b>{name}</b>
                <span>{move || expectation()}</span>
            </span>
        </label>
    }
}
