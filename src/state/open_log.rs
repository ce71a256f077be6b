//! How many failed in the open log, for what shows the status of its page.

use leptos::prelude::*;
use setup::SetupId;

use crate::state::App;

/// A handle; copies are handles to the same.
#[derive(Debug, Clone, Copy)]
pub struct OpenLogStatus {
    /// With the setup that was open when the log was read.
    failed: StoredValue<Option<(SetupId, u32)>, LocalStorage>,
    changed: Trigger,
}

impl OpenLogStatus {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            failed: StoredValue::new_local(None),
            changed: Trigger::new(),
        })
    }

    /// Says that a log is open, or none any more.
    pub fn set(&self, failed: Option<(SetupId, u32)>) {
        self.failed.set_value(failed);
        self.changed.notify();
    }

    /// How many failed, if a log of the open setup is open and any did. Whoever
    /// calls it follows both.
    pub fn failed(&self, app: App) -> Option<u32> {
        self.changed.track();
        let open = self.failed.get_value();
        let of_setup = open.filter(|(setup, _)| app.open_id.with(|open| open == setup));
        of_setup
            .map(|(_, failed)| failed)
            .filter(|failed| *failed > 0)
    }
}
