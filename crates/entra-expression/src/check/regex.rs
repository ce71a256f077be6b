//! As much of .NET's regular-expression grammar as telling a broken pattern needs.
//!
//! This is no engine: it finds what .NET refuses to compile, and the names of the groups. A page
//! that checks expressions does not carry a regular-expression library for it.

mod class;
mod escape;
mod problem;

pub(super) use problem::Problem;

/// The groups of a sound pattern.
pub(super) struct Groups {
    /// Names in order of appearance.
    pub(super) names: Vec<String>,
    /// How many groups without a name.
    unnamed: usize,
}

impl Groups {
    /// Whether a group has this number. .NET numbers named groups after unnamed ones.
    fn numbered(&self, number: &str) -> bool {
        let known = |number: usize| number <= self.unnamed + self.names.len();
        self.names.iter().any(|name| name == number) || number.parse().is_ok_and(known)
    }

    /// Whether a group is found by this name. A group without a name has its number for one.
    pub(super) fn named(&self, name: &str) -> bool {
        let unnamed = |number: usize| number <= self.unnamed;
        self.names.iter().any(|known| known == name) || name.parse().is_ok_and(unnamed)
    }
}

/// Reads a pattern.
pub(super) fn scan(pattern: &str) -> Result<Groups, Problem> {
    Scanner {
        options: Options::default(),
        open: Vec::new(),
        condition: false,
        references: Vec::new(),
        chars: pattern.chars().collect(),
        at: 0,
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

/// Options that change how a pattern is read.
#[derive(Debug, Clone, Copy, Default)]
struct Options {
    /// `x`: white space means nothing, and `#` begins a comment.
    spaced: bool,
    /// `n`: only groups with a name count.
    explicit: bool,
}

struct Scanner {
    options: Options,
    /// The options before each group that is open.
    open: Vec<Options>,
    /// The test of a condition comes next, which is no group of its own.
    condition: bool,
    references: Vec<String>,
    chars: Vec<char>,
    at: usize,
    groups: Groups,
}

impl Scanner {
    fn run(mut self) -> Result<Groups, Problem> {
        let mut before = Before::Nothing;
        while let Some(c) = self.take() {
            before = match c {
                '\\' => {
                    self.escape()?;
                    Before::Item
                }
                '#' if self.options.spaced => {
                    while self.take().is_some_and(|c| c != '\n') {}
                    before
                }
                '[' => {
                    self.class()?;
                    Before::Item
                }
                '(' => {
                    let outside = self.options;
                    let comment = self.looking_at("?#");
                    if self.group()? {
                        self.open.push(outside);
                        Before::Nothing
                    } else {
                        if comment { before } else { Before::Nothing }
                    }
                }
                ')' => {
                    self.options = self.open.pop().ok_or(Problem::CloseParen)?;
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
        if !self.open.is_empty() {
            return Err(Problem::OpenParen);
        }
        let known = |reference: &String| {
            let groups = &self.groups;
            groups.named(reference) || groups.numbered(reference)
        };
        if !self.references.iter().all(known) {
            return Err(Problem::UndefinedGroup);
        }
        Ok(self.groups)
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
        let tests = std::mem::take(&mut self.condition);
        if self.peek() != Some('?') {
            if !tests && !self.options.explicit {
                self.groups.unnamed += 1;
            }
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
            // A condition: `(?(test)yes|no)`. The number of a group is a test too.
            Some('(') => {
                self.condition = true;
                let test = self.chars.get(self.at + 1..).unwrap_or_default();
                let number: String = test.iter().take_while(|c| c.is_ascii_digit()).collect();
                if !number.is_empty() && test.get(number.len()) == Some(&')') {
                    self.references.push(number);
                }
                Ok(true)
            }
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
        let (own, other) = name.split_once('-').unwrap_or((&name, ""));
        let numbered = own.starts_with(|c: char| c.is_ascii_digit());
        let number = own.parse().unwrap_or(0_u32);
        if name.is_empty() || numbered && number == 0 {
            return Err(Problem::GroupConstruct);
        }
        if !other.is_empty() {
            self.references.push(other.to_owned());
        }
        if !own.is_empty() {
            self.groups.names.push(own.to_owned());
        }
        Ok(true)
    }

    /// `(?i)`, `(?im-s)` or `(?i:`.
    fn options(&mut self) -> Result<bool, Problem> {
        let mut on = true;
        loop {
            match self.take() {
                Some('x') => self.options.spaced = on,
                Some('n') => self.options.explicit = on,
                Some('i' | 'm' | 's') => {}
                Some(sign @ ('-' | '+')) => on = sign == '+',
                Some(')') => return Ok(false),
                Some(':') => return Ok(true),
                _ => return Err(Problem::GroupConstruct),
            }
        }
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
            "a(?#c)*",
            "(?<=a)b(?!c)",
            r"[\]]",
            "[a-]",
            "[-a]",
            r"[\w-]",
            r"(?<n>a)\k<n>",
            r"(a)\1",
            r"(a)(?<n>b)\2",
            r"\x41\u00e9\cA\t\.\-\@\/",
            r"[\b\x41\]\-]",
            r"\p{Lu}\P{IsCyrillic}[\p{Nd}]",
            "(?x) a # don't ( mind\nb",
            "((?x) a # (\n)(?#c)#",
            "(?n)(a)(?<b>c)",
            "(a)(?(1)b|c)",
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
            ("a(?i)*", Problem::NothingToRepeat),
            ("a++", Problem::NestedQuantifier),
            ("a{2}{3}", Problem::NestedQuantifier),
            ("a\\", Problem::TrailingBackslash),
            ("(?P<n>a)", Problem::GroupConstruct),
            ("[z-a]", Problem::ReversedRange),
            ("a{3,2}", Problem::ReversedBounds),
            (r"\k<n>", Problem::UndefinedGroup),
            (r"(a)\2", Problem::UndefinedGroup),
            (r"[a-\d]", Problem::ClassInRange),
            (r"\h", Problem::UnknownEscape),
            (r"\Qa\E", Problem::UnknownEscape),
            (r"\_", Problem::UnknownEscape),
            (r"[\A]", Problem::UnknownEscape),
            (r"\k", Problem::UnknownEscape),
            (r"\x4", Problem::ShortNumber),
            (r"\u12g", Problem::ShortNumber),
            (r"\c", Problem::ShortNumber),
            (r"\p{Greek}", Problem::UnknownClass),
            (r"\pL", Problem::UnknownClass),
            (r"[\p{Alpha}]", Problem::UnknownClass),
            ("(?(1)a|b)", Problem::UndefinedGroup),
            ("(?<n-m>a)", Problem::UndefinedGroup),
            ("(?<1a>b)", Problem::GroupConstruct),
            ("(?<0>b)", Problem::GroupConstruct),
            (r"(?n)(a)\1", Problem::UndefinedGroup),
        ] {
            assert_eq!(scan(pattern).err(), Some(problem), "{pattern}");
        }
    }

    #[test]
    fn groups_are_found_by_name_or_by_number() {
        let groups = scan("(a)(?<n>b)(?<7>c)").ok().unwrap();
        for (name, found) in [
            ("0", true),
            ("1", true),
            ("n", true),
            ("7", true),
            ("2", false),
        ] {
            assert_eq!(groups.named(name), found, "{name}");
        }
    }
}
