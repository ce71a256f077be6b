//! The lifecycle test: creates one test user, changes it in both forms
//! in which Entra may do that, and removes it again.
//!
//! How it works: [`steps`] are what is done, as data, and [`requests`] what is
//! sent for each. [`extension`] is what the setup maps beyond the core
//! attributes, with the names to write. [`run`] is what came of a test so
//! far, [`identity`] which user of the service is the test's own, and [`plan`]
//! says which step is next; from any failure on that is always cleaning up. [`stages`]
//! groups the steps for people.
//! Nobody is changed or deleted whose id was not read back as the test user's.
//! [`evaluation`] says what each step came to and what is left of the user,
//! [`refusal`] what an error response means, [`facts`] what is known of the
//! service, and [`conclusion`] what that comes to; [`report`] has it in words.
//! [`orphaned_user`] remembers a user beyond the life of the page. It needs no browser:
//! the app stores the records and shows the run.

pub mod conclusion;
pub mod evaluation;
pub mod extension;
pub mod facts;
pub mod identity;
pub mod identity_diagnostic;
pub mod orphaned_user;
pub mod plan;
pub mod preconditions;
pub mod refusal;
pub mod report;
pub mod requests;
pub mod run;
pub mod stages;
pub mod steps;

#[cfg(test)]
mod tests;
