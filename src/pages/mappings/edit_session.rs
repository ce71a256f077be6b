//! One sitting at a row: from the first change of it until the message that
//! offers to take it all back is closed. Nobody wants to undo letter by letter
//! outside of a field.

use leptos::prelude::*;

use crate::state::{App, Undo};
use provisioning::mapping::Row;
use provisioning::talkdesk::short;
use setup::{Setup, SetupId};

/// The sitting. Copies are handles to the same one.
#[derive(Debug, Clone, Copy)]
pub struct EditSession {
    app: App,
    target: StoredValue<String>,
}

impl EditSession {
    /// A sitting at the row of a target.
    pub fn new(app: App, target: &str) -> Self {
        Self {
            app,
            target: StoredValue::new(target.to_owned()),
        }
    }

    /// Changes the setup. When the row of the target is another one after
    /// that, the row of before can be brought back.
    pub fn edit(&self, change: impl FnOnce(&mut Setup)) {
        let (before, id) = (self.row(), self.app.open_id.get_untracked());
        self.app.edit(change);
        let target = self.target.get_value();
        let saved_message = saved_message(&target);
        // What the message offers already reaches further back.
        let goes_on = self.app.toast.with_untracked(|toast| {
            let toast = toast.as_ref();
            toast.is_some_and(|toast| toast.text == saved_message)
        });
        if goes_on || self.row() == before {
            return;
        }
        let back = Undo::new(move |app| bring_back(app, &id, &target, before.as_ref()));
        self.app.offer_undo(saved_message, back);
    }

    fn row(&self) -> Option<Row> {
        let target = self.target.get_value();
        let setup = self.app.setup;
        setup.with_untracked(|setup| setup.mapping.row(&target).cloned())
    }
}

fn saved_message(target: &str) -> String {
    format!("{} changed", short(target))
}

/// Brings back the one row; what else was changed meanwhile stays.
fn bring_back(app: App, id: &SetupId, target: &str, row: Option<&Row>) {
    if app.open_id.get_untracked() != *id {
        return;
    }
    app.edit(|setup| match row {
        Some(row) => setup.mapping.put(row.clone()),
        None => {
            let _ = setup.mapping.remove(target);
        }
    });
}
