//! Lints of attribute names.

pub(super) mod active_account_enabled;
pub(super) mod attribute_whitespace;
pub(super) mod call_in_brackets;
pub(super) mod not_approleassignments;
pub(super) mod not_offered_attribute;
pub(super) mod quoted_attribute;
pub(super) mod raw_app_roles;
pub(super) mod unknown_attribute;
pub(super) mod wrong_case_attribute;
