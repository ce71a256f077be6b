//! Functions that turn one kind of value into another.

use super::REFERENCE;
use super::model::ValueType::{Any, Boolean, Condition, Integer, Text};
use super::model::{Caveat, Function, FunctionExample, FunctionInfo, Param};

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
    .examples(&[FunctionExample {
        expression: "BitAnd(&HF, &HF7)",
        attributes: &[],
        gives: Some(&["7"]),
    }])
    .caveats(&[Caveat {
        text: "Only &HF is a hexadecimal number; \"&HF\" in quotation marks is a text and an error.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "CBool",
        Function::CBool,
        &[Param::new("expression", Condition, "A number, True or False, or a comparison.")],
        Boolean,
        "Turns a value into True or False.",
    )
    .examples(&[
        FunctionExample {
            expression: "CBool([attribute1]=[attribute2])",
            attributes: &[("attribute1", &["x"]), ("attribute2", &["x"])],
            gives: Some(&["True"]),
        },
        FunctionExample {
            expression: r#"CBool("0")"#,
            attributes: &[],
            gives: Some(&["False"]),
        },
    ])
    .caveats(&[Caveat {
        text: "The comparison inside CBool stands in one documented example only.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "CStr",
        Function::CStr,
        &[Param::new("value", Any, "A value.")],
        Text,
        "Turns a value into text.",
    )
    .examples(&[FunctionExample {
        expression: "CStr([dn])",
        attributes: &[("dn", &["cn=Joe,dc=contoso,dc=com"])],
        gives: Some(&["cn=Joe,dc=contoso,dc=com"]),
    }]),
    FunctionInfo::new(
        "ConvertToBase64",
        Function::ConvertToBase64,
        &[Param::new("source", Text, "The text to encode.")],
        Text,
        "Encodes a text in Base64.",
    )
    .examples(&[FunctionExample {
        expression: r#"ConvertToBase64("Hello world!")"#,
        attributes: &[],
        gives: Some(&["SABlAGwAbABvACAAdwBvAHIAbABkACEA"]),
    }])
    .caveats(&[Caveat {
        text: "The text is taken as UTF-16, so the result differs from what most tools give.",
        source: REFERENCE,
    }]),
    FunctionInfo::new(
        "ConvertToUTF8Hex",
        Function::ConvertToUTF8Hex,
        &[Param::new("source", Text, "The text to encode.")],
        Text,
        "Writes the UTF-8 bytes of a text as hexadecimal digits.",
    )
    .examples(&[FunctionExample {
        expression: r#"ConvertToUTF8Hex("Hello world!")"#,
        attributes: &[],
        gives: Some(&["48656C6C6F20776F726C6421"]),
    }]),
];
