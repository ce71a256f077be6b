//! What the .NET class library does with text, as far as Microsoft Entra ID provisioning uses it:
//! regular expressions, dates, casing, truth values, Base64 and positions in UTF-16.
//!
//! All functions are pure and none panics. .NET counts text in UTF-16 code units and Rust stores
//! UTF-8; functions that return positions say which of the two they count. The behavior is that
//! of .NET Core 3.1 unless a function says otherwise, and the tests compare it with values that
//! .NET computed.

#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod boolean;
pub mod case;
pub mod date;
pub mod diacritics;
pub mod encoding;
pub mod regex;
mod unicode;
pub mod utf16;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
