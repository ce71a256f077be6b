//! As much of .NET's regular-expression grammar as telling a broken pattern needs.
//!
//! This is no engine: it finds what .NET refuses to compile, and the names of the groups. A page
//! that checks expressions does not carry a regular-expression library for it.

/// The groups of a sound pattern.
pub(super) struct Groups {
    /// Names in order of appearance.
    pub(super) names: Vec<String>,
    /// How many groups without a name.
    unnamed: usize,
}

impl Groups {
    /// Whether a group has this name or number. .NET numbers named groups after unnamed ones.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
            || name
                .parse::<usize>()
                .is_ok_and(|number| number <= self.unnamed + self.names.len())
    }
}

/// Why a pattern is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    OpenParen,
    CloseParen,
    OpenBracket,
    NothingToRepeat,
    NestedQuantifier,
    TrailingBackslash,
    GroupConstruct,
    ReversedRange,
    ReversedBounds,
    UndefinedGroup,
    ClassInRange,
}

impl Problem {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::OpenParen => "A parenthesis of the pattern is never closed",
            Self::CloseParen => "The pattern closes a parenthesis that it did not open",
            Self::OpenBracket => "A bracket of the pattern is never closed",
            Self::NothingToRepeat => {
                "A quantifier of the pattern (*, + or ?) has nothing before it"
            }
            Self::NestedQuantifier => {
                "Two quantifiers follow each other; .NET has no possessive ones such as a++"
            }
            Self::TrailingBackslash => "The pattern ends in a backslash",
            Self::GroupConstruct => "The pattern has a group of a kind that .NET does not know",
            Self::ReversedRange => "A range in brackets runs backwards",
            Self::UndefinedGroup => "The pattern refers back to a group that it does not have",
            Self::ClassInRange => "A range in brackets ends in a class such as \\d",
            Self::ReversedBounds => "A quantifier's least count is above its most",
        }
    }
}

/// Reads a pattern.
pub(super) fn scan(pattern: &str) -> Result<Groups, Problem> {
    // With the option x, a comment may hold anything; such patterns are not judged for it.
    let commented = pattern.contains('#') && pattern.contains('x');
    Scanner {
        commented,
        references: Vec::new(),
        chars: pattern.chars().collect(),
        at: 0,
        depth: 0,
        groups: Groups {
            names: Vec::new(),
            unnamed: 0,
        },
    }
    .run()
}

/// What stood before, for the quantifier that may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Item,
    Quantifier,
}

struct Scanner {
    /// Comments are possible, so that nothing proves that a reference is one.
    commented: bool,
    references: Vec<String>,
    chars: Vec<char>,
    at: usize,
    depth: usize,
    groups: Groups,
}

impl Scanner {
    fn run(mut self) -> Result<Groups, Problem> {
        let mut before = Before::Nothing;
        while let Some(c) = self.take() {
            before = match c {
                '\\' => {
                    let escaped = self.take().ok_or(Problem::TrailingBackslash)?;
                    self.reference(escaped);
                    Before::Item
                }
                '[' => {
                    self.class()?;
                    Before::Item
                }
                '(' => {
                    if self.group()? {
                        self.depth += 1;
                        Before::Nothing
                    } else {
                        before
                    }
                }
                ')' => {
                    self.depth = self.depth.checked_sub(1).ok_or(Problem::CloseParen)?;
                    Before::Item
                }
                '|' => Before::Nothing,
                '*' | '+' | '?' => self.quantified(before)?,
                '{' => match self.bounds() {
                    Some((least, most)) => {
                        if most.is_some_and(|most| most < least) {
                            return Err(Problem::ReversedBounds);
                        }
                        self.quantified(before)?
                    }
                    None => Before::Item,
                },
                _ => Before::Item,
            };
        }
        if self.depth > 0 {
            return Err(Problem::OpenParen);
        }
        let undefined = self.references.iter().any(|name| !self.groups.has(name));
        if undefined && !self.commented {
            return Err(Problem::UndefinedGroup);
        }
        Ok(self.groups)
    }

