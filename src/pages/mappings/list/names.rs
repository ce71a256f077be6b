//! Names of custom attributes: Talkdesk's to copy, any other to check or make.

use leptos::prelude::*;
use provisioning::portal::attribute_names::{check_urn, directory_extension};

use crate::components::copy_value::copy_value;
use crate::components::element::{El, el, several};
use crate::components::text_field::TextField;
use crate::state::App;
use provisioning::talkdesk::{ROLES, TEAMS};

pub fn section(app: App) -> El {
    let body = el("div")
        .class("body stack")
        .child(el("h3").text("Talkdesk’s two, for Edit attribute list"))
        .child(copy_value(app, "Name of the roles attribute", ROLES))
        .child(copy_value(app, "Name of the teams attribute", TEAMS))
        .child(
            el("p")
                .class("hint")
                .text("Type String. Leave Multi-Value? and Required? unticked."),
        )
        .child(el("h3").text("Check another name"))
        .child(checked())
        .child(el("h3").text("A directory extension as a source"))
        .child(extension(app));
    el("section")
        .class("panel")
        .attr("aria-labelledby", "names-title")
        .child(
            el("div").class("panel-head").child(
                el("h2")
                    .attr("id", "names-title")
                    .text("Custom attribute names"),
            ),
        )
        .child(body)
}

/// Checks the name of an extension attribute letter by letter.
fn checked() -> El {
    let name = RwSignal::new(String::new());
    let wrong = move || {
        let text = name.get();
        match check_urn(&text) {
            Err(error) if !text.is_empty() => Some(error.to_string()),
            _ => None,
        }
    };
    let right = move || {
        let text = name.get();
        let known = [ROLES, TEAMS].contains(&text.as_str());
        match (check_urn(&text), known) {
            (Ok(()), true) => el("p")
                .class("good")
                .text("The form is right, and it is Talkdesk’s."),
            (Ok(()), false) => el("p").class("good").text(
                "The form is right. Talkdesk’s own schema has only rolesString and teamsString.",
            ),
            _ => several(),
        }
    };
    el("div")
        .child(
            TextField {
                id: "check-urn",
                label: "Name of a SCIM extension attribute",
                placeholder: "urn:ietf:params:scim:schemas:extension:Name:2.0:User:attribute",
                hint: "",
            }
            .make(move || name.get(), move |text| name.set(text), wrong),
        )
        .child(el("div").attr("aria-live", "polite").live(right))
}

/// Makes the name of a directory extension.
fn extension(app: App) -> El {
    let (id, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let made = Memo::new(move |_| directory_extension(&id.get(), &name.get()));
    let wrong = move || {
        let begun = !id.get().is_empty() && !name.get().is_empty();
        made.get()
            .err()
            .filter(|_| begun)
            .map(|error| error.to_string())
    };
    let fields = el("div")
        .class("form")
        .child(
            TextField {
                id: "extension-id",
                label: "Application id",
                placeholder: "00000000-0000-0000-0000-000000000000",
                hint: "Of the application that the extension was registered on.",
            }
            .make(move || id.get(), move |text| id.set(text), wrong),
        )
        .child(
            TextField {
                id: "extension-name",
                label: "Name of the extension",
                placeholder: "talkdeskRole",
                hint: "Capitals count.",
            }
            .make(move || name.get(), move |text| name.set(text), || None),
        );
    several()
        .child(fields)
        .child(
            el("div")
                .attr("aria-live", "polite")
                .live(move || match made.get() {
                    Ok(full) => copy_value(app, "Source attribute", &full),
                    Err(_) => several(),
                }),
        )
}
