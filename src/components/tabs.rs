//! Tabs: a list of buttons of which one is selected, and its panel.

use leptos::prelude::*;

use crate::browser;
use crate::browser::event::KeyPress;

#[derive(Clone)]
pub struct Tab {
    /// Identifies the tab within its list; the id of its button is `<list>-<id>`.
    pub id: &'static str,
    pub label: Signal<String>,
    /// What is shown after the label, such as a count.
    pub badge: ViewFn,
    pub panel: ViewFn,
}

impl Tab {
    pub fn new(
        id: &'static str,
        label: impl Into<Signal<String>>,
        panel: impl Into<ViewFn>,
    ) -> Self {
        Self {
            id,
            label: label.into(),
            badge: ViewFn::default(),
            panel: panel.into(),
        }
    }

    pub fn with_badge(mut self, badge: impl Into<ViewFn>) -> Self {
        self.badge = badge.into();
        self
    }
}

/// The list and the panel of the selected tab, which is made when it is
/// selected. Arrow keys, Home and End go from tab to tab.
#[component]
pub fn Tabs(
    /// Identity on the page.
    id: &'static str,
    label: &'static str,
    tabs: Vec<Tab>,
    /// The id of the selected tab.
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let keys = move |event: web_sys::Event| {
        let Some(press) = KeyPress::of(event) else {
            return;
        };
        let at = ids.iter().position(|id| *id == selected.get_untracked());
        let (at, last) = (at.unwrap_or(0), ids.len().saturating_sub(1));
        let next = match press.key.as_str() {
            "ArrowRight" => (at + 1) % ids.len().max(1),
            "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        press.prevent_default();
        if let Some(next) = ids.get(next) {
            selected.set(next);
            browser::focus(&format!("{id}-{next}"));
        }
    };
    let buttons = tabs.iter().map(|tab| {
        let (own, text, badge) = (tab.id, tab.label, tab.badge.clone());
        let is_on = move || selected.get() == own;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("{id}-{own}")
                aria-selected=move || is_on().to_string()
                aria-controls=format!("{id}-panel")
                tabindex=move || if is_on() { "0" } else { "-1" }
                on:click=move |_| selected.set(own)
            >
                {move || text.get()}
                {badge.run()}
            </button>
        }
        .into_any()
    });
    let buttons = buttons.collect::<Vec<_>>();
    let shown = Memo::new(move |_| selected.get());
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=move |event| keys(event.into())>
            {buttons}
        </div>
        <div
            class="tab-panel"
            role="tabpanel"
            id=format!("{id}-panel")
            aria-labelledby=move || format!("{id}-{}", shown.get())
        >
            {move || {
                let shown = shown.get();
                tabs.iter().find(|tab| tab.id == shown).map(|tab| untrack(|| tab.panel.run()))
            }}
        </div>
    }
}
