//! The page of setups: what this one is about, and all the others.

use leptos::prelude::*;

use crate::browser::elements::{self, File};
use crate::browser::{self, focus_soon};
use crate::components::bridge::from_element;
use crate::components::element::{El, button, el, several};
use crate::components::file_input::file_input;
use crate::components::page_title::page_title;
use crate::components::region_field::region_field;
use crate::components::text_field::TextField;
use crate::components::titled_panel::titled_panel;
use crate::state::UNDO_ID;
use crate::state::{App, use_app};
use provisioning::entra::DEFAULT_APPLICATION_NAME;
use setup::record::MAX_BYTES;
use setup::store::SetupSummary;

/// The field with the name of the open setup.
const NAME_ID: &str = "setup-name";

/// `#/setups`
pub fn view() -> AnyView {
    from_element(page(use_app()))
}

pub fn page(app: App) -> El {
    let import_error = RwSignal::new(None::<String>);
    let head = el("div").class("head").child(page_title("Set-ups")).child(
        el("div")
            .class("row")
            .child(button("primary", "New set-up", move || {
                app.create();
                focus_soon(NAME_ID);
            }))
            .child(import_button(app, import_error)),
    );
    several()
        .child(head)
        .child(el("p").class("lead").text("One set-up is one Talkdesk account connected to one Entra tenant. All of them stay in this browser until you delete them. The secret token is never part of one."))
        .live(move || match import_error.get() {
            Some(why) => el("div")
                .class("notice")
                .attr("role", "alert")
                .child(el("h2").text("The file was not imported"))
                .child(el("p").text(&why)),
            None => several(),
        })
        .child(this_setup(app))
        .child(
            el("h2")
                .class("list-title")
                .attr("id", "all-setups")
                .text("All set-ups in this browser"),
        )
        .child(
            el("ul")
                .class("setups panel")
                .attr("aria-labelledby", "all-setups")
                .live(move || {
                    let open = app.open_id.get();
                    several().children(app.summaries.get().into_iter().map(|summary| {
                        let is_open = summary.id == open;
                        row(app, summary, is_open)
                    }))
                }),
        )
}

fn this_setup(app: App) -> El {
    let name = move || app.setup.with(|setup| setup.name.clone());
    let name_field = TextField {
        id: NAME_ID,
        label: "Name",
        placeholder: "",
        hint: "",
    }
    .make(
        name,
        move |text| app.edit(|setup| setup.name = text),
        move || {
            let empty = app.setup.with(|setup| setup.name.trim().is_empty());
            empty.then(|| "Give it a name, so that you find it again.".to_owned())
        },
    );
    let application_field = TextField {
        id: "setup-application",
        label: "Name of the application in Entra",
        placeholder: DEFAULT_APPLICATION_NAME,
        hint: "",
    }
    .make(
        move || app.setup.with(|setup| setup.application_name.clone()),
        move |text| app.edit(|setup| setup.application_name = text),
        || None,
    );
    titled_panel(
        "this-setup",
        "This set-up",
        several()
            .child(
                el("div")
                    .class("form")
                    .child(name_field)
                    .child(application_field),
            )
            .child(region_field("setup-region", app.tenant(), app.set_tenant())),
    )
}

/// One setup of the list and what can be done with it.
fn row(app: App, summary: SetupSummary, is_open: bool) -> El {
    let SetupSummary {
        id, name, about, ..
    } = summary;
    let labelled = |action: El, label: &str| action.attr("aria-label", &format!("{label} {name}"));
    let (to_open, to_export, to_copy, to_delete) = (id.clone(), id.clone(), id.clone(), id);
    let open = button("", "Open", move || {
        app.switch(&to_open);
        focus_soon(NAME_ID);
    });
    let first = match is_open {
        true => el("span").class("tag ok").text("open"),
        false => labelled(open, "Open"),
    };
    let export = button("quiet", "Export", move || {
        app.announce(match app.export(&to_export) {
            true => "Saved to a file",
            false => "The browser did not save the file",
        });
    });
    let duplicate = button("quiet", "Duplicate", move || app.duplicate(&to_copy));
    let delete = button("quiet", "Delete", move || {
        app.delete(&to_delete);
        focus_soon(UNDO_ID);
    });
    el("li")
        .child(
            el("div")
                .child(el("b").text(&name))
                .child(el("small").text(&about)),
        )
        .child(
            el("div")
                .class("row")
                .child(first)
                .child(labelled(export, "Export"))
                .child(labelled(duplicate, "Duplicate"))
                .child(labelled(delete, "Delete")),
        )
}

fn import_button(app: App, import_error: RwSignal<Option<String>>) -> El {
    let accept = ".json,application/json";
    let input = file_input("Set-up file to import", accept, move |files| {
        if let Some(file) = files.into_iter().next() {
            browser::run(Box::pin(import(app, file, import_error)));
        }
    });
    let chooser = input.node().clone();
    several()
        .child(button("", "Import a file", move || {
            elements::click(&chooser)
        }))
        .child(input)
}

async fn import(app: App, file: File, import_error: RwSignal<Option<String>>) {
    import_error.set(None);
    let outcome = if file.size() > MAX_BYTES as f64 {
        Err(format!(
            "It is larger than {} MB, and a set-up never is.",
            MAX_BYTES / 1_000_000
        ))
    } else {
        match browser::files::read_text(&file).await {
            Ok(text) => app.import(&text).map_err(|error| error.to_string()),
            Err(_) => Err("The browser could not read it. Is it still there?".to_owned()),
        }
    };
    match outcome {
        Ok(names) => match names.as_slice() {
            [name] => app.announce(format!("“{name}” imported and opened")),
            names => app.announce(format!("{} setups imported", names.len())),
        },
        Err(why) => import_error.set(Some(format!("“{}”: {why}", file.name()))),
    }
}
