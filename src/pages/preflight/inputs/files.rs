//! The files that are open: what each was taken for, and what to know of it.

use leptos::prelude::*;
use preflight::users_file::{Format, Look, note_words};

use crate::components::element::{self, El, button, el, several};
use crate::pages::preflight::Place;
use crate::pages::preflight::inputs::columns::columns;
use crate::pages::preflight::numbers::{counted, grouped, size};
use preflight::input_files::{Sheet, Standing, Use};

/// The list of files.
pub(crate) fn files(place: Place) -> El {
    let desk = place.desk;
    // Made anew only when files come, go or are looked at, so that no field
    // loses the cursor.
    let shape: Memo<String> = Memo::new(move |_| {
        desk.sheets(|sheets| {
            let marks = sheets.all().iter().map(|sheet| {
                let mark = match sheet.standing {
                    Standing::New | Standing::Looking => '?',
                    Standing::Looked(_) => '+',
                    Standing::Refused(_) => '-',
                };
                format!("{}{mark}", sheet.id)
            });
            marks.collect()
        })
    });
    el("div").live(move || {
        if shape.with(String::is_empty) {
            return several();
        }
        untrack(|| {
            let sheets = desk.sheets(|sheets| sheets.all().to_vec());
            el("ul")
                .class("pf-files")
                .attr("aria-label", "Open files")
                .children(sheets.iter().map(|sheet| item(place, sheet)))
        })
    })
}

fn item(place: Place, sheet: &Sheet) -> El {
    let (desk, id) = (place.desk, sheet.id);
    let remove = button("small", "Remove", move || {
        desk.edit_sheets(|sheets| sheets.remove(id));
        desk.settle_scope();
        crate::browser::focus("page-title");
    })
    .attr("aria-label", &format!("Remove {}", sheet.name))
    .live_flag("disabled", move || desk.is_running());
    let head = el("div")
        .class("pf-file-head")
        .child(
            el("h3")
                .attr("id", &head_id(id))
                .attr("tabindex", "-1")
                .text(&sheet.name),
        )
        .child(remove);
    let item = el("li").class("panel").child(head);
    match &sheet.standing {
        Standing::New | Standing::Looking => {
            item.child(el("p").class("hint").text("Looking at it"))
        }
        Standing::Refused(words) => item.child(
            el("p")
                .class("callout bad")
                .child(el("b").text(&words.what))
                .child(element::text(words.remedy)),
        ),
        Standing::Looked(look) => item
            .child(
                el("p")
                    .class("hint")
                    .text(&recognised(look, sheet.file.bytes)),
            )
            .child(purpose(place, sheet))
            .child(rival(place, id))
            .maybe(notes(look))
            .child(nameless(place, id))
            .child(columns(place, id, look)),
    }
}

/// Identity of the heading of a file.
pub(crate) fn head_id(id: u32) -> String {
    format!("pf-file-{id}")
}

/// What a second file of users does, and the way to judge it in place of the
/// first one.
fn rival(place: Place, id: u32) -> El {
    let (app, desk) = (place.app, place.desk);
    let names = Memo::new(move |_| {
        desk.sheets(|sheets| {
            let rival = sheets.rival(id)?.name.clone();
            Some((sheets.name(id), rival))
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
            desk.edit_sheets(|sheets| sheets.choose(id, Use::Users));
            app.say(format!(
                "The users of {name} are judged now, and {rival} adds to them"
            ));
            crate::browser::focus(&head_id(id));
        })
        .live_flag("disabled", move || desk.is_running());
        el("div")
            .class("callout warn stack")
            .child(el("p").text(&words))
            .child(el("p").child(swap))
    })
}

/// What to do with a file in which nobody can be told from another.
fn nameless(place: Place, id: u32) -> El {
    let desk = place.desk;
    let is_nameless =
        Memo::new(move |_| desk.sheets(|sheets| sheets.find(id).is_some_and(Sheet::is_nameless)));
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

fn recognised(look: &Look, bytes: f64) -> String {
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

fn purpose(place: Place, sheet: &Sheet) -> El {
    let (desk, id) = (place.desk, sheet.id);
    let field = format!("pf-use-{id}");
    let chosen = move || {
        desk.sheets(|sheets| sheets.find(id).map(|sheet| sheet.purpose.label()))
            .unwrap_or_default()
            .to_owned()
    };
    let options = Use::ALL.map(|purpose| {
        el("option")
            .attr("value", purpose.label())
            .text(purpose.label())
    });
    let select = el("select")
        .attr("id", &field)
        .children(options)
        .live_value(chosen)
        .live_flag("disabled", move || desk.is_running())
        .on("change", move |event| {
            let value = element::value(&event);
            let found = Use::ALL.into_iter().find(|one| one.label() == value);
            if let Some(purpose) = found {
                desk.edit_sheets(|sheets| sheets.choose(id, purpose));
                desk.settle_scope();
            }
        });
    let label = el("label")
        .attr("for", &field)
        .text("What it holds")
        .child(el("span").class("said").text(&format!(", {}", sheet.name)));
    el("div").class("field pf-use").child(label).child(select)
}

fn notes(look: &Look) -> Option<El> {
    (!look.notes.is_empty()).then(|| {
        el("ul").class("evidence").children(
            look.notes
                .iter()
                .map(|note| el("li").text(&note_words(note))),
        )
    })
}
