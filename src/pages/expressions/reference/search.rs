//! The function reference: searching the table and saying what it says.

use entra_expression::functions::{self, Availability, FunctionExample, Presence, ValueType};
use entra_expression::{FunctionInfo, Node, Parse};

use provisioning::entra::NOT_FOR_SCIM_APPS;

/// The functions that a text looks for, the best first; for none those of the
/// reference. Names of other dialects come up only when they are looked for.
pub fn search(text: &str) -> Vec<&'static FunctionInfo> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return functions::documented().collect();
    }
    let ranked = functions::all().filter_map(|info| Some((rank(info, &words)?, info)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, info)| info).collect()
}

/// What other languages call it, and the functions that do it here.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("concat concatenate combine plus", &["Join", "Append"]),
    ("uppercase capitalize", &["ToUpper", "PCase"]),
    ("upper", &["ToUpper"]),
    ("propercase titlecase", &["PCase"]),
    ("lowercase lower", &["ToLower"]),
    ("substring substr", &["Mid", "Left", "Replace"]),
    ("slice", &["Mid", "Left"]),
    ("right", &["Replace", "Mid"]),
    ("if else condition", &["IIF", "Switch"]),
    ("case", &["Switch", "ToLower", "ToUpper", "PCase"]),
    ("lookup", &["Switch"]),
    ("regex regexp", &["Replace"]),
    ("match", &["Replace", "Switch"]),
    ("remove trim", &["Replace", "StripSpaces"]),
    ("whitespace", &["StripSpaces"]),
    ("blank", &["StripSpaces", "IsNullOrEmpty"]),
    ("accent umlaut", &["NormalizeDiacritics"]),
    ("length len", &["Left", "Mid", "Count"]),
    ("truncate", &["Left"]),
    ("find indexof contains", &["InStr"]),
    ("null", &["IsNull", "IsNullOrEmpty", "Coalesce"]),
    ("empty", &["IsNullOrEmpty", "IgnoreFlowIfNullOrEmpty"]),
    ("missing", &["IsNullOrEmpty", "IsPresent", "Coalesce"]),
    ("default", &["Coalesce", "Switch"]),
    ("fallback", &["Coalesce"]),
    ("unique", &["RemoveDuplicates", "SelectUniqueValue"]),
    ("distinct", &["RemoveDuplicates"]),
    ("negate", &["Not"]),
    ("today", &["Now"]),
    ("uuid", &["Guid"]),
    ("random", &["RandomString", "Guid"]),
    ("array", &["Split", "Item", "Count"]),
    ("index", &["Item", "InStr"]),
    ("tostring", &["CStr"]),
    ("boolean", &["CBool", "Not"]),
    ("skip", &["IgnoreFlowIfNullOrEmpty"]),
];

/// Whether somebody who knows another language means a function by a word.
fn is_meant(info: &FunctionInfo, word: &str) -> bool {
    OTHER_WORDS.iter().any(|(others, names)| {
        names.contains(&info.name) && others.split(' ').any(|other| other == word)
    })
}

/// How well a function fits: the lower the better, nothing when it does not.
fn rank(info: &FunctionInfo, words: &[String]) -> Option<usize> {
    let name = info.name.to_lowercase();
    let mut worst = 0;
    for word in words {
        let rank = if name == *word {
            0
        } else if name.starts_with(word) || is_meant(info, word) {
            1
        } else if name.contains(word) {
            2
        } else if info.summary.to_lowercase().contains(word) {
            3
        } else if about(info).any(|text| text.to_lowercase().contains(word)) {
            4
        } else {
            return None;
        };
        worst = worst.max(rank);
    }
    Some(worst)
}

fn about(info: &FunctionInfo) -> impl Iterator<Item = &'static str> {
    let params = info.params.iter().flat_map(|param| [param.name, param.doc]);
    let examples = info.examples.iter().map(|example| example.expression);
    let caveats = info.caveats.iter().map(|caveat| caveat.text);
    params.chain(examples).chain(caveats)
}

/// Why a function is not for a SCIM application, if it is not.
pub fn not_for_scim(info: &FunctionInfo) -> Option<&'static str> {
    match info.availability {
        Availability::Documented if NOT_FOR_SCIM_APPS.contains(&info.name) => {
            Some("not for SCIM apps")
        }
        Availability::Documented => None,
        Availability::CloudSync => Some("cloud sync only"),
        Availability::Undocumented => Some("not in the reference"),
        Availability::ConnectSync => Some("Connect Sync only"),
    }
}

/// What a parameter takes or a function gives, in words.
pub fn type_words(kind: ValueType) -> &'static str {
    match kind {
        ValueType::Text => "text",
        ValueType::Integer => "whole number",
        ValueType::FileTime => "FILETIME number",
        ValueType::Boolean => "True or False",
        ValueType::DateTime => "date with time",
        ValueType::DateText => "date as text",
        ValueType::List => "several values",
        ValueType::Roles => "app role assignments",
        ValueType::Condition => "condition",
        ValueType::Any => "any value",
    }
}

