//! Why a sign-in failed. [`crate::messages`] has the texts.
//!
//! - [`entra`] reads errors of Entra, [`graph`] responses of Microsoft Graph.
//! - [`request`] is why a request to Microsoft Graph brought nothing.

pub mod entra;
pub mod graph;
pub mod request;

use entra::EntraError;

use crate::token::id_token::IdTokenError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInError {
    /// The browser gave no random bytes.
    NoRandomBytes,
    /// The browser stores nothing for this page.
    NotStored,
    /// The address has parameters of a sign-in that cannot be read.
    MalformedReturn,
    /// Nothing is stored: another tab, a link, or the page was opened again.
    NotStarted,
    /// More than ten minutes ago.
    TooLate,
    /// The address has no state or another one.
    StateMismatch,
    /// Entra returned an error, from its page or its token endpoint.
    Entra(EntraError),
    /// The browser got no response that it may read.
    Unreachable,
    /// The response is not that of Entra.
    UnreadableResponse { status: u16 },
    /// Who signed in is not certain, or is not who should.
    IdToken(IdTokenError),
}
