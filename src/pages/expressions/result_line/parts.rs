//! One value as a list of its parts, of which one can be chosen to see where it
//! comes from.

use entra_expression::evaluate::ValueOrigin;
use leptos::prelude::*;
use provisioning::expression::{ExpressionValue, value_text};

use crate::browser::elements::Event;
use crate::browser::event::KeyPress;
use crate::pages::expressions::state::{EditorState, EvaluationInput, use_editor};

/// Copies are handles to the same.
#[derive(Clone, Copy)]
struct PartChoice {
    state: EditorState,
    /// What was evaluated.
    question: StoredValue<EvaluationInput>,
    /// The parts, with where they come from.
    pieces: StoredValue<Vec<(String, Option<ValueOrigin>)>>,
    chosen: RwSignal<Option<usize>>,
    /// What is said about the chosen part.
    origin: RwSignal<String>,
}

impl PartChoice {
    /// Chooses a part and says and marks where it comes from, or none.
    fn choose(self, index: Option<usize>) {
        // A browser may send a last event of a value that is gone.
        let Some(before) = self.chosen.try_get_untracked() else {
            return;
        };
        if index.is_none() && before.is_none() {
            return;
        }
        self.chosen.set(index);
        let piece =
            index.and_then(|index| self.pieces.with_value(|pieces| pieces.get(index).cloned()));
        let Some((text, origin)) = piece else {
            self.state.source.set(None);
            return self.origin.set(String::new());
        };
        self.question.with_value(|question| {
            let (expression, user) = (&question.expression, &question.user);
            self.origin
                .set(value_text::origin(&text, origin.as_ref(), expression, user));
            let same = self.state.text.with_untracked(|now| now == expression);
            let origin = origin.filter(|_| same);
            self.state
                .source
                .set(origin.map(|origin| origin.from.span()));
        });
    }

    fn begin(self) {
        if self.chosen.get_untracked().is_none() {
            self.choose(Some(0));
        }
    }

    fn on_key(self, event: Event) {
        let Some(press) = KeyPress::of(event) else {
            return;
        };
        let last = self.pieces.with_value(Vec::len).saturating_sub(1);
        let now = self.chosen.get_untracked().unwrap_or(0);
        let to = match press.key.as_str() {
            "ArrowRight" | "ArrowDown" => (now + 1).min(last),
            "ArrowLeft" | "ArrowUp" => now.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        press.prevent_default();
        self.choose(Some(to));
    }
}

#[component]
pub fn ValueParts(
    question: StoredValue<EvaluationInput>,
    value: ExpressionValue,
    name: String,
    /// What is said about the chosen part, of this value or of another one.
    origin: RwSignal<String>,
) -> impl IntoView {
    let pieces = value_text::pieces(&value);
    let texts: Vec<String> = pieces.iter().map(|(text, _)| text.clone()).collect();
    let choice = PartChoice {
        state: use_editor(),
        question,
        pieces: StoredValue::new(pieces),
        chosen: RwSignal::new(None),
        origin,
    };
    view! { <PartList choice texts name/> }
}

#[component]
fn PartList(choice: PartChoice, texts: Vec<String>, name: String) -> impl IntoView {
    let label = format!("{name}, part by part");
    let name = name.replace(' ', "-");
    let options = texts.into_iter().enumerate().map(|(index, text)| {
        let id = part_id(&name, index);
        view! { <Part choice index id text/> }.into_any()
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <div
            class="parts"
            role="listbox"
            tabindex="0"
            aria-label=label
            aria-activedescendant=move || choice.chosen.get().map(|index| part_id(&name, index))
            on:focus=move |_| choice.begin()
            on:blur=move |_| choice.choose(None)
            on:mouseleave=move |_| choice.choose(None)
            on:keydown=move |event| choice.on_key(event.into())
        >
            {options}
        </div>
    }
}

fn part_id(name: &str, index: usize) -> String {
    format!("{name}-part-{index}")
}

#[component]
fn Part(choice: PartChoice, index: usize, id: String, text: String) -> impl IntoView {
    view! {
        <span
            role="option"
            id=id
            aria-selected=move || (choice.chosen.get() == Some(index)).to_string()
            on:mouseenter=move |_| choice.choose(Some(index))
            on:click=move |_| choice.choose(Some(index))
        >
            {text}
        </span>
    }
}
