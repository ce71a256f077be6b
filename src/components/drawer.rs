//! A panel at the right for one item of a page.

use leptos::prelude::*;

use crate::browser;
use crate::browser::event::KeyPress;
use crate::components::icon::{Icon, icons};

/// The id of the drawer's heading, which takes the focus when it opens.
pub const DRAWER_TITLE: &str = "drawer-title";

/// The drawer of a page's `.split`. Escape or the cross closes it.
#[component]
pub fn Drawer(
    #[prop(into)] title: Signal<String>,
    /// What is shown below the title.
    #[prop(optional, into)]
    subtitle: ViewFn,
    /// Buttons beside the cross.
    #[prop(optional, into)]
    actions: ViewFn,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional, into)] footer: Option<ViewFn>,
    /// Whether its heading takes the focus when it opens.
    #[prop(default = true)]
    takes_focus: bool,
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| {
        if takes_focus {
            browser::focus_soon(DRAWER_TITLE);
        }
    });
    view! {
        <aside
            class="drawer"
            aria-labelledby=DRAWER_TITLE
            on:keydown=move |event| {
                let press = KeyPress::of(event.into());
                if let Some(press) = press.filter(|press| press.key == "Escape" && !press.is_composing) {
                    press.prevent_default();
                    on_close.run(());
                }
            }
        >
            <header>
                <div>
                    <h2 id=DRAWER_TITLE tabindex="-1">
                        {move || title.get()}
                    </h2>
                    {subtitle.run()}
                </div>
                {actions.run()}
                <button
                    type="button"
                    class="btn icon small plain"
                    aria-label="Close"
                    on:click=move |_| on_close.run(())
                >
                    <Icon of=icons::X/>
                </button>
            </header>
            <div class="in-body">{children()}</div>
            {footer.map(|footer| view! { <footer>{footer.run()}</footer> }.into_any())}
        </aside>
    }
}
