//! The error of the target inside the reason of an entry.
