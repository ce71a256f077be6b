//! The last tests of the setup, folded away until wanted.

use leptos::prelude::*;

use super::context::ConnectionPage;
use crate::browser::storage::BrowserStorage;
use crate::components::element::{El, button, el, several};
use crate::state::connection::history::{self, Run};

pub(super) fn history(page: ConnectionPage) -> El {
    let (app, connection) = (page.app, page.connection);
    // Follows the end of tests, not each of their responses.
    let ended = Memo::new(move |_| {
        let test = connection.test();
        test.filter(|test| !test.running)
            .map(|test| test.run.input.guid.clone())
    });
    let id = Memo::new(move |_| app.setup.with(|setup| setup.id.clone()));
    let cleared = Trigger::new();
    el("div").live(move || {
        let _ = ended.get();
        cleared.track();
        match history::load(&BrowserStorage, &id.get()) {
            Err(unread) => el("p").class("callout warn").text(&unread.to_string()),
            Ok(runs) if runs.is_empty() => several(),
            Ok(runs) => folded(&runs).child(button("small no-print", "Forget these", move || {
                if history::clear(&BrowserStorage, &id.get_untracked()).is_err() {
                    app.announce("The browser does not let this page change what it stored.");
                }
                cleared.notify();
            })),
        }
    })
}

fn folded(runs: &[Run]) -> El {
    let heads = ["When", "Address", "Answer", "Time", "Verdict"]
        .map(|name| el("th").attr("scope", "col").text(name));
    let table = el("table")
        .class("checks runs")
        .child(el("caption").class("said").text("Last tests"))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(runs.iter().map(row)));
    el("details")
        .class("history")
        .child(el("summary").text(&format!("Last tests of this set-up ({})", runs.len())))
        .child(table)
}

fn row(run: &Run) -> El {
    let cell = |label: &str, class: &str, content: &str| {
        el("td")
            .class(class)
            .attr("data-label", label)
            .text(content)
    };
    let time = run.ms.map(|ms| format!("{ms} ms")).unwrap_or_default();
    let word = el("span")
        .class(&format!("st {}", run.severity.class()))
        .text(&run.headline);
    el("tr")
        .child(el("th").attr("scope", "row").text(&run.begun.to_minute()))
        .child(cell("Address", "mono", &run.address))
        .child(cell("Answer", "mono", &run.response))
        .child(cell("Time", "time", &time))
        .child(el("td").attr("data-label", "Verdict").child(word))
}
