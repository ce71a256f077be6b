//! Talkdesk's own pages, opened only when the admin follows a link.

/// What the SCIM API is, its limits and how to get a token.
pub const SCIM_API: &str = "https://docs.talkdesk.com/docs/scim-api";
/// The published setup guide that this app renders.
pub const GUIDE: &str =
    "https://docs.talkdesk.com/docs/scim-user-management-for-microsoft-entra-id";
pub const CREATE_USER: &str = "https://docs.talkdesk.com/reference/create-user";
/// Which API host belongs to which region.
pub const REGIONS: &str =
    "https://docs.talkdesk.com/docs/how-to-guarantee-your-app-works-in-all-regions";
pub const STS_TOKEN: &str = "https://docs.talkdesk.com/reference/client-credentials-sts-token";
