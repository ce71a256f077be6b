//! The address of the page, which the registration must have on the platform
//! Single-page application.

use std::fmt;

/// The longest that Entra registers.
const MAX_LENGTH: usize = 256;

/// Origin and path, as the browser spells them: Entra compares each character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectUri(String);

/// Why Microsoft cannot send a browser back to this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectUriError {
    /// Entra registers https, and http for `localhost` only.
    NotSecure,
    TooLong,
    /// Characters that Entra does not register, or no host.
    Unusable,
}

impl RedirectUri {
    /// Of the page's address, whose query and fragment are left out.
    ///
    /// # Errors
    ///
    /// Why a sign-in is not possible at this address.
    pub fn of_page(address: &str) -> Result<RedirectUri, RedirectUriError> {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let address = address.get(..end).unwrap_or_default();
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => return Err(RedirectUriError::Unusable),
        };
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        };
        let is_usable = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}*".contains(&byte);
        if host.is_empty() || host.contains('@') || !address.bytes().all(is_usable) {
            return Err(RedirectUriError::Unusable);
        }
        match scheme {
            "https" => {}
            "http" if host == "localhost" => {}
            _ => return Err(RedirectUriError::NotSecure),
        }
        if address.len() > MAX_LENGTH {
            return Err(RedirectUriError::TooLong);
        }
        Ok(RedirectUri(format!("{scheme}://{authority}{path}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
