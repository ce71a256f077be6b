//! The search among the codes of the provisioning log.

use leptos::prelude::*;

use crate::components::element::{El, el, link, several};
use crate::pages::connection::context::ConnectionPage;
use crate::pages::connection::pasted_output_view::RedactedBox;
use connection_test::pasted_output::diagnose::log_notes;
use connection_test::provisioning_codes::log::{self, ProvisioningLog};
use connection_test::provisioning_codes::search::{CodeHit, CodeMatch, search};
use connection_test::provisioning_codes::{CodeAction, ProvisioningCode};

const TITLE_ID: &str = "codes-title";
const FIELD_ID: &str = "code-search";

/// What a text leads to.
fn found(text: &str) -> (Option<ProvisioningLog>, Vec<CodeHit>) {
    match log::read(text) {
        Some(log) => {
            let hits = search(&log.searchable());
            // The reasons of a log are no question in words.
            let hits = hits
                .into_iter()
                .filter(|hit| hit.kind != CodeMatch::Keywords);
            (Some(log), hits.collect())
        }
        None => (None, search(text)),
    }
}

/// How much was found, in a sentence.
fn summary(text: &str, log: Option<&ProvisioningLog>, hits: &[CodeHit]) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let words = hits
        .first()
        .is_some_and(|hit| hit.kind == CodeMatch::Keywords);
    match (hits.len(), log) {
        (0, Some(_)) => "No entry has a code that is known here.".to_owned(),
        (0, None) => "Nothing is known under this. Try the error code alone, as the log shows it under Status, or one word such as licence, role or quarantine.".to_owned(),
        (count, _) if words => match count {
            1 => "No code is named; this fits the words:".to_owned(),
            count => format!("No code is named; these {count} fit the words:"),
        },
        (1, _) => "One code found:".to_owned(),
        (count, _) => format!("{count} codes found:"),
    }
}

pub(in crate::pages::connection) fn codes(page: ConnectionPage) -> El {
    let searched = RedactedBox::new(page);
    let text = searched.text;
    // Made anew, and so read out, only when the words change.
    let announcement: Memo<String> = Memo::new(move |_| {
        text.with(|text| {
            let text = text.text();
            let (log, hits) = found(text);
            let mut announcement = summary(text, log.as_ref(), &hits);
            for hit in &hits {
                announcement.push('\n');
                announcement.push_str(hit.row.means);
            }
            announcement.extend(log.as_ref().map(log_notes).into_iter().flatten());
            announcement
        })
    });
    el("section")
        .class("aside-test stack no-print")
        .attr("aria-labelledby", TITLE_ID)
        .child(
            el("h2")
                .attr("id", TITLE_ID)
                .text("Codes of the provisioning log"),
        )
        .child(
            searched
                .field(FIELD_ID, "2", "Code, line or JSON of the log, or a word")
                .attr("role", "search"),
        )
        .child(el("p").attr("role", "status").live_text(move || {
            announcement
                .with(|announcement| announcement.lines().next().unwrap_or_default().to_owned())
        }))
        .live(move || {
            // Read and not only tracked: a memo that nobody reads does not look.
            let _ = announcement.get();
            text.with_untracked(|text| results(text.text()))
        })
}

fn results(text: &str) -> El {
    let (log, hits) = found(text);
    let notes = log.as_ref().map(|log| {
        el("ul")
            .class("evidence")
            .children(log_notes(log).iter().map(|line| el("li").text(line)))
    });
    several()
        .maybe(notes)
        .children(hits.iter().map(|hit| card(hit.row)))
}

/// What the tag of a code says about who has to act.
fn act(act: CodeAction) -> (&'static str, &'static str) {
    match act {
        CodeAction::Fix => ("bad", "for you to mend"),
        CodeAction::Wait => ("warn", "Entra tries again"),
        CodeAction::Nothing => ("ok", "no error"),
    }
}

fn card(row: &ProvisioningCode) -> El {
    let (severity, word) = act(row.action);
    let codes = (!row.codes.is_empty()).then(|| el("p").class("mono").text(&row.codes.join(", ")));
    let origin = match row.source.url() {
        Some(url) => link("", url, row.source.title())
            .attr("target", "_blank")
            .attr("rel", "noreferrer"),
        None => el("span").text(row.source.title()),
    };
    el("article")
        .class(&format!("verdict {severity}"))
        .child(
            el("div")
                .class("row")
                .child(el("h3").text(row.means))
                .child(el("span").class(&format!("tag {severity}")).text(word)),
        )
        .maybe(codes)
        .child(el("p").text(row.cause))
        .child(el("p").text(row.remedy))
        .child(el("p").class("hint").child(origin))
}
