//! The tests over whole texts. One program, because each would link the crate again.

mod inventory;
mod wording;
