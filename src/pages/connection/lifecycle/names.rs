//! The names of roles and teams that the test writes.

use leptos::prelude::*;

use super::state::LifecycleState;
use crate::state::App;
use connection_test::lifecycle::extension::{ATTRIBUTES, Attribute, Needs, offered};

/// What the two fields of an attribute hold: what was typed, or else what is
/// offered. Whoever reads it follows its changes.
pub(super) fn names(app: App, lifecycle: LifecycleState, attribute: Attribute) -> [String; 2] {
    let typed = lifecycle.names(attribute);
    let offered = app.setup.with(|setup| {
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
pub(super) fn needs(app: App, lifecycle: LifecycleState) -> Memo<Needs> {
    Memo::new(move |_| {
        let typed = ATTRIBUTES.map(|attribute| names(app, lifecycle, attribute));
        app.setup.with(|setup| Needs::of(&setup.mapping, &typed))
    })
}
