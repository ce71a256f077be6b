//! The result of the last test. Its place is kept before and during a test.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::next_button::ReloadButton;
use super::passed_view::PassedHalves;
use super::relay::{RelayHalves, RelayLine};
use super::result_details::{ResultDetails, ResultRemedy};
use super::result_footer::ResultFooter;
use super::result_sentence::{ResultSentence, locked, sentence};
use super::terminal_view::TerminalHalves;
use crate::browser::csp_lock;
use crate::components::icon::Icon;
use crate::components::when::When;
use connection_test::diagnosis::messages::Code;

/// Whether a users file locks requests and nothing else is worth more room.
fn is_locked(page: ConnectionPage) -> bool {
    let is_about_lock = || {
        page.result()
            .is_none_or(|test| test.details.overall == Code::RequestsLocked)
    };
    csp_lock::is_locked() && is_about_lock()
}

#[component]
pub(super) fn ResultCard() -> impl IntoView {
    let page = use_connection_page();
    let result = move || page.result().filter(|_| !is_locked(page));
    let shown = Memo::new(move |_| match is_locked(page) {
        true => locked(),
        false => sentence(page.shown_test().as_deref()),
    });
    let proves = move || result().filter(|test| test.details.proves(&test.tenant));
    view! {
        <section class="result section outcome" aria-label="Result">
            <ResultHead shown/>
            <RelayLine/>
            {move || page.is_stale().then(|| view! { <StaleNote/> }.into_any())}
            {move || is_locked(page).then(|| view! { <LockedBody/> }.into_any())}
            {move || result().map(|test| view! { <ResultRemedy test/> }.into_any())}
            {move || proves().map(|_| view! { <PassedHalves/> }.into_any())}
            <When is=Signal::derive(move || page.shows_relay())>
                <RelayHalves/>
            </When>
            <When is=Signal::derive(move || page.shows_terminal())>
                <TerminalHalves/>
            </When>
            {move || result().map(|test| view! { <ResultDetails test/> }.into_any())}
            {move || result().map(|test| view! { <ResultFooter test/> }.into_any())}
        </section>
    }
}

/// The sentence, which is read out when it changes.
#[component]
fn ResultHead(shown: Memo<ResultSentence>) -> impl IntoView {
    view! {
        <header>
            {move || {
                let (of, class) = shown.with(|shown| (shown.icon, shown.class));
                view! { <Icon of class/> }.into_any()
            }}
            <div role="status">
                <h2>{move || shown.with(|shown| shown.headline.clone())}</h2>
                <p>{move || shown.with(|shown| shown.why.clone())}</p>
            </div>
        </header>
    }
}

#[component]
fn StaleNote() -> impl IntoView {
    view! {
        <p class="strip warnc">
            "You changed the Tenant URL or the matching attributes after this test. Test again."
        </p>
    }
}

/// What to do while requests are locked.
#[component]
fn LockedBody() -> impl IntoView {
    view! {
        <div class="inner no-print">
            <p>{Code::RequestsLocked.finding().remedy}</p>
            <div class="row">
                <ReloadButton/>
            </div>
        </div>
    }
}
