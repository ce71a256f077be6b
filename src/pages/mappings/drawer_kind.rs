//! What the drawer beside the table is about.

use leptos::prelude::*;
use provisioning::talkdesk as attributes;

use crate::state::App;
use crate::state::mapping_links as links;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DrawerKind {
    Add,
    Operations,
    /// One of Talkdesk's attributes, by its full name.
    Talkdesk(&'static str),
    /// Any other target that has a row.
    Custom(String),
}

impl DrawerKind {
    /// What an address leads to; nothing when there is no such target.
    pub fn of(app: App, part: &str) -> Option<Self> {
        match part {
            links::ADD => return Some(Self::Add),
            links::OPERATIONS => return Some(Self::Operations),
            _ => {}
        }
        let target = links::target(part);
        match attributes::target(&target) {
            Some(known) => Some(Self::Talkdesk(known.name)),
            None => {
                let has_row = |setup: &setup::Setup| setup.mapping.row(&target).is_some();
                app.setup
                    .with_untracked(has_row)
                    .then(|| Self::Custom(target.clone()))
            }
        }
    }

    /// The target that it is about.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Add | Self::Operations => None,
            Self::Talkdesk(name) => Some(name),
            Self::Custom(name) => Some(name),
        }
    }
}
