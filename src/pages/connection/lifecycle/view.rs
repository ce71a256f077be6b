//! The tab of the lifecycle test: consent at the left, steps at the right,
//! what the test showed below.

mod footer;
mod form;
mod header;
mod if_it_fails;
mod name_fields;
mod report;
mod stages;
mod steps;

use leptos::context::Provider;
use leptos::prelude::*;

use crate::pages::connection::context::use_connection_page;
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::view::footer::Footer;
use crate::pages::connection::lifecycle::view::form::LifecycleForm;
use crate::pages::connection::lifecycle::view::header::Header;
use crate::pages::connection::lifecycle::view::if_it_fails::IfItFails;
use crate::pages::connection::lifecycle::view::report::ReportSection;
use crate::pages::connection::lifecycle::view::stages::Stages;
use crate::pages::connection::relay::RelayLine;
use connection_test::lifecycle::stages::{STAGES, current_stage, passed_stages};

#[component]
pub(in crate::pages::connection) fn TestUserTab() -> impl IntoView {
    let section = LifecycleSection::new(use_connection_page());
    Effect::new(move |_| section.lifecycle.belong_to(&section.key.get()));
    view! {
        <Provider value=section>
            <section class="result section lifecycle" aria-label="Lifecycle test">
                <Header/>
                <RelayLine/>
                <div class="halves">
                    <LifecycleForm/>
                    <StepsHalf/>
                </div>
                <Footer/>
            </section>
            <ReportSection/>
            <IfItFails/>
        </Provider>
    }
}

#[component]
fn StepsHalf() -> impl IntoView {
    let section = use_section();
    let count = move || {
        let started = section.started()?;
        let current = current_stage(&started.run, started.current_step);
        let passed = passed_stages(&started.run, current.filter(|_| started.running));
        Some(format!("{passed} of {} passed", STAGES.len()))
    };
    view! {
        <div>
            <div class="row">
                <h3 class="grow">"2. Steps"</h3>
                <span class="muted small num">{move || count().unwrap_or_default()}</span>
            </div>
            <Stages/>
        </div>
    }
}
