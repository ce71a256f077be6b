//! Reading a pattern the way .NET's parser does.
//!
//! ```text
//! alternatives = sequence , { "|" , sequence } ;
//! sequence     = { atom , [ quantifier , [ "?" ] ] } ;
//! quantifier   = "*" | "+" | "?" | "{" n "}" | "{" n ",}" | "{" n "," m "}" ;
//! atom         = unit | "." | "^" | "$" | class | "\" escape | group ;
//! group        = "(" [ "?" , ( ":" | ">" | "=" | "!" | "<=" | "<!" | name | condition
//!              | options , [ ":" ] ) ] , alternatives , ")" ;
//! ```

use super::RegexPattern;
use super::ast::{Anchor, RegexAst, UnitMatcher};
use super::class::CharacterClass;
use super::class_parser::{read_class, read_shorthand};
use super::cursor::{Parsed, PatternCursor, RegexOptions};
use super::error::{RegexErrorKind, RegexParseError};
use super::groups::{RegexGroups, count};
use crate::unicode::lower_unit;

/// Groups nested deeper than this are refused.
const MAX_DEPTH: usize = 100;
/// Patterns longer than this many units are refused.
const MAX_UNITS: usize = 20_000;

pub(super) fn parse(text: &str) -> Parsed<RegexPattern> {
    let units: Vec<u16> = text.encode_utf16().take(MAX_UNITS + 1).collect();
    if units.len() > MAX_UNITS {
        return Err(RegexParseError {
            kind: RegexErrorKind::TooLong,
            at: MAX_UNITS,
        });
    }
    let groups = count(&units)?;
    let mut parser = PatternParser {
        cursor: PatternCursor::new(&units),
        groups,
        automatic: 1,
        depth: 0,
        in_condition: false,
    };
    let ast = parser.alternatives()?;
    if parser.cursor.left() > 0 {
        return parser.cursor.fail(RegexErrorKind::StrayParenthesis);
    }
    Ok(RegexPattern {
        ast,
        groups: parser.groups,
        unsupported: parser.cursor.first_unsupported,
    })
}

pub(super) struct PatternParser<'p> {
    pub(super) cursor: PatternCursor<'p>,
    pub(super) groups: RegexGroups,
    /// The number of the next unnamed group.
    automatic: u32,
    depth: usize,
    /// Directly inside `(?(expression)…)`, where .NET takes no options.
    pub(super) in_condition: bool,
}

