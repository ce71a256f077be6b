//! Widgets that more than one page uses.

pub mod copy_value;
pub mod element;
pub mod page_title;
pub mod region_field;
pub mod text_field;
