//! Functions on texts.

use super::REFERENCE;
use super::model::ValueType::{Integer, Text};
use super::model::{Caveat, Function, FunctionExample, FunctionInfo, Param};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "Append",
        Function::Append,
        &[
            Param::new("source", Text, "The text to begin with.").key("source"),
            Param::new("suffix", Text, "What is put behind it.").key("suffix"),
        ],
        Text,
        "Puts a suffix behind a text.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"Append([userPrincipalName], ".test")"#,
            attributes: &[("userPrincipalName", &["ana@contoso.com"])],
            gives: Some(&["ana@contoso.com.test"]),
        },
    ])
    .caveats(&[Caveat {
        text: "Takes exactly two arguments; to put several texts together use Join.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "Join",
        Function::Join,
        &[
            Param::new("separator", Text, "What stands between the texts; \"\" for nothing.").key("separator"),
            Param::new("source", Text, "A text to join; as many as needed.").key("source"),
        ],
        Text,
        "Joins texts with a separator between them.",
    )
    .repeating(1)
    .examples(&[
        FunctionExample {
            expression: r#"Join(" ", [givenName], [surname])"#,
            attributes: &[("givenName", &["Ana"]), ("surname", &["Silva"])],
            gives: Some(&["Ana Silva"]),
        },
        FunctionExample {
            expression: r#"Join(", ", "", [surname], [givenName])"#,
            attributes: &[("givenName", &["John"]), ("surname", &["Doe"])],
            gives: Some(&["Doe, John"]),
        },
        FunctionExample {
            expression: r#"Join(";", [proxyAddresses])"#,
            attributes: &[("proxyAddresses", &["a@contoso.com", "b@contoso.com"])],
            gives: Some(&["a@contoso.com;b@contoso.com"]),
        },
    ])
    .caveats(&[
        Caveat {
            text: "The separator comes first. Join([a], [b]) joins nothing to nothing: it takes the value of [a] as separator.",
            source: REFERENCE,
        },
        Caveat {
            text: "Empty texts and missing values are skipped, so no separator stands at an end or twice in a row.",
            source: "Inferred from a printed result of the reference",
        },
    ]),
    FunctionInfo::new(
        "Left",
        Function::Left,
        &[
            Param::new("source", Text, "The text to take from.").key("source"),
            Param::new("length", Integer, "How many characters to take.").key("length"),
        ],
        Text,
        "Takes characters from the start of a text.",
    )
    .examples(&[
        FunctionExample {
            expression: "Left([employeeId], 4)",
            attributes: &[("employeeId", &["123456"])],
            gives: Some(&["1234"]),
        },
        FunctionExample {
            expression: "Left([employeeId], 0)",
            attributes: &[("employeeId", &["123456"])],
            gives: Some(&[""]),
        },
    ])
    .caveats(&[Caveat {
        text: "A negative length gives the whole text.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "Mid",
        Function::Mid,
        &[
            Param::new("source", Text, "The text to take from.").key("source"),
            Param::new("start", Integer, "The first character to take, counted from 1.").key("start"),
            Param::new("length", Integer, "How many characters to take.").key("length"),
        ],
        Text,
        "Takes characters from the middle of a text.",
    )
    .examples(&[FunctionExample {
        expression: "Mid([userPrincipalName], 1, 3)",
        attributes: &[("userPrincipalName", &["ana@contoso.com"])],
        gives: Some(&["ana"]),
    }])
    .caveats(&[Caveat {
        text: "All three arguments are required; to take everything from a place on, give a large length.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "InStr",
        Function::InStr,
        &[
            Param::new("text", Text, "The text to search."),
            Param::new("find", Text, "The text to look for."),
            Param::new("start", Integer, "Where to begin, counted from 1.").optional(),
            Param::new("compare", Text, "vbBinaryCompare or vbTextCompare.").optional(),
        ],
        Integer,
        "Gives the place of one text inside another, counted from 1, or 0 when it is not there.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"InStr("The quick brown fox", "quick")"#,
            attributes: &[],
            gives: Some(&["5"]),
        },
        FunctionExample {
            expression: r#"InStr([mail], "@")"#,
            attributes: &[("mail", &["ana"])],
            gives: Some(&["0"]),
        },
    ]),
    FunctionInfo::new(
        "Replace",
        Function::Replace,
        &[
            Param::new("source", Text, "The text to change.").key("source"),
            Param::new("oldValue", Text, "A text to replace, with replacementValue or template.")
                .key("Find")
                .optional(),
            Param::new("regexPattern", Text, "A regular expression to replace.")
                .key("RegularExpression")
                .optional(),
            Param::new("regexGroupName", Text, "The group of the pattern to replace alone.")
                .key("RegularExpressionGroupName")
                .optional(),
            Param::new("replacementValue", Text, "What is put in the place.")
                .key("Replacement")
                .optional(),
            Param::new(
                "replacementAttributeName",
                Text,
                "An attribute whose group is used when the source is empty.",
            )
            .key("ReplacementPropertyName")
            .optional(),
            Param::new("template", Text, "A text into which the source is put where oldValue stands.")
                .key("Template")
                .optional(),
        ],
        Text,
        "Replaces parts of a text, found literally or with a regular expression.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"Replace([preferredLanguage], "-", , , "_", , )"#,
            attributes: &[("preferredLanguage", &["EN-US"])],
            gives: Some(&["EN_US"]),
        },
        FunctionExample {
            expression: r#"Replace([userPrincipalName], , "(?<Suffix>@(.)*)", "Suffix", "", , )"#,
            attributes: &[("userPrincipalName", &["ana@contoso.com"])],
            gives: Some(&["ana"]),
        },
        FunctionExample {
            expression: r#"Replace([mailNickname], "<username>", , , , , "<username>@contoso.com")"#,
            attributes: &[("mailNickname", &["ana"])],
            gives: Some(&["ana@contoso.com"]),
        },
    ])
    .caveats(&[
        Caveat {
            text: "Arguments are known by their place: keep the commas of those left out. Replace([x], \"a\", \"b\") gives a pattern \"b\" and no replacement.",
            source: REFERENCE,
        },
        Caveat {
            text: "Patterns are .NET regular expressions. A backslash of the pattern is written twice in the expression.",
            source: REFERENCE,
        },
    ]),
    FunctionInfo::new(
        "StripSpaces",
        Function::StripSpaces,
        &[Param::new("source", Text, "The text to change.").key("source")],
        Text,
        "Removes all blanks.",
    )
    .examples(&[FunctionExample {
        expression: "StripSpaces([displayName])",
        attributes: &[("displayName", &[" Ana da Silva "])],
        gives: Some(&["AnadaSilva"]),
    }])
    .caveats(&[Caveat {
        text: "Only the ordinary blank goes; tabs and no-break blanks stay.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "ToLower",
        Function::ToLower,
        &[
            Param::new("source", Text, "The text to change."),
            Param::new("culture", Text, "A culture name such as \"tr-TR\".").optional(),
        ],
        Text,
        "Turns capitals into small letters.",
    )
    .examples(&[FunctionExample {
        expression: "ToLower([mail])",
        attributes: &[("mail", &["Ana.Silva@Contoso.com"])],
        gives: Some(&["ana.silva@contoso.com"]),
    }]),
    FunctionInfo::new(
        "ToUpper",
        Function::ToUpper,
        &[
            Param::new("source", Text, "The text to change."),
            Param::new("culture", Text, "A culture name such as \"tr-TR\".").optional(),
        ],
        Text,
        "Turns small letters into capitals.",
    )
    .examples(&[FunctionExample {
        expression: "ToUpper([country])",
        attributes: &[("country", &["pt"])],
        gives: Some(&["PT"]),
    }]),
    FunctionInfo::new(
        "PCase",
        Function::PCase,
        &[
            Param::new("source", Text, "The text to change."),
            Param::new("wordSeparators", Text, "The characters after which a new word begins.").optional(),
        ],
        Text,
        "Writes each word with a capital and small letters behind it.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"PCase([surname], " '-")"#,
            attributes: &[("surname", &["PINTO-DE'SILVA"])],
            gives: Some(&["Pinto-De'Silva"]),
        },
        FunctionExample {
            expression: r#"PCase(Join(" ", [givenName], [surname]))"#,
            attributes: &[("givenName", &["GREGORY"]), ("surname", &["JAMES"])],
            gives: Some(&["Gregory James"]),
        },
    ]),
    FunctionInfo::new(
        "NormalizeDiacritics",
        Function::NormalizeDiacritics,
        &[Param::new("source", Text, "The text to change.")],
        Text,
        "Replaces accented letters by plain ones.",
    )
    .examples(&[FunctionExample {
        expression: "NormalizeDiacritics([givenName])",
        attributes: &[("givenName", &["Zoë"])],
        gives: Some(&["Zoe"]),
    }])
    .caveats(&[Caveat {
        text: "Follows Microsoft's own table: ö becomes o, not oe, and ß becomes ss.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "Word",
        Function::Word,
        &[
            Param::new("source", Text, "The text to take from."),
            Param::new("number", Integer, "Which word, counted from 1."),
            Param::new("delimiters", Text, "The characters that separate words, without anything between them."),
        ],
        Text,
        "Takes one word of a text.",
    )
    .examples(&[
        FunctionExample {
            expression: r#"Word("The quick brown fox", 3, " ")"#,
            attributes: &[],
            gives: Some(&["brown"]),
        },
        FunctionExample {
            expression: r#"Word("This,string!has&many separators", 3, ",!&#")"#,
            attributes: &[],
            gives: Some(&["has"]),
        },
    ])
    .caveats(&[Caveat {
        text: "A number below 1 or a word that is not there gives an empty text.",
        source: REFERENCE,
    }]),
];
