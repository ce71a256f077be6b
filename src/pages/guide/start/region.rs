//! The Talkdesk region and the Tenant URL that it gives.

use leptos::prelude::*;

use crate::components::region_field::RegionField;
use crate::components::value_box::ValueBox;
use crate::components::when::When;
use crate::state::{App, use_app};
use provisioning::talkdesk::regions::{REGIONS, Region, RegionSource};
use setup::Tenant;

/// Whether a tenant is one of the buttons, or "Other".
fn is_other(tenant: &Tenant) -> bool {
    match tenant {
        Tenant::Unknown => false,
        Tenant::Region(region) => region.facts().source == RegionSource::Unconfirmed,
        Tenant::Custom(_) => true,
    }
}

#[component]
pub fn RegionRow() -> impl IntoView {
    let app = use_app();
    // The list stays while something is chosen from it.
    let chose_other = RwSignal::new(false);
    let shows_other = move || chose_other.get() || app.setup.with(|setup| is_other(&setup.tenant));
    let confirmed = REGIONS
        .iter()
        .filter(|facts| facts.source == RegionSource::Confirmed);
    let buttons = confirmed.map(|facts| {
        let (region, name) = (facts.region, facts.name);
        view! { <RegionButton region name chose_other/> }.into_any()
    });
    let buttons = buttons.collect::<Vec<_>>();
    view! {
        <div class="ask-row">
            <div class="q" aria-hidden="true">
                "Talkdesk region"
            </div>
            <div class="stack">
                <div class="seg" role="radiogroup" aria-label="Talkdesk region">
                    {buttons}
                    <label>
                        <input
                            type="radio"
                            name="region"
                            prop:checked=shows_other
                            on:change=move |_| chose_other.set(true)
                        />
                        "Other"
                    </label>
                </div>
                <When is=Signal::derive(shows_other)>
                    <RegionField
                        id="other-region"
                        tenant=app.tenant()
                        set_tenant=app.set_tenant()
                    />
                </When>
                {move || tenant_url(app)}
            </div>
        </div>
    }
}

#[component]
fn RegionButton(region: Region, name: &'static str, chose_other: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let is_chosen = move || {
        !chose_other.get()
            && app
                .setup
                .with(|setup| setup.tenant == Tenant::Region(region))
    };
    view! {
        <label>
            <input
                type="radio"
                name="region"
                prop:checked=is_chosen
                on:change=move |_| {
                    chose_other.set(false);
                    app.edit(|setup| setup.tenant = Tenant::Region(region));
                }
            />
            {name}
        </label>
    }
}

/// The line is there before the region is chosen.
fn tenant_url(app: App) -> AnyView {
    match app.setup.with(|setup| setup.tenant.url()) {
        Some(text) => view! { <ValueBox what="Tenant URL" text named=true/> }.into_any(),
        None => view! {
            <div class="value">
                <span class="no-url">"The region gives the Tenant URL."</span>
            </div>
        }
        .into_any(),
    }
}
