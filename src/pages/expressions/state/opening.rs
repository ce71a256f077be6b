//! Expressions that come from elsewhere: another set-up or tab, a link, and a
//! text that stopped the page before.

use leptos::prelude::*;
use provisioning::format;
use setup::SetupId;

use crate::browser;
use crate::browser::storage::BrowserStorage;
use crate::components::undoable_input::history::EditKind;
use crate::pages::expressions::opening_guard;
use crate::pages::expressions::persistence;
use crate::pages::expressions::shared_link;
use crate::pages::expressions::state::{EditorState, SharedLink};
use crate::state::route::{Route, SidebarPage};

impl EditorState {
    /// Follows the set-up: another one was opened, or another tab wrote.
    pub fn follow(&self, id: &SetupId, stored: &str) {
        let stored = format::lines(stored);
        if self.is_withheld(&stored) {
            return;
        }
        if self.open.with_value(|open| open != id) {
            self.open.set_value(id.clone());
        } else if self.text.with_untracked(|text| *text == stored) {
            return;
        }
        self.list.set(None);
        opening_guard::begin(&stored);
        self.text.set(stored);
        self.remember(EditKind::Step);
        self.show();
    }

    fn is_withheld(&self, text: &str) -> bool {
        self.withheld
            .with_untracked(|withheld| withheld.as_deref() == Some(text))
    }

    /// Decides about the text that was not opened: into the editor with it, or
    /// away.
    pub fn release(&self, open: bool) {
        let Some(text) = self.withheld.try_update(Option::take).flatten() else {
            return;
        };
        opening_guard::forget(&BrowserStorage);
        let stored = self.app.setup.with_untracked(persistence::expression);
        if open {
            self.load(&text, "The expression is open");
        } else if format::lines(&stored) == text {
            self.save();
        }
    }

    pub fn bring(&self, link: &str) {
        match shared_link::decode(link) {
            Err(error) => self.shared_link.set(Some(SharedLink::Broken(error))),
            Ok(text) => {
                let free = self
                    .text
                    .with_untracked(|now| now.trim().is_empty() || *now == text);
                if free {
                    self.shared_link.set(None);
                    opening_guard::begin(&text);
                    self.write(text, 0);
                } else {
                    self.shared_link.set(Some(SharedLink::Expression(text)));
                }
            }
        }
        // Otherwise a reload would bring it once more, over later changes.
        browser::replace(SidebarPage::Expressions.href());
    }

    /// Follows the address.
    pub fn follow_route(&self) {
        if let Route::Expressions(Some(link)) = self.app.route.get() {
            untrack(|| self.bring(&link));
        }
    }
}
