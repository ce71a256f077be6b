//! What Talkdesk accepts, as data: regions, attributes, limits and the pages
//! that say so. No page of the app spells one of these values itself.

pub mod attributes;
pub mod links;
pub mod regions;

/// Requests a second that Talkdesk's SCIM API allows before it answers 429.
/// Source: <https://docs.talkdesk.com/docs/scim-api>, "Notes".
pub const REQUESTS_PER_SECOND: u32 = 4;

/// The path of the SCIM API below a region's API host.
pub const SCIM_PATH: &str = "/scim/v2";

/// Separates several role or team names within one string.
pub const NAME_SEPARATOR: char = ';';
