//! A button that opens a short list of actions.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::elements;
use crate::browser::event::{KeyPress, member};
use crate::components::icon::{Icon, icons};

/// A ⋯ button with its menu: links and buttons as children. Escape, a choice or
/// leaving it closes it.
#[component]
pub fn Menu(
    /// What the button says to screen readers, for example "More for the guide".
    #[prop(into)]
    label: String,
    /// Further classes of the button.
    #[prop(optional)]
    class: &'static str,
    /// The icon of the button; dots if there is none.
    #[prop(default = icons::MORE)]
    icon: &'static str,
    /// Words on the button, beside the icon, in place of the label.
    #[prop(optional, into)]
    text: Option<Signal<String>>,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let leave = move |event: web_sys::Event| {
        let inside = member(&event, "relatedTarget");
        let own = member(&event, "currentTarget");
        let stays = own
            .dyn_ref::<web_sys::Node>()
            .is_some_and(|own| own.contains(inside.dyn_ref::<web_sys::Node>()));
        if !stays {
            open.set(false);
        }
    };
    view! {
        <div
            class="menu-box"
            on:focusout=move |event| leave(event.into())
            on:keydown=move |event| {
                let press = KeyPress::of(event.into());
                if let Some(press) = press.filter(|press| open.get_untracked() && press.key == "Escape") {
                    press.prevent_default();
                    press.stop_propagation();
                    close();
                }
            }
        >
            <button
                type="button"
                class=format!("btn {} {class}", if text.is_some() { "" } else { "icon" })
                aria-label=text.is_none().then_some(label)
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                node_ref=button
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon of=icon/>
                {text.map(|text| {
                    view! {
                        <span>{move || text.get()}</span>
                        <Icon of=icons::DOWN/>
                    }
                        .into_any()
                })}
            </button>
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <div class="menu" on:click=move |_| elements::after_click(move || { open.try_set(false); })>
                                {children()}
                            </div>
                        }
                            .into_any()
                    })
            }}
        </div>
    }
}
