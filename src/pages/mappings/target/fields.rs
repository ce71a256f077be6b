//! The fields of a recipe's form, driven by the places of its draft.

use entra_expression::Fix;
use leptos::prelude::*;

use crate::browser;
use crate::components::element::{self, El, button, el, several};
use crate::pages::mappings::diagnostic_view::field_message;
use crate::pages::mappings::row::source::source_fields;
use crate::pages::mappings::target::recipe::RecipeFormState;
use provisioning::diagnostics::RecipeField;
use provisioning::entra::SOURCE_ATTRIBUTES;
use provisioning::mapping::Source;
use provisioning::recipe::form::RecipeForm;
use provisioning::recipe::{NameList, RecipeKind, RecipeTableStyle};
use provisioning::talkdesk::ROLES;

/// Identity of the list of source attributes that the portal offers.
const ATTRIBUTES: &str = "source-attributes";

/// Identity of the field of a place, for labels, messages and focus.
fn id(recipe_field: RecipeField) -> String {
    match recipe_field {
        RecipeField::Attribute => "field-attribute".to_owned(),
        RecipeField::Text => "field-text".to_owned(),
        RecipeField::Names => "field-names".to_owned(),
        RecipeField::Default => "field-default".to_owned(),
        RecipeField::Source(index) => format!("field-source-{index}"),
        RecipeField::Key(index) => format!("field-key-{index}"),
        RecipeField::Entry(index) => format!("field-entry-{index}"),
        RecipeField::Whole => "field-whole".to_owned(),
    }
}

pub fn fields(form: RecipeFormState) -> El {
    let kind = form.draft.with_untracked(|draft| draft.choice().kind);
    let attribute = || field(form, RecipeField::Attribute, "Source attribute", "");
    let all = el("div").class("fields stack");
    let all = match kind {
        RecipeKind::Attribute | RecipeKind::TitleCase | RecipeKind::PlainLetters => {
            all.child(attribute())
        }
        RecipeKind::OrText => all.child(attribute()).child(field(
            form,
            RecipeField::Text,
            "Text for users without a value",
            "",
        )),
        RecipeKind::Names => {
            let names = names_of(form);
            all.child(field(
                form,
                RecipeField::Names,
                names,
                "Semicolons separate several names.",
            ))
        }
        RecipeKind::FirstOf | RecipeKind::Joined => all.child(list(form)),
        RecipeKind::AppRoleTable => all.child(table(form, true)),
        RecipeKind::Custom => all.child(by_hand(form)),
        RecipeKind::AttributeTable => all.child(attribute()).child(table(form, false)),
        _ => all,
    };
    let known = SOURCE_ATTRIBUTES.map(|name| el("option").attr("value", name));
    all.child(messages(form, RecipeField::Whole))
        .child(el("datalist").attr("id", ATTRIBUTES).children(known))
}

/// The portal's own fields, for what no recipe writes.
fn by_hand(form: RecipeFormState) -> El {
    let source = Memo::new(move |_| form.draft.with(RecipeForm::by_hand));
    let write = move |source: Source| {
        form.change(&mut |draft| draft.write_by_hand(source.clone()));
    };
    let row = Memo::new(move |_| {
        let row = form.saved_row.get();
        row.map_or(Source::None, |row| row.source)
    });
    source_fields(form.app, form.target.name, source, row, write)
}

fn names_of(form: RecipeFormState) -> &'static str {
    if form.target.name == ROLES {
        "Talkdesk roles"
    } else {
        "Talkdesk teams"
    }
}

