//! What the setup changes in the file, and the changed file.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::SchemaDifference;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::export::{Export, RefusalReason, RefusedRow};
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::browser;
use crate::components::copy_value::copy_value;
use crate::components::element::{self, El, button, el, link, outside_link, several};
use crate::components::titled_panel::titled_panel;
use crate::pages::mappings::blocked_rows::waiting_list;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::links;
use crate::pages::mappings::schema_file::{changed_name, import_error};
use crate::state::App;
use crate::state::schema_file::{SchemaChanges, SchemaFileState};
use provisioning::entra::links::GRAPH_EXPLORER;
use provisioning::set_status::row_status::held_rows;
use provisioning::set_status::set_evaluation::SetEvaluation;

/// The part of the page that gives out the changed file.
pub fn export_view(
    app: App,
    file: SchemaFileState,
    reading: Arc<ParsedSchema>,
    differ: Memo<Vec<SchemaDifference>>,
) -> El {
    let pick = reading.pick;
    let again = move || {
        file.compare(
            pick,
            app.setup.with_untracked(|setup| setup.mapping.clone()),
        );
    };
    element::keep_running(Box::new(move || {
        let _ = differ.get();
        let _ = file.groups_off.get();
        again();
    }));
    let groups = match reading.groups.is_empty() {
        true => several(),
        false => groups_box(file),
    };
    let body = move || match file.changes.get() {
        SchemaChanges::Unknown => el("p").class("hint").text("Looking for what has to change"),
        SchemaChanges::Failed(what) => el("div").attr("role", "alert").child(import_error(&what)),
        SchemaChanges::Known(export) => untrack(|| {
            let consequences = consequences(app, &export);
            several()
                .child(consequences)
                .child(known(app, file, &reading, export, Rc::new(again)))
        }),
    };
    titled_panel(
        "schema-export",
        "The file with the set-up’s mappings",
        several().child(groups).live(body),
    )
}

/// What the set will do, when no row is at fault but the operations or a row
/// that is missing.
fn consequences(app: App, export: &Export) -> El {
    let all = export.diagnostics.iter();
    let errors = all.filter(|what| what.is_error());
    several().children(errors.map(|what| diagnostic(app, what)))
}

fn groups_box(file: SchemaFileState) -> El {
    let tick = el("input")
        .attr("type", "checkbox")
        .live_checked(move || file.groups_off.get())
        .on("change", move |event| {
            file.groups_off.set(element::checked(&event));
        });
    el("div")
        .class("choices")
        .child(
            el("label")
                .child(tick)
                .text("Switch the mapping of groups off"),
        )
        .child(
            el("p")
                .class("hint")
                .text("Talkdesk takes no groups; left on, each of them is an error in the log."),
        )
}

