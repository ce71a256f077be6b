//! What Talkdesk accepts, as data: regions, attributes, limits and the pages
//! that say so. No page of the app spells one of these values itself.

pub mod links;
pub mod regions;

pub use provisioning::talkdesk::{self as attributes, NAME_SEPARATOR, REQUESTS_PER_SECOND};

/// The path of the SCIM API below a region's API host.
pub const SCIM_PATH: &str = "/scim/v2";

/// The role that Talkdesk gives to a new user for whom no role is sent (its
/// SCIM guide).
pub const DEFAULT_ROLE: &str = "Agent";
