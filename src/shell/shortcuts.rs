//! Keyboard shortcuts: which key does what, as data for the dispatcher and the
//! `?` list alike. They are single keys, so they can be switched off (WCAG
//! 2.1.4) and never act while the admin types into a field.

use crate::state::route::{PAGES, SidebarPage};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcutCommand {
    Go(SidebarPage),
    /// Open the next step to do.
    Continue,
    /// Tick the open step and go to the next one.
    DoneNext,
    Setups,
    Help,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// The character that the key types, in lower case.
    pub key: &'static str,
    pub command: ShortcutCommand,
    pub description: &'static str,
}

/// Every shortcut in the order of the list.
pub const SHORTCUTS: [Shortcut; 9] = [
    shortcut("1", ShortcutCommand::Go(PAGES[0]), "Go to the guide"),
    shortcut("2", ShortcutCommand::Go(PAGES[1]), "Go to the mappings"),
    shortcut("3", ShortcutCommand::Go(PAGES[2]), "Go to the expressions"),
    shortcut(
        "4",
        ShortcutCommand::Go(PAGES[3]),
        "Go to the connection test",
    ),
    shortcut("5", ShortcutCommand::Go(PAGES[4]), "Go to the preflight"),
    shortcut(
        "n",
        ShortcutCommand::Continue,
        "Continue at the next step to do",
    ),
    shortcut(
        "d",
        ShortcutCommand::DoneNext,
        "Tick the open step and go to the next",
    ),
    shortcut("s", ShortcutCommand::Setups, "Show all set-ups"),
    shortcut("?", ShortcutCommand::Help, "Show this list"),
];

const fn shortcut(
    key: &'static str,
    command: ShortcutCommand,
    description: &'static str,
) -> Shortcut {
    Shortcut {
        key,
        command,
        description,
    }
}

/// What a key press means, if anything.
///
/// `typing` is whether the focus is in a field that takes text, `modified`
/// whether Ctrl, Alt or Meta is held.
pub fn command(key: &str, typing: bool, modified: bool) -> Option<ShortcutCommand> {
    if typing || modified {
        return None;
    }
    SHORTCUTS
        .iter()
        .find(|shortcut| shortcut.key.eq_ignore_ascii_case(key))
        .map(|shortcut| shortcut.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_does_one_thing() {
        for shortcut in SHORTCUTS {
            assert_eq!(command(shortcut.key, false, false), Some(shortcut.command));
        }
        assert_eq!(command("N", false, false), Some(ShortcutCommand::Continue));
        assert_eq!(command("x", false, false), None);
    }

    #[test]
    fn typing_and_modified_keys_are_left_alone() {
        assert_eq!(command("n", true, false), None);
        assert_eq!(command("n", false, true), None);
    }
}
