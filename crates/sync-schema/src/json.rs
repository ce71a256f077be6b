//! JSON that remembers where everything is in the text.
//!
//! A change to the file is a change to a few positions of its text, so that all
//! others keep their members, order, number forms and spaces. serde_json
//! cannot say where a value is; hence a parser of our own. It is strict
//! (RFC 8259) but for lone surrogates in texts, which .NET writes.

mod escape;

pub use escape::source_range;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use super::MAX_DEPTH;
use super::error::{Expected, JsonError, LineCol, SchemaFileError};

/// A value and its position in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Json<'a> {
    /// First byte and the byte after the last one.
    pub span: Range<usize>,
    pub kind: JsonKind<'a>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum JsonKind<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    /// Without quotation marks and escapes.
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<Member<'a>>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    pub name: Cow<'a, str>,
    /// The position of the name with its quotation marks.
    pub name_span: Range<usize>,
    pub value: Json<'a>,
}

impl<'a> Json<'a> {
    /// The members of an object; of anything else, none.
    pub fn members(&self) -> &[Member<'a>] {
        match &self.kind {
            JsonKind::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of a list; of anything else, none.
    pub fn elements(&self) -> &[Json<'a>] {
        match &self.kind {
            JsonKind::List(elements) => elements,
            _ => &[],
        }
    }

    /// A member by its name. Of several with one name it is the last, as
    /// .NET reads them.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let mut members = self.members().iter().rev();
        members
            .find(|member| member.name == name)
            .map(|member| &member.value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            JsonKind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// The text of a member, or nothing.
    pub fn string(&self, name: &str) -> String {
        self.text_of(name).unwrap_or_default().to_owned()
    }

    /// The elements of a member that is a list; of any other, none.
    pub fn list(&self, name: &str) -> &[Json<'a>] {
        self.get(name).map(Json::elements).unwrap_or_default()
    }

    /// A member that is not `null`.
    pub fn present(&self, name: &str) -> Option<&Json<'a>> {
        self.get(name).filter(|member| !member.is_null())
    }

    /// A boolean, also written as a text.
    pub fn boolean(&self) -> Option<bool> {
        match &self.kind {
            JsonKind::Bool(truth) => Some(*truth),
            JsonKind::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            JsonKind::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// A whole number, also written as a text.
    pub fn integer(&self) -> Option<i64> {
        match &self.kind {
            JsonKind::Number(digits) => digits.parse().ok(),
            JsonKind::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.kind == JsonKind::Null
    }

    pub fn is_object(&self) -> bool {
        matches!(self.kind, JsonKind::Object(_))
    }

    /// The same for serde; of several members with one name the last.
    pub fn value(&self) -> Value {
        match &self.kind {
            JsonKind::Null => Value::Null,
            JsonKind::Bool(truth) => Value::Bool(*truth),
            JsonKind::Number(digits) => serde_json::from_str(digits).unwrap_or(Value::Null),
            JsonKind::Text(text) => Value::String(text.to_string()),
            JsonKind::List(elements) => elements.iter().map(Json::value).collect(),
            JsonKind::Object(members) => {
                let members = members.iter();
                let members = members.map(|member| (member.name.to_string(), member.value.value()));
                Value::Object(members.collect())
            }
        }
    }
}

/// Reads a text.
///
/// # Errors
///
/// At the first position that is no JSON, and for what is nested too deep.
pub fn parse(text: &str) -> Result<Json<'_>, SchemaFileError> {
    let mut parser = Parser {
        text,
        at: 0,
        open: Vec::new(),
    };
    let read = parser.whole();
    read.map_err(|error| SchemaFileError::Damaged {
        spot: LineCol::of(text, parser.at),
        error,
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Where the open brackets are.
    open: Vec<usize>,
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Result<Json<'a>, JsonError> {
        let value = self.value()?;
        self.spaces();
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(JsonError::After),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn wrong(&self, due: Expected) -> JsonError {
        match self.rest().chars().next() {
            Some(found) => JsonError::Unexpected { found, due },
            None => JsonError::CutShort {
                due,
                open: self.open.last().map(|at| LineCol::of(self.text, *at).line),
            },
        }
    }

    fn value(&mut self) -> Result<Json<'a>, JsonError> {
        self.spaces();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => {
                JsonKind::Object(self.items(b'}', Expected::CommaOrBrace, Self::member)?)
            }
            Some(b'[') => {
                JsonKind::List(self.items(b']', Expected::CommaOrBracket, Self::value)?)
            }
            Some(b'"') => JsonKind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Json {
            span: start..self.at,
            kind,
        })
    }

    fn word(&mut self) -> Result<JsonKind<'a>, JsonError> {
        let words = [
            ("null", JsonKind::Null),
            ("true", JsonKind::Bool(true)),
            ("false", JsonKind::Bool(false)),
        ];
        let rest = self.rest();
        for (word, kind) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(kind);
            }
        }
        Err(self.wrong(Expected::Value))
    }

    /// What is between two brackets, separated by commas.
    fn items<T>(
        &mut self,
        close: u8,
        due: Expected,
        item: fn(&mut Self) -> Result<T, JsonError>,
    ) -> Result<Vec<T>, JsonError> {
        if self.open.len() == MAX_DEPTH {
            return Err(JsonError::TooDeep);
        }
        self.open.push(self.at);
        self.at += 1;
        self.spaces();
        let mut items = Vec::new();
        if self.peek() != Some(close) {
            loop {
                items.push(item(self)?);
                self.spaces();
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(byte) if byte == close => break,
                    _ => return Err(self.wrong(due)),
                }
            }
        }
        let _ = self.open.pop();
        self.at += 1;
        Ok(items)
    }

    fn member(&mut self) -> Result<Member<'a>, JsonError> {
        self.spaces();
        if self.peek() != Some(b'"') {
            return Err(self.wrong(Expected::Name));
        }
        let start = self.at;
        let name = self.string()?;
        let name_span = start..self.at;
        self.spaces();
        if self.peek() != Some(b':') {
            return Err(self.wrong(Expected::Colon));
        }
        self.at += 1;
        Ok(Member {
            name,
            name_span,
            value: self.value()?,
        })
    }

    fn number(&mut self) -> Result<JsonKind<'a>, JsonError> {
        let rest = self.rest();
        let end = rest
            .bytes()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .unwrap_or(rest.len());
        let digits = rest.get(..end).unwrap_or_default();
        if !is_number(digits) {
            return Err(JsonError::BadNumber);
        }
        self.at += end;
        Ok(JsonKind::Number(digits))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut copied = start;
        loop {
            match self.peek() {
                None => return Err(self.wrong(Expected::Quote)),
                Some(b'"') => {
                    let piece = self.text.get(copied..self.at).unwrap_or_default();
                    self.at += 1;
                    return Ok(match owned {
                        None => Cow::Borrowed(piece),
                        Some(text) => Cow::Owned(text + piece),
                    });
                }
                Some(b'\\') => {
                    let piece = self.text.get(copied..self.at).unwrap_or_default();
                    let text = owned.get_or_insert_default();
                    text.push_str(piece);
                    let c = self.escape()?;
                    text.push(c);
                    copied = self.at;
                }
                Some(0..=0x1F) => return Err(JsonError::Control),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let (decoded, length) = escape::decode(self.rest()).ok_or(JsonError::BadEscape)?;
        self.at += length;
        Ok(decoded)
    }
}

/// The number of RFC 8259, section 6.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent
            .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

#[cfg(test)]
mod tests;
