//! Widgets that more than one page uses.

pub mod bridge;
pub mod copy_value;
pub mod element;
pub mod file_input;
pub mod links;
pub mod page_title;
pub mod panel;
pub mod paste_user;
pub mod region_field;
pub mod select;
pub mod text_field;
pub mod titled_panel;
pub mod undoable_input;
pub mod user_form;
pub mod when;
