//! A fact of the setup in a table: its value and how it is proved.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use guide::facts::{FactProof, SetupFact};

/// The cells of a fact that the result and the handover report both have.
#[component]
pub(super) fn FactCells(fact: SetupFact) -> impl IntoView {
    let value = match fact.is_code {
        true => view! { <code>{fact.value}</code> }.into_any(),
        false => fact.value.into_any(),
    };
    view! {
        <th scope="row">{fact.name}</th>
        <td>{value}</td>
        <td>
            <Proof proof=fact.proof/>
        </td>
    }
}

#[component]
pub(super) fn Proof(proof: FactProof) -> impl IntoView {
    let (class, icon) = match proof {
        FactProof::Verified => ("st ok", icons::DONE),
        FactProof::ByHand => ("st", icons::CHECK),
        FactProof::Open => ("st warn", icons::WARN),
    };
    view! {
        <span class=class>
            <Icon of=icon/>
            {proof.label()}
        </span>
    }
}
