//! The way that the requests of a run take to the service.

use crate::http::outcome::{Outcome, RawResponse};
use crate::http::weight::Weight;
use crate::relay::error::{RelayError, RelayErrorKind};
use crate::relay::paired::PairedRelay;
use crate::relay::response::{Relayed, read};
use crate::relay::session::RelayPass;
use crate::token::SecretToken;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RequestRoute {
    #[default]
    Direct,
    /// Through a program on this computer, which sends no preflights.
    Relay(PairedRelay),
}

impl RequestRoute {
    /// How many requests reach the service for one.
    pub fn weight(&self) -> Weight {
        match self {
            // The header Authorization causes a preflight.
            RequestRoute::Direct => Weight::Preflighted,
            RequestRoute::Relay(_) => Weight::Simple,
        }
    }

    /// Where a request to a URL of the service is sent. Nothing if this way does
    /// not lead there.
    pub fn url_of(&self, url: &str) -> Option<String> {
        match self {
            RequestRoute::Direct => Some(url.to_owned()),
            RequestRoute::Relay(relay) => relay.url_of(url),
        }
    }

    /// What the next request is authorized with, where this way needs it.
    pub fn pass(&self) -> Option<RelayPass> {
        match self {
            RequestRoute::Direct => None,
            RequestRoute::Relay(relay) => relay.pass(),
        }
    }
}

/// What a response that came through the relay comes to.
pub(super) fn relayed(raw: RawResponse, pass: &RelayPass, token: &SecretToken) -> Outcome {
    let redactor = token.redactor();
    let is_proven = pass.is_forwarded(raw.status, raw.relay_proof.as_deref());
    match read(raw.relay.as_deref(), is_proven, &raw.body.text) {
        Relayed::Forwarded => Outcome::Response(raw.redacted_by(&redactor)),
        Relayed::Error(kind, message) => Outcome::Relay(RelayError {
            kind,
            message: redactor.text(&message),
            ms: raw.ms,
        }),
    }
}

/// An outcome without a response of the relay.
pub(super) fn relay_failed(kind: RelayErrorKind, ms: u32) -> Outcome {
    Outcome::Relay(RelayError {
        kind,
        message: String::new(),
        ms,
    })
}

#[cfg(test)]
mod tests;
