//! What could be written at a cursor.

use crate::functions::{self, Availability, FunctionInfo, ValueType};
use crate::syntax::lex::{LexError, Lexed, Lexeme};
use crate::{Keyword, Span, cursor};

/// What could be written, and what it would replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// The bytes that a chosen item replaces.
    pub replace: Span,
    /// Items, the likeliest first.
    pub items: Vec<Completion>,
}

/// One thing that could be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// Where the cursor goes, in bytes from the start of what is written. It may be behind it, after
    /// a mark that was there.
    pub cursor: usize,
    /// What it is.
    pub kind: CompletionKind,
    /// A short hint, such as a function's parameters.
    pub detail: String,
    /// One sentence.
    pub doc: &'static str,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A function.
    Function,
    /// An attribute of the source.
    Attribute,
    /// A bare keyword.
    Keyword,
    /// A constant that fits the parameter, such as an interval.
    Constant,
}

/// Completions at byte `at`. `attributes` are those that the source offers.
pub fn complete(text: &str, at: usize, attributes: &[&str]) -> Completions {
    let cursor = cursor::look(text, at);
    let call = cursor.calls.last();
    let info = call.and_then(|call| functions::find_any_case(call.name.of(text)));
    let argument = call.map_or(0, |call| call.argument);
    let takes = info
        .and_then(|info| info.param(argument))
        .map(|param| param.takes);
    let none = Completions {
        replace: Span::at(cursor.at),
        items: Vec::new(),
    };
    match cursor.touched {
        Some(lexed) if lexed.kind == Lexeme::Attribute && inside(&lexed, cursor.at) => {
            let typed = Span::new(lexed.inner.start, cursor.at).of(text);
            let closed = lexed.flaw != Some(LexError::UnclosedBracket);
            let mut items = attribute_items(attributes, typed, if closed { "" } else { "]" }, "");
            if closed {
                step_over(&mut items);
            }
            Completions {
                replace: lexed.inner,
                items,
            }
        }
        Some(lexed) if lexed.kind == Lexeme::Text && inside(&lexed, cursor.at) => {
            let typed = Span::new(lexed.inner.start, cursor.at);
            let rest = Span::new(cursor.at, lexed.inner.end).of(text);
            // Without its closing mark a text runs on over what was never meant to be in it.
            let open = lexed.flaw == Some(LexError::Unterminated) || rest.starts_with([',', ')']);
            let (replace, after) = if open {
                (typed, "\"")
            } else {
                (lexed.inner, "")
            };
            let mut items = constants(info, argument, "", after);
            items.retain(|item| starts(&item.label, typed.of(text)));
            if !open {
                step_over(&mut items);
            }
            Completions { replace, items }
        }
        Some(lexed) if lexed.kind == Lexeme::Word => {
            let typed = Span::new(lexed.span.start, cursor.at).of(text);
            let opened = cursor.after == Some(Lexeme::Open);
            let mut items = keywords(info, argument);
            items.retain(|item| starts(&item.label, typed));
            items.extend(function_items(typed, takes, opened));
            items.extend(attribute_items(attributes, typed, "]", "["));
            Completions {
                replace: lexed.span,
                items,
            }
        }
        Some(_) => none,
        None if expects_value(cursor.before) => {
            let mut items = constants(info, argument, "\"", "\"");
            items.extend(keywords(info, argument));
            if takes == Some(ValueType::Roles) {
                let mut roles = attributes.to_vec();
                roles.retain(|name| *name == "appRoleAssignments");
                items.extend(attribute_items(&roles, "", "]", "["));
                return Completions { items, ..none };
            }
            let functions = function_items("", takes, false);
            let attributes = attribute_items(attributes, "", "]", "[");
            // The first thing in an expression is a function; an argument is an attribute mostly.
            if call.is_none() {
                items.extend(functions.into_iter().chain(attributes));
            } else {
                items.extend(attributes.into_iter().chain(functions));
            }
            Completions { items, ..none }
        }
        None => none,
    }
}

