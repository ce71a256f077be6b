//! What the open setup is about.

use leptos::prelude::*;

use crate::components::fields::text_field::TextInput;
use crate::components::region_field::RegionField;
use crate::pages::setups::NAME_ID;
use crate::state::use_app;
use provisioning::entra::DEFAULT_APPLICATION_NAME;
use setup::Setup;

#[component]
pub fn SetupSettings() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="section" aria-labelledby="setup-settings">
            <h2 id="setup-settings">"Current setup"</h2>
            <div class="setup-fields">
                <TextInput
                    id=NAME_ID
                    label="Name"
                    value=Signal::derive(move || app.setup.with(|setup| setup.name.clone()))
                    on_input=move |text| app.edit(|setup| setup.name = text)
                    error=MaybeProp::derive(move || app.setup.with(name_error))
                />
                <TextInput
                    id="setup-application"
                    label="Application name in Entra"
                    placeholder=DEFAULT_APPLICATION_NAME
                    value=Signal::derive(move || {
                        app.setup.with(|setup| setup.application_name.clone())
                    })
                    on_input=move |text| app.edit(|setup| setup.application_name = text)
                />
                <RegionField
                    id="setup-region"
                    tenant=app.tenant()
                    set_tenant=app.set_tenant()
                />
            </div>
        </section>
    }
}

fn name_error(setup: &Setup) -> Option<String> {
    let is_empty = setup.name.trim().is_empty();
    is_empty.then(|| "Enter a name, so that you can find it again.".to_owned())
}
