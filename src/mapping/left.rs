//! Forms that were left with something typed that is no row yet. Coming back
//! to one finds it, the list of targets says so, and closing the tab asks
//! first, because only this tab has them.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use super::draft::Draft;
use crate::frame::listen::always;
use crate::setup::SetupId;
use crate::talkdesk::attributes::TargetAttribute;

thread_local! {
    static LEFT: RefCell<Vec<(SetupId, Draft)>> = const { RefCell::new(Vec::new()) };
    static OPEN: Cell<Option<RwSignal<Draft>>> = const { Cell::new(None) };
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Takes in that a form is open now.
pub fn opened(draft: RwSignal<Draft>) {
    OPEN.set(Some(draft));
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

/// Keeps a form that is being left.
pub fn keep(id: SetupId, draft: Draft) {
    OPEN.set(None);
    LEFT.with_borrow_mut(|left| {
        left.retain(|(other, kept)| *other != id || kept.target() != draft.target());
        left.push((id, draft));
    });
}

/// The form of a target as it was left.
pub fn find(id: &SetupId, target: &TargetAttribute) -> Option<Draft> {
    LEFT.with_borrow(|left| {
        left.iter()
            .find(|(other, draft)| other == id && draft.target() == target)
            .map(|(_, draft)| draft.clone())
    })
}

/// Whether the form of a target was left unfinished.
pub fn is_unfinished(id: &SetupId, target: &TargetAttribute) -> bool {
    find(id, target).is_some_and(|draft| !draft.is_saved())
}

fn anything_unfinished() -> bool {
    let open = OPEN
        .get()
        .and_then(|draft| draft.try_with_untracked(|draft| !draft.is_saved()))
        .unwrap_or(false);
    open || LEFT.with_borrow(|left| left.iter().any(|(_, draft)| !draft.is_saved()))
}