    /// `\k<name>`, `\k'name'` or `\1` to `\9`, whose backslash and first character were taken.
    /// Two digits are an octal number where there is no such group.
    fn reference(&mut self, escaped: char) {
        let digit_follows = self.peek().is_some_and(|next| next.is_ascii_digit());
        if matches!(escaped, '1'..='9') && !digit_follows {
            self.references.push(escaped.to_string());
        }
        let close = match (escaped, self.peek()) {
            ('k', Some('<')) => '>',
            ('k', Some('\'')) => '\'',
            _ => return,
        };
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        let Some(length) = rest.iter().position(|c| *c == close) else {
            return;
        };
        let name: String = rest.iter().take(length).collect();
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            self.references.push(name);
            // From the opening mark over the name to the closing one.
            self.at += length + 2;
        }
    }

    fn take(&mut self) -> Option<char> {
        let c = self.chars.get(self.at).copied();
        self.at += 1;
        c
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn looking_at(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(offset, c)| self.chars.get(self.at + offset) == Some(&c))
    }

    /// A quantifier was taken; a question mark behind it makes it lazy.
    fn quantified(&mut self, before: Before) -> Result<Before, Problem> {
        match before {
            Before::Nothing => Err(Problem::NothingToRepeat),
            Before::Quantifier => Err(Problem::NestedQuantifier),
            Before::Item => {
                if self.peek() == Some('?') {
                    self.at += 1;
                }
                Ok(Before::Quantifier)
            }
        }
    }

    /// `{2}`, `{2,}` or `{2,3}` behind its brace. Anything else is a brace that stands for itself.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let length = self.chars.get(self.at..)?.iter().position(|c| *c == '}')?;
        let inner: String = self.chars.get(self.at..self.at + length)?.iter().collect();
        let number = |digits: &str| {
            digits
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| digits.parse::<u32>().ok())
                .flatten()
        };
        let bounds = match inner.split_once(',') {
            None => {
                let count = number(&inner)?;
                (count, Some(count))
            }
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        self.at += length + 1;
        Some(bounds)
    }

    /// What follows an opening parenthesis. Returns whether a group is open now; a comment and an
    /// option such as `(?i)` are over already.
    fn group(&mut self) -> Result<bool, Problem> {
        if self.peek() != Some('?') {
            self.groups.unnamed += 1;
            return Ok(true);
        }
        self.at += 1;
        for plain in [":", "=", "!", ">", "<=", "<!"] {
            if self.looking_at(plain) {
                self.at += plain.len();
                return Ok(true);
            }
        }
        match self.peek() {
            Some('#') => {
                while let Some(c) = self.take() {
                    if c == ')' {
                        return Ok(false);
                    }
                }
                Err(Problem::OpenParen)
            }
            Some('<') => self.named('>'),
            Some('\'') => self.named('\''),
            // A condition: `(?(test)yes|no)`. The test is a group of its own.
            Some('(') => Ok(true),
            _ => self.options(),
        }
    }

    /// `<name>`, or `<name-other>` for balancing.
    fn named(&mut self, close: char) -> Result<bool, Problem> {
        self.at += 1;
        let mut name = String::new();
        loop {
            match self.take() {
                Some(c) if c == close => break,
                Some(c) if c.is_alphanumeric() || matches!(c, '_' | '-') => name.push(c),
                _ => return Err(Problem::GroupConstruct),
            }
        }
        let own = name.split('-').next().unwrap_or_default();
        if name.is_empty() {
            return Err(Problem::GroupConstruct);
        }
        if !own.is_empty() {
            self.groups.names.push(own.to_owned());
        }
        Ok(true)
    }

    /// `(?i)`, `(?im-s)` or `(?i:`.
    fn options(&mut self) -> Result<bool, Problem> {
        loop {
            match self.take() {
                Some('i' | 'm' | 'n' | 's' | 'x' | '-' | '+') => {}
                Some(')') => return Ok(false),
                Some(':') => return Ok(true),
                _ => return Err(Problem::GroupConstruct),
            }
        }
    }

    /// Whether `\d` or one of its like stands here.
    fn class_follows(&self) -> bool {
        let next = self.chars.get(self.at + 1);
        self.peek() == Some('\\')
            && matches!(next, Some('d' | 'D' | 's' | 'S' | 'w' | 'W' | 'p' | 'P'))
    }

    /// A class behind its bracket, with ranges and .NET's subtraction `[a-z-[aeiou]]`.
    fn class(&mut self) -> Result<(), Problem> {
        if self.peek() == Some('^') {
            self.at += 1;
        }
        let mut first = true;
        let mut last: Option<char> = None;
        while let Some(c) = self.take() {
            match c {
                ']' if !first => return Ok(()),
                '\\' => {
                    let escaped = self.take().ok_or(Problem::OpenBracket)?;
                    last = (!escaped.is_alphanumeric()).then_some(escaped);
                }
                '-' if self.peek() == Some('[') => {
                    self.at += 1;
                    self.class()?;
                    return match self.take() {
                        Some(']') => Ok(()),
                        _ => Err(Problem::OpenBracket),
                    };
                }
                '-' if last.is_some() && self.class_follows() => return Err(Problem::ClassInRange),
                '-' if !first && self.peek().is_some_and(|next| !matches!(next, ']' | '\\')) => {
                    let high = self.take();
                    if let (Some(low), Some(high)) = (last, high)
                        && low > high
                    {
                        return Err(Problem::ReversedRange);
                    }
                    last = None;
                }
                '[' if self.peek() == Some(':') => {
                    // `[:name:]` is read as its characters.
                    last = Some('[');
                }
                other => last = Some(other),
            }
            first = false;
        }
        Err(Problem::OpenBracket)
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, scan};

    #[test]
    fn sound_patterns_are_sound() {
        for pattern in [
            "",
            "a*?",
            "(?<n>a|b)+",
            "[]a]",
            "[^]a]",
            "[a-z-[aeiou]]",
            "a{2,3}",
            "{x}",
            "a{,3}",
            r"\p{IsGreek}",
            "(?i)x",
            "(?i:x)",
            "(?#c)x",
            "(?<=a)b(?!c)",
            r"[\]]",
            "[a-]",
            "[-a]",
            r"[\w-]",
            r"(?<n>a)\k<n>",
            r"(a)\1",
            r"\10",
            r"[\w-\d]",
            "(?'q'x)",
            "(?(a)b|c)",
            "a??",
            "^*",
            "[a-z]]",
        ] {
            assert!(scan(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn broken_patterns_say_why() {
        for (pattern, problem) in [
            ("(", Problem::OpenParen),
            (")", Problem::CloseParen),
            ("[a", Problem::OpenBracket),
            ("*a", Problem::NothingToRepeat),
            ("(+)", Problem::NothingToRepeat),
            ("a++", Problem::NestedQuantifier),
            ("a{2}{3}", Problem::NestedQuantifier),
            ("a\\", Problem::TrailingBackslash),
            ("(?P<n>a)", Problem::GroupConstruct),
            ("[z-a]", Problem::ReversedRange),
            ("a{3,2}", Problem::ReversedBounds),
            (r"\k<n>", Problem::UndefinedGroup),
            (r"(a)\2", Problem::UndefinedGroup),
            (r"[a-\d]", Problem::ClassInRange),
        ] {
            assert_eq!(scan(pattern).err(), Some(problem), "{pattern}");
        }
    }
}