/// Whether an argument can be left out, in words.
pub fn presence_words(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "",
        Presence::MayBeEmpty => "can be empty; keep its comma",
        Presence::Optional => "optional",
    }
}

/// What an example is given and gives, in a line.
pub fn example_words(example: &FunctionExample) -> String {
    let quoted = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|value| format!("“{value}”")).collect();
        values.join(", ")
    };
    let given = example.attributes.iter();
    let given: Vec<String> = given
        .map(|(name, values)| format!("{name} {}", quoted(values)))
        .collect();
    let gives = match example.gives {
        None => "a new value each time".to_owned(),
        Some([]) => "null".to_owned(),
        Some(values) => quoted(values),
    };
    match given.is_empty() {
        true => format!("gives {gives}"),
        false => format!("with {} gives {gives}", given.join(" and ")),
    }
}

/// The functions of an expression whose value changes from run to run.
pub fn changing(parse: &Parse) -> Vec<&'static str> {
    let mut found = Vec::new();
    if let Some(root) = &parse.root {
        root.walk(&mut |node: &Node| {
            let name = node.as_call().map(|call| call.name.as_str());
            let known = ["Now", "Guid", "RandomString"];
            let known = known.into_iter().find(|known| name == Some(*known));
            if let Some(name) = known.filter(|name| !found.contains(name)) {
                found.push(name);
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::parse;

    fn names(text: &str) -> Vec<&'static str> {
        search(text).into_iter().map(|info| info.name).collect()
    }

    #[test]
    fn names_come_first_then_descriptions() {
        assert_eq!(names("switch")[0], "Switch");
        assert_eq!(names("app role")[0..3].len(), 3);
        assert!(names("accented").contains(&"NormalizeDiacritics"));
        assert!(names("regular expression").contains(&"Replace"));
        assert_eq!(names("no such thing"), Vec::<&str>::new());
        assert_eq!(names("").len(), functions::documented().count());
        assert_eq!(names("CRef")[0], "CRef");
    }

    #[test]
    fn words_of_other_languages_lead_to_what_does_it_here() {
        let cases = [
            ("concat", "Join"),
            ("Concatenate", "Append"),
            ("uppercase", "ToUpper"),
            ("lowercase", "ToLower"),
            ("substring", "Mid"),
            ("if", "IIF"),
            ("regex", "Replace"),
            ("trim", "StripSpaces"),
            ("length", "Count"),
            ("null", "IsNull"),
            ("default", "Coalesce"),
        ];
        for (word, name) in cases {
            let found = names(word);
            let first = found.iter().take(6).any(|found| *found == name);
            assert!(first, "{word}: {found:?}");
        }
        for (word, meant) in OTHER_WORDS {
            for name in *meant {
                assert!(functions::find(name).is_some(), "{word} {name}");
            }
        }
    }

    #[test]
    fn what_is_not_for_scim_apps_is_marked() {
        let of = |name| not_for_scim(functions::find(name).unwrap());
        assert_eq!(of("Switch"), None);
        assert_eq!(of("SelectUniqueValue"), Some("not for SCIM apps"));
        assert!(functions::all().any(|info| not_for_scim(info) == Some("cloud sync only")));
    }

    #[test]
    fn every_example_reads_as_a_line() {
        for info in functions::all() {
            for example in info.examples {
                assert!(example_words(example).contains("gives"), "{}", info.name);
            }
        }
        let left = functions::find("Left").unwrap();
        assert_eq!(
            example_words(&left.examples[0]),
            "with employeeId “123456” gives “1234”"
        );
    }

    #[test]
    fn no_example_opens_with_an_error_about_an_attribute() {
        use entra_expression::{CheckOptions, Severity, check};
        use provisioning::entra::{BOOLEAN, NOT_OFFERED, known_with};
        let options = CheckOptions {
            attributes: Some(known_with(std::iter::empty())),
            not_offered: NOT_OFFERED.map(str::to_owned).into(),
            boolean_attributes: BOOLEAN.map(str::to_owned).into(),
            ..CheckOptions::default()
        };
        for example in functions::documented().flat_map(|info| info.examples) {
            let text = example.expression;
            for finding in check(&parse(text), &options) {
                let error = finding.severity == Severity::Error;
                assert!(!(error && finding.code.contains("attribute")), "{text}");
            }
        }
    }

    #[test]
    fn values_that_change_are_known() {
        assert_eq!(
            changing(&parse(r#"Append(Guid(), Append(Guid(), Now()))"#)),
            ["Guid", "Now"]
        );
        assert_eq!(changing(&parse("ToLower([Now])")), Vec::<&str>::new());
    }
}
