//! Logs as JSON: a list, pages of Microsoft Graph, one object after the other, or
//! the tables of Log Analytics.

mod any;
mod entry_members;
mod fill;
mod member;
mod objects;
mod parse;
mod parts;
mod rows;
mod scan;

pub(super) use any::{Any, status_of, worse};
pub(super) use objects::{ObjectFinder, ObjectStep};
pub(super) use parse::{ParseStep, RawEntry, parse_prefix, parse_repaired};
pub(super) use parts::{details_of, identity_of, name_of, properties_of, status_info_of, steps_of};
pub(super) use rows::RowColumns;
