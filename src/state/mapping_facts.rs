//! What the worker and the expression language say about the mappings, for the
//! guide, which has neither.

use std::rc::Rc;

use leptos::prelude::*;

use crate::state::App;
use crate::state::app::guide_input::MappingFacts;
use crate::state::preview_client::PreviewState;
use crate::state::sample_user;
use crate::state::schema_file::imported;
use guide::input::MappingCheck;
use provisioning::preview::PreviewValue;

/// Marks that the facts are kept up to date.
#[derive(Clone)]
struct Following(#[expect(dead_code, reason = "keeps the effect alive")] Rc<Effect<LocalStorage>>);

/// Keeps [`App::mapping_facts`] up to date for as long as the app lives. It
/// reads expressions and starts the worker, so the first view does without.
pub fn follow(app: App) {
    let _ = app.page_state(|| {
        let preview = PreviewState::of(app);
        preview.follow(app);
        Following(Rc::new(Effect::new(move |_| {
            let facts = facts(app, preview);
            if app.mapping_facts.with_untracked(|old| *old != facts) {
                app.mapping_facts.set(facts);
            }
        })))
    });
}

fn facts(app: App, preview: PreviewState) -> MappingFacts {
    let portal_rows = imported(app).map(|schema| schema.set.rows.clone());
    app.setup.with(|setup| {
        let set = &setup.mapping;
        let rows = set.rows.iter();
        let values = rows.filter_map(|row| Some((row.target.clone(), text(preview.shown(row)?)?)));
        MappingFacts {
            check: MappingCheck::of(set, &preview.evaluation(set)),
            portal_rows,
            user: sample_user::name(&sample_user::user(setup)),
            values: values.collect(),
        }
    })
}

fn text(value: PreviewValue) -> Option<String> {
    match value {
        PreviewValue::One(text) | PreviewValue::Default(text) => Some(text),
        PreviewValue::Many(texts) => Some(texts.join("; ")),
        PreviewValue::Null
        | PreviewValue::Ignored
        | PreviewValue::UserIgnored
        | PreviewValue::Ended
        | PreviewValue::Failed { .. } => None,
    }
}
