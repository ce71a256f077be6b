//! Why files were not opened, and files that cannot be used.

use leptos::prelude::*;
use preflight::input_files::InputStatus;
use preflight::users_file::UsersFileErrorText;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::preflight::state::{OpenError, PreflightState};
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::FreshAlert;

#[component]
pub(crate) fn OpenErrors() -> impl IntoView {
    let state = use_page().state;
    let open_error = move || {
        let open_error = state.open_error();
        open_error.map(|open_error| view! { <NotOpened open_error/> }.into_any())
    };
    let refused = Memo::new(move |_| refused_files(state));
    view! {
        <div class="stack pf-errors no-print">
            <FreshAlert alert=open_error/>
            {move || {
                state
                    .put_away()
                    .map(|text| {
                        view! {
                            <p class="hint">
                                <Icon of=icons::INFO/>
                                <span>{text}</span>
                            </p>
                        }
                            .into_any()
                    })
            }}
            {move || {
                let refused = refused.get().into_iter();
                let refused = refused
                    .map(|(id, name, text)| view! { <RefusedFile id name text/> }.into_any());
                refused.collect::<Vec<_>>()
            }}
        </div>
    }
}

fn refused_files(state: PreflightState) -> Vec<(u32, String, UsersFileErrorText)> {
    state.input_files(|input_files| {
        let all = input_files.all().iter();
        let refused = all.filter_map(|file| match &file.status {
            InputStatus::Refused(text) => Some((file.id, file.name.clone(), text.clone())),
            _ => None,
        });
        refused.collect()
    })
}

/// Why files were not taken in.
#[component]
fn NotOpened(open_error: OpenError) -> impl IntoView {
    let text = open_error.to_string();
    match open_error.is_harmless() {
        true => view! {
            <p class="hint">
                <Icon of=icons::INFO/>
                <span>{text}</span>
            </p>
        }
        .into_any(),
        false => view! {
            <div class="notice bad" role="alert">
                <Icon of=icons::BAD/>
                <p>{text}</p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn RefusedFile(id: u32, name: String, text: UsersFileErrorText) -> impl IntoView {
    let state = use_page().state;
    let label = format!("Remove {name}");
    let remove = move |_| {
        state.edit_input_files(|input_files| input_files.remove(id));
        browser::focus("page-title");
    };
    view! {
        <Notice kind=StatusKind::Bad title=format!("{name} can’t be used")>
            <p>{text.what.clone()} " " {text.remedy}</p>
            <p>
                <button type="button" class="btn small" aria-label=label.clone() on:click=remove>
                    "Remove"
                </button>
            </p>
        </Notice>
    }
}
