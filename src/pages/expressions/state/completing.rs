//! What is written for the admin: suggestions, and the other one of a pair.

use entra_expression::{Span, byte_of_utf16, pairs, utf16_of_byte};
use leptos::prelude::*;
use provisioning::entra::is_password;

use crate::components::fields::undoable_input::UndoableInput;
use crate::components::fields::undoable_input::history::{EditKind, Snapshot};
use crate::pages::expressions::state::EditorState;
use crate::pages::expressions::state::suggestions::SuggestionList;

impl EditorState {
    /// Brackets and quotation marks that close themselves. Returns whether the
    /// character was dealt with.
    pub fn type_pair(&self, character: char) -> bool {
        self.edit_pair(EditKind::Typed, |text, selected| {
            pairs::typed(text, selected, character)
        })
    }

    /// Takes both of a pair away. Returns whether there was one.
    pub fn delete_pair(&self) -> bool {
        self.edit_pair(EditKind::Deleted, |text, selected| {
            let at = selected.is_empty().then_some(selected.start)?;
            pairs::backspace(text, at)
        })
    }

    fn edit_pair(
        &self,
        kind: EditKind,
        edit: impl FnOnce(&str, Span) -> Option<pairs::PairEdit>,
    ) -> bool {
        let Some(input) = self.input.get_value() else {
            return false;
        };
        let Some(Snapshot {
            mut text,
            start,
            end,
        }) = input.now()
        else {
            return false;
        };
        let byte = |at| byte_of_utf16(&text, at);
        let Some(edit) = edit(&text, Span::new(byte(start), byte(end))) else {
            return false;
        };
        text.replace_range(edit.replace.range(), edit.insert);
        let at = utf16_of_byte(&text, edit.cursor);
        let (start, end) = (at, at);
        input.take(Snapshot { text, start, end }, kind);
        true
    }

    /// Opens the list of suggestions at the cursor, because somebody asked for
    /// it.
    pub fn request_suggestions(&self) {
        self.with_input(UndoableInput::moved);
        self.suggest(true);
        if self.list.with_untracked(Option::is_none) {
            self.app.show_error("There is nothing to suggest here.");
        }
    }

    /// Opens the list of suggestions, or closes it when there are none.
    pub(super) fn suggest(&self, requested: bool) {
        let (start, end) = self.cursor.get_untracked();
        let list = self.text.with_untracked(|text| {
            self.attributes.with_untracked(|names| {
                // The value of a password is never known.
                let names = names.iter().map(String::as_str);
                let names: Vec<&str> = names.filter(|name| !is_password(name)).collect();
                let at = byte_of_utf16(text, end);
                let list = || SuggestionList::open(text, at, &names, requested);
                (start == end).then(list).flatten()
            })
        });
        self.list.set(list);
    }

    /// Makes an entry of the open list the chosen one.
    pub fn choose(&self, index: usize) {
        self.list.update(|list| {
            if let Some(list) = list {
                list.active = index;
            }
        });
    }

    /// Writes the chosen entry of the open list.
    pub fn complete(&self) {
        let list = self.list.get_untracked();
        let Some((list, item)) = list.as_ref().and_then(|list| Some((list, list.chosen()?))) else {
            return;
        };
        let mut text = self.text.get_untracked();
        if text.get(list.replace.range()).is_some() {
            text.replace_range(list.replace.range(), &item.insert);
            self.write(&text, list.replace.start + item.cursor);
        }
    }
}
