//! Finding where the objects of entries begin: in lists, in pages of Microsoft
//! Graph, one after the other, and as rows in the tables of Log Analytics.

use std::rc::Rc;

use super::rows::RowColumns;
use super::scan::{SkippedValue, member_at};

/// Members of a response that hold its entries, or tables of them.
const LISTS: [(&str, Container); 3] = [
    ("value", Container::List),
    ("records", Container::List),
    ("tables", Container::Tables),
];

/// No log is nested deeper.
const MAX_DEPTH: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum ObjectStep {
    /// An object that begins here.
    Object(usize),
    /// A row that begins here, of a table with [`ObjectFinder::columns`].
    Row(usize),
    /// More text is needed; everything before this position is done with.
    More(usize),
    End,
    /// What stands here is no JSON.
    Damaged(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    List,
    /// What follows the list of a response.
    Page,
    Tables,
    /// What follows the rows of a table.
    Table,
    Rows,
}

#[derive(Debug, Default)]
pub(in crate::read) struct ObjectFinder {
    stack: Vec<Container>,
    skipped: Option<SkippedValue>,
    columns: Rc<RowColumns>,
    /// Whether an object has been found.
    begun: bool,
    more_pages: bool,
    in_list: bool,
    pages: bool,
}

enum PageCheck {
    No,
    /// What its list is, and the position in it.
    List(Container, usize),
    /// The whole object, or its list, has not come yet.
    Undecided,
}

/// What comes next in an object.
enum NextMember<'t> {
    Member {
        name: &'t str,
        value: usize,
    },
    /// Its end, or what is no member.
    None,
    /// It has not come yet.
    More,
}

impl ObjectFinder {
    /// Whether the last response says that more pages follow.
    pub(in crate::read) fn more_pages(&self) -> bool {
        self.more_pages
    }

    /// Whether there were responses with pages.
    pub(in crate::read) fn has_pages(&self) -> bool {
        self.pages
    }

    /// Whether objects are in a list of their own, without a response around it.
    pub(in crate::read) fn plain_list(&self) -> bool {
        self.in_list && !self.pages
    }

    /// The columns of the row that was found last.
    pub(in crate::read) fn columns(&self) -> &Rc<RowColumns> {
        &self.columns
    }

    /// The end of the object or row that a text begins with, if it is there.
    pub(in crate::read) fn end_of(text: &str) -> Option<usize> {
        SkippedValue::default().end(text.as_bytes(), 0)
    }

    /// Passes over the object at the position that was given last.
    pub(in crate::read) fn skip(&mut self) {
        self.skipped = Some(SkippedValue::default());
    }

