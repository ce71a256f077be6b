//! Functions on app role assignments.

use super::model::ValueType::{List, Roles, Text};
use super::model::{Function, FunctionInfo, Param, documented, example};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "SingleAppRoleAssignment",
        Function::SingleAppRoleAssignment,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].").key("source")],
        Text,
        "Name of the one app role that is assigned to the user.",
    )
    .examples(&[example(
        "SingleAppRoleAssignment([appRoleAssignments])",
        &[("appRoleAssignments", &["Supervisor"])],
        Some(&["Supervisor"]),
    )])
    .caveats(&[documented("A user with two roles is an error. Assign only one role.")]),
    FunctionInfo::new(
        "AppRoleAssignmentsComplex",
        Function::AppRoleAssignmentsComplex,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].")],
        List,
        "All app roles as complex values, sent with PATCH add.",
    )
    .examples(&[example("AppRoleAssignmentsComplex([appRoleAssignments])", &[("appRoleAssignments", &["Admin"])], Some(&[
            r#"{"primary":false,"type":"WindowsAzureActiveDirectoryRole","displayName":"Admin","value":"Admin"}"#,
        ]))])
    .caveats(&[documented(
        "For a target with a multi-valued roles attribute. A target that expects role names as text can’t read it.",
    )]),
    FunctionInfo::new(
        "AssertiveAppRoleAssignmentsComplex",
        Function::AssertiveAppRoleAssignmentsComplex,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].")],
        List,
        "All app roles as complex values, sent with PATCH replace so that removed roles go.",
    )
    .examples(&[example("AssertiveAppRoleAssignmentsComplex([appRoleAssignments])", &[("appRoleAssignments", &["Admin"])], Some(&[
            r#"{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"Admin","value":"Admin"}"#,
        ]))])
    .caveats(&[documented(
        "For a target with a multi-valued roles attribute. A target that expects role names as text can’t read it.",
    )]),
];
