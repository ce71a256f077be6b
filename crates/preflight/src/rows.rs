//! The values of one user, from the columns of all files, and what is asked of
//! them before the mapping set runs.

pub(crate) mod booleans;
pub(crate) mod column_mapping;
pub(crate) mod filter;
pub(crate) mod missing_columns;
pub(crate) mod set_check;
pub(crate) mod source_row;
pub(crate) mod supplements;
