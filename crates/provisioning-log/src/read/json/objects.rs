//! Finding where the objects of entries begin: in lists, in pages of Microsoft
//! Graph, and one after the other.

/// Members of a response that hold its entries.
const LISTS: [&str; 2] = ["value", "records"];

/// No log is nested deeper.
const MAX_DEPTH: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum ObjectStep {
    /// An object that begins here.
    Object(usize),
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
}

#[derive(Debug, Default)]
pub(in crate::read) struct ObjectFinder {
    stack: Vec<Container>,
    skipped: Option<SkippedValue>,
    /// Whether an object has been found.
    begun: bool,
    more_pages: bool,
    in_list: bool,
    pages: bool,
}

/// A value that is passed over, as far as it has come.
#[derive(Debug, Default)]
struct SkippedValue {
    depth: u32,
    text: bool,
    escaped: bool,
}

enum PageCheck {
    No,
    /// The position in its list.
    List(usize),
    /// The whole object, or its list, has not come yet.
    Undecided,
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

    /// The end of the object that a text begins with, if it is there.
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
                    PageCheck::List(list) => {
                        self.pages = true;
                        self.stack.push(Container::Page);
                        self.stack.push(Container::List);
                        at = list;
                    }
                },
                (None | Some(Container::List), b'[') => {
                    if self.stack.len() >= MAX_DEPTH {
                        return ObjectStep::Damaged(at);
                    }
                    self.in_list = true;
                    self.stack.push(Container::List);
                    at += 1;
                }
                (Some(Container::List), b']') | (Some(Container::Page), b'}') => {
                    self.stack.pop();
                    at += 1;
                }
                // A value in a list that is no object.
                (Some(Container::List), b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                    self.skip();
                }
                (Some(Container::Page), b'"') => match self.member(text, at) {
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
        if first == b'[' && is_list(name) && self.stack.len() < MAX_DEPTH {
            self.stack.push(Container::List);
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
        let undecided = if whole {
            PageCheck::No
        } else {
            PageCheck::Undecided
        };
        let bytes = text.as_bytes();
        let mut at = start + 1;
        let (mut first, mut more_pages) = (true, false);
        loop {
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
                at += 1;
            }
            match bytes.get(at) {
                Some(b'"') => {}
                None => return undecided,
                Some(_) => return PageCheck::No,
            }
            let Some((name, value)) = member_at(text, at) else {
                return undecided;
            };
            if first && self.begun && !name.starts_with('@') && !is_list(name) {
                return PageCheck::No;
            }
            first = false;
            let Some(head) = text.get(value..text.ceil_char_boundary(value + 2)) else {
                return undecided;
            };
            if head.starts_with('[') && is_list(name) {
                if self.stack.len() + 2 > MAX_DEPTH {
                    return PageCheck::No;
                }
                self.more_pages = more_pages;
                return PageCheck::List(value + 1);
            }
            more_pages |= next_link(name, head) == Some(true);
            match SkippedValue::default().end(bytes, value) {
                Some(end) => at = end,
                None => return undecided,
            }
        }
    }
}

fn is_list(name: &str) -> bool {
    LISTS.iter().any(|list| list.eq_ignore_ascii_case(name))
}

/// Whether a member says that more pages follow, or that none do.
fn next_link(name: &str, value: &str) -> Option<bool> {
    let is_link = name.eq_ignore_ascii_case("@odata.nextLink");
    is_link.then(|| value.starts_with('"') && value != "\"\"")
}

/// The name of the member that begins here, and where its value begins.
fn member_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let end = string_end(bytes, at + 1)?;
    let name = text.get(at + 1..end - 1)?;
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let colon = end + bytes.get(end..)?.iter().position(|byte| !blank(byte))?;
    if bytes.get(colon) != Some(&b':') {
        return None;
    }
    let value = colon + 1;
    let value = value + bytes.get(value..)?.iter().position(|byte| !blank(byte))?;
    Some((name, value))
}

/// The position behind the quotation mark that ends a text.
fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

impl SkippedValue {
    /// The end of the value, if it is in these bytes; goes on where it was left.
    fn end(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            if self.text {
                if self.escaped {
                    self.escaped = false;
                    at += 1;
                    continue;
                }
                at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
                match bytes.get(at - 1) {
                    Some(b'"') => self.text = false,
                    _ => self.escaped = true,
                }
                if !self.text && self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            match byte {
                b'"' => self.text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
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
                ObjectStep::Object(start) => {
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
