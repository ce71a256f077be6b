//! Plain English for people who do not program.

mod phrase;
mod steps;

use crate::Expr;
use crate::syntax::limits::MAX_LEVELS;
use phrase::{condition, phrase, series};

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplanationLine {
    /// How far it is indented, in steps.
    pub indent: usize,
    /// A sentence.
    pub text: String,
}

/// Says what an expression does. Choices become lists, everything else sentences.
///
/// ```
/// use entra_expression::{explain, parse};
/// let expr = parse(r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#).expr().unwrap();
/// let lines: Vec<String> = explain(&expr).into_iter().map(|line| line.text).collect();
/// assert_eq!(lines, [
///     "Looks at the user's IsSoftDeleted:",
///     "If it is “False”, gives “True”.",
///     "If it is “True”, gives “False”.",
///     "Otherwise, sends nothing.",
/// ]);
/// ```
pub fn explain(expr: &Expr) -> Vec<ExplanationLine> {
    if !expr.is_within(MAX_LEVELS) {
        let text = "This is nested too deep to be explained.".to_owned();
        return vec![ExplanationLine { indent: 0, text }];
    }
    let mut explanation = Explanation(Vec::new());
    explanation.outcome("", expr, 0);
    explanation.0
}

struct Explanation(Vec<ExplanationLine>);

impl Explanation {
    fn add(&mut self, indent: usize, text: String) {
        self.0.push(ExplanationLine { indent, text });
    }

    /// Adds the lines for a value that becomes the result. `lead` says when, with a comma, or
    /// nothing.
    fn outcome(&mut self, lead: &str, expr: &Expr, indent: usize) {
        let Expr::Call { name, args } = expr else {
            let text = match expr {
                Expr::Keyword(keyword) => phrase::keyword(*keyword).to_owned(),
                _ => format!("gives {}", phrase(expr)),
            };
            return self.add(indent, sentence(lead, &text, '.'));
        };
        let given: Vec<&Expr> = args.iter().flatten().collect();
        match (name.as_str(), &args[..]) {
            ("Switch", [Some(source), default, pairs @ ..]) if pairs.len() >= 2 => {
                let text = format!("looks at {}", phrase(source));
                self.add(indent, sentence(lead, &text, ':'));
                for pair in pairs.chunks(2) {
                    let key = match pair.first() {
                        Some(Some(Expr::Text(text))) if text.is_empty() => {
                            "If it is missing or empty, ".to_owned()
                        }
                        Some(Some(key)) => format!("If it is {}, ", phrase(key)),
                        _ => "If it is missing, ".to_owned(),
                    };
                    self.optional(&key, pair.get(1), indent + 1);
                }
                self.optional("Otherwise, ", Some(default), indent + 1);
            }
            ("IIF", [Some(test), yes, no]) => {
                let below = self.intermediate(lead, "it depends", indent);
                self.optional(&format!("If {}, ", condition(test)), Some(yes), below);
                self.optional("Otherwise, ", Some(no), below);
            }
            ("Coalesce", _) if given.len() > 1 => {
                let text = format!("gives the first of {} that isn’t null", series(&given));
                self.add(indent, sentence(lead, &text, '.'));
            }
            ("IgnoreFlowIfNullOrEmpty", [Some(inner)]) => {
                self.outcome(lead, inner, indent);
                let text =
                    "When that is missing or empty, the attribute is left out of the request.";
                self.add(indent, text.to_owned());
            }
            ("Redact", [Some(inner)]) => {
                self.outcome(lead, inner, indent);
                let text = "The provisioning log shows [Redact] in place of the value.";
                self.add(indent, text.to_owned());
            }
            _ => match steps::steps(expr) {
                Some(steps) => {
                    let below = self.intermediate(lead, "goes step by step", indent);
                    for step in steps {
                        self.add(below, sentence("", &step, '.'));
                    }
                }
                None => self.add(
                    indent,
                    sentence(lead, &format!("gives {}", phrase(expr)), '.'),
                ),
            },
        }
    }

    /// Announces lines below; where nothing leads to them, they stand on this level.
    fn intermediate(&mut self, lead: &str, text: &str, indent: usize) -> usize {
        if lead.is_empty() {
            return indent;
        }
        self.add(indent, sentence(lead, text, ':'));
        indent + 1
    }

    fn optional(&mut self, lead: &str, value: Option<&Option<Expr>>, indent: usize) {
        match value {
            Some(Some(value)) => self.outcome(lead, value, indent),
            _ => self.add(indent, sentence(lead, "sends nothing", '.')),
        }
    }
}

