//! The field in which the region or a custom Tenant URL is chosen.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::fields::text_field::TextInput;
use crate::components::when::When;
use provisioning::talkdesk::regions::{REGIONS, RegionSource};
use setup::Tenant;

/// The option that stands for an address of the admin's own.
const CUSTOM: &str = "custom";

/// The name of a tenant choice in the select element.
fn choice(tenant: &Tenant) -> String {
    match tenant {
        Tenant::Unknown => String::new(),
        Tenant::Region(region) => region.facts().host.to_owned(),
        Tenant::Custom(_) => CUSTOM.to_owned(),
    }
}

/// A select of regions, with a field for a custom address when that is chosen.
#[component]
pub fn RegionField(
    id: &'static str,
    tenant: Memo<Tenant>,
    set_tenant: Callback<Tenant>,
) -> impl IntoView {
    let is_custom =
        Signal::derive(move || tenant.with(|tenant| matches!(tenant, Tenant::Custom(_))));
    view! {
        <div class="stack">
            <RegionSelect id tenant set_tenant/>
            <When is=is_custom>
                <TextInput
                    id="custom-tenant"
                    label="Tenant URL"
                    placeholder="https://api.example.com/scim/v2"
                    value=Signal::derive(move || tenant.with(custom_url))
                    on_input=move |text| set_tenant.run(Tenant::Custom(text))
                />
            </When>
        </div>
    }
}

fn custom_url(tenant: &Tenant) -> String {
    match tenant {
        Tenant::Custom(text) => text.clone(),
        _ => String::new(),
    }
}

/// A select of regions and "another address".
#[component]
pub fn RegionSelect(
    id: &'static str,
    #[prop(default = "Talkdesk region")] label: &'static str,
    tenant: Memo<Tenant>,
    set_tenant: Callback<Tenant>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| tenant.with(choice));
    let is_chosen = move |value: &'static str| move || chosen.with(|chosen| chosen == value);
    let regions = REGIONS.iter().map(|facts| {
        let label = match facts.source {
            RegionSource::Confirmed => facts.name.to_owned(),
            RegionSource::Unconfirmed => format!("{}, unconfirmed", facts.name),
        };
        view! {
            <option value=facts.host prop:selected=is_chosen(facts.host)>
                {label}
            </option>
        }
        .into_any()
    });
    let regions = regions.collect_view();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                class="in"
                id=id
                on:change=move |change| {
                    set_tenant.run(choose(&event::value(&change), &tenant.get_untracked()));
                }
            >
                <option value="" prop:selected=is_chosen("")>
                    "Choose a region"
                </option>
                {regions}
                <option value=CUSTOM prop:selected=is_chosen(CUSTOM)>
                    "Other"
                </option>
            </select>
            <p class="help">{move || chosen.with(|chosen| hint(chosen))}</p>
        </div>
    }
}

fn hint(host: &str) -> &'static str {
    let unconfirmed = REGIONS
        .iter()
        .any(|facts| facts.host == host && facts.source == RegionSource::Unconfirmed);
    if unconfirmed {
        "Talkdesk’s documentation does not name this host; only third parties do. Ask Talkdesk before you rely on it."
    } else {
        ""
    }
}

fn choose(value: &str, before: &Tenant) -> Tenant {
    match REGIONS.iter().find(|facts| facts.host == value) {
        Some(facts) => Tenant::Region(facts.region),
        // The address that was chosen before is the best start for typing.
        None if value == CUSTOM => Tenant::Custom(before.url().unwrap_or_default()),
        None => Tenant::Unknown,
    }
}
