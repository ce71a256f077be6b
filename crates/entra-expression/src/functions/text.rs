//! Functions on texts.

use super::model::ValueType::{Integer, Text};
use super::model::{Function, FunctionInfo, Param, caveat, documented, example};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Append",
        Function::Append,
        &[
            Param::new("source", Text, "The value to start with.").key("source"),
            Param::new("suffix", Text, "What is added at the end.").key("suffix"),
        ],
        Text,
        "Adds a suffix to a value.",
    )
    .examples(&[
        example(
            r#"Append([userPrincipalName], ".test")"#,
            &[("userPrincipalName", &["ana@contoso.com"])],
            Some(&["ana@contoso.com.test"]),
        ),
    ])
    .caveats(&[documented("Needs exactly two arguments. To combine several values, use Join.")]),
    FunctionInfo::new(
        "Join",
        Function::Join,
        &[
            Param::new("separator", Text, "What goes between the values; \"\" for nothing.").key("separator"),
            Param::new("source", Text, "A value to join. Add as many as you need.").key("source"),
        ],
        Text,
        "Joins values with a separator between them.",
    )
    .repeating(1)
    .examples(&[
        example(
            r#"Join(" ", [givenName], [surname])"#,
            &[("givenName", &["Ana"]), ("surname", &["Silva"])],
            Some(&["Ana Silva"]),
        ),
        example(
            r#"Join(", ", "", [surname], [givenName])"#,
            &[("givenName", &["John"]), ("surname", &["Doe"])],
            Some(&["Doe, John"]),
        ),
        example(
            r#"Join(";", [proxyAddresses])"#,
            &[("proxyAddresses", &["a@contoso.com", "b@contoso.com"])],
            Some(&["a@contoso.com;b@contoso.com"]),
        ),
    ])
    .caveats(&[
        documented(
            "The separator comes first. Join([a], [b]) uses the value of [a] as separator and joins nothing.",
        ),
        caveat(
            "Empty and missing values are skipped, so there are no leading, trailing or double separators.",
            "Inferred from a printed result of the reference",
        ),
    ]),
    FunctionInfo::new(
        "Left",
        Function::Left,
        &[
            Param::new("source", Text, "The value to take from.").key("source"),
            Param::new("length", Integer, "How many characters to take.").key("length"),
        ],
        Text,
        "First characters of a value.",
    )
    .examples(&[
        example("Left([employeeId], 4)", &[("employeeId", &["123456"])], Some(&["1234"])),
        example("Left([employeeId], 0)", &[("employeeId", &["123456"])], Some(&[""])),
    ])
    .caveats(&[documented("A negative length returns the whole value.")]),
    FunctionInfo::new(
        "Mid",
        Function::Mid,
        &[
            Param::new("source", Text, "The value to take from.").key("source"),
            Param::new("start", Integer, "The first character to take, counted from 1.").key("start"),
            Param::new("length", Integer, "How many characters to take.").key("length"),
        ],
        Text,
        "Characters from the middle of a value.",
    )
    .examples(&[example(
        "Mid([userPrincipalName], 1, 3)",
        &[("userPrincipalName", &["ana@contoso.com"])],
        Some(&["ana"]),
    )])
    .caveats(&[documented(
        "All three arguments are required. To take everything from a position on, use a large length.",
    )]),
    FunctionInfo::new(
        "InStr",
        Function::InStr,
        &[
            Param::new("text", Text, "The value to search."),
            Param::new("find", Text, "The value to find."),
            Param::new("start", Integer, "Where to start, counted from 1.").optional(),
            Param::new("compare", Text, "vbBinaryCompare or vbTextCompare.").optional(),
        ],
        Integer,
        "Position of one value in another, counted from 1, or 0 if it isn’t there.",
    )
    .examples(&[
        example(r#"InStr("The quick brown fox", "quick")"#, &[], Some(&["5"])),
        example(r#"InStr([mail], "@")"#, &[("mail", &["ana"])], Some(&["0"])),
    ]),
    FunctionInfo::new(
        "Replace",
        Function::Replace,
        &[
            Param::new("source", Text, "The value to change.").key("source"),
            Param::new("oldValue", Text, "The part to replace, with replacementValue or template.")
                .key("Find")
                .optional(),
            Param::new("regexPattern", Text, "A regular expression to replace.")
                .key("RegularExpression")
                .optional(),
            Param::new("regexGroupName", Text, "The only group of the pattern to replace.")
                .key("RegularExpressionGroupName")
                .optional(),
            Param::new("replacementValue", Text, "What replaces it.")
                .key("Replacement")
                .optional(),
            Param::new(
                "replacementAttributeName",
                Text,
                "An attribute whose group is used when the source is empty.",
            )
            .key("ReplacementPropertyName")
            .optional(),
            Param::new("template", Text, "A value in which the source replaces oldValue.")
                .key("Template")
                .optional(),
        ],
        Text,
        "Replaces parts of a value, found literally or with a regular expression.",
    )
    .examples(&[
        example(
            r#"Replace([preferredLanguage], "-", , , "_", , )"#,
            &[("preferredLanguage", &["EN-US"])],
            Some(&["EN_US"]),
        ),
        example(
            r#"Replace([userPrincipalName], , "(?<Suffix>@(.)*)", "Suffix", "", , )"#,
            &[("userPrincipalName", &["ana@contoso.com"])],
            Some(&["ana"]),
        ),
        example(
            r#"Replace([mailNickname], "<username>", , , , , "<username>@contoso.com")"#,
            &[("mailNickname", &["ana"])],
            Some(&["ana@contoso.com"]),
        ),
    ])
    .caveats(&[
        documented(
            "Arguments are identified by position, so keep the commas of those you leave out. In Replace([x], \"a\", \"b\"), \"b\" is a pattern, and there is no replacement.",
        ),
        documented(
            "Patterns are .NET regular expressions. Write each backslash of the pattern twice in the expression.",
        ),
    ]),
    FunctionInfo::new(
        "StripSpaces",
        Function::StripSpaces,
        &[Param::new("source", Text, "The value to change.").key("source")],
        Text,
        "Removes all spaces.",
    )
    .examples(&[example(
        "StripSpaces([displayName])",
        &[("displayName", &[" Ana da Silva "])],
        Some(&["AnadaSilva"]),
    )])
    .caveats(&[documented("Only ordinary spaces are removed; tabs and non-breaking spaces stay.")]),
    FunctionInfo::new(
        "ToLower",
        Function::ToLower,
        &[
            Param::new("source", Text, "The value to change."),
            Param::new("culture", Text, "A culture name such as \"tr-TR\".").optional(),
        ],
        Text,
        "Turns a value into lowercase.",
    )
    .examples(&[example(
        "ToLower([mail])",
        &[("mail", &["Ana.Silva@Contoso.com"])],
        Some(&["ana.silva@contoso.com"]),
    )]),
    FunctionInfo::new(
        "ToUpper",
        Function::ToUpper,
        &[
            Param::new("source", Text, "The value to change."),
            Param::new("culture", Text, "A culture name such as \"tr-TR\".").optional(),
        ],
        Text,
        "Turns a value into uppercase.",
    )
    .examples(&[example("ToUpper([country])", &[("country", &["pt"])], Some(&["PT"]))]),
    FunctionInfo::new(
        "PCase",
        Function::PCase,
        &[
            Param::new("source", Text, "The value to change."),
            Param::new("wordSeparators", Text, "The characters after which a new word starts.").optional(),
        ],
        Text,
        "Starts each word in uppercase, the rest in lowercase.",
    )
    .examples(&[
        example(
            r#"PCase([surname], " '-")"#,
            &[("surname", &["PINTO-DE'SILVA"])],
            Some(&["Pinto-De'Silva"]),
        ),
        example(
            r#"PCase(Join(" ", [givenName], [surname]))"#,
            &[("givenName", &["GREGORY"]), ("surname", &["JAMES"])],
            Some(&["Gregory James"]),
        ),
    ]),
    FunctionInfo::new(
        "NormalizeDiacritics",
        Function::NormalizeDiacritics,
        &[Param::new("source", Text, "The value to change.")],
        Text,
        "Replaces accented letters with plain ones.",
    )
    .examples(&[example(
        "NormalizeDiacritics([givenName])",
        &[("givenName", &["Zoë"])],
        Some(&["Zoe"]),
    )])
    .caveats(&[documented(
        "Follows Microsoft's own table: ö becomes o, not oe, and ß becomes ss.",
    )]),
    FunctionInfo::new(
        "Word",
        Function::Word,
        &[
            Param::new("source", Text, "The value to take from."),
            Param::new("number", Integer, "Which word, counted from 1."),
            Param::new("delimiters", Text, "The characters that separate words, written together."),
        ],
        Text,
        "One word of a value.",
    )
    .examples(&[
        example(r#"Word("The quick brown fox", 3, " ")"#, &[], Some(&["brown"])),
        example(r#"Word("This,string!has&many separators", 3, ",!&#")"#, &[], Some(&["has"])),
    ])
    .caveats(&[documented("A number below 1 or above the number of words returns an empty value.")]),
];
