//! New pieces of text in the style of the file around them.

use serde_json::Value;

use crate::export::ByteEdit;
use crate::json::Json;

#[derive(Debug, Clone, PartialEq)]
pub enum NewJson {
    Raw(String),
    List(Vec<NewJson>),
    Object(Vec<(String, NewJson)>),
}

impl NewJson {
    /// A text, or `null`.
    pub fn text(text: Option<&str>) -> Self {
        Self::Raw(text.map_or_else(|| "null".to_owned(), quote))
    }

    /// A value whose objects have their members in an order; others follow.
    pub fn of(value: &Value, order: &[&str]) -> Self {
        match value {
            Value::Array(elements) => {
                Self::List(elements.iter().map(|one| Self::of(one, order)).collect())
            }
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                let rank = |name: &str| order.iter().position(|known| *known == name);
                members.sort_by_key(|(name, _)| rank(name).unwrap_or(order.len()));
                let members = members.into_iter();
                let members = members.map(|(name, value)| (name.clone(), Self::of(value, order)));
                Self::Object(members.collect())
            }
            other => Self::Raw(other.to_string()),
        }
    }
}

pub fn quote(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonStyle {
    /// The line break, or nothing in a file without line breaks.
    newline: String,
    unit: String,
    /// What is between a name and its value.
    colon: String,
}

impl JsonStyle {
    /// The style of a file, by the first member of its first object.
    pub fn of(text: &str, root: &Json) -> Self {
        let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let Some(first) = root.members().first() else {
            return Self {
                newline: String::new(),
                unit: String::new(),
                colon: ":".to_owned(),
            };
        };
        let gap = slice(root.span.start + 1, first.name_span.start);
        let unit = gap.rsplit('\n').next().unwrap_or_default();
        let newline = match (gap.contains("\r\n"), gap.contains('\n')) {
            (true, _) => "\r\n",
            (_, true) => "\n",
            _ => "",
        };
        Self {
            newline: newline.to_owned(),
            unit: if newline.is_empty() { "" } else { unit }.to_owned(),
            colon: slice(first.name_span.end, first.value.span.start).to_owned(),
        }
    }

    /// A value, whose first line follows `indent`.
    pub fn print(&self, new: &NewJson, indent: &str) -> String {
        let deeper = format!("{indent}{}", self.unit);
        let set = |open: char, parts: Vec<String>, close: char| {
            if parts.is_empty() {
                return format!("{open}{close}");
            }
            let start = format!("{}{deeper}", self.newline);
            let body = parts.join(&format!(",{start}"));
            let end = if self.newline.is_empty() { "" } else { indent };
            format!("{open}{start}{body}{}{end}{close}", self.newline)
        };
        match new {
            NewJson::Raw(text) => text.clone(),
            NewJson::List(elements) => {
                let parts = elements.iter().map(|one| self.print(one, &deeper));
                set('[', parts.collect(), ']')
            }
            NewJson::Object(members) => {
                let parts = members.iter().map(|(name, value)| {
                    format!(
                        "{}{}{}",
                        quote(name),
                        self.colon,
                        self.print(value, &deeper)
                    )
                });
                set('{', parts.collect(), '}')
            }
        }
    }

    /// The change that gives an object a member: instead of the old
    /// value, or after the last member.
    pub fn set(&self, text: &str, object: &Json, name: &str, new: &NewJson) -> ByteEdit {
        let members = object.members();
        let found = members.iter().rev().find(|member| member.name == name);
        if let Some(member) = found {
            let indent = indent_at(text, member.name_span.start);
            return ByteEdit {
                start: member.value.span.start,
                end: member.value.span.end,
                text: self.print(new, indent),
            };
        }
        let (at, gap) = match (members.first(), members.last()) {
            (Some(first), Some(last)) => {
                let gap = text.get(object.span.start + 1..first.name_span.start);
                (last.value.span.end, format!(",{}", gap.unwrap_or_default()))
            }
            _ => (object.span.start + 1, String::new()),
        };
        let indent = members.first();
        let indent = indent.map_or("", |first| indent_at(text, first.name_span.start));
        ByteEdit {
            start: at,
            end: at,
            text: format!(
                "{gap}{}{}{}",
                quote(name),
                self.colon,
                self.print(new, indent)
            ),
        }
    }

    pub fn list(&self, text: &str, list: &Json) -> ListStyle {
        let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let elements = list.elements();
        let (Some(first), Some(last)) = (elements.first(), elements.last()) else {
            let base = match self.newline.is_empty() {
                true => "",
                false => line_indent(text, list.span.start),
            };
            // Without line breaks there is no unit of indentation either.
            let open = format!("{}{base}{}", self.newline, self.unit);
            return ListStyle {
                between: format!(",{open}"),
                open,
                close: format!("{}{base}", self.newline),
            };
        };
        let open = slice(list.span.start + 1, first.span.start);
        let between = match elements.get(1) {
            Some(second) => slice(first.span.end, second.span.start),
            None => format!(",{open}"),
        };
        ListStyle {
            open,
            between,
            close: slice(last.span.end, list.span.end - 1),
        }
    }
}

/// What is around the elements of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListStyle {
    pub open: String,
    pub between: String,
    pub close: String,
}

