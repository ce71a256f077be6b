//! The command palette (`Ctrl+K`): pages, steps, mappings, functions, setups and
//! actions in one list. It is a chunk of its own.

mod items;
mod search;

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::{self, Event};
use crate::browser::event::{self, KeyPress};
use crate::components::icon::{Icon, icons};
use crate::shell::palette::items::{PaletteItem, PaletteTarget, items};
use crate::shell::palette::search::{PaletteMatch, matches, segments};
use crate::state::{App, use_app};

pub fn view() -> AnyView {
    view! { <Palette/> }.into_any()
}

/// The matches of the typed text, in groups, and the selected one.
#[derive(Clone, Copy)]
struct PaletteState {
    text: RwSignal<String>,
    found: Signal<Vec<(PaletteItem, PaletteMatch)>>,
    selected: RwSignal<usize>,
}

impl PaletteState {
    fn new(app: App) -> Self {
        let text = RwSignal::new(String::new());
        let all = StoredValue::new(untrack(|| items(app)));
        let found =
            Signal::derive(move || text.with(|text| all.with_value(|all| matches(all, text))));
        Self {
            text,
            found,
            selected: RwSignal::new(0),
        }
    }

    fn move_by(self, steps: isize) {
        let count = self.found.with_untracked(Vec::len);
        if count > 0 {
            self.selected.update(|at| {
                *at = at.saturating_add(count).saturating_add_signed(steps) % count;
            });
        }
    }
}

fn run(app: App, target: &PaletteTarget, new_tab: bool) {
    app.palette_open.set(false);
    match target {
        PaletteTarget::Address(address) if new_tab => browser::location::open_tab(address),
        PaletteTarget::Address(address) => browser::go(address),
        PaletteTarget::Setup(id) => app.switch(id),
        PaletteTarget::Action(act) => act(app),
    }
}

#[component]
fn Palette() -> impl IntoView {
    let app = use_app();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            elements::set_modal_open(&dialog, app.palette_open.get());
        }
    });
    view! {
        <dialog
            class="palette"
            aria-label="Search or run a command"
            node_ref=dialog
            on:close=move |_| app.palette_open.set(false)
            on:click=move |click| {
                // The backdrop belongs to the dialog itself.
                if event::is_own(&click) {
                    app.palette_open.set(false);
                }
            }
        >
            {move || app.palette_open.get().then(|| view! { <PaletteList/> }.into_any())}
        </dialog>
    }
}

#[component]
fn PaletteList() -> impl IntoView {
    let app = use_app();
    let state = PaletteState::new(app);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let keys = move |pressed: Event| {
        let Some(press) = KeyPress::of(pressed).filter(|press| !press.is_composing) else {
            return;
        };
        match press.key.as_str() {
            "ArrowDown" => state.move_by(1),
            "ArrowUp" => state.move_by(-1),
            "Enter" => {
                let at = state.selected.get_untracked();
                let chosen = state.found.with_untracked(|found| found.get(at).cloned());
                if let Some((item, _)) = chosen {
                    run(app, &item.target, press.control);
                }
            }
            _ => return,
        }
        press.prevent_default();
    };
    view! {
        <div class="ask">
            <Icon of=icons::SEARCH class="muted"/>
            <input
                type="text"
                role="combobox"
                aria-label="Search or run a command"
                aria-expanded="true"
                aria-controls="palette-options"
                aria-activedescendant=move || {
                    let at = state.selected.get();
                    state.found.with(|found| at < found.len()).then(|| option_id(at))
                }
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                prop:value=move || state.text.get()
                on:input=move |typed| {
                    state.selected.set(0);
                    state.text.set(event::value(&typed));
                }
                on:keydown=move |pressed| keys(pressed.into())
            />
            <kbd>"Esc"</kbd>
        </div>
        // A list box must have options.
        <div
            class="list"
            id="palette-options"
            role=move || if state.found.with(Vec::is_empty) { "status" } else { "listbox" }
            aria-label="Results"
        >
            {move || {
                let found = state.found.get();
                if found.is_empty() {
                    return view! { <p class="group">"No results. Try a page, step, attribute, function or setup."</p> }
                        .into_any();
                }
                groups(found).into_iter().map(|group| view! { <Group group state/> }.into_any()).collect_view().into_any()
            }}
        </div>
        <div class="keys" aria-hidden="true">
            <span>
                <kbd>"↑"</kbd>
                " "
                <kbd>"↓"</kbd>
                " Move"
            </span>
            <span>
                <kbd>"Enter"</kbd>
                " Open"
            </span>
            <span>
                <kbd>"Ctrl Enter"</kbd>
                " Open in a new tab"
            </span>
        </div>
    }
}

fn option_id(at: usize) -> String {
    format!("palette-option-{at}")
}

/// Matches of one kind, with their places in the whole list.
struct PaletteGroup {
    name: &'static str,
    entries: Vec<(usize, PaletteItem, PaletteMatch)>,
}

fn groups(found: Vec<(PaletteItem, PaletteMatch)>) -> Vec<PaletteGroup> {
    let mut groups: Vec<PaletteGroup> = Vec::new();
    for (at, (item, hit)) in found.into_iter().enumerate() {
        match groups.last_mut().filter(|group| group.name == item.group) {
            Some(group) => group.entries.push((at, item, hit)),
            None => groups.push(PaletteGroup {
                name: item.group,
                entries: vec![(at, item, hit)],
            }),
        }
    }
    groups
}

#[component]
fn Group(group: PaletteGroup, state: PaletteState) -> impl IntoView {
    let entries = group.entries.into_iter();
    let entries =
        entries.map(|(at, item, hit)| view! { <PaletteOption at item hit state/> }.into_any());
    let entries = entries.collect::<Vec<_>>();
    view! {
        <div role="group" aria-label=group.name>
            <div class="group" aria-hidden="true">
                {group.name}
            </div>
            {entries}
        </div>
    }
}

#[component]
fn PaletteOption(
    at: usize,
    item: PaletteItem,
    hit: PaletteMatch,
    state: PaletteState,
) -> impl IntoView {
    let app = use_app();
    let is_selected = move || state.selected.get() == at;
    Effect::new(move |_| {
        if is_selected() {
            elements::scroll_to_nearest(&option_id(at));
        }
    });
    let parts = segments(&item.label, &hit);
    let parts = parts.into_iter().map(|(text, marked)| match marked {
        true => view! { <mark>{text}</mark> }.into_any(),
        false => text.into_any(),
    });
    let parts = parts.collect::<Vec<_>>();
    let target = item.target.clone();
    view! {
        <div
            class="opt"
            role="option"
            id=option_id(at)
            aria-selected=move || is_selected().to_string()
            on:mousemove=move |_| {
                if state.selected.get_untracked() != at {
                    state.selected.set(at);
                }
            }
            on:click=move |click| run(app, &target, event::has_control(&click))
        >
            <Icon of=item.icon/>
            <span>{parts}</span>
            <small>{item.detail}</small>
        </div>
    }
}
