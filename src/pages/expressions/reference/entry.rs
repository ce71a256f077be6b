//! One function of the reference.

use entra_expression::contested::{self, ContestedInfo};
use entra_expression::functions::{Caveat, FunctionExample, Param};
use entra_expression::{FunctionInfo, Parse};
use leptos::prelude::*;
use provisioning::user::sample;

use crate::browser::event;
use crate::components::when::When;
use crate::pages::expressions::reference::readings::Readings;
use crate::pages::expressions::reference::search::{
    example_words, not_for_scim, presence_words, type_words,
};
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::state::sample_user;

#[component]
pub fn Entry(
    info: &'static FunctionInfo,
    /// Whether it is open before anybody opens it.
    is_open: bool,
) -> impl IntoView {
    // Most entries are never opened, so the inside waits for that.
    let was_opened = RwSignal::new(is_open);
    view! {
        <li>
            // The attribute is set anew with every search, which closes what was opened by hand.
            <details
                open=is_open
                on:toggle=move |toggled| {
                    if event::is_open(&toggled) {
                        was_opened.set(true);
                    }
                }
            >
                <summary>
                    <code>{info.name}</code>
                    " "
                    {not_for_scim(info)
                        .map(|words| view! { <span class="tag warn">{words}</span> }.into_any())}
                    <small>{info.summary}</small>
                </summary>
                <When is=was_opened>
                    <Inside info/>
                </When>
            </details>
        </li>
    }
}

#[component]
fn Inside(info: &'static FunctionInfo) -> impl IntoView {
    let params = info.params.iter();
    let params = params.map(|param| view! { <Parameter param/> }.into_any());
    let repeats = match info.repeats {
        0 => None,
        1 => Some("The last one may be repeated."),
        _ => Some("The last ones may be repeated together."),
    };
    let repeats = repeats.map(|words| view! { <p class="hint">{words}</p> }.into_any());
    let examples = info.examples.iter();
    let examples = examples.map(|example| view! { <Example info example/> }.into_any());
    let caveats = info.caveats.iter();
    let caveats = caveats.map(|caveat| view! { <CaveatCallout caveat/> }.into_any());
    let contested = contested::of(info.name);
    let contested = contested.map(|info| view! { <Contested info/> }.into_any());
    view! {
        <div class="inside stack">
            <p>
                <code>{info.signature()}</code>
            </p>
            <p class="hint">{format!("Gives: {}", type_words(info.returns))}</p>
            <ul class="params">{params.collect::<Vec<_>>()}</ul>
            {repeats}
            <ul class="examples">{examples.collect::<Vec<_>>()}</ul>
            {caveats.collect::<Vec<_>>()}
            {contested.collect::<Vec<_>>()}
        </div>
    }
}

#[component]
fn Parameter(param: &'static Param) -> impl IntoView {
    let presence = match presence_words(param.presence) {
        "" => String::new(),
        words => format!(", {words}"),
    };
    view! {
        <li>
            <code>{param.name}</code>
            <small>{format!(" {}{presence}. ", type_words(param.takes))}</small>
            {param.doc}
        </li>
    }
}

#[component]
fn Example(info: &'static FunctionInfo, example: &'static FunctionExample) -> impl IntoView {
    let state = use_editor();
    let with_values = (!example.attributes.is_empty())
        .then(|| view! { <OpenWithValues info example/> }.into_any());
    view! {
        <li>
            <code>{example.expression}</code>
            <small>{example_words(example)}</small>
            <span class="row">
                <button
                    type="button"
                    class="small"
                    aria-label=format!("Open in the editor: {}", example.expression)
                    on:click=move |_| open(state, info.name, example)
                >
                    "Open in the editor"
                </button>
                {with_values}
            </span>
        </li>
    }
}

fn open(state: EditorState, name: &str, example: &FunctionExample) {
    state.load(example.expression, &format!("Example of {name} opened"));
}

#[component]
fn OpenWithValues(info: &'static FunctionInfo, example: &'static FunctionExample) -> impl IntoView {
    let state = use_editor();
    view! {
        <button
            type="button"
            class="small"
            aria-label=format!("Open with its values: {}", example.expression)
            title="The sample user gets the values of the example; Undo brings yours back"
            on:click=move |_| open_with_values(state, info.name, example)
        >
            "Open with its values"
        </button>
    }
}

/// Opens an example for the values that are printed beside it, so that it gives
/// what it says.
fn open_with_values(state: EditorState, name: &str, example: &FunctionExample) {
    state.write(example.expression, example.expression.len());
    let user = state.parse.with_untracked(Parse::expr).map(|expr| {
        let user = state.user.get_untracked();
        sample::with_values(&user, &expr.attributes(), example.attributes)
    });
    if let Some(user) = user {
        let message = format!("Example of {name} opened; the sample user has its values");
        sample_user::take(state.app, user, &message);
    }
}

#[component]
fn CaveatCallout(caveat: &'static Caveat) -> impl IntoView {
    view! {
        <p class="callout warn">
            {caveat.text}
            <small>{format!(" Source: {}.", caveat.source)}</small>
        </p>
    }
}

#[component]
fn Contested(info: &'static ContestedInfo) -> impl IntoView {
    view! {
        <div class="callout stack">
            <b>"Not documented clearly"</b>
            <Readings info/>
        </div>
    }
}