/// Puts the cursor after the closing mark that is there.
fn step_over(items: &mut [Completion]) {
    for item in items {
        item.cursor += 1;
    }
}

/// Whether the cursor is behind the opening mark and not behind the closing one.
fn inside(lexed: &Lexed, at: usize) -> bool {
    lexed.inner.touches(at) && at > lexed.span.start
}

fn expects_value(before: Option<Lexeme>) -> bool {
    matches!(
        before,
        None | Some(Lexeme::Open | Lexeme::Comma | Lexeme::Operator(_))
    )
}

fn starts(label: &str, typed: &str) -> bool {
    label
        .get(..typed.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// How well a name fits what was typed: at its start, or at the start of a word in it. Names that
/// have it elsewhere are not meant.
fn rank(name: &str, typed: &str) -> Option<u8> {
    if starts(name, typed) {
        return Some(0);
    }
    let mut before = None;
    let at_word = name.char_indices().any(|(index, c)| {
        let begins = c.is_uppercase() || before.is_some_and(|b: char| !b.is_alphanumeric());
        before = Some(c);
        begins && name.get(index..).is_some_and(|rest| starts(rest, typed))
    });
    at_word.then_some(1)
}

fn function_items(typed: &str, takes: Option<ValueType>, opened: bool) -> Vec<Completion> {
    let mut found: Vec<(u8, bool, &FunctionInfo)> = functions::all()
        .filter(|info| {
            matches!(
                info.availability,
                Availability::Documented | Availability::CloudSync
            )
        })
        .filter_map(|info| {
            let unsuitable = takes.is_some_and(|takes| !suits(info.returns, takes));
            Some((rank(info.name, typed)?, unsuitable, info))
        })
        .collect();
    found.sort_by_key(|(rank, unsuitable, info)| {
        (
            *rank,
            *unsuitable,
            info.availability != Availability::Documented,
            info.name,
        )
    });
    found
        .into_iter()
        .map(|(_, _, info)| Completion {
            label: info.name.to_owned(),
            insert: format!("{}{}", info.name, if opened { "" } else { "()" }),
            // Between the parentheses, or after them where nothing goes in.
            cursor: info.name.len() + if info.params.is_empty() { 2 } else { 1 },
            kind: CompletionKind::Function,
            detail: info.signature(),
            doc: info.summary,
        })
        .collect()
}

/// Whether a result of one type is of use where another is taken.
fn suits(returns: ValueType, takes: ValueType) -> bool {
    use ValueType::{Any, Boolean, Condition, DateText, DateTime, FileTime, Integer, List, Roles};
    match takes {
        Integer | FileTime => matches!(returns, Integer | FileTime | Any),
        Boolean => matches!(returns, Boolean | Any),
        DateTime | DateText => matches!(returns, DateTime | ValueType::Text | Any),
        List => returns == List,
        Roles => false,
        Any | Condition | ValueType::Text => returns != List,
    }
}

fn attribute_items(attributes: &[&str], typed: &str, after: &str, before: &str) -> Vec<Completion> {
    let mut found: Vec<(u8, &str)> = attributes
        .iter()
        .filter_map(|name| Some((rank(name, typed)?, *name)))
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|(_, name)| Completion {
            label: format!("[{name}]"),
            insert: format!("{before}{name}{after}"),
            cursor: before.len() + name.len() + after.len(),
            kind: CompletionKind::Attribute,
            detail: "attribute".to_owned(),
            doc: "An attribute of the source object.",
        })
        .collect()
}

/// Keywords that have a meaning as this argument.
fn keywords(info: Option<&FunctionInfo>, argument: usize) -> Vec<Completion> {
    let fitting: &[(Keyword, &'static str)] = match (info.map(|info| info.name), argument) {
        (Some("InStr"), 3) => &[
            (Keyword::BinaryCompare, "Case matters."),
            (Keyword::TextCompare, "Case doesn’t matter."),
        ],
        (Some("IIF"), 1 | 2) => &[
            (Keyword::IgnoreAttributeFlow, "The attribute isn’t sent."),
            (Keyword::IgnoreObjectFlow, "The user isn’t sent."),
        ],
        _ => &[],
    };
    fitting
        .iter()
        .map(|(keyword, doc)| Completion {
            label: keyword.word().to_owned(),
            insert: keyword.word().to_owned(),
            cursor: keyword.word().len(),
            kind: CompletionKind::Keyword,
            detail: "keyword".to_owned(),
            doc,
        })
        .collect()
}

/// Constants that have a meaning as this argument, with what is written before and after them.
fn constants(
    info: Option<&FunctionInfo>,
    argument: usize,
    before: &str,
    after: &str,
) -> Vec<Completion> {
    let fitting: &[(&str, &'static str)] = match (info.map(|info| info.name), argument) {
        (Some("DateAdd" | "DateDiff"), 0) => &[
            ("d", "Days."),
            ("ww", "Weeks."),
            ("m", "Months."),
            ("yyyy", "Years."),
            ("h", "Hours."),
            ("n", "Minutes."),
            ("s", "Seconds."),
        ],
        (Some("FormatDateTime"), 2) => &[
            (
                "M/d/yyyy h:mm:ss tt",
                "The format of CDate, DateAdd, DateFromNum and Now.",
            ),
            ("yyyy-MM-dd", "2026-01-31"),
            ("yyyy-MM-ddTHH:mm:ssZ", "2026-01-31T12:00:00Z"),
            ("yyyy-MM-ddzzz", "2026-01-31-07:00, as Workday writes it."),
            (
                "yyyyMMddHHmmss.fZ",
                "20260131120000.0Z, as Active Directory writes it.",
            ),
        ],
        (Some("FormatDateTime"), 3) => &[
            ("yyyy-MM-dd", "2026-01-31"),
            (
                "yyyyMMddHHmmss.fZ",
                "20260131120000.0Z, as Active Directory reads it.",
            ),
            ("yyyy-MM-ddTHH:mm:ssZ", "2026-01-31T12:00:00Z"),
            ("dd.MM.yyyy", "31.01.2026"),
        ],
        _ => &[],
    };
    fitting
        .iter()
        .map(|(constant, doc)| Completion {
            label: (*constant).to_owned(),
            insert: format!("{before}{constant}{after}"),
            cursor: before.len() + constant.len() + after.len(),
            kind: CompletionKind::Constant,
            detail: "constant".to_owned(),
            doc,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Completions, complete};

    fn at_bar(marked: &str) -> (String, Completions) {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let found = complete(&text, at, &["mail", "displayName", "appRoleAssignments"]);
        (text, found)
    }

    /// The text after choosing the first item.
    fn chosen(marked: &str) -> String {
        let (mut text, found) = at_bar(marked);
        text.replace_range(found.replace.range(), &found.items[0].insert);
        text
    }

    #[test]
    fn writes_names_whole() {
        assert_eq!(chosen("Swi|"), "Switch()");
        assert_eq!(chosen("swi|tch([a])"), "Switch([a])");
        assert_eq!(chosen("Append([ma|"), "Append([mail]");
        assert_eq!(chosen("Append([ma|], \"x\")"), "Append([mail], \"x\")");
        assert_eq!(chosen("Append(dis|"), "Append([displayName]");
        assert_eq!(
            chosen("SingleAppRoleAssignment(|)"),
            "SingleAppRoleAssignment([appRoleAssignments])"
        );
        assert_eq!(chosen("DateAdd(|"), "DateAdd(\"d\"");
        assert_eq!(chosen("DateAdd(\"|\""), "DateAdd(\"d\"");
        assert_eq!(
            chosen("InStr([a], \"b\", , |)"),
            "InStr([a], \"b\", , vbBinaryCompare)"
        );
    }

    #[test]
    fn the_cursor_goes_where_one_types_on() {
        let after = |marked: &str| {
            let (mut text, found) = at_bar(marked);
            let item = &found.items[0];
            text.replace_range(found.replace.range(), &item.insert);
            text.insert(found.replace.start + item.cursor, '|');
            text
        };
        assert_eq!(after("Swi|"), "Switch(|)");
        assert_eq!(after("swi|tch([a])"), "Switch(|[a])");
        assert_eq!(after("Gui|"), "Guid()|");
        assert_eq!(after("Not([ma|])"), "Not([mail]|)");
        assert_eq!(after("Not([ma|"), "Not([mail]|");
        assert_eq!(after("Not(ma|"), "Not([mail]|");
        assert_eq!(after("DateAdd(\"|\")"), "DateAdd(\"d\"|)");
        assert_eq!(after("DateAdd(\"|"), "DateAdd(\"d\"|");
    }

    #[test]
    fn names_match_at_the_starts_of_their_words() {
        let labels = |marked: &str, attributes: &[&str]| {
            let at = marked.find('|').unwrap();
            let found = complete(&marked.replace('|', ""), at, attributes);
            let labels = found.items.into_iter().map(|item| item.label);
            labels.collect::<Vec<_>>()
        };
        let attributes = [
            "passwordProfile.password",
            "mailNickname",
            "extension_floor_number",
        ];
        // "passwordProfile" has these letters inside a word.
        assert_eq!(labels("Sw|", &attributes), ["Switch"]);
        assert_eq!(labels("Not([nick|", &attributes), ["[mailNickname]"]);
        assert_eq!(
            labels("Not([floor|", &attributes),
            ["[extension_floor_number]"]
        );
        assert!(labels("Not([loor|", &attributes).is_empty());
    }

    #[test]
    fn leaves_what_follows_an_open_text() {
        assert_eq!(chosen("DateAdd(\"|, 1, [a])"), "DateAdd(\"d\", 1, [a])");
        assert_eq!(
            chosen("DateAdd(\"y|, \"1\", [a])"),
            "DateAdd(\"yyyy\", \"1\", [a])"
        );
        assert_eq!(
            chosen("FormatDateTime([a], , \"yyyy|-MM\", \"\")"),
            "FormatDateTime([a], , \"yyyy-MM-dd\", \"\")"
        );
        assert!(at_bar("DateAdd(\"x|\")").1.items.is_empty());
    }

    #[test]
    fn positions_are_bytes_of_any_text() {
        assert_eq!(
            chosen("Join(\"ä\u{1F600}\", [ma|, \"ü\")"),
            "Join(\"ä\u{1F600}\", [mail], \"ü\")"
        );
        // In the middle of a character, and beyond the end.
        assert_eq!(complete("Not(\"ä\")", 6, &[]).replace.end, 7);
        assert!(complete("Not([a])", 99, &["a"]).items.is_empty());
    }

    #[test]
    fn is_silent_where_nothing_can_be_written() {
        assert!(at_bar("Append([mail]| , \"x\")").1.items.is_empty());
        assert!(at_bar("Append(\"a|\", \"x\")").1.items.is_empty());
        assert!(at_bar("Append([a], \"x\") |").1.items.is_empty());
    }

    #[test]
    fn puts_what_fits_first() {
        let (_, found) = at_bar("Item(|");
        let first = found
            .items
            .iter()
            .find(|item| item.insert.ends_with("()"))
            .unwrap();
        assert_eq!(first.label, "AppRoleAssignmentsComplex");
        let (_, found) = at_bar("Left([mail], |");
        let first = found
            .items
            .iter()
            .find(|item| item.insert.ends_with("()"))
            .unwrap();
        assert_eq!(first.label, "BitAnd");
    }
}
