//! Responses read as SCIM, and what they show. It knows requests and their
//! outcomes, but no checks.

pub mod content;
pub mod evidence;
pub mod user_id;
