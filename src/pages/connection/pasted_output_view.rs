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

/// A box for text that is redacted as it is typed or pasted.
#[derive(Clone, Copy)]
pub(super) struct RedactedBox {
    page: ConnectionPage,
    pub(super) text: RwSignal<RedactedPaste>,
    /// What was removed from it.
    note: RwSignal<String>,
}

impl RedactedBox {
    pub(super) fn new(page: ConnectionPage) -> Self {
        let empty = untrack(|| redact_paste("", &page.connection.token()));
        let (text, note) = (RwSignal::new(empty), RwSignal::new(String::new()));
        // Takes out a token that was typed after the text was pasted.
        keep_running(Box::new(move || {
            let token = page.connection.token();
            let redacted = text.with_untracked(|text| text.redact_again(&token));
            if redacted.removed {
                note.set(redacted.notice());
                text.set(redacted);
            }
        }));
        Self { page, text, note }
    }

    fn take(self, event: &Event) {
        let typed = element::value(event);
        let redacted = untrack(|| redact_paste(&typed, &self.page.connection.token()));
        if redacted.text() != typed
            && let Some(field) = element::field(event)
        {
            field.set_value(redacted.text());
        }
        // A note stays until the box is empty: typing on does not undo it.
        let words = redacted.notice();
        if !words.is_empty() || redacted.text().is_empty() {
            self.note.set(words);
        }
        self.text.set(redacted);
    }

    fn clear(self) {
        let token = untrack(|| self.page.connection.token());
        self.text.set(redact_paste("", &token));
        self.note.set(String::new());
    }

    /// The labelled box, with the note below it.
    pub(super) fn field(self, id: &str, rows: &str, label: &str) -> El {
        let note_id = format!("{id}-note");
        let area = el("textarea")
            .class("mono")
            .attr("id", id)
            .attr("rows", rows)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &note_id)
            .live_value(move || self.text.with(|text| text.text().to_owned()))
            .on("input", move |event| self.take(&event));
        let note = el("p")
            .class("hint")
            .attr("id", &note_id)
            .attr("aria-live", "polite")
            .live_text(move || self.note.get());
        el("div")
            .class("field")
            .child(el("label").attr("for", id).text(label))
            .child(area)
            .child(note)
    }
}

pub(in crate::pages::connection) fn paste(page: ConnectionPage) -> El {
    let pasted = RedactedBox::new(page);
    let text = pasted.text;
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
                    pasted.field(BOX_ID, "6", "Pasted text").child(
                        button("small", "Clear", move || {
                            pasted.clear();
                            crate::browser::focus(BOX_ID);
                        })
                        .live_flag("hidden", move || text.with(|text| text.text().is_empty())),
                    ),
                )
                .child(card),
        )
}

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
