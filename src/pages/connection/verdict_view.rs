//! The verdict in one sentence, with the one thing to do next.

use crate::browser::elements::Node;
use leptos::prelude::*;

use super::context::ConnectionPage;
use super::form_view::{ADDRESS_ID, GO_ID, TOKEN_ID, begin};
use crate::browser;
use crate::components::copy_value::copy;
use crate::components::element::{El, button, el, link, several, text};
use crate::pages::connection::shell_commands_view::TERMINAL_ID;
use crate::state::App;
use crate::state::connection::Test;
use connection_test::diagnosis::messages::Next;
use connection_test::diagnosis::report::CheckReport;
use setup::StepMark;

/// The step of the guide that a passed test proves.
pub(super) const PROVED_STEP: &str = "2.5";
/// The step of the guide that says how a token is made.
const TOKEN_STEP: &str = "2.4";
const TICKED_ID: &str = "ticked-step";

/// The card at the top. Its place is kept before and during a test.
pub(super) fn verdict_card(page: ConnectionPage) -> El {
    let connection = page.connection;
    // Changes when a test begins and when it ends, not with every response: what
    // is made anew is read out again.
    let phase: Memo<String> = Memo::new(move |_| match connection.test() {
        None => String::new(),
        Some(test) if test.queued => format!("queued {}", test.run.input.guid),
        Some(test) if test.running => format!("asking {}", test.run.input.guid),
        Some(test) => format!("done {}", test.run.input.guid),
    });
    let shown_test = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| connection.test())
    };
    let finished = move || shown_test().filter(|test| !test.running);
    let stale = Memo::new(move |_| {
        let now = page.address().url;
        let matching = page.matching.get();
        finished().is_some_and(|test| {
            Some(&test.tenant) != now.as_ref() || test.run.input.matching != matching
        })
    });
    let card = el("section").attr("aria-label", "Verdict");
    let shown = card.node().clone();
    card.live_attr("class", move || {
        Some(match finished() {
            Some(test) if !stale.get() => {
                format!("verdict {}", test.details.finding().severity.class())
            }
            Some(_) | None => "verdict".to_owned(),
        })
    })
    .child(
        el("div")
            .attr("role", "status")
            .live(move || message_view(shown_test().as_deref())),
    )
    .live(move || {
        several().maybe(stale.get().then(|| {
            el("p").class("callout warn").text(
                "The address or the matching attributes were changed after this test. Test again.",
            )
        }))
    })
    .live(move || match finished() {
        Some(test) if !stale.get() => rest(page, &test, &shown),
        _ => several(),
    })
}

/// What is read out: the sentence, why, and what to do.
fn message_view(test: Option<&Test>) -> El {
    let announce = |headline: &str, why: &str, what: &str| {
        let what = (!what.is_empty()).then(|| el("p").text(what));
        several()
            .child(el("h2").text(headline))
            .child(el("p").text(why))
            .maybe(what)
    };
    match test {
        None => announce(
            "Nothing was asked yet",
            "Choose the region, paste the token that you will give to Entra, and press Test connection.",
            "",
        ),
        Some(test) if test.queued => announce(
            "Waiting for another tab",
            "Another tab of this browser is sending requests. This test starts when that tab is done.",
            "",
        ),
        Some(test) if test.running => announce(
            &format!("Asking {}", test.tenant.service().name()),
            "The answers appear below, one after the other, at no more than four requests a second, including the ones that the browser adds. If the service closes a connection, the browser may repeat a request immediately; a page cannot prevent that.",
            "",
        ),
        Some(test) => {
            let finding = test.details.finding();
            let service = test.tenant.service();
            let fill = |text: &str| service.fill_about(&test.details.attribute, text);
            announce(
                &fill(finding.headline),
                &fill(finding.cause),
                &fill(finding.remedy),
            )
        }
    }
}

