//! Requests.

use crate::relay::session::RelayPass;
use crate::token::SecretToken;

/// The media type of SCIM (RFC 7644 section 3.1).
pub const SCIM_MEDIA_TYPE: &str = "application/scim+json";

/// What a request does (RFC 7644 section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct HttpRequest<'a> {
    pub method: Method,
    /// Absolute.
    pub url: &'a str,
    pub token: &'a SecretToken,
    pub body: Option<&'a str>,
    /// For the relay that the URL leads to.
    pub relay_pass: Option<&'a RelayPass>,
}
