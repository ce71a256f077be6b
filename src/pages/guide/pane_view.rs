//! The drawn portal pane. It is built from text, so it follows light and dark,
//! prints, and can be read aloud.

use leptos::prelude::*;

use crate::pages::guide::table::Table;
use crate::state::use_app;
use guide::fill::{self, DrawnItem, DrawnKind};
use guide::step::PortalPane;
use setup::Setup;

/// A marker, as the published guide numbers what to click or type.
#[component]
pub fn Marker(number: u8) -> impl IntoView {
    view! {
        <span class="mark">
            <span class="said">"marker "</span>
            {number.to_string()}
        </span>
    }
}

#[component]
pub fn PaneView(pane: &'static PortalPane) -> impl IntoView {
    let app = use_app();
    let items = move || app.setup.with(|setup| fill::items(pane, setup)).into_iter();
    view! {
        <figure class="portal" aria-label="The portal at this step">
            <div class="crumb">{move || app.setup.with(|setup| crumbs(pane, setup))}</div>
            <div class="portal-body">
                <PaneMenu pane/>
                <div class="portal-form">
                    <b>{move || app.setup.with(|setup| fill::text(pane.title, setup))}</b>
                    {move || {
                        items().map(|item| view! { <PaneItem item/> }.into_any()).collect::<Vec<_>>()
                    }}
                </div>
            </div>
        </figure>
    }
}

fn crumbs(pane: &PortalPane, setup: &Setup) -> String {
    let crumbs = pane.crumbs.iter().map(|crumb| fill::text(crumb, setup));
    crumbs.collect::<Vec<_>>().join(" › ")
}

#[component]
fn PaneMenu(pane: &'static PortalPane) -> impl IntoView {
    let app = use_app();
    let entries = pane.menu.iter().map(|label| {
        let is_current = *label == pane.current;
        let marker = pane.marker.filter(|_| is_current);
        view! {
            <li class:on=is_current>
                {move || app.setup.with(|setup| fill::text(label, setup))}
                {marker.map(|number| view! { <Marker number/> }.into_any())}
            </li>
        }
        .into_any()
    });
    let entries = entries.collect::<Vec<_>>();
    view! {
        <ul class="side" aria-label="Menu of the portal">
            {entries}
        </ul>
    }
}

#[component]
fn PaneItem(item: DrawnItem) -> impl IntoView {
    let DrawnItem {
        label,
        marker,
        kind,
    } = item;
    let mark = marker.map(|number| view! { <Marker number/> }.into_any());
    match kind {
        DrawnKind::Button { primary } => view! {
            <div>
                <span class="pbtn" class:p=primary>
                    {label}
                    {mark}
                </span>
            </div>
        }
        .into_any(),
        DrawnKind::Link => view! {
            <div class="row">
                <span class="plink">{label}</span>
                {mark}
            </div>
        }
        .into_any(),
        DrawnKind::Field(value) => view! { <PaneField label value mark/> }.into_any(),
        DrawnKind::Tick(is_on) => view! { <PaneTick label is_on mark/> }.into_any(),
        DrawnKind::Table { head, rows } => view! {
            <div class="ptable">
                {mark}
                <Table head=head.to_vec() rows=rows.into_iter().map(Vec::from).collect()/>
            </div>
        }
        .into_any(),
        DrawnKind::Text => view! { <div class="ptext">{label}</div> }.into_any(),
    }
}

#[component]
fn PaneField(
    label: String,
    /// What is in the field, or why there is nothing yet.
    value: Result<String, String>,
    mark: Option<AnyView>,
) -> impl IntoView {
    let value = match value {
        Ok(text) => view! { <span>{text}</span> }.into_any(),
        Err(missing) => view! { <span class="missing">{missing}</span> }.into_any(),
    };
    view! {
        <div class="pfield">
            <span class="plabel">{label}</span>
            <span class="pin">
                {value}
                {mark}
            </span>
        </div>
    }
}

/// A tick box or radio button.
#[component]
fn PaneTick(label: String, is_on: bool, mark: Option<AnyView>) -> impl IntoView {
    let status = match is_on {
        true => ", ticked",
        false => ", not ticked",
    };
    view! {
        <div class="ptick">
            <span class="pbox" class:on=is_on aria-hidden="true"></span>
            <span>
                {label}
                <span class="said">{status}</span>
            </span>
            {mark}
        </div>
    }
}
