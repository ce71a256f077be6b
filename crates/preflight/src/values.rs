//! Checks of single values.

pub(crate) mod addresses;
pub(crate) mod names;
pub(crate) mod service_accounts;
pub(crate) mod value;
