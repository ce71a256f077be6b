//! Functions that choose and test.

use super::model::ValueType::{Any, Boolean, Condition, Text};
use super::model::{Caveat, Function, FunctionInfo, Param, documented, example};

const VALUE: &[Param] = &[Param::new("expression", Any, "The value to test.").key("source")];

const NULL_TEST: &[Caveat] = &[documented(
    "The reference says that this test does not work as the condition of IIF or the source \
        of Switch, yet Microsoft ships such mappings. Coalesce, IgnoreFlowIfNullOrEmpty or a \
        Switch with the key \"\" are safe alternatives.",
)];

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Switch",
        Function::Switch,
        &[
            Param::new("source", Text, "The value to look up.").key("source"),
            Param::new("defaultValue", Text, "The result when no key matches. Can be empty.")
                .key("defaultValue")
                .may_be_empty(),
            Param::new("key", Text, "A value of the source.").key("switchValue"),
            Param::new("value", Text, "The result for that key.").key("switchValue"),
        ],
        Any,
        "A value for each key, and a default.",
    )
    .repeating(2)
    .examples(&[
        example(
            r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
            &[("IsSoftDeleted", &["False"])],
            Some(&["True"]),
        ),
        example(
            r#"Switch([state], "Australia/Sydney", "NSW", "Australia/Sydney", "QLD", "Australia/Brisbane")"#,
            &[("state", &["QLD"])],
            Some(&["Australia/Brisbane"]),
        ),
        example(
            r#"Switch([department], , "Sales", "Agent")"#,
            &[("department", &["sales"])],
            Some(&[]),
        ),
    ])
    .caveats(&[
        documented(
            "The second argument is the default, before the first key. If you leave it out with its comma, every pair shifts.",
        ),
        documented("Case matters in keys. The key \"\" matches an empty or missing value."),
        documented(
            "In incremental cycles, a Switch whose source hasn’t changed can return null. The reference suggests IIF instead.",
        ),
    ]),
    FunctionInfo::new(
        "IIF",
        Function::IIF,
        &[
            Param::new("condition", Condition, "A comparison, or a value that is True or False.").key("one"),
            Param::new("valueIfTrue", Any, "The result when the condition is true.").key("four").may_be_empty(),
            Param::new("valueIfFalse", Any, "The result when it isn’t.").key("five").may_be_empty(),
        ],
        Any,
        "One of two values, depending on a condition.",
    )
    .examples(&[
        example(
            r#"IIF([country]="USA", [country], [department])"#,
            &[("country", &["USA"]), ("department", &["Sales"])],
            Some(&["USA"]),
        ),
        example(
            r#"IIF([country]="USA", IIF([state]="CA", "True", "False"), "False")"#,
            &[("country", &["USA"]), ("state", &["NY"])],
            Some(&["False"]),
        ),
    ])
    .caveats(&[
        documented("There is no AND or OR: nest one IIF in another."),
        documented(
            "The reference says that the condition fails with an empty or missing source. Here a missing value compares as an empty one.",
        ),
    ]),
    FunctionInfo::new(
        "Coalesce",
        Function::Coalesce,
        &[Param::new("source", Any, "A value; the last one can be the default.")],
        Any,
        "First value that isn’t missing.",
    )
    .repeating(1)
    .examples(&[
        example(
            "Coalesce([mail], [userPrincipalName])",
            &[("userPrincipalName", &["John.Doe@contoso.com"])],
            Some(&["John.Doe@contoso.com"]),
        ),
        example("Coalesce([mail], [userPrincipalName])", &[], Some(&[])),
    ]),
    FunctionInfo::new(
        "Not",
        Function::Not,
        &[Param::new("source", Boolean, "A value that is True or False.").key("source")],
        Boolean,
        "Turns True into False, and anything else into True.",
    )
    .examples(&[
        example("Not([IsSoftDeleted])", &[("IsSoftDeleted", &["True"])], Some(&["False"])),
        example("Not([IsSoftDeleted])", &[], Some(&["True"])),
    ]),
    FunctionInfo::new("IsNull", Function::IsNull, VALUE, Boolean, "True if there is no value.")
        .examples(&[example("IsNull([displayName])", &[], Some(&["True"]))])
        .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsNullOrEmpty",
        Function::IsNullOrEmpty,
        VALUE,
        Boolean,
        "True if there is no value or an empty one.",
    )
    .examples(&[example(
        "IsNullOrEmpty([displayName])",
        &[("displayName", &[""])],
        Some(&["True"]),
    )])
    .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsPresent",
        Function::IsPresent,
        VALUE,
        Boolean,
        "True if there is a value that isn’t empty.",
    )
    .examples(&[example("IsPresent([displayName])", &[("displayName", &["Ana"])], Some(&["True"]))])
    .caveats(NULL_TEST),
    FunctionInfo::new(
        "IsString",
        Function::IsString,
        VALUE,
        Boolean,
        "True if it is a single value.",
    )
    .examples(&[example("IsString([displayName])", &[("displayName", &["Ana"])], Some(&["True"]))]),
];
