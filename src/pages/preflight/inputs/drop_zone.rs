//! Where files are dropped, chosen or pasted, and what the page promises.

use leptos::prelude::*;

use crate::browser::files::File;
use crate::browser::{csp_lock, elements, files};
use crate::components::element::{self, El, button, el, keep_running, several};
use crate::components::file_input::file_input;
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::state::DroppedFile;

const PASTE_ID: &str = "pf-pasted";

/// Files with their names, as the browser gives them.
pub(crate) fn named(files: Vec<File>) -> Vec<DroppedFile> {
    let files = files.into_iter();
    files.map(|file| (file.name(), file.into())).collect()
}

/// The zone, with what the page promises below it.
pub(crate) fn drop_zone(page: PreflightPage) -> El {
    let PreflightPage {
        app,
        state,
        connection,
        ..
    } = page;
    let accept = ".csv,.json,.jsonl,.ndjson,.txt,.tsv,text/csv,application/json";
    let input = file_input("Files to open", accept, move |files| {
        state.open(app, connection, named(files));
    })
    .attr("multiple", "");
    let chooser = input.node().clone();
    let choose = el("button")
        .attr("type", "button")
        .live_class("primary", move || {
            state.input_files(|input_files| {
                input_files
                    .all()
                    .iter()
                    .all(|input_file| input_file.look().is_none())
            })
        })
        .live_flag("disabled", move || state.is_running())
        .text("Choose files")
        .on("click", move |_| elements::click(&chooser));
    el("section")
        .class("panel pf-drop")
        .live_class("over", move || page.dragged.get())
        .attr("aria-labelledby", "pf-files-title")
        .child(el("h2").attr("id", "pf-files-title").text("Users file"))
        .child(
            el("p")
                .class("row")
                .child(el("span").text("Drop files anywhere on this page, or"))
                .child(choose)
                .child(input),
        )
        .child(el("p").class("hint").text(
            "A CSV export of Entra, Microsoft 365, PowerShell, Active Directory, Okta, or Google, or JSON from Microsoft Graph. Further files can say who is assigned, add attributes, or list the users that Talkdesk has.",
        ))
        .child(paste(page))
        .child(promise())
        .live(move || match state.open_error() {
            Some(open_error) if open_error.is_harmless() => el("p").class("callout warn").text(&open_error.message()),
            Some(open_error) => el("p")
                .class("callout bad")
                .attr("role", "alert")
                .text(&open_error.message()),
            None => several(),
        })
        .live(move || match state.put_away() {
            Some(words) => el("p").class("callout").text(&words),
            None => several(),
        })
}

/// A box for text in place of a file.
fn paste(page: PreflightPage) -> El {
    let PreflightPage {
        app,
        state,
        connection,
        ..
    } = page;
    let area = el("textarea")
        .class("mono")
        .attr("id", PASTE_ID)
        .attr("rows", "5")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false");
    let field = area.input();
    let pasted: RwSignal<Option<u32>> = RwSignal::new(None);
    let taken = field.clone();
    // What was pasted stays until it turns out to be of use, so that it can be
    // fixed where it is.
    keep_running(Box::new(move || {
        let usable = state.input_files(|input_files| {
            let input_file = pasted.get().and_then(|id| input_files.find(id));
            input_file.is_some_and(|input_file| input_file.look().is_some())
        });
        if usable {
            taken.set_value("");
            pasted.set(None);
        }
    }));
    let take = button("", "Open this text", move || {
        let text = field.value();
        if let (false, Ok(blob)) = (text.trim().is_empty(), files::text_blob(&text, "")) {
            let ids = state.open(app, connection, vec![("Pasted text".to_owned(), blob)]);
            pasted.set(ids.first().copied());
        }
    });
    el("details")
        .class("pf-paste")
        .child(el("summary").text("Paste text in its place"))
        .child(
            el("div")
                .class("field stack")
                .child(el("label").attr("for", PASTE_ID).text("CSV or JSON text"))
                .child(area)
                .child(el("p").child(take)),
        )
}

/// What becomes of a file, and who sees to it.
fn promise() -> El {
    el("p").class("callout").live(|| {
        let (head, words) = if csp_lock::is_locked() {
            (
                "Requests are locked",
                "Before it read the first file, this page added a security policy. Your browser enforces it until you reload the page, whether a file is still open or not. The policy blocks all requests from scripts and workers, including beacons and WebSockets, and blocks prefetching and loading images, styles, scripts, and frames. It does not block links to other addresses or WebRTC, which scimdesk does not use. The page stores nothing from a file unless you keep one user as the sample user. To use the connection test again, reload the page.",
            )
        } else {
            (
                "Nothing of a file leaves this browser, and nothing of it is stored unless you keep one user as the sample user",
                "Before it reads a file, the page adds a security policy that blocks all requests from its scripts and workers, prefetching, and loading images, styles, scripts, and frames. Your browser enforces it until you reload the page. It does not block links. To compare the file with Talkdesk’s current users, fetch their list first; the button is below.",
            )
        };
        several().child(el("b").text(head)).child(element::text(words))
    })
}
