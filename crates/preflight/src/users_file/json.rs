//! Finding the objects of users in JSON; [`members`] reads one.

mod members;

use super::MAX_ROW_BYTES;
pub(super) use members::{JsonCell, Members};

/// Members of a response that hold its objects: Graph's and SCIM's.
const LISTS: [&str; 2] = ["value", "Resources"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FindStep {
    /// An object in these bytes.
    Object { start: usize, end: usize },
    /// Its end has not come yet; everything before this position is done with.
    More { from: usize },
    /// There is nothing left.
    End,
    /// No JSON here.
    Wrong { at: usize, what: &'static str },
    /// One object, or something beside the objects, is longer than the limit.
    Long { at: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Top,
    List,
    After,
}

#[derive(Debug, Default)]
pub(super) struct Finder {
    stage: Stage,
    /// Whether the list belongs to a response, which goes on after it.
    in_response: bool,
    /// How far the value at the beginning has been looked through in vain,
    /// with the depth and whether that is in a text; so that long values that
    /// come in small parts are looked through once.
    looked: ScannedMembers,
    /// Whether the last response says that more pages follow.
    more: bool,
    /// The greatest number of objects that a response says that there are.
    total: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct ScannedMembers {
    at: usize,
    depth: u32,
    text: bool,
    escaped: bool,
}

impl Finder {
    /// Whether the last response says that more pages follow (`@odata.nextLink`
    /// of Microsoft Graph).
    pub(super) fn more_pages(&self) -> bool {
        self.more
    }

    /// How many objects the responses say that there are (`totalResults`, RFC
    /// 7644, section 3.4.2).
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// Takes what a member of a response says of the whole.
    fn envelope_member(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"@odata.nextLink" => self.more = value.starts_with(b"\"") && value.len() > 2,
            b"totalResults" => {
                let total = std::str::from_utf8(value).ok();
                let total = total.and_then(|total| total.trim().parse::<u64>().ok());
                self.total = self.total.max(total);
            }
            _ => {}
        }
    }

    /// Finds the next object from a position on. When `whole`, no more follows.
    pub(super) fn next(&mut self, text: &[u8], from: usize, whole: bool) -> FindStep {
        let mut at = from;
        loop {
            while matches!(text.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
                at += 1;
            }
            let Some(byte) = text.get(at) else {
                return match (whole, self.stage) {
                    (false, _) => FindStep::More { from: at },
                    (true, Stage::Top) => FindStep::End,
                    (true, _) => FindStep::Wrong {
                        at,
                        what: "the file ends in the middle of a list",
                    },
                };
            };
            match (self.stage, byte) {
                (Stage::Top, b'[') => {
                    self.stage = Stage::List;
                    self.in_response = false;
                    at += 1;
                }
                (Stage::List, b']') => {
                    self.stage = if self.in_response {
                        Stage::After
                    } else {
                        Stage::Top
                    };
                    at += 1;
                }
                (Stage::After, b'}') => {
                    self.stage = Stage::Top;
                    at += 1;
                }
                (Stage::Top, b'{') => match self.top_object(text, at, whole) {
                    Ok(step) => return step,
                    Err(list) => at = list,
                },
                (Stage::List, b'{') => {
                    return match self.end(text, at, whole) {
                        Ok(end) => FindStep::Object { start: at, end },
                        Err(step) => step,
                    };
                }
                (Stage::After, b'"') => match self.member(text, at, whole) {
                    Ok((value, end)) => {
                        let name_end = string_end(text, at).unwrap_or(value);
                        let name = text.get(at + 1..name_end - 1).unwrap_or_default();
                        self.envelope_member(name, text.get(value..end).unwrap_or_default());
                        at = end;
                    }
                    Err(step) => return step,
                },
                (Stage::Top, _) => {
                    return FindStep::Wrong {
                        at,
                        what: "unexpected text between objects",
                    };
                }
                (Stage::List, _) => {
                    return FindStep::Wrong {
                        at,
                        what: "an item of the list isn’t an object",
                    };
                }
                (Stage::After, _) => {
                    return FindStep::Wrong {
                        at,
                        what: "expected a member name",
                    };
                }
            }
        }
    }

    /// An object that stands for itself, or, as an error, the position in the
    /// list of the response that it is.
    fn top_object(&mut self, text: &[u8], start: usize, whole: bool) -> Result<FindStep, usize> {
        self.more = false;
        let mut at = start + 1;
        loop {
            while matches!(text.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
                at += 1;
            }
            let Some(b'"') = text.get(at) else {
                break;
            };
            let Some(name_end) = string_end(text, at) else {
                break;
            };
            let name = &text[at + 1..name_end - 1];
            let Some(value) = value_start(text, name_end) else {
                break;
            };
            let list = LISTS.iter().any(|list| list.as_bytes() == name);
            if list && text[value] == b'[' {
                self.stage = Stage::List;
                self.in_response = true;
                self.looked = ScannedMembers::default();
                return Err(value + 1);
            }
            match value_end(text, value, &mut ScannedMembers::default()) {
                Some(end) if end < text.len() => {
                    self.envelope_member(name, text.get(value..end).unwrap_or_default());
                    at = end;
                }
                _ => break,
            }
        }
        Ok(match self.end(text, start, whole) {
            Ok(end) => FindStep::Object { start, end },
            Err(step) => step,
        })
    }

    /// A member whose value is of no interest: its value's beginning and end.
    fn member(&self, text: &[u8], at: usize, whole: bool) -> Result<(usize, usize), FindStep> {
        let found = string_end(text, at)
            .and_then(|end| value_start(text, end))
            .and_then(|value| {
                let end = value_end(text, value, &mut ScannedMembers::default())?;
                Some((value, end))
            });
        match found {
            Some((value, end)) if end < text.len() && end - at <= MAX_ROW_BYTES => Ok((value, end)),
            Some((_, end)) if end - at > MAX_ROW_BYTES => Err(FindStep::Long { at }),
            _ => Err(unfinished(text, at, whole)),
        }
    }

    /// The end of the object that begins at a position.
    fn end(&mut self, text: &[u8], start: usize, whole: bool) -> Result<usize, FindStep> {
        let limit = text.len().min(start + MAX_ROW_BYTES + 1);
        let looked_at = &text[start..limit];
        if let Some(end) = value_end(looked_at, 0, &mut self.looked) {
            self.looked = ScannedMembers::default();
            if end <= MAX_ROW_BYTES {
                return Ok(start + end);
            }
        }
        Err(unfinished(text, start, whole))
    }
}

fn unfinished(text: &[u8], at: usize, whole: bool) -> FindStep {
    match (text.len() - at > MAX_ROW_BYTES, whole) {
        (true, _) => FindStep::Long { at },
        (false, false) => FindStep::More { from: at },
        (false, true) => FindStep::Wrong {
            at,
            what: "the file ends in the middle of an object that starts here",
        },
    }
}

fn string_end(text: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        let found = memchr::memchr2(b'"', b'\\', text.get(end..)?)?;
        end += found + 1;
        if text.get(end - 1) == Some(&b'"') {
            return Some(end);
        }
        end += 1;
    }
}

/// Where the value of a member begins whose name ends here.
fn value_start(text: &[u8], at: usize) -> Option<usize> {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let rest = text.get(at..)?;
    let colon = at + rest.iter().position(|byte| !blank(byte))?;
    if text.get(colon) != Some(&b':') {
        return None;
    }
    let rest = text.get(colon + 1..)?;
    Some(colon + 1 + rest.iter().position(|byte| !blank(byte))?)
}

/// The end of a value; goes on where it was looked through before.
fn value_end(text: &[u8], start: usize, looked: &mut ScannedMembers) -> Option<usize> {
    let mut at = start.max(looked.at);
    while let Some(byte) = text.get(at) {
        at += 1;
        if looked.text {
            match byte {
                _ if looked.escaped => looked.escaped = false,
                b'\\' => looked.escaped = true,
                b'"' => {
                    looked.text = false;
                    if looked.depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => looked.text = true,
            b'{' | b'[' => looked.depth += 1,
            b'}' | b']' if looked.depth == 0 => return Some(at - 1),
            b'}' | b']' => {
                looked.depth -= 1;
                if looked.depth == 0 {
                    return Some(at);
                }
            }
            b',' if looked.depth == 0 => return Some(at - 1),
            _ => {}
        }
    }
    looked.at = at;
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(text: &str) -> Result<Vec<&str>, FindStep> {
        let (mut finder, mut at, mut found) = (Finder::default(), 0, Vec::new());
        loop {
            match finder.next(text.as_bytes(), at, true) {
                FindStep::Object { start, end } => {
                    found.push(&text[start..end]);
                    at = end;
                }
                FindStep::End => return Ok(found),
                other => return Err(other),
            }
        }
    }

    #[test]
    fn objects_are_found_in_every_shape() {
        let (a, b) = (r#"{"id":"a}]"}"#, r#"{"id":"b\"","x":{"y":[1,{}]}}"#);
        for text in [
            format!("[{a},{b}]"),
            format!("{a}\n{b}\n"),
            format!("{a}{b}"),
            format!(r#"{{"@odata.context":"x","value":[{a}, {b}],"@odata.nextLink":"y"}}"#),
            format!(r#"{{"value":[{a}]}}{{"value" : [ {b} ] , "n" : 1 }}"#),
            format!(r#"{{"schemas":["u"],"totalResults":2,"Resources":[{a},{b}]}}"#),
            format!(" [\r\n{a} ,\r\n {b}\r\n]\r\n"),
        ] {
            assert_eq!(objects(&text).unwrap(), [a, b], "{text}");
        }
        assert_eq!(objects(r#"{"value":"a"}"#).unwrap(), [r#"{"value":"a"}"#]);
        assert_eq!(objects("[]").unwrap(), [""; 0]);
        assert_eq!(objects(r#"{"value":[]}"#).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_no_json_is_reported_by_position() {
        for (text, position) in [
            ("[1]", 1),
            ("{} x", 3),
            (r#"{"id":1"#, 0),
            ("[{}", 3),
            (r#"{"value":[] 1"#, 12),
        ] {
            match objects(text) {
                Err(FindStep::Wrong { at, .. }) => assert_eq!(at, position, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        let long = format!("[{{\"a\":\"{}\"}}]", "x".repeat(MAX_ROW_BYTES));
        assert_eq!(objects(&long), Err(FindStep::Long { at: 1 }));
    }
}