/// A labelled line of text with what is wrong with it.
fn field(form: RecipeFormState, recipe_field: RecipeField, label: &str, hint: &'static str) -> El {
    let own = id(recipe_field);
    let hint_id = format!("{own}-hint");
    let read = move || form.draft.with(|draft| draft.text(recipe_field).to_owned());
    let wrong = move || {
        form.diagnostics.with(|diagnostics| {
            diagnostics.iter().any(|diagnostic| {
                diagnostic.field() == Some(recipe_field)
                    && diagnostic.is_error()
                    && !diagnostic.is_unfinished()
            })
        })
    };
    let mut input = el("input")
        .attr("type", "text")
        .attr("id", &own)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &format!("{own}-said {hint_id}"))
        .live_attr("aria-invalid", move || wrong().then(|| "true".to_owned()))
        .live_value(read)
        .on("input", move |event| {
            form.set(recipe_field, element::value(&event))
        });
    if matches!(
        recipe_field,
        RecipeField::Attribute | RecipeField::Source(_)
    ) {
        input = input.class("mono").attr("list", ATTRIBUTES);
    }
    let hint = el("p")
        .class("hint")
        .attr("id", &hint_id)
        .text(hint)
        .live_text(move || match NameList::parse(&read()).0.len() {
            count if count > 1 && !hint.is_empty() => format!(" {count} names."),
            _ => String::new(),
        });
    el("div")
        .class("field")
        .child(el("label").attr("for", &own).text(label))
        .child(input)
        .child(messages(form, recipe_field))
        .child(hint)
}

/// What is wrong in a field, each with its remedy where there is one.
fn messages(form: RecipeFormState, recipe_field: RecipeField) -> El {
    let of_field = move || {
        let mut own = form.diagnostics.get();
        own.retain(|diagnostic| diagnostic.field() == Some(recipe_field));
        own
    };
    // While only the text that a fix writes changes, the messages stay, so that
    // a screen reader does not read them again at each letter.
    let shown = Memo::new(move |_| {
        let mut own = of_field();
        let fixes = own.iter_mut().flat_map(|one| &mut one.fixes);
        fixes.for_each(|fix| fix.edits.clear());
        own
    });
    let apply = move |fix: &Fix| {
        let own = untrack(of_field);
        let mut fixes = own.iter().flat_map(|one| &one.fixes);
        if let Some(fix) = fixes.find(|own| own.label == fix.label) {
            let now = form
                .draft
                .with_untracked(|draft| fix.apply(draft.text(recipe_field)));
            form.set(recipe_field, now);
        }
        browser::focus(&id(recipe_field));
    };
    let list = move || {
        let shown = shown.get();
        several().children(shown.iter().map(|one| field_message(one, "", apply)))
    };
    el("div")
        .attr("id", &format!("{}-said", id(recipe_field)))
        .attr("aria-live", "polite")
        .live(list)
}

/// Several attributes in order.
fn list(form: RecipeFormState) -> El {
    let count = Memo::new(move |_| form.draft.with(|draft| draft.sources().len()));
    let rows = move |count| {
        let rows = (0..count).map(|index| {
            let label = format!("Attribute {}", index + 1);
            el("li")
                .child(field(form, RecipeField::Source(index), &label, ""))
                .child(tools(form, index, count, "attribute"))
        });
        el("ol").class("lines one").children(rows)
    };
    several()
        .live(move || untracked_but(count, rows))
        .child(add_button(form, "Add an attribute"))
}

/// The lines of a table, the default and the way it is written.
fn table(form: RecipeFormState, by_role: bool) -> El {
    let count = Memo::new(move |_| form.draft.with(|draft| draft.lines().len()));
    let rows = move |count| {
        let rows = (0..count).map(|index| line(form, index, count, by_role));
        el("ol").class("lines").children(rows)
    };
    let about = by_role.then(|| {
        el("p").class("hint").text(
            "Sources differ on whether Entra looks up the display name or the value of an app role. List both and either works.",
        )
    });
    let unmatched = if form.target.name == ROLES {
        "Empty: nothing is sent, and a new user gets the role Agent."
    } else {
        "Empty: nothing is sent, and a new user is in no team."
    };
    several()
        .maybe(about)
        .live(move || untracked_but(count, rows))
        .child(add_button(form, "Add a line"))
        .child(field(
            form,
            RecipeField::Default,
            "For everybody else (optional)",
            unmatched,
        ))
        .child(writing(form))
}

