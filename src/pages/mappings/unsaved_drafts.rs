//! What was typed for mappings and isn't saved, because it is not complete. The
//! table marks such a mapping as a draft, its drawer finds it again, and closing
//! the tab asks first, because only this tab has it.

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

    /// What the draft is, if it isn't saved.
    fn title(&self) -> Option<&'static str> {
        match self {
            Self::Form(draft) => form_title(draft),
            Self::Source(_, source) => Some(source.kind()),
        }
    }
}

fn form_title(draft: &RecipeForm) -> Option<&'static str> {
    (!draft.is_saved()).then(|| draft.choice().title)
}

/// The drafts of this tab. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct UnsavedDrafts {
    left: RwSignal<Vec<(SetupId, UnsavedDraft)>>,
    /// The form in the drawer. It is of the open setup.
    open: RwSignal<Option<RwSignal<RecipeForm>>>,
    guarded: StoredValue<bool>,
}

impl UnsavedDrafts {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            left: RwSignal::new(Vec::new()),
            open: RwSignal::new(None),
            guarded: StoredValue::new(false),
        })
    }

    pub fn opened(self, draft: RwSignal<RecipeForm>) {
        self.open.set(Some(draft));
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
        self.left.update(|left| {
            left.retain(|(other, draft)| other != id || draft.target() != target);
            left.extend(what.map(|what| (id.clone(), what)));
        });
    }

    /// Keeps the form of a drawer that closes.
    pub fn keep(self, id: &SetupId, draft: RwSignal<RecipeForm>) {
        // The next drawer may be open already.
        if self.open.get_untracked() == Some(draft) {
            self.open.set(None);
        }
        let draft = draft.get_untracked();
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
        self.left
            .with_untracked(|left| match find(left, id, target.name)? {
                UnsavedDraft::Form(draft) => Some((**draft).clone()),
                UnsavedDraft::Source(..) => None,
            })
    }

    /// The source of a row as it was left.
    pub fn source(self, id: &SetupId, target: &str) -> Option<Source> {
        self.left
            .with_untracked(|left| match find(left, id, target)? {
                UnsavedDraft::Source(_, source) => Some(source.clone()),
                UnsavedDraft::Form(_) => None,
            })
    }

    /// What the draft of a target is, if there is one. Tracks the drafts.
    pub fn title(self, id: &SetupId, target: &str) -> Option<&'static str> {
        let of_open =
            |draft: &RecipeForm| (draft.target().name == target).then(|| form_title(draft));
        let open = self.open.get();
        let open = open.and_then(|draft| draft.try_with(of_open).flatten());
        open.unwrap_or_else(|| self.left.with(|left| find(left, id, target)?.title()))
    }

    fn anything_unfinished(self) -> bool {
        let open = self.open.get_untracked();
        let open = open.and_then(|draft| draft.try_with_untracked(form_title).flatten());
        open.is_some()
            || self
                .left
                .with_untracked(|left| left.iter().any(|(_, draft)| draft.title().is_some()))
    }
}

fn find<'a>(
    left: &'a [(SetupId, UnsavedDraft)],
    id: &SetupId,
    target: &str,
) -> Option<&'a UnsavedDraft> {
    let mut left = left.iter();
    let found = left.find(|(other, draft)| other == id && draft.target() == target);
    found.map(|(_, draft)| draft)
}
