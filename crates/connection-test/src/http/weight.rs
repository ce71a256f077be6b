//! How many requests a service may count for one that the page makes.

use provisioning::talkdesk::REQUESTS_PER_SECOND;

/// How many requests reach the service for one that gets a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// One that needs no preflight.
    Simple,
    /// One that a preflight comes before.
    ///
    /// A browser leaves the preflight out while it remembers the last one for
    /// the same URL (Fetch standard, “CORS-preflight cache”). How long that is
    /// the page cannot know: it may not read `Access-Control-Max-Age` of a
    /// preflight, a service may forbid it (`0`), each browser has a maximum of
    /// its own, and developer tools turn it off. So the preflight is always
    /// counted.
    Preflighted,
    /// One that follows redirects within its host, which the page does not
    /// learn of.
    FollowsRedirects,
}

impl Weight {
    pub fn requests(self) -> u32 {
        match self {
            Weight::Simple => 1,
            Weight::Preflighted => 2,
            Weight::FollowsRedirects => REQUESTS_PER_SECOND,
        }
    }
}