/// Builds a part anew when the number of its lines changes and at no other
/// time, so that typing in it does not lose the cursor.
fn untracked_but(count: Memo<usize>, part: impl Fn(usize) -> El) -> El {
    let count = count.get();
    untrack(|| part(count))
}

fn line(form: RecipeFormState, index: usize, count: usize, by_role: bool) -> El {
    let number = index + 1;
    let key = if by_role { "App role" } else { "Value" };
    let same = by_role.then(|| {
        let act = move || {
            let mut added = RecipeField::Key(index);
            form.change(&mut |draft| added = draft.add_same(index));
            focus_soon(added);
        };
        button("quiet small", "Also list its value", act)
            .attr("aria-label", &format!("Also list its value, line {number}"))
    });
    el("li")
        .child(field(
            form,
            RecipeField::Key(index),
            &format!("{key} {number}"),
            "",
        ))
        .child(field(
            form,
            RecipeField::Entry(index),
            &format!("{} {number}", names_of(form)),
            "",
        ))
        .child(tools(form, index, count, "line"))
        .maybe(same)
}

/// The choice between `Switch` and nested `IIF`s.
fn writing(form: RecipeFormState) -> El {
    let options = [
        (RecipeTableStyle::Switch, "One Switch"),
        (RecipeTableStyle::Iif, "Nested IIF"),
    ];
    let options = options.map(|(writing, label)| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "writing")
            .live_checked(move || form.draft.with(RecipeForm::writing) == writing)
            .on("change", move |_| {
                form.change(&mut |draft| draft.write_as(writing));
            });
        el("label").child(radio).text(label)
    });
    el("fieldset")
        .class("writing")
        .child(el("legend").text("Written as"))
        .child(el("div").class("row").children(options))
}

fn add_button(form: RecipeFormState, label: &str) -> El {
    let add = move || {
        let mut added = RecipeField::Whole;
        form.change(&mut |draft| added = draft.add());
        focus_soon(added);
    };
    el("p").child(button("small", label, add).attr("id", "add-line"))
}

/// Moves and removes one of several.
fn tools(form: RecipeFormState, index: usize, count: usize, what: &str) -> El {
    let number = index + 1;
    let all = [
        (Act::Up, "↑", format!("Move {what} {number} up"), index > 0),
        (
            Act::Down,
            "↓",
            format!("Move {what} {number} down"),
            number < count,
        ),
        (Act::Remove, "×", format!("Remove {what} {number}"), true),
    ];
    let buttons = all.map(|(act, sign, label, on)| {
        let made = button("quiet small", sign, move || act.run(form, index))
            .attr("aria-label", &label)
            .attr("title", &label);
        if on { made } else { made.attr("disabled", "") }
    });
    el("div").class("tools").children(buttons)
}

/// What the small buttons of a line do.
#[derive(Clone, Copy)]
enum Act {
    Up,
    Down,
    Remove,
}

impl Act {
    /// Acts, says so, and keeps the focus on what was moved.
    fn run(self, form: RecipeFormState, index: usize) {
        let (upper, to) = match self {
            Act::Up => (index, index.saturating_sub(1)),
            Act::Down => (index + 1, index + 1),
            Act::Remove => {
                form.change(&mut |draft| draft.remove(index));
                form.app.announce(format!("Line {} removed", index + 1));
                return request_animation_frame(|| browser::focus("add-line"));
            }
        };
        form.change(&mut |draft| {
            draft.move_up(upper);
        });
        form.app.announce(format!("Moved to line {}", to + 1));
        // A button at the end of the list cannot be pressed again and would
        // lose the focus, so the field of the line takes it.
        let recipe_field = form.draft.with_untracked(|draft| {
            if draft.is_table() {
                RecipeField::Key(to)
            } else {
                RecipeField::Source(to)
            }
        });
        focus_soon(recipe_field);
    }
}

/// Moves the focus to a field once it is on the page.
fn focus_soon(recipe_field: RecipeField) {
    request_animation_frame(move || browser::focus(&id(recipe_field)));
}
