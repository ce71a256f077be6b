//! Forms that were left with something typed that is no row yet. Coming back
//! to one finds it, the list of targets says so, and closing the tab asks
//! first, because only this tab has them.

use leptos::prelude::*;

use crate::browser::event::always;
use crate::state::App;
use provisioning::mapping::Source;
use provisioning::recipe::form::RecipeForm;
use provisioning::talkdesk::TargetAttribute;
use setup::SetupId;

/// What was typed for a target.
enum UnsavedDraft {
    Form(Box<RecipeForm>),
    /// The source of a row without recipes, while it has an error.
    Source(String, Source),
}

impl UnsavedDraft {
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

/// The drafts of this tab. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct UnsavedDrafts {
    left: StoredValue<Vec<(SetupId, UnsavedDraft)>, LocalStorage>,
    open: StoredValue<Option<RwSignal<RecipeForm>>>,
    guarded: StoredValue<bool>,
}

impl UnsavedDrafts {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            left: StoredValue::new_local(Vec::new()),
            open: StoredValue::new(None),
            guarded: StoredValue::new(false),
        })
    }

    pub fn opened(self, draft: RwSignal<RecipeForm>) {
        self.open.set_value(Some(draft));
        self.guard();
    }

    /// Asks before the tab is closed with something unfinished.
    fn guard(self) {
        if !self.guarded.get_value() {
            self.guarded.set_value(true);
            always(
                "beforeunload",
                Box::new(move |event| {
                    if self.anything_unfinished() {
                        event.prevent_default();
                    }
                }),
            );
        }
    }

    fn put(self, id: &SetupId, target: &str, what: Option<UnsavedDraft>) {
        self.left.update_value(|left| {
            left.retain(|(other, draft)| other != id || draft.target() != target);
            left.extend(what.map(|what| (id.clone(), what)));
        });
    }

    fn find<T>(
        self,
        id: &SetupId,
        target: &str,
        pick: impl Fn(&UnsavedDraft) -> Option<T>,
    ) -> Option<T> {
        self.left.with_value(|left| {
            left.iter()
                .find(|(other, draft)| other == id && draft.target() == target)
                .and_then(|(_, draft)| pick(draft))
        })
    }

    pub fn keep(self, id: &SetupId, draft: RecipeForm) {
        self.open.set_value(None);
        let target = draft.target().name;
        self.put(id, target, Some(UnsavedDraft::Form(Box::new(draft))));
    }

    /// Keeps the source of a row while it has an error, or drops it.
    pub fn keep_source(self, id: &SetupId, target: &str, source: Option<Source>) {
        self.guard();
        let what = source.map(|source| UnsavedDraft::Source(target.to_owned(), source));
        self.put(id, target, what);
    }

    pub fn form(self, id: &SetupId, target: &TargetAttribute) -> Option<RecipeForm> {
        self.find(id, target.name, |draft| match draft {
            UnsavedDraft::Form(draft) => Some((**draft).clone()),
            UnsavedDraft::Source(..) => None,
        })
    }

    /// The source of a row as it was left.
    pub fn source(self, id: &SetupId, target: &str) -> Option<Source> {
        self.find(id, target, |draft| match draft {
            UnsavedDraft::Source(_, source) => Some(source.clone()),
            UnsavedDraft::Form(_) => None,
        })
    }

    /// Whether something of a target, by its full name, was left unfinished.
    pub fn is_unfinished(self, id: &SetupId, target: &str) -> bool {
        self.find(id, target, |draft| draft.is_unfinished().then_some(()))
            .is_some()
    }

    fn anything_unfinished(self) -> bool {
        let open = self
            .open
            .get_value()
            .and_then(|draft| draft.try_with_untracked(|draft| !draft.is_saved()))
            .unwrap_or(false);
        open || self
            .left
            .with_value(|left| left.iter().any(|(_, draft)| draft.is_unfinished()))
    }
}
