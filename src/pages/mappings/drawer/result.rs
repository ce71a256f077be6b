//! What a mapping makes: the value to enter in Entra, the request, the sources.

use leptos::prelude::*;
use provisioning::mapping::Source;
use provisioning::portal;
use provisioning::set_status::row_status::held_back;
use provisioning::talkdesk::label;

use crate::components::copy_button::CopyButton;
use crate::components::expression_code::ExpressionCode;
use crate::components::fold::Fold;
use crate::components::tabs::{Tab, Tabs};
use crate::components::when::When;
use crate::pages::mappings::drawer::portal_field::PortalField;
use crate::pages::mappings::drawer::sources::Sources;
use crate::pages::mappings::drawer::{OpenRow, use_open_row};
use crate::pages::mappings::requests::Requests;
use crate::pages::mappings::table_state::{TableState, use_table};
use crate::pages::mappings::use_preview;
use crate::pages::mappings::value::RowValue;
use crate::state::preview_client::PreviewState;
use crate::state::source_row::open_for;
use crate::state::{App, sample_user, use_app};

/// The id of the code of the value.
const CODE: &str = "mapping-code";

#[component]
pub fn ResultTabs() -> impl IntoView {
    let open = use_open_row();
    let state = use_table();
    let title = Memo::new(move |_| match shown(open) {
        Some(Source::Expression(_)) | None => "Expression".to_owned(),
        Some(_) => "Value".to_owned(),
    });
    let tabs = vec![
        Tab::new("value", title, || view! { <ValuePanel/> }),
        Tab::new("request", "Request".to_owned(), || view! { <Requests/> }),
        Tab::new("sources", "Sources".to_owned(), || view! { <Sources/> }),
    ];
    view! {
        <div class="stack result-tabs">
            <Tabs id="result" label="Result" tabs selected=state.tab/>
        </div>
    }
}

/// The source that is shown: that of the draft, or else the saved one.
fn shown(open: OpenRow) -> Option<Source> {
    match open.draft.get() {
        Some(draft) => draft.source,
        None => open
            .saved
            .with(|row| row.as_ref().map(|row| row.source.clone())),
    }
}

#[component]
fn ValuePanel() -> impl IntoView {
    let app = use_app();
    let open = use_open_row();
    let state = use_table();
    let preview = use_preview();
    let source = Memo::new(move |_| shown(open));
    let withheld = Memo::new(move |_| withheld(app, preview, open, state));
    let is_draft = Memo::new(move |_| open.draft.with(Option::is_some));
    let name = label(&open.target()).to_owned();
    view! {
        <div class="stack">
            {move || match source.get() {
                Some(source) if source != Source::None => {
                    view! { <Value source withheld/> }.into_any()
                }
                Some(_) => view! { <p>"Entra sends no value."</p> }.into_any(),
                None => {
                    let text = format!("Not mapped. Delete the {name} row in Entra if there is one.");
                    view! { <p>{text}</p> }.into_any()
                }
            }}
            <When is=Signal::derive(move || {
                !is_draft.get() && open.saved.with(Option::is_some)
            })>
                <SampleValue/>
                <When is=Signal::derive(move || withheld.with(Option::is_none))>
                    <EntraFields/>
                </When>
            </When>
        </div>
    }
}

/// Why the value isn't to be copied, if it isn't.
fn withheld(app: App, preview: PreviewState, open: OpenRow, state: TableState) -> Option<String> {
    if let Some(draft) = open.draft.get() {
        let to_complete = &draft.to_complete;
        let mut letters = to_complete.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        return Some(format!(
            "{}{} to copy it",
            first.unwrap_or_default(),
            letters.as_str()
        ));
    }
    let held = app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        open.target
            .with_value(|target| held_back(&setup.mapping, &evaluation, target))
    });
    match held {
        Some(held) => Some(format!("{}. Fix it to copy the mapping", held.headline)),
        None => state
            .readiness
            .with(|readiness| readiness.fix_first())
            .map(|fix_first| format!("{fix_first} to copy it")),
    }
}

