//! What the pages of all rows show: the value for the sample user, and the exact
//! fields for the portal, to copy.

use leptos::html;
use leptos::prelude::*;

use crate::browser::announcer::use_announcer;
use crate::components::bridge::into_element;
use crate::components::copy_value;
use crate::components::element::El;
use crate::pages::mappings::use_preview;
use crate::pages::mappings::value::RowValue;
use crate::state::preview_client::PreviewState;
use crate::state::{App, sample_user, use_app};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::Row;
use provisioning::portal;
use provisioning::set_status::row_status;

/// The way back to the list.
#[component]
pub fn UpLink() -> impl IntoView {
    view! {
        <p class="up">
            <a href="#/mappings">"Mappings"</a>
        </p>
    }
}

/// What the row gives for the sample user.
#[component]
pub fn SampleValue(row: Memo<Option<Row>>) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let name = Memo::new(move |_| {
        app.setup
            .with(|setup| sample_user::name(&sample_user::user(setup)))
    });
    view! {
        <p class="panel one-value">
            <span class="muted">{move || format!("For {}", name.get())}</span>
            {move || match (row.get(), preview.failure()) {
                (None, _) => view! { <span class="muted">"no row"</span> }.into_any(),
                (Some(_), Some(failure)) => {
                    view! { <span class="bad">{failure.to_string()}</span> }.into_any()
                }
                (Some(row), None) => view! { <RowValue row/> }.into_any(),
            }}
        </p>
    }
}

/// A row of any target as the portal's fields.
#[component]
pub fn RowPanel(target: String, row: Memo<Option<Row>>) -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let custom = portal::custom_attribute(&target).map(|fields| {
        let (heading, short) = ("First, under Edit attribute list", target.clone());
        view! { <PortalFields heading short fields=fields.into()/> }.into_any()
    });
    view! {
        <section class="panel result" aria-labelledby="result-title">
            <div class="panel-head">
                <h2 id="result-title">"In the portal"</h2>
            </div>
            <div class="body stack">
                {custom}
                {move || match held_back(app, preview, &target) {
                    Some(diagnostic) => view! { <HeldBackNote diagnostic/> }.into_any(),
                    None => {
                        let (heading, short) = ("Edit Attribute", target.clone());
                        let fields = row.get().map(|row| portal::fields(&row)).unwrap_or_default();
                        view! { <PortalFields heading short fields/> }.into_any()
                    }
                }}
            </div>
        </section>
    }
}

#[component]
fn PortalFields(heading: &'static str, short: String, fields: Vec<portal::Field>) -> impl IntoView {
    let fields = fields
        .into_iter()
        .map(|field| view! { <PortalField short=short.clone() field/> }.into_any())
        .collect::<Vec<_>>();
    view! {
        <div class="stack">
            <h3>{heading}</h3>
            {fields}
        </div>
    }
}

/// Why the portal would not take a row of the open setup, if it would not.
pub fn held_back(app: App, preview: PreviewState, target: &str) -> Option<MappingDiagnostic> {
    app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        row_status::held_back(&setup.mapping, &evaluation, target)
    })
}

/// In place of a row's fields: that the portal would not take it as it is.
#[component]
pub fn HeldBackNote(diagnostic: MappingDiagnostic) -> impl IntoView {
    view! {
        <p class="hint">
            <b>{diagnostic.headline}</b>
            ". The fields come back here, to copy, once that is mended."
        </p>
    }
}

/// A field of the portal: to copy when it is typed there.
#[component]
pub fn PortalField(
    /// The name of the target.
    #[prop(into)]
    short: String,
    field: portal::Field,
) -> impl IntoView {
    let portal::Field {
        label,
        value,
        typed,
    } = field;
    match typed {
        true => {
            let what = format!("{label} of {short}");
            view! { <TypedField label what value/> }.into_any()
        }
        false => view! {
            <p class="choose">
                <span>{label}</span>
                " "
                <b>{value}</b>
            </p>
        }
        .into_any(),
    }
}

#[component]
fn TypedField(
    label: &'static str,
    /// Names the value in the button's label and in what is said after copying.
    what: String,
    value: String,
) -> impl IntoView {
    let announcer = use_announcer();
    let shown = NodeRef::<html::Code>::new();
    let button_label = format!("Copy {what}");
    let text = value.clone();
    let copy_it = move |_| {
        if let Some(shown) = shown.get_untracked() {
            copy_value::copy(announcer, what.clone(), text.clone(), shown.into());
        }
    };
    view! {
        <div>
            <p class="copy-name">{label}</p>
            <div class="copy">
                <code node_ref=shown>{value}</code>
                <button type="button" class="small" aria-label=button_label on:click=copy_it>
                    "Copy"
                </button>
            </div>
        </div>
    }
}

/// A button that copies text which stands elsewhere on the page. When the
/// browser forbids that, the text appears below it, selected.
#[component]
pub fn CopyButton(
    /// Names the text in what is said after copying.
    #[prop(into)]
    what: String,
    #[prop(into)] label: String,
    #[prop(into)] read: UnsyncCallback<(), String>,
) -> impl IntoView {
    let announcer = use_announcer();
    let node = NodeRef::<html::Pre>::new();
    let shown = RwSignal::new(String::new());
    let copy_it = move |_| {
        let text = read.run(());
        shown.set(text.clone());
        if let Some(node) = node.get_untracked() {
            copy_value::copy(announcer, what.clone(), text, node.into());
        }
    };
    view! {
        <div class="copy-all no-print">
            <button type="button" class="small" on:click=copy_it>
                {label}
            </button>
            <div class="said" aria-hidden="true">
                <pre node_ref=node>{move || shown.get()}</pre>
            </div>
        </div>
    }
}

/// [`UpLink`] for pages that the element builder makes.
pub fn up() -> El {
    into_element(view! { <UpLink/> }.into_any())
}

/// [`SampleValue`] for pages that the element builder makes.
pub fn for_the_user(_: App, _: PreviewState, row: Memo<Option<Row>>) -> El {
    into_element(view! { <SampleValue row/> }.into_any())
}

/// [`HeldBackNote`] for pages that the element builder makes.
pub fn waits(app: App, preview: PreviewState, target: &str) -> Option<El> {
    held_back(app, preview, target)
        .map(|diagnostic| into_element(view! { <HeldBackNote diagnostic/> }.into_any()))
}

/// [`PortalField`] for pages that the element builder makes.
pub fn field_view(_: App, short: &str, field: portal::Field) -> El {
    into_element(view! { <PortalField short field/> }.into_any())
}

/// [`CopyButton`] for pages that the element builder makes.
pub fn copy_button(_: App, what: &str, label: &str, read: impl Fn() -> String + 'static) -> El {
    into_element(view! { <CopyButton what label read/> }.into_any())
}
