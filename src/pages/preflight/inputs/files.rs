//! The files that are open: what each was taken for, and what to know of it.

use leptos::prelude::*;
use preflight::users_file::{Format, SniffedFile};

use crate::components::element::{self, El, button, el, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::inputs::columns::columns;
use crate::pages::preflight::inputs::head_id;
use crate::pages::preflight::widgets::select;
use preflight::input_files::{InputFile, InputStatus};
use preflight::protocol::InputPurpose;
use provisioning::format::{counted, grouped, size};

pub(crate) fn files(page: PreflightPage) -> El {
    let state = page.state;
    // Made anew only when files come, go or are looked at, so that no field
    // loses the cursor.
    let shape: Memo<String> = Memo::new(move |_| {
        state.input_files(|input_files| {
            let marks = input_files.all().iter().map(|input_file| {
                let mark = match input_file.status {
                    InputStatus::New | InputStatus::Looking => '?',
                    InputStatus::Looked(_) => '+',
                    InputStatus::Refused(_) => '-',
                };
                format!("{}{mark}", input_file.id)
            });
            marks.collect()
        })
    });
    el("div").live(move || {
        if shape.with(String::is_empty) {
            return several();
        }
        untrack(|| {
            let input_files = state.input_files(|input_files| input_files.all().to_vec());
            el("ul")
                .class("pf-files")
                .attr("aria-label", "Open files")
                .children(input_files.iter().map(|input_file| item(page, input_file)))
        })
    })
}

fn item(page: PreflightPage, input_file: &InputFile) -> El {
    let (state, id) = (page.state, input_file.id);
    let remove = button("small", "Remove", move || {
        state.edit_input_files(|input_files| input_files.remove(id));
        state.settle_scope();
        crate::browser::focus("page-title");
    })
    .attr("aria-label", &format!("Remove {}", input_file.name))
    .live_flag("disabled", move || state.is_running());
    let head = el("div")
        .class("pf-file-head")
        .child(
            el("h3")
                .attr("id", &head_id(id))
                .attr("tabindex", "-1")
                .text(&input_file.name),
        )
        .child(remove);
    let item = el("li").class("panel").child(head);
    match &input_file.status {
        InputStatus::New | InputStatus::Looking => {
            item.child(el("p").class("hint").text("Looking at it"))
        }
        InputStatus::Refused(words) => item.child(
            el("p")
                .class("callout bad")
                .child(el("b").text(&words.what))
                .child(element::text(words.remedy)),
        ),
        InputStatus::Looked(look) => item
            .child(
                el("p")
                    .class("hint")
                    .text(&recognised(look, input_file.file.bytes)),
            )
            .child(purpose(page, input_file))
            .child(rival(page, id))
            .maybe(notes(look))
            .child(nameless(page, id))
            .child(columns(page, id, look)),
    }
}

/// What a second file of users does, and the way to treat it in place of the
/// first one.
fn rival(page: PreflightPage, id: u32) -> El {
    let (app, state) = (page.app, page.state);
    let names = Memo::new(move |_| {
        state.input_files(|input_files| {
            let rival = input_files.rival(id)?.name.clone();
            Some((input_files.name(id), rival))
        })
    });
    el("div").live(move || {
        let Some((name, rival)) = names.get() else {
            return several();
        };
        let words = format!(
            "The users of {rival} are judged. This file seems to hold users as well, but it only adds attributes to those of {rival}: whoever is in this file alone is not judged."
        );
        let swap = button("small", "Judge this one instead", move || {
            state.edit_input_files(|input_files| input_files.choose(id, InputPurpose::Users));
            app.announce(format!(
                "The users of {name} are judged now, and {rival} adds to them"
            ));
            crate::browser::focus(&head_id(id));
        })
        .live_flag("disabled", move || state.is_running());
        el("div")
            .class("callout warn stack")
            .child(el("p").text(&words))
            .child(el("p").child(swap))
    })
}

/// What to do with a file in which nobody can be told from another.
fn nameless(page: PreflightPage, id: u32) -> El {
    let state = page.state;
    let is_nameless = Memo::new(move |_| {
        state.input_files(|input_files| input_files.find(id).is_some_and(InputFile::is_nameless))
    });
    el("div").live(move || {
        if !is_nameless.get() {
            return several();
        }
        el("p").class("callout bad").child(
            el("b").text("No column says which user a row is about"),
        )
        .text("Say below which column holds userPrincipalName or objectId, or export again with userPrincipalName.")
    })
}

fn recognised(look: &SniffedFile, bytes: f64) -> String {
    let format = match look.format {
        Format::Csv { delimiter: '\t' } => "CSV with tabs".to_owned(),
        Format::Csv { delimiter } => format!("CSV with “{delimiter}”"),
        Format::Json => "JSON".to_owned(),
    };
    let rows = if look.whole {
        counted(look.rows, "row", "rows")
    } else {
        format!("more than {} rows", grouped(look.rows))
    };
    format!(
        "{}. {format}, {}, {rows}, {}, {}.",
        look.origin.label(),
        look.encoding.name(),
        counted(look.columns.len() as u64, "column", "columns"),
        size(bytes)
    )
}

fn purpose(page: PreflightPage, input_file: &InputFile) -> El {
    let (state, id) = (page.state, input_file.id);
    let field = format!("pf-use-{id}");
    let chosen = move || {
        let purpose = state.input_files(|input_files| Some(input_files.find(id)?.purpose));
        purpose.map_or("", InputPurpose::label).to_owned()
    };
    let choose = move |value: &str| {
        let found = InputPurpose::ALL
            .into_iter()
            .find(|one| one.label() == value);
        if let Some(purpose) = found {
            state.edit_input_files(|input_files| input_files.choose(id, purpose));
            state.settle_scope();
        }
    };
    let options = InputPurpose::ALL.map(|purpose| (purpose.label(), purpose.label()));
    let select =
        select(&field, options, chosen, choose).live_flag("disabled", move || state.is_running());
    let label = el("label").attr("for", &field).text("What it holds").child(
        el("span")
            .class("said")
            .text(&format!(", {}", input_file.name)),
    );
    el("div").class("field pf-use").child(label).child(select)
}

fn notes(look: &SniffedFile) -> Option<El> {
    (!look.notes.is_empty()).then(|| {
        el("ul").class("evidence").children(
            look.notes
                .iter()
                .map(|note| el("li").text(&note.to_string())),
        )
    })
}
