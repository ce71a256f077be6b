//! Functions that make values up.

use super::model::ValueType::{Integer, Text};
use super::model::{Caveat, Function, FunctionInfo, Param, caveat, documented, example};

const UNSTABLE: Caveat = caveat(
    "Returns a new value in every cycle. Use it in a mapping that applies only during object creation.",
    "Follows from the function's description",
);

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new("Guid", Function::Guid, &[], Text, "Random GUID.")
        .examples(&[example("Guid()", &[], None)])
        .caveats(&[UNSTABLE]),
    FunctionInfo::new(
        "RandomString",
        Function::RandomString,
        &[
            Param::new("length", Integer, "Number of characters, at most 256."),
            Param::new("minimumNumbers", Integer, "Minimum number of digits."),
            Param::new(
                "minimumSpecialCharacters",
                Integer,
                "Minimum number of special characters.",
            ),
            Param::new(
                "minimumCapital",
                Integer,
                "Minimum number of uppercase letters.",
            ),
            Param::new(
                "minimumLowerCase",
                Integer,
                "Minimum number of lowercase letters.",
            ),
            Param::new("charactersToAvoid", Text, "Characters to leave out.").optional(),
        ],
        Text,
        "Random value with minimum numbers of digits, letters and special characters.",
    )
    .examples(&[example("RandomString(6, 3, 0, 0, 3)", &[], None)])
    .caveats(&[
        UNSTABLE,
        documented(
            "The minimums together must not exceed the length, and the length is at most 256.",
        ),
    ]),
];
