//! The tests over whole texts. One program, because each would link the crate again.

#[cfg(test)]
mod inventory;
#[cfg(test)]
mod wording;
