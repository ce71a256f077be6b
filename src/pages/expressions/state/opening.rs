//! Expressions that come from elsewhere: another setup or tab, a link, and a
//! text that stopped the page before.

use entra_expression::utf16_of_byte;
use leptos::prelude::*;
use provisioning::format;

use crate::browser;
use crate::browser::storage::BrowserStorage;
use crate::pages::expressions::opening_guard;
use crate::pages::expressions::shared_link;
use crate::pages::expressions::state::EditorState;
use crate::state::incoming_input::IncomingInput;
use crate::state::route::{Route, SidebarPage};

impl EditorState {
    /// Follows the setup: another one was opened, or another tab wrote.
    pub fn follow_setup(&self) {
        let (id, stored) = self.app.setup.with(|setup| {
            (
                setup.id.clone(),
                format::lines(&setup.page_data().expression),
            )
        });
        untrack(|| {
            let withheld = self.withheld.with(|text| text.as_ref() == Some(&stored));
            let same = self.open.get_value() == id && self.text.with(|text| *text == stored);
            if withheld || same {
                return;
            }
            self.open.set_value(id);
            self.list.set(None);
            self.open_text(stored);
        });
    }

    fn open_text(&self, text: String) {
        opening_guard::begin(&text);
        // Where a browser puts the cursor when the value of a field is set.
        let end = utf16_of_byte(&text, text.len());
        self.cursor.set((end, end));
        self.list.set(None);
        self.with_input(|input| input.follow(&text));
        self.text.set(text);
        self.settle();
    }

    /// Decides about the text that was not opened: into the editor with it, or
    /// away.
    pub fn release(&self, open: bool) {
        let Some(text) = self.withheld.try_update(Option::take).flatten() else {
            return;
        };
        opening_guard::forget(&BrowserStorage);
        let stored = self
            .app
            .setup
            .with_untracked(|setup| setup.page_data().expression);
        if open {
            self.load(&text, "Expression opened");
        } else if format::lines(&stored) == text {
            self.save();
        }
    }

    fn bring(&self, link: &str) {
        let free = |text: &String| {
            let now = self.text.read_untracked();
            now.trim().is_empty() || *now == *text
        };
        match shared_link::decode(link) {
            Ok(text) if free(&text) => {
                self.shared_link.set(None);
                self.open_text(format::lines(&text));
                self.save();
            }
            brought => self.shared_link.set(Some(brought)),
        }
        // Otherwise a reload would bring it once more, over later changes.
        browser::replace(SidebarPage::Expressions.href());
    }

    /// Opens an expression that was recognized elsewhere.
    pub fn follow_incoming(&self) {
        let (text, _) = IncomingInput::of(self.app).take(SidebarPage::Expressions);
        if let Some(text) = text {
            untrack(|| self.load(text.trim(), "Expression opened"));
        }
    }

    /// Follows the address.
    pub fn follow_route(&self) {
        if let Route::Expressions(Some(link)) = self.app.route.get() {
            untrack(|| self.bring(&link));
        }
    }
}
