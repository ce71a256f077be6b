//! Preflight: what the first cycle does with everybody in a users file, as a
//! page. The work itself is done by the crate `provisioning` in the worker.
//!
//! - [`files`] are the files that the admin gave, and what each is for.
//! - [`meaning`] is what True means in a column that somebody chose.
//! - [`missing`] is what stands in the way of a run.
//! - [`choices`] are what else a run depends on; [`numbers`] says figures.
//! - [`needed`] says why no role or team has to exist.
//! - [`listing`] is the list of users that is on the page.
//! - [`live`] asks Talkdesk for its users, page by page.
//! - [`desk`] keeps all of it while the app is open and asks the worker.

pub mod choices;
pub mod desk;
pub mod files;
pub mod listing;
pub mod live;
pub mod meaning;
mod meaning_view;
pub mod missing;
pub mod needed;
pub mod numbers;
pub mod page;

mod choices_view;
mod columns_view;
mod downloads_view;
mod drop_view;
mod files_view;
mod findings_view;
mod live_view;
mod needs_view;
mod report_view;
mod run_view;
mod set_view;
mod table;
mod user_view;
mod users_view;
