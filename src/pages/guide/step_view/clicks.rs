//! What to click and to type, in order.

use leptos::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::components::value_box::ValueBox;
use crate::pages::guide::rich::{marker, rich};
use guide::content::{CopyableValue, StepClick};

#[component]
pub fn Clicks(clicks: Vec<StepClick>) -> impl IntoView {
    // Steps without markers of Talkdesk's guide are counted.
    let is_counted = clicks.iter().all(|click| click.marker.is_none());
    let mut count = 0;
    let rows = clicks.into_iter().map(|click| {
        count += usize::from(!click.is_hint);
        let number = (is_counted && !click.is_hint).then_some(count);
        view! { <Click click number/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <ol class="clicks">{rows}</ol> }
}

#[component]
fn Click(
    click: StepClick,
    /// Its number where the clicks are counted.
    number: Option<usize>,
) -> impl IntoView {
    let StepClick {
        marker: own_marker,
        text,
        values,
        names,
        is_hint,
    } = click;
    let head = match (is_hint, own_marker, number) {
        (true, ..) => view! { <Icon of=icons::INFO class="muted"/> }.into_any(),
        (_, Some(own), _) => marker(own),
        (_, _, Some(number)) => view! { <span class="mark">{number.to_string()}</span> }.into_any(),
        _ => view! { <span class="click-dot" aria-hidden="true"></span> }.into_any(),
    };
    let text = rich(text);
    let body = match <[CopyableValue; 1]>::try_from(values) {
        Ok([value]) if value.is_expression && value.text.is_ok() => {
            view! { <ExpressionValue text value/> }.into_any()
        }
        Ok(value) => several(text, Vec::from(value)),
        Err(values) => several(text, values),
    };
    view! {
        <li class:hinted=is_hint>
            {head}
            <div class="stack">
                {body}
                {(!names.is_empty())
                    .then(|| {
                        view! {
                            <ul class="target-names">
                                {names
                                    .into_iter()
                                    .map(|name| {
                                        view! {
                                            <li>
                                                <code>{name}</code>
                                            </li>
                                        }
                                            .into_any()
                                    })
                                    .collect::<Vec<_>>()}
                            </ul>
                        }
                            .into_any()
                    })}
            </div>
        </li>
    }
}

/// The text and below it each value with its copy button.
fn several(text: Vec<AnyView>, values: Vec<CopyableValue>) -> AnyView {
    let named = values.len() > 1;
    let values = values.into_iter().map(|value| match value.text {
        Ok(text) => view! { <ValueBox what=value.name text named/> }.into_any(),
        Err(missing) => view! { <p class="value-missing">{missing}</p> }.into_any(),
    });
    let values = values.collect::<Vec<_>>();
    view! {
        <span>{text}</span>
        {values}
    }
    .into_any()
}

/// The copy button beside the text and the expression below both.
#[component]
fn ExpressionValue(text: Vec<AnyView>, value: CopyableValue) -> impl IntoView {
    let expression = value.text.unwrap_or_default();
    let copied = expression.clone();
    view! {
        <div class="copyline">
            <span class="grow">{text}</span>
            <CopyButton what=value.name text=move |()| copied.clone()/>
        </div>
        <pre class="code">{expression}</pre>
    }
}
