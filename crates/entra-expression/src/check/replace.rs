//! Lints of `Replace` and its regular expressions.

pub(super) mod backslash_reference;
pub(super) mod bad_regex;
pub(super) mod empty_search;
pub(super) mod missing_regex_group;
pub(super) mod replace_no_mode;
pub(super) mod slashed_pattern;
