//! Templates of several rows: attributes in order, and tables.

use leptos::prelude::*;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::pages::mappings::template::fields::{
    LabelledField, Messages, TextLine, focus_field_soon, names_of,
};
use crate::pages::mappings::template::form_state::{RecipeFormState, use_recipe_form};
use provisioning::diagnostics::RecipeField;
use provisioning::recipe::RecipeTableStyle;
use provisioning::recipe::form::RecipeForm;
use provisioning::talkdesk::{ROLES, short};

/// The id of the button that adds a row.
const ADD_ID: &str = "add-line";

/// Several attributes in order.
#[component]
pub fn AttributeLines() -> impl IntoView {
    let form = use_recipe_form();
    let count = Memo::new(move |_| form.draft.with(|draft| draft.sources().len()));
    view! {
        <ol class="attribute-lines">
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
            <LineTools index count what="attribute" by_role=false/>
        </li>
    }
}

/// The rows of a table, the default and the way it is written.
#[component]
pub fn TableLines(
    /// Whether the keys are app roles.
    by_role: bool,
) -> impl IntoView {
    let form = use_recipe_form();
    let count = Memo::new(move |_| form.draft.with(|draft| draft.lines().len()));
    let (role, key) = match by_role {
        true => ("Add a role", "App role in Entra"),
        false => ("Add a row", "Value in Entra"),
    };
    let (names, unmatched) = match form.target.name == ROLES {
        true => (
            "Role in Talkdesk",
            "Leave empty to send nothing: new users become Agent.",
        ),
        false => (
            "Team in Talkdesk",
            "Leave empty to send nothing: users have no team.",
        ),
    };
    view! {
        {by_role.then(|| view! { <RoleNamesHint/> }.into_any())}
        <table class="table roles">
            <thead>
                <tr>
                    <th scope="col">{key}</th>
                    <th scope="col">{names}</th>
                    <th scope="col">
                        <span class="sr">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                <For
                    each=move || 0..count.get()
                    key=|index| *index
                    children=move |index| view! { <TableLine index count by_role/> }.into_any()
                />
                <tr>
                    <td class="muted">"Everyone else"</td>
                    <td>
                        <TextLine
                            field=RecipeField::Default
                            label=format!("{} for everyone else", names_of(form))
                        />
                        <Messages field=RecipeField::Default/>
                    </td>
                    <td></td>
                </tr>
            </tbody>
        </table>
        <AddButton label=role/>
        <p class="muted small">
            {unmatched}
            " Separate several names with semicolons."
        </p>
        <TableStyle/>
    }
}

#[component]
fn RoleNamesHint() -> impl IntoView {
    view! {
        <p class="muted small">
            "Sources differ on whether Entra uses the display name or the value of an app role. List both to be safe."
        </p>
    }
}

#[component]
fn TableLine(index: usize, count: Memo<usize>, by_role: bool) -> impl IntoView {
    let form = use_recipe_form();
    let number = index + 1;
    let key = if by_role { "App role" } else { "Value" };
    view! {
        <tr>
            <td>
                <TextLine field=RecipeField::Key(index) label=format!("{key} {number}")/>
                <Messages field=RecipeField::Key(index)/>
            </td>
            <td>
                <TextLine
                    field=RecipeField::Entry(index)
                    label=format!("{} {number}", names_of(form))
                />
                <Messages field=RecipeField::Entry(index)/>
            </td>
            <td>
                <LineTools index count what="row" by_role/>
            </td>
        </tr>
    }
}

/// The choice between `Switch` and nested `IIF`s.
#[component]
fn TableStyle() -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="small">"Write it as"</legend>
            <div class="seg">
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
        <button
            type="button"
            class="btn quiet addrole"
            id=ADD_ID
            on:click=move |_| add_line(form, &RecipeForm::add)
        >
            <Icon of=icons::PLUS/>
            {label}
        </button>
    }
}

/// Adds a row and moves the focus to it.
fn add_line(form: RecipeFormState, add: &dyn Fn(&mut RecipeForm) -> RecipeField) {
    let mut added = RecipeField::Whole;
    form.change(&mut |draft| added = add(draft));
    focus_field_soon(added);
}

/// Moves and removes one of several.
#[component]
fn LineTools(
    index: usize,
    /// How many there are.
    count: Memo<usize>,
    /// What they are, in a word.
    what: &'static str,
    by_role: bool,
) -> impl IntoView {
    let form = use_recipe_form();
    let number = index + 1;
    let is_last = move || number >= count.get();
    view! {
        <div class="line-tools">
            <Menu label=format!("More for {what} {number}") class="plain">
                <button
                    type="button"
                    disabled=index == 0
                    on:click=move |_| move_line(form, index, index.saturating_sub(1))
                >
                    <Icon of=icons::DOWN class="flip"/>
                    "Move up"
                </button>
                <button
                    type="button"
                    disabled=is_last
                    on:click=move |_| move_line(form, number, number)
                >
                    <Icon of=icons::DOWN/>
                    "Move down"
                </button>
                {by_role
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                on:click=move |_| add_line(form, &|draft| draft.add_same(index))
                            >
                                <Icon of=icons::COPY/>
                                "Also list its value"
                            </button>
                        }
                            .into_any()
                    })}
            </Menu>
            <button
                type="button"
                class="btn icon plain"
                aria-label=format!("Remove {what} {number}")
                on:click=move |_| remove_line(form, index)
            >
                <Icon of=icons::X/>
            </button>
        </div>
    }
}

/// Swaps a row with the one above it, says where it is, and moves the focus to
/// it.
fn move_line(form: RecipeFormState, lower: usize, to: usize) {
    form.change(&mut |draft| {
        draft.move_up(lower);
    });
    form.app.announce(format!("Moved to place {}", to + 1));
    let field = form.draft.with_untracked(|draft| match draft.is_table() {
        true => RecipeField::Key(to),
        false => RecipeField::Source(to),
    });
    focus_field_soon(field);
}

fn remove_line(form: RecipeFormState, index: usize) {
    form.change(&mut |draft| draft.remove(index));
    let name = short(form.target.name);
    form.app
        .announce(format!("Row {} of {name} removed", index + 1));
    request_animation_frame(|| browser::focus(ADD_ID));
}
