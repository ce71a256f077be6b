//! One line in place of the drop area: the files, and what can be changed.

use leptos::prelude::*;
use preflight::input_files::InputFile;
use preflight::protocol::{InputPurpose, Scope};
use provisioning::format::{counted, grouped};

use crate::components::icon::{Icon, icons};
use crate::pages::preflight::lock::{CloseFile, LockStatus};
use crate::pages::preflight::state::{Panel, PreflightState, RunStatus};
use crate::pages::preflight::use_page;
use crate::state::use_app;

pub(crate) const CHANGE_ID: &str = "pf-change";
pub(crate) const OPTIONS_ID: &str = "pf-options";
const WHY_ID: &str = "pf-why";

#[component]
pub(crate) fn ChipBar() -> impl IntoView {
    let state = use_page().state;
    let chips = Memo::new(move |_| chips(state));
    view! {
        <div class="pf-chips" role="group" aria-label="Files and options">
            {move || {
                let chips = chips.get().into_iter();
                let chips = chips.map(|(name, about)| view! { <Chip name about/> }.into_any());
                chips.collect::<Vec<_>>()
            }}
            <span class="pf-chips no-print">
                <PanelButton id=CHANGE_ID panel=Panel::Files>
                    "Change"
                </PanelButton>
                <PanelButton id=OPTIONS_ID panel=Panel::Options>
                    <Icon of=icons::SLIDERS/>
                    "Options"
                </PanelButton>
                <RunButton id="pf-run"/>
            </span>
            <span class="narrow-only pf-chips no-print">
                <LockStatus class=""/>
                <CloseFile class=""/>
            </span>
        </div>
        <ScopeLine/>
        <RunHint/>
    }
}

#[component]
fn Chip(name: String, about: String) -> impl IntoView {
    view! {
        <span class="pf-chip">
            <Icon of=icons::FILE/>
            <span class="pf-chip-name">{name}</span>
            <span class="muted">{about}</span>
        </span>
    }
}

/// Name of each file that can be used, and what it holds; the users first.
fn chips(state: PreflightState) -> Vec<(String, String)> {
    let total = match &*state.run() {
        RunStatus::Done(report) => Some(report.totals.users),
        _ => None,
    };
    state.input_files(|input_files| {
        let mut files: Vec<_> = input_files.all().iter().collect();
        files.sort_by_key(|file| file.purpose != InputPurpose::Users);
        let files = files.into_iter();
        let chips = files.filter_map(|file| Some((file.name.clone(), about(file, total)?)));
        chips.collect()
    })
}

fn about(file: &InputFile, total: Option<u32>) -> Option<String> {
    let look = file.look()?;
    Some(match (file.purpose, total) {
        (InputPurpose::Users, Some(total)) => counted(total.into(), "user", "users"),
        (InputPurpose::Users, None) if look.whole => counted(look.rows, "user", "users"),
        (InputPurpose::Users, None) => format!("more than {} users", grouped(look.rows)),
        (InputPurpose::Assigned, _) => "assigned users".to_owned(),
        (InputPurpose::More, _) => "more attributes".to_owned(),
        (InputPurpose::Talkdesk, _) => "users in Talkdesk".to_owned(),
    })
}

/// Opens a drawer, or closes it.
#[component]
fn PanelButton(id: &'static str, panel: Panel, children: Children) -> impl IntoView {
    let state = use_page().state;
    let is_open = move || state.panel() == Some(panel);
    view! {
        <button
            type="button"
            class="btn quiet"
            id=id
            aria-expanded=move || is_open().to_string()
            on:click=move |_| {
                let open = untrack(is_open);
                state.show_panel((!open).then_some(panel));
            }
        >
            {children()}
        </button>
    }
}

/// Begins a run, or cancels it.
#[component]
pub(crate) fn RunButton(#[prop(optional)] id: Option<&'static str>) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let blocked = Memo::new(move |_| !state.is_running() && state.blocker().is_some());
    // A report that is up to date needs no second run.
    let fresh = Memo::new(move |_| state.is_done() && !state.is_outdated(app));
    let wanted = move || !state.is_running() && !blocked.get() && !fresh.get();
    // A blocked button keeps the focus, so that the reason is read out.
    view! {
        <button
            type="button"
            class="btn"
            id=id
            class:primary=wanted
            class:quiet=move || !wanted() && !state.is_running()
            aria-describedby=WHY_ID
            aria-disabled=move || blocked.get().then_some("true")
            on:click=move |_| state.begin_or_cancel(app)
        >
            {move || match &*state.run() {
                RunStatus::Running(_) => "Cancel",
                RunStatus::Empty => "Check users",
                _ => "Run again",
            }}
        </button>
    }
}

/// What stands in the way of a run, or that the report is out of date.
#[component]
fn RunHint() -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let blocker = Memo::new(move |_| {
        let blocker = (!state.is_running()).then(|| state.blocker()).flatten();
        blocker.map_or_else(String::new, |blocker| blocker.to_string())
    });
    let outdated = Memo::new(move |_| blocker.with(String::is_empty) && state.is_outdated(app));
    view! {
        <p id=WHY_ID class="pf-hint no-print" class:hint=move || !outdated.get()>
            {move || match outdated.get() {
                true => view! {
                    <span class="st warn">
                        <Icon of=icons::WARN/>
                        "Files, options or mappings have changed since this run. Run again to update the report."
                    </span>
                }
                    .into_any(),
                false => view! { {blocker.get()} }.into_any(),
            }}
        </p>
    }
}

/// That only assigned users are checked, and the way back.
#[component]
fn ScopeLine() -> impl IntoView {
    let state = use_page().state;
    let file = Memo::new(move |_| {
        let only = state.choices(|choices| choices.scope == Scope::Assigned);
        only.then(|| assigned_file(state)).flatten()
    });
    view! {
        {move || {
            file.get()
                .map(|name| {
                    view! {
                        <p class="hint pf-scope">
                            <Icon of=icons::INFO/>
                            <span>{format!("Only users in {name} are checked.")}</span>
                            <button
                                type="button"
                                class="btn quiet small no-print"
                                disabled=move || state.is_running()
                                on:click=move |_| state.choose(|choices| choices.scope = Scope::All)
                            >
                                "Check all users"
                            </button>
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}

fn assigned_file(state: PreflightState) -> Option<String> {
    state.input_files(|input_files| {
        let mut all = input_files.all().iter();
        let assigned = all.find(|file| file.purpose == InputPurpose::Assigned);
        assigned.map(|file| file.name.clone())
    })
}
