//! What was read from a schema file.

use entra_expression::Severity;
use sync_schema::locate::{FileShape, Pick};
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::components::element::{self, El, el, several};
use crate::components::titled_panel::titled_panel;
use crate::pages::mappings::diagnostic_view::callout;
use crate::state::schema_file::SchemaFileState;

pub fn what_was_read(file: SchemaFileState, reading: &ParsedSchema) -> El {
    let fact = |name: &str, value: String| {
        several()
            .child(el("dt").text(name))
            .child(el("dd").text(&value))
    };
    let shape = match reading.shape {
        FileShape::Schema => "a schema",
        FileShape::Wrapped => "a template with a schema in it",
        FileShape::Listed => "a list of templates; the schema of one of them was read",
    };
    let size = reading.bytes.div_ceil(1_000);
    let encoding = message::encoding(reading.encoding);
    let name = file.name().unwrap_or_else(|| "the pasted text".to_owned());
    let facts = el("dl")
        .class("facts")
        .child(fact("File", format!("{name}, {size} kB, {encoding}")))
        .child(fact("It is", shape.to_owned()))
        .maybe(reading.job_id.as_ref().map(|id| fact("Job", id.clone())))
        .maybe(
            reading
                .version
                .as_ref()
                .map(|version| fact("Version", version.clone())),
        )
        .child(fact("Rows", reading.set.rows.len().to_string()))
        .child(fact("Scope", scope(reading)))
        .child(fact(
            "Groups",
            match reading.groups.as_slice() {
                [] => "not provisioned".to_owned(),
                groups => format!("provisioned by “{}”", groups.join("”, “")),
            },
        ));
    titled_panel(
        "schema-read",
        "What was read",
        several().child(facts).child(picker(file, reading)),
    )
}

fn scope(reading: &ParsedSchema) -> String {
    let Some(scope) = &reading.scope else {
        return "no scoping filter".to_owned();
    };
    let groups = scope.groups.iter().map(|group| {
        let clauses: Vec<_> = group.clauses.iter().map(|clause| clause.text()).collect();
        clauses.join(" and ")
    });
    groups.collect::<Vec<_>>().join(", or ")
}

/// The mapping that was read, and the others to choose from.
fn picker(file: SchemaFileState, reading: &ParsedSchema) -> El {
    // Rows of users belong into no other mapping, so no other can be chosen.
    let of_users = || reading.candidates.iter().filter(|one| one.users);
    let picks: Vec<Pick> = of_users().map(|one| one.pick).collect();
    let options = of_users().enumerate().map(|(at, one)| {
        let name = match one.name.as_str() {
            "" => "Mapping without a name",
            name => name,
        };
        let off = if one.enabled { "" } else { ", switched off" };
        let option = el("option").attr("value", &at.to_string()).text(&format!(
            "{name}, {} rows{off}: {} to {}",
            one.rows, one.source, one.target
        ));
        match one.pick == reading.pick {
            true => option.attr("selected", ""),
            false => option,
        }
    });
    let select = el("select")
        .attr("id", "schema-mapping")
        .attr("aria-describedby", "schema-why")
        .children(options)
        .on("change", move |event| {
            let chosen = element::value(&event).parse::<usize>().ok();
            if let Some(pick) = chosen.and_then(|at| picks.get(at)) {
                file.read(Some(*pick));
            }
        });
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "schema-mapping")
                .text("Mapping of users"),
        )
        .child(select)
        .child(
            el("p")
                .class("hint")
                .attr("id", "schema-why")
                .text(message::why(reading.why)),
        )
}

/// What the rows and operations of the file do to users.
pub fn effects(reading: &ParsedSchema) -> El {
    let shown = reading.diagnostics.iter();
    let shown: Vec<El> = shown
        .filter(|one| one.severity != Severity::Info)
        .map(|one| callout(one, &format!("{}: {}", one.short_target(), one.headline)))
        .collect();
    if shown.is_empty() {
        return several();
    }
    titled_panel(
        "schema-effects",
        "What this file does to users",
        several().children(shown),
    )
}

/// What was not understood.
pub fn remarks(reading: &ParsedSchema) -> El {
    if reading.notes.is_empty() {
        return several();
    }
    let notes = reading
        .notes
        .iter()
        .map(|note| el("li").text(&note.to_string()));
    titled_panel(
        "schema-notes",
        "Not understood, or out of the ordinary",
        el("ul").class("plain").children(notes),
    )
}