/// Evidence, what the browser cannot know, and what to do.
fn rest(page: ConnectionPage, test: &Test, shown: &Node) -> El {
    let (done, service) = (&test.details, test.tenant.service());
    let finding = done.finding();
    let evidence = (!done.evidence.is_empty()).then(|| evidence_list(&done.evidence));
    let hidden = (!finding.hidden.is_empty()).then(|| {
        el("p")
            .class("callout")
            .child(el("b").text("What this page cannot know"))
            .text(&service.fill_about(&done.attribute, finding.hidden))
    });
    let tick_too = done.passed() && finding.next != Next::Tick;
    let when = test.begun.to_minute();
    let report = CheckReport {
        tenant: &test.tenant,
        run: &test.run,
        diagnosis: done,
        when: &when,
    };
    let (ticket, markdown, json) = (report.text(), report.markdown(), report.json());
    let (app, shown, shown_too) = (page.app, shown.clone(), shown.clone());
    // Where only the service's owner can help, the ticket is the thing to do.
    let copy_class = if finding.next == Next::Contact {
        "primary"
    } else {
        ""
    };
    let buttons = el("div")
        .class("row no-print")
        .child(next_button(page, finding.next))
        .maybe(tick_too.then(|| tick_button(app)))
        .child(button(copy_class, "Copy for a ticket", move || {
            copy(
                app,
                "The test’s result".to_owned(),
                ticket.clone(),
                shown.clone(),
            );
        }))
        .child(button("quiet", "Copy as Markdown", move || {
            copy(
                app,
                "The test’s result in Markdown".to_owned(),
                markdown.clone(),
                shown_too.clone(),
            );
        }))
        .child(button("quiet", "Save as JSON", move || {
            let saved = browser::save_file("connection-test.json", "application/json", &json);
            app.announce(match saved {
                Ok(()) => "The test’s result saved",
                Err(_) => {
                    "This browser does not let the page save a file. Copy the result instead."
                }
            });
        }))
        .maybe((finding.next != Next::Terminal).then(|| {
            button("quiet", "Same test in a terminal", || {
                browser::focus(TERMINAL_ID)
            })
        }));
    several().maybe(evidence).maybe(hidden).child(buttons)
}

pub(super) fn evidence_list(evidence: &[connection_test::scim::evidence::Evidence]) -> El {
    el("ul")
        .class("evidence")
        .children(evidence.iter().map(|one| el("li").text(&one.message())))
}

/// The button for the one thing to do next.
pub(super) fn next_button(page: ConnectionPage, next: Next) -> El {
    let go_to =
        |label: &str, id: &'static str| button("primary", label, move || browser::focus(id));
    match next {
        Next::Tick => tick_button(page.app),
        Next::Again => button("primary", "Test again", move || {
            // This button goes away with the verdict, so the focus moves to
            // the one that can end the test.
            browser::focus(GO_ID);
            begin(page);
        }),
        Next::Reload => reload_button("primary"),
        Next::Address => go_to("Correct the Tenant URL", ADDRESS_ID),
        Next::Token => several()
            .child(link(
                "button primary",
                &format!("#/guide/{TOKEN_STEP}"),
                "How to make a new token",
            ))
            .child(button("", "Paste another token", || {
                browser::focus(TOKEN_ID)
            })),
        Next::Terminal => go_to("Show the command", TERMINAL_ID),
        // Copying for a ticket is offered for every verdict.
        Next::Contact => several(),
    }
}

/// A button that reloads the page, which is what unlocks requests.
pub(super) fn reload_button(class: &str) -> El {
    button(class, "Reload the page", || {
        let _ = window().location().reload();
    })
}

fn tick_button(app: App) -> El {
    let ticked = move || {
        app.setup
            .with(|setup| matches!(setup.guide.mark(PROVED_STEP), Some(StepMark::Done(_))))
    };
    let tick = move || {
        app.mark(PROVED_STEP, Some(StepMark::Done(browser::now())));
        app.announce(format!("Step {PROVED_STEP} ticked"));
        // The link is hidden until the signals have taken effect.
        request_animation_frame(|| browser::focus(TICKED_ID));
    };
    let offer = button(
        "primary",
        &format!("Tick step {PROVED_STEP} in the guide"),
        tick,
    )
    .live_flag("hidden", ticked);
    let address = format!("#/guide/{PROVED_STEP}");
    let done = link("button", &address, "")
        .attr("id", TICKED_ID)
        .child(text(&format!(
            "Step {PROVED_STEP} is ticked: open it in the guide"
        )))
        .live_flag("hidden", move || !ticked());
    several().child(offer).child(done)
}
