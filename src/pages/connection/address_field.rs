//! The field of the Tenant URL, with what is wrong about it.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::field_findings::{FieldFinding, FieldFindings, FieldFix, is_blocked};
use crate::browser::{self, event};
use crate::state::App;
use crate::state::connection::tenant_field;
use connection_test::tenant_url::code::TenantUrlCode;

pub(super) const ADDRESS_ID: &str = "tenant-url";

#[component]
pub(super) fn AddressField() -> impl IntoView {
    let page = use_connection_page();
    let findings = Signal::derive(move || findings(page));
    view! {
        <div class="field">
            <label for=ADDRESS_ID>"Tenant URL"</label>
            <input
                class="in mono"
                class:bad=move || findings.with(|findings| is_blocked(findings))
                id=ADDRESS_ID
                type="text"
                inputmode="url"
                placeholder="https://api.example.com/scim/v2"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="address-findings"
                aria-invalid=move || findings.with(|findings| is_blocked(findings)).to_string()
                prop:value=move || page.typed.get()
                on:input=move |input| change(page.app, &event::value(&input))
            />
            <FieldFindings id="address-findings" findings/>
        </div>
    }
}

fn change(app: App, text: &str) {
    app.edit(|setup| setup.tenant = tenant_field::read(text));
}

fn findings(page: ConnectionPage) -> Vec<FieldFinding> {
    let mut found = page.address().diagnostics;
    found.retain(|found| found.code != TenantUrlCode::Empty || page.tried.get());
    let findings = found.into_iter().map(|found| FieldFinding {
        severity: found.code.severity(),
        text: found.code.to_string(),
        fix: found.fix.map(|text| FieldFix {
            label: found.code.fix_label(),
            apply: Callback::new(move |()| {
                change(page.app, &text);
                browser::focus(ADDRESS_ID);
            }),
        }),
    });
    findings.collect()
}
