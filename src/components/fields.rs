//! Fields of forms.

pub mod file_input;
pub mod segmented;
pub mod select;
pub mod text_field;
pub mod undoable_input;
