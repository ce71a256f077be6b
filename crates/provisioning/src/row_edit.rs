//! Editing a row in the portal's own fields instead of a recipe.

pub mod convert_source;
pub mod new_target;
