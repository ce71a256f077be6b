//! Functions that turn one kind of value into another.

use super::model::ValueType::{Any, Boolean, Condition, Integer, Text};
use super::model::{Function, FunctionInfo, Param, documented, example};

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "BitAnd",
        Function::BitAnd,
        &[
            Param::new("value1", Integer, "A number.").key("left"),
            Param::new("value2", Integer, "Another number.").key("right"),
        ],
        Integer,
        "Keeps the bits that two numbers have in common.",
    )
    .examples(&[example("BitAnd(&HF, &HF7)", &[], Some(&["7"]))])
    .caveats(&[documented(
        "Only &HF is a hexadecimal number. \"&HF\" in quotes is text and an error.",
    )]),
    FunctionInfo::new(
        "CBool",
        Function::CBool,
        &[Param::new(
            "expression",
            Condition,
            "A number, True or False, or a comparison.",
        )],
        Boolean,
        "Turns a value into True or False.",
    )
    .examples(&[
        example(
            "CBool([attribute1]=[attribute2])",
            &[("attribute1", &["x"]), ("attribute2", &["x"])],
            Some(&["True"]),
        ),
        example(r#"CBool("0")"#, &[], Some(&["False"])),
    ])
    .caveats(&[documented(
        "Only one documented example has a comparison inside CBool.",
    )]),
    FunctionInfo::new(
        "CStr",
        Function::CStr,
        &[Param::new("value", Any, "A value.")],
        Text,
        "Turns a value into text.",
    )
    .examples(&[example(
        "CStr([dn])",
        &[("dn", &["cn=Joe,dc=contoso,dc=com"])],
        Some(&["cn=Joe,dc=contoso,dc=com"]),
    )]),
    FunctionInfo::new(
        "ConvertToBase64",
        Function::ConvertToBase64,
        &[Param::new("source", Text, "The value to encode.")],
        Text,
        "Encodes a value in Base64.",
    )
    .examples(&[example(
        r#"ConvertToBase64("Hello world!")"#,
        &[],
        Some(&["SABlAGwAbABvACAAdwBvAHIAbABkACEA"]),
    )])
    .caveats(&[documented(
        "The value is encoded as UTF-16, so the result differs from that of most tools.",
    )]),
    FunctionInfo::new(
        "ConvertToUTF8Hex",
        Function::ConvertToUTF8Hex,
        &[Param::new("source", Text, "The value to encode.")],
        Text,
        "Writes the UTF-8 bytes of a value as hexadecimal digits.",
    )
    .examples(&[example(
        r#"ConvertToUTF8Hex("Hello world!")"#,
        &[],
        Some(&["48656C6C6F20776F726C6421"]),
    )]),
];
