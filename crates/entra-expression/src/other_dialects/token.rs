//! The marks that the three languages have in common.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DialectToken<'a> {
    /// A name, perhaps with dots and slashes, or a word such as `and`.
    Word(&'a str),
    /// `-eq`, without its dash.
    Dashed(&'a str),
    /// A text without its quotation marks.
    Text(String),
    /// A number, as it is written.
    Number(&'a str),
    /// An operator or a parenthesis.
    Mark(&'static str),
}

/// What an attribute is compared with.
pub(super) enum DialectLiteral {
    Texts(Vec<String>),
    Flag(bool),
    Null,
}

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 50;

/// Longer texts are not read.
const MAX_TOKENS: usize = 2_000;

const MARKS: [&str; 22] = [
    "==", "!=", ">=", "<=", "&&", "||", "(", ")", "[", "]", "{", "}", ",", "?", ":", "+", "!", ">",
    "<", "=", "-", ";",
];

/// The marks of a text; nothing when it holds another one or is too long.
pub(super) fn tokens(text: &str) -> Option<Vec<DialectToken<'_>>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if found.len() == MAX_TOKENS {
            return None;
        }
        let (token, length) = match first {
            '"' | '\'' => quoted(rest, first)?,
            _ if is_letter(first) => {
                let length = end_of_word(rest);
                (DialectToken::Word(rest.get(..length)?), length)
            }
            // `$null` and `$true` are written like `null` and `true`.
            '$' if rest[1..].starts_with(is_letter) => {
                let length = 1 + end_of_word(&rest[1..]);
                (DialectToken::Word(rest.get(1..length)?), length)
            }
            // Pages and word processors make a dash of the minus.
            '–' if rest[first.len_utf8()..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let begin = first.len_utf8();
                let length = begin + end_of(&rest[begin..], |c| c.is_ascii_alphabetic());
                (DialectToken::Dashed(rest.get(begin..length)?), length)
            }
            '-' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let length = 1 + end_of(&rest[1..], |c| c.is_ascii_alphabetic());
                (DialectToken::Dashed(rest.get(1..length)?), length)
            }
            _ if is_date(rest) => {
                let length = end_of(rest, |c| c.is_ascii_alphanumeric() || "-:.+".contains(c));
                (DialectToken::Number(rest.get(..length)?), length)
            }
            _ if first.is_ascii_digit() => {
                let length = end_of(rest, |c| c.is_ascii_digit() || c == '.');
                (DialectToken::Number(rest.get(..length)?), length)
            }
            _ => {
                let mark = MARKS.into_iter().find(|mark| rest.starts_with(mark))?;
                (DialectToken::Mark(mark), mark.len())
            }
        };
        found.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    (!found.is_empty()).then_some(found)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Where a name ends. `$count` may be a part of it, behind a slash.
fn end_of_word(text: &str) -> usize {
    let mut before = ' ';
    end_of(text, |c| {
        let goes_on =
            is_letter(c) || c.is_ascii_digit() || "./".contains(c) || (c == '$' && before == '/');
        before = c;
        goes_on
    })
}

/// `2024-01-01`, with which a date begins in OData.
fn is_date(text: &str) -> bool {
    let mut form = text.as_bytes().iter().take(10).enumerate();
    let fits = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() >= 10 && form.all(fits)
}

fn end_of(text: &str, mut goes_on: impl FnMut(char) -> bool) -> usize {
    text.find(|c| !goes_on(c)).unwrap_or(text.len())
}

/// A text in quotation marks. Inside, the mark is doubled (OData) or stands behind a backslash
/// (Okta) or a backtick (dynamic groups).
fn quoted(text: &str, mark: char) -> Option<(DialectToken<'_>, usize)> {
    let mut content = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if c == mark && next != Some(mark) {
            return Some((DialectToken::Text(content), at + c.len_utf8()));
        }
        if (c == mark || c == '\\' || c == '`') && next == Some(mark) {
            let _ = chars.next();
            content.push(mark);
        } else {
            content.push(c);
        }
    }
    None
}

/// A place among tokens.
#[derive(Debug, Clone)]
pub(super) struct TokenCursor<'t, 'a> {
    tokens: &'t [DialectToken<'a>],
    at: usize,
    /// How many parentheses are open.
    depth: usize,
}

impl<'t, 'a> TokenCursor<'t, 'a> {
    pub(super) const fn new(tokens: &'t [DialectToken<'a>]) -> Self {
        Self {
            tokens,
            at: 0,
            depth: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<&'t DialectToken<'a>> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&'t DialectToken<'a>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(super) const fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn take(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Some(DialectToken::Mark(next)) if *next == mark);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, mark: &str) -> Option<()> {
        self.take(mark).then_some(())
    }

    pub(super) fn word(&mut self) -> Option<&'a str> {
        match self.next()? {
            DialectToken::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Takes entries with commas between them, up to a mark.
    pub(super) fn list<T>(
        &mut self,
        end: &str,
        mut entry: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut entries = vec![entry(self)?];
        while !self.take(end) {
            self.expect(",")?;
            entries.push(entry(self)?);
        }
        Some(entries)
    }

    /// Takes what is nested in something else, unless that is too deep.
    pub(super) fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let found = inner(self)?;
        self.depth -= 1;
        Some(found)
    }

    /// Takes a text, a number, true, false or null.
    pub(super) fn literal(&mut self) -> Option<DialectLiteral> {
        Some(match self.next()? {
            DialectToken::Text(text) if text.is_empty() => DialectLiteral::Null,
            DialectToken::Text(text) => DialectLiteral::Texts(vec![text.clone()]),
            DialectToken::Number(number) => DialectLiteral::Texts(vec![(*number).to_owned()]),
            DialectToken::Word(word) => match word.to_ascii_lowercase().as_str() {
                "true" => DialectLiteral::Flag(true),
                "false" => DialectLiteral::Flag(false),
                "null" => DialectLiteral::Null,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Takes a word, in any case, when it comes next; with `dashed` also `-word`.
    pub(super) fn take_word(&mut self, word: &str, dashed: bool) -> bool {
        let found = match self.peek() {
            Some(DialectToken::Word(next)) => next.eq_ignore_ascii_case(word),
            Some(DialectToken::Dashed(next)) => dashed && next.eq_ignore_ascii_case(word),
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    /// Takes what stands in parentheses, the opening one taken already, whatever it is.
    pub(super) fn skip_parentheses(&mut self) -> Option<()> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                DialectToken::Mark("(") => open += 1,
                DialectToken::Mark(")") => open -= 1,
                _ => {}
            }
        }
        Some(())
    }
}