impl ListStyle {
    pub fn indent(&self) -> &str {
        match self.open.rsplit_once('\n') {
            Some((_, indent)) => indent,
            None => "",
        }
    }

    /// The change that gives a list other elements.
    pub fn fill(&self, list: &Json, elements: &[String]) -> ByteEdit {
        let text = match elements {
            [] => String::new(),
            elements => format!(
                "{}{}{}",
                self.open,
                elements.join(&self.between),
                self.close
            ),
        };
        ByteEdit {
            start: list.span.start + 1,
            end: list.span.end - 1,
            text,
        }
    }
}

/// A part of a text with the changes that fall into it.
pub fn apply(text: &str, from: usize, to: usize, changes: &[ByteEdit]) -> String {
    let mut sorted: Vec<&ByteEdit> = changes.iter().collect();
    sorted.sort_by_key(|change| (change.start, change.end));
    let mut made = String::new();
    let mut at = from;
    for change in sorted {
        made.push_str(text.get(at..change.start).unwrap_or_default());
        made.push_str(&change.text);
        at = change.end;
    }
    made + text.get(at..to).unwrap_or_default()
}

/// The spaces at the start of a line, where nothing else is before
/// the position.
fn indent_at(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    match before.rsplit_once('\n') {
        Some((_, line)) if line.trim().is_empty() => line,
        _ => "",
    }
}

/// The spaces at the start of the line of a position.
fn line_indent(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let spaces = line.len() - line.trim_start().len();
    line.get(..spaces).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;
    use super::*;

    #[test]
    fn new_pieces_look_like_the_file() {
        let value = serde_json::json!({"b": [], "a": [1, {"c": null}]});
        let cases = [
            ("{\"x\":1}", r#"{"a":[1,{"c":null}],"b":[]}"#),
            (
                "{\r\n\t\"x\" : 1\r\n}",
                "{\r\n\t\"a\" : [\r\n\t\t1,\r\n\t\t{\r\n\t\t\t\"c\" : null\r\n\t\t}\r\n\t],\r\n\t\"b\" : []\r\n}",
            ),
        ];
        for (text, wanted) in cases {
            let style = JsonStyle::of(text, &parse(text).unwrap());
            assert_eq!(style.print(&NewJson::of(&value, &["a"]), ""), wanted);
        }
    }

    #[test]
    fn members_and_elements_are_set_in_place() {
        let text = "{\n  \"a\": 1,\n  \"l\": [],\n  \"m\": [\n    1,\n    2\n  ]\n}";
        let root = parse(text).unwrap();
        let style = JsonStyle::of(text, &root);
        let with = |change: ByteEdit| apply(text, 0, text.len(), &[change]);
        let set = |name: &str| with(style.set(text, &root, name, &NewJson::Raw("7".to_owned())));
        assert_eq!(set("a"), text.replace("\"a\": 1", "\"a\": 7"));
        assert_eq!(set("z"), text.replace("  ]\n}", "  ],\n  \"z\": 7\n}"));
        let fill = |name: &str, elements: &[&str]| {
            let list = root.get(name).unwrap();
            let elements: Vec<_> = elements.iter().map(|one| (*one).to_owned()).collect();
            with(style.list(text, list).fill(list, &elements))
        };
        assert_eq!(
            fill("l", &["8", "9"]),
            text.replace("[]", "[\n    8,\n    9\n  ]")
        );
        assert_eq!(fill("m", &["1", "2"]), text);
        assert_eq!(fill("m", &[]), text.replace("[\n    1,\n    2\n  ]", "[]"));
    }
}
