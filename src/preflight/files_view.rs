//! The files that are open: what each was taken for, and what to know of it.

use leptos::prelude::*;
use provisioning::users_file::{Format, Look, note_words};

use super::columns_view::columns;
use super::files::{Sheet, Standing, Use};
use super::numbers::{counted, grouped, size};
use super::page::Place;
use crate::ui::dom::{self, El, button, el, several};

/// The list of files.
pub(super) fn files(place: Place) -> El {
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
        crate::ui::browser::focus("page-title");
    })
    .attr("aria-label", &format!("Remove {}", sheet.name))
    .live_flag("disabled", move || desk.is_running());
    let head = el("div")
        .class("pf-file-head")
        .child(el("h3").text(&sheet.name))
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
                .child(dom::text(words.remedy)),
        ),
        Standing::Looked(look) => item
            .child(el("p").class("hint").text(&recognised(look, sheet.bytes)))
            .child(purpose(place, sheet))
            .maybe(notes(look))
            .child(columns(place, id, look)),
    }
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
            let value = dom::value(&event);
            let found = Use::ALL.into_iter().find(|one| one.label() == value);
            if let Some(purpose) = found {
                desk.edit_sheets(|sheets| sheets.choose(id, purpose));
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
