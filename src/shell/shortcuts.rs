//! Keyboard shortcuts: which key does what, as data for the dispatcher and the
//! `?` list alike. Single keys only navigate; what changes data needs a
//! modifier. All can be switched off (WCAG 2.1.4), and none acts while the admin
//! types into a field.

use crate::state::route::{PAGES, SidebarPage};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcutCommand {
    Go(SidebarPage),
    /// Open the next step to do.
    Continue,
    /// Tick the open step and go to the next one.
    DoneNext,
    Setups,
    Palette,
    Help,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// The character that the key types, in lowercase.
    pub key: &'static str,
    /// Whether Shift must be held.
    pub shift: bool,
    pub command: ShortcutCommand,
    pub description: &'static str,
}

/// Every shortcut in the order of the list.
pub const SHORTCUTS: [Shortcut; 10] = [
    shortcut("1", ShortcutCommand::Go(PAGES[0]), "Go to Guide"),
    shortcut("2", ShortcutCommand::Go(PAGES[1]), "Go to Mappings"),
    shortcut("3", ShortcutCommand::Go(PAGES[2]), "Go to Expressions"),
    shortcut("4", ShortcutCommand::Go(PAGES[3]), "Go to Connection"),
    shortcut("5", ShortcutCommand::Go(PAGES[4]), "Go to Preflight"),
    shortcut("n", ShortcutCommand::Continue, "Go to the next step to do"),
    shortcut("/", ShortcutCommand::Palette, "Search or run a command"),
    Shortcut {
        key: "d",
        shift: true,
        command: ShortcutCommand::DoneNext,
        description: "Mark the open step as done and go to the next",
    },
    shortcut("s", ShortcutCommand::Setups, "Show all setups"),
    shortcut("?", ShortcutCommand::Help, "Show this list"),
];

const fn shortcut(
    key: &'static str,
    command: ShortcutCommand,
    description: &'static str,
) -> Shortcut {
    Shortcut {
        key,
        shift: false,
        command,
        description,
    }
}

impl Shortcut {
    /// How the list shows it.
    pub fn keys(&self) -> String {
        match self.shift {
            true => format!("Shift+{}", self.key.to_ascii_uppercase()),
            false => self.key.to_owned(),
        }
    }
}

/// What a key press means, if anything.
///
/// `typing` is whether the focus is in a field that takes text, `modified`
/// whether Ctrl, Alt or Meta is held, `shift` whether Shift is.
pub fn command(key: &str, typing: bool, modified: bool, shift: bool) -> Option<ShortcutCommand> {
    if typing || modified {
        return None;
    }
    SHORTCUTS
        .iter()
        .find(|shortcut| {
            // Some characters are typed with Shift on some keyboards.
            let is_letter = shortcut.key.bytes().all(|byte| byte.is_ascii_alphabetic());
            shortcut.key.eq_ignore_ascii_case(key) && (!is_letter || shortcut.shift == shift)
        })
        .map(|shortcut| shortcut.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_does_one_thing() {
        for shortcut in SHORTCUTS {
            assert_eq!(
                command(shortcut.key, false, false, shortcut.shift),
                Some(shortcut.command)
            );
        }
        assert_eq!(
            command("?", false, false, true),
            Some(ShortcutCommand::Help)
        );
        assert_eq!(command("x", false, false, false), None);
    }

    #[test]
    fn no_single_letter_changes_data() {
        assert_eq!(command("d", false, false, false), None);
        assert_eq!(
            command("D", false, false, true),
            Some(ShortcutCommand::DoneNext)
        );
    }

    #[test]
    fn typing_and_modified_keys_are_left_alone() {
        assert_eq!(command("n", true, false, false), None);
        assert_eq!(command("n", false, true, false), None);
    }
}
