//! One function of the reference.

use entra_expression::contested::{self, ContestedInfo};
use entra_expression::functions::{Caveat, FunctionExample, Param};
use entra_expression::{FunctionInfo, Parse};
use leptos::prelude::*;
use provisioning::user::sample;

use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
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
                <summary class="fnrow">
                    <code class="fn">{info.name}</code>
                    <span class="muted small">
                        {info.summary}
                        {not_for_scim(info)
                            .map(|words| {
                                view! {
                                    " "
                                    <span class="tag draft">{words}</span>
                                }
                                    .into_any()
                            })}
                    </span>
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
        1 => Some("You can repeat the last one."),
        _ => Some("You can repeat the last two together."),
    };
    let repeats = repeats.map(|words| view! { <p class="muted small">{words}</p> }.into_any());
    let examples = info.examples.iter();
    let examples = examples.map(|example| view! { <Example info example/> }.into_any());
    let caveats = info.caveats.iter();
    let caveats = caveats.map(|caveat| view! { <CaveatNote caveat/> }.into_any());
    let contested = contested::of(info.name);
    let contested = contested.map(|info| view! { <Contested info/> }.into_any());
    view! {
        <div class="inside stack">
            <p>
                <code>{info.signature()}</code>
            </p>
            <p class="muted small">{format!("Gives {}", type_words(info.returns))}</p>
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
            <span class="muted">{format!(" {}{presence}. ", type_words(param.takes))}</span>
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
            <p class="muted small">{example_words(example)}</p>
            <span class="row wrap">
                <button
                    type="button"
                    class="btn small"
                    aria-label=format!("Open {}", example.expression)
                    on:click=move |_| open(state, info.name, example)
                >
                    "Open"
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
            class="btn small"
            aria-label=format!("Open with these values: {}", example.expression)
            title="The sample user gets the values of the example. You can undo it."
            on:click=move |_| open_with_values(state, info.name, example)
        >
            "Open with these values"
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
fn CaveatNote(caveat: &'static Caveat) -> impl IntoView {
    view! {
        <p class="hint">
            <Icon of=icons::WARN class="warnc"/>
            <span>{caveat.text} " " <span class="muted">{format!("Source: {}.", caveat.source)}</span></span>
        </p>
    }
}

#[component]
fn Contested(info: &'static ContestedInfo) -> impl IntoView {
    view! {
        <Notice kind=StatusKind::Plain title="Not documented clearly">
            <Readings info/>
        </Notice>
    }
}
