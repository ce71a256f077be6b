//! What is held of each user, in few bytes.

pub(crate) mod details;
pub(crate) mod first_index;
pub(crate) mod interner;
pub(crate) mod users;
