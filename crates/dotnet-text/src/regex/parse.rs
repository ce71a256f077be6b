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

use super::ast::{Anchor, Ast, Pattern, Unit};
use super::class::Class;
use super::class_syntax::{read_class, read_shorthand};
use super::cursor::{Cursor, Options, Parsed};
use super::error::{PatternError, Problem};
use super::groups::{Groups, count};
use crate::unicode::lower_unit;

/// Groups nested deeper than this are refused.
const MAX_DEPTH: usize = 100;
/// Patterns longer than this many units are refused.
const MAX_UNITS: usize = 20_000;

/// Reads a whole pattern.
pub(super) fn parse(text: &str) -> Parsed<Pattern> {
    let units: Vec<u16> = text.encode_utf16().take(MAX_UNITS + 1).collect();
    if units.len() > MAX_UNITS {
        return Err(PatternError {
            problem: Problem::TooLong,
            at: MAX_UNITS,
        });
    }
    let groups = count(&units)?;
    let mut parser = Parser {
        cursor: Cursor::new(&units),
        groups,
        automatic: 1,
        depth: 0,
        in_condition: false,
    };
    let ast = parser.alternatives()?;
    if parser.cursor.left() > 0 {
        return parser.cursor.fail(Problem::StrayParenthesis);
    }
    Ok(Pattern {
        ast,
        numbers: parser.groups.numbers,
        names: parser.groups.names,
    })
}

/// Reads one pattern.
pub(super) struct Parser<'p> {
    pub(super) cursor: Cursor<'p>,
    pub(super) groups: Groups,
    /// The number of the next unnamed group.
    automatic: u32,
    depth: usize,
    /// Directly inside `(?(expression)…)`, where .NET takes no options.
    pub(super) in_condition: bool,
}