#[component]
fn Value(source: Source, withheld: Memo<Option<String>>) -> impl IntoView {
    let target = use_open_row().target();
    let field = source.field().unwrap_or("Source");
    let what = format!("{field} of {}", label(&target));
    let name = format!("{field} for Entra");
    let text = source.text().to_owned();
    // What is entered in Entra: neither brackets nor quotation marks.
    let code = match &source {
        Source::Expression(text) => {
            let text = readable(text);
            view! { <ExpressionCode text wrong=None/> }.into_any()
        }
        other => {
            let text = other.text().to_owned();
            view! { <code>{text}</code> }.into_any()
        }
    };
    view! {
        <div class="copyline">
            <span class="grow muted small">
                {move || withheld.get().unwrap_or_else(|| field.to_owned())}
            </span>
            <CopyButton
                what
                text=move |()| text.clone()
                shown_in=CODE
                disabled=Signal::derive(move || withheld.with(Option::is_some))
            />
        </div>
        <pre class="code tight" id=CODE tabindex="0" role="region" aria-label=name>
            {code}
        </pre>
        {matches!(source, Source::Expression(_))
            .then(|| view! { <ExpressionLink text=source.text().to_owned()/> }.into_any())}
    }
}

/// An expression over several lines where it is long; what can't be read stays.
fn readable(text: &str) -> String {
    /// The longest line that fits in the drawer.
    const LINE: usize = 48;
    let expr = entra_expression::parse_limited(text).expr();
    match expr {
        Some(expr) if text.chars().count() > LINE => entra_expression::print_readable(&expr),
        _ => text.to_owned(),
    }
}

#[component]
fn ExpressionLink(text: String) -> impl IntoView {
    let app = use_app();
    let target = use_open_row().target();
    view! {
        <p class="small expression-link">
            <a href="#/expressions" on:click=move |_| open_for(app, &target, text.clone())>
                "Open in Expressions"
            </a>
        </p>
    }
}

/// What the saved mapping gives for the sample user.
#[component]
fn SampleValue() -> impl IntoView {
    let app = use_app();
    let open = use_open_row();
    let name = sample_user::current_name(app);
    view! {
        <p class="sample-value">
            <span class="muted small">{move || format!("For {}", name.get())}</span>
            " "
            {move || open.saved.get().map(|row| view! { <RowValue row/> }.into_any())}
        </p>
    }
}

/// Every field of the portal's pane, folded.
#[component]
fn EntraFields() -> impl IntoView {
    let open = use_open_row();
    let name = label(&open.target()).to_owned();
    let custom = portal::custom_attribute(&open.target()).map(|fields| {
        let fields =
            fields.map(|field| view! { <PortalField target=name.clone() field/> }.into_any());
        view! {
            <h3>"First, under Edit attribute list"</h3>
            <dl>{Vec::from(fields)}</dl>
            <p class="muted small">"Leave the other boxes of that row empty."</p>
            <h3>"Edit Attribute"</h3>
        }
        .into_any()
    });
    let all = format!("All fields of {name}");
    let row_text = move || {
        let row = open.saved.get_untracked();
        row.map(|row| portal::row_text(&row)).unwrap_or_default()
    };
    view! {
        <Fold class="entra-fields" summary=|| view! { <span class="grow">"All fields in Entra"</span> }>
            {custom}
            <dl>
                {move || {
                    let row = open.saved.get();
                    let fields = row.map(|row| portal::fields(&row)).unwrap_or_default();
                    fields
                        .into_iter()
                        .map(|field| {
                            view! { <PortalField target=name.clone() field/> }.into_any()
                        })
                        .collect::<Vec<_>>()
                }}
            </dl>
            <CopyButton what=all label="Copy all fields" text=move |()| row_text()/>
        </Fold>
    }
}
