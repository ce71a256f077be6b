//! Widgets and browser calls that more than one place uses.

pub mod browser;
pub mod copy;
pub mod dom;
pub mod event;
pub mod field;
pub mod lasting;