fn known(
    app: App,
    file: SchemaFileState,
    reading: &ParsedSchema,
    export: Rc<Export>,
    again: Rc<dyn Fn()>,
) -> El {
    // What is wrong with a row as such comes before what its value does, which
    // is the worker's to say.
    let waiting = app
        .setup
        .with_untracked(|setup| held_rows(&setup.mapping, &SetEvaluation::pending()));
    let only_values = export
        .refusals
        .iter()
        .all(|one| matches!(one.why, RefusalReason::Evaluated(_)));
    let changes = !export.splices.is_empty() || !export.refusals.is_empty();
    if changes && only_values && !waiting.is_empty() {
        return several()
            .child(
                el("p")
                    .text("The file cannot be written yet, because of these rows of the set-up."),
            )
            .child(waiting_list(&waiting))
            .children(export.refusals.iter().map(faulty));
    }
    if !export.refusals.is_empty() {
        let rows = export
            .refusals
            .iter()
            .map(|one| match one.parser_may_help() {
                true => refusal(app, file, reading, one, again.clone()),
                false => faulty(one),
            });
        return several()
            .child(
                el("p")
                    .attr("role", "alert")
                    .text("The file cannot be written yet, because of the rows below."),
            )
            .children(rows);
    }
    if export.splices.is_empty() {
        return el("p").text("Nothing has to change: the file says what the set-up says.");
    }
    let line = |what: &str, names: &[String]| {
        let text = format!("{what}: {}", names.join(", "));
        (!names.is_empty()).then(|| el("li").text(&text))
    };
    let summary = match export.splices.len() {
        1 => "1 place changes; every other byte stays.".to_owned(),
        many => format!("{many} places change; every other byte stays."),
    };
    let unlisted = (!export.unlisted.is_empty()).then(|| {
        el("p").class("callout warn").text(&format!(
            "The target’s attribute list lacks {}. Entra may refuse the file; add them in the portal under “Edit attribute list”.",
            export.unlisted.join(", ")
        ))
    });
    let wide = (export.encoding != SchemaFileEncoding::Utf8).then(|| {
        el("p").class("callout warn").text(
            "The file is UTF-16 and stays so. Microsoft Graph takes UTF-8: save it as UTF-8 in an editor before you send it.",
        )
    });
    let added = line("Added to the target’s attribute list", &export.added);
    let disabled = line("Switched off", &export.disabled);
    let save = button("primary", "Save the changed file", move || {
        let name = changed_name(&file.name().unwrap_or_else(|| "schema.json".to_owned()));
        let saved = file
            .changed(&export)
            .and_then(|blob| browser::save_blob(&name, &blob).ok());
        app.announce(match saved {
            Some(()) => format!("{name} saved"),
            None => "The browser did not save the file".to_owned(),
        });
    });
    several()
        .child(
            el("ul")
                .class("plain")
                .child(el("li").text(&summary))
                .maybe(added)
                .maybe(disabled)
                .child(el("li").text("The version stays; Entra gives it a new one when you save.")),
        )
        .maybe(unlisted)
        .maybe(wide)
        .child(el("div").class("row").child(save))
        .child(el("p").class("hint").text(
            "Put it back where the portal showed it, by pasting all of it, and save; or with PUT to …/synchronization/jobs/{job}/schema. Keep the old file: it brings everything back. ",
        ).child(link("", "#/mappings/scripts", "Scripts do the same from a shell")))
}

/// One row whose expression has to be corrected first.
fn faulty(refusal: &RefusedRow) -> El {
    el("div")
        .class("stack refusal")
        .child(el("h3").text(&refusal.target))
        .child(el("p").text(&message::refusal(refusal)))
        .child(el("p").child(link(
            "",
            &links::of(&refusal.target),
            message::correct(refusal),
        )))
}

/// One row that cannot be written, and the way through Microsoft's parser.
fn refusal(
    app: App,
    file: SchemaFileState,
    reading: &ParsedSchema,
    refusal: &RefusedRow,
    again: Rc<dyn Fn()>,
) -> El {
    let job_id = reading.job_id.as_deref().unwrap_or("JOB-ID");
    let address = format!(
        "https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT-ID/synchronization/jobs/{job_id}/schema/parseExpression"
    );
    let body = serde_json::json!({ "expression": refusal.expression }).to_string();
    let id = format!(
        "tree-{}",
        refusal
            .target
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    );
    let target = refusal.target.clone();
    let before = file.pasted(&target);
    let paste = el("textarea")
        .attr("id", &id)
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .class("mono")
        .live_value(move || before.clone())
        .on("change", move |event| {
            file.paste_tree(&target, element::value(&event));
            again();
        });
    let open = outside_link(GRAPH_EXPLORER, "Open Graph Explorer");
    el("div")
        .class("stack refusal")
        .child(el("h3").text(&refusal.target))
        .child(el("p").text(&message::refusal(refusal)))
        .child(el("p").text(
            "So how Microsoft Graph stores this expression is not certain. Let Microsoft’s own parser write it and paste its answer, or choose another source for the row.",
        ))
        .child(copy_value(app, "Address, POST", &address))
        .child(copy_value(app, "Request body", &body))
        .child(el("p").class("hint").text(
            "OBJECT-ID is the Object ID of the enterprise application. In the portal: the application, Overview, Object ID. Sign in as Application Administrator and consent to Synchronization.ReadWrite.All. ",
        ).child(open))
        .child(
            el("div")
                .class("field")
                .child(
                    el("label")
                        .attr("for", &id)
                        .text(&format!("Answer of parseExpression for {}", refusal.target)),
                )
                .child(paste),
        )
}
