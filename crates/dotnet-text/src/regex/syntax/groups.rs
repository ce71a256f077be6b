//! The numbers of groups, which .NET hands out before it reads the pattern: unnamed groups first,
//! from left to right, then named ones.

use super::class_parser::read_class;
use super::cursor::{Parsed, PatternCursor};
use super::error::RegexErrorKind;

/// The groups of a pattern.
#[derive(Debug, Default)]
pub(crate) struct RegexGroups {
    /// Numbers, ascending; 0 is the whole match.
    pub(crate) numbers: Vec<u32>,
    /// Names with the index of their number.
    pub(crate) names: Vec<(String, usize)>,
}

impl RegexGroups {
    pub(crate) fn by_number(&self, number: u32) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    pub(crate) fn by_name(&self, name: &str) -> Option<usize> {
        let found = self.names.iter().find(|(own, _)| own == name);
        found.map(|(_, index)| *index)
    }

    /// The index of what .NET's `GroupNumberFromName` finds: the group with this name, or one
    /// without a name whose number it is.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name(name).or_else(|| {
            let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
            let index = self.by_number(name.parse().ok().filter(|_| is_number)?)?;
            let has_name = self.names.iter().any(|(_, named)| *named == index);
            (!has_name).then_some(index)
        })
    }
}

/// Goes through the pattern once for its groups alone.
pub(super) fn count(units: &[u16]) -> Parsed<RegexGroups> {
    let mut cursor = PatternCursor::new(units);
    let mut saved = Vec::new();
    let mut numbers = vec![0];
    let mut names: Vec<String> = Vec::new();
    let mut automatic = 1;
    let mut skip_next = false;
    while let Some(c) = cursor.peek() {
        match c {
            '\\' => {
                cursor.at += 1;
                cursor.next();
            }
            '#' if cursor.options.free_spacing => cursor.skip_blank()?,
            '[' => {
                cursor.at += 1;
                // Case does not matter for finding the end of a class.
                let options = cursor.options;
                cursor.options.ignore_case = false;
                read_class(&mut cursor, 0)?;
                cursor.options = options;
            }
            ')' => {
                cursor.at += 1;
                if let Some(options) = saved.pop() {
                    cursor.options = options;
                }
            }
            '(' if cursor.peek_at(1) == Some('?') && cursor.peek_at(2) == Some('#') => {
                cursor.skip_blank()?;
            }
            '(' => {
                cursor.at += 1;
                saved.push(cursor.options);
                if !cursor.eat('?') {
                    if !cursor.options.explicit_capture && !skip_next {
                        numbers.push(automatic);
                        automatic += 1;
                    }
                } else if matches!(cursor.peek(), Some('<' | '\'')) && cursor.left() > 1 {
                    cursor.at += 1;
                    if cursor.peek() != Some('0') && cursor.at_word() {
                        if cursor.at_digit() {
                            numbers.push(cursor.decimal()?);
                        } else {
                            let name = cursor.word();
                            if !names.contains(&name) {
                                names.push(name);
                            }
                        }
                    }
                } else {
                    cursor.read_options();
                    if cursor.eat(')') {
                        // Options that stand alone hold until the group around them ends.
                        saved.pop();
                    } else if cursor.peek() == Some('(') {
                        skip_next = true;
                        continue;
                    }
                }
                skip_next = false;
            }
            _ => cursor.at += 1,
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let mut named = Vec::new();
    for name in names {
        while numbers.contains(&automatic) {
            automatic += 1;
        }
        numbers.push(automatic);
        named.push((name, automatic));
        automatic += 1;
    }
    numbers.sort_unstable();
    if numbers.len() > 2000 {
        return cursor.fail(RegexErrorKind::TooLong);
    }
    let index = |number: u32| numbers.binary_search(&number).unwrap_or_default();
    let names = named
        .into_iter()
        .map(|(name, number)| (name, index(number)))
        .collect();
    Ok(RegexGroups { numbers, names })
}
