//! Lints of constants and of the text as a whole.

pub(super) mod cloud_sync_macro;
pub(super) mod other_dialect;
pub(super) mod placeholder;
pub(super) mod quoted_expression;
pub(super) mod result_type;
pub(super) mod sync_keyword_text;
pub(super) mod too_long;
pub(super) mod unknown_escape;
