//! What the Entra portal shows and offers, as data: its labels, deep links,
//! source attributes and default names. No page of the app spells them itself.

pub mod labels;
pub mod links;
pub mod provisioning_codes;

pub use provisioning::entra::{
    APP_ROLES, BOOLEAN, EXTENSION_PREFIX, MAX_EXPRESSION, MULTI_VALUED, NOT_FOR_SCIM_APPS,
    NOT_OFFERED, SOFT_DELETED, SOURCE_ATTRIBUTES, SourceType, is_password, known_with, source_type,
};

/// The name that Talkdesk's guide suggests for the application.
pub const DEFAULT_APPLICATION_NAME: &str = "Talkdesk SCIM App";
