//! What a run is given: files, what each is for, and choices.

pub mod choices;
pub mod column_meaning;
pub mod columns;
pub mod drop_zone;
pub mod files;
pub mod target_users;