impl Parser<'_> {
    /// Everything up to the end or to the parenthesis that closes the group.
    fn alternatives(&mut self) -> Parsed<Ast> {
        let mut all = self.alternative_list()?;
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Ast::Alternatives(all),
        })
    }

    pub(super) fn alternative_list(&mut self) -> Parsed<Vec<Ast>> {
        let mut all = vec![self.sequence()?];
        while self.cursor.eat('|') {
            all.push(self.sequence()?);
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Parsed<Ast> {
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
                    Problem::NestedQuantifier
                } else {
                    Problem::NothingToRepeat
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
            0 => Ast::Empty,
            1 => parts.remove(0),
            _ => Ast::Concat(parts),
        })
    }

    fn quantified(&mut self, inner: Ast) -> Parsed<Ast> {
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
            return self.cursor.fail(Problem::ReversedQuantifier);
        }
        Ok(Ast::Repeat {
            min,
            max,
            lazy,
            inner: Box::new(inner),
        })
    }

    /// One atom, or nothing where options were set.
    fn atom(&mut self) -> Parsed<Option<Ast>> {
        let options = self.cursor.options;
        let Some(unit) = self.cursor.next_unit() else {
            return Ok(None);
        };
        let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
        Ok(Some(match c {
            '(' => return self.group(),
            '[' => Ast::Unit(Unit::Class(Box::new(read_class(&mut self.cursor, 0)?))),
            '\\' => self.escape()?,
            '.' if options.single_line => Ast::Unit(Unit::Any),
            '.' => Ast::Unit(Unit::NotLineFeed),
            '^' if options.multiline => Ast::Anchor(Anchor::LineStart),
            '^' => Ast::Anchor(Anchor::Start),
            '$' if options.multiline => Ast::Anchor(Anchor::LineEnd),
            '$' => Ast::Anchor(Anchor::EndOrFinalLineFeed),
            _ => self.literal(unit),
        }))
    }

    fn literal(&self, unit: u16) -> Ast {
        let folded = lower_unit(unit);
        Ast::Unit(if self.cursor.options.ignore_case {
            Unit::Fold(folded)
        } else {
            Unit::Exact(unit)
        })
    }

    fn escape(&mut self) -> Parsed<Ast> {
        let Some(c) = self.cursor.peek() else {
            return self.cursor.fail(Problem::TrailingBackslash);
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
            return Ok(Ast::Anchor(anchor));
        }
        let mut class = Class::new();
        if read_shorthand(&mut self.cursor, &mut class)? {
            return Ok(Ast::Unit(Unit::Class(Box::new(
                class.finish(self.cursor.options.ignore_case),
            ))));
        }
        if let Some(reference) = self.backreference()? {
            return Ok(reference);
        }
        let unit = self.cursor.escaped_unit()?;
        Ok(self.literal(unit))
    }

    /// `\1`, `\k<name>`, `\k'name'`, `\<name>`; nothing when it is another escape.
    fn backreference(&mut self) -> Parsed<Option<Ast>> {
        let start = self.cursor.at;
        let named = self.cursor.eat('k');
        let close = match self.cursor.peek() {
            Some('<') => Some('>'),
            Some('\'') => Some('\''),
            _ => None,
        };
        if named && (close.is_none() || self.cursor.left() < 2) {
            return self.cursor.fail(Problem::BadReference);
        }
        let ignore_case = self.cursor.options.ignore_case;
        if let Some(close) = close.filter(|_| self.cursor.left() > 1) {
            self.cursor.at += 1;
            if self.cursor.at_digit() {
                let number = self.cursor.decimal()?;
                if self.cursor.eat(close) {
                    return match self.groups.by_number(number) {
                        Some(index) => Ok(Some(Ast::Backreference(index, ignore_case))),
                        None => self.cursor.fail(Problem::UndefinedGroup),
                    };
                }
            } else if self.cursor.at_word() {
                let name = self.cursor.word();
                if self.cursor.eat(close) {
                    return match self.groups.by_name(&name) {
                        Some(index) => Ok(Some(Ast::Backreference(index, ignore_case))),
                        None => self.cursor.fail(Problem::UndefinedGroup),
                    };
                }
            }
        } else if matches!(self.cursor.peek(), Some('1'..='9')) {
            let number = self.cursor.decimal()?;
            if let Some(index) = self.groups.by_number(number) {
                return Ok(Some(Ast::Backreference(index, ignore_case)));
            }
            if number <= 9 {
                return self.cursor.fail(Problem::UndefinedGroup);
            }
        }
        self.cursor.at = start;
        Ok(None)
    }

    /// A group, behind its opening parenthesis; nothing for options alone.
    pub(super) fn group(&mut self) -> Parsed<Option<Ast>> {
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
                Some(index) => Ast::Capture(index, Box::new(inner)),
                None => inner,
            }));
        }
        self.cursor.at += 1;
        let c = self.cursor.next();
        Ok(Some(match c {
            Some(':') => self.closed(outer)?,
            Some('=') => self.look(false, false)?,
            Some('!') => self.look(false, true)?,
            Some('>') => Ast::Atomic(Box::new(self.closed(outer)?)),
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
                if !self.cursor.eat(':') {
                    return self.cursor.fail(Problem::UnknownGroup);
                }
                self.closed(outer)?
            }
        }))
    }

    /// The inside of a group and its closing parenthesis; `outer` holds again behind it.
    pub(super) fn closed(&mut self, outer: Options) -> Parsed<Ast> {
        self.enclosed(outer, Self::alternatives)
    }

    pub(super) fn enclosed<T>(
        &mut self,
        outer: Options,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.cursor.fail(Problem::TooDeep);
        }
        let in_condition = std::mem::take(&mut self.in_condition);
        let inner = read(self)?;
        self.in_condition = in_condition;
        self.depth -= 1;
        if !self.cursor.eat(')') {
            return self.cursor.fail(Problem::MissingParenthesis);
        }
        self.cursor.options = outer;
        Ok(inner)
    }

    fn look(&mut self, behind: bool, negative: bool) -> Parsed<Ast> {
        let inner = Box::new(self.closed(self.cursor.options)?);
        Ok(Ast::Look {
            behind,
            negative,
            inner,
        })
    }

    fn named(&mut self, close: char) -> Parsed<Ast> {
        let index = if self.cursor.at_digit() {
            match self.cursor.decimal()? {
                0 => return self.cursor.fail(Problem::BadGroupName),
                number => self.groups.by_number(number),
            }
        } else if self.cursor.at_word() {
            let name = self.cursor.word();
            self.groups.by_name(&name)
        } else if self.cursor.peek() == Some('-') {
            return self.cursor.fail(Problem::BalancingGroup);
        } else {
            return self.cursor.fail(Problem::BadGroupName);
        };
        if self.cursor.peek() == Some('-') {
            return self.cursor.fail(Problem::BalancingGroup);
        }
        if !self.cursor.eat(close) {
            return self.cursor.fail(Problem::BadGroupName);
        }
        let inner = self.closed(self.cursor.options)?;
        match index {
            Some(index) => Ok(Ast::Capture(index, Box::new(inner))),
            None => self.cursor.fail(Problem::UndefinedGroup),
        }
    }
}
