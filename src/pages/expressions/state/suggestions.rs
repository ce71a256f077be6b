//! The list of suggestions: when it opens, and what keys do in it.

use entra_expression::{Completion, Span, complete};

/// Entries that are shown at most.
const MAX_SHOWN: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionList {
    /// The bytes that the chosen entry replaces.
    pub replace: Span,
    pub items: Vec<Completion>,
    pub active: usize,
}

/// What a key does while the list is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionAction {
    Choose(usize),
    /// The chosen entry is written.
    Write,
    Close,
}

impl SuggestionList {
    /// The list at a cursor (a byte), if there is anything to suggest.
    ///
    /// `requested` is whether somebody asked for it; otherwise it opens only after
    /// a letter or an opening bracket, and not to suggest what stands there.
    pub fn open(
        text: &str,
        at: usize,
        attributes: &[&str],
        requested: bool,
    ) -> Option<SuggestionList> {
        let before = text.get(..at)?.chars().next_back();
        let typing = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '_' | '.'));
        if !requested && !typing {
            return None;
        }
        let found = complete(text, at, attributes);
        let mut items = found.items;
        items.truncate(MAX_SHOWN);
        let there = found.replace.of(text);
        let nothing_new = match &items[..] {
            [] => true,
            [only] => !requested && only.insert.trim_end_matches([']', '(', ')']) == there,
            _ => false,
        };
        (!nothing_new).then_some(SuggestionList {
            replace: found.replace,
            items,
            active: 0,
        })
    }

    /// What a key does; nothing when it is not for the list.
    pub fn key(&self, key: &str) -> Option<SuggestionAction> {
        let last = self.items.len().saturating_sub(1);
        Some(match key {
            "ArrowDown" => SuggestionAction::Choose(if self.active < last {
                self.active + 1
            } else {
                0
            }),
            "ArrowUp" => SuggestionAction::Choose(self.active.checked_sub(1).unwrap_or(last)),
            "PageDown" => SuggestionAction::Choose((self.active + 8).min(last)),
            "PageUp" => SuggestionAction::Choose(self.active.saturating_sub(8)),
            "Enter" | "Tab" => SuggestionAction::Write,
            "Escape" => SuggestionAction::Close,
            _ => return None,
        })
    }

    pub fn chosen(&self) -> Option<&Completion> {
        self.items.get(self.active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATTRIBUTES: [&str; 3] = ["mail", "mailNickname", "displayName"];

    /// The labels of the list at the bar.
    fn at(marked: &str, requested: bool) -> Vec<String> {
        let at = marked.find('|').unwrap();
        let list = SuggestionList::open(&marked.replace('|', ""), at, &ATTRIBUTES, requested);
        let items = list.map(|list| list.items).unwrap_or_default();
        items.into_iter().map(|item| item.label).collect()
    }

    #[test]
    fn it_opens_while_somebody_types_a_name() {
        assert_eq!(at("Swi|", false), ["Switch"]);
        assert_eq!(at("Not([mail|", false), ["[mail]", "[mailNickname]"]);
        assert!(!at("Not([|", false).is_empty());
    }

    #[test]
    fn it_stays_closed_unless_requested() {
        for marked in ["|", "Not(|", "Join(\", |", "Not([mail]|)", "Switch|([a])"] {
            assert_eq!(at(marked, false), Vec::<String>::new(), "{marked}");
        }
        assert!(!at("|", true).is_empty());
        assert!(!at("Not(|", true).is_empty());
        assert_eq!(at("Switch|([a])", true), ["Switch"]);
    }

    #[test]
    fn keys_move_round_and_write() {
        let mut list = SuggestionList::open("Not([mail", 9, &ATTRIBUTES, false).unwrap();
        assert_eq!(list.key("ArrowUp"), Some(SuggestionAction::Choose(1)));
        assert_eq!(list.key("ArrowDown"), Some(SuggestionAction::Choose(1)));
        list.active = 1;
        assert_eq!(list.key("ArrowDown"), Some(SuggestionAction::Choose(0)));
        assert_eq!(list.key("Tab"), Some(SuggestionAction::Write));
        assert_eq!(list.key("Enter"), Some(SuggestionAction::Write));
        assert_eq!(list.key("Escape"), Some(SuggestionAction::Close));
        assert_eq!(list.key("a"), None);
        assert_eq!(list.key("ArrowLeft"), None);
    }
}
