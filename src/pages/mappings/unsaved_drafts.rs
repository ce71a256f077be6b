//! Forms that were left with something typed that is no row yet. Coming back
//! to one finds it, the list of targets says so, and closing the tab asks
//! first, because only this tab has them.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use crate::browser::event::always;
use provisioning::mapping::Source;
use provisioning::recipe::form::Draft;
use provisioning::talkdesk::TargetAttribute;
use setup::SetupId;

/// What was typed for a target.
enum Left {
    /// A recipe's form.
    Form(Box<Draft>),
    /// The source of a row without recipes, while it has a mistake.
    Source(String, Source),
}

impl Left {
    fn target(&self) -> &str {
        match self {
            Self::Form(draft) => draft.target().name,
            Self::Source(target, _) => target,
        }
    }

    fn is_unfinished(&self) -> bool {
        match self {
            Self::Form(draft) => !draft.is_saved(),
            Self::Source(..) => true,
        }
    }
}

thread_local! {
    static LEFT: RefCell<Vec<(SetupId, Left)>> = const { RefCell::new(Vec::new()) };
    static OPEN: Cell<Option<RwSignal<Draft>>> = const { Cell::new(None) };
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Takes in that a form is open now.
pub fn opened(draft: RwSignal<Draft>) {
    OPEN.set(Some(draft));
    guard();
}

/// Asks before the tab is closed with something unfinished.
fn guard() {
    if !GUARDED.replace(true) {
        always(
            "beforeunload",
            Box::new(|event| {
                if anything_unfinished() {
                    event.prevent_default();
                }
            }),
        );
    }
}

fn put(id: &SetupId, target: &str, what: Option<Left>) {
    LEFT.with_borrow_mut(|left| {
        left.retain(|(other, kept)| other != id || kept.target() != target);
        left.extend(what.map(|what| (id.clone(), what)));
    });
}

fn find<T>(id: &SetupId, target: &str, pick: impl Fn(&Left) -> Option<T>) -> Option<T> {
    LEFT.with_borrow(|left| {
        left.iter()
            .find(|(other, kept)| other == id && kept.target() == target)
            .and_then(|(_, kept)| pick(kept))
    })
}

/// Keeps a form that is being left.
pub fn keep(id: &SetupId, draft: Draft) {
    OPEN.set(None);
    let target = draft.target().name;
    put(id, target, Some(Left::Form(Box::new(draft))));
}

/// Keeps the source of a row while it has a mistake, or lets it go.
pub fn keep_source(id: &SetupId, target: &str, source: Option<Source>) {
    guard();
    let what = source.map(|source| Left::Source(target.to_owned(), source));
    put(id, target, what);
}

/// The form of a target as it was left.
pub fn form(id: &SetupId, target: &TargetAttribute) -> Option<Draft> {
    find(id, target.name, |kept| match kept {
        Left::Form(draft) => Some((**draft).clone()),
        Left::Source(..) => None,
    })
}

/// The source of a row as it was left.
pub fn source(id: &SetupId, target: &str) -> Option<Source> {
    find(id, target, |kept| match kept {
        Left::Source(_, source) => Some(source.clone()),
        Left::Form(_) => None,
    })
}

/// Whether something of a target, by its full name, was left unfinished.
pub fn is_unfinished(id: &SetupId, target: &str) -> bool {
    find(id, target, |kept| kept.is_unfinished().then_some(())).is_some()
}

fn anything_unfinished() -> bool {
    let open = OPEN
        .get()
        .and_then(|draft| draft.try_with_untracked(|draft| !draft.is_saved()))
        .unwrap_or(false);
    open || LEFT.with_borrow(|left| left.iter().any(|(_, kept)| kept.is_unfinished()))
}
