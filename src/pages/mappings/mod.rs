//! Attribute mappings: the rows that Entra applies to each user.
//!
//! - [`set`] (of the crate `provisioning`) is the mapping set in the shape that the portal and Microsoft
//!   Graph give it. The row is the truth.
//! - [`recipe`] is what a row means, and [`choices`] what each target offers.
//! - [`problems`] says what is wrong with a recipe, [`findings`] what is wrong
//!   with a set, [`standing`] whether a row can go to the portal.
//! - [`table`] is what the portal has now, [`next`] the one thing to do.
//! - [`asking`] has the worker run the set for the [`sample`] user;
//!   [`evaluation`] is what that shows about the set itself.
//! - [`change`] is what that user changes to, for what an update would send.
//! - [`by_hand`] says when a source that is written freely becomes a row, and
//!   [`sitting`] offers to take all changes of one row back.
//! - [`address`] is where a row's page is.
//! - [`adding`] and [`turn`] are the rules of rows that are written freely.
//! - [`draft`] is a form half filled in: nothing typed is lost, and only sound
//!   recipes become rows.
//! - [`left`] keeps forms that were left unfinished.
//! - [`notes`] is what an admin should know beside it.
//! - [`schema_page`] reads and changes a schema file, [`schema_state`] keeps it;
//!   [`scripts_page`] gives out the scripts that do the whole set-up.
//! - [`portal`] is a row as the fields of the portal's "Edit Attribute" pane.

pub mod adding;
pub mod adding_view;
pub mod address;
pub mod asking;
pub mod by_hand;
pub mod change;
pub mod change_view;
pub mod choices;
pub mod clicks_view;
pub mod diagnostics_view;
pub mod draft;
pub mod evaluation;
pub mod fields_view;
pub mod finding;
pub mod findings;
pub mod form_view;
pub mod left;
pub mod list_view;
pub mod names_view;
pub mod next;
pub mod notes;
pub mod page;
pub mod problems;
pub mod recipe;
pub mod requests_view;
pub mod row_page;
pub mod sample;
pub mod sample_view;
pub mod schema_export_view;
pub mod schema_page;
pub mod schema_read_view;
pub mod schema_state;
pub mod scripts_page;
pub mod settings_view;
pub mod sitting;
pub mod source_view;
pub mod standing;
pub mod table;
pub mod target_page;
pub mod turn;
pub mod value_view;
pub mod waiting_view;

pub use provisioning::mapping as set;
pub use provisioning::portal;
