//! Widgets that more than one page uses.

pub mod copy_button;
pub mod drawer;
pub mod export_menu;
pub mod expression_code;
pub mod fields;
pub mod fold;
pub mod icon;
pub mod links;
pub mod lock_line;
pub mod menu;
pub mod notice;
pub mod page_head;
pub mod page_title;
pub mod region_field;
pub mod status;
pub mod tabs;
pub mod user_form;
pub mod value_box;
pub mod when;
