//! A table of texts.

use leptos::prelude::*;

#[component]
pub fn Table(head: Vec<&'static str>, rows: Vec<Vec<String>>) -> impl IntoView {
    let head = head.into_iter();
    let rows = rows.into_iter();
    view! {
        <table>
            <thead>
                <tr>
                    {head
                        .map(|text| view! { <th scope="col">{text}</th> }.into_any())
                        .collect::<Vec<_>>()}
                </tr>
            </thead>
            <tbody>
                {rows.map(|cells| view! { <Row cells/> }.into_any()).collect::<Vec<_>>()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(cells: Vec<String>) -> impl IntoView {
    let cells = cells.into_iter();
    view! {
        <tr>{cells.map(|text| view! { <td>{text}</td> }.into_any()).collect::<Vec<_>>()}</tr>
    }
}
