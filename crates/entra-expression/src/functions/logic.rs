//! Functions that choose and test.

use super::REFERENCE;
use super::model::ValueType::{Any, Boolean, Condition, Text};
use super::model::{Caveat, Function, FunctionExample, FunctionInfo, Param};

const VALUE: &[Param] = &[Param::new("expression", Any, "The value to test.").key("source")];

const NULL_TEST: &[Caveat] = &[Caveat {
    text: "The reference says that this test does not work as the condition of IIF or the source \
        of Switch, yet Microsoft ships such mappings. Coalesce, IgnoreFlowIfNullOrEmpty or a \
        Switch with the key \"\" are the safe ways.",
    source: REFERENCE,
}];

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Switch",
        Function::Switch,
        &[
            Param::new("source", Text, "The value to look up.").key("source"),
            Param::new("defaultValue", Text, "What it gives when no key fits; may be left empty.")
                .key("defaultValue")
                .may_be_empty(),
            Param::new("key", Text, "A value of the source.").key("switchValue"),
            Param::new("value", Text, "What it gives for that key.").key("switchValue"),
        ],
        Any,
        "Looks a value up in a list of pairs.",
    )
    .repeating(2)
    .examples(&[
        FunctionExample {
            expression: r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
            attributes: &[("IsSoftDeleted", &["False"])],
            gives: Some(&["True"]),
        },
        FunctionExample {
            expression: r#"Switch([state], "Australia/Sydney", "NSW", "Australia/Sydney", "QLD", "Australia/Brisbane")"#,
            attributes: &[("state", &["QLD"])],
            gives: Some(&["Australia/Brisbane"]),
        },
        FunctionExample {
            expression: r#"Switch([department], , "Sales", "Agent")"#,
            attributes: &[("department", &["sales"])],
            gives: Some(&[]),
        },
    ])
    .caveats(&[
        Caveat {
            text: "The second argument is the default, before the first key. Left out with its comma, every pair shifts.",
            source: REFERENCE,
        },
        Caveat {
            text: "Keys are compared with case. The key \"\" fits an empty or missing value.",
            source: REFERENCE,
        },
        Caveat {
            text: "In incremental cycles a Switch whose source did not change can give null; the reference suggests IIF then.",
            source: REFERENCE,
        },
    ]),
    FunctionInfo::new(
        "IIF",
        Function::IIF,
        &[
            Param::new("condition", Condition, "A comparison, or a value that is True or False.").key("one"),
            Param::new("valueIfTrue", Any, "What it gives when the condition holds.").key("four").may_be_empty(),
            Param::new("valueIfFalse", Any, "What it gives when it does not.").key("five").may_be_empty(),
        ],
        Any,
        "Gives one of two values, depending on a condition.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"IIF([country]="USA", [country], [department])"#,
            attributes: &[("country", &["USA"]), ("department", &["Sales"])],
            gives: Some(&["USA"]),
        },
        FunctionExample {
            expression: r#"IIF([country]="USA", IIF([state]="CA", "True", "False"), "False")"#,
            attributes: &[("country", &["USA"]), ("state", &["NY"])],
            gives: Some(&["False"]),
        },
    ])
    .caveats(&[
        Caveat {
            text: "There is no AND and no OR: nest one IIF in another.",
            source: REFERENCE,
        },
        Caveat {
            text: "The reference says that with an empty or missing source the condition check fails. Here it is evaluated naturally: nothing compares as an empty text.",
            source: REFERENCE,
        },
    ]),
    FunctionInfo::new(
        "Coalesce",
        Function::Coalesce,
        &[Param::new("source", Any, "A value; the last one can be the default.")],
        Any,
        "Gives the first of several values that is there.",
    )
    .repeating(1)
    .examples(&[
        FunctionExample {
            expression: "Coalesce([mail], [userPrincipalName])",
            attributes: &[("userPrincipalName", &["John.Doe@contoso.com"])],
            gives: Some(&["John.Doe@contoso.com"]),
        },
        FunctionExample {
            expression: "Coalesce([mail], [userPrincipalName])",
            attributes: &[],
            gives: Some(&[]),
        },
    ]),
    FunctionInfo::new(
        "Not",
        Function::Not,
        &[Param::new("source", Boolean, "A value that is True or False.").key("source")],
        Boolean,
        "Turns True into False and anything else into True.",
    )
    .examples(&[
        FunctionExample {
            expression: "Not([IsSoftDeleted])",
            attributes: &[("IsSoftDeleted", &["True"])],
            gives: Some(&["False"]),
        },
        FunctionExample {
            expression: "Not([IsSoftDeleted])",
            attributes: &[],
            gives: Some(&["True"]),
        },
    ]),
    FunctionInfo::new("IsNull", Function::IsNull, VALUE, Boolean, "True when there is no value.")
        .examples(&[FunctionExample {
            expression: "IsNull([displayName])",
            attributes: &[],
            gives: Some(&["True"]),
        }])
        .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsNullOrEmpty",
        Function::IsNullOrEmpty,
        VALUE,
        Boolean,
        "True when there is no value or an empty text.",
    )
    .examples(&[FunctionExample {
        expression: "IsNullOrEmpty([displayName])",
        attributes: &[("displayName", &[""])],
        gives: Some(&["True"]),
    }])
    .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsPresent",
        Function::IsPresent,
        VALUE,
        Boolean,
        "True when there is a value that is not empty.",
    )
    .examples(&[FunctionExample {
        expression: "IsPresent([displayName])",
        attributes: &[("displayName", &["Ana"])],
        gives: Some(&["True"]),
    }])
    .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsString",
        Function::IsString,
        VALUE,
        Boolean,
        "True when the value can be read as one text.",
    )
    .examples(&[FunctionExample {
        expression: "IsString([displayName])",
        attributes: &[("displayName", &["Ana"])],
        gives: Some(&["True"]),
    }]),
];
