//! The guide: Talkdesk's setup guide as a checklist.
//!
//! - [`step`] says what a step, a block of text and a portal pane are.
//! - [`parts`] holds all of them as data, with the published marker numbers.
//! - [`fill`] puts the setup's values into that data.
//! - [`progress`] says how far the admin is and what comes next.
//! - [`report`] is the hand-over report.

pub mod fill;
pub mod parts;
pub mod progress;
pub mod report;
pub mod step;
