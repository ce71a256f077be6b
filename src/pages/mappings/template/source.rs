//! The source of a row in the portal's own fields: mapping type, and attribute,
//! constant or expression.

use entra_expression::{Fix, quick_fix};
use leptos::html::{self, ElementType};
use leptos::prelude::*;

use crate::browser::elements::JsCast;
use crate::browser::event;
use crate::components::fields::undoable_input::UndoableInput;
use crate::pages::mappings::diagnostic_view::FieldMessage;
use crate::state::{sample_user, use_app};
use provisioning::diagnostics::{MappingDiagnostic, source};
use provisioning::entra::SOURCE_ATTRIBUTES;
use provisioning::mapping::Source;
use provisioning::mapping::convert_source::turned;

const FIELD: &str = "source-field";
/// Identity of the findings below the field.
const FINDINGS: &str = "source-said";
/// Identity of the list of known attributes.
const KNOWN: &str = "source-known";
/// The most findings that are shown at once.
const MAX_SHOWN: usize = 6;

const KINDS: [&str; 4] = ["Direct", "Constant", "Expression", "None"];

/// What the parts of the form share. Copies are handles to the same.
#[derive(Clone, Copy)]
struct SourceForm {
    /// The full name of the target.
    target: StoredValue<String>,
    /// What is typed.
    read: Memo<Source>,
    write: StoredValue<UnsyncCallback<Source>, LocalStorage>,
}

impl SourceForm {
    /// The text of the field.
    fn text(self) -> Memo<String> {
        Memo::new(move |_| self.read.with(|source| source.text().to_owned()))
    }

    fn write(self, source: Source) {
        if let Some(write) = self.write.try_get_value() {
            write.run(source);
        }
    }

    /// The field of an element, which writes what is typed as a kind of source.
    fn input<E>(
        self,
        node: NodeRef<E>,
        text: Memo<String>,
        kind: fn(String) -> Source,
    ) -> UndoableInput
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        UndoableInput::new(node, text.into(), move |text| self.write(kind(text)))
    }

    /// What is wrong with the text as that kind of source.
    fn diagnostics(
        self,
        text: Memo<String>,
        find: fn(&str, &str) -> Vec<MappingDiagnostic>,
    ) -> Signal<Vec<MappingDiagnostic>> {
        Signal::derive(move || {
            self.target
                .with_value(|target| text.with(|text| find(target, text)))
        })
    }
}

/// The state of the form. Call it while a component is made.
fn use_form() -> SourceForm {
    expect_context()
}

