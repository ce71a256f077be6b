//! The drawer of an attribute that Talkdesk has: a template and its fields.

use leptos::prelude::*;
use provisioning::recipe::form::RecipeForm;
use provisioning::talkdesk::TargetAttribute;

use crate::pages::mappings::drawer::frame::RowDrawer;
use crate::pages::mappings::drawer::{Draft, OpenRow};
use crate::pages::mappings::template::TemplateForm;
use crate::pages::mappings::template::form_state::RecipeFormState;
use crate::state::use_app;

#[component]
pub fn TalkdeskRow(target: &'static TargetAttribute) -> impl IntoView {
    let app = use_app();
    let form = RecipeFormState::open(app, target);
    provide_context(form);
    provide_context(OpenRow {
        target: StoredValue::new(target.name.to_owned()),
        saved: form.saved_row,
        draft: Memo::new(move |_| form.draft.with(draft)),
        discard: Callback::new(move |()| form.discard()),
        edit_session: form.edit_session,
    });
    view! {
        <RowDrawer>
            <p class="muted small">{target.rule}</p>
            <TemplateForm/>
        </RowDrawer>
    }
}

fn draft(form: &RecipeForm) -> Option<Draft> {
    (!form.is_saved()).then(|| Draft {
        source: form.recipe().source(),
        to_complete: form
            .to_complete()
            .unwrap_or_else(|| "another tab changed this mapping".to_owned()),
    })
}
