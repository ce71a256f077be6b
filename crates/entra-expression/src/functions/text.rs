//! Functions on texts.

use super::model::ValueType::{Integer, Text};
use super::model::{Function, FunctionInfo, Param, caveat, documented, example};

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
        example(
            r#"Append([userPrincipalName], ".test")"#,
            &[("userPrincipalName", &["ana@contoso.com"])],
            Some(&["ana@contoso.com.test"]),
        ),
    ])
    .caveats(&[documented("Takes exactly two arguments; to put several texts together use Join.")]),
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
            "The separator comes first. Join([a], [b]) joins nothing to nothing: it takes the value of [a] as separator.",
        ),
        caveat(
            "Empty texts and missing values are skipped, so no separator stands at an end or twice in a row.",
            "Inferred from a printed result of the reference",
        ),
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
        example("Left([employeeId], 4)", &[("employeeId", &["123456"])], Some(&["1234"])),
        example("Left([employeeId], 0)", &[("employeeId", &["123456"])], Some(&[""])),
    ])
    .caveats(&[documented("A negative length gives the whole text.")]),
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
    .examples(&[example(
        "Mid([userPrincipalName], 1, 3)",
        &[("userPrincipalName", &["ana@contoso.com"])],
        Some(&["ana"]),
    )])
    .caveats(&[documented(
        "All three arguments are required; to take everything from a place on, give a large length.",
    )]),
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
        example(r#"InStr("The quick brown fox", "quick")"#, &[], Some(&["5"])),
        example(r#"InStr([mail], "@")"#, &[("mail", &["ana"])], Some(&["0"])),
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
            "Arguments are known by their place: keep the commas of those left out. Replace([x], \"a\", \"b\") gives a pattern \"b\" and no replacement.",
        ),
        documented(
            "Patterns are .NET regular expressions. A backslash of the pattern is written twice in the expression.",
        ),
    ]),
    FunctionInfo::new(
        "StripSpaces",
        Function::StripSpaces,
        &[Param::new("source", Text, "The text to change.").key("source")],
        Text,
        "Removes all blanks.",
    )
    .examples(&[example(
        "StripSpaces([displayName])",
        &[("displayName", &[" Ana da Silva "])],
        Some(&["AnadaSilva"]),
    )])
    .caveats(&[documented("Only the ordinary blank goes; tabs and no-break blanks stay.")]),
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
    .examples(&[example(
        "ToLower([mail])",
        &[("mail", &["Ana.Silva@Contoso.com"])],
        Some(&["ana.silva@contoso.com"]),
    )]),
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
    .examples(&[example("ToUpper([country])", &[("country", &["pt"])], Some(&["PT"]))]),
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
        &[Param::new("source", Text, "The text to change.")],
        Text,
        "Replaces accented letters by plain ones.",
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
            Param::new("source", Text, "The text to take from."),
            Param::new("number", Integer, "Which word, counted from 1."),
            Param::new("delimiters", Text, "The characters that separate words, without anything between them."),
        ],
        Text,
        "Takes one word of a text.",
    )
    .examples(&[
        example(r#"Word("The quick brown fox", 3, " ")"#, &[], Some(&["brown"])),
        example(r#"Word("This,string!has&many separators", 3, ",!&#")"#, &[], Some(&["has"])),
    ])
    .caveats(&[documented("A number below 1 or a word that is not there gives an empty text.")]),
];
