//! Saves edits when somebody pauses, so that no key waits for storage.

use std::time::Duration;

use leptos::prelude::*;
use setup::replica::EditTime;
use setup::store::Store;

use crate::browser::clock::now_ms;
use crate::state::App;

/// How long nobody edits before edits are saved.
const IDLE: Duration = Duration::from_millis(400);
/// The longest time in milliseconds that an edit waits while somebody types on.
const MAX_DELAY_MS: EditTime = 10_000;

/// The timer of a save, and when the first edit was made that waits for it.
pub type SaveTimer = Option<(TimeoutHandle, EditTime)>;

impl App {
    /// Saves the edits that wait, if any do. Whatever ends typing calls it: a
    /// click, another field, another page, a hidden or closed tab.
    pub fn save(&self) {
        if let Some((timer, _)) = self.take_save_timer() {
            timer.clear();
            self.save_now();
        }
    }

    pub(crate) fn save_soon(&self) {
        let (app, now) = (*self, now_ms());
        let waiting = self.take_save_timer();
        let since = waiting.map_or(now, |(_, since)| since);
        if let Some((timer, _)) = waiting {
            timer.clear();
        }
        if now.saturating_sub(since) < MAX_DELAY_MS
            && let Ok(timer) = set_timeout_with_handle(move || app.save(), IDLE)
        {
            self.save_timer.set_value(Some((timer, since)));
        } else {
            self.save_now();
        }
    }

    fn take_save_timer(&self) -> SaveTimer {
        self.save_timer.try_update_value(Option::take).flatten()
    }

    fn save_now(&self) {
        self.store.update_value(Store::save_all);
        self.follow_store();
    }
}
