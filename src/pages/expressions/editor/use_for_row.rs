//! The way back into the row that the expression was opened from.

use leptos::prelude::*;

use crate::components::element::{El, button, several};
use crate::pages::expressions::state::Desk;
use crate::state::Undo;
use crate::state::source_row;
use provisioning::talkdesk as attributes;

/// The button, while such a row is there.
pub fn use_button(desk: Desk) -> El {
    let target = Memo::new(move |_| source_row::target(desk.app));
    several().live(move || match target.get() {
        Some(target) => untrack(|| made(desk, target)),
        None => several(),
    })
}

fn made(desk: Desk, target: String) -> El {
    let short = attributes::target(&target).map_or(target.as_str(), |known| known.short);
    let short = short.to_owned();
    let label = format!("Use for {short}");
    let sound = Memo::new(move |_| {
        desk.parse
            .with(|parse| desk.findings.with(|found| source_row::sound(parse, found)))
    });
    let own = target.clone();
    let fits = Memo::new(move |_| {
        sound.with(|sound| {
            sound.as_ref().is_some_and(|text| {
                desk.app
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
        let before = desk.app.setup.with_untracked(|setup| setup.mapping.clone());
        desk.app
            .edit(|setup| source_row::write(&mut setup.mapping, &target, text));
        desk.app.offer_undo(
            format!("{short} takes this expression now"),
            Undo::Mapping(Box::new(before)),
        );
    })
    .live_attr("title", move || Some(why()))
    .live_flag("disabled", move || !fits.get())
}
