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
    /// Open the list of set-ups.
    Setups,
    /// Show the list of shortcuts.
    Help,
}

/// A key and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// The character that the key types, in lower case.
    pub key: &'static str,
    pub command: ShortcutCommand,
    /// What it does, in words.
    pub description: &'static str,
}

/// Every shortcut in the order of the list.
pub const SHORTCUTS: [Shortcut; 9] = [
    Shortcut {
        key: "1",
        command: ShortcutCommand::Go(PAGES[0]),
        description: "Go to the guide",
    },
    Shortcut {
        key: "2",
        command: ShortcutCommand::Go(PAGES[1]),
        description: "Go to the mappings",
    },
    Shortcut {
        key: "3",
        command: ShortcutCommand::Go(PAGES[2]),
        description: "Go to the expressions",
    },
    Shortcut {
        key: "4",
        command: ShortcutCommand::Go(PAGES[3]),
        description: "Go to the connection test",
    },
    Shortcut {
        key: "5",
        command: ShortcutCommand::Go(PAGES[4]),
        description: "Go to the preflight",
    },
    Shortcut {
        key: "n",
        command: ShortcutCommand::Continue,
        description: "Continue at the next step to do",
    },
    Shortcut {
        key: "d",
        command: ShortcutCommand::DoneNext,
        description: "Tick the open step and go to the next",
    },
    Shortcut {
        key: "s",
        command: ShortcutCommand::Setups,
        description: "Show all set-ups",
    },
    Shortcut {
        key: "?",
        command: ShortcutCommand::Help,
        description: "Show this list",
    },
];

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