fn sentence(lead: &str, text: &str, end: char) -> String {
    if !lead.is_empty() {
        return format!("{lead}{text}{end}");
    }
    let mut chars = text.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}{end}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::parse;

    fn explained(text: &str) -> Vec<String> {
        let expr = parse(text).expr().unwrap();
        explain(&expr)
            .into_iter()
            .map(|line| format!("{}{}", "  ".repeat(line.indent), line.text))
            .collect()
    }

    #[test]
    fn says_what_recipes_do() {
        assert_eq!(explained("[mail]"), ["Gives the user's mail."]);
        assert_eq!(explained("\"Agent\""), ["Gives “Agent”."]);
        assert_eq!(
            explained("Join(\" \", [givenName], [surname])"),
            ["Gives the user's givenName and the user's surname, joined with a space."]
        );
        assert_eq!(
            explained("ToLower(Append([mailNickname], \"@contoso.com\"))"),
            ["Gives the user's mailNickname followed by “@contoso.com”, in lowercase."]
        );
        assert_eq!(
            explained("IIF([country]=\"USA\", \"us\", IIF([country]=\"Italy\", , \"eu\"))"),
            [
                "If the user's country is “USA”, gives “us”.",
                "Otherwise, it depends:",
                "  If the user's country is “Italy”, sends nothing.",
                "  Otherwise, gives “eu”.",
            ]
        );
        assert_eq!(
            explained("IgnoreFlowIfNullOrEmpty(Coalesce([mail], [userPrincipalName]))"),
            [
                "Gives the first of the user's mail and the user's userPrincipalName that isn’t null.",
                "When that is missing or empty, the attribute is left out of the request.",
            ]
        );
        assert_eq!(
            explained("Replace([mail], , \"@.*\", , \"\", , )"),
            ["Gives the user's mail with everything that matches the pattern “@.*” removed."]
        );
        assert_eq!(
            explained("ToLower(Join(\"@\", StripSpaces(Join(\".\", [a], [b])), \"contoso.com\"))"),
            [
                "Starts with the user's a and the user's b, joined with “.”.",
                "Then removes all spaces.",
                "Then takes it and “contoso.com”, joined with “@”.",
                "Then turns it into lowercase.",
            ]
        );
        assert_eq!(
            explained("Switch([a], ToUpper(Left(StripSpaces([b]), 3)), \"x\", \"1\")"),
            [
                "Looks at the user's a:",
                "  If it is “x”, gives “1”.",
                "  Otherwise, goes step by step:",
                "    Starts with the user's b, without spaces.",
                "    Then takes the first 3 characters of it.",
                "    Then turns it into uppercase.",
            ]
        );
        assert_eq!(
            explained("IIF(DateDiff(\"d\", Now(), CDate([hire]))<=\"14\", \"True\", \"False\")"),
            [
                "If the number of days from now to the date in the user's hire is at most “14”, gives “True”.",
                "Otherwise, gives “False”.",
            ]
        );
    }

    #[test]
    fn says_choices_inside_of_sentences() {
        assert_eq!(
            explained("Append(Switch([a], \"x\", \"1\", \"one\", \"\", [b]), \"!\")"),
            [
                "Gives (“one” if the user's a is “1”, the user's b if it is missing or empty, \
                 otherwise “x”) followed by “!”."
            ]
        );
        assert_eq!(
            explained(
                "ToLower(Switch([a], , \"1\", \"A\", \"2\", \"B\", \"3\", \"C\", \"4\", \"D\"))"
            ),
            ["Gives the value from a table of 4 entries for the user's a, in lowercase."]
        );
    }

    #[test]
    fn says_conditions_and_their_opposites() {
        let clause = |condition: &str| explained(&format!("IIF({condition}, \"1\", )"))[0].clone();
        for (test, clause_text) in [
            ("Not(IsPresent([a]))", "the user's a is missing or empty"),
            (
                "IsPresent([a])=\"False\"",
                "the user's a is missing or empty",
            ),
            ("IsNullOrEmpty([a])<>\"True\"", "the user's a has a value"),
            ("[a]=\"\"", "the user's a is missing or empty"),
            ("[a]<>\"\"", "the user's a has a value"),
            ("Not(CBool([a]>3))", "the user's a is at most 3"),
            ("Not([a])", "the user's a isn’t True"),
            ("[a]=\"True\"", "the user's a is “True”"),
        ] {
            assert_eq!(clause(test), format!("If {clause_text}, gives “1”."));
        }
    }

    #[test]
    fn says_what_optional_arguments_do() {
        for (text, words) in [
            (
                "FormatDateTime([d], , , \"yyyy\")",
                "the date in the user's d, written in the date format “yyyy”",
            ),
            (
                "Join(\", \", Split([a], \";\"))",
                "the parts of the user's a, split at each “;”, joined with “, ”",
            ),
            ("DateAdd(\"d\", 1, [d])", "1 day after the user's d"),
            ("DateAdd(\"m\", -2, [d])", "2 months before the user's d"),
            (
                "Word([a], 2, \",;\")",
                "part number 2 of the user's a, split at every character of “,;”",
            ),
            ("Mid([a], 3, 1)", "character 3 of the user's a"),
            ("Mid([a], 2)", "a part of the user's a"),
            ("Left([a])", "the beginning of the user's a"),
            (
                "PCase([a], \"-\")",
                "the user's a, with uppercase at the start and after every character of “-”",
            ),
            (
                "ToUpper([a], \"tr-TR\")",
                "the user's a, in uppercase by the rules of “tr-TR”",
            ),
            (
                "InStr([a], \"x\", 2, vbTextCompare)",
                "the position of “x” in the user's a from character 2 on, ignoring case",
            ),
        ] {
            let explained = explained(text).concat().to_lowercase();
            assert_eq!(explained, format!("gives {}.", words.to_lowercase()));
        }
    }
}
