//! What the evaluation of the open setup's mappings says, for the guide and its
//! report.

use leptos::prelude::*;

use crate::state::App;
use crate::state::preview_client::PreviewState;
use guide::input::MappingCheck;

/// The check, which follows the setup. It reads expressions, so only pages that
/// have the expression language call it.
pub fn mapping_check(app: App) -> Memo<MappingCheck> {
    let preview = PreviewState::of(app);
    preview.follow(app);
    Memo::new(move |_| {
        app.setup
            .with(|setup| MappingCheck::of(&setup.mapping, &preview.evaluation(&setup.mapping)))
    })
}
