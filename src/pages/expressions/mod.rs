//! The workbench for one expression: an editor that knows the language, a
//! sample user, the value with its trace, the function reference, and
//! Microsoft's own evaluator to compare with.
//!
//! Rules: [`texts`] (places), [`history`] (undo), [`paint`] (colours),
//! [`suggest`] (completion), [`mend`] (fixes and places of findings),
//! [`share`] (links), [`queue`] (which question the worker gets), [`told`]
//! (results in words), [`reference`] (the function table), [`rows`] (the
//! sample user).
//!
//! [`opening`] keeps a text that stopped the page from being opened again.
//! [`origin`] is the row that the expression was opened from, and goes back to.
//! [`desk`] is what the parts of the page share, and [`asking`] asks the
//! worker. The page never carries the evaluator.

pub mod asking;
pub mod desk;
mod editor_view;
mod field;
mod findings_view;
pub mod history;
mod kept;
pub mod mend;
mod microsoft_view;
pub mod opening;
pub mod origin;
mod origin_view;
pub mod page;
pub mod paint;
mod paint_view;
pub mod paste_view;
pub mod person_view;
pub mod queue;
pub mod reference;
mod reference_view;
pub mod rows;
pub mod share;
pub mod suggest;
mod suggest_view;
pub mod texts;
pub mod told;
mod trace_view;
mod user_view;
mod value_view;
pub mod written;
