//! Lints of `Switch`, `IIF` and comparisons.

pub(super) mod iif_null_check;
pub(super) mod never_matches;
pub(super) mod switch_duplicate_key;
pub(super) mod switch_null_test_source;
pub(super) mod switch_odd_arguments;
pub(super) mod switch_unchanged_source;
