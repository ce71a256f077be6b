//! Functions about whether and how a value is sent.

use super::model::ValueType::Any;
use super::model::{Function, FunctionInfo, Param, documented, example};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "IgnoreFlowIfNullOrEmpty",
        Function::IgnoreFlowIfNullOrEmpty,
        &[Param::new("expression", Any, "The value to send when there is one.")],
        Any,
        "Leaves the attribute out of the request when the value is missing or empty.",
    )
    .examples(&[example(
        "IgnoreFlowIfNullOrEmpty([department])",
        &[("department", &["Sales"])],
        Some(&["Sales"]),
    )])
    .caveats(&[documented(
        "The target keeps what it has: a value that was removed at the source isn’t removed there.",
    )]),
    FunctionInfo::new(
        "Redact",
        Function::Redact,
        &[Param::new("value", Any, "The value to hide in logs.")],
        Any,
        "Sends the value and writes [Redact] into the provisioning log.",
    )
    .examples(&[example(
        "Redact([userPrincipalName])",
        &[("userPrincipalName", &["ana@contoso.com"])],
        Some(&["ana@contoso.com"]),
    )]),
    FunctionInfo::new(
        "SelectUniqueValue",
        Function::SelectUniqueValue,
        &[
            Param::new("rule", Any, "The first value to try."),
            Param::new("rule", Any, "Another value to try when those before are taken."),
        ],
        Any,
        "First value that no user in the target has yet.",
    )
    .repeating(1)
    .examples(&[example(
        r#"SelectUniqueValue(Join("@", [mailNickname], "contoso.com"), Join("@", [employeeId], "contoso.com"))"#,
        &[("mailNickname", &["ana"]), ("employeeId", &["7"])],
        Some(&["ana@contoso.com"]),
    )])
    .caveats(&[documented(
        "Works only from Workday, SuccessFactors or API-driven provisioning into Active Directory, at the top of the expression and when the user is created. A SCIM app can’t use it.",
    )]),
];
