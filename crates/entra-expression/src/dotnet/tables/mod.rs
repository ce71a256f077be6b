//! Tables that a program wrote.

pub(super) mod bases;
pub(super) mod categories;
