//! Verifies the open step with a response of Microsoft Graph. A chunk of its
//! own, because most of the guide is read without it.
//!
//! [`card`] has the state of the evidence, [`queries`] the requests, [`paste`] the
//! box for the response, [`script`] the script that collects all of them.
//! [`sign_in`] has the buttons for an admin who signed in, [`run`] sends the requests
//! for them and goes on after a sign-in.
//! [`token_dates`] asks when the token was entered and when it expires.
//! [`state`] sends the requests to the worker.

mod card;
mod paste;
mod queries;
mod run;
mod script;
mod sign_in;
mod state;
mod token_dates;

use leptos::prelude::*;

use crate::pages::guide::verify::card::VerifyCard;
use crate::pages::guide::verify::state::VerifyState;
use crate::state::use_app;

pub fn view() -> AnyView {
    provide_context(VerifyState::of(use_app()));
    view! { <VerifyCard/> }.into_any()
}