    /// Finds the next object from a position on. When `whole`, no more follows.
    pub(in crate::read) fn next(&mut self, text: &str, from: usize, whole: bool) -> ObjectStep {
        let mut at = from;
        let bytes = text.as_bytes();
        loop {
            if let Some(skipped) = &mut self.skipped {
                match skipped.end(bytes, at) {
                    Some(end) => at = end,
                    None if whole => return ObjectStep::Damaged(at),
                    None => return ObjectStep::More(text.len()),
                }
                self.skipped = None;
            }
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
                at += 1;
            }
            let Some(byte) = bytes.get(at) else {
                return match (whole, self.stack.is_empty()) {
                    (false, _) => ObjectStep::More(at),
                    (true, true) => ObjectStep::End,
                    (true, false) => ObjectStep::Damaged(at),
                };
            };
            match (self.stack.last(), byte) {
                (None | Some(Container::List), b'{') => match self.page(text, at, whole) {
                    PageCheck::No => {
                        self.begun = true;
                        return ObjectStep::Object(at);
                    }
                    PageCheck::Undecided => return ObjectStep::More(at),
                    PageCheck::List(list, begin) => {
                        self.pages |= list == Container::List;
                        self.stack.extend([Container::Page, list]);
                        at = begin;
                    }
                },
                (Some(Container::Tables), b'{') => match self.table(text, at, whole) {
                    PageCheck::No => return ObjectStep::Object(at),
                    PageCheck::Undecided => return ObjectStep::More(at),
                    PageCheck::List(rows, begin) => {
                        self.stack.extend([Container::Table, rows]);
                        at = begin;
                    }
                },
                (Some(Container::Rows), b'{') => return ObjectStep::Object(at),
                (Some(Container::Rows), b'[') => return ObjectStep::Row(at),
                (None | Some(Container::List), b'[') => {
                    if self.stack.len() >= MAX_DEPTH {
                        return ObjectStep::Damaged(at);
                    }
                    self.in_list = true;
                    self.stack.push(Container::List);
                    at += 1;
                }
                (Some(Container::List | Container::Tables | Container::Rows), b']')
                | (Some(Container::Page | Container::Table), b'}') => {
                    self.stack.pop();
                    at += 1;
                }
                // A value in a list that is no object.
                (
                    Some(Container::List | Container::Tables | Container::Rows),
                    b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n',
                ) => self.skip(),
                (Some(Container::Page | Container::Table), b'"') => match self.member(text, at) {
                    Some(next) => at = next,
                    None if whole => return ObjectStep::Damaged(at),
                    None => return ObjectStep::More(at),
                },
                _ => return ObjectStep::Damaged(at),
            }
        }
    }

    /// A member behind the list of a response: the position in its value's list,
    /// or of a value that is to be passed over.
    fn member(&mut self, text: &str, at: usize) -> Option<usize> {
        let (name, value) = member_at(text, at)?;
        let first = *text.as_bytes().get(value)?;
        if first == b'['
            && self.stack.last() == Some(&Container::Page)
            && let Some(list) = list_named(name)
            && self.stack.len() < MAX_DEPTH
        {
            self.stack.push(list);
            return Some(value + 1);
        }
        let head = text.get(value..text.ceil_char_boundary(value + 2))?;
        if let Some(more) = next_link(name, head) {
            self.more_pages = more;
        }
        self.skip();
        Some(value)
    }

    /// Whether an object is a response, whose list is looked for. Of the first
    /// object all members are looked at; of others, only if they begin like one.
    fn page(&mut self, text: &str, start: usize, whole: bool) -> PageCheck {
        let mut at = start + 1;
        let (mut first, mut more_pages) = (true, false);
        loop {
            let (name, value) = match next_member(text, at) {
                NextMember::Member { name, value } => (name, value),
                NextMember::None => return PageCheck::No,
                NextMember::More => return undecided(whole),
            };
            let list = list_named(name);
            if first && self.begun && !name.starts_with('@') && list.is_none() {
                return PageCheck::No;
            }
            first = false;
            let Some(head) = text.get(value..text.ceil_char_boundary(value + 2)) else {
                return undecided(whole);
            };
            if head.starts_with('[')
                && let Some(list) = list
            {
                if self.stack.len() + 2 > MAX_DEPTH {
                    return PageCheck::No;
                }
                self.more_pages = more_pages;
                return PageCheck::List(list, value + 1);
            }
            more_pages |= next_link(name, head) == Some(true);
            match SkippedValue::default().end(text.as_bytes(), value) {
                Some(end) => at = end,
                None => return undecided(whole),
            }
        }
    }

    /// Looks for the rows of a table, and holds its columns, which come before.
    fn table(&mut self, text: &str, start: usize, whole: bool) -> PageCheck {
        let mut at = start + 1;
        let mut columns = RowColumns::default();
        loop {
            let (name, value) = match next_member(text, at) {
                NextMember::Member { name, value } => (name, value),
                NextMember::None => return PageCheck::No,
                NextMember::More => return undecided(whole),
            };
            if name.eq_ignore_ascii_case("rows") && text.as_bytes().get(value) == Some(&b'[') {
                self.columns = Rc::new(columns);
                return PageCheck::List(Container::Rows, value + 1);
            }
            let Some(end) = SkippedValue::default().end(text.as_bytes(), value) else {
                return undecided(whole);
            };
            if name.eq_ignore_ascii_case("columns") {
                columns = RowColumns::parse(text.get(value..end).unwrap_or_default());
            }
            at = end;
        }
    }
}

fn undecided(whole: bool) -> PageCheck {
    match whole {
        true => PageCheck::No,
        false => PageCheck::Undecided,
    }
}

fn next_member(text: &str, from: usize) -> NextMember<'_> {
    let bytes = text.as_bytes();
    let mut at = from;
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
        at += 1;
    }
    match bytes.get(at) {
        None => NextMember::More,
        Some(b'"') => match member_at(text, at) {
            Some((name, value)) => NextMember::Member { name, value },
            None => NextMember::More,
        },
        Some(_) => NextMember::None,
    }
}

fn list_named(name: &str) -> Option<Container> {
    let list = LISTS
        .iter()
        .find(|(list, _)| list.eq_ignore_ascii_case(name));
    list.map(|(_, list)| *list)
}

