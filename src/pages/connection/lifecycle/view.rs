//! The tab of the lifecycle test: consent at the left, steps at the right,
//! what the test showed below.

use leptos::context::Provider;
use leptos::prelude::*;

use super::context::{LifecycleSection, use_section};
use super::footer_view::Footer;
use super::form_view::LifecycleForm;
use super::header_view::Header;
use super::if_it_fails_view::IfItFails;
use super::report_view::ReportSection;
use super::stages_view::Stages;
use crate::pages::connection::context::use_connection_page;
use connection_test::lifecycle::stages::{STAGES, current_stage, passed_stages};

#[component]
pub(in crate::pages::connection) fn TestUserTab() -> impl IntoView {
    let section = LifecycleSection::new(use_connection_page());
    Effect::new(move |_| section.lifecycle.belong_to(&section.key.get()));
    view! {
        <Provider value=section>
            <section class="result section lifecycle" aria-label="Lifecycle test">
                <Header/>
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
