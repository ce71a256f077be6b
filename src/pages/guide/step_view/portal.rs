//! The drawn screen of the portal. It is built from text, so it follows light
//! and dark, prints, and can be read aloud.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::pages::guide::rich::marker;
use crate::pages::guide::table::Table;
use guide::screen::{ControlKind, MenuItem, PortalScreen, ScreenControl, ScreenSection};

#[component]
pub fn Portal(screen: PortalScreen) -> impl IntoView {
    let PortalScreen {
        crumbs,
        menu,
        behind,
        front,
    } = screen;
    let label = format!("{} in the Entra portal", front.title);
    let is_alone = menu.is_empty() && behind.is_none();
    let has_table = front
        .controls
        .iter()
        .any(|control| matches!(control.kind, ControlKind::Table { .. }));
    view! {
        <figure class="portal" aria-label=label>
            <div class="crumb">{crumbs.join(" › ")}</div>
            <div class="panes" class:alone=is_alone class:wide=has_table>
                {(!is_alone)
                    .then(|| {
                        view! {
                            <div class="behind">
                                {(!menu.is_empty()).then(|| portal_menu(menu))}
                                {behind.map(section)}
                            </div>
                        }
                            .into_any()
                    })}
                <div class="blade">{section(front)}</div>
            </div>
        </figure>
    }
}

fn portal_menu(menu: Vec<MenuItem>) -> AnyView {
    let items = menu.into_iter().map(|item| {
        view! {
            <li class:on=item.is_current>
                <span class="grow">{item.label}</span>
                {item.marker.map(marker)}
            </li>
        }
        .into_any()
    });
    let items = items.collect::<Vec<_>>();
    view! {
        <ul class="p-menu" aria-label="Menu">
            {items}
        </ul>
    }
    .into_any()
}

fn section(section: ScreenSection) -> AnyView {
    let controls = section.controls.into_iter().map(control);
    let controls = controls.collect::<Vec<_>>();
    view! {
        <b>{section.title}</b>
        {controls}
    }
    .into_any()
}

fn control(control: ScreenControl) -> AnyView {
    let ScreenControl {
        label,
        marker: own_marker,
        kind,
    } = control;
    // What only some portals need is not what the eye should go to.
    let is_now = own_marker.is_some_and(|own| !own.is_conditional);
    let mark = own_marker.map(marker);
    match kind {
        ControlKind::TextBox(content) => field(label, text_box(content), is_now, mark),
        ControlKind::DropDown(value) => field(label, drop_down(value), is_now, mark),
        ControlKind::CheckBox { is_checked } => {
            let spoken = if is_checked {
                ", selected"
            } else {
                ", cleared"
            };
            switch("p-check", is_checked, label, spoken, mark)
        }
        ControlKind::RadioButton { is_selected } => {
            let spoken = if is_selected {
                ", selected"
            } else {
                ", not selected"
            };
            switch("p-radio", is_selected, label, spoken, mark)
        }
        ControlKind::Toggle { is_on } => {
            let spoken = if is_on { ", on" } else { ", off" };
            switch("p-toggle", is_on, label, spoken, mark)
        }
        ControlKind::Button { is_primary } => view! {
            <div class="act">
                <span class="okbtn" class:second=!is_primary>
                    {label}
                </span>
                {mark}
            </div>
        }
        .into_any(),
        ControlKind::Link => view! {
            <div class="act">
                <span class="p-link">{label}</span>
                {mark}
            </div>
        }
        .into_any(),
        ControlKind::Text => view! { <div class="p-text">{label}</div> }.into_any(),
        ControlKind::Table { head, rows } => view! {
            <div class="act top">
                <Table head=head.to_vec() rows=rows.into_iter().map(Vec::from).collect()/>
                {mark}
            </div>
        }
        .into_any(),
    }
}

fn field(label: String, content: AnyView, is_now: bool, mark: Option<AnyView>) -> AnyView {
    view! {
        <div class="f" class:now=is_now>
            <span class="l">{label}</span>
            <span class="box">{content}</span>
            {mark}
        </div>
    }
    .into_any()
}

/// What is typed, or why there is nothing yet.
fn text_box(content: Result<String, String>) -> AnyView {
    match content {
        Ok(text) => view! { <code>{text}</code> }.into_any(),
        Err(missing) => view! { <i>{missing}</i> }.into_any(),
    }
}

fn drop_down(value: String) -> AnyView {
    view! {
        <span>{value}</span>
        <Icon of=icons::DOWN/>
    }
    .into_any()
}

fn switch(
    class: &'static str,
    is_on: bool,
    label: String,
    spoken: &'static str,
    mark: Option<AnyView>,
) -> AnyView {
    view! {
        <div class="act switch">
            <span class=class class:on=is_on aria-hidden="true"></span>
            <span>
                {label}
                <span class="said">{spoken}</span>
            </span>
            {mark}
        </div>
    }
    .into_any()
}
