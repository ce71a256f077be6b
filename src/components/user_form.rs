//! A user as a form: each attribute a field, added and removed by hand.

mod attribute_field;
mod new_attribute;
pub mod paste_user;
pub mod rows;

use leptos::prelude::*;
use provisioning::user::{SourceUser, UserValue};

use crate::browser;
use crate::components::fold::Fold;
use crate::components::user_form::attribute_field::AttributeField;
use crate::components::user_form::new_attribute::{KnownNames, NewAttribute};
use crate::components::user_form::rows::UserFormRow;
use crate::components::when::When;
use provisioning::entra::is_password;

/// A user that is edited on a page. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct EditedUser {
    pub user: Memo<SourceUser>,
    /// Attributes that come first, whether the user has them or not.
    pub read: Memo<Vec<String>>,
    /// Every attribute that can be read.
    pub attributes: Memo<Vec<String>>,
    /// The attribute that something else on the page is about.
    pub about: Memo<Option<String>>,
    /// What to call the user within a sentence.
    pub what: &'static str,
    /// Stores the user while somebody types.
    pub put: Callback<SourceUser>,
    /// Stores the user as a step that can be undone, with what happened.
    pub replace: Callback<(SourceUser, String)>,
}

impl EditedUser {
    fn edit(&self, change: impl FnOnce(&mut SourceUser)) {
        let mut user = self.user.get_untracked();
        change(&mut user);
        self.put.run(user);
    }

    /// Changes the user in a way that can be undone.
    fn step(&self, message: String, change: impl FnOnce(&mut SourceUser)) {
        let mut user = self.user.get_untracked();
        change(&mut user);
        self.replace.run((user, message));
    }

    /// The value of an attribute. Tracks the user.
    fn value(&self, name: &str) -> Option<UserValue> {
        self.user.with(|user| user.attributes.get(name).cloned())
    }

    fn set(&self, name: &str, value: UserValue) {
        self.edit(|user| {
            let _ = user.attributes.insert(name.to_owned(), value);
        });
    }

    /// Adds an attribute and moves the focus to its field.
    fn add(&self, name: &str) {
        self.set(name, rows::fresh(name));
        focus_field(name);
    }

    fn remove(&self, name: &str) {
        let message = format!("{name} removed from {}", self.what);
        self.step(message, |user| drop(user.attributes.remove(name)));
    }

    /// Makes one value of several or several of one, which can be undone.
    fn convert(&self, name: &str, several: bool) {
        let now = if several {
            "one value"
        } else {
            "several values"
        };
        self.step(format!("{name} now has {now}"), |user| {
            if let Some(value) = user.attributes.get_mut(name) {
                *value = rows::turned(value);
            }
        });
        focus_field(name);
    }
}

fn field_id(name: &str) -> String {
    format!("value-of-{name}")
}

/// Moves the focus to the field of an attribute once it is on the page.
fn focus_field(name: &str) {
    let id = field_id(name);
    request_animation_frame(move || browser::focus(&id));
}

/// The form: what is read below a heading, the rest folded.
#[component]
pub fn UserForm(
    edited: EditedUser,
    heading: &'static str,
    /// What is shown when there are none.
    nothing: &'static str,
) -> impl IntoView {
    let groups = Memo::new(move |_| {
        let read = edited.read.get();
        edited.user.with(|user| rows::rows(&read, user))
    });
    let first = Memo::new(move |_| groups.with(|(first, _)| first.clone()));
    let others = Memo::new(move |_| groups.with(|(_, others)| others.clone()));
    view! {
        <h3>{heading}</h3>
        <When
            is=Signal::derive(move || !first.with(Vec::is_empty))
            otherwise=move || view! { <p class="muted small">{nothing}</p> }
        >
            <AttributeList edited rows=first/>
        </When>
        <Fold summary=move || {
            view! {
                <span class="grow">
                    {move || format!("Other attributes ({})", others.with(Vec::len))}
                </span>
            }
        }>
            <div class="stack others">
                <AttributeList edited rows=others/>
                <NewAttribute edited/>
            </div>
        </Fold>
        <KnownNames names=edited.attributes/>
    }
}

#[component]
fn AttributeList(edited: EditedUser, rows: Memo<Vec<UserFormRow>>) -> impl IntoView {
    view! {
        <ul class="attributes">
            <For
                each=move || rows.get()
                key=UserFormRow::clone
                children=move |row| match row.several {
                    Some(several) => {
                        view! { <AttributeField edited name=row.name several/> }.into_any()
                    }
                    None => view! { <AbsentAttribute edited name=row.name/> }.into_any(),
                }
            />
        </ul>
    }
}

/// An attribute that is read and that the user lacks.
#[component]
fn AbsentAttribute(edited: EditedUser, name: String) -> impl IntoView {
    let is_password = is_password(&name);
    let why = match is_password {
        true => "Passwords are never stored, so it’s null here.",
        false => "The user has no value, so it’s null.",
    };
    let label = format!("Add {name}");
    let shown = name.clone();
    let add = (!is_password).then(|| {
        view! {
            <button type="button" class="btn small" on:click=move |_| edited.add(&name)>
                {label}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="absent">
            <code>{shown}</code>
            <span class="muted tiny">{why}</span>
            {add}
        </li>
    }
}
