//! The button that copies, and says so where it is.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::Node;

use crate::browser;
use crate::browser::announcer::use_announcer;
use crate::components::icon::{Icon, icons};

/// How long the button says what it did.
const SHOWN: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CopyState {
    Ready,
    Copied,
    /// The browser does not allow it; the text is selected instead.
    Selected,
    /// Not even that.
    Refused,
}

impl CopyState {
    fn label(self) -> &'static str {
        match self {
            Self::Ready => "Copy",
            Self::Copied => "Copied",
            Self::Selected => "Press Ctrl+C",
            Self::Refused => "Not allowed",
        }
    }
}

#[component]
pub fn CopyButton(
    /// Names what is copied, for example "Tenant URL".
    #[prop(into)]
    what: String,
    /// The text, read when the button is pressed.
    #[prop(into)]
    text: Callback<(), String>,
    /// The id of the element that shows the text, which is selected when the
    /// browser does not let the page copy. Without it, or when it shows another
    /// text, a field with the text appears beside the button.
    #[prop(optional, into)]
    shown_in: Option<String>,
    /// Further classes of the button.
    #[prop(optional)]
    class: &'static str,
    /// The label in place of "Copy".
    #[prop(optional)]
    label: Option<&'static str>,
    /// The icon in place of the one for copying.
    #[prop(default = icons::COPY)]
    icon: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let announcer = use_announcer();
    let state = RwSignal::new(CopyState::Ready);
    let fallback = RwSignal::new(None::<String>);
    let field = NodeRef::<leptos::html::Textarea>::new();
    let name = what.clone();
    let aria_label = move || match (state.get(), label) {
        (CopyState::Ready, None) => format!("Copy {name}"),
        (CopyState::Ready, Some(label)) => label.to_owned(),
        (state, _) => format!("{}: {name}", state.label()),
    };
    let announced = what.clone();
    let press = move |_| {
        let text = text.run(());
        let what = announced.clone();
        let shown = shown_in.as_deref().and_then(browser::elements::node);
        browser::run(Box::pin(async move {
            let next = if browser::copy_text(&text).await.is_ok() {
                fallback.try_set(None);
                CopyState::Copied
            } else if shown.is_some_and(|node| browser::select_text(&node, &text)) {
                CopyState::Selected
            } else {
                fallback.try_set(Some(text.clone()));
                leptos::task::tick().await;
                let node = field.try_get_untracked().flatten();
                let selected =
                    node.is_some_and(|node| browser::select_text(&Node::from(node), &text));
                match selected {
                    true => CopyState::Selected,
                    false => CopyState::Refused,
                }
            };
            announcer.announce(match next {
                CopyState::Ready | CopyState::Copied => format!("{what} copied"),
                CopyState::Selected => format!(
                    "This browser doesn't let the page copy. {what} is selected: press Ctrl+C."
                ),
                CopyState::Refused => {
                    format!("This browser doesn't let the page copy {what}.")
                }
            });
            // The admin may have left the page meanwhile.
            if state.try_set(next).is_none() {
                set_timeout(
                    move || {
                        state.try_set(CopyState::Ready);
                    },
                    SHOWN,
                );
            }
        }));
    };
    let class = format!("btn small copy {class}").trim_end().to_owned();
    let what = StoredValue::new(what);
    view! {
        <button
            type="button"
            class=class
            class:done=move || state.get() == CopyState::Copied
            class:wide=move || label.is_some() || state.get() != CopyState::Copied && state.get() != CopyState::Ready
            aria-label=aria_label
            disabled=move || disabled.get()
            on:click=press
        >
            {move || match state.get() {
                CopyState::Copied => view! { <Icon of=icons::CHECK/> }.into_any(),
                _ => view! { <Icon of=icon/> }.into_any(),
            }}
            // The label keeps its room, so that nothing beside the button moves.
            <span class="copy-label" data-label=label>
                {move || match (state.get(), label) {
                    (CopyState::Ready, Some(label)) => label,
                    (state, _) => state.label(),
                }}
            </span>
        </button>
        {move || {
            fallback
                .get()
                .map(|text| {
                    view! {
                        <textarea
                            class="in mono copy-fallback"
                            rows="3"
                            readonly
                            aria-label=what.get_value()
                            node_ref=field
                            prop:value=text
                        ></textarea>
                    }
                        .into_any()
                })
        }}
    }
}
