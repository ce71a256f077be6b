//! What is changed in one mapping while its drawer is open, undone as a whole.
//! Outside of a field nobody wants to undo letter by letter.

use leptos::prelude::*;

use crate::state::{App, Undo};
use provisioning::mapping::Row;
use provisioning::talkdesk::short;
use setup::{Setup, SetupId};

/// The changes from the first one until the message that offers to undo them
/// is gone. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct EditSession {
    app: App,
    target: StoredValue<String>,
    /// What was offered last.
    offered: StoredValue<Option<Undo>>,
}

impl EditSession {
    /// Call it when the drawer of a target opens.
    pub fn new(app: App, target: &str) -> Self {
        Self {
            app,
            target: StoredValue::new(target.to_owned()),
            offered: StoredValue::new(None),
        }
    }

    /// Changes the setup. When the row of the target is another one after
    /// that, the row of before can be brought back.
    pub fn edit(&self, change: impl FnOnce(&mut Setup)) {
        let (before, id) = (self.row(), self.app.open_id.get_untracked());
        self.app.edit(change);
        // What the message offers already reaches further back.
        if self.is_offered() || self.row() == before {
            return;
        }
        let target = self.target.get_value();
        let message = format!("{} changed", short(&target));
        let undo = Undo::new(move |app| bring_back(app, &id, &target, before.as_ref()));
        self.offered.set_value(Some(undo.clone()));
        self.app.offer_undo(message, undo);
    }

    /// Whether the message that is showing undoes these changes, and not those
    /// from before the drawer was opened again.
    fn is_offered(&self) -> bool {
        let shown = self
            .app
            .toast
            .with_untracked(|toast| toast.as_ref().and_then(|toast| toast.undo.clone()));
        self.offered.with_value(|offered| {
            let both = shown.as_ref().zip(offered.as_ref());
            both.is_some_and(|(shown, offered)| shown.is(offered))
        })
    }

    fn row(&self) -> Option<Row> {
        let target = self.target.get_value();
        let setup = self.app.setup;
        setup.with_untracked(|setup| setup.mapping.row(&target).cloned())
    }
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
