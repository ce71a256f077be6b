//! Lints of dates and their formats.

pub(super) mod bad_interval;
pub(super) mod date_styles;
pub(super) mod format_stray_space;
pub(super) mod input_format_mismatch;
pub(super) mod minutes_for_months;
