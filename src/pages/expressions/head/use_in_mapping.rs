//! The menu that writes the expression into a row of the mappings.

use leptos::prelude::*;
use provisioning::talkdesk;

use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::pages::expressions::state::use_editor;
use crate::state::source_row;
use crate::state::{App, use_app};

#[component]
pub fn UseInMapping() -> impl IntoView {
    let state = use_editor();
    // While there is something to fix, that is the thing to do.
    let is_next = Memo::new(move |_| !state.is_empty() && state.fixable() == 0);
    view! {
        {move || {
            let class = if is_next.get() { "use primary" } else { "use" };
            view! {
                <Menu label="Use in mapping" text="Use in mapping" icon=icons::MAP class>
                    <Targets/>
                </Menu>
            }
                .into_any()
        }}
    }
}

#[component]
fn Targets() -> impl IntoView {
    let app = use_app();
    let state = use_editor();
    // What the row takes: nothing while Entra would refuse the expression.
    let sound = Memo::new(move |_| {
        state
            .parse
            .with(|parse| state.findings.with(|found| source_row::sound(parse, found)))
    });
    let targets = app
        .setup
        .with_untracked(|setup| source_row::targets(&setup.mapping));
    let targets = targets.into_iter();
    let targets = targets.map(|target| view! { <Target target sound/> }.into_any());
    let targets = targets.collect::<Vec<_>>();
    view! {
        <p class="menu-note">
            {move || match sound.with(Option::is_some) {
                true => "Attribute that takes this expression",
                false => "Write an expression without errors first.",
            }}
        </p>
        {targets}
    }
}

/// A target with what it takes now.
#[component]
fn Target(target: String, sound: Memo<Option<String>>) -> impl IntoView {
    let app = use_app();
    let name = talkdesk::short(&target).to_owned();
    let opened_from = source_row::target(app).as_ref() == Some(&target);
    let (is_there, now) = app.setup.with_untracked(|setup| {
        let set = &setup.mapping;
        let text = sound.get_untracked();
        let is_there = text.is_some_and(|text| !source_row::differs(set, &target, &text));
        (is_there, source_row::source_of(set, &target))
    });
    let now = match (is_there, opened_from) {
        (true, _) => "Has this expression".to_owned(),
        (false, true) => format!("Opened from here: {now}"),
        (false, false) => now,
    };
    let icon = if is_there { icons::CHECK } else { icons::MAP };
    view! {
        <button
            type="button"
            disabled=move || is_there || sound.with(Option::is_none)
            on:click=move |_| {
                if let Some(text) = sound.get_untracked() {
                    write(app, &target, text);
                }
            }
        >
            <Icon of=icon/>
            <span class="target">{name}</span>
            <span class="now">{now}</span>
        </button>
    }
}

fn write(app: App, target: &str, expression: String) {
    let message = format!("{} takes this expression now", talkdesk::short(target));
    app.edit_mapping(message, |mapping| {
        source_row::write(mapping, target, expression);
    });
}
