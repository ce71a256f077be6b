//! The verdict in one sentence, with the one thing to do next.

use std::rc::Rc;

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::next_button::{FocusButton, NextButton, TickButton};
use super::shell_commands_view::TERMINAL_ID;
use super::step_view::EvidenceList;
use crate::browser;
use crate::browser::announcer::use_announcer;
use crate::components::copy_value::copy_or_show;
use crate::state::connection::Test;
use connection_test::checks::matching::Matching;
use connection_test::diagnosis::messages::Next;
use connection_test::diagnosis::report::CheckReport;

/// Changes when a test begins and when it ends, not with every response: what
/// changes is read out again.
fn phase(test: Option<&Test>) -> String {
    let Some(test) = test else {
        return String::new();
    };
    let word = match (test.queued, test.running) {
        (true, _) => "queued",
        (false, true) => "asking",
        (false, false) => "done",
    };
    format!("{word} {}", test.run.input.guid)
}

/// Whether something was changed after a test that makes it worth another one.
fn is_stale(page: ConnectionPage, test: &Test) -> bool {
    let tenant = page.address().url;
    let is_same = |matching: &Matching| test.run.input.matching == *matching;
    Some(&test.tenant) != tenant.as_ref() || !page.matching.with(is_same)
}

/// The card at the top. Its place is kept before and during a test.
#[component]
pub(super) fn VerdictCard() -> impl IntoView {
    let page = use_connection_page();
    let connection = page.connection;
    let phase = Memo::new(move |_| phase(connection.test().as_deref()));
    let shown_test = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| connection.test())
    };
    let finished = move || shown_test().filter(|test| !test.running);
    let stale = Memo::new(move |_| finished().is_some_and(|test| is_stale(page, &test)));
    let valid = move || finished().filter(|_| !stale.get());
    view! {
        <section
            aria-label="Verdict"
            class=move || match valid() {
                Some(test) => format!("verdict {}", test.details.finding().severity.class()),
                None => "verdict".to_owned(),
            }
        >
            <div role="status">
                {move || {
                    let sentence = sentence(shown_test().as_deref());
                    view! { <Sentence sentence/> }.into_any()
                }}
            </div>
            {move || stale.get().then(|| view! { <StaleNote/> }.into_any())}
            {move || valid().map(|test| view! { <VerdictDetails test/> }.into_any())}
        </section>
    }
}

#[component]
fn StaleNote() -> impl IntoView {
    view! {
        <p class="callout warn">
            "The address or the matching attributes were changed after this test. Test again."
        </p>
    }
}

/// What is read out: the sentence, why, and what to do, if anything.
struct VerdictSentence {
    headline: String,
    why: String,
    what: String,
}

fn sentence(test: Option<&Test>) -> VerdictSentence {
    let wait = |headline: &str, why: &str| VerdictSentence {
        headline: headline.to_owned(),
        why: why.to_owned(),
        what: String::new(),
    };
    match test {
        None => wait(
            "Nothing was asked yet",
            "Choose the region, paste the token that you will give to Entra, and press Test connection.",
        ),
        Some(test) if test.queued => wait(
            "Waiting for another tab",
            "Another tab of this browser is sending requests. This test starts when that tab is done.",
        ),
        Some(test) if test.running => wait(
            &format!("Asking {}", test.tenant.service().name()),
            "The answers appear below, one after the other, at no more than four requests a second, including the ones that the browser adds. If the service closes a connection, the browser may repeat a request immediately; a page cannot prevent that.",
        ),
        Some(test) => {
            let finding = test.details.finding();
            let service = test.tenant.service();
            let fill = |text: &str| service.fill_about(&test.details.attribute, text);
            VerdictSentence {
                headline: fill(finding.headline),
                why: fill(finding.cause),
                what: fill(finding.remedy),
            }
        }
    }
}

#[component]
fn Sentence(sentence: VerdictSentence) -> impl IntoView {
    let what = sentence.what;
    view! {
        <h2>{sentence.headline}</h2>
        <p>{sentence.why}</p>
        {(!what.is_empty()).then(|| view! { <p>{what}</p> }.into_any())}
    }
}

/// Evidence, what the browser cannot know, and what to do.
#[component]
fn VerdictDetails(test: Rc<Test>) -> impl IntoView {
    let diagnosis = &test.details;
    let finding = diagnosis.finding();
    let lines: Vec<String> = diagnosis.evidence.iter().map(|one| one.message()).collect();
    let hidden = test
        .tenant
        .service()
        .fill_about(&diagnosis.attribute, finding.hidden);
    let hidden = (!finding.hidden.is_empty()).then(|| {
        view! {
            <p class="callout">
                <b>"What this page cannot know"</b>
                {hidden}
            </p>
        }
        .into_any()
    });
    let is_ticked_too = diagnosis.passed() && finding.next != Next::Tick;
    let is_elsewhere = finding.next != Next::Terminal;
    view! {
        {(!lines.is_empty()).then(|| view! { <EvidenceList lines/> }.into_any())}
        {hidden}
        <div class="row no-print">
            <NextButton next=finding.next/>
            {is_ticked_too.then(|| view! { <TickButton/> }.into_any())}
            <ReportButtons test/>
            {is_elsewhere
                .then(|| {
                    view! {
                        <FocusButton
                            class="quiet"
                            label="Same test in a terminal"
                            target=TERMINAL_ID
                        />
                    }
                        .into_any()
                })}
        </div>
    }
}

/// The buttons that give the result out.
#[component]
fn ReportButtons(test: Rc<Test>) -> impl IntoView {
    let announcer = use_announcer();
    let when = test.begun.to_minute();
    let report = CheckReport {
        tenant: &test.tenant,
        run: &test.run,
        diagnosis: &test.details,
        when: &when,
    };
    let json = report.json();
    // Where only the service's owner can help, the ticket is the thing to do.
    let ticket_class = match test.details.finding().next {
        Next::Contact => "primary",
        _ => "",
    };
    view! {
        <CopyButton
            class=ticket_class
            label="Copy for a ticket"
            what="The test’s result"
            text=report.text()
        />
        <CopyButton
            class="quiet"
            label="Copy as Markdown"
            what="The test’s result in Markdown"
            text=report.markdown()
        />
        <button type="button" class="quiet" on:click=move |_| announcer.announce(save(&json))>
            "Save as JSON"
        </button>
    }
}

/// Saves a result, and returns what there is to say about that.
fn save(json: &str) -> &'static str {
    match browser::save_file("connection-test.json", "application/json", json) {
        Ok(()) => "The test’s result saved",
        Err(_) => "This browser does not let the page save a file. Copy the result instead.",
    }
}

#[component]
fn CopyButton(
    class: &'static str,
    label: &'static str,
    /// Names the text in what is said after copying.
    what: &'static str,
    text: String,
) -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <button
            type="button"
            class=class
            on:click=move |_| copy_or_show(announcer, what.to_owned(), text.clone())
        >
            {label}
        </button>
    }
}
