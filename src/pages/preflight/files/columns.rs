//! The columns of a file, each with the attribute that it holds.

use leptos::html;
use leptos::prelude::*;
use preflight::users_file::{Column, Meaning};
use provisioning::entra::SOURCE_ATTRIBUTES;

use crate::browser::elements::{self, Event};
use crate::browser::event;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::files::meaning::MeaningQuestion;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::state::{App, use_app};
use preflight::protocol::InputPurpose;
use provisioning::format::counted;

const KNOWN_ID: &str = "pf-attributes";

/// The attributes that a column can be taken for, offered while typing.
#[component]
pub(crate) fn KnownAttributes() -> impl IntoView {
    let options = SOURCE_ATTRIBUTES.iter();
    let options = options.map(|name| view! { <option value=*name></option> }.into_any());
    let options = options.collect::<Vec<_>>();
    view! { <datalist id=KNOWN_ID>{options}</datalist> }
}

/// A column with its place in the file.
type Placed = (usize, Column);

/// The columns, folded away until wanted.
#[component]
pub(crate) fn Columns(
    /// The file.
    id: u32,
    /// Its name.
    name: String,
    columns: Vec<Column>,
) -> impl IntoView {
    let state = use_page().state;
    let columns = columns.into_iter().enumerate();
    let (known, others): (Vec<Placed>, Vec<Placed>) =
        columns.partition(|(_, column)| column.attribute.is_some());
    let wanted = Memo::new(move |_| state.is_nameless(id) || state.is_unanswered(id));
    let known = (!known.is_empty()).then(|| {
        let label = format!("Columns of {name}");
        view! { <ColumnList id label columns=known/> }.into_any()
    });
    let others = (!others.is_empty())
        .then(|| view! { <FurtherColumns id name columns=others wanted/> }.into_any());
    view! {
        <details
            class="fold"
            hidden=move || is_talkdesk_list(state, id)
            node_ref=open_while(wanted)
        >
            <summary>
                <Icon of=icons::RIGHT/>
                {move || summary(state, id)}
            </summary>
            <p class="muted small">
                "Choose or type the Entra attribute that a column holds, including extension attributes. Columns without one aren’t used."
            </p>
            {known}
            {others}
        </details>
    }
}

/// Opens a part that folds away while it is wanted, and leaves it to the admin
/// to close it.
fn open_while(wanted: Memo<bool>) -> NodeRef<html::Details> {
    let details = NodeRef::<html::Details>::new();
    Effect::new(move |_| {
        if let (true, Some(details)) = (wanted.get(), details.get()) {
            elements::set_details_open(&details, true);
        }
    });
    details
}

/// Talkdesk's own list is read by its SCIM members.
fn is_talkdesk_list(state: PreflightState, id: u32) -> bool {
    state.input_files(|input_files| {
        let input_file = input_files.find(id);
        input_file.is_some_and(|input_file| input_file.purpose == InputPurpose::Talkdesk)
    })
}

fn summary(state: PreflightState, id: u32) -> String {
    let counts = state.input_files(|input_files| {
        let look = input_files.find(id)?.look()?;
        let used = look.columns.iter();
        let used = used.filter(|column| column.attribute.is_some()).count();
        Some((used, look.columns.len()))
    });
    let (used, all) = counts.unwrap_or_default();
    format!("Columns: {used} of {all} used")
}

/// The columns that were not recognized when the file was looked at.
#[component]
fn FurtherColumns(
    id: u32,
    name: String,
    columns: Vec<Placed>,
    wanted: Memo<bool>,
) -> impl IntoView {
    let count = counted(columns.len() as u64, "column", "columns");
    view! {
        <details class="fold" node_ref=open_while(wanted)>
            <summary>
                <Icon of=icons::RIGHT/>
                {format!("{count} not recognized")}
            </summary>
            <ColumnList id label=format!("More columns of {name}") columns/>
        </details>
    }
}

#[component]
fn ColumnList(id: u32, label: String, columns: Vec<Placed>) -> impl IntoView {
    let rows = columns
        .into_iter()
        .map(|(index, column)| match column.is_password {
            true => view! { <PasswordRow name=column.name/> }.into_any(),
            false => view! { <ColumnRow id index column/> }.into_any(),
        });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <ul class="pf-columns" aria-label=label>
            {rows}
        </ul>
    }
}

/// A column of passwords, which is not used, whatever anybody chooses.
#[component]
fn PasswordRow(name: String) -> impl IntoView {
    view! {
        <li>
            <div>
                <b>{name}</b>
                <span class="muted tiny">"Hidden: this column holds passwords"</span>
            </div>
            <span class="muted">"Not used"</span>
        </li>
    }
}

#[component]
fn ColumnRow(id: u32, index: usize, column: Column) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let name = column.name.clone();
    let samples = column.samples.join(" · ");
    let samples = (!samples.is_empty())
        .then(|| view! { <span class="muted tiny pf-samples">{samples}</span> }.into_any());
    let repeated = column
        .repeated
        .then(|| view! { <span class="tag">"Repeated"</span> }.into_any());
    view! {
        <li>
            <div>
                <b>{name.clone()}</b>
                " "
                {repeated}
                {samples}
            </div>
            <div class="stack">
                <input
                    type="text"
                    class="in mono"
                    list=KNOWN_ID
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="Not used"
                    aria-label=format!("Attribute of {name}")
                    prop:value=move || taken(state, id, index)
                    disabled=move || state.is_running()
                    on:change=move |change| take(app, state, id, index, &name, &change)
                />
                <MeaningQuestion id index column/>
            </div>
        </li>
    }
}

/// The attribute that a column is taken for.
fn taken(state: PreflightState, id: u32, index: usize) -> String {
    let attribute =
        state.input_files(|input_files| input_files.column(id, index)?.attribute.clone());
    attribute.unwrap_or_default()
}

/// Takes a column for what was typed in its field, and says what that changes
/// elsewhere.
fn take(app: App, state: PreflightState, id: u32, index: usize, name: &str, change: &Event) {
    let typed = event::value(change);
    let mut loser = None;
    state.edit_input_files(|input_files| loser = input_files.take_for(id, index, &typed));
    // What was typed may be an alias of what is stored.
    let stored = untrack(|| taken(state, id, index));
    if let Some(field) = event::field(change) {
        field.set_value(&stored);
    }
    let open = untrack(|| {
        state.input_files(|input_files| {
            let column = input_files.column(id, index);
            column.is_some_and(|column| column.meaning == Meaning::Unknown)
        })
    });
    if open {
        app.announce(format!("Choose what True means in {name}"));
    } else if let Some(loser) = loser {
        app.announce(format!(
            "{stored} comes from {name} now, and {loser} isn’t used"
        ));
    }
}