/// The fields of a source.
#[component]
pub fn SourceFields(
    /// The full name of the target.
    target: String,
    /// What is typed.
    read: Memo<Source>,
    /// Takes each change.
    #[prop(into)]
    write: UnsyncCallback<Source>,
) -> impl IntoView {
    provide_context(SourceForm {
        target: StoredValue::new(target),
        read,
        write: StoredValue::new_local(write),
    });
    // The field must not be made anew while somebody types.
    let kind = Memo::new(move |_| read.with(Source::kind));
    view! {
        <div class="stack">
            <KindSelect kind/>
            {move || match kind.get() {
                "Direct" => view! { <DirectField/> }.into_any(),
                "Constant" => view! { <ConstantField/> }.into_any(),
                "Expression" => view! { <ExpressionField/> }.into_any(),
                _ => {
                    view! {
                        <p class="muted small">
                            "Entra sends no value, except the default value when it creates a user."
                        </p>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn KindSelect(kind: Memo<&'static str>) -> impl IntoView {
    let form = use_form();
    // What was typed for another mapping type comes back with it.
    let typed = StoredValue::new([const { None::<String> }; 4]);
    let options = KINDS.map(|name| {
        view! {
            <option value=name prop:selected=move || kind.get() == name>
                {name}
            </option>
        }
        .into_any()
    });
    let choose = move |chosen: &str| {
        let now = form.read.get_untracked();
        let kind_index = |word: &str| KINDS.iter().position(|kind| *kind == word).unwrap_or(3);
        typed.update_value(|typed| typed[kind_index(now.kind())] = Some(now.text().to_owned()));
        let before = typed.with_value(|typed| typed[kind_index(chosen)].clone());
        form.write(turned(&now, chosen, before));
    };
    view! {
        <div class="field">
            <label for="source-kind">"Mapping type"</label>
            <select class="in" id="source-kind" on:change=move |change| choose(&event::value(&change))>
                {Vec::from(options)}
            </select>
        </div>
    }
}

#[component]
fn DirectField() -> impl IntoView {
    let form = use_form();
    let name = form.text();
    let node = NodeRef::<html::Input>::new();
    let input = form.input(node, name, Source::Direct);
    let found = form.diagnostics(name, |target, name| {
        source::direct(target, name).into_iter().collect()
    });
    let known = SOURCE_ATTRIBUTES.map(|name| view! { <option value=name></option> }.into_any());
    view! {
        <div class="field">
            <label for=FIELD>"Source attribute"</label>
            <input
                id=FIELD
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=FINDINGS
                class="in mono"
                type="text"
                list=KNOWN
                node_ref=node
            />
            <Findings text=name input found/>
        </div>
        <datalist id=KNOWN>{Vec::from(known)}</datalist>
    }
}

#[component]
fn ConstantField() -> impl IntoView {
    let form = use_form();
    let text = form.text();
    let node = NodeRef::<html::Input>::new();
    let input = form.input(node, text, Source::Constant);
    let found = form.diagnostics(text, |target, text| {
        source::constant(target, text).into_iter().collect()
    });
    view! {
        <div class="field">
            <label for=FIELD>"Constant Value"</label>
            <input
                id=FIELD
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=FINDINGS
                class="in"
                type="text"
                node_ref=node
            />
            <Findings text input found/>
        </div>
    }
}

#[component]
fn ExpressionField() -> impl IntoView {
    let app = use_app();
    let form = use_form();
    let text = form.text();
    let node = NodeRef::<html::Textarea>::new();
    let input = form.input(node, text, Source::Expression);
    let found = Signal::derive(move || {
        // What the sample user has is known as well.
        let user = app.setup.with_untracked(sample_user::user);
        let names = user.attributes.into_keys();
        form.target
            .with_value(|target| text.with(|text| source::expression(target, text, names)))
    });
    view! {
        <div class="field">
            <label for=FIELD>"Expression"</label>
            <textarea
                id=FIELD
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=FINDINGS
                class="in mono"
                rows="5"
                node_ref=node
            ></textarea>
            <Findings text input found/>
        </div>
    }
}

/// What is wrong with the text of a field, below it.
#[component]
fn Findings(
    text: Memo<String>,
    /// The field, into which a fix is written.
    input: UndoableInput,
    found: Signal<Vec<MappingDiagnostic>>,
) -> impl IntoView {
    view! {
        <div class="stack" id=FINDINGS aria-live="polite">
            {move || {
                let (text, found) = (text.get(), found.get());
                let more = found.len().saturating_sub(MAX_SHOWN);
                let shown = found.into_iter().take(MAX_SHOWN);
                let shown = shown.map(|one| message(one, &text, input)).collect::<Vec<_>>();
                view! {
                    {shown}
                    {(more > 0)
                        .then(|| {
                            view! { <p class="help">{format!("And {more} more.")}</p> }.into_any()
                        })}
                }
                    .into_any()
            }}
        </div>
    }
}

fn message(diagnostic: MappingDiagnostic, text: &str, input: UndoableInput) -> AnyView {
    let now = text.to_owned();
    let on_fix = move |fix: Fix| input.put(fix.apply(&now), quick_fix::cursor(&fix));
    view! { <FieldMessage diagnostic text on_fix/> }.into_any()
}
