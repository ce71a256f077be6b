//! The tab of the connection test.

use leptos::prelude::*;

use super::checks_view::Checks;
use super::form_view::{ConnectionForm, TestedLine};
use super::history_view::TestHistory;
use super::lookup_fields::LookupFields;
use super::result_card::ResultCard;

#[component]
pub(super) fn TestTab() -> impl IntoView {
    view! {
        <TestedLine/>
        <ConnectionForm/>
        <LookupFields/>
        <ResultCard/>
        <Checks/>
        <TestHistory/>
    }
}
