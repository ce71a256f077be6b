//! The recipe's form on the page: it holds the draft and hands every sound
//! change to the set-up.

use leptos::prelude::*;

use crate::components::element::{El, el, several};
use crate::pages::mappings::edit_session::EditSession;
use crate::pages::mappings::target::fields::fields;
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::state::{App, Undo};
use provisioning::diagnostics::{MappingDiagnostic, RecipeField};
use provisioning::mapping::Row;
use provisioning::recipe::catalog::RecipeChoice;
use provisioning::recipe::form::RecipeForm;
use provisioning::recipe::{Recipe, RecipeKind, recognise};
use provisioning::talkdesk::TargetAttribute;
use setup::{Setup, SetupId};

/// The form of one target. Copies of it are handles to the same draft.
#[derive(Debug, Clone, Copy)]
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
    /// Opens the form of a target in the open set-up.
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
            UnsavedDrafts::of(app).keep(&app.open_id.get_untracked(), draft.get_untracked());
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

    /// Changes the draft and, when it is sound, the set-up.
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
            let what = if removed { "removed" } else { "replaced" };
            self.app.offer_undo(
                format!("Mapping of {} {what}", target.short),
                Undo::mapping(mapping),
            );
        }
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

/// The choice of a recipe, with the fields of the chosen one below it.
pub fn recipe_form(form: RecipeFormState) -> El {
    // The mapping as it was found joins the choices once there is one.
    let count = Memo::new(move |_| form.draft.with(|draft| draft.choices().count()));
    let chosen = Memo::new(move |_| form.draft.with(|draft| draft.choice().id));
    let options = move || {
        // A memo that is only tracked and never read does not run.
        let _ = count.get();
        let choices: Vec<_> = form.draft.with_untracked(|draft| draft.choices().collect());
        let options = choices
            .into_iter()
            .map(|choice| option(form, choice, chosen));
        el("ul").class("options").children(options)
    };
    el("fieldset")
        .class("recipes")
        .child(el("legend").text("Where it comes from"))
        .live(options)
}

fn option(form: RecipeFormState, choice: &'static RecipeChoice, chosen: Memo<&'static str>) -> El {
    let id = choice.id;
    let about = format!("about-{id}");
    let is_chosen = move || chosen.get() == id;
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "recipe")
        .attr("value", id)
        .attr("aria-describedby", &about)
        .live_checked(is_chosen)
        .on("change", move |_| {
            form.change(&mut |draft| draft.choose(id))
        });
    let option = el("li")
        .class("option")
        .live_class("on", is_chosen)
        .child(el("label").child(radio).child(el("b").text(choice.title)))
        .child(
            el("p")
                .class("hint")
                .attr("id", &about)
                .text(choice.sentence),
        );
    if choice.preset.is_some() || !needs_fields(choice.kind) {
        return option;
    }
    option.live(move || match is_chosen() {
        true => untrack(|| fields(form)),
        false => several(),
    })
}

/// Whether there is anything to fill in for a recipe.
fn needs_fields(kind: RecipeKind) -> bool {
    !matches!(
        kind,
        RecipeKind::NotMapped
            | RecipeKind::SwitchDeleted
            | RecipeKind::NotDeleted
            | RecipeKind::AppRole
    )
}
