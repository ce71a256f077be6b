//! Functions on attributes with several values.

use super::REFERENCE;
use super::model::ValueType::{Integer, List, Text};
use super::model::{Caveat, Function, FunctionExample, FunctionInfo, Param};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Split",
        Function::Split,
        &[
            Param::new("source", Text, "The text to cut.").key("source"),
            Param::new("delimiter", Text, "Where to cut.").key("delimiter"),
        ],
        List,
        "Cuts a text into several values.",
    )
    .examples(&[FunctionExample {
        expression: r#"Split([extensionAttribute5], ",")"#,
        attributes: &[("extensionAttribute5", &["Sales,Support"])],
        gives: Some(&["Sales", "Support"]),
    }])
    .caveats(&[Caveat {
        text: "The reference prints a result without the blank after a comma; .NET keeps it, and so does this program. Cut at \", \" or apply StripSpaces first.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "Item",
        Function::Item,
        &[
            Param::new("attribute", List, "The values to take from.").key("source"),
            Param::new("index", Integer, "Which one, counted from 1.").key("index"),
        ],
        Text,
        "Takes one of several values.",
    )
    .examples(&[FunctionExample {
        expression: r#"Item(Split([userPrincipalName], "@"), 2)"#,
        attributes: &[("userPrincipalName", &["ana@contoso.com"])],
        gives: Some(&["contoso.com"]),
    }])
    .caveats(&[Caveat {
        text: "An index beyond the last value is an error, not an empty result. A missing value has no items, so every index is an error.",
        source: "Microsoft's cloud sync expression reference",
    }]),
    FunctionInfo::new(
        "Count",
        Function::Count,
        &[Param::new("attribute", List, "The values to count.")],
        Integer,
        "Gives the number of values.",
    )
    .examples(&[FunctionExample {
        expression: "Count([proxyAddresses])",
        attributes: &[("proxyAddresses", &["a@contoso.com", "b@contoso.com"])],
        gives: Some(&["2"]),
    }]),
    FunctionInfo::new(
        "RemoveDuplicates",
        Function::RemoveDuplicates,
        &[Param::new("attribute", List, "The values to thin out.").key("source")],
        List,
        "Keeps the first of equal values.",
    )
    .examples(&[FunctionExample {
        expression: "RemoveDuplicates([otherMails])",
        attributes: &[("otherMails", &["a", "b", "a"])],
        gives: Some(&["a", "b"]),
    }])
    .caveats(&[Caveat {
        text: "Values that differ only in case are different.",
        source: "Inferred",
    }]),
];
