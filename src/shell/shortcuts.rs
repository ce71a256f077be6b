//! Keyboard shortcuts: which key does what, as data for the dispatcher and the
//! `?` list alike. They are single keys, so they can be switched off (WCAG
//! 2.1.4) and never act while the admin types into a field.

use crate::state::route::{PLACES, Place};

/// What a shortcut does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Go to a place.
    Go(Place),
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
    /// What it does.
    pub command: Command,
    /// What it does, in words.
    pub says: &'static str,
}

/// Every shortcut in the order of the list.
pub const SHORTCUTS: [Shortcut; 9] = [
    Shortcut {
        key: "1",
        command: Command::Go(PLACES[0]),
        says: "Go to the guide",
    },
    Shortcut {
        key: "2",
        command: Command::Go(PLACES[1]),
        says: "Go to the mappings",
    },
    Shortcut {
        key: "3",
        command: Command::Go(PLACES[2]),
        says: "Go to the expressions",
    },
    Shortcut {
        key: "4",
        command: Command::Go(PLACES[3]),
        says: "Go to the connection test",
    },
    Shortcut {
        key: "5",
        command: Command::Go(PLACES[4]),
        says: "Go to the preflight",
    },
    Shortcut {
        key: "n",
        command: Command::Continue,
        says: "Continue at the next step to do",
    },
    Shortcut {
        key: "d",
        command: Command::DoneNext,
        says: "Tick the open step and go to the next",
    },
    Shortcut {
        key: "s",
        command: Command::Setups,
        says: "Show all set-ups",
    },
    Shortcut {
        key: "?",
        command: Command::Help,
        says: "Show this list",
    },
];

/// What a key press means, if anything.
///
/// `typing` is whether the focus is in a field that takes text, `modified`
/// whether Ctrl, Alt or Meta is held.
pub fn command(key: &str, typing: bool, modified: bool) -> Option<Command> {
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
        assert_eq!(command("N", false, false), Some(Command::Continue));
        assert_eq!(command("x", false, false), None);
    }

    #[test]
    fn typing_and_modified_keys_are_left_alone() {
        assert_eq!(command("n", true, false), None);
        assert_eq!(command("n", false, true), None);
    }
}