impl PatternParser<'_> {
    /// Everything up to the end or to the parenthesis that closes the group.
    fn alternatives(&mut self) -> Parsed<RegexAst> {
        let mut all = self.alternative_list()?;
        Ok(match all.len() {
            1 => all.remove(0),
            _ => RegexAst::Alternatives(all),
        })
    }

    pub(super) fn alternative_list(&mut self) -> Parsed<Vec<RegexAst>> {
        let mut all = vec![self.sequence()?];
        while self.cursor.eat('|') {
            all.push(self.sequence()?);
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Parsed<RegexAst> {
        let mut parts = Vec::new();
        let mut after_quantifier = false;
        loop {
            self.cursor.skip_blank()?;
            let Some(c) = self.cursor.peek() else { break };
            if c == '|' || c == ')' {
                break;
            }
            if self.cursor.at_quantifier() {
                return self.cursor.fail(if after_quantifier {
                    RegexErrorKind::NestedQuantifier
                } else {
                    RegexErrorKind::NothingToRepeat
                });
            }
            after_quantifier = false;
            let Some(atom) = self.atom()? else { continue };
            self.cursor.skip_blank()?;
            if self.cursor.at_quantifier() {
                parts.push(self.quantified(atom)?);
                after_quantifier = true;
            } else {
                parts.push(atom);
            }
        }
        Ok(match parts.len() {
            0 => RegexAst::Empty,
            1 => parts.remove(0),
            _ => RegexAst::Concat(parts),
        })
    }

    fn quantified(&mut self, inner: RegexAst) -> Parsed<RegexAst> {
        let (min, max) = match self.cursor.next() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            _ => {
                let min = self.cursor.decimal()?;
                let max = if !self.cursor.eat(',') {
                    min
                } else if self.cursor.peek() == Some('}') {
                    u32::MAX
                } else {
                    self.cursor.decimal()?
                };
                self.cursor.eat('}');
                (min, max)
            }
        };
        self.cursor.skip_blank()?;
        let lazy = self.cursor.eat('?');
        if min > max {
            return self.cursor.fail(RegexErrorKind::ReversedQuantifier);
        }
        Ok(RegexAst::Repeat {
            min,
            max,
            lazy,
            inner: Box::new(inner),
        })
    }

    /// One atom, or nothing where options were set.
    fn atom(&mut self) -> Parsed<Option<RegexAst>> {
        let options = self.cursor.options;
        let Some(unit) = self.cursor.next_unit() else {
            return Ok(None);
        };
        let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
        Ok(Some(match c {
            '(' => return self.group(),
            '[' => {
                let class = read_class(&mut self.cursor, 0)?;
                RegexAst::Unit(UnitMatcher::Class(Box::new(class)))
            }
            '\\' => self.escape()?,
            '.' if options.single_line => RegexAst::Unit(UnitMatcher::Any),
            '.' => RegexAst::Unit(UnitMatcher::NotLineFeed),
            '^' if options.multiline => RegexAst::Anchor(Anchor::LineStart),
            '^' => RegexAst::Anchor(Anchor::Start),
            '$' if options.multiline => RegexAst::Anchor(Anchor::LineEnd),
            '$' => RegexAst::Anchor(Anchor::EndOrFinalLineFeed),
            _ => self.literal(unit),
        }))
    }

    fn literal(&self, unit: u16) -> RegexAst {
        RegexAst::Unit(match self.cursor.options.ignore_case {
            true => UnitMatcher::Fold(lower_unit(unit)),
            false => UnitMatcher::Exact(unit),
        })
    }

    fn escape(&mut self) -> Parsed<RegexAst> {
        let Some(c) = self.cursor.peek() else {
            return self.cursor.fail(RegexErrorKind::TrailingBackslash);
        };
        let anchor = match c {
            'b' => Some(Anchor::Boundary),
            'B' => Some(Anchor::NotBoundary),
            'A' => Some(Anchor::Start),
            'G' => Some(Anchor::Previous),
            'Z' => Some(Anchor::EndOrFinalLineFeed),
            'z' => Some(Anchor::End),
            _ => None,
        };
        if let Some(anchor) = anchor {
            self.cursor.at += 1;
            return Ok(RegexAst::Anchor(anchor));
        }
        let mut class = CharacterClass::new(self.cursor.options.ignore_case);
        if read_shorthand(&mut self.cursor, &mut class)? {
            return Ok(RegexAst::Unit(UnitMatcher::Class(Box::new(class))));
        }
        if let Some(reference) = self.backreference()? {
            return Ok(reference);
        }
        let unit = self.cursor.escaped_unit()?;
        Ok(self.literal(unit))
    }

    /// `\1`, `\k<name>`, `\k'name'`, `\<name>`; nothing when it is another escape.
    fn backreference(&mut self) -> Parsed<Option<RegexAst>> {
        let start = self.cursor.at;
        let named = self.cursor.eat('k');
        let close = match self.cursor.peek() {
            Some('<') => Some('>'),
            Some('\'') => Some('\''),
            _ => None,
        };
        if named && (close.is_none() || self.cursor.left() < 2) {
            return self.cursor.fail(RegexErrorKind::BadReference);
        }
        let ignore_case = self.cursor.options.ignore_case;
        if let Some(close) = close.filter(|_| self.cursor.left() > 1) {
            self.cursor.at += 1;
            if let Some(found) = self.group_reference()?
                && self.cursor.eat(close)
            {
                return match found {
                    Some(index) => Ok(Some(RegexAst::Backreference(index, ignore_case))),
                    None => self.cursor.fail(RegexErrorKind::UndefinedGroup),
                };
            }
        } else if matches!(self.cursor.peek(), Some('1'..='9')) {
            let number = self.cursor.decimal()?;
            if let Some(index) = self.groups.by_number(number) {
                return Ok(Some(RegexAst::Backreference(index, ignore_case)));
            }
            if number <= 9 {
                return self.cursor.fail(RegexErrorKind::UndefinedGroup);
            }
        }
        self.cursor.at = start;
        Ok(None)
    }

    /// A group, behind its opening parenthesis; nothing for options alone.
    pub(super) fn group(&mut self) -> Parsed<Option<RegexAst>> {
        let outer = self.cursor.options;
        let plain = self.cursor.peek() != Some('?') || self.cursor.peek_at(1) == Some(')');
        if plain {
            let number = (!outer.explicit_capture).then(|| {
                self.automatic += 1;
                self.automatic - 1
            });
            let index = number.and_then(|number| self.groups.by_number(number));
            let inner = self.closed(outer)?;
            return Ok(Some(match index {
                Some(index) => RegexAst::Capture(index, Box::new(inner)),
                None => inner,
            }));
        }
        self.cursor.at += 1;
        let c = self.cursor.next();
        Ok(Some(match c {
            Some(':') => self.closed(outer)?,
            Some('=') => self.look(false, false)?,
            Some('!') => self.look(false, true)?,
            Some('>') => RegexAst::Atomic(Box::new(self.closed(outer)?)),
            Some('<') if self.cursor.eat('=') => self.look(true, false)?,
            Some('<') if self.cursor.eat('!') => self.look(true, true)?,
            Some('<') => self.named('>')?,
            Some('\'') => self.named('\'')?,
            Some('(') => self.condition()?,
            _ => {
                if c.is_some() {
                    self.cursor.at -= 1;
                }
                if !self.in_condition {
                    self.cursor.read_options();
                }
                if self.cursor.eat(')') {
                    return Ok(None);
                }
                self.cursor.expect(':', RegexErrorKind::UnknownGroup)?;
                self.closed(outer)?
            }
        }))
    }

    /// The inside of a group and its closing parenthesis; `outer` holds again behind it.
    pub(super) fn closed(&mut self, outer: RegexOptions) -> Parsed<RegexAst> {
        self.enclosed(outer, Self::alternatives)
    }

    pub(super) fn enclosed<T>(
        &mut self,
        outer: RegexOptions,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.cursor.fail(RegexErrorKind::TooDeep);
        }
        let in_condition = std::mem::take(&mut self.in_condition);
        let inner = read(self)?;
        self.in_condition = in_condition;
        self.depth -= 1;
        if !self.cursor.eat(')') {
            return self.cursor.fail(RegexErrorKind::MissingParenthesis);
        }
        self.cursor.options = outer;
        Ok(inner)
    }

    fn look(&mut self, behind: bool, negative: bool) -> Parsed<RegexAst> {
        let inner = Box::new(self.closed(self.cursor.options)?);
        Ok(RegexAst::Look {
            behind,
            negative,
            inner,
        })
    }

    /// `<name>…)`, `<12>…)` or `<name-other>…)`, behind the opening delimiter.
    fn named(&mut self, close: char) -> Parsed<RegexAst> {
        let found = self.group_reference()?;
        let is_balancing = self.cursor.peek() == Some('-');
        let index = match found {
            // The group 0 is the whole match.
            Some(index) if index != Some(0) => index,
            None if is_balancing => None,
            _ => return self.cursor.fail(RegexErrorKind::BadGroupName),
        };
        if is_balancing {
            self.balanced_group()?;
        }
        self.cursor.expect(close, RegexErrorKind::BadGroupName)?;
        let inner = self.closed(self.cursor.options)?;
        match index {
            Some(index) => Ok(RegexAst::Capture(index, Box::new(inner))),
            None if is_balancing => Ok(inner),
            None => self.cursor.fail(RegexErrorKind::UndefinedGroup),
        }
    }

    /// The `-other` of a balancing group, which must be another group of the pattern.
    fn balanced_group(&mut self) -> Parsed<()> {
        self.cursor.unsupported(RegexErrorKind::BalancingGroup);
        self.cursor.at += 1;
        match self.group_reference()? {
            Some(Some(_)) => Ok(()),
            Some(None) => self.cursor.fail(RegexErrorKind::UndefinedGroup),
            None => self.cursor.fail(RegexErrorKind::BadGroupName),
        }
    }

    /// A number or name of a group, if one comes next, and the index of the group, if there is one.
    fn group_reference(&mut self) -> Parsed<Option<Option<usize>>> {
        Ok(if self.cursor.at_digit() {
            let number = self.cursor.decimal()?;
            Some(self.groups.by_number(number))
        } else if self.cursor.at_word() {
            Some(self.groups.by_name(&self.cursor.word()))
        } else {
            None
        })
    }
}
