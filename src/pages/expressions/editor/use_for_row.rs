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
    let fits = Memo::new(move |_| {
        sound.with(|sound| {
            sound.as_ref().is_some_and(|text| {
                state
                    .app
                    .setup
                    .with(|setup| source_row::differs(&setup.mapping, &own, text))
            })
        })
    });
    let why = move || match (sound.with(Option::is_some), fits.get()) {
        (false, _) => "Correct the expression first".to_owned(),
        (true, false) => "The row has this expression".to_owned(),
        (true, true) => "Writes it into that row of the set-up".to_owned(),
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
    .live_attr("title", move || Some(why()))
    .live_flag("disabled", move || !fits.get())
}
