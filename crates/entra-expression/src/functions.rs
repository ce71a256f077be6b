//! The one table of functions.
//!
//! Everything that is said about a function comes from here: the parser's checks, completion,
//! parameter help, the reference page, explanations and Graph trees. Implementations are
//! elsewhere and hang on [`Function`], so that a page can show the table without carrying them.

mod conversion;
mod dates;
mod flow;
mod generated;
mod lists;
mod logic;
mod model;
mod other_dialects;
mod roles;
mod text;

pub use dotnet_text::date::DATE_TIME_STYLES;
pub use model::{
    Availability, Caveat, Function, FunctionExample, FunctionInfo, Param, Presence, ValueType,
};

/// Where most of the language is known from.
pub(crate) const REFERENCE: &str =
    "Microsoft's reference for writing expressions for attribute mappings in Microsoft Entra ID";

/// A name that Microsoft Graph lists and that no reference for mappings has. People write it for
/// `SingleAppRoleAssignment`.
pub const APP_ROLE_ASSIGNMENTS: &str = "AppRoleAssignments";

/// Whether an attribute holds app role assignments: objects that only the role functions read.
pub fn is_app_roles(attribute: &str) -> bool {
    attribute.trim() == "appRoleAssignments"
}

/// Whether `Replace` is called in one of its five documented ways; `given` tells which arguments
/// there are.
pub(crate) fn is_replace_mode(given: impl Fn(usize) -> bool) -> bool {
    // Old value, pattern, group, replacement, attribute, template.
    let given = [1, 2, 3, 4, 5, 6].map(given);
    let documented = [
        [true, false, false, true, false, false],
        [true, false, false, false, false, true],
        [false, true, false, true, false, false],
        [false, true, true, true, false, false],
        [false, true, true, false, true, false],
    ];
    documented.contains(&given)
}

/// The families, in the order of a reference page.
const FAMILIES: [&[FunctionInfo]; 9] = [
    text::TABLE,
    logic::TABLE,
    flow::TABLE,
    lists::TABLE,
    dates::TABLE,
    conversion::TABLE,
    roles::TABLE,
    generated::TABLE,
    other_dialects::TABLE,
];

/// The documented functions by what they are for, each group by name.
pub fn groups() -> [(&'static str, Vec<&'static FunctionInfo>); 6] {
    let of = |families: &[&'static [FunctionInfo]]| {
        let all = families.iter().copied().flatten();
        let mut all: Vec<_> = all
            .filter(|info| info.availability == Availability::Documented)
            .collect();
        all.sort_by_key(|info| info.name.to_lowercase());
        all
    };
    [
        ("Logic", of(&[logic::TABLE])),
        ("Text", of(&[text::TABLE, generated::TABLE])),
        ("Roles", of(&[roles::TABLE])),
        ("Dates", of(&[dates::TABLE])),
        ("Lists and numbers", of(&[lists::TABLE, conversion::TABLE])),
        ("How a value is sent", of(&[flow::TABLE])),
    ]
}

/// All functions, family by family; names known only from elsewhere come last.
pub fn all() -> impl Iterator<Item = &'static FunctionInfo> {
    FAMILIES.into_iter().flatten()
}

/// The functions of the app-provisioning reference.
pub fn documented() -> impl Iterator<Item = &'static FunctionInfo> {
    all().filter(|info| info.availability == Availability::Documented)
}

/// The function with exactly this name; names are case-sensitive.
pub fn find(name: &str) -> Option<&'static FunctionInfo> {
    all().find(|info| info.name == name)
}

/// The function with this name in any case.
pub fn find_any_case(name: &str) -> Option<&'static FunctionInfo> {
    find(name).or_else(|| all().find(|info| info.name.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_function_is_in_one_group() {
        let mut grouped: Vec<_> = groups()
            .into_iter()
            .flat_map(|(_, functions)| functions)
            .map(|info| info.name)
            .collect();
        let mut all: Vec<_> = documented().map(|info| info.name).collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }
}
