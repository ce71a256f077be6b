//! The box for pasted text, with the verdict beside it.

use leptos::prelude::*;

use crate::browser::elements::{Event, Node};
use crate::components::copy_value::copy;
use crate::components::element::{self, El, button, el, keep_running, link, several};
use crate::pages::connection::context::ConnectionPage;
use crate::pages::connection::verdict_view::{PROVED_STEP, next_button};
use connection_test::diagnosis::messages::Next;
use connection_test::pasted_output::classify::classify;
use connection_test::pasted_output::diagnose::{PasteDiagnosis, diagnose_paste};
use connection_test::pasted_output::redact::{RedactedPaste, redact_paste};

const TITLE_ID: &str = "paste-title";
const BOX_ID: &str = "pasted";
const NOTE_ID: &str = "paste-note";

/// Takes the text of a box: puts the redacted one in its place and into
/// `text`, and what was done to it into `note`.
pub(in crate::pages::connection) fn take(
    event: &Event,
    page: ConnectionPage,
    text: RwSignal<RedactedPaste>,
    note: RwSignal<String>,
) {
    let typed = element::value(event);
    let redacted = untrack(|| redact_paste(&typed, &page.connection.token()));
    if redacted.text() != typed
        && let Some(field) = element::field(event)
    {
        field.set_value(redacted.text());
    }
    // A note stays until the box is empty: typing on does not undo it.
    let words = redacted.notice();
    if !words.is_empty() || redacted.text().is_empty() {
        note.set(words);
    }
    text.set(redacted);
}

/// The empty text of a box.
pub(in crate::pages::connection) fn empty(page: ConnectionPage) -> RedactedPaste {
    untrack(|| redact_paste("", &page.connection.token()))
}

/// Takes a token out of a text that was pasted before the token was typed.
pub(in crate::pages::connection) fn follow_token(
    page: ConnectionPage,
    text: RwSignal<RedactedPaste>,
    note: RwSignal<String>,
) {
    keep_running(Box::new(move || {
        let token = page.connection.token();
        let redacted = text.with_untracked(|text| text.redact_again(&token));
        if redacted.removed {
            note.set(redacted.notice());
            text.set(redacted);
        }
    }));
}

pub(in crate::pages::connection) fn paste(page: ConnectionPage) -> El {
    let text = RwSignal::new(empty(page));
    let note = RwSignal::new(String::new());
    follow_token(page, text, note);
    let diagnosis = move || {
        let tenant = page.address().url;
        let matching = page.matching.get();
        text.with(|text| diagnose_paste(&classify(text), tenant.as_ref(), &matching))
    };
    // Made anew, and so read out, only when the words change.
    let words: Memo<String> = Memo::new(move |_| {
        diagnosis()
            .map(|diagnosis| diagnosis.ticket(""))
            .unwrap_or_default()
    });
    let current = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = words.get();
        untrack(diagnosis)
    };
    let area = el("textarea")
        .class("mono")
        .attr("id", BOX_ID)
        .attr("rows", "6")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", NOTE_ID)
        .live_value(move || text.with(|text| text.text().to_owned()))
        .on("input", move |event| take(&event, page, text, note));
    let card = el("div").live_attr("class", move || {
        let severity = current().map(|diagnosis| diagnosis.severity.class());
        Some(
            format!("verdict {}", severity.unwrap_or_default())
                .trim_end()
                .to_owned(),
        )
    });
    let shown = card.node().clone();
    let card = card
        .child(
            el("div")
                .attr("role", "status")
                .live(move || match current() {
                    Some(diagnosis) => diagnosis_view(&diagnosis),
                    None => el("p").text("The verdict appears here."),
                }),
        )
        .live(move || match current() {
            Some(diagnosis) => rest(page, &diagnosis, text, shown.clone()),
            None => several(),
        });
    el("section")
        .class("aside-test stack no-print")
        .attr("aria-labelledby", TITLE_ID)
        .child(el("h2").attr("id", TITLE_ID).text("Paste an answer"))
        .child(el("p").text(
            "What a terminal printed, what Graph or the portal answered, or an error code. This page checks it by the same rules as the test above and does not store it. It removes what looks like a secret from the box immediately. If you enter the token above later, the page removes it then.",
        ))
        .child(
            el("div")
                .class("beside")
                .child(
                    el("div")
                        .class("field")
                        .child(el("label").attr("for", BOX_ID).text("Pasted text"))
                        .child(area)
                        .child(
                            el("p")
                                .class("hint")
                                .attr("id", NOTE_ID)
                                .attr("aria-live", "polite")
                                .live_text(move || note.get()),
                        )
                        .child(
                            button("small", "Clear", move || {
                                text.set(empty(page));
                                note.set(String::new());
                                crate::browser::focus(BOX_ID);
                            })
                            .live_flag("hidden", move || text.with(|text| text.text().is_empty())),
                        ),
                )
                .child(card),
        )
}

/// What is read out.
fn diagnosis_view(diagnosis: &PasteDiagnosis) -> El {
    several()
        .child(el("h3").text(&diagnosis.headline))
        .child(el("p").text(&diagnosis.cause))
        .child(el("p").text(&diagnosis.remedy))
}

fn rest(
    page: ConnectionPage,
    diagnosis: &PasteDiagnosis,
    text: RwSignal<RedactedPaste>,
    shown: Node,
) -> El {
    let evidence = (!diagnosis.evidence.is_empty()).then(|| {
        el("ul")
            .class("evidence")
            .children(diagnosis.evidence.iter().map(|line| el("li").text(line)))
    });
    let hidden = (!diagnosis.hidden.is_empty()).then(|| {
        el("p")
            .class("callout")
            .child(el("b").text("What this cannot tell"))
            .text(&diagnosis.hidden)
    });
    let source = diagnosis.source.map(|origin| {
        el("p").class("hint").child(match origin.url() {
            Some(url) => link("", url, origin.title())
                .attr("target", "_blank")
                .attr("rel", "noreferrer"),
            None => element::text(origin.title()),
        })
    });
    let next = match diagnosis.next {
        // Running the live test again says nothing about what was pasted.
        None | Some(Next::Again) => None,
        // The test above has the button that ticks; this only leads there.
        Some(Next::Tick) => Some(link(
            "button primary",
            &format!("#/guide/{PROVED_STEP}"),
            &format!("Tick step {PROVED_STEP} in the guide"),
        )),
        Some(next) => Some(next_button(page, next)),
    };
    let copied = diagnosis.clone();
    let buttons = el("div").class("row newest").maybe(next).child(button(
        "",
        "Copy the verdict",
        move || {
            let ticket = text.with_untracked(|text| copied.ticket(text.text()));
            copy(page.app, "The verdict".to_owned(), ticket, shown.clone());
        },
    ));
    several()
        .maybe(evidence)
        .maybe(hidden)
        .maybe(source)
        .child(el("p").class("hint").text(diagnosis.read_as))
        .child(buttons)
}
