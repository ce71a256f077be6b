//! Functions on attributes with several values.

use super::model::ValueType::{Integer, List, Text};
use super::model::{Function, FunctionInfo, Param, caveat, documented, example};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Split",
        Function::Split,
        &[
            Param::new("source", Text, "The value to split.").key("source"),
            Param::new("delimiter", Text, "Where to split it.").key("delimiter"),
        ],
        List,
        "Splits a value into several.",
    )
    .examples(&[example(
        r#"Split([extensionAttribute5], ",")"#,
        &[("extensionAttribute5", &["Sales,Support"])],
        Some(&["Sales", "Support"]),
    )])
    .caveats(&[documented(
        "The reference prints a result without the space after a comma. .NET keeps it, and so does scimdesk. Split at \", \" or apply StripSpaces first.",
    )]),
    FunctionInfo::new(
        "Item",
        Function::Item,
        &[
            Param::new("attribute", List, "The values to take from.").key("source"),
            Param::new("index", Integer, "Which one, counted from 1.").key("index"),
        ],
        Text,
        "One of several values.",
    )
    .examples(&[example(
        r#"Item(Split([userPrincipalName], "@"), 2)"#,
        &[("userPrincipalName", &["ana@contoso.com"])],
        Some(&["contoso.com"]),
    )])
    .caveats(&[caveat(
        "An index beyond the last value is an error, not an empty result. A missing value has no items, so every index is an error.",
        "Microsoft's cloud sync expression reference",
    )]),
    FunctionInfo::new(
        "Count",
        Function::Count,
        &[Param::new("attribute", List, "The values to count.")],
        Integer,
        "Number of values.",
    )
    .examples(&[example(
        "Count([proxyAddresses])",
        &[("proxyAddresses", &["a@contoso.com", "b@contoso.com"])],
        Some(&["2"]),
    )]),
    FunctionInfo::new(
        "RemoveDuplicates",
        Function::RemoveDuplicates,
        &[Param::new("attribute", List, "The values to remove duplicates from.").key("source")],
        List,
        "Keeps the first of equal values.",
    )
    .examples(&[example(
        "RemoveDuplicates([otherMails])",
        &[("otherMails", &["a", "b", "a"])],
        Some(&["a", "b"]),
    )])
    .caveats(&[caveat("Values that differ only in case are different.", "Inferred")]),
];
