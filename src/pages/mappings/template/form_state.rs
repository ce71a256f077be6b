//! The state of a target's form: it holds the draft and saves every complete
//! change.

use leptos::prelude::*;

use crate::pages::mappings::edit_session::EditSession;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::state::{App, Undo};
use provisioning::diagnostics::{MappingDiagnostic, RecipeField};
use provisioning::mapping::Row;
use provisioning::recipe::form::RecipeForm;
use provisioning::recipe::{Recipe, RecipeKind, recognise};
use provisioning::talkdesk::TargetAttribute;
use setup::{Setup, SetupId};

/// The form of one target. Copies of it are handles to the same draft.
#[derive(Clone, Copy)]
pub struct RecipeFormState {
    pub app: App,
    pub target: &'static TargetAttribute,
    pub draft: RwSignal<RecipeForm>,
    /// What is wrong with it.
    pub diagnostics: Memo<Vec<MappingDiagnostic>>,
    pub saved_row: Memo<Option<Row>>,
    /// What can be taken back.
    pub edit_session: EditSession,
}

impl RecipeFormState {
    /// Opens the form of a target in the open setup.
    pub fn open(app: App, target: &'static TargetAttribute) -> Self {
        let draft = RwSignal::new(
            app.setup
                .with_untracked(|setup| draft_of(app, setup, target)),
        );
        let saved_row = Memo::new(move |_| app.setup.with(|setup| row_of(setup, target)));
        Effect::new(move |before: Option<SetupId>| {
            let (id, row) = (app.open_id.get(), saved_row.get());
            if before.is_some_and(|before| before != id) {
                app.setup
                    .with_untracked(|setup| draft.set(draft_of(app, setup, target)));
            } else {
                draft.update(|draft| draft.follow(row.as_ref()));
            }
            id
        });
        on_cleanup(move || {
            UnsavedDrafts::of(app).keep(&app.open_id.get_untracked(), draft);
        });
        UnsavedDrafts::of(app).opened(draft);
        Self {
            app,
            target,
            draft,
            diagnostics: Memo::new(move |_| draft.with(RecipeForm::diagnostics)),
            edit_session: EditSession::new(app, target.name),
            saved_row,
        }
    }

    /// The identity of the chosen recipe. Tracks the draft.
    pub fn chosen(&self) -> &'static str {
        self.draft.with(|draft| draft.choice().id)
    }

    /// Changes the draft and, when it is sound, the setup.
    pub fn change(&self, change: &mut dyn FnMut(&mut RecipeForm)) {
        self.draft.update(change);
        let before = self
            .app
            .setup
            .with_untracked(|setup| row_of(setup, self.target));
        let after = self
            .draft
            .with_untracked(|draft| draft.row(before.as_ref()));
        let Some(after) = after.filter(|after| *after != before) else {
            return;
        };
        let mapping = self.app.setup.with_untracked(|setup| setup.mapping.clone());
        let removed = after.is_none();
        let target = self.target;
        let writing = self
            .draft
            .with_untracked(|draft| draft.choice().kind == RecipeKind::Custom);
        self.edit_session.edit(|setup| match after {
            Some(row) => setup.mapping.put(row),
            None => {
                setup.mapping.remove(target.name);
            }
        });
        let by_hand = matches!(recognise(target, before.as_ref()), Recipe::Custom(_));
        // Typing by hand is no loss of what was typed by hand.
        if removed || (by_hand && !writing) {
            let what = if removed { "deleted" } else { "replaced" };
            self.app
                .offer_undo(format!("{} {what}", target.short), Undo::mapping(mapping));
        }
    }

    /// Shows what is saved again.
    pub fn discard(&self) {
        let row = self.saved_row.get_untracked();
        self.draft.set(RecipeForm::open(self.target, row.as_ref()));
    }

    pub fn set(&self, field: RecipeField, text: String) {
        let mut text = Some(text);
        self.change(&mut |draft| draft.set(field, text.take().unwrap_or_default()));
    }
}

fn row_of(setup: &Setup, target: &TargetAttribute) -> Option<Row> {
    setup.mapping.row(target.name).cloned()
}

/// The form as it was left, or as the row fills it in.
fn draft_of(app: App, setup: &Setup, target: &'static TargetAttribute) -> RecipeForm {
    let row = setup.mapping.row(target.name);
    match UnsavedDrafts::of(app).form(&setup.id, target) {
        Some(mut draft) => {
            draft.follow(row);
            draft
        }
        None => RecipeForm::open(target, row),
    }
}

/// The form of the target's page. Call it while a component is made, not in a
/// handler.
pub fn use_recipe_form() -> RecipeFormState {
    expect_context()
}
