//! The fields for the names of roles and teams that the test writes. They are
//! there when the setup maps the attribute.

use leptos::prelude::*;

use super::state::LifecycleState;
use super::view::LifecycleSection;
use crate::components::element::{El, el, several};
use crate::components::text_field::TextField;
use crate::pages::connection::context::ConnectionPage;
use connection_test::lifecycle::extension::{ATTRIBUTES, Attribute, Needs, offered, typing_error};

/// What the two fields of an attribute hold: what was typed, or else what is
/// offered.
fn names(page: ConnectionPage, lifecycle: LifecycleState, attribute: Attribute) -> [String; 2] {
    let typed = lifecycle.names(attribute);
    let offered = page.app.setup.with(|setup| {
        let bench = setup.page_data();
        let known = match attribute {
            Attribute::Roles => bench.talkdesk_roles,
            Attribute::Teams => bench.talkdesk_teams,
        };
        offered(&setup.mapping, attribute, &known)
    });
    let mut offered = offered.into_iter();
    typed.map(|typed| {
        let offered = offered.next().unwrap_or_default();
        typed.unwrap_or(offered)
    })
}

/// What the open setup needs, with the names in the fields.
pub(super) fn needs(page: ConnectionPage, lifecycle: LifecycleState) -> Memo<Needs> {
    Memo::new(move |_| {
        let typed = ATTRIBUTES.map(|attribute| names(page, lifecycle, attribute));
        page.app
            .setup
            .with(|setup| Needs::of(&setup.mapping, &typed))
    })
}

pub(super) fn fields(section: LifecycleSection) -> El {
    several().children(ATTRIBUTES.map(|attribute| {
        let mapped = Memo::new(move |_| {
            section
                .needs
                .with(|needs| needs.attribute(attribute).mapped)
        });
        // A memo, so that a field is not made anew while somebody types.
        several().live(move || match mapped.get() {
            true => pair(section, attribute),
            false => several(),
        })
    }))
}

fn pair(section: LifecycleSection, attribute: Attribute) -> El {
    let missing = Memo::new(move |_| {
        section
            .needs
            .with(|needs| needs.attribute(attribute).names.is_none())
    });
    let typed = move || names(section.page, section.lifecycle, attribute);
    let [first, second] = match attribute {
        Attribute::Roles => [
            TextField {
                id: "lifecycle-role",
                label: "Role for the user",
                placeholder: "Supervisor",
                hint: "The name of a role that exists in Talkdesk. A new user gets the role Agent by default, so another one shows more.",
            },
            TextField {
                id: "lifecycle-role-2",
                label: "Second role, for the update (optional)",
                placeholder: "Agent",
                hint: "With a second name the test can see that an update changes the role.",
            },
        ],
        Attribute::Teams => [
            TextField {
                id: "lifecycle-team",
                label: "Team for the user",
                placeholder: "Sales",
                hint: "The name of a team that exists in Talkdesk.",
            },
            TextField {
                id: "lifecycle-team-2",
                label: "Second team, for the update (optional)",
                placeholder: "Support",
                hint: "With a second name the test can see that an update changes the team.",
            },
        ],
    };
    let field = |text: TextField, nth: usize| {
        text.make(
            move || typed()[nth].clone(),
            move |name| section.lifecycle.set_name(attribute, nth, name),
            move || typing_error(&typed(), nth),
        )
    };
    several()
        .child(field(first, 0))
        .child(field(second, 1))
        .child(
            el("p")
                .attr("role", "status")
                .live_text(move || match missing.get() {
                    true => format!(
                        "Without a name, {} is not tested, and the result cannot be an all-clear.",
                        attribute.short()
                    ),
                    false => String::new(),
                }),
        )
}
