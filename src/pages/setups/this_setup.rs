//! What the open setup is about.

use leptos::prelude::*;

use crate::components::panel::TitledPanel;
use crate::components::region_field::RegionField;
use crate::components::text_field::TextInput;
use crate::pages::setups::NAME_ID;
use crate::state::use_app;
use provisioning::entra::DEFAULT_APPLICATION_NAME;
use setup::Setup;

#[component]
pub fn ThisSetup() -> impl IntoView {
    let app = use_app();
    view! {
        <TitledPanel id="this-setup" title="This set-up">
            <div class="form">
                <TextInput
                    id=NAME_ID
                    label="Name"
                    value=Signal::derive(move || app.setup.with(|setup| setup.name.clone()))
                    on_input=move |text| app.edit(|setup| setup.name = text)
                    error=MaybeProp::derive(move || app.setup.with(name_error))
                />
                <TextInput
                    id="setup-application"
                    label="Name of the application in Entra"
                    placeholder=DEFAULT_APPLICATION_NAME
                    value=Signal::derive(move || {
                        app.setup.with(|setup| setup.application_name.clone())
                    })
                    on_input=move |text| app.edit(|setup| setup.application_name = text)
                />
            </div>
            <RegionField id="setup-region" tenant=app.tenant() set_tenant=app.set_tenant()/>
        </TitledPanel>
    }
}

fn name_error(setup: &Setup) -> Option<String> {
    let is_empty = setup.name.trim().is_empty();
    is_empty.then(|| "Give it a name, so that you find it again.".to_owned())
}
