//! The way back into the row that the expression was opened from.

use leptos::prelude::*;

use crate::components::element::{El, button, several};
use crate::pages::expressions::state::EditorState;
use crate::state::source_row;
use provisioning::talkdesk as attributes;

/// The button, while such a row is there.
pub fn use_button(state: EditorState) -> El {
    let target = Memo::new(move |_| source_row::target(state.app));
    several().live(move || match target.get() {
        Some(target) => untrack(|| made(state, target)),
        None => several(),
    })
}

fn made(state: EditorState, target: String) -> El {
    let short = attributes::target(&target).map_or(target.as_str(), |known| known.short);
    let short = short.to_owned();
    let label = format!("Use for {short}");
    let sound = Memo::new(move |_| {
        state
            .parse
            .with(|parse| state.findings.with(|found| source_row::sound(parse, found)))
    });
    let own = target.clone();
    let differs = Memo::new(move |_| {
        let text = sound.get()?;
        let setup = state.app.setup.read();
        Some(source_row::differs(&setup.mapping, &own, &text))
    });
    let why = move || match differs.get() {
        None => "Correct the expression first",
        Some(false) => "The row has this expression",
        Some(true) => "Writes it into that row of the set-up",
    };
    button("small", &label, move || {
        let Some(text) = sound.get_untracked() else {
            return;
        };
        let message = format!("{short} takes this expression now");
        state.app.edit_mapping(message, |mapping| {
            source_row::write(mapping, &target, text);
        });
    })
    .live_attr("title", move || Some(why().to_owned()))
    .live_flag("disabled", move || differs.get() != Some(true))
}
