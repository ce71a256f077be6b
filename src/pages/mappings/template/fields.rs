//! The fields of a template, driven by those of its draft.

use entra_expression::Fix;
use leptos::prelude::*;

use crate::browser;
use crate::browser::event;
use crate::pages::mappings::diagnostic_view::FieldMessage;
use crate::pages::mappings::template::form_state::{RecipeFormState, use_recipe_form};
use crate::pages::mappings::template::lines::{AttributeLines, TableLines};
use crate::pages::mappings::template::source::SourceFields;
use provisioning::diagnostics::{MappingDiagnostic, RecipeField};
use provisioning::entra::SOURCE_ATTRIBUTES;
use provisioning::mapping::Source;
use provisioning::recipe::form::RecipeForm;
use provisioning::recipe::{NameList, RecipeKind};
use provisioning::talkdesk::ROLES;

/// The id of the list of source attributes that Entra offers.
const ATTRIBUTES: &str = "source-attributes";

/// The id of a field, for labels, messages and focus.
fn field_id(field: RecipeField) -> String {
    match field {
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

/// Moves the focus to a field once it is on the page.
pub fn focus_field_soon(field: RecipeField) {
    request_animation_frame(move || browser::focus(&field_id(field)));
}

/// What the names of a target are.
pub fn names_of(form: RecipeFormState) -> &'static str {
    if form.target.name == ROLES {
        "Talkdesk roles"
    } else {
        "Talkdesk teams"
    }
}

/// What is filled in for a kind of recipe.
#[component]
pub fn RecipeFields(kind: RecipeKind) -> impl IntoView {
    let known = SOURCE_ATTRIBUTES.map(|name| view! { <option value=name></option> }.into_any());
    view! {
        <div class="stack template-fields">
            {fields_of(kind)}
            <Messages field=RecipeField::Whole/>
            <datalist id=ATTRIBUTES>{Vec::from(known)}</datalist>
        </div>
    }
}

fn fields_of(kind: RecipeKind) -> AnyView {
    match kind {
        RecipeKind::Attribute | RecipeKind::TitleCase | RecipeKind::PlainLetters => {
            view! { <AttributeField/> }.into_any()
        }
        RecipeKind::OrText => view! {
            <AttributeField/>
            <LabelledField field=RecipeField::Text label="Value for users without one"/>
        }
        .into_any(),
        RecipeKind::Names => view! {
            <LabelledField
                field=RecipeField::Names
                label=names_of(use_recipe_form())
                hint="Separate several names with semicolons."
            />
        }
        .into_any(),
        RecipeKind::FirstOf | RecipeKind::Joined => view! { <AttributeLines/> }.into_any(),
        RecipeKind::AppRoleTable => view! { <TableLines by_role=true/> }.into_any(),
        RecipeKind::Custom => view! { <FieldsByHand/> }.into_any(),
        RecipeKind::AttributeTable => view! {
            <AttributeField/>
            <TableLines by_role=false/>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn AttributeField() -> impl IntoView {
    view! { <LabelledField field=RecipeField::Attribute label="Source attribute"/> }
}

/// The portal's own fields, for what no recipe writes.
#[component]
fn FieldsByHand() -> impl IntoView {
    let form = use_recipe_form();
    let source = Memo::new(move |_| form.draft.with(RecipeForm::by_hand));
    let write = move |source: Source| {
        form.change(&mut |draft| draft.write_by_hand(source.clone()));
    };
    view! { <SourceFields target=form.target.name.to_owned() read=source write/> }
}

/// A labelled line of text with what is wrong with it.
#[component]
pub fn LabelledField(
    field: RecipeField,
    #[prop(into)] label: String,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let id = field_id(field);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <TextLine field/>
            <Messages field/>
            <p class="help" id=format!("{id}-hint")>
                {hint}
                <NameCount field is_shown=!hint.is_empty()/>
            </p>
        </div>
    }
}

#[component]
pub fn TextLine(
    field: RecipeField,
    /// The name of the field, if there is no label beside it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let form = use_recipe_form();
    let id = field_id(field);
    let is_attribute = matches!(field, RecipeField::Attribute | RecipeField::Source(_));
    let class = match is_attribute {
        true => "in mono",
        false => "in",
    };
    view! {
        <input
            type="text"
            class=class
            class:bad=move || is_wrong(form, field)
            id=id.clone()
            list=is_attribute.then_some(ATTRIBUTES)
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-label=label
            aria-describedby=format!("{id}-said {id}-hint")
            aria-invalid=move || is_wrong(form, field).then_some("true")
            prop:value=move || form.draft.with(|draft| draft.text(field).to_owned())
            on:input=move |input| form.set(field, event::value(&input))
        />
    }
}

fn is_wrong(form: RecipeFormState, field: RecipeField) -> bool {
    form.diagnostics.with(|diagnostics| {
        let mut own = diagnostics.iter().filter(|one| one.field() == Some(field));
        own.any(|diagnostic| diagnostic.is_error() && !diagnostic.is_unfinished())
    })
}

/// How many names a field holds, after its hint.
#[component]
fn NameCount(field: RecipeField, is_shown: bool) -> impl IntoView {
    let form = use_recipe_form();
    let count = move || {
        form.draft
            .with(|draft| NameList::parse(draft.text(field)).0.len())
    };
    view! {
        {move || match count() {
            count if count > 1 && is_shown => format!(" {count} names."),
            _ => String::new(),
        }}
    }
}

fn messages_of(form: RecipeFormState, field: RecipeField) -> Vec<MappingDiagnostic> {
    let mut own = form.diagnostics.get();
    own.retain(|diagnostic| diagnostic.field() == Some(field));
    own
}

/// What is wrong in a field, each with its remedy where there is one.
#[component]
pub fn Messages(field: RecipeField) -> impl IntoView {
    let form = use_recipe_form();
    // While only the text that a fix writes changes, the messages stay, so that
    // a screen reader does not read them again at each letter.
    let shown = Memo::new(move |_| {
        let mut own = messages_of(form, field);
        let fixes = own.iter_mut().flat_map(|one| &mut one.fixes);
        fixes.for_each(|fix| fix.edits.clear());
        own
    });
    let apply_fix = move |fix: Fix| apply(form, field, &fix);
    view! {
        <div id=format!("{}-said", field_id(field)) aria-live="polite">
            {move || {
                let shown = shown.get().into_iter();
                let messages = shown
                    .map(|diagnostic| {
                        view! { <FieldMessage diagnostic text="" on_fix=apply_fix/> }.into_any()
                    });
                messages.collect::<Vec<_>>()
            }}
        </div>
    }
}

/// Applies the fix of a message as it is now, and moves the focus to the field.
fn apply(form: RecipeFormState, field: RecipeField, fix: &Fix) {
    let own = untrack(|| messages_of(form, field));
    let mut fixes = own.iter().flat_map(|one| &one.fixes);
    if let Some(fix) = fixes.find(|own| own.label == fix.label) {
        let now = form
            .draft
            .with_untracked(|draft| fix.apply(draft.text(field)));
        form.set(field, now);
    }
    browser::focus(&field_id(field));
}
