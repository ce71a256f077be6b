//! What the .NET class library does, as far as the language needs it: pure functions, each with a
//! table of cases whose origin is named.

pub mod case;
pub mod conversion;
pub mod date;
pub mod diacritics;
pub mod encode;
pub mod regex;
mod tables;
pub(crate) mod unicode;
pub mod utf16;
