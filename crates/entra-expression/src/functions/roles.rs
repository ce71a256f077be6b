//! Functions on app role assignments.

use super::REFERENCE;
use super::model::ValueType::{List, Roles, Text};
use super::model::{Caveat, Function, FunctionExample, FunctionInfo, Param};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "SingleAppRoleAssignment",
        Function::SingleAppRoleAssignment,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].").key("source")],
        Text,
        "Gives the name of the one app role that the user is assigned to.",
    )
    .examples(&[FunctionExample {
        expression: "SingleAppRoleAssignment([appRoleAssignments])",
        attributes: &[("appRoleAssignments", &["Supervisor"])],
        gives: Some(&["Supervisor"]),
    }])
    .caveats(&[Caveat {
        text: "A user with two roles is an error. Assign one role only.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "AppRoleAssignmentsComplex",
        Function::AppRoleAssignmentsComplex,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].")],
        List,
        "Gives all app roles as complex values, sent with PATCH add.",
    )
    .examples(&[FunctionExample {
        expression: "AppRoleAssignmentsComplex([appRoleAssignments])",
        attributes: &[("appRoleAssignments", &["Admin"])],
        gives: Some(&[
            r#"{"primary":false,"type":"WindowsAzureActiveDirectoryRole","displayName":"Admin","value":"Admin"}"#,
        ]),
    }])
    .caveats(&[Caveat {
        text: "For a target with a multi-valued roles attribute. A target that takes role names as text cannot read it.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "AssertiveAppRoleAssignmentsComplex",
        Function::AssertiveAppRoleAssignmentsComplex,
        &[Param::new("appRoleAssignments", Roles, "[appRoleAssignments].")],
        List,
        "Gives all app roles as complex values, sent with PATCH replace, so that removed roles go.",
    )
    .examples(&[FunctionExample {
        expression: "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
        attributes: &[("appRoleAssignments", &["Admin"])],
        gives: Some(&[
            r#"{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"Admin","value":"Admin"}"#,
        ]),
    }])
    .caveats(&[Caveat {
        text: "For a target with a multi-valued roles attribute. A target that takes role names as text cannot read it.",
        source: REFERENCE,
    }]),
];
