//! The box for a user as Microsoft Graph returns one.

use leptos::prelude::*;
use provisioning::user::SourceUser;
use provisioning::user::graph::{self, GraphError, GraphUser, GraphUsers};

use crate::browser;
use crate::browser::event;
use crate::components::when::When;

const BOX_ID: &str = "graph-json";
/// Notes about a user that are shown at most.
const MAX_NOTES: usize = 20;

/// What was read from the box; nothing while it is empty.
type ReadUsers = Option<Result<GraphUsers, GraphError>>;

/// A box and the button that opens it. What was pasted and not taken stands
/// there again when the box is opened again. Copies are handles to the same.
#[derive(Clone, Copy, Default)]
pub struct PasteUserState {
    is_open: RwSignal<bool>,
    text: RwSignal<String>,
}

impl PasteUserState {
    fn toggle(self) {
        self.is_open.update(|open| *open = !*open);
        if self.is_open.get_untracked() {
            browser::focus_soon(BOX_ID);
        }
    }
}

/// The button that opens the box.
#[component]
pub fn PasteUserButton(state: PasteUserState) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn small"
            aria-expanded=move || state.is_open.get().to_string()
            on:click=move |_| state.toggle()
        >
            "Paste a user from Graph"
        </button>
    }
}

/// The place of the box.
#[component]
pub fn PasteUserBox(
    state: PasteUserState,
    /// Gets the user with its name.
    on_user: Callback<(SourceUser, String)>,
    /// Identity of the element that gets the focus then.
    focus: &'static str,
) -> impl IntoView {
    view! {
        <When is=state.is_open>
            <OpenBox state on_user focus/>
        </When>
    }
}

/// The open box: what was read from its text, and which of several users is
/// chosen.
#[derive(Clone, Copy)]
struct OpenBoxState {
    text: RwSignal<String>,
    which: RwSignal<usize>,
    read: Memo<ReadUsers>,
}

impl OpenBoxState {
    fn new(text: RwSignal<String>) -> Self {
        let read = move |text: &String| (!text.trim().is_empty()).then(|| graph::read(text));
        Self {
            text,
            which: RwSignal::new(0),
            read: Memo::new(move |_| text.with(read)),
        }
    }

    fn type_text(self, text: String) {
        self.which.set(0);
        self.text.set(text);
    }

    fn has_users(self) -> bool {
        self.read.with(|read| matches!(read, Some(Ok(_))))
    }

    /// The user that is chosen.
    fn chosen(self) -> Option<GraphUser> {
        self.read.with(|read| match read {
            Some(Ok(users)) => users.users.get(self.which.get()).cloned(),
            _ => None,
        })
    }
}

#[component]
fn OpenBox(
    state: PasteUserState,
    on_user: Callback<(SourceUser, String)>,
    focus: &'static str,
) -> impl IntoView {
    let open_box = OpenBoxState::new(state.text);
    let take = move |_| {
        if let Some(chosen) = untrack(|| open_box.chosen()) {
            let name = chosen.name().to_owned();
            on_user.run((chosen.user, name));
            state.text.set(String::new());
            state.is_open.set(false);
            browser::focus_soon(focus);
        }
    };
    view! {
        <div class="paste stack">
            <TextBox open_box/>
            <div class="field" id="graph-json-said" aria-live="polite">
                {move || open_box.read.get().map(|read| what_was_read(read, open_box))}
                {move || open_box.chosen().map(|user| view! { <UserNotes user/> }.into_any())}
            </div>
            <div class="row">
                <button
                    type="button"
                    class="btn small"
                    disabled=move || !open_box.has_users()
                    on:click=take
                >
                    "Use this user"
                </button>
                <button
                    type="button"
                    class="btn small quiet"
                    on:click=move |_| state.is_open.set(false)
                >
                    "Cancel"
                </button>
            </div>
        </div>
    }
}

#[component]
fn TextBox(open_box: OpenBoxState) -> impl IntoView {
    view! {
        <div class="field">
            <label for=BOX_ID>"User JSON from Microsoft Graph"</label>
            <textarea
                class="in mono"
                id=BOX_ID
                rows="4"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="graph-json-hint graph-json-said"
                prop:value=move || open_box.text.get()
                on:input=move |input| open_box.type_text(event::value(&input))
            ></textarea>
            <p class="help" id="graph-json-hint">
                "One user, a list of users, or the testInputObject of a parseExpression request. It stays in this browser."
            </p>
        </div>
    }
}

fn what_was_read(read: Result<GraphUsers, GraphError>, open_box: OpenBoxState) -> AnyView {
    match read {
        Err(error) => view! { <p class="help bad">{error.to_string()}</p> }.into_any(),
        Ok(users) => match users.users.as_slice() {
            [only] => {
                let found = format!(
                    "{}, {} attributes.",
                    only.name(),
                    only.user.attributes.len()
                );
                view! { <p class="small">{found}</p> }.into_any()
            }
            _ => view! { <UserChoice users open_box/> }.into_any(),
        },
    }
}

/// The choice among several users.
#[component]
fn UserChoice(users: GraphUsers, open_box: OpenBoxState) -> impl IntoView {
    let which = open_box.which;
    let options = users.users.iter().enumerate().map(|(index, found)| {
        view! {
            <option value=index.to_string() prop:selected=move || which.get() == index>
                {found.name().to_owned()}
            </option>
        }
        .into_any()
    });
    let options = options.collect::<Vec<_>>();
    let more = (users.more > 0).then(|| {
        let more = format!("{} more users weren’t read.", users.more);
        view! { <p class="help">{more}</p> }.into_any()
    });
    view! {
        <label for="graph-json-which">"Which user"</label>
        <select
            class="in"
            id="graph-json-which"
            on:change=move |change| which.set(event::value(&change).parse().unwrap_or_default())
        >
            {options}
        </select>
        {more}
    }
}

/// What was not taken from a user as it is.
#[component]
fn UserNotes(user: GraphUser) -> impl IntoView {
    let shown = user.notes.iter().take(MAX_NOTES);
    let notes = shown.map(|note| view! { <li>{note.to_string()}</li> }.into_any());
    let notes = notes.collect::<Vec<_>>();
    let more = user.notes.len().saturating_sub(MAX_NOTES);
    let more = (more > 0).then(|| view! { <li>{format!("{more} more notes.")}</li> }.into_any());
    view! {
        <ul class="user-notes">
            {notes}
            {more}
        </ul>
    }
}
