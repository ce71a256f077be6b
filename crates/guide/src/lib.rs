//! The guide: Talkdesk's setup guide as a checklist of portal screens.
//!
//! - [`checklist`] is the list of steps in five stages, with the published
//!   numbers that each combines.
//! - [`input`] is what everything else is made from.
//! - [`content`] is what a step shows, with the setup's values; [`screen`] is
//!   the portal beside it and [`rich_text`] the text in it.
//! - [`marks`] is what the admin marked by hand, [`status`] how far each step
//!   is and what proves it.
//! - [`start_card`] is the questions at the start, [`finish`] what comes after
//!   the last step.
//! - [`facts`] is what was set up and how sure that is, [`handover`] the report,
//!   and [`vendor_ticket`] the same for Talkdesk's support, with its tests.
//! - [`import_preview`] is what an import would bring.

pub mod checklist;
pub mod content;
pub mod facts;
pub mod finish;
pub mod handover;
pub mod import_preview;
pub mod input;
pub mod marks;
pub mod rich_text;
pub mod screen;
pub mod start_card;
pub mod status;
pub mod step_list;
pub mod vendor_ticket;
