//! What the headers of a table mean.

pub(crate) mod columns;
pub(crate) mod origin;
pub(crate) mod password_columns;
pub(crate) mod state_headers;
