//! The connection test: does the service answer the way Entra needs, and if
//! not, what is to be done?
//!
//! How it works: [`address`] and [`token`] judge what was typed. [`plan`] says
//! which of the [`check`]s comes next, [`pace`] when. The client makes the
//! request and gives an [`outcome`] without the token in it. [`diagnose`]
//! turns outcomes into findings, whose words are one table. Only the client,
//! the engine, the run, what narrows it down (the probes and the frame that
//! confines one), the turn that tabs take, the state and the views name the
//! browser.

pub mod address;
#[cfg(test)]
mod address_fix_tests;
pub mod address_path;
mod address_words;
pub mod answer;
pub mod check;
mod checks_view;
pub mod client;
pub mod codes;
mod confined;
mod describe;
pub mod diagnose;
pub mod engine;
pub mod entra_flag;
pub mod evidence;
pub mod findings;
mod form_view;
pub mod history;
mod history_view;
mod host;
mod lifecycle;
mod look_alike;
pub mod matching;
mod narrow;
mod nearest;
pub mod outcome;
pub mod pace;
pub mod page;
pub mod paste;
pub mod plan;
mod policy;
mod probe;
pub mod provisioning_codes;
mod punycode;
pub mod redact;
pub mod report;
pub mod retry;
mod run;
pub mod show;
pub mod state;
pub mod tenant_field;
pub mod tenant_url;
pub mod terminal;
pub mod token;
mod turn;
pub mod user;
pub mod user_id;
#[cfg(test)]
mod verdict_cases_tests;
mod verdict_view;
