//! Lints of functions and their arguments.

pub(super) mod arity;
pub(super) mod connect_sync_function;
pub(super) mod join_separator_is_attribute;
pub(super) mod keyword_position;
pub(super) mod not_in_app_provisioning;
pub(super) mod randomstring_range;
pub(super) mod select_unique_value;
pub(super) mod split_keeps_blank;
pub(super) mod start_below_one;
pub(super) mod unknown_function;
pub(super) mod unstable_value;
pub(super) mod wrong_case_function;
pub(super) mod wrong_type;
