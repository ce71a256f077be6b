//! Recipes of several lines: attributes in order, and tables.

use leptos::prelude::*;

use crate::browser;
use crate::pages::mappings::target::fields::{LabelledField, focus_field_soon, names_of};
use crate::pages::mappings::target::form_state::{RecipeFormState, use_recipe_form};
use provisioning::diagnostics::RecipeField;
use provisioning::recipe::RecipeTableStyle;
use provisioning::recipe::form::RecipeForm;
use provisioning::talkdesk::ROLES;

/// Identity of the button that adds a line.
const ADD_ID: &str = "add-line";

/// Several attributes in order.
#[component]
pub fn AttributeLines() -> impl IntoView {
    let form = use_recipe_form();
    let count = Memo::new(move |_| form.draft.with(|draft| draft.sources().len()));
    view! {
        <ol class="lines one">
            <For
                each=move || 0..count.get()
                key=|index| *index
                children=move |index| view! { <AttributeLine index count/> }.into_any()
            />
        </ol>
        <AddButton label="Add an attribute"/>
    }
}

#[component]
fn AttributeLine(index: usize, count: Memo<usize>) -> impl IntoView {
    view! {
        <li>
            <LabelledField
                field=RecipeField::Source(index)
                label=format!("Attribute {}", index + 1)
            />
            <LineTools index count what="attribute"/>
        </li>
    }
}

/// The lines of a table, the default and the way it is written.
#[component]
pub fn TableLines(
    /// Whether the keys are app roles.
    by_role: bool,
) -> impl IntoView {
    let form = use_recipe_form();
    let count = Memo::new(move |_| form.draft.with(|draft| draft.lines().len()));
    let unmatched = if form.target.name == ROLES {
        "Empty: nothing is sent, and a new user gets the role Agent."
    } else {
        "Empty: nothing is sent, and a new user is in no team."
    };
    view! {
        {by_role.then(|| view! { <RoleNamesHint/> }.into_any())}
        <ol class="lines">
            <For
                each=move || 0..count.get()
                key=|index| *index
                children=move |index| view! { <TableLine index count by_role/> }.into_any()
            />
        </ol>
        <AddButton label="Add a line"/>
        <LabelledField
            field=RecipeField::Default
            label="For everybody else (optional)"
            hint=unmatched
        />
        <TableStyle/>
    }
}

#[component]
fn RoleNamesHint() -> impl IntoView {
    view! {
        <p class="hint">
            "Sources differ on whether Entra looks up the display name or the value of an app role. List both and either works."
        </p>
    }
}

#[component]
fn TableLine(index: usize, count: Memo<usize>, by_role: bool) -> impl IntoView {
    let form = use_recipe_form();
    let number = index + 1;
    let key = if by_role { "App role" } else { "Value" };
    view! {
        <li>
            <LabelledField field=RecipeField::Key(index) label=format!("{key} {number}")/>
            <LabelledField
                field=RecipeField::Entry(index)
                label=format!("{} {number}", names_of(form))
            />
            <LineTools index count what="line"/>
            {by_role.then(|| view! { <SameButton index/> }.into_any())}
        </li>
    }
}

/// Adds a line for another key with the same names.
#[component]
fn SameButton(index: usize) -> impl IntoView {
    let form = use_recipe_form();
    view! {
        <button
            type="button"
            class="quiet small"
            aria-label=format!("Also list its value, line {}", index + 1)
            on:click=move |_| add_line(form, &|draft| draft.add_same(index))
        >
            "Also list its value"
        </button>
    }
}

/// The choice between `Switch` and nested `IIF`s.
#[component]
fn TableStyle() -> impl IntoView {
    view! {
        <fieldset class="writing">
            <legend>"Written as"</legend>
            <div class="row">
                <TableStyleOption style=RecipeTableStyle::Switch label="One Switch"/>
                <TableStyleOption style=RecipeTableStyle::Iif label="Nested IIF"/>
            </div>
        </fieldset>
    }
}

#[component]
fn TableStyleOption(style: RecipeTableStyle, label: &'static str) -> impl IntoView {
    let form = use_recipe_form();
    view! {
        <label>
            <input
                type="radio"
                name="writing"
                prop:checked=move || form.draft.with(RecipeForm::writing) == style
                on:change=move |_| form.change(&mut |draft| draft.write_as(style))
            />
            {label}
        </label>
    }
}

#[component]
fn AddButton(label: &'static str) -> impl IntoView {
    let form = use_recipe_form();
    view! {
        <p>
            <button
                type="button"
                class="small"
                id=ADD_ID
                on:click=move |_| add_line(form, &RecipeForm::add)
            >
                {label}
            </button>
        </p>
    }
}

/// Adds a line and moves the focus to it.
fn add_line(form: RecipeFormState, add: &dyn Fn(&mut RecipeForm) -> RecipeField) {
    let mut added = RecipeField::Whole;
    form.change(&mut |draft| added = add(draft));
    focus_field_soon(added);
}

/// Moves and removes one of several.
#[component]
fn LineTools(
    index: usize,
    /// How many lines there are.
    count: Memo<usize>,
    /// What the lines are, in a word.
    what: &'static str,
) -> impl IntoView {
    let number = index + 1;
    view! {
        <div class="tools">
            <LineButton
                act=LineAct::Up
                index
                sign="↑"
                label=format!("Move {what} {number} up")
                disabled=Signal::stored(index == 0)
            />
            <LineButton
                act=LineAct::Down
                index
                sign="↓"
                label=format!("Move {what} {number} down")
                disabled=Signal::derive(move || number >= count.get())
            />
            <LineButton
                act=LineAct::Remove
                index
                sign="×"
                label=format!("Remove {what} {number}")
                disabled=Signal::stored(false)
            />
        </div>
    }
}

#[component]
fn LineButton(
    act: LineAct,
    index: usize,
    sign: &'static str,
    label: String,
    disabled: Signal<bool>,
) -> impl IntoView {
    let form = use_recipe_form();
    view! {
        <button
            type="button"
            class="quiet small"
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get()
            on:click=move |_| act.run(form, index)
        >
            {sign}
        </button>
    }
}

/// What the small buttons of a line do.
#[derive(Clone, Copy)]
enum LineAct {
    Up,
    Down,
    Remove,
}

impl LineAct {
    /// Acts, says so, and keeps the focus on what was moved.
    fn run(self, form: RecipeFormState, index: usize) {
        let (upper, to) = match self {
            LineAct::Up => (index, index.saturating_sub(1)),
            LineAct::Down => (index + 1, index + 1),
            LineAct::Remove => {
                form.change(&mut |draft| draft.remove(index));
                form.app.announce(format!("Line {} removed", index + 1));
                return request_animation_frame(|| browser::focus(ADD_ID));
            }
        };
        form.change(&mut |draft| {
            draft.move_up(upper);
        });
        form.app.announce(format!("Moved to line {}", to + 1));
        // A button at the end of the list cannot be pressed again and would
        // lose the focus, so the field of the line takes it.
        let field = form.draft.with_untracked(|draft| {
            if draft.is_table() {
                RecipeField::Key(to)
            } else {
                RecipeField::Source(to)
            }
        });
        focus_field_soon(field);
    }
}