/// Whether a member says that more pages follow, or that none do.
fn next_link(name: &str, value: &str) -> Option<bool> {
    let is_link = name.eq_ignore_ascii_case("@odata.nextLink");
    is_link.then(|| value.starts_with('"') && value != "\"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text that comes in parts, each object passed over.
    fn objects(text: &str, part: usize) -> Result<Vec<String>, usize> {
        let (mut finder, mut found) = (ObjectFinder::default(), Vec::new());
        let (mut at, mut end) = (0, 0);
        loop {
            let whole = end == text.len();
            match finder.next(&text[..end], at, whole) {
                ObjectStep::Object(start) | ObjectStep::Row(start) => {
                    match SkippedValue::default().end(&text.as_bytes()[..end], start) {
                        Some(stop) => {
                            found.push(text[start..stop].to_owned());
                            at = stop;
                            continue;
                        }
                        None if whole => return Err(start),
                        None => at = start,
                    }
                }
                ObjectStep::More(from) => at = from,
                ObjectStep::End => return Ok(found),
                ObjectStep::Damaged(at) => return Err(at),
            }
            end = (end + part).min(text.len());
        }
    }

    #[test]
    fn objects_are_found_in_every_shape_and_any_parts() {
        let (a, b) = (r#"{"id":"a}]"}"#, r#"{"id":"b\"","x":{"y":[1,{}]}}"#);
        let page = format!(r#"{{"@odata.context":"x","value":[{a}, {b}],"@odata.nextLink":"y"}}"#);
        for (text, expected) in [
            (format!("[{a},{b}]"), vec![a, b]),
            (format!("{a}\n{b}\n"), vec![a, b]),
            (format!("{a}{b}"), vec![a, b]),
            (page.clone(), vec![a, b]),
            (format!("[{page},{page}]"), vec![a, b, a, b]),
            (format!("[[{a}],[{b}]]"), vec![a, b]),
            (format!("{page}\n{page}"), vec![a, b, a, b]),
            (format!(r#"{{"records" : [ {a} ] , "n" : 1 }}"#), vec![a]),
            (format!(" [\r\n{a} ,\r\n {b}\r\n]\r\n"), vec![a, b]),
            (r#"{"count":0,"value":[]}"#.to_owned(), vec![]),
            (r#"{"value":"a"}"#.to_owned(), vec![r#"{"value":"a"}"#]),
            (r#"[1,"a]",null,{}]"#.to_owned(), vec!["{}"]),
            ("[]".to_owned(), vec![]),
            (
                r#"{"tables":[{"name":"T","columns":[{"name":"id"}],"rows":[["a",[1]],["b"]]},{"name":"U","columns":[],"rows":[[]]}],"n":{"rows":[[2]]}}"#
                    .to_owned(),
                vec![r#"["a",[1]]"#, r#"["b"]"#, "[]"],
            ),
            (
                format!(
                    r#"{{"n":1,"Tables":[{{"TableName":"T","Columns":[],"Rows":[[1],{{}},3],"x":[[4]]}},{a}]}}"#
                ),
                vec!["[1]", "{}", a],
            ),
            (r#"{"tables":[]}"#.to_owned(), vec![]),
        ] {
            for part in [1, 2, 3, 7, 1000] {
                let due: Vec<String> = expected.iter().map(|&item| item.to_owned()).collect();
                assert_eq!(objects(&text, part), Ok(due), "{text} by {part}");
            }
        }
    }

    #[test]
    fn what_is_no_json_is_reported_by_position() {
        for (text, at) in [
            ("{} x", 3),
            ("[{}", 3),
            ("[{}}", 3),
            ("x", 0),
            (r#"{"a":1"#, 0),
        ] {
            assert_eq!(objects(text, 1000), Err(at), "{text}");
        }
        assert!(objects(&"[".repeat(100), 1000).is_err());
    }

    #[test]
    fn more_pages_are_noted() {
        for (text, more) in [
            (r#"{"value":[],"@odata.nextLink":"https://x"}"#, true),
            (r#"{"@odata.nextLink":"https://x","value":[]}"#, true),
            (r#"{"value":[],"@odata.nextLink":null}"#, false),
            (
                r#"{"@odata.nextLink":"https://x","value":[]}{"value":[]}"#,
                false,
            ),
        ] {
            let mut finder = ObjectFinder::default();
            assert_eq!(finder.next(text, 0, true), ObjectStep::End, "{text}");
            assert_eq!(finder.more_pages(), more, "{text}");
        }
    }
}
